/** The only fetch of the pages. */
import type { Assessment, DocumentView, FactView, Gap, Ranking } from '../rules/assessment.ts'
import type { CellValue, Claim, ClaimStatus, Hedge, RegisterState } from '../rules/evidence.ts'
import type { ClaimValue, FactDeclaration, Register, TownshipKind } from '../rules/pack.ts'
import { noteSaved } from './state.ts'
import { failures } from './text.ts'

/** A failure as the server tells it: a code, a sentence for the reader and, where there is more to say, details. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: unknown
  constructor(status: number, code: string, message: string, details: unknown) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

export interface CountyPlace {
  county: string
  year: string
}
export interface Place extends CountyPlace {
  township: string
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const failure = async (response: Response): Promise<ApiError> => {
  const body: unknown = await response.json().catch(() => null)
  const error = isRecord(body) && isRecord(body.error) ? body.error : {}
  const code = typeof error.code === 'string' ? error.code : `http_${response.status}`
  const message = typeof error.message === 'string' ? error.message : failures.unknown
  return new ApiError(response.status, code, message, error.details)
}

const send = async (path: string, method = 'GET', body?: unknown): Promise<Response> => {
  const init: RequestInit =
    body === undefined
      ? { method }
      : body instanceof FormData
        ? { method, body }
        : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(path, init).catch((cause: unknown) => {
    throw new ApiError(0, 'network', failures.network, cause)
  })
  if (!response.ok) throw await failure(response)
  if (method !== 'GET') noteSaved()
  return response
}

const read = async <T>(path: string): Promise<T> => (await send(path)).json() as Promise<T>
const change = async <T>(path: string, method: string, body: unknown): Promise<T> =>
  (await send(path, method, body)).json() as Promise<T>

const seg = encodeURIComponent
const countyPath = (at: CountyPlace): string => `/api/counties/${seg(at.county)}/${seg(at.year)}`
const townshipPath = (at: Place): string => `${countyPath(at)}/townships/${seg(at.township)}`

export interface CountyEntry {
  id: string
  name: string
  code: string
  years: number[]
}
export interface TownshipEntry {
  id: string
  name: string
  code: string
  kind: TownshipKind
  group: string | null
  documents: number
  rows: number
}
export interface CountyAnswer {
  county: { id: string; name: string; code: string }
  year: number
  pack: { id: string; title: string; hash: string }
  townships: TownshipEntry[]
}
export interface ItemRef {
  id: string
  number: string
  title: string
}
export interface MatrixCell {
  low: string
  high: string
  lost: string
  outcome: Assessment['items'][number]['outcome']
}
export interface Matrix {
  items: (ItemRef & { value: string; dimension: string })[]
  townships: { id: string; name: string; kind: string }[]
  cells: Record<string, Record<string, MatrixCell>>
}
export interface RegisterEntry {
  id: string
  title: string
  keeper: 'township' | 'county'
  keeperUnit?: string
  state: RegisterState
  version: number
  rows: number
  items: ItemRef[]
}
export interface StoredRow {
  id: string
  version: number
  values: Record<string, CellValue>
}
export interface RegisterAnswer {
  register: Register
  state: RegisterState
  version: number
  rows: StoredRow[]
  items: ItemRef[]
}
export interface StatementEntry {
  value: ClaimValue | 'none'
  hedge?: Hedge
  document?: string
  version: number
}
export type FactEntry = FactView & {
  kind: FactDeclaration['kind']
  of?: string[]
  items: ItemRef[]
  statement?: StatementEntry
}
export interface DocumentEntry {
  id: string
  name: string
  title: string | null
  kind: string
  createdOn: string
}
export type StoredClaim = Claim & { version: number }
export interface DocumentAnswer {
  id: string
  name: string
  document: DocumentView
  claims: StoredClaim[]
}

export const listCounties = () => read<{ counties: CountyEntry[] }>('/api/counties')
export const getCounty = (at: CountyPlace) => read<CountyAnswer>(countyPath(at))
export const getRanking = (at: CountyPlace) => read<Ranking>(`${countyPath(at)}/ranking`)
export const getMatrix = (at: CountyPlace) => read<Matrix>(`${countyPath(at)}/matrix`)
export const getCountyGaps = (at: CountyPlace) =>
  read<{ townships: { id: string; name: string; gaps: Gap[] }[] }>(`${countyPath(at)}/gaps`)
/** Address of the gaps of a county as CSV, for a link that downloads it. */
export const gapsCsvHref = (at: CountyPlace): string => `${countyPath(at)}/gaps.csv`

