import type { Case, Concern, IssuedReport, Paper } from '@/api/types'
import type { Fact } from '@/components/facts'

/** A kind without a page of its own facts may bring them ready to be drawn, and its papers. */
export type Described = Case & { facts?: Fact[]; papers?: Paper[]; on_screen?: Paper[] }

export const isReport = (found: Described): found is Described & IssuedReport => 'report' in found

export const isConcern = (found: Described): found is Concern => 'category' in found
