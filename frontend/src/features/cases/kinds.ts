import type { Case, Concern } from '@/api/types'
import type { Fact } from '@/components/facts'

/** What a kind of case calls itself; the rest of it the server describes. */
const NAMES: Record<string, string> = {
  concerns: 'Concern',
  'service-requests': 'Service request',
  'work-orders': 'Work order',
}

export const nameOf = (kind: string) => NAMES[kind] ?? 'Case'
export const isKind = (kind: string) => kind in NAMES

/** A kind without a page of its own facts may bring them ready to be drawn. */
export type Described = Case & { facts?: Fact[] }

export const isConcern = (found: Described): found is Concern => 'category' in found
