import { useState } from 'react'

import type { ConcernItem, MeetingItem } from '@/api/outbox'
import type { EntryForm } from '@/api/types'
import { Cite } from '@/components/cite'
import { Tag } from '@/components/tag'

import { concernFields, contactFields } from './fields'
import { QuickEntry } from './quick-entry'

type KeptProps = { item: ConcernItem; form: EntryForm; meeting: MeetingItem }

/** One concern on the tablet, and how far it has come. */
export function Kept({ item, form, meeting }: KeptProps) {
  const [isCorrecting, setCorrecting] = useState(false)
  const { body, state, said, answer } = item
  const category = form.categories.find(({ code }) => code === body.category)?.label
  return (
    <li className="cc-kept__item">
      <p className="margin-y-0">
        <State state={state} number={answer?.number} /> <strong>{category}</strong>, {body.place}
      </p>
      <p className="cc-row__excerpt">{body.text}</p>
      {state === 'to-correct' && said && (
        <div className="cc-kept__wrong">
          <p className="margin-y-0">
            {said.detail} <Cite clauses={said.clause} />
          </p>
          <ul className="usa-list margin-y-0">
            {said.errors.map(({ field, detail }) => (
              <li key={field}>
                {labelOf(field, form)}: {detail}
              </li>
            ))}
          </ul>
          {!isCorrecting && (
            <button
              type="button"
              className="usa-button usa-button--outline"
              aria-label={`Correct: ${body.place}`}
              onClick={() => {
                setCorrecting(true)
              }}
            >
              Correct
            </button>
          )}
        </div>
      )}
      {isCorrecting && state === 'to-correct' && (
        <QuickEntry
          form={form}
          meeting={meeting}
          wrong={item}
          onKept={() => {
            setCorrecting(false)
          }}
        />
      )}
    </li>
  )
}

const labelOf = (name: string, form: EntryForm) =>
  [...concernFields(form, ''), ...contactFields].find((field) => field.name === name)?.label ?? name

function State({ state, number }: { state: ConcernItem['state']; number: string | undefined }) {
  if (state === 'sent')
    return (
      <Tag look="info">
        Sent <span className="cc-number">{number}</span>
      </Tag>
    )
  return state === 'waiting' ? <Tag>Waiting</Tag> : <Tag look="danger">Needs correction</Tag>
}
