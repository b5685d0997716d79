/**
 * Rows, statements and accepted claims → facts, each with what is known, where from and how strong.
 * Two readings are kept: `known`, the interval of everything it can still be, and `record`, rows, claim and statement
 * taken as if exact.
 */
import type { Strength } from './assessment.ts'
import type { CompiledFact, CompiledFacts } from './compiled-facts.ts'
import type { PeerValues } from './condition-names.ts'
import type { Environment } from './conditions.ts'
import { chineseDate, type HolidayTable } from './dates.ts'
import type { Claim, Evidence, Statement } from './evidence.ts'
import { type Fact, type FactReader, noMarks, type RowWindow } from './fact.ts'
import { keep } from './keep.ts'
import { combine, type Knowledge, never, noLevel, share, within } from './knowledge.ts'
import { periodEnd, periodStart } from './period.ts'
import { cmp, isZero, one, zero } from './rational.ts'
import { type RowContext, rowContext } from './row-context.ts'
import { type RowReading, readRows } from './row-facts.ts'
import { type Get, intersectClaims, readStated, type Said, startingPoint, untilNow } from './stated-facts.ts'

/** Said of a fact that a report tells in two ways. */
export const disputedNote = '报告陈述互相矛盾'

interface Context extends RowContext {
  claims: Map<string, Claim[]>
  statements: Map<string, Statement>
}

/** A reader of facts of one township's evidence; each fact is derived once and kept. */
export function readFacts(
  pack: CompiledFacts,
  evidence: Evidence,
  holidays: HolidayTable,
  peers?: PeerValues,
  asOf?: string,
): FactReader {
  const environment: Environment = {
    periodStart: periodStart(evidence.year, pack.periodFrom),
    periodEnd: periodEnd(evidence.year, pack.periodFrom),
    year: evidence.year,
    holidays,
    kind: evidence.kind,
    ...(peers ? { peers } : {}),
    ...(asOf === undefined ? {} : { asOf }),
    elsewhere: {
      fact: (id, window) => get(id, window),
      rows(register) {
        const { state = 'open' } = evidence.registers[register] ?? {}
        return { rows: context.rows(pack.registers.get(register)!).rows, open: state === 'open' }
      },
      exempt: (item) =>
        evidence.notApplicable?.[item]?.accepted ?? (evidence.notApplicable?.[item] ? null : false),
    },
  }
  const claims = new Map<string, Claim[]>()
  for (const claim of evidence.claims) {
    if (claim.status !== 'accepted') continue
    const of = claims.get(claim.fact)
    if (of) of.push(claim)
    else claims.set(claim.fact, [claim])
  }
  const statements = new Map(evidence.statements.map((statement) => [statement.fact, statement]))
  const context: Context = { ...rowContext(pack, evidence, environment), claims, statements }
  const plain = new Map<string, Fact>()
  const byWindow = new Map<string, Map<string, Fact>>()
  const get = (id: string, window?: RowWindow): Fact => {
    const kept = window ? keep(byWindow, window.key, () => new Map<string, Fact>()) : plain
    let fact = kept.get(id)
    if (!fact) {
      const compiled = window?.facts.get(id) ?? pack.facts.get(id)
      if (!compiled) throw new RangeError(`no fact ${id}`)
      fact =
        window && !isInWindow(pack, compiled, window)
          ? get(id)
          : derive(context, compiled, (other) => get(other, window), window)
      kept.set(id, fact)
    }
    return fact
  }
  return { get, environment }
}

/** Whether a window picks or counts rows of a fact otherwise than the whole period does. */
const isInWindow = (pack: CompiledFacts, { id, register, over }: CompiledFact, window: RowWindow): boolean =>
  window.facts.has(id) ||
  window.fields.has(register.id) ||
  (over !== undefined && isInWindow(pack, pack.facts.get(over)!, window))

/** Facts nobody has told anything of, each as every township has it. */
const untold = new WeakMap<CompiledFact, Fact>()

