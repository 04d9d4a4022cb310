import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { accessLog } from '@/api/duty'
import { Page } from '@/components/page'
import { Paged } from '@/components/paged'
import { StackTable } from '@/components/stack-table'
import { When } from '@/components/when'

/** Every reading of a record, newest first (VI.C). */
export function AccessLogPage() {
  const [asked, setAsked] = useState({ control_number: '', star: '' })
  const page = useInfiniteQuery(accessLog(asked))
  const looks = page.data?.pages.flatMap((one) => one.looks)
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
      <Paged page={page} all={looks} what="the access log" none="No reading fits.">
        {(all) => (
          <StackTable
            caption="Who read what, newest first"
            named="Member"
            heads={['When', 'Member', 'Record', 'What', 'Reason']}
            rows={all.map((look, place) => ({
              key: place,
              cells: [
                <When key="when" at={look.at} />,
                look.member,
                look.number,
                look.what,
                look.reason,
              ],
            }))}
          />
        )}
      </Paged>
    </Page>
  )
}
