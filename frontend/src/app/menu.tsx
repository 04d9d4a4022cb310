import { useQuery } from '@tanstack/react-query'
import { NavLink } from 'react-router'

import { manyOf } from '@/api/cases'
import { howMany, queues } from '@/api/queues'
import type { Queue } from '@/api/types'
import { useDoor, useMe } from '@/components/me'

import { SCREENS } from './screens'

/** My queues with how many stand in each, then the screens that today's posts open. */
export function Menu({ isOpen }: { isOpen: boolean }) {
  const me = useMe()
  const { data } = useQuery({ ...queues, enabled: useDoor('my_queues') })
  const screens = SCREENS.filter(
    ({ label, door }) => label !== undefined && (door === undefined || me.doors.includes(door)),
  )
  const kinds = [...new Set(data?.map(({ kind }) => kind))]
  return (
    <nav
      id="menu"
      className={isOpen ? 'cc-menu cc-menu--open cc-no-print' : 'cc-menu cc-no-print'}
      aria-label="Queues and screens"
    >
      <ul>
        <li>
          <NavLink to="/" end className="cc-menu__link">
            <span>Worklist Dashboard</span>
          </NavLink>
        </li>
      </ul>
      {kinds.map((kind) => (
        <Queues
          key={kind}
          title={kinds.length > 1 ? manyOf(kind) : 'My queues'}
          queues={data?.filter((queue) => queue.kind === kind) ?? []}
        />
      ))}
      <p className="cc-menu__title">Screens</p>
      <ul>
        {screens.map(({ path, label }) => (
          <li key={path}>
            <NavLink to={path} end className="cc-menu__link">
              <span>{label}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Queues({ title, queues: listed }: { title: string; queues: Queue[] }) {
  return (
    <>
      <p className="cc-menu__title">{title}</p>
      <ul>
        {listed.map((queue) => (
          <li key={queue.name}>
            <NavLink to={`/queues/${queue.name}`} className="cc-menu__link">
              <span>{queue.title}</span>
              <Count queue={queue} />
            </NavLink>
          </li>
        ))}
      </ul>
    </>
  )
}

function Count({ queue }: { queue: Queue }) {
  return (
    <span className={queue.count > 0 ? 'cc-count' : 'cc-count cc-count--none'}>
      {howMany(queue)}
    </span>
  )
}
