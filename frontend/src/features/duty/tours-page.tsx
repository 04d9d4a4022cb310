import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { serverNow } from '@/api/clock'
import { type Duties, tours } from '@/api/duty'
import { today } from '@/components/chicago'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { useMe } from '@/components/me'
import { Page } from '@/components/page'
import { StackTable } from '@/components/stack-table'
import { Tag } from '@/components/tag'
import { When } from '@/components/when'

/** Who opened their queue in which watch, and who did not. */
export function ToursPage() {
  const me = useMe()
  const own = me.posts.find(({ district }) => district !== null)?.district
  const [asked, setAsked] = useState({ district: own ?? '', day: today(serverNow()) })
  const { data, error, isFetching } = useQuery({
    ...tours(asked.district, asked.day),
    enabled: asked.district !== '',
  })
  return (
    <Page wide title="Tours of duty">
      <form
        className="cc-search-form cc-no-print"
        aria-label="District and day"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = new FormData(event.currentTarget)
          const word = (name: string) => {
            const value = typed.get(name)
            return typeof value === 'string' ? value.trim() : ''
          }
          setAsked({ district: word('district').padStart(3, '0'), day: word('day') })
        }}
      >
        <div>
          <label htmlFor="district" className="usa-label">
            District
          </label>
          <input
            id="district"
            name="district"
            className="usa-input"
            inputMode="numeric"
            maxLength={3}
            defaultValue={asked.district}
          />
        </div>
        <div>
          <label htmlFor="day" className="usa-label">
            Day
          </label>
          <input id="day" name="day" type="date" className="usa-input" defaultValue={asked.day} />
        </div>
        <button type="submit" className="usa-button">
          Show
        </button>
      </form>
      {asked.district === '' && <Empty words="Choose a district." />}
      {isFetching && !data && <Loading what="the tours" />}
      {error && <Failure error={error} />}
      {data && !error && <Watches duties={data.duties} />}
    </Page>
  )
}

const LOOKS = { done: 'info', missed: 'danger', open: 'plain' } as const

function Watches({ duties }: { duties: Duties }) {
  if (duties.length === 0) return <Empty words="Nobody holds a post with such a duty there." />
  const missed = duties.filter(({ standing }) => standing === 'missed').length
  return (
    <>
      <p>
        {missed} of {duties.length} missed.
      </p>
      <StackTable
        caption="Who opened their queue, watch by watch"
        named="Member"
        heads={['Watch', 'Member', 'Post', 'Clause', 'Standing', 'First opened']}
        rows={duties.map((duty) => ({
          key: `${duty.watch} ${duty.member} ${duty.role} ${duty.place}`,
          cells: [
            <span key="watch">
              {duty.watch}, from <When at={duty.starts_at} />
            </span>,
            duty.member,
            `${duty.role}, ${duty.place}`,
            duty.clause,
            <Tag key="standing" look={LOOKS[duty.standing as keyof typeof LOOKS]}>
              {duty.standing}
            </Tag>,
            duty.first_at && <When key="first" at={duty.first_at} />,
          ],
        }))}
      />
    </>
  )
}
