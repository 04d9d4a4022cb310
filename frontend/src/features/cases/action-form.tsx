import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'

import { type CaseKey, caseOf, usePerform } from '@/api/cases'
import { ApiError, type Problem } from '@/api/problem'
import { Cite } from '@/components/cite'
import { Failure } from '@/components/failure'
import { ErrorSummary } from '@/components/form/error-summary'
import { Fields } from '@/components/form/fields'
import { startValues, toInputs, withChoices } from '@/components/form/values'

import type { Chosen } from './case-view'
import { Conflict } from './conflict'
import type { Described } from './kinds'
import { Typed } from './typed'

type ActionFormProps = {
  of: CaseKey
  found: Described
  chosen: Chosen
  onClose: () => void
  onDone: (moved: Described) => void
}

/** The form of one action, in place. What is typed stays until it is done or put away. */
export function ActionForm({ of, found, chosen, onClose, onDone }: ActionFormProps) {
  const { action, label, clauses } = chosen.offer
  const offer = found.offers.find((current) => current.action === action)
  const perform = usePerform(of)
  const refusal = perform.error instanceof ApiError ? perform.error : null
  const [offered, setOffered] = useState<Problem['choices']>()
  const fields = withChoices((offer ?? chosen.offer).form, refusal?.problem.choices ?? offered)
  const id = useId()
  const cache = useQueryClient()
  const heading = useRef<HTMLHeadingElement>(null)
  const [values, setValues] = useState(() => startValues(fields, chosen.known))
  const [version, setVersion] = useState(chosen.version)

  useEffect(() => {
    heading.current?.focus()
    heading.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  const happened = refusal?.problem.happened
  const send = () => {
    perform.mutate(
      { action, version, inputs: toInputs(fields, values) },
      {
        onSuccess: onDone,
        onError: (error) => {
          if (!(error instanceof ApiError)) return
          if (error.problem.happened) void seeAnew()
          if (error.problem.choices) setOffered(error.problem.choices)
        },
      },
    )
  }
  const seeAnew = async () => {
    const fresh = await cache.query(caseOf(of))
    setVersion(fresh.version)
  }

  return (
    <form
      className="cc-form cc-action"
      noValidate
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault()
        if (!perform.isPending && offer?.refusal === null) send()
      }}
    >
      <h2 id={`${id}-title`} ref={heading} tabIndex={-1} className="cc-section">
        {label} <Cite clauses={clauses} />
      </h2>
      {offer?.preview && <p className="cc-preview">{offer.preview}</p>}
      {happened && <Conflict happened={happened} state={found.state} />}
      {refusal && !happened && <ErrorSummary form={id} fields={fields} error={refusal} />}
      {perform.error && !refusal && <Failure error={perform.error} retry={send} />}
      {offer ? (
        <>
          {offer.refusal && (
            <p className="cc-offer__more" role="status">
              {offer.refusal.why} <Cite clauses={offer.refusal.clause} />
            </p>
          )}
          <Fields id={id} fields={fields} values={values} error={refusal} onChange={setValues} />
        </>
      ) : (
        <Typed fields={fields} values={values} />
      )}
      <div className="cc-buttons">
        {offer && (
          <button
            type="submit"
            className="usa-button"
            aria-disabled={perform.isPending || offer.refusal !== null}
          >
            {perform.isPending ? 'Sending…' : label}
          </button>
        )}
        <button type="button" className="usa-button usa-button--outline" onClick={onClose}>
          {offer ? 'Cancel' : 'Close'}
        </button>
      </div>
    </form>
  )
}
