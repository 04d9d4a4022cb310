import type { Service } from '@/api/service-requests'
import type { Field } from '@/api/types'
import { choice, field } from '@/components/form/own-fields'

/** What is asked of each vehicle, when several are told at once. */
const OF_A_VEHICLE = new Set(['plate', 'make', 'color', 'days'])

const ofVehicle = (code: string) => OF_A_VEHICLE.has(code.toLowerCase())

const question = (asked: Service['questions'][number], name: string, label = asked.asks): Field =>
  field(name, label, asked.kind, {
    hint: asked.hint,
    required: asked.required,
    choices: asked.choices,
  })

function questionsOf(service: Service | undefined, vehicles: number): Field[] {
  if (service === undefined) return []
  const all = service.questions
  const own = all.filter(({ code }) => !service.needs_vehicle || !ofVehicle(code))
  const perVehicle = service.needs_vehicle ? all.filter(({ code }) => ofVehicle(code)) : []
  return [
    ...own.map((asked) => question(asked, `answers.${asked.code}`)),
    ...Array.from({ length: vehicles }, (_, place) =>
      perVehicle.map((asked) =>
        question(
          asked,
          `vehicles.${place}.${asked.code.toLowerCase()}`,
          `Vehicle ${place + 1}: ${asked.asks}`,
        ),
      ),
    ).flat(),
  ]
}

/** Asked only when the server has its doubts. */
const DOUBTS: Record<string, string> = {
  emergency_ruled_out: 'Nothing here needs immediate attention',
  is_city_service: 'A City agency is asked, not the police or another CPD unit',
  is_another_need: 'It is another need than the form already there',
}

export const isDoubt = (name: string) => name in DOUBTS

export const needFields = (
  services: Service[],
  service: Service | undefined,
  vehicles: number,
  doubts: string[],
): Field[] => [
  field('service', 'Service', 'choice', {
    choices: services.map(({ code, name, in_season: inSeason }) =>
      choice(code, name, inSeason ? '' : 'out of season now'),
    ),
    hint: service ? `${service.agency}. ${service.describes}` : '',
  }),
  field('details', 'What is there', 'words', { max_length: 3_900 }),
  ...questionsOf(service, vehicles),
  field('place', 'Where', 'line', { hint: 'An address or the nearest corner.', max_length: 200 }),
  field('place_details', 'More about the place', 'line', { required: false, max_length: 500 }),
  field('beat', 'Beat', 'line', { required: false, hint: 'Four digits.', max_length: 4 }),
  field('asker_name', 'Name of the community member who asked', 'line', { required: false }),
  field('asker_contact', 'How to reach the community member', 'line', { required: false }),
  ...doubts.map((name) => field(name, DOUBTS[name] ?? name, 'yes_no', { required: false })),
]

/** The flat names of the fields as the API nests them. */
export function nested(inputs: Record<string, unknown>): Record<string, unknown> {
  const need: Record<string, unknown> = {}
  const answers: Record<string, unknown> = {}
  const vehicles: Record<string, unknown>[] = []
  for (const [name, value] of Object.entries(inputs)) {
    const [group, part = '', of = ''] = name.split('.')
    if (group === 'answers') answers[part] = typeof value === 'number' ? String(value) : value
    else if (group === 'vehicles')
      vehicles[Number(part)] = { ...vehicles[Number(part)], [of]: value }
    else need[name] = value
  }
  return { ...need, answers, vehicles: vehicles.filter(Boolean) }
}
