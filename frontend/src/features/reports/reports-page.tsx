import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { reportKinds } from '@/api/reports'
import type { components } from '@/api/schema'
import { Cite } from '@/components/cite'
import { Empty } from '@/components/empty'
import { Failure } from '@/components/failure'
import { Loading } from '@/components/loading'
import { Page } from '@/components/page'

import { Issued } from './issued'

type Kind = components['schemas']['KindOut']

/** The reports of today's posts: count one now, or open one as it was issued. */
export function ReportsPage() {
  const { data, error, isPending, refetch } = useQuery(reportKinds)
  return (
    <Page wide title="Reports">
      {isPending && <Loading what="the reports" />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data?.kinds.length === 0 && <Empty words="Your posts read no report." />}
      {data && data.kinds.length > 0 && (
        <ul className="cc-reports">
          {data.kinds.map((kind) => (
            <li key={kind.name}>
              <Choose kind={kind} />
            </li>
          ))}
        </ul>
      )}
      <Issued />
    </Page>
  )
}

function Choose({ kind }: { kind: Kind }) {
  const navigate = useNavigate()
  const [scope, setScope] = useState(kind.scopes[0]?.key ?? '')
  const [period, setPeriod] = useState(kind.starts_with)
  return (
    <form
      className="cc-choose"
      aria-labelledby={`${kind.name}-title`}
      onSubmit={(event) => {
        event.preventDefault()
        void navigate(`/reports/counted/${kind.name}/${scope}/${period}`)
      }}
    >
      <h2 id={`${kind.name}-title`} className="cc-choose__title">
        {kind.title} <Cite clauses={kind.clauses} />
      </h2>
      <Chosen
        id={`${kind.name}-scope`}
        label="Of"
        options={kind.scopes}
        value={scope}
        onChange={setScope}
      />
      <Chosen
        id={`${kind.name}-period`}
        label="In"
        options={kind.periods}
        value={period}
        onChange={setPeriod}
      />
      <button type="submit" className="usa-button">
        Show
      </button>
    </form>
  )
}

type ChosenProps = {
  id: string
  label: string
  options: { key: string; label: string }[]
  value: string
  onChange: (key: string) => void
}

function Chosen({ id, label, options, value, onChange }: ChosenProps) {
  return (
    <div>
      <label htmlFor={id} className="usa-label">
        {label}
      </label>
      <select
        id={id}
        className="usa-select"
        value={value}
        onChange={(event) => {
          onChange(event.target.value)
        }}
      >
        {options.map((option) => (
          <option key={option.key} value={option.key}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