function untoldFact(compiled: CompiledFact, get: Get): Fact {
  const known = untold.get(compiled)
  const whole = compiled.kind === 'share' ? get(compiled.over!) : undefined
  if (known && (!whole || whole === untold.get(whole.compiled))) return known
  const fact = newFact(compiled, startingPoint(compiled, get), null, [], null)
  if (!whole || whole === untold.get(whole.compiled)) untold.set(compiled, fact)
  return fact
}

/** A fact of which nothing is settled yet. */
const newFact = (
  compiled: CompiledFact,
  nothing: Knowledge,
  fromRows: RowReading | null,
  claims: Claim[],
  statement: Statement | null,
): Fact => ({
  compiled,
  state: 'unknown',
  known: nothing,
  record: nothing,
  strength: null,
  marks: fromRows?.marks ?? noMarks,
  get rows() {
    return this.marks.list()
  },
  absent: fromRows?.absent ?? [],
  claims,
  statement,
  notes: [],
  findings: [],
})

// --- one fact ------------------------------------------------------------------------------------------------

function derive(context: Context, compiled: CompiledFact, get: Get, window?: RowWindow): Fact {
  const fromRows = readRows(context, compiled, get, window)
  const statement = context.statements.get(compiled.id) ?? null
  const claims = context.claims.get(compiled.id) ?? []
  if (!fromRows && !statement && claims.length === 0) return untoldFact(compiled, get)
  const fact = newFact(compiled, startingPoint(compiled, get), fromRows, claims, statement)
  const { notes, findings } = fact
  const { environment } = context
  const stated = statement ? untilNow(readStated(compiled, statement, get), environment) : null
  const asWritten = claims.length > 0 ? intersectClaims(compiled, claims, get) : null
  const claimed = asWritten && asWritten !== 'contradiction' ? untilNow(asWritten, environment) : asWritten
  if (fromRows && fromRows.ahead > 0)
    notes.push(`${fromRows.ahead}条记录的日期晚于评价日期${chineseDate(environment.asOf!)}，不计为已完成`)
  if (claimed === 'contradiction') {
    findings.push({
      kind: 'contradiction',
      fact: compiled.id,
      text: `报告对“${compiled.title}”有两处陈述互相矛盾（${claims.map((c) => `“${c.quote}”`).join('、')}），采信其中一处之前按未知计。`,
    })
    notes.push(disputedNote)
  }
  const sayer = stated ? '填报值' : '报告陈述'
  const told = stated ?? (claimed === 'contradiction' ? null : claimed)
  if (told?.hint) notes.push(told.hint)
  if (told?.clash) {
    findings.push({
      kind: 'contradiction',
      fact: compiled.id,
      text: `“${compiled.title}”的${sayer}不能成立：${told.clash}；更正之前按未知计。`,
    })
    notes.push(`${sayer}与总数矛盾`)
  }
  const said = told && !told.clash ? withoutBorne(context, compiled, told, fromRows) : null
  if (
    stated &&
    claimed &&
    claimed !== 'contradiction' &&
    !claimed.unusable &&
    !combine(stated.known, claimed.known)
  ) {
    disagree(fact, '报告陈述', '填报值', '以填报值为准')
  }

  if (fromRows && fromRows.state !== 'open') {
    settle(fact, fromRows.known, fromRows.record, fromRows.attached ? 'evidenced' : 'recorded')
    if (said && !combine(said.known, fromRows.known)) disagree(fact, sayer, '台账', '以台账为准')
  } else if (fromRows?.any) {
    const both = said && !denies(fromRows, said.known) ? combine(fromRows.known, said.known) : null
    if (said && both) {
      settle(
        fact,
        both,
        combine(fromRows.record, said.record) ?? (said.bound ? fromRows.record : said.record),
        stated ? 'recorded' : 'claimed',
      )
    } else {
      settle(fact, fromRows.known, fromRows.record, fromRows.attached ? 'evidenced' : 'recorded')
      if (said) disagree(fact, sayer, '台账', '按台账记录计')
    }
  } else if (said && !said.unusable) {
    settle(fact, said.known, said.record, stated ? 'recorded' : 'claimed')
  }
  if (said && fact.known.kind === 'share' && fact.known.whole.high === null) notes.push('未载明总数')
  if (fact.strength) {
    fact.state = isNone(fact.known) && (fromRows?.state === 'none' || saidNone(fact)) ? 'none' : 'known'
  }
  return fact
}