export const getAssessment = (at: Place) => read<Assessment>(`${townshipPath(at)}/assessment`)

export const listRegisters = (at: Place) =>
  read<{ registers: RegisterEntry[] }>(`${townshipPath(at)}/registers`)
export const getRegister = (at: Place, register: string) =>
  read<RegisterAnswer>(`${townshipPath(at)}/registers/${seg(register)}`)
export const addRow = (at: Place, register: string, values: StoredRow['values']) =>
  change<{ row: StoredRow }>(`${townshipPath(at)}/registers/${seg(register)}/rows`, 'POST', { values })
export const changeRow = (at: Place, register: string, row: StoredRow) =>
  change<{ row: StoredRow }>(`${townshipPath(at)}/registers/${seg(register)}/rows/${seg(row.id)}`, 'PUT', {
    version: row.version,
    values: row.values,
  })
export const removeRow = (at: Place, register: string, row: { id: string; version: number }) =>
  change<unknown>(`${townshipPath(at)}/registers/${seg(register)}/rows/${seg(row.id)}`, 'DELETE', {
    version: row.version,
  })
export const setRegisterState = (at: Place, register: string, version: number, state: RegisterState) =>
  change<{ state: RegisterState; version: number }>(
    `${townshipPath(at)}/registers/${seg(register)}/state`,
    'PUT',
    { version, state },
  )

export const listFacts = (at: Place) => read<{ facts: FactEntry[] }>(`${townshipPath(at)}/facts`)
export const setStatement = (at: Place, fact: string, statement: StatementEntry) =>
  change<unknown>(`${townshipPath(at)}/statements/${seg(fact)}`, 'PUT', statement)
export const removeStatement = (at: Place, fact: string, version: number) =>
  change<unknown>(`${townshipPath(at)}/statements/${seg(fact)}`, 'DELETE', { version })

export const listDocuments = (at: Place) =>
  read<{ documents: DocumentEntry[] }>(`${townshipPath(at)}/documents`)
export const getDocument = (at: Place, id: string) =>
  read<DocumentAnswer>(`${townshipPath(at)}/documents/${seg(id)}`)
export const addDocumentText = (at: Place, name: string, text: string) =>
  change<DocumentAnswer>(`${townshipPath(at)}/documents`, 'POST', { name, text })
export const addDocumentFile = (at: Place, file: File) => {
  const form = new FormData()
  form.append('file', file)
  return change<DocumentAnswer>(`${townshipPath(at)}/documents`, 'POST', form)
}
export const removeDocument = (at: Place, id: string) =>
  change<unknown>(`${townshipPath(at)}/documents/${seg(id)}`, 'DELETE', {})

export type ClaimDecision = Extract<ClaimStatus, 'accepted' | 'refused' | 'proposed'>
export const setClaim = (at: Place, claim: { id: string; version: number }, status: ClaimDecision) =>
  change<{ claim: StoredClaim }>(`${townshipPath(at)}/claims/${seg(claim.id)}`, 'PUT', {
    version: claim.version,
    status,
  })
export const setClaims = (at: Place, document: string, status: ClaimDecision, ids?: readonly string[]) =>
  change<{ claims: StoredClaim[] }>(
    `${townshipPath(at)}/claims`,
    'PUT',
    ids === undefined ? { document, status } : { document, status, ids },
  )

export const setCause = (at: Place, item: string, version: number, cause: string | null) =>
  change<unknown>(`${townshipPath(at)}/causes/${seg(item)}`, 'PUT', { version, cause })
export const setIncluded = (at: Place, item: string, version: number, included: boolean) =>
  change<unknown>(`${townshipPath(at)}/included/${seg(item)}`, 'PUT', { version, included })
/** Address of the drafted section as Markdown, for a link that downloads it. */
export const draftHref = (at: Place): string => `${townshipPath(at)}/draft.md`
