import { Link } from 'react-router'

import { Page } from './page'

export function NotFound() {
  return (
    <Page title="Page not found">
      <p>
        There is nothing at this address, or it is not yours to see.{' '}
        <Link to="/">Go to the start.</Link>
      </p>
    </Page>
  )
}
