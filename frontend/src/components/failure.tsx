import { Alert, AlertHeading, AlertText, Button } from '@trussworks/react-uswds'

import { ApiError } from '@/api/problem'

type FailureProps = { error: unknown; retry?: () => void }

const UNEXPECTED = 'Something went wrong here. What you did before is saved.'

/** Says what went wrong, which clause says so, and what can be done. */
export function Failure({ error, retry }: FailureProps) {
  const problem = error instanceof ApiError ? error.problem : null
  return (
    <Alert type="error" role="alert">
      <AlertHeading level="h2">{problem?.title ?? 'This did not work'}</AlertHeading>
      <AlertText>
        {problem ? problem.detail : UNEXPECTED} {problem?.clause && <cite>{problem.clause}</cite>}
      </AlertText>
      {retry && (
        <Button type="button" unstyled onClick={retry}>
          Try again
        </Button>
      )}
    </Alert>
  )
}
