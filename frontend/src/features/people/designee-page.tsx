import { useQuery } from '@tanstack/react-query'

import { designate, type DesigneeIn, myPosts } from '@/api/members'
import type { Member } from '@/api/types'
import { Failure } from '@/components/failure'
import { choice, field } from '@/components/form/own-fields'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { useSay } from '@/components/toasts'

/** VII.C.2: somebody who may act for one of my posts until a time. */
export function DesigneePage() {
  const { data, error, isPending, refetch } = useQuery(myPosts)
  return (
    <Page title="Name a designee">
      {isPending && <Loading what="your posts" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && <Naming mine={data} />}
    </Page>
  )
}

function Naming({ mine }: { mine: Member }) {
  const say = useSay()
  const form = useForm({
    fields: [
      field('post_id', 'Which post', 'choice', {
        choices: mine.posts.map((post) =>
          choice(post.id, [post.title, post.unit ?? post.district].filter(Boolean).join(', ')),
        ),
      }),
      field('to_star', 'Star number of the designee', 'line'),
      field('until_at', 'Until', 'moment'),
    ],
    send: (inputs) => designate(inputs as unknown as DesigneeIn),
    onSent: () => {
      say({ words: 'The designee may act for your post now.' })
      form.startAgain()
    },
  })
  return <OwnForm form={form} send="Name the designee" />
}
