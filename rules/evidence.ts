/** What a township gives in: registers, statements and accepted claims. Plain JSON, as in an evidence file. */
import type { ClaimValue, TownshipKind } from './pack.ts'

export type RegisterState = 'open' | 'closed' | 'none'
export type CellValue = string | number | boolean | string[] | null
export type Hedge = 'gte' | 'gt' | 'lte' | 'lt' | 'approx'

export interface Row {
  id: string
  values: Record<string, CellValue>
  /** An evidence file is attached: the row is evidenced, else recorded. */
  attached?: boolean
}

export interface RegisterEvidence {
  state: RegisterState
  rows: Row[]
}

/** 填报值: a total typed in by a person. */
export interface Statement {
  fact: string
  value: ClaimValue | 'none'
  hedge?: Hedge
  /** 文号 */
  document?: string
}

export type ClaimStatus = 'proposed' | 'accepted' | 'refused' | 'contradicted'

/** A fact read from a text, with its exact quotation; offsets count Unicode code points of `document.text`. */
export interface Claim {
  id: string
  fact: string
  /** Ids of the items it would count for. */
  items: string[]
  value: ClaimValue | 'none'
  hedge?: Hedge
  unit?: string
  quote: string
  start: number
  end: number
  status: ClaimStatus
  reason?: string
}

export interface Evidence {
  township: string
  kind: TownshipKind
  year: number
  registers: Record<string, RegisterEvidence>
  statements: Statement[]
  claims: Claim[]
  /** Causes a person chose for a gap's draft: item id → cause id. */
  causes?: Record<string, string>
  /** Claims that an item does not apply, with the reason; `accepted` is the county's answer, null until it comes. */
  notApplicable?: Record<string, { reason: string; accepted: boolean | null }>
  /** Items without material that the officer ticked to be told in the section. */
  included?: string[]
}

export const emptyEvidence = (township: string, kind: TownshipKind, year: number): Evidence => ({
  township,
  kind,
  year,
  registers: {},
  statements: [],
  claims: [],
})
