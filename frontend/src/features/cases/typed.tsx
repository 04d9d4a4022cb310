import type { Field } from '@/api/types'
import { Facts } from '@/components/facts'
import { shownFields, type Values } from '@/components/form/values'

/** What somebody typed for an action that is no longer theirs to take, to read or to copy. */
export function Typed({ fields, values }: { fields: Field[]; values: Values }) {
  const words = (field: Field) => {
    const held = [values[field.name] ?? ''].flat().map(String)
    const labels = held.map(
      (one) => field.choices.find(({ value }) => String(value) === one)?.label ?? one,
    )
    return labels.filter((label) => label !== '' && label !== 'false').join(', ')
  }
  return (
    <>
      <p>This action is no longer possible. This is what you typed:</p>
      <Facts
        facts={shownFields(fields, values).map((field) => ({
          label: field.label,
          value: words(field),
        }))}
      />
    </>
  )
}
