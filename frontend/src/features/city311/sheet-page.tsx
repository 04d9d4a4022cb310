import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'

import { caseAddress } from '@/api/cases'
import { type Sheet, sheet } from '@/api/city311'
import { Cite } from '@/components/cite'
import { Empty } from '@/components/empty'
import { Facts } from '@/components/facts'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { When } from '@/components/when'

/** A Service Request Single Work Order as it is printed: the request above, the action below. */
export function SheetPage() {
  const { reference = '' } = useParams()
  const { data, error, isPending, refetch } = useQuery(sheet(reference))
  return (
    <Page
      wide
      title={data?.srswo ?? 'Service Request Single Work Order'}
      lead={
        <p className="cc-no-print">
          <Link to={caseAddress('work_order', reference)}>Back to the work order</Link>
        </p>
      }
    >
      {isPending && <Loading what="the work order" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <p className="cc-files cc-no-print">
            {data.papers.map(({ label, href }) => (
              <a key={href} className="usa-link" href={href} target="_blank" rel="noreferrer">
                {label} (PDF)
              </a>
            ))}
          </p>
          <UpperHalf of={data} />
          <LowerHalf of={data} />
          <Supports of={data} />
        </>
      )}
    </Page>
  )
}

type HalfProps = { of: Sheet }

function UpperHalf({ of: told }: HalfProps) {
  const listed = told.report && `${told.report}, line ${told.report_line ?? ''}`
  return (
    <section className="cc-card cc-half" aria-labelledby="upper">
      <h2 id="upper" className="cc-section">
        Request
      </h2>
      <Facts
        facts={[
          { label: 'Service Request Number', value: told.city_number },
          { label: 'Query Report', value: listed ?? 'Not yet in a Query Report' },
          { label: 'Standing', value: told.state },
          { label: 'District', value: told.district },
          { label: 'Beat', value: told.beat },
          { label: 'Address', value: told.address },
          { label: 'Requested of 311', value: <When at={told.requested_at} /> },
          { label: 'Opened', value: told.opened_at && <When at={told.opened_at} /> },
          { label: 'Duplicate of', value: told.is_duplicate_of },
          {
            label: 'What the resident told 311',
            value: <span className="cc-words">{told.text}</span>,
          },
          { label: 'Notes of 311', value: told.city_notes },
          {
            label: 'Investigating member',
            value: told.member && `${told.member}, star ${told.star ?? ''}`,
          },
          { label: 'Assigned', value: told.assigned_at && <When at={told.assigned_at} /> },
          {
            label: 'Written explanation due',
            value: told.due_at && <When at={told.due_at} />,
          },
        ]}
      />
    </section>
  )
}

function LowerHalf({ of: told }: HalfProps) {
  return (
    <section className="cc-card cc-half" aria-labelledby="lower">
      <h2 id="lower" className="cc-section">
        Action taken by the investigating member <Cite clauses="V.E.1" />
      </h2>
      {told.returned_because && (
        <p>
          <strong>Reinvestigate:</strong> {told.returned_because} <Cite clauses="V.E.3" />
        </p>
      )}
      {told.actions.length === 0 && <Empty words="Nothing is written here yet." />}
      {told.actions.map((action) => (
        <article key={`${action.kind} ${action.at}`}>
          <h3>{action.title}</h3>
          <p className="cc-row__facts">
            {action.by && <span>{action.by}</span>}
            <When at={action.at} />
            {action.acted_at && (
              <span>
                Action taken <When at={action.acted_at} />
              </span>
            )}
          </p>
          <p className="cc-words">{action.text}</p>
          {action.decided && (
            <p>
              {action.decided}{' '}
              {action.due_at && (
                <>
                  Due <When at={action.due_at} />.
                </>
              )}
            </p>
          )}
        </article>
      ))}
      {told.is_to_write && told.actions.length > 0 && <p>An explanation is still to be written.</p>}
    </section>
  )
}

function Supports({ of: told }: HalfProps) {
  if (told.supports.length === 0) return null
  return (
    <section className="cc-card cc-half" aria-labelledby="supports">
      <h2 id="supports" className="cc-section">
        CPD-21.224, help asked of other units <Cite clauses="V.B" />
      </h2>
      {told.supports.map((support) => (
        <Facts
          key={support.support_id}
          facts={[
            { label: 'Unit', value: support.unit },
            { label: 'Asked', value: <When at={support.asked_at} /> },
            { label: 'By', value: support.asked_by },
            { label: 'What is asked', value: support.what },
            { label: 'Answer', value: support.answer },
            { label: 'Answered by', value: support.answered_by },
          ]}
        />
      ))}
    </section>
  )
}
