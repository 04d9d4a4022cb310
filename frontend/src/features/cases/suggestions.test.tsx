import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { expect, test, vi } from 'vitest'

import { makeQueryClient } from '@/api/queries'
import type { Offer } from '@/api/types'

import { Suggestions } from './suggestions'

const offer = (action: string, refusal: Offer['refusal'] = null): Offer => ({
  action,
  label: action,
  moves: true,
  undoes: null,
  clauses: ['VI.B.1'],
  refusal,
  preview: null,
  form: [],
})
const group = {
  control_number: '111122223333',
  number: '1111 2222 3333',
  score: 0.9,
  reasons: ['The same corner', 'Both evenings'],
  preselected: true,
  place: 'Kedzie and Harrison',
  submitted_at: '2026-03-10T17:00:00Z',
  size: 3,
  state: 'In review',
  refusal: null,
}

function shown(reply: Response, offers: Offer[]) {
  vi.stubGlobal('fetch', () => Promise.resolve(reply))
  const chosen = vi.fn()
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <MemoryRouter>
        <Suggestions number="1" version={1} offers={offers} onChoose={chosen} />
      </MemoryRouter>
    </QueryClientProvider>,
  )
  return chosen
}
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

test('a suggestion opens the form of its action with what is already known', async () => {
  const offers = [offer('associate'), offer('mark_different')]
  const chosen = shown(json(200, { groups: [group] }), offers)
  await userEvent.click(
    await screen.findByRole('button', { name: 'Associate with 1111 2222 3333' }),
  )
  expect(chosen).toHaveBeenCalledWith(offers[0], {
    primary: '1111 2222 3333',
    because: 'The same corner; Both evenings',
  })
  await userEvent.click(
    screen.getByRole('button', { name: 'Different problem from 1111 2222 3333' }),
  )
  expect(chosen).toHaveBeenCalledWith(offers[1], { other: '1111 2222 3333' })
})

test('what cannot be associated says why, and can still be called different', async () => {
  const closed = { ...group, refusal: 'That one is closed.' }
  shown(json(200, { groups: [closed] }), [offer('associate'), offer('mark_different')])
  await screen.findByText('That one is closed.')
  expect(screen.queryByRole('button', { name: /^Associate/ })).toBeNull()
  screen.getByRole('button', { name: /^Different problem/ })
})

test('who may do neither sees no suggestions, nor does anybody where there are none', async () => {
  shown(json(200, { groups: [group] }), [])
  shown(json(200, { groups: [] }), [offer('associate')])
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(screen.queryByText('May be the same problem')).toBeNull()
})
