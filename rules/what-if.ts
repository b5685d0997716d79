/**
 * What would come out if so many deeds were done: each deed is changed evidence, never edited points, and the outcome is
 * the engine's own.
 */
import { type AssessOptions, type AssessResult, assess } from './assess.ts'
import { canonicalJson } from './canonical.ts'
import type { CompiledPack } from './compile.ts'
import type { CellValue, Evidence, Hedge, RegisterEvidence, Statement } from './evidence.ts'
import type { ClaimValue } from './pack.ts'
import { cmp, parseRational } from './rational.ts'

/** One setting of the evidence: a total told, a blank cell filled, a register signed as complete. */
export type Change =
  | { kind: 'state'; statement: Statement }
  | { kind: 'fill'; register: string; row: string; field: string; value: CellValue }
  | { kind: 'close'; register: string }

/** A deed that an open gap asks for (rules/actions.ts). Plain JSON: pages tick it and send it back. */
export interface Action {
  /** Id of the item whose remedy it is; the first of several. */
  id: string
  /** Items whose gap it closes as far as it can be closed. */
  items: string[]
  title: string
  /** What is to be done, in the words of the remedy. */
  text: string
  /** act: the deed; prove: it may be done already and only the proof is missing. */
  kind: 'act' | 'prove'
  post: string
  /** Working days. */
  effort: number
  actBy: string
  evidenceBy: string
  /** The day that counts now: act_by, or once that is past evidence_by. */
  by: string
  /** What must then be true, fact by fact. */
  needs: string[]
  changes: Change[]
}

/** The result with the actions done, all else as it is. */
export function whatIf(
  pack: CompiledPack,
  evidence: Evidence,
  options: AssessOptions,
  actions: readonly Pick<Action, 'changes'>[],
): AssessResult {
  const changes = actions.flatMap((action) => action.changes)
  return assess(pack, withChanges(evidence, changes), { ...options, foreseen: true })
}

/** The evidence with the changes made; of two settings of one fact the one that asks more holds. */
export function withChanges(evidence: Evidence, changes: readonly Change[]): Evidence {
  if (changes.length === 0) return evidence
  const stated = new Map<string, Statement>()
  const registers = { ...evidence.registers }
  for (const change of changes) {
    if (change.kind === 'state') {
      const { statement } = change
      const earlier = stated.get(statement.fact)
      stated.set(statement.fact, (earlier && joinStatements(earlier, statement)) ?? statement)
    } else {
      const register = registers[change.register] ?? { state: 'open', rows: [] }
      registers[change.register] = change.kind === 'close' ? closed(register) : filled(register, change)
    }
  }
  const kept = evidence.statements.filter((statement) => !stated.has(statement.fact))
  return { ...evidence, registers, statements: [...kept, ...stated.values()] }
}

const closed = (register: RegisterEvidence): RegisterEvidence => ({
  ...register,
  state: register.rows.length > 0 ? 'closed' : 'none',
})

const filled = (
  register: RegisterEvidence,
  { row, field, value }: Extract<Change, { kind: 'fill' }>,
): RegisterEvidence => ({
  ...register,
  rows: register.rows.map((entry) =>
    entry.id === row ? { ...entry, values: { ...entry.values, [field]: value } } : entry,
  ),
})

/** Whether both sets of changes can hold at once, so that doing more never undoes what was done. */
export function agree(
  a: readonly Change[],
  b: readonly Change[],
  registerOf: (fact: string) => string,
): boolean {
  return a.every((one) => b.every((other) => agreeOnOne(one, other, registerOf)))
}

function agreeOnOne(one: Change, other: Change, registerOf: (fact: string) => string): boolean {
  if (one.kind === 'state' && other.kind === 'state') {
    return (
      one.statement.fact !== other.statement.fact || joinStatements(one.statement, other.statement) !== null
    )
  }
  // Rows of a closed register win over what is told of them.
  if (one.kind === 'state' && other.kind === 'close') return registerOf(one.statement.fact) !== other.register
  if (one.kind === 'close' && other.kind === 'state') return agreeOnOne(other, one, registerOf)
  if (one.kind === 'fill' && other.kind === 'fill') {
    const same = one.register === other.register && one.row === other.row && one.field === other.field
    return !same || canonicalJson(one.value) === canonicalJson(other.value)
  }
  return true
}

/** One statement that says what both say; null when no value fits both, or none can be written. */
export function joinStatements(a: Statement, b: Statement): Statement | null {
  if (canonicalJson(a) === canonicalJson(b)) return a
  if (Array.isArray(a.value) && Array.isArray(b.value)) {
    return { ...a, value: [...new Set([...a.value, ...b.value])].sort() }
  }
  if (isSpan(a.value) && isSpan(b.value)) {
    const from = a.value.from > b.value.from ? a.value.from : b.value.from
    const to = a.value.to < b.value.to ? a.value.to : b.value.to
    return from <= to ? { ...a, value: { from, to } } : null
  }
  return joinMeasures(a, b)
}

const isSpan = (value: Statement['value']): value is { from: string; to: string } =>
  typeof value === 'object' && 'from' in value

const isRate = (value: ClaimValue | 'none'): value is { rate: string } =>
  typeof value === 'object' && 'rate' in value

type Bound = Extract<Hedge, 'gte' | 'lte'>

/** Bounds of one direction join to the tighter; an exact value stands where it keeps the bound. */
function joinMeasures(a: Statement, b: Statement): Statement | null {
  if (a.value === 'all' && b.hedge === 'gte') return a
  if (b.value === 'all' && a.hedge === 'gte') return b
  const left = measured(a.value)
  const right = measured(b.value)
  if (!left || !right || isRate(a.value) !== isRate(b.value)) return null
  const order = cmp(left, right)
  if (a.hedge === b.hedge) {
    if (a.hedge === 'gte') return order >= 0 ? a : b
    if (a.hedge === 'lte') return order <= 0 ? a : b
    return null
  }
  const keeps = (hedge: Bound, sign: number): boolean => (hedge === 'gte' ? sign >= 0 : sign <= 0)
  if (!a.hedge && isBound(b.hedge)) return keeps(b.hedge, order) ? a : null
  if (!b.hedge && isBound(a.hedge)) return keeps(a.hedge, -order) ? b : null
  return null
}

const isBound = (hedge: Hedge | undefined): hedge is Bound => hedge === 'gte' || hedge === 'lte'

function measured(value: Statement['value']) {
  if (typeof value === 'number') return parseRational(String(value))
  if (isRate(value)) return parseRational(value.rate)
  return typeof value === 'string' ? parseRational(value) : undefined
}
