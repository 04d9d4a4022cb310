/** What the API says when it says no (RFC 9457), with the order's clause or the field at fault. */
export type Problem = {
  type?: string
  title: string
  status: number
  detail?: string
  clause?: string | null
  errors?: { field: string; detail: string }[]
}

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.problem = problem
  }

  get status() {
    return this.problem.status
  }

  /** What is wrong with one field of the form, if anything. */
  messageFor(field: string) {
    return this.problem.errors?.find((error) => error.field === field)?.detail
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'title' in body && 'status' in body

/** The reason in a refused reply; one that a proxy wrote still has its status. */
export async function problemIn(response: Response): Promise<Problem> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  if (isProblem(body)) return body
  return { title: response.statusText || 'The server could not answer.', status: response.status }
}
