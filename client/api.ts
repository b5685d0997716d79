/** The only fetch of the pages: the server's own types, one kind of failure, and a note of every write. */
import { type ClientResponse, hc, type InferResponseType } from 'hono/client'
import type { CellValue, RegisterState } from '../rules/evidence.ts'
import type { App } from '../server/app.ts'
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

/** A county's year. A type, not an interface: it is also the parameters of a route. */
export type CountyPlace = { county: string; year: string }
export type Place = CountyPlace & { township: string }

/** A JSON object, of whatever kind. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const failure = async (response: { status: number; json: () => Promise<unknown> }): Promise<ApiError> => {
  const body = await response.json().catch(() => null)
  const error = isRecord(body) && isRecord(body.error) ? body.error : {}
  const code = typeof error.code === 'string' ? error.code : `http_${response.status}`
  return new ApiError(response.status, code, messageOf(code, error), error.details)
}

// What was sent wrongly is told without the names the fields have in the code.
const messageOf = (code: string, { message, details }: Record<string, unknown>): string => {
  const told =
    code === 'invalid_input' && Array.isArray(details)
      ? details.filter(isRecord).flatMap((one) => (typeof one.message === 'string' ? [one.message] : []))
      : []
  if (told.length > 0) return `${told.join('；')}。`
  return typeof message === 'string' ? message : failures.unknown
}

/** What stands there now, where a write came second. */
export const currentOf = ({ status, details }: ApiError): Record<string, unknown> | null =>
  status === 409 && isRecord(details) && isRecord(details.current) ? details.current : null

// JSON has no undefined: what is optional is absent, never there and undefined.
type Json<T> = T extends readonly (infer One)[]
  ? Json<One>[]
  : T extends object
    ? { [K in keyof T]: Json<Exclude<T[K], undefined>> }
    : T

type Good<R> =
  R extends ClientResponse<infer Body, infer Status, 'json'>
    ? Status extends 200 | 201
      ? Json<Body>
      : never
    : never

const answer = async <R extends ClientResponse<unknown>>(asked: Promise<R>): Promise<Good<R>> => {
  const response = await asked.catch((cause: unknown) => {
    throw new ApiError(0, 'network', failures.network, cause)
  })
  if (!response.ok) throw await failure(response)
  return (await response.json()) as Good<R>
}

const saved = async <R extends ClientResponse<unknown>>(asked: Promise<R>): Promise<Good<R>> => {
  const done = await answer(asked)
  noteSaved()
  return done
}

