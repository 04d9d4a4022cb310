import { useState } from 'react'

import { ApiError } from '@/api/problem'
import { type FiledForm, fileForms, type Need, type Service } from '@/api/service-requests'
import { OwnForm } from '@/components/form/own-form'
import { useForm } from '@/components/form/use-form'

import { Instead } from './instead'
import { isDoubt, needFields, nested } from './need-fields'

type NeedFormProps = {
  idempotencyKey: string
  services: Service[]
  onFiled: (forms: FiledForm[]) => void
}

/** The form as the chosen service asks it; where the server has doubts, the member says more. */
export function NeedForm({ idempotencyKey, services, onFiled }: NeedFormProps) {
  const [code, setCode] = useState('')
  const [vehicles, setVehicles] = useState(1)
  const [doubts, setDoubts] = useState<string[]>([])
  const service = services.find((one) => one.code === code)
  const form = useForm({
    fields: needFields(services, service, vehicles, doubts),
    send: async (inputs) => {
      try {
        return (await fileForms(nested(inputs) as unknown as Need, idempotencyKey)).forms
      } catch (error) {
        if (error instanceof ApiError) noteDoubts(error)
        throw error
      }
    },
    onSent: onFiled,
  })
  const noteDoubts = ({ problem }: ApiError) => {
    const named = (problem.errors ?? []).map(({ field }) => field).filter(isDoubt)
    setDoubts((known) => [...new Set([...known, ...named])])
  }
  const chosen = typeof form.values.service === 'string' ? form.values.service : ''
  if (chosen !== code) setCode(chosen)
  return (
    <>
      {form.refusal && <Instead refusal={form.refusal} />}
      <OwnForm form={form} send="File it">
        {service?.needs_vehicle && (
          <button
            type="button"
            className="usa-button usa-button--unstyled"
            onClick={() => {
              setVehicles(vehicles + 1)
            }}
          >
            Add a vehicle: each gets a form of its own
          </button>
        )}
      </OwnForm>
    </>
  )
}
