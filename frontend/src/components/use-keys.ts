import { useEffect, useRef } from 'react'

const KEPT = 'cc-keys'
const TYPED_INTO = 'input, textarea, select, [contenteditable]'

/** WCAG 2.1.4: single keys can be turned off. */
export const keysAreOn = () => localStorage.getItem(KEPT) !== 'off'
export const turnKeys = (on: boolean) => {
  localStorage.setItem(KEPT, on ? 'on' : 'off')
}

const isFree = (event: KeyboardEvent) =>
  !(event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) &&
  !(event.target instanceof Element && event.target.closest(TYPED_INTO)) &&
  document.querySelector('dialog[open]') === null

/** Single keys that act on the page, never while somebody types. */
export function useKeys(keys: Record<string, () => void>) {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const act = current.current[event.key]
      if (act === undefined || !isFree(event) || !keysAreOn()) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
    }
  }, [])
}
