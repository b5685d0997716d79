/** Two oracles that know nothing of each other: the engine over the pack, and the arithmetic written by hand. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import type { CellValue, Evidence, RegisterEvidence } from '../../rules/evidence.ts'
import { parseEvidence } from '../../rules/evidence-file.ts'
import { equal, rational, toFraction } from '../../rules/rational.ts'
import { holidays, loadPackFromDisk, packFolder } from '../../server/packs.ts'
import { scoreByHand } from '../support/oracle.ts'

const { pack, table } = loadPackFromDisk('shandong')
const options = { today: '2026-11-20', holidays: holidays().table }

/** Every register of the pack is there and decided. */
const closed = (evidence: Evidence): Evidence => ({
  ...evidence,
  registers: Object.fromEntries(
    table.registers.map((register): [string, RegisterEvidence] => {
      const rows = evidence.registers[register.id]?.rows ?? []
      return [register.id, rows.length === 0 ? { state: 'none', rows } : { state: 'closed', rows }]
    }),
  ),
})

function expectAgreement(evidence: Evidence): void {
  const byHand = scoreByHand(evidence)
  for (const item of assess(pack, evidence, options).items) {
    const { id } = item.item.table
    const points = byHand.get(id)
    // How many the hand knows is held below.
    if (points === undefined) continue
    if (item.outcome === 'not_applicable') expect(points, id).toBeNull()
    else {
      expect(points, id).not.toBeNull()
      const told = `${id}: ${toFraction(item.low)}—${toFraction(item.high)} against ${points!.join('/')}`
      const exact = rational(points![0], points![1])
      expect(equal(item.low, exact) && equal(item.high, exact), told).toBe(true)
    }
  }
}

/** Of the rest the worked cases are the second opinion. */
const itemsKnownByHand = 38

