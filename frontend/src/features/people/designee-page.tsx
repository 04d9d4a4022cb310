import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { designate, type DesigneeIn, designees, myPosts, takeBack } from '@/api/members'
import type { Member } from '@/api/types'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { choice, field } from '@/components/form/own-fields'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { StackTable } from '@/components/stack-table'
import { useSay } from '@/components/toasts'
import { When } from '@/components/when'

/** VII.C.2: somebody who may act for one of my posts until a time. */
export function DesigneePage() {
  const { data, error, isPending, refetch } = useQuery(myPosts)
  return (
    <Page title="Name a designee">
      {isPending && <Loading what="your posts" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <Named mine={data} />
          <Naming mine={data} />
        </>
      )}
    </Page>
  )
}

const titleOf = ({ title, unit, district }: Member['posts'][number]) =>
  [title, unit ?? district].filter(Boolean).join(', ')

function Named({ mine }: { mine: Member }) {
  const { data, error, isPending, refetch } = useQuery(designees)
  const say = useSay()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: takeBack,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: designees.queryKey })
      say({ words: 'The designee may not act for your post any more.' })
    },
  })
  if (isPending) return <Loading what="your designees" />
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (data.designees.length === 0) return <Empty words="Nobody may act for you now." />
  return (
    <>
      {end.error && <Failure error={end.error} />}
      <StackTable
        caption="Who may act for you now"
        named="Designee"
        heads={['Designee', 'For', 'Until', 'End']}
        rows={data.designees.map(({ id, name, star, post_id, until_at }) => {
          const post = mine.posts.find((each) => each.id === post_id)
          return {
            key: id,
            cells: [
              `${name}, ${star}`,
              post && titleOf(post),
              until_at ? <When at={until_at} /> : 'Until you take it back',
              <button
                key="end"
                type="button"
                className="usa-button usa-button--outline"
                aria-label={`Take back from ${name}`}
                disabled={end.isPending}
                onClick={() => {
                  end.mutate(id)
                }}
              >
                Take back
              </button>,
            ],
          }
        })}
      />
    </>
  )
}

function Naming({ mine }: { mine: Member }) {
  const say = useSay()
  const client = useQueryClient()
  const form = useForm({
    fields: [
      field('post_id', 'Which post', 'choice', {
        choices: mine.posts.map((post) => choice(post.id, titleOf(post))),
      }),
      field('to_star', 'Star number of the designee', 'line'),
      field('until_at', 'Until', 'moment'),
    ],
    send: (inputs) => designate(inputs as unknown as DesigneeIn),
    onSent: () => {
      void client.invalidateQueries({ queryKey: designees.queryKey })
      say({ words: 'The designee may act for your post now.' })
      form.startAgain()
    },
  })
  return <OwnForm form={form} send="Name the designee" />
}
