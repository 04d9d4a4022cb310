import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'

import type { Offer } from '@/api/types'

import { Offers } from './offers'

const offer = (action: string, more: Partial<Offer> = {}): Offer => ({
  action,
  label: action,
  undoes: null,
  moves: true,
  clauses: [],
  refusal: null,
  preview: null,
  form: [],
  ...more,
})

test('a move that must wait can be reached, says why with its clause, and does nothing', async () => {
  const chosen = vi.fn()
  const refusal = { why: 'Already extended. Extend again on January 7.', clause: 'VI.B.3.a' }
  render(<Offers offers={[offer('extend', { refusal })]} onChoose={chosen} />)
  const button = screen.getByRole('button', { name: 'extend' })
  await userEvent.tab()
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-disabled')).toBe('true')
  const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '')
  expect(reason?.textContent).toBe('Already extended. Extend again on January 7. VI.B.3.a')
  await userEvent.keyboard('{Enter}')
  expect(chosen).not.toHaveBeenCalled()
})

test('what moves the case on stands first, and all that is offered is there', async () => {
  const chosen = vi.fn()
  const offers = [offer('correct', { moves: false }), offer('accept'), offer('refuse')]
  render(<Offers offers={offers} onChoose={chosen} />)
  const labels = screen.getAllByRole('button').map((button) => button.textContent)
  expect(labels).toEqual(['accept', 'refuse', 'correct'])
  await userEvent.click(screen.getByRole('button', { name: 'refuse' }))
  expect(chosen).toHaveBeenCalledWith(offers[2])
})
