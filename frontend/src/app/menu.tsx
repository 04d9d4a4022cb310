import { useQuery } from '@tanstack/react-query'
import { NavLink } from 'react-router'

import { queues } from '@/api/queues'
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
  return (
    <nav
      id="menu"
      className={isOpen ? 'cc-menu cc-menu--open cc-no-print' : 'cc-menu cc-no-print'}
      aria-label="Queues and screens"
    >
      {data && data.length > 0 && (
        <>
          <p className="cc-menu__title">My queues</p>
          <ul>
            {data.map((queue) => (
              <li key={queue.name}>
                <NavLink to={`/queues/${queue.name}`} className="cc-menu__link">
                  <span>{queue.title}</span>
                  <Count queue={queue} />
                </NavLink>
              </li>
            ))}
          </ul>
        </>
      )}
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

function Count({ queue }: { queue: Queue }) {
  const words = queue.count >= queue.counted_up_to ? `${queue.counted_up_to}+` : queue.count
  return <span className={queue.count > 0 ? 'cc-count' : 'cc-count cc-count--none'}>{words}</span>
}
