/** What the API says when it says no (RFC 9457), with the order's clause or the field at fault. */
import type { Event, Field } from './types'

export type Problem = {
  type?: string
  title: string
  status: number
  detail?: string
  clause?: string | null
  errors?: { field: string; detail: string }[]
  /** Of a field that only this attempt could offer choices for: what it may be. */
  choices?: Record<string, Field['choices']>
  /** Of a conflict: what somebody else did meanwhile, newest first. */
  happened?: Event[]
  /** Of a form that the order does not allow: what to open instead. */
  offer?: {
    open_concern?: Record<string, string>
    record_emergency?: Record<string, string>
    form?: string
    is_yours?: boolean
  }
  /** The page's token no longer counts; a new one is to be had. */
  is_too_old?: boolean
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

  /** What is wrong with one field of the form, if anything; a part of a list counts for its field. */
  messageFor(field: string) {
    return this.problem.errors?.find(
      (error) => error.field === field || error.field.startsWith(`${field}.`),
    )?.detail
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

/** The server was not reached at all: there is no network, or it does not answer. */
export const isUnreached = (error: unknown) => error instanceof TypeError
