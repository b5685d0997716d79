/** Figures of the engine: against arithmetic written by hand, against a rule engine from npm, and over a whole province. */
import { readdirSync, readFileSync } from 'node:fs'
import { assess } from '../../rules/assess.ts'
import { viewAssessment } from '../../rules/assessment-view.ts'
import { compilePack } from '../../rules/compile.ts'
import { contenderOf } from '../../rules/contenders.ts'
import { mapCounty } from '../../rules/county.ts'
import type { CellValue, Evidence } from '../../rules/evidence.ts'
import { declaredFacts } from '../../rules/functions/index.ts'
import { rankContenders } from '../../rules/rank.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'
import { clausePack } from '../support/clause-pack.ts'
import { scoreByHand } from '../support/oracle.ts'
import { atLeast, atMost, type Figure, timeOf } from './figures.ts'
import { timesOfRowChecks } from './row-checks.ts'

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
  const ours = timeOf(() => assess(pack.pack, busy, options), 200)
  const byHand = timeOf(() => scoreByHand(busy), 100)
  const checks = await timesOfRowChecks(pack.pack, busy, today)
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
      checks.theirs / checks.ours,
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
