import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import { markRead, notices } from '@/api/notices'
import type { Notice } from '@/api/types'
import { Cite } from '@/components/cite'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { Tag } from '@/components/tag'
import { When } from '@/components/when'

/** What the application told me and the holders of my posts. */
export function NoticesPage() {
  const { data, error, isPending, refetch } = useQuery(notices)
  return (
    <Page title="Notices">
      {isPending && <Loading what="the notices" />}
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {data?.notices.length === 0 && <Empty words="Nothing was told to you or to your posts." />}
      <ul className="cc-notices">
        {data?.notices.map((notice) => (
          <One key={notice.id} notice={notice} />
        ))}
      </ul>
    </Page>
  )
}

function One({ notice }: { notice: Notice }) {
  const cache = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => markRead(notice.id),
    onSuccess: () => cache.invalidateQueries({ queryKey: notices.queryKey }),
  })
  const isUnread = notice.acknowledged_at === null
  return (
    <li className={isUnread ? 'cc-notice cc-notice--unread' : 'cc-notice'}>
      <p className="margin-y-0">
        {isUnread && <Tag look="info">Unread</Tag>} {notice.text} <Cite clauses={notice.clause} />
      </p>
      <p className="usa-hint margin-y-0">
        <When at={notice.created_at} />
      </p>
      <div className="cc-buttons margin-y-0">
        {notice.reference && notice.case_kind && (
          <Link to={caseAddress(notice.case_kind, notice.reference)} className="usa-link cc-number">
            Open {notice.reference}
          </Link>
        )}
        {isUnread && (
          <button
            type="button"
            className="usa-button usa-button--unstyled"
            aria-disabled={isPending}
            aria-label={`Mark as read: ${notice.text}`}
            onClick={() => {
              mutate()
            }}
          >
            Mark as read
          </button>
        )}
      </div>
      {error && <Failure error={error} />}
    </li>
  )
}