/** A file under the name the server gives it. @throws ApiError, or what the signal throws once it is aborted */
export const downloadFile = async (
  href: string,
  signal: AbortSignal,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> => {
  const response = await fetch(href, { signal }).catch((cause: unknown) => {
    throw new ApiError(0, 'network', failures.network, cause)
  })
  if (!response.ok) throw await failure(response)
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  return { name: decodeURIComponent(name ?? ''), bytes: new Uint8Array(await response.arrayBuffer()) }
}

// The client of Hono puts parameters into the path as they are; ids may hold characters that mean something there.
const at = <P extends Record<string, string>>(place: P): { param: P } => ({
  param: Object.fromEntries(Object.entries(place).map(([key, id]) => [key, encodeURIComponent(id)])) as P,
})

// Asked each time, so that a test may stand the real application in the place of the network.
const { api } = hc<App>('/', { fetch: (...args: Parameters<typeof fetch>) => fetch(...args) })
const counties = api.counties
const cycle = counties[':county'][':year']
const township = cycle.townships[':township']
const register = township.registers[':register']

// --- the county -------------------------------------------------------------------------------------------------

export const listCounties = () => answer(counties.$get())
export const getCounty = (place: CountyPlace) => answer(cycle.$get(at(place)))
export const getRanking = (place: CountyPlace) => answer(cycle.ranking.$get(at(place)))
export const getMatrix = (place: CountyPlace) => answer(cycle.matrix.$get(at(place)))
export const getCountyGaps = (place: CountyPlace) => answer(cycle.gaps.$get(at(place)))
/** Address of the gaps of a county as CSV, for a link that downloads it. */
export const gapsCsvHref = (place: CountyPlace): string =>
  cycle['gaps.csv'].$path({ ...at(place), query: {} })

/** Addresses of what a page shows, as workbooks. */
export const scoreSheetHref = (place: Place): string => township.papers['score-sheet.xlsx'].$path(at(place))
export const scoreSheetsHref = (place: CountyPlace): string =>
  cycle.papers['score-sheets.xlsx'].$path(at(place))
export const listHref = (place: CountyPlace, list: 'ranking' | 'matrix' | 'gaps'): string =>
  list === 'gaps'
    ? cycle['gaps.xlsx'].$path({ ...at(place), query: {} })
    : cycle[`${list}.xlsx`].$path(at(place))

/** Addresses of what a county hands out, as Word documents. */
export const rankingHref = (place: CountyPlace): string => cycle.papers['ranking.docx'].$path(at(place))

// --- workbooks --------------------------------------------------------------------------------------------------

/** Where workbooks are imported: of one township, or of any of the county's. */
export type ImportPlace = CountyPlace & { township?: string }

// The routes of a county and of a township answer alike; the county's have no township in their path.
const imports = ({ county, year, township: id }: ImportPlace) =>
  id === undefined
    ? ({
        route: cycle.imports as unknown as typeof township.imports,
        param: { county, year } as Place,
      } as const)
    : ({ route: township.imports, param: { county, year, township: id } } as const)

/** Address of the workbook to be filled in. */
export const workbookHref = (place: Place): string => township['workbook.xlsx'].$path(at(place))

/** Address of the workbook of what the county keeps of all its townships. */
export const countyWorkbookHref = (place: CountyPlace): string =>
  cycle['county-workbook.xlsx'].$path(at({ county: place.county, year: place.year }))
/** Address of an import's workbook with what to mend beside each row. */
export const errorsHref = (place: ImportPlace, id: string): string => {
  const { route, param } = imports(place)
  return route[':import']['errors.xlsx'].$path(at({ ...param, import: id }))
}

export const listImports = (place: ImportPlace) => {
  const { route, param } = imports(place)
  return answer(route.$get(at(param)))
}
export const addImports = (place: ImportPlace, files: readonly File[]) => {
  const { route, param } = imports(place)
  const body = new FormData()
  for (const file of files) body.append('file', file)
  return answer(route.$post(at(param), { init: { headers: {}, body } }))
}
export const getImport = (place: ImportPlace, id: string) => {
  const { route, param } = imports(place)
  return answer(route[':import'].$get(at({ ...param, import: id })))
}
export type ImportView = Awaited<ReturnType<typeof getImport>>['import']
export type ImportChoices = ImportView['choices']
export const settleImport = (place: ImportPlace, { id, version }: ImportView, choices: ImportChoices) => {
  const { route, param } = imports(place)
  return answer(route[':import'].$put({ ...at({ ...param, import: id }), json: { version, choices } }))
}
export const commitImport = (place: ImportPlace, { id, version, versions }: ImportView) => {
  const { route, param } = imports(place)
  return saved(
    route[':import'].commit.$post({ ...at({ ...param, import: id }), json: { version, versions } }),
  )
}
export const dropImport = (place: ImportPlace, { id, version }: { id: string; version: number }) => {
  const { route, param } = imports(place)
  return saved(route[':import'].$delete({ ...at({ ...param, import: id }), json: { version } }))
}

// --- a township -------------------------------------------------------------------------------------------------

export const getAssessment = (place: Place) => answer(township.assessment.$get(at(place)))
/** A township's papers as Word documents, as the API names them. */
export type Paper = 'annual-report' | 'shortcomings' | 'score-sheet' | 'problem-list'
/** Address of a paper, for a link that downloads it; with sources, where each figure comes from follows the text. */
export const paperHref = (place: Place, paper: Paper, sources = false): string =>
  township.papers[':paper'].$path({
    param: { ...at(place).param, paper: `${paper}.docx` },
    query: sources ? { sources: 'true' } : {},
  })
/** Address of the drafted section as Markdown, for a link that downloads it. */
export const draftHref = (place: Place): string => township['draft.md'].$path(at(place))

export const listRegisters = (place: Place) => answer(township.registers.$get(at(place)))
export const getRegister = (place: Place, id: string) => answer(register.$get(at({ ...place, register: id })))
export const setRegisterState = (place: Place, id: string, version: number, state: RegisterState) =>
  saved(register.state.$put({ ...at({ ...place, register: id }), json: { version, state } }))

type Values = Record<string, CellValue>
export const addRow = (place: Place, id: string, values: Values) =>
  saved(register.rows.$post({ ...at({ ...place, register: id }), json: { values } }))
export const changeRow = (place: Place, id: string, row: { id: string; version: number; values: Values }) =>
  saved(
    register.rows[':row'].$put({
      ...at({ ...place, register: id, row: row.id }),
      json: { version: row.version, values: row.values },
    }),
  )
export const removeRow = (place: Place, id: string, row: { id: string; version: number }) =>
  saved(
    register.rows[':row'].$delete({
      ...at({ ...place, register: id, row: row.id }),
      json: { version: row.version },
    }),
  )

export const listFacts = (place: Place) => answer(township.facts.$get(at(place)))
export const setStatement = (place: Place, fact: string, statement: StatementEntry) =>
  saved(township.statements[':fact'].$put({ ...at({ ...place, fact }), json: statement }))
export const removeStatement = (place: Place, fact: string, version: number) =>
  saved(township.statements[':fact'].$delete({ ...at({ ...place, fact }), json: { version } }))

// --- reports ----------------------------------------------------------------------------------------------------

export const listDocuments = (place: Place) => answer(township.documents.$get(at(place)))
export const getDocument = (place: Place, document: string) =>
  answer(township.documents[':document'].$get(at({ ...place, document })))
export const addDocumentText = (place: Place, name: string, text: string) =>
  saved(
    township.documents.$post(at(place), {
      init: { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, text }) },
    }),
  )
