import type { CaseKey } from '@/api/cases'
import type { Concern } from '@/api/types'
import { Cite } from '@/components/cite'
import { Facts } from '@/components/facts'
import { Tag } from '@/components/tag'
import { When } from '@/components/when'

import { ChronicPlace } from './chronic-place'
import { Contact } from './contact'
import { HeldWords } from './held-words'
import { Parts, Visits } from './investigation'
import { RelatedConcerns } from './related-concerns'
import { Where } from './where'

type ConcernFactsProps = { of: CaseKey; concern: Concern }

/** What is known of a concern, in the order in which a sergeant asks. */
export function ConcernFacts({ of, concern }: ConcernFactsProps) {
  return (
    <>
      <Hints concern={concern} />
      <section aria-labelledby="what">
        <h2 id="what" className="cc-section">
          What was told
        </h2>
        {concern.is_masked ? (
          <HeldWords of={of} text={concern.text} />
        ) : (
          <p className="cc-words">{concern.text}</p>
        )}
        <Told concern={concern} />
        {concern.has_contact && <Contact of={of} />}
      </section>
      <Where of={of} concern={concern} />
      <RelatedConcerns concern={concern} />
      <ChronicPlace number={concern.control_number} />
      <Outcome concern={concern} />
      <Parts concern={concern} />
      <Visits visits={concern.visits} />
    </>
  )
}

function Hints({ concern }: { concern: Concern }) {
  const marks = [
    concern.is_criminal && <Tag look="danger">Criminal in nature</Tag>,
    concern.is_building && <Tag look="info">About a building</Tag>,
    concern.is_near_boundary && <Tag look="warning">Near a beat boundary: check the beat</Tag>,
    ...concern.hints.map(({ label, clause }) => (
      <Tag key={label}>
        {label} <Cite clauses={clause} />
      </Tag>
    )),
  ].filter(Boolean)
  if (marks.length === 0) return null
  return (
    <ul className="cc-marks" aria-label="Hints">
      {marks.map((mark, place) => (
        <li key={place}>{mark}</li>
      ))}
    </ul>
  )
}

function Told({ concern }: { concern: Concern }) {
  const times = [concern.usual_times, concern.usual_days.join(', '), concern.usual_hours.join(', ')]
  return (
    <Facts
      facts={[
        { label: 'Category', value: concern.category },
        { label: 'Submitted', value: <When at={concern.submitted_at} /> },
        { label: 'Usually happens', value: times.filter(Boolean).join('; ') },
        { label: 'Came by', value: concern.came_by },
        { label: 'Entered by', value: concern.entered_by },
        { label: 'Meeting', value: concern.meeting },
        { label: 'Language', value: concern.language },
      ]}
    />
  )
}

function Outcome({ concern }: { concern: Concern }) {
  const { outcome, not_accepted_because: because, message } = concern
  if (!outcome && !because && !message) return null
  return (
    <section aria-labelledby="outcome">
      <h2 id="outcome" className="cc-section">
        Outcome
      </h2>
      <Facts
        facts={[
          { label: 'Not accepted because', value: because },
          { label: 'Outcome', value: outcome },
          { label: 'The resident reads', value: message },
        ]}
      />
    </section>
  )
}
