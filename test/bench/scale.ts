/** Figures of the engine: against arithmetic written by hand, against a rule engine from npm, and over a whole province. */
import { readdirSync, readFileSync } from 'node:fs'
import { Engine, type RuleProperties } from 'json-rules-engine'
import { assess } from '../../rules/assess.ts'
import { viewAssessment } from '../../rules/assessment-view.ts'
import { compilePack } from '../../rules/compile.ts'
import { contenderOf } from '../../rules/contenders.ts'
import { mapCounty } from '../../rules/county.ts'
import type { CellValue, Evidence } from '../../rules/evidence.ts'
import { readFacts } from '../../rules/facts.ts'
import { declaredFacts } from '../../rules/functions/index.ts'
import { rankContenders } from '../../rules/rank.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'
import { clausePack } from '../support/clause-pack.ts'
import { scoreByHand } from '../support/oracle.ts'
import { atLeast, atMost, type Figure, timeOf, timeOfAsync } from './figures.ts'

const today = '2026-11-24'
const pack = loadPackFromDisk('shandong')
const options = { today, holidays: holidays().table }
const inputs = {
  packHash: pack.hash,
  packWhy: '',
  engine: '',
  holidaysHash: '',
  evidenceHash: '',
  township: null,
}

/** Everything the page shows of a township. */
const view = (evidence: Evidence) =>
  viewAssessment(assess(pack.pack, evidence, options), { ...inputs, document: null, claims: [] })

// --- the same row checks in json-rules-engine ------------------------------------------------------------------------

const isTrue = (fact: string) => ({ fact, operator: 'equal', value: true })

/** The facts of the pack that those rules write out; how long an answer may take is more than that library is asked. */
const checkedFacts: Record<string, string> = {
  major: 'decisions.major',
  reviewed: 'decisions.reviewed',
  covered: 'villages.with_adviser',
  in_time: 'disclosure_requests.in_time',
  session: 'study_sessions.centre_group',
  rural: 'villages.rural_total',
}

/** Rows that pass each of these facts, in all they are read by here: as an interval, on record, with the rows behind it. */
function countOurs(evidence: Evidence): Map<string, number> {
  const facts = readFacts(pack.pack, evidence, options.holidays, undefined, today)
  return new Map(Object.entries(checkedFacts).map(([name, id]) => [name, facts.get(id).marks.pass]))
}

/** The conditions the pack has on rows of these registers, as that library writes them. */
const rules: Record<string, RuleProperties[]> = {
  decisions: [
    { conditions: { any: [isTrue('in_catalogue'), isTrue('flagged_major')] }, event: { type: 'major' } },
    {
      conditions: {
        all: [
          { fact: 'review_on', operator: 'dayBefore', value: { fact: 'meeting_on' } },
          {
            any: [
              { fact: 'review_result', operator: 'notEqual', value: '不合法' },
              isTrue('reform_risk_stated'),
            ],
          },
        ],
      },
      event: { type: 'reviewed' },
    },
  ],
  village_advisers: [
    {
      conditions: {
        all: [
          { fact: 'from', operator: 'notAfter', value: '2025-12-31' },
          {
            any: [
              { fact: 'to', operator: 'equal', value: null },
              { fact: 'to', operator: 'notBefore', value: '2025-12-31' },
            ],
          },
        ],
      },
      event: { type: 'covered' },
    },
  ],
  disclosure_requests: [
    {
      conditions: { all: [{ fact: 'answered_on', operator: 'notBefore', value: { fact: 'received_on' } }] },
      event: { type: 'in_time' },
    },
  ],
  study_sessions: [
    {
      conditions: {
        all: [{ fact: 'body', operator: 'equal', value: '理论学习中心组' }, isTrue('law_topic')],
      },
      event: { type: 'session' },
    },
  ],
  villages: [
    { conditions: { all: [{ fact: 'kind', operator: 'equal', value: '村' }] }, event: { type: 'rural' } },
  ],
}

function ruleEngines(): Map<string, Engine> {
  const engines = new Map<string, Engine>()
  for (const [register, list] of Object.entries(rules)) {
    const engine = new Engine(list, { allowUndefinedFacts: true })
    const days = (test: (a: string, b: string) => boolean) => (a: CellValue, b: CellValue) =>
      typeof a === 'string' && typeof b === 'string' && test(a, b)
    engine.addOperator(
      'dayBefore',
      days((a, b) => a < b),
    )
    engine.addOperator(
      'notAfter',
      days((a, b) => a <= b),
    )
    engine.addOperator(
      'notBefore',
      days((a, b) => a >= b),
    )
    engines.set(register, engine)
  }
  return engines
}

/** Counts of rows that meet each condition; the other engine does no more than this. */
async function countRows(engines: Map<string, Engine>, evidence: Evidence): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [register, engine] of engines) {
    for (const row of evidence.registers[register]?.rows ?? []) {
      const { events } = await engine.run({ ...row.values })
      for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1)
    }
  }
  return counts
}

// --- clauses -----------------------------------------------------------------------------------------------------

/** Every clause of test/rules/clauses with its empty evidence scored once. */
function clauseScorer(): { count: number; run: () => void } {
  const folder = new URL('../rules/clauses/', import.meta.url)
  const packs = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => clausePack(name, readFileSync(new URL(name, folder), 'utf8')).pack!)
  const evidence: Evidence = {
    township: '甲镇',
    kind: '镇',
    year: 2025,
    registers: {},
    statements: [],
    claims: [],
  }
  const run = (): void => {
    for (const one of packs) assess(one, evidence, options)
  }
  return { count: packs.length, run }
}