describe('engine and hand agree', () => {
  it('the hand knows no fewer items than it says', () => {
    const file = join(packFolder('shandong'), 'demo/yanxi.yaml')
    const { envelopes } = parseEvidence(readFileSync(file, 'utf8'), file, table)
    const known = new Set(scoreByHand(closed(envelopes[0]!)).keys())
    expect(pack.items.filter(({ table: { id } }) => known.has(id)).length).toBeGreaterThanOrEqual(
      itemsKnownByHand,
    )
  })

  it.each(['yanxi', 'qishuang', 'heting'])('on the sample township %s', (name) => {
    const file = join(packFolder('shandong'), `demo/${name}.yaml`)
    const { envelopes } = parseEvidence(readFileSync(file, 'utf8'), file, table)
    expectAgreement(closed(envelopes[0]!))
  })

  const villages = ['东村', '西村', '南苑']
  const flag = fc.constantFrom(true, false)
  const day = fc.constantFrom(
    '2024-12-31',
    '2025-01-01',
    '2025-03-31',
    '2025-04-01',
    '2025-09-30',
    '2025-10-09',
    '2025-12-31',
    '2026-01-01',
  )
  const later = fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-02', '2026-04-01', '2026-04-02')
  const orBlank = <T extends CellValue>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constant(null))
  const village = fc.constantFrom(...villages)
  const code = fc.constantFrom('1', '2', '3', '4')
  const choice = (register: string, field: string) =>
    fc.constantFrom(
      ...table.registers.find(({ id }) => id === register)!.fields.find(({ id }) => id === field)!.of!,
    )

  const everyPart = [
    ...table.registers.find(({ id }) => id === 'decisions')!.fields.find(({ id }) => id === 'archive')!.of!,
  ]

  const rows: Record<string, Record<string, fc.Arbitrary<CellValue>>> = {
    leadership_meetings: {
      held_on: day,
      body: choice('leadership_meetings', 'body'),
      subject: code,
      member_list: orBlank(flag),
      office_named: flag,
      secretary_head: flag,
    },
    plans: { kind: choice('plans', 'kind'), title: code, issued_on: day, law_part: orBlank(flag) },
    staff: { code, post: choice('staff', 'post'), from: day, to: day },
    decisions: {
      title: code,
      in_catalogue: flag,
      flagged_major: flag,
      secret: orBlank(flag),
      professional: flag,
      stability_risk: flag,
      business: flag,
      wide_concern: flag,
      participation: fc.subarray(['座谈会', '向社会公开征求意见'], { minLength: 1 }),
      short_reason: orBlank(flag),
      expert_opinion: choice('decisions', 'expert_opinion'),
      risk_report_on: orBlank(day),
      competition_on: orBlank(day),
      sent_on: day,
      review_on: orBlank(day),
      review_result: choice('decisions', 'review_result'),
      reform_risk_stated: orBlank(flag),
      short_review_reason: orBlank(flag),
      adviser_opinion: orBlank(flag),
      meeting_on: day,
      meeting_body: choice('decisions', 'meeting_body'),
      views_recorded: orBlank(flag),
      head_last: orBlank(flag),
      party_report_on: orBlank(day),
      published_on: orBlank(day),
      adoption_explained: orBlank(flag),
      archive: fc.oneof(fc.constant(everyPart), fc.subarray(everyPart, { minLength: 4 })),
    },
    normative_documents: {
      title: code,
      number: code,
      business: flag,
      consult_required: flag,
      consult_from: fc.constantFrom('2025-01-01', '2025-03-02'),
      consult_to: orBlank(fc.constantFrom('2025-03-31', '2025-04-01')),
      short_reason: orBlank(flag),
      competition_on: orBlank(day),
      audit_on: orBlank(day),
      audit_result: choice('normative_documents', 'audit_result'),
      decided_on: day,
      issued_on: fc.oneof(day, fc.constantFrom('2020-12-30', '2020-12-31', '2021-01-01')),
      published_on: orBlank(day),
      filed_on: orBlank(day),
      expires_on: orBlank(day),
      status: choice('normative_documents', 'status'),
      corrected: choice('normative_documents', 'corrected'),
      corrected_on: day,
    },
    contracts: {
      subject: code,
      amount: fc.constantFrom(1, 20),
      review_on: orBlank(day),
      review_result: choice('contracts', 'review_result'),
      signed_on: day,
    },
    disclosure_requests: {
      number: code,
      received_on: fc.constantFrom('2025-01-02', '2025-09-01', '2025-09-05'),
      third_party_days: fc.constantFrom(0, 3),
      extension_approved: orBlank(flag),
      extension_notified: flag,
      answered_on: orBlank(fc.constantFrom('2025-09-28', '2025-10-09', '2025-10-14', '2025-11-20')),
    },
    legal_advisers: { contract_no: code, from: day, to: day },
    village_advisers: { village, from: day, to: day },
    law_savvy_persons: { village, role: choice('law_savvy_persons', 'role'), code, active: orBlank(flag) },
    venues: { village, name: code, usable: orBlank(flag) },
    study_sessions: {
      held_on: day,
      body: choice('study_sessions', 'body'),
      topic: code,
      law_topic: orBlank(flag),
    },
    trainings: {
      held_on: day,
      topic: code,
      audience: choice('trainings', 'audience'),
      due: fc.integer({ min: 1, max: 20 }),
      present: fc.integer({ min: 0, max: 20 }),
    },
    exams: { title: code, held_on: day, due: fc.integer({ min: 0, max: 9 }), joined: fc.constant(0) },
    hearings: {
      case_no: code,
      instance: choice('hearings', 'instance'),
      held_on: day,
      attended_by: choice('hearings', 'attended_by'),
      excuse_proven: orBlank(flag),
    },
    law_reports: { role: choice('law_reports', 'role'), reported_on: day },
  }
  const cells: Record<string, fc.Arbitrary<Record<string, CellValue>[]>> = Object.fromEntries(
    Object.entries(rows).map(([id, fields]) => [id, fc.array(fc.record(fields), { maxLength: 5 })]),
  )
  const evidence = fc
    .record({
      kind: fc.constantFrom('乡' as const, '镇' as const, '街道' as const),
      report: fc.record({
        submitted_on: later,
        published_on: later,
        parts: fc.subarray([
          '主要举措和成效',
          '存在的不足和原因',
          '党政主要负责人履行第一责任人职责情况',
          '下一年度主要安排',
        ]),
      }),
      catalogue: fc.array(fc.record({ agreed_on: orBlank(day), published_on: orBlank(day) }), {
        maxLength: 1,
      }),
      ...cells,
    })
    .map(({ kind, report, catalogue, ...others }): Evidence => {
      const lists: Record<string, Record<string, CellValue>[]> = others
      const all: typeof lists = {
        ...lists,
        exams: (lists.exams ?? []).map((row) => ({ ...row, joined: Math.floor(Number(row.due) / 2) })),
        villages: villages.map((name) => ({ name, kind: name === '南苑' ? '社区' : '村' })),
        annual_report: [report],
        decision_catalog: catalogue,
      }
      const registers = Object.fromEntries(
        Object.entries(all).map(([id, list]): [string, RegisterEvidence] => [
          id,
          { state: 'closed', rows: list.map((values, index) => ({ id: `${id}#${index}`, values })) },
        ]),
      )
      return closed({ township: '甲镇', kind, year: 2025, registers, statements: [], claims: [] })
    })

  it('on any township whose registers are all decided', () => {
    fc.assert(
      fc.property(evidence, (township) => expectAgreement(township)),
      { numRuns: 400 },
    )
  })
})
