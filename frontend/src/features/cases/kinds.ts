import type { Case, Concern, IssuedReport } from '@/api/types'
import type { Fact } from '@/components/facts'

/** A kind without a page of its own facts may bring them ready to be drawn. */
export type Described = Case & { facts?: Fact[] }

export const isReport = (found: Described): found is Described & IssuedReport => 'report' in found

export const isConcern = (found: Described): found is Concern => 'category' in found
