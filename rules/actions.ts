/**
 * Open gaps → actions: for each open item the smallest set of settings of its facts that brings it as high as it can
 * still come. Only what the township keeps; what a county unit must tell is waited for.
 */
import { assess } from './assess.ts'
import { canonicalJson } from './canonical.ts'
import { chineseDate } from './dates.ts'
import type { Evidence } from './evidence.ts'
import type { Fact } from './fact.ts'
import { readFacts } from './facts.ts'
import { blankCells } from './fillings.ts'
import { inKind } from './kind-words.ts'
import { isDetermined } from './knowledge.ts'
import { cmp, isPositive, type Rational, rational, sub } from './rational.ts'
import type { AssessOptions, AssessResult, ItemScore } from './result.ts'
import { scoreItem } from './score-item.ts'
import { type Probe, type Setting, settingsOf } from './settings.ts'
import { type Action, type Change, withChanges } from './what-if.ts'
import { hedgeWords, percentText } from './wording.ts'

/** Beyond so many settings of one item only needless ones are dropped, one by one. */
const fewSettings = 6

/** How it stands once all that is entered for days to come is done: that needs no other deed. */
export const foresee = ({ pack, evidence, asOf }: AssessResult, options: AssessOptions): AssessResult =>
  assess(pack, evidence, { ...options, asOf, foreseen: true })

/** The actions that are still open, in the order of the table. */
export function openActions(judged: AssessResult, options: AssessOptions): Action[] {
  const result = foresee(judged, options)
  const byChanges = new Map<string, Action>()
  for (const score of result.items) {
    const changes = changesFor(result, options, score)
    if (changes.length === 0) continue
    const key = canonicalJson(changes)
    const same = byChanges.get(key)
    byChanges.set(
      key,
      same ? together(same, actionOf(result, score, changes)) : actionOf(result, score, changes),
    )
  }
  return [...byChanges.values()]
}

/** One deed that several items ask for is done once, as the one that asks most of it says. */
function together(a: Action, b: Action): Action {
  const larger = b.effort > a.effort ? b : a
  const earlier = b.by < a.by ? b : a
  const { actBy, evidenceBy, by, kind } = earlier
  return { ...larger, id: a.id, items: [...a.items, ...b.items], actBy, evidenceBy, by, kind }
}

function actionOf(result: AssessResult, { item, actBy, evidenceBy }: ItemScore, changes: Change[]): Action {
  const { id, title, remedy, evidence } = item.table
  const toAct = result.asOf <= actBy
  return {
    id,
    items: [id],
    title,
    text: toAct ? inKind(remedy.text, result.evidence.kind) : `补齐证明材料（${evidence.join('、')}）`,
    kind: toAct ? 'act' : 'prove',
    post: remedy.post,
    effort: remedy.effort,
    actBy,
    evidenceBy,
    by: toAct ? actBy : evidenceBy,
    needs: changes.map((change) => needText(result, change)),
    changes,
  }
}

/** Scores one item over changed evidence. */
export function probeOf(
  result: AssessResult,
  options: AssessOptions,
  { item }: ItemScore,
  role: 'item' | 'line' = 'item',
): Probe {
  return (changes) => {
    const evidence: Evidence = withChanges(result.evidence, changes)
    const facts = readFacts(result.pack, evidence, options.holidays, options.peers)
    return scoreItem(result.pack, item, facts, evidence, result.asOf, role)
  }
}

const isTownshipKept = (fact: Fact): boolean => fact.compiled.register.table.keeper === 'township'

function changesFor(result: AssessResult, options: AssessOptions, score: ItemScore): Change[] {
  const waits = score.saidNotApplicable !== undefined
  if (score.lapsed || waits || !score.version || !isPositive(sub(score.high, score.low))) return []
  const open = score.facts.filter((fact) => isTownshipKept(fact) && !isDetermined(fact.known))
  if (open.length === 0) return []
  const probe = probeOf(result, options, score)
  const lowOf = (changes: readonly Change[]): Rational => {
    const found = probe(changes)
    // What would no longer apply is no deed done.
    return found.outcome === 'not_applicable' ? score.low : found.low
  }
  let best: { changes: Change[]; low: Rational } = { changes: [], low: score.low }
  for (const changes of plans(result, score, open, probe)) {
    const low = lowOf(changes)
    if (cmp(low, best.low) > 0) best = { changes, low }
    if (cmp(low, score.high) >= 0) break
  }
  return smallest(best.changes, (changes) => cmp(lowOf(changes), best.low) >= 0)
}