/** A total that is told holds what other items bear as well; the record takes it as it is where no row tells. */
function withoutBorne(
  { environment }: Context,
  { spared }: CompiledFact,
  said: Said,
  rows: RowReading | null,
): Said {
  if (!spared?.possible(environment)) return said
  const known = lessBorne(said.known, spared.how)
  return { ...said, known, ...(rows?.any ? { record: lessBorne(said.record, spared.how) } : {}) }
}

function lessBorne(known: Knowledge, how: 'drop' | 'pass'): Knowledge {
  if (how === 'drop' && known.kind === 'number') return { ...known, low: zero }
  if (how === 'drop' || known.kind !== 'share') return known
  const { part, whole, rate, empty } = known
  return share({ low: part.low, high: whole.high }, whole, empty, { low: rate.low, high: one })
}

/** A row that is known to fall short contradicts “全部”, whatever rows may still come. */
const denies = (rows: RowReading, said: Knowledge): boolean =>
  said.kind === 'share' && cmp(said.rate.low, one) === 0 && rows.marks.fail > 0

const saidNone = (fact: Fact): boolean =>
  fact.statement?.value === 'none' ||
  (fact.claims.length > 0 && fact.claims.every((claim) => claim.value === 'none'))

const isNone = (known: Knowledge): boolean =>
  (known.kind === 'number' && known.high !== null && isZero(known.high)) ||
  (known.kind === 'share' && known.empty) ||
  (known.kind === 'rows' && !known.open && known.rows.length === 0) ||
  (known.kind === 'date' && known.low === never) ||
  (known.kind === 'flag' && known.value === false) ||
  (known.kind === 'choice' && known.value === noLevel)

function settle(fact: Fact, known: Knowledge, record: Knowledge, strength: Strength): void {
  fact.known = known
  // What is on record is one of the things it can be.
  fact.record = within(record, known)
  fact.strength = strength
}

/** Two sources that cannot both hold: told in the findings and beside the fact. */
function disagree(fact: Fact, a: string, b: string, then: string): void {
  const text = `${a}与${b}不一致，${then}`
  fact.findings.push({
    kind: 'consistency',
    fact: fact.compiled.id,
    text: `“${fact.compiled.title}”的${text}。`,
  })
  fact.notes.push(text)
}

// --- claims among themselves ---------------------------------------------------------------------------------------

/**
 * On the command line the caller accepts every proposed claim that no other contradicts.
 * Two claims of one fact that cannot both hold are marked 'contradicted'; refused ones stay refused.
 */
export function reconcileClaims(
  pack: CompiledFacts,
  claims: Claim[],
  evidence: Evidence,
  holidays: HolidayTable,
): Claim[] {
  const byFact = new Map<string, Claim[]>()
  for (const claim of claims) {
    if (claim.status !== 'proposed' || !pack.facts.has(claim.fact)) continue
    const of = byFact.get(claim.fact)
    if (of) of.push(claim)
    else byFact.set(claim.fact, [claim])
  }
  const accepted = claims.map((claim) =>
    claim.status === 'proposed' ? { ...claim, status: 'accepted' as const } : claim,
  )
  const facts = readFacts(pack, { ...evidence, claims: accepted }, holidays)
  const contradicted = new Set([...byFact.keys()].filter((id) => facts.get(id).notes.includes(disputedNote)))
  return accepted.map((claim) =>
    claim.status === 'accepted' && contradicted.has(claim.fact)
      ? { ...claim, status: 'contradicted', reason: '与同一报告的另一处陈述矛盾' }
      : claim,
  )
}
