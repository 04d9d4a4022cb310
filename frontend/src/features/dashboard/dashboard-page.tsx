import { useQuery } from '@tanstack/react-query'

import { queues as queuesQuery } from '@/api/queues'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { useDoor, useMe } from '@/components/me'
import { Page } from '@/components/page'

import { Quiet, Waiting } from './queue-card'

/** VII.D.1 and its like for every post: what waits for me, what is late, the first of each. */
export function DashboardPage() {
  const me = useMe()
  const opensQueues = useDoor('my_queues')
  const { data, error, isPending, refetch } = useQuery({ ...queuesQuery, enabled: opensQueues })
  const waiting = data?.filter(({ count }) => count > 0) ?? []
  const quiet = data?.filter(({ count }) => count === 0) ?? []
  const posts = me.posts.map(
    ({ title, place, standing_in: stands }) =>
      `${title}, ${place}${stands ? ' (standing in)' : ''}`,
  )
  return (
    <Page wide title="Worklist Dashboard" lead={<p className="cc-lead">{posts.join(' · ')}</p>}>
      {opensQueues && isPending && <Loading what="your queues" />}
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {!opensQueues && <Empty words="You hold no post today. Your administrator gives posts." />}
      {data?.length === 0 && (
        <Empty words="No queue belongs to your posts. The screens in the menu are yours." />
      )}
      <div className="cc-cards">
        {waiting.map((queue) => (
          <Waiting key={queue.name} queue={queue} />
        ))}
      </div>
      {quiet.length > 0 && <Quiet queues={quiet} />}
    </Page>
  )
}
