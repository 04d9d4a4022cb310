import { useQuery } from '@tanstack/react-query'

import { overrules } from '@/api/reports'
import { Cite } from '@/components/cite'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'
import { StackTable } from '@/components/stack-table'
import { Day } from '@/components/when'

const DAYS = 90

/** How often a sergeant accepted what a rule of the screening had held. */
export function OverrulesPage() {
  const { data, error, isPending, refetch } = useQuery(overrules(DAYS))
  return (
    <Page
      wide
      title="Screening overruled"
      lead={
        data && (
          <p className="cc-lead">
            What was held since <Day on={data.since.slice(0, 10)} />, and what sergeants decided.{' '}
            <Cite clauses="VI.A.2" />
          </p>
        )
      }
    >
      {isPending && <Loading what="the decisions" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data?.overrules.length === 0 && <Empty words="Nothing was held and decided." />}
      {data && data.overrules.length > 0 && (
        <StackTable
          caption="Held by each rule, and decided by sergeants"
          named="Rule"
          heads={['Rule', 'Version', 'Held', 'Accepted', 'Not accepted']}
          rows={data.overrules.map((each) => ({
            key: `${each.rule} ${each.version}`,
            cells: [each.rule, each.version, each.held, each.accepted, each.not_accepted],
          }))}
        />
      )}
    </Page>
  )
}
