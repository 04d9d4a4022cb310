import { ApiError, isUnreached } from '@/api/problem'

import { Cite } from './cite'

type FailureProps = { error: unknown; retry?: () => void }

const UNEXPECTED = 'Something went wrong here. What you did before is saved.'
const UNREACHED = 'There is no network, or the server does not answer. Nothing typed is lost.'

/** Says what went wrong, which clause says so, and what can be done. */
export function Failure({ error, retry }: FailureProps) {
  const problem = error instanceof ApiError ? error.problem : null
  const words = problem ? problem.detail : isUnreached(error) ? UNREACHED : UNEXPECTED
  return (
    <div className="usa-alert usa-alert--error" role="alert">
      <div className="usa-alert__body">
        <h2 className="usa-alert__heading">{problem?.title ?? 'This did not work'}</h2>
        <p className="usa-alert__text">
          {words !== problem?.title && words} <Cite clauses={problem?.clause} />
        </p>
        {retry && (
          <button type="button" className="usa-button usa-button--unstyled" onClick={retry}>
            Try again
          </button>
        )}
      </div>
    </div>
  )
}
