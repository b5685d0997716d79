import type { StoredEvidence } from '../db/evidence.ts'
import { toEvidence } from '../db/gathered.ts'
import type { StoredStatement } from '../db/statements.ts'
import type { FactView } from '../rules/assessment.ts'
import type { CompiledFact } from '../rules/compiled-facts.ts'
import type { Hedge, Statement } from '../rules/evidence.ts'
import { viewFact } from '../rules/fact-view.ts'
import { readFacts } from '../rules/facts.ts'
import { isExact } from '../rules/knowledge.ts'
import type { FactKind } from '../rules/pack.ts'
import { readStated } from '../rules/stated-facts.ts'
import { parseHedge, parseStatementValue } from '../rules/statements.ts'
import { today } from './clock.ts'
import { AppError } from './errors.ts'
import { changeEvidence, type EvidenceDeps } from './evidence.ts'
import { type ItemRef, itemsOfFact } from './items.ts'
import { holidays } from './packs.ts'
import type { OpenPlace } from './places.ts'
import { scoreStored } from './scores.ts'
import { assertVersion } from './versions.ts'

export interface StatementView {
  version: number
  value: Statement['value']
  hedge?: Hedge
  document?: string
}

/** As typed in, before it is read by the kind of its fact. */
export interface GivenStatement {
  version: number
  value: unknown
  hedge?: string | undefined
  document?: string | undefined
}

export type FactEntry = FactView & {
  kind: FactKind
  /** What a set or a choice may hold. */
  of?: string[]
  items: ItemRef[]
  statement?: StatementView
}

const choicesOf = (fact: CompiledFact): string[] =>
  (fact.field ? fact.register.fields.get(fact.field)?.of : undefined) ?? []

const getFact = ({ pack }: OpenPlace, id: string): CompiledFact => {
  const fact = pack.pack.facts.get(id)
  if (!fact) throw new AppError('fact_not_found', '指标体系中没有这个数据项。')
  return fact
}

/** The statement as its fact declares it. @throws AppError invalid_statement with the field and the remedy */
const checkStatement = (open: OpenPlace, fact: CompiledFact, given: GivenStatement): StatementView => {
  const { register } = fact
  const declaration = register.table.facts.find(({ id }) => id === fact.id)!
  const value = parseStatementValue(declaration, register.table.fields, open.year, given.value)
  const hedge = given.hedge && parseHedge(declaration, given.hedge)
  if (!('value' in value)) throw invalid('value', value)
  if (hedge && !('value' in hedge)) throw invalid('hedge', hedge)
  return {
    version: given.version,
    value: value.value,
    ...(hedge ? { hedge: hedge.value } : {}),
    ...(given.document ? { document: given.document } : {}),
  }
}

const invalid = (field: string, { message, remedy }: { message: string; remedy: string }): AppError =>
  new AppError('invalid_statement', `${message}。${remedy}。`, [{ field, message, remedy }])

/** Refuses what cannot be beside a whole that is exactly known: 31 of 30. @throws AppError invalid_statement */
const assertPossible = (
  open: OpenPlace,
  stored: StoredEvidence,
  fact: CompiledFact,
  given: StatementView,
): void => {
  if (fact.over === undefined) return
  const facts = readFacts(open.pack.pack, toEvidence(stored, open.township, open.year), holidays().table)
  const whole = facts.get(fact.over)
  if (whole.known.kind !== 'number' || !isExact(whole.known)) return
  const { clash } = readStated(fact, given, (id) => facts.get(id))
  if (clash === undefined) return
  const { title } = whole.compiled
  throw invalid('value', {
    message: `“${fact.title}”不能这样填报：${clash}（${viewFact(whole).text}）`,
    remedy: `请核对后更正，“${title}”有误的先更正“${title}”`,
  })
}

const findStatement = (stored: StoredEvidence, fact: string): StoredStatement | undefined =>
  stored.statements.find((one) => one.fact === fact && one.village === '')

const view = ({ version, value, hedge, document }: StoredStatement): StatementView => ({
  version,
  value,
  ...(hedge ? { hedge } : {}),
  ...(document ? { document } : {}),
})

/** What a reader without a statement saw: version 0, whether there never was one or it was taken back. */
const seen = (statement: StoredStatement | undefined): StatementView | { version: 0; value: null } =>
  statement && !statement.deleted ? view(statement) : { version: 0, value: null }

/** Types in a total for a fact, or corrects the one that stands; the notes say where it does not count as it stands. */
export const setStatement = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  factId: string,
  entered: GivenStatement,
): Promise<{ statement: StatementView; notes: string[] }> => {
  const fact = getFact(open, factId)
  const given = checkStatement(open, fact, entered)
  let set: StoredStatement | undefined
  const next = await changeEvidence(deps, open, (stored) => {
    const current = findStatement(stored, fact.id)
    assertVersion(given.version, seen(current), given)
    assertPossible(open, stored, fact, given)
    set = {
      fact: fact.id,
      village: '',
      version: (current?.version ?? 0) + 1,
      value: given.value,
      hedge: given.hedge ?? null,
      document: given.document ?? null,
      deleted: false,
    }
    return {
      action: 'statement_set',
      subject: `statements/${fact.id}`,
      before: current && !current.deleted ? view(current) : null,
      after: view(set),
      changes: { statements: [set] },
    }
  })
  const { result } = scoreStored(deps.db, open, next, today(deps.now()))
  return { statement: view(set!), notes: result.facts.get(fact.id).notes }
}

/** Takes a statement back. */
export const removeStatement = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  factId: string,
  version: number,
): Promise<void> => {
  const fact = getFact(open, factId)
  await changeEvidence(deps, open, (stored) => {
    const current = findStatement(stored, fact.id)
    assertVersion(version, seen(current), null)
    if (!current || current.deleted) return null
    return {
      action: 'statement_removed',
      subject: `statements/${fact.id}`,
      before: view(current),
      after: null,
      changes: { statements: [{ ...current, version: current.version + 1, deleted: true }] },
    }
  })
}

/** Every fact of the pack: what is known of it, where it counts, and what was typed in for it. */
export const listFacts = (
  { db, now }: EvidenceDeps,
  open: OpenPlace,
  stored: StoredEvidence,
): FactEntry[] => {
  const { result } = scoreStored(db, open, stored, today(now()))
  return [...open.pack.pack.facts.values()]
    .filter(({ register }) => !register.table.kinds || register.table.kinds.includes(open.township.kind))
    .map((fact) => {
      const statement = findStatement(stored, fact.id)
      return {
        ...viewFact(result.facts.get(fact.id)),
        kind: fact.kind,
        ...(fact.kind === 'set' || fact.kind === 'choice' ? { of: choicesOf(fact) } : {}),
        items: itemsOfFact(open, fact.id),
        ...(statement && !statement.deleted ? { statement: view(statement) } : {}),
      }
    })
}
