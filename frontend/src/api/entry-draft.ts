/** An entry in the making, with its key, so that a reload neither loses nor doubles it. */
import { newKey } from './entry'

const DRAFT = 'cc-entry-draft'

type Draftable = string | string[] | boolean | Record<string, string>

export type Draft = { key: string; values: Record<string, Draftable> | null }

export function readDraft(): Draft {
  const kept = sessionStorage.getItem(DRAFT)
  return kept ? (JSON.parse(kept) as Draft) : { key: newKey(), values: null }
}

export function keepDraft(draft: Draft) {
  sessionStorage.setItem(DRAFT, JSON.stringify(draft))
}

export function dropDraft() {
  sessionStorage.removeItem(DRAFT)
}
