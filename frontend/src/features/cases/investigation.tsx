import type { Concern } from '@/api/types'
import { Facts } from '@/components/facts'
import { When } from '@/components/when'

/** Who has it: the responsible unit, those that assist, the supervisor and the members. */
export function Parts({ concern }: { concern: Concern }) {
  if (concern.parts.length === 0) return null
  return (
    <section aria-labelledby="parts">
      <h2 id="parts" className="cc-section">
        Who has it
      </h2>
      <Facts
        facts={[
          ...concern.parts.map((part) => ({
            label: part.is_responsible ? 'Responsible unit' : 'Assisting unit',
            value: (
              <>
                {part.unit}
                {part.reported_at && (
                  <>
                    , reported <When at={part.reported_at} />
                  </>
                )}
              </>
            ),
          })),
          { label: 'Supervisor', value: concern.supervisor },
          { label: 'Members', value: concern.members.join(', ') },
          { label: 'Extended', value: concern.extensions > 0 && `${concern.extensions} times` },
          {
            label: 'Re-assigned',
            value: concern.reassignments > 0 && `${concern.reassignments} times`,
          },
          {
            label: 'Station supervisor told',
            value: concern.station_told_at && <When at={concern.station_told_at} />,
          },
          {
            label: 'Acknowledged',
            value: concern.station_acknowledged_at && <When at={concern.station_acknowledged_at} />,
          },
        ]}
      />
    </section>
  )
}

/** What was done on the street: who, what and when (VII.D.3). */
export function Visits({ visits }: { visits: Concern['visits'] }) {
  if (visits.length === 0) return null
  return (
    <section aria-labelledby="visits">
      <h2 id="visits" className="cc-section">
        Actions taken
      </h2>
      <ol className="cc-visits">
        {visits.map((visit) => (
          <li key={visit.recorded_at + visit.what}>
            <p className="cc-words">{visit.what}</p>
            <p className="usa-hint">
              <When at={visit.at} />, {visit.members.join(', ')}. Recorded by {visit.recorded_by},{' '}
              <When at={visit.recorded_at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
