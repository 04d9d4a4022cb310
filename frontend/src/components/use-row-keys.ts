import { useRef } from 'react'

import { useKeys } from './use-keys'

/** j and k move the focus from row to row, o opens the row that has it. */
export function useRowKeys() {
  const list = useRef<HTMLOListElement>(null)
  const move = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])]
    const here = links.findIndex((link) => link === document.activeElement)
    const next = here < 0 ? 0 : Math.min(links.length - 1, Math.max(0, here + by))
    links[next]?.focus()
  }
  useKeys({
    j: () => {
      move(1)
    },
    k: () => {
      move(-1)
    },
    o: () => {
      const held = document.activeElement
      if (held instanceof HTMLElement && list.current?.contains(held)) held.click()
    },
  })
  return list
}
