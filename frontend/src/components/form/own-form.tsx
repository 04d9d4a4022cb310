import type { ReactNode } from 'react'

import { Failure } from '@/components/failure'

import { ErrorSummary } from './error-summary'
import { Fields } from './fields'
import type { Form } from './use-form'

type OwnFormProps = { form: Form; send: string; more?: ReactNode; children?: ReactNode }

/** A form with its error summary and its one button; `more` stands beside the button. */
export function OwnForm({ form, send, more, children }: OwnFormProps) {
  return (
    <form
      className="cc-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!form.isSending) form.submit()
      }}
    >
      {form.refusal && <ErrorSummary form={form.id} fields={form.fields} error={form.refusal} />}
      {form.failure !== null && <Failure error={form.failure} />}
      <Fields
        id={form.id}
        fields={form.fields}
        values={form.values}
        error={form.refusal}
        onChange={form.setValues}
      />
      {children}
      <div className="cc-buttons">
        <button type="submit" className="usa-button" aria-disabled={form.isSending}>
          {form.isSending ? 'Sending…' : send}
        </button>
        {more}
      </div>
    </form>
  )
}
