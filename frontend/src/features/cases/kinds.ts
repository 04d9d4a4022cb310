import type { Case, Concern } from '@/api/types'
import type { Fact } from '@/components/facts'

/** A kind without a page of its own facts may bring them ready to be drawn. */
export type Described = Case & { facts?: Fact[] }

export const isConcern = (found: Described): found is Concern => 'category' in found
