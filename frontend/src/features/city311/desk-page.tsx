import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { caseAddress } from '@/api/cases'
import { type Desk, desk311, useSettle } from '@/api/city311'
import { Cite } from '@/components/cite'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { StackTable } from '@/components/stack-table'
import { When } from '@/components/when'

import { Sendings } from './sendings'

/** What is on its way to 311, what came back, and where 311 and the beat disagree. */
export function DeskPage() {
  const { data, error, isPending, refetch } = useQuery(desk311)
  return (
    <Page
      wide
      title="311 desk"
      lead={
        data && (
          <p className="cc-lead">
            {data.connected_to ? `Connected to ${data.connected_to}.` : 'No 311 is connected.'}{' '}
            <Cite clauses="III.C.5" />
          </p>
        )
      }
    >
      {isPending && <Loading what="the desk" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && <Whole desk={data} />}
    </Page>
  )
}

function Whole({ desk }: { desk: Desk }) {
  const sendings: [title: string, none: string, rows: Desk['unsure']][] = [
    ['Nobody knows whether 311 has them', 'Nothing is in doubt.', desk.unsure],
    ['Not taken by 311', '311 refused nothing.', desk.refused],
    ['Waiting for their number', 'Every request has its number.', desk.without_number],
    ['Still to be sent', 'Everything was sent.', desk.to_send],
    ['Stopped, for a person to look at', 'Nothing was stopped.', desk.stopped],
    ['More than once in 311', 'Nothing is there twice.', desk.doubled],
  ]
  const records: [title: string, none: string, rows: Desk['duplicates']][] = [
    ['Duplicates, as 311 says', '311 names no duplicate.', desk.duplicates],
    ['Follow-on requests', 'Nothing follows on.', desk.follow_ons],
  ]
  const clear = [
    ...(desk.mismatches.length === 0 ? ['311 and the beat say the same.'] : []),
    ...[...sendings, ...records].flatMap(([, none, rows]) => (rows.length === 0 ? [none] : [])),
  ]
  return (
    <>
      <Sweeps desk={desk} />
      {desk.refusal && (
        <p>
          {desk.refusal.why} <Cite clauses={desk.refusal.clause} />
        </p>
      )}
      <Mismatches rows={desk.mismatches} />
      {sendings.map(([title, , rows]) => (
        <Sendings key={title} title={title} rows={rows} />
      ))}
      {records.map(([title, , rows]) => (
        <Records key={title} title={title} rows={rows} />
      ))}
      <Unreadable rows={desk.unreadable} />
      {clear.length > 0 && (
        <section aria-labelledby="clear">
          <h2 id="clear" className="cc-section">
            Nothing waits here
          </h2>
          <ul className="usa-list">
            {clear.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Sweeps({ desk }: { desk: Desk }) {
  if (desk.sweeps.length === 0) return <Empty words="311 was not read yet." />
  const read = desk.sweeps.flatMap(({ read_at }) => read_at ?? []).sort()
  const last = read[read.length - 1]
  return (
    <details className="cc-why">
      <summary>311 was last read {last === undefined ? 'at no time' : <When at={last} />}</summary>
      <StackTable
        caption="When each service was read"
        named="Service"
        heads={['Service', 'Last read', 'Read to the end']}
        rows={desk.sweeps.map((sweep) => ({
          key: sweep.service_code,
          cells: [
            sweep.service,
            sweep.read_at && <When key="read" at={sweep.read_at} />,
            sweep.finished_at ? <When key="end" at={sweep.finished_at} /> : 'Not yet',
          ],
        }))}
      />
    </details>
  )
}

function Mismatches({ rows }: { rows: Desk['mismatches'] }) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="mismatches">
      <h2 id="mismatches" className="cc-section">
        311 and the beat disagree
      </h2>
      <StackTable
        caption="Disagreements"
        named="Case"
        heads={['Case', 'Here', 'In 311', 'Notes', 'Since']}
        rows={rows.map((row) => ({
          key: row.kind + row.reference,
          cells: [
            <Link key="case" to={caseAddress(row.kind, row.reference)}>
              {row.number}
            </Link>,
            row.state,
            row.says_311,
            row.notes,
            row.since && <When key="since" at={row.since} />,
          ],
        }))}
      />
    </section>
  )
}

type RecordsProps = { title: string; rows: Desk['duplicates'] }

function Records({ title, rows }: RecordsProps) {
  if (rows.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="cc-section">{title}</h2>
      <StackTable
        caption={`${title}, listed`}
        named="311 number"
        heads={['311 number', 'Status', 'Of', 'Follow-ons']}
        rows={rows.map((row) => ({
          key: row.city_number,
          cells: [
            <Link key="case" to={caseAddress(row.kind, row.reference)}>
              {row.city_number}
            </Link>,
            row.status,
            row.parent_number,
            row.follow_ons.join(', '),
          ],
        }))}
      />
    </section>
  )
}

function Unreadable({ rows }: { rows: Desk['unreadable'] }) {
  const settle = useSettle()
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="unreadable">
      <h2 id="unreadable" className="cc-section">
        Rows of 311 that could not be read
      </h2>
      {settle.error && <Failure error={settle.error} />}
      <ul className="cc-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <article className="cc-row">
              <div className="cc-row__what">
                <p className="cc-row__title">{row.what}</p>
                <p className="cc-row__facts">
                  <span>{row.service_code}</span>
                  <span>
                    First seen <When at={row.first_seen_at} />
                  </span>
                  <span>
                    Last seen <When at={row.last_seen_at} />
                  </span>
                </p>
              </div>
              {row.offers.map(({ action, label }) => (
                <div key={action} className="cc-row__do">
                  <button
                    type="button"
                    className="usa-button usa-button--outline"
                    aria-label={`${label}: ${row.what}`}
                    onClick={() => {
                      settle.mutate(row.id)
                    }}
                  >
                    {label}
                  </button>
                </div>
              ))}
            </article>
          </li>
        ))}
      </ul>
    </section>
  )
}