// --- a province --------------------------------------------------------------------------------------------------

/** The pack with one item more that compares townships, so that the second pass runs. */
function comparingPack() {
  const [first] = pack.table.items
  const score = {
    relative: {
      of: 'study_sessions.centre_group',
      against: 'mean',
      base: 1,
      step: 1,
      step_rounding: 'proportional',
      up: '0.1',
      down: '-0.1',
      floor: 0,
      ceiling: 2,
    },
  }
  const item = {
    ...first!,
    id: 'compared-study',
    value: '2',
    by: 'period_end',
    redLine: null,
    empty: null,
    versions: [{ ...first!.versions[0]!, from: '2018-01-01', score }],
    says: { met: '', shortcoming: '' },
  }
  return compilePack({ ...pack.table, items: [...pack.table.items, item] })
}

/** Townships of some eighty rows, each a little different. */
function townships(count: number): Evidence[] {
  return Array.from({ length: count }, (_, at): Evidence => {
    const rows = (
      size: number,
      values: (index: number) => Record<string, CellValue>,
      state: 'open' | 'closed' = 'closed',
    ) => ({
      state,
      rows: Array.from({ length: size }, (_unused, index) => ({ id: String(index), values: values(index) })),
    })
    return {
      township: `镇${at}`,
      kind: at % 5 === 0 ? '街道' : '镇',
      year: 2025,
      statements: [],
      claims: [],
      registers: {
        villages: rows(25, (index) => ({ name: `村${index}`, kind: '村' })),
        village_advisers: rows(25 - (at % 4), (index) => ({
          village: `村${index}`,
          from: '2024-01-01',
          to: null,
        })),
        decisions: rows(8, (index) => ({
          title: `${index}`,
          flagged_major: true,
          review_on: index % 7 === at % 7 ? null : '2025-01-05',
          review_result: '合法',
          meeting_on: '2025-02-01',
        })),
        study_sessions: rows(
          1 + (at % 3),
          (index) => ({
            held_on: `2025-0${index + 1}-10`,
            body: '理论学习中心组',
            topic: '宪法',
            law_topic: true,
          }),
          at % 2 === 0 ? 'open' : 'closed',
        ),
        disclosure_requests: rows(6, (index) => ({
          number: `${index}`,
          received_on: '2025-03-03',
          answered_on: index === at % 6 ? '2025-05-20' : '2025-03-20',
          third_party_days: 0,
        })),
      },
    }
  })
}

function rankAll(compared: ReturnType<typeof comparingPack>, evidences: Evidence[]): void {
  const contenders = mapCounty(compared, evidences, options, (result, index) => ({
    entry: {
      id: String(index),
      name: result.evidence.township,
      code: String(index).padStart(6, '0'),
      kind: result.evidence.kind,
    },
    figures: contenderOf(result),
  }))
  rankContenders(contenders, compared.table)
}

/** Seconds for so many townships with relative items, ranking and sensitivity. */
function province(compared: ReturnType<typeof comparingPack>, count: number): number {
  const evidences = townships(count)
  const started = performance.now()
  rankAll(compared, evidences)
  return (performance.now() - started) / 1000
}

/** All figures of the engine. */
export async function engineFigures(busy: Evidence): Promise<Figure[]> {
  const engines = ruleEngines()
  const ours = timeOf(() => assess(pack.pack, busy, options), 200)
  const byHand = timeOf(() => scoreByHand(busy), 100)
  const checks = timeOf(() => countOurs(busy), 100)
  const theirs = await timeOfAsync(() => countRows(engines, busy), 15)
  const [counted, found] = [countOurs(busy), await countRows(engines, busy)]
  for (const [name, count] of found)
    if (name !== 'in_time' && counted.get(name) !== count)
      throw new Error(`the two engines count ${name} otherwise: ${counted.get(name)} and ${count}`)
  const clauses = clauseScorer()
  const compared = comparingPack()
  rankAll(compared, townships(50))
  const small = province(compared, 200)
  const large = province(compared, 5000)
  const facts = declaredFacts(pack.table.registers).size
  return [
    atMost(
      `score ${pack.pack.items.length} items and the pools over 300 rows, against their points alone by hand`,
      ours / byHand,
      'ratio',
      5,
    ),
    atLeast(
      'six checks of 300 rows in json-rules-engine against the same six facts here',
      theirs / checks,
      'ratio',
      10,
    ),
    atMost(`one township warm, ${facts} facts declared, reasons as data, on record as well`, ours, 'ms', 1),
    atMost(
      'the same with every sentence',
      timeOf(() => view(busy), 50),
      'ms',
      20,
    ),
    atMost(`${clauses.count} clauses, each alone`, timeOf(clauses.run, 30), 'ms', 20),
    atMost('20 townships with relative items and ranking', province(compared, 20) * 1000, 'ms', 100),
    atMost('200 townships', small * 1000, 'ms', 400),
    atMost('5,000 townships on one core', large, 's', 5),
    atMost('time of a township among 5,000 over one among 200', large / 5000 / (small / 200), 'ratio', 2),
  ]
}
