import type { Field as Description } from '@/api/types'
import type { ApiError } from '@/api/problem'

import { Field } from './field'
import { shownFields, type Values } from './values'

type FieldsProps = {
  id: string
  fields: Description[]
  values: Values
  error: ApiError | null
  onChange: (values: Values) => void
}

export const fieldId = (form: string, name: string) => `${form}-${name}`

/** The fields of a form, drawn from the server's description of them. */
export function Fields({ id, fields, values, error, onChange }: FieldsProps) {
  return shownFields(fields, values).map((field) => (
    <Field
      key={field.name}
      id={fieldId(id, field.name)}
      field={field}
      value={values[field.name] ?? ''}
      error={error?.messageFor(field.name)}
      errorOf={(part) =>
        error?.problem.errors?.find((one) => one.field === `${field.name}.${part}`)?.detail
      }
      onChange={(value) => {
        onChange({ ...values, [field.name]: value })
      }}
    />
  ))
}
