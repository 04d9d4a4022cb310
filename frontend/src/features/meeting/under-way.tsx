import { Link } from 'react-router'

import { type ConcernItem, type Item, type MeetingItem, outbox } from '@/api/outbox'
import type { EntryForm } from '@/api/types'
import { NoticeBox } from '@/components/notice-box'
import { Page } from '@/components/page'
import { Day } from '@/components/when'

import { MeetingForm } from './begin-meeting'
import { Kept } from './kept'
import { QuickEntry } from './quick-entry'

type UnderWayProps = {
  meeting: MeetingItem
  items: Item[]
  form: EntryForm
  onLeave: () => void
}

/** The meeting itself: one concern after the other, and what became of each. */
export function UnderWay({ meeting, items, form, onLeave }: UnderWayProps) {
  const told = items.filter(
    (item): item is ConcernItem => item.kind === 'concern' && item.meeting === meeting.key,
  )
  const { beat, held_on: on, place } = meeting.body
  return (
    <Page
      wide
      title={`Beat meeting, ${beat}`}
      lead={
        <p className="cc-lead">
          <Day on={on} />, {place}.{' '}
          <button type="button" className="usa-button usa-button--unstyled" onClick={onLeave}>
            All meetings
          </button>{' '}
          · <Link to="/emergency">Record an emergency</Link>
        </p>
      }
    >
      {meeting.state === 'to-correct' && (
        <>
          <NoticeBox look="error" live title="The meeting needs correction">
            {meeting.said?.detail}{' '}
            {meeting.said?.errors.map(({ field, detail }) => `${field}: ${detail}`).join('; ')}
          </NoticeBox>
          <MeetingForm
            districts={form.districts}
            send="Save and send"
            wrong={meeting}
            onKept={() => undefined}
          />
        </>
      )}
      <div className="cc-meeting">
        <section aria-labelledby="next-concern">
          <h2 id="next-concern" className="cc-section">
            Next concern
          </h2>
          <QuickEntry meeting={meeting} form={form} />
        </section>
        <section aria-labelledby="told">
          <h2 id="told" className="cc-section">
            Told at this meeting
          </h2>
          <Counts told={told} owner={meeting.owner} />
          <ol className="cc-kept" reversed>
            {[...told].reverse().map((item) => (
              <Kept key={item.key} item={item} form={form} meeting={meeting} />
            ))}
          </ol>
        </section>
      </div>
    </Page>
  )
}

function Counts({ told, owner }: { told: ConcernItem[]; owner: string }) {
  const count = (state: ConcernItem['state']) => told.filter((item) => item.state === state).length
  const waiting = count('waiting')
  const wrong = count('to-correct')
  return (
    <p role="status">
      {count('sent')} sent, {waiting} waiting
      {wrong > 0 && <strong>, {wrong} need correction</strong>}.{' '}
      {waiting > 0 && (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          onClick={() => void outbox.sendAll(owner)}
        >
          Send now
        </button>
      )}
    </p>
  )
}
