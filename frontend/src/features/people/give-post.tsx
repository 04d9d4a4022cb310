import { useQuery, useQueryClient } from '@tanstack/react-query'

import { serverNow } from '@/api/clock'
import { givePost, type PostForm, postForm, type PostIn } from '@/api/members'
import type { Member } from '@/api/types'
import { today } from '@/components/chicago'
import { choice, field } from '@/components/form/own-fields'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'
import { Loading } from '@/components/loading'
import { useSay } from '@/components/toasts'

type GivePostProps = { member: Member; onClose: () => void }

export function GivePost(props: GivePostProps) {
  const { data } = useQuery(postForm)
  return data ? <Asked {...props} form={data} /> : <Loading what="the form" />
}

const fieldsOf = ({ roles, districts, units }: PostForm) => [
  field('role', 'Role', 'choice', {
    choices: roles.map(({ role, title, held_in: place }) =>
      choice(role, title, place === 'city' ? '' : `held in a ${PLACES[place] ?? place}`),
    ),
  }),
  field('district', 'District', 'choice', {
    required: false,
    choices: districts.map((code) => choice(code, code)),
  }),
  field('unit_id', 'Unit', 'choice', {
    required: false,
    choices: units.map(({ id, code, name }) => choice(id, `${code} ${name}`)),
  }),
  field('sector', 'Sector', 'line', { required: false, max_length: 4 }),
  field('beat', 'Beat', 'line', { required: false, max_length: 4 }),
  field('watch', 'Watch', 'number', { required: false, hint: '1, 2 or 3; empty for every watch.' }),
  field('from_on', 'First day', 'day', { starts_as: today(serverNow()) }),
  field('until_on', 'Last day', 'day', { required: false }),
]

const PLACES: Record<string, string> = { either: 'unit or district' }

function Asked({ member, form, onClose }: GivePostProps & { form: PostForm }) {
  const cache = useQueryClient()
  const say = useSay()
  const own = useForm({
    fields: fieldsOf(form),
    send: (inputs) => givePost(member.id, inputs as unknown as PostIn),
    onSent: () => {
      void cache.invalidateQueries({ queryKey: ['members'] })
      say({ words: `${member.name} has the post.` })
      onClose()
    },
  })
  return (
    <OwnForm
      form={own}
      send="Give the post"
      more={
        <button type="button" className="usa-button usa-button--outline" onClick={onClose}>
          Cancel
        </button>
      }
    />
  )
}
