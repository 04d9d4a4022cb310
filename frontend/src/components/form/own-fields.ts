/** Short ways to describe the fields of a form that is the application's own, in the server's words. */
import type { Choice, Field } from '@/api/types'

type More = Partial<Omit<Field, 'name' | 'label' | 'kind'>>

export const field = (name: string, label: string, kind: string, more: More = {}): Field => ({
  name,
  label,
  kind,
  hint: '',
  required: true,
  max_length: null,
  choices: [],
  shown_when: null,
  starts_as: null,
  ...more,
})

export const choice = (value: string | number, label: string, hint = ''): Choice => ({
  value,
  label,
  hint,
})