export const addDocumentFile = (place: Place, file: File) => {
  const body = new FormData()
  body.append('file', file)
  // Without headers of its own the browser names the boundary of the form.
  return saved(township.documents.$post(at(place), { init: { headers: {}, body } }))
}
export const removeDocument = (place: Place, document: string) =>
  saved(township.documents[':document'].$delete({ ...at({ ...place, document }), json: {} }))

export type ClaimDecision = 'accepted' | 'refused' | 'proposed'
export const setClaim = (place: Place, claim: { id: string; version: number }, status: ClaimDecision) =>
  saved(
    township.claims[':claim'].$put({
      ...at({ ...place, claim: claim.id }),
      json: { version: claim.version, status },
    }),
  )
/** All of these or none: none is decided when one was decided elsewhere since it was read. */
export const setClaims = (
  place: Place,
  decisions: { id: string; version: number; status: ClaimDecision }[],
) => saved(township.claims.$put({ ...at(place), json: { decisions } }))
/** Ids of the claims that somebody else decided first. */
export const movedClaims = ({ details }: ApiError): string[] =>
  isRecord(details) && Array.isArray(details.moved)
    ? details.moved.filter(isRecord).flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
    : []

// --- the draft --------------------------------------------------------------------------------------------------

export const listChoices = (place: Place) => answer(township.choices.$get(at(place)))
export const setCause = (place: Place, item: string, version: number, cause: string | null) =>
  saved(township.causes[':item'].$put({ ...at({ ...place, item }), json: { version, cause } }))
export const setIncluded = (place: Place, item: string, version: number, included: boolean) =>
  saved(township.included[':item'].$put({ ...at({ ...place, item }), json: { version, included } }))

// --- what the answers hold --------------------------------------------------------------------------------------

type Answer<Ask> = Json<InferResponseType<Ask, 200>>

export type CountyAnswer = Answer<typeof cycle.$get>
export type CountyEntry = Answer<typeof counties.$get>['counties'][number]
export type Matrix = Answer<typeof cycle.matrix.$get>
export type MatrixCell = Matrix['cells'][string][string]
export type RegisterAnswer = Answer<typeof register.$get>
export type StoredRow = RegisterAnswer['rows'][number]
export type ItemRef = RegisterAnswer['items'][number]
export type FactEntry = Answer<typeof township.facts.$get>['facts'][number]
export type StatementEntry = NonNullable<FactEntry['statement']>
export type DocumentEntry = Answer<typeof township.documents.$get>['documents'][number]
export type DocumentAnswer = Answer<(typeof township.documents)[':document']['$get']>
export type StoredClaim = DocumentAnswer['claims'][number]
export type Choice = Answer<typeof township.choices.$get>['choices'][number]
