import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'

import { ApiError } from '@/api/problem'

import { ErrorBoundary } from './error-boundary'

test('a fault shows its words and clause, and the screen comes back when tried again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  let broken = true
  const Screen = () => {
    if (broken)
      throw new ApiError({ title: 'Moved on', status: 409, detail: 'Accepted.', clause: 'VII.B.1' })
    return <p>All is well</p>
  }
  render(
    <ErrorBoundary>
      <Screen />
    </ErrorBoundary>,
  )
  expect(screen.getByRole('alert').textContent).toContain('Accepted. VII.B.1')

  broken = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('All is well')).toBeDefined()
})
