import { useEffect } from 'react'

import type { ApiError } from '@/api/problem'
import type { Field } from '@/api/types'
import { Cite } from '@/components/cite'

import { fieldId } from './fields'

type ErrorSummaryProps = { form: string; fields: Pick<Field, 'name' | 'label'>[]; error: ApiError }

/** Everything that is wrong with what was sent, each with a way to its field; the first has focus. */
export function ErrorSummary({ form, fields, error }: ErrorSummaryProps) {
  const wrong = error.problem.errors ?? []
  const named = wrong.flatMap(({ field, detail }) => {
    const own = fields.find(({ name }) => field === name || field.startsWith(`${name}.`))
    return own ? [{ ...own, detail }] : []
  })
  const first = named[0]?.name
  useEffect(() => {
    if (first !== undefined) document.getElementById(fieldId(form, first))?.focus()
  }, [error, form, first])
  return (
    <div className="usa-alert usa-alert--error usa-alert--slim" role="alert">
      <div className="usa-alert__body">
        <p className="usa-alert__heading">
          {error.problem.detail} <Cite clauses={error.problem.clause} />
        </p>
        {named.length > 0 && (
          <ul className="usa-list">
            {named.map(({ name, label, detail }) => (
              <li key={name}>
                <a
                  className="usa-link"
                  href={`#${fieldId(form, name)}`}
                  onClick={(event) => {
                    event.preventDefault()
                    document.getElementById(fieldId(form, name))?.focus()
                  }}
                >
                  {label}: {detail}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
