/** The same row checks here and in json-rules-engine, which does no more than count the rows that meet a condition. */
import { Engine, type RuleProperties } from 'json-rules-engine'
import type { CompiledPack } from '../../rules/compile.ts'
import type { CellValue, Evidence } from '../../rules/evidence.ts'
import { readFacts } from '../../rules/facts.ts'
import { holidays } from '../../server/packs.ts'
import { timeOf, timeOfAsync } from './figures.ts'

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
function countOurs(pack: CompiledPack, evidence: Evidence, asOf: string): Map<string, number> {
  const facts = readFacts(pack, evidence, holidays().table, undefined, asOf)
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

/** Milliseconds of all checks on both sides. @throws Error when the two count differently */
export async function timesOfRowChecks(
  pack: CompiledPack,
  evidence: Evidence,
  asOf: string,
): Promise<{ ours: number; theirs: number }> {
  const engines = ruleEngines()
  const counted = countOurs(pack, evidence, asOf)
  for (const [name, count] of await countRows(engines, evidence))
    if (name !== 'in_time' && counted.get(name) !== count)
      throw new Error(`the two engines count ${name} otherwise: ${counted.get(name)} and ${count}`)
  return {
    ours: timeOf(() => countOurs(pack, evidence, asOf), 100),
    theirs: await timeOfAsync(() => countRows(engines, evidence), 15),
  }
}