/** Ways to settle an item, the plainest first: totals; blanks filled and totals; blanks filled and registers closed. */
function* plans(result: AssessResult, score: ItemScore, open: Fact[], probe: Probe): Generator<Change[]> {
  const day = result.asOf <= score.actBy ? result.asOf : null
  const context = { evidence: result.evidence, environment: result.facts.environment, probe, day }
  const settle = (from: readonly Change[], facts: readonly Fact[]): Change[] => {
    const changes: Change[] = [...from]
    const settings: { at: number; setting: Setting }[] = []
    for (const fact of facts) {
      const setting = settingsOf(context, fact, changes)
      if (!setting) continue
      settings.push({ at: changes.length, setting })
      changes.push({ kind: 'state', statement: setting.exact })
    }
    return soften(changes, settings, probe)
  }
  yield settle([], open)
  const fills = blankCells(context, open)
  if (fills.length > 0) yield settle(fills, open)
  const registers = [...new Set(open.map((fact) => fact.compiled.register.id))].filter((id) => {
    const register = result.evidence.registers[id]
    // Rows that are judged one by one cannot be told as a total; that there are none can be signed.
    const byRow = open.some((fact) => fact.compiled.register.id === id && fact.known.kind === 'rows')
    const rows = register?.rows.length ?? 0
    return (register?.state ?? 'open') === 'open' && (rows > 0 || byRow)
  })
  const closings = registers.map((register): Change => ({ kind: 'close', register }))
  const others = open.filter((fact) => !registers.includes(fact.compiled.register.id))
  if (closings.length > 0) yield settle([...fills, ...closings], others)
}

/** 不少于2次 says less than 2次 and is as good wherever more does no harm. */
function soften(changes: Change[], settings: { at: number; setting: Setting }[], probe: Probe): Change[] {
  let soft = changes
  let { low } = probe(changes)
  for (const { at, setting } of settings) {
    if (!setting.soft) continue
    const tried = soft.map(
      (change, index): Change => (index === at ? { kind: 'state', statement: setting.soft! } : change),
    )
    const found = probe(tried).low
    if (cmp(found, low) < 0) continue
    soft = tried
    low = found
  }
  return soft
}

/** The fewest of the changes, and the fewest members of their lists, that are still enough. */
function smallest(changes: Change[], enough: (changes: readonly Change[]) => boolean): Change[] {
  if (changes.length === 0) return changes
  const fewest = changes.length <= fewSettings ? fewestOf(changes, enough) : withoutNeedless(changes, enough)
  return fewest.map((change, index) => {
    if (change.kind !== 'state' || !Array.isArray(change.statement.value)) return change
    const { statement } = change
    const member = (value: string[]): Change => ({ kind: 'state', statement: { ...statement, value } })
    const value = withoutNeedless(change.statement.value, (members) =>
      enough(fewest.map((other, at) => (at === index ? member([...members]) : other))),
    )
    return member(value)
  })
}

function withoutNeedless<T>(list: readonly T[], enough: (list: readonly T[]) => boolean): T[] {
  let kept = [...list]
  for (const entry of list) {
    const fewer = kept.filter((other) => other !== entry)
    if (fewer.length > 0 && enough(fewer)) kept = fewer
  }
  return kept
}

function fewestOf<T>(list: readonly T[], enough: (list: readonly T[]) => boolean): T[] {
  const subsets = Array.from({ length: 2 ** list.length - 1 }, (_, index) =>
    list.filter((_entry, at) => ((index + 1) >> at) & 1),
  )
  return subsets.sort((a, b) => a.length - b.length).find(enough) ?? [...list]
}

// --- in words --------------------------------------------------------------------------------------------------------

/** What must be true then: “学法次数”不少于2次. */
function needText(result: AssessResult, change: Change): string {
  const register = (id: string) => result.pack.registers.get(id)!
  if (change.kind === 'close') {
    const { title } = register(change.register).table
    const rows = result.evidence.registers[change.register]?.rows.length ?? 0
    return rows > 0 ? `“${title}”封账，没有其他记录` : `“${title}”零报告`
  }
  if (change.kind === 'fill') {
    const { table, label, fields } = register(change.register)
    const row = result.evidence.registers[change.register]?.rows.find(({ id }) => id === change.row)
    return `“${table.title}”中“${row ? label(row) : change.row}”补登${fields.get(change.field)?.label ?? change.field}`
  }
  const { fact, value, hedge } = change.statement
  const { unit, title: clause } = result.pack.facts.get(fact)!
  // Quotation marks inside quotation marks are single.
  const title = inKind(clause, result.evidence.kind).replaceAll('“', '‘').replaceAll('”', '’')
  const words = hedge ? hedgeWords[hedge] : ''
  if (value === 'all') return `“${title}”全部符合`
  if (typeof value === 'boolean') return `“${title}”：${value ? '是' : '否'}`
  if (typeof value === 'number') return `“${title}”${words}${value}${unit}`
  if (Array.isArray(value)) return `“${title}”含${value.map(chineseDate).join('、')}`
  if (typeof value === 'string') return `“${title}”${words || '为'}${chineseDate(value)}`
  if ('rate' in value) return `“${title}”${words}${percentText(rational(value.rate))}`
  return `“${title}”不迟于${chineseDate(value.to)}`
}
