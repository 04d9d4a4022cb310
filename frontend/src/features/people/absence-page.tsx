import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { executivePosts, markAbsence } from '@/api/members'
import type { Member, MemberPost } from '@/api/types'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { field } from '@/components/form/own-fields'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { useSay } from '@/components/toasts'
import { When } from '@/components/when'

/** VII.E: while the executive officer is absent the district commander does all of it. */
export function AbsencePage() {
  const { data, error, isPending, refetch } = useQuery(executivePosts)
  const held =
    data?.members.flatMap((member) => member.posts.map((post) => ({ member, post }))) ?? []
  return (
    <Page
      title="Absence of the executive officer"
      lead={<p>Meanwhile the district commander stands in (VII.E).</p>}
    >
      {isPending && <Loading what="the posts" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && held.length === 0 && <Empty words="Nobody holds this post in your district." />}
      {held
        .filter(({ post }) => post.can_be_absent)
        .map(({ member, post }) => (
          <Absence key={post.id} member={member} post={post} />
        ))}
    </Page>
  )
}

const FIELDS = [
  field('absent_from', 'Absent from', 'moment'),
  field('absent_until', 'Absent until', 'moment', {
    required: false,
    hint: 'Empty: until marked present again.',
  }),
]

function Absence({ member, post }: { member: Member; post: MemberPost }) {
  const cache = useQueryClient()
  const say = useSay()
  const refresh = (words: string) => {
    void cache.invalidateQueries({ queryKey: executivePosts.queryKey })
    void cache.invalidateQueries({ queryKey: ['me'] })
    void cache.invalidateQueries({ queryKey: ['queues'] })
    say({ words })
  }
  const back = useMutation({
    mutationFn: () => markAbsence(post.id, {}),
    onSuccess: () => {
      refresh('Marked as present.')
    },
  })
  const form = useForm({
    fields: FIELDS,
    send: (inputs) => markAbsence(post.id, inputs),
    onSent: () => {
      refresh('Marked as absent.')
    },
  })
  return (
    <section className="cc-card" aria-label={member.name}>
      <h2 className="cc-section margin-top-0">
        {`${member.rank} ${member.name}`.trim()}, District {post.district}
      </h2>
      {post.absent_from ? (
        <p>
          Absent from <When at={post.absent_from} />
          {post.absent_until && (
            <>
              {' '}
              until <When at={post.absent_until} />
            </>
          )}
          .{' '}
          <button
            type="button"
            className="usa-button usa-button--outline"
            onClick={() => {
              back.mutate()
            }}
          >
            Mark as present
          </button>
        </p>
      ) : (
        <p>Present.</p>
      )}
      {back.error && <Failure error={back.error} />}
      <OwnForm form={form} send="Mark as absent" />
    </section>
  )
}
