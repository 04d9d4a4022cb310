import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { accessLog } from '@/api/duty'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { ScrollTable } from '@/components/scroll-table'
import { When } from '@/components/when'

/** Every reading of a record, newest first (VI.C). */
export function AccessLogPage() {
  const [asked, setAsked] = useState({ control_number: '', star: '' })
  const page = useInfiniteQuery(accessLog(asked))
  const looks = page.data?.pages.flatMap((one) => one.looks) ?? []
  return (
    <Page wide title="Access log">
      <form
        className="cc-search-form cc-no-print"
        aria-label="Which readings"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = new FormData(event.currentTarget)
          const word = (name: string) => {
            const value = typed.get(name)
            return typeof value === 'string' ? value.trim() : ''
          }
          setAsked({ control_number: word('control_number'), star: word('star') })
        }}
      >
        <div>
          <label htmlFor="control_number" className="usa-label">
            Control number
          </label>
          <input id="control_number" name="control_number" className="usa-input" />
        </div>
        <div>
          <label htmlFor="star" className="usa-label">
            Star number
          </label>
          <input id="star" name="star" className="usa-input" />
        </div>
        <button type="submit" className="usa-button">
          Show
        </button>
      </form>
      {page.isPending && <Loading what="the access log" />}
      {page.error && <Failure error={page.error} retry={() => void page.refetch()} />}
      {page.data && looks.length === 0 && <Empty words="No reading fits." />}
      {looks.length > 0 && (
        <ScrollTable
          caption="Who read what, newest first"
          heads={['When', 'Member', 'Record', 'What', 'Reason']}
        >
          {looks.map((look, place) => (
            <tr key={place}>
              <td>
                <When at={look.at} />
              </td>
              <th scope="row">{look.member}</th>
              <td className="cc-number">{look.number}</td>
              <td>{look.what}</td>
              <td>{look.reason}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      {page.hasNextPage && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          onClick={() => void page.fetchNextPage()}
        >
          Load more
        </button>
      )}
    </Page>
  )
}
