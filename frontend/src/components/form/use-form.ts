import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'

import { ApiError } from '@/api/problem'
import type { Field } from '@/api/types'

import { startValues, toInputs, type Values } from './values'

type UseForm<Answer> = {
  fields: Field[]
  known?: Values
  send: (inputs: Record<string, unknown>) => Promise<Answer>
  onSent: (answer: Answer) => void
}

/** A form of the application's own: what is typed, what was wrong with it, and its sending. */
export function useForm<Answer>({ fields, known, send, onSent }: UseForm<Answer>) {
  const id = useId()
  const [values, setValues] = useState(() => startValues(fields, known))
  const sending = useMutation({
    mutationFn: () => send(toInputs(fields, values)),
    onSuccess: onSent,
  })
  return {
    id,
    fields,
    values,
    setValues,
    isSending: sending.isPending,
    refusal: sending.error instanceof ApiError ? sending.error : null,
    failure: sending.error instanceof ApiError ? null : sending.error,
    submit: () => {
      sending.mutate()
    },
    startAgain: () => {
      sending.reset()
      setValues(startValues(fields, known))
    },
  }
}

export type Form = Omit<ReturnType<typeof useForm>, 'onSent'>
