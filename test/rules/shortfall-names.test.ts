/** What is drafted of a share while its list is open: as many as are named, and no more points than they cost. */
import { describe, expect, test } from 'vitest'
import { type AssessResult, assess } from '../../rules/assess.ts'
import { draftShortcomings } from '../../rules/draft.ts'
import type { RegisterEvidence } from '../../rules/evidence.ts'
import { failingRows, findGaps, type GapResult } from '../../rules/gaps.ts'
import { toDecimal } from '../../rules/rational.ts'
import { explainItem } from '../../rules/reasons.ts'
import { loadPackFromDisk } from '../../server/packs.ts'
import { evidenceOf, noHolidays, register } from '../support/small-pack.ts'

type Cells = Record<string, string | number | boolean | null>

const { pack } = loadPackFromDisk('national')

const villages = register(
  'villages',
  'closed',
  ['青禾村', '白石村', '柳湾村', '杏坞村', '竹溪村'].map((name) => ({ name, kind: '村' })),
)

const committee = (village: string, members: number): Cells => ({
  village,
  form: '人民调解委员会',
  members,
  women: 1,
})

function gapOf(item: string, registers: Record<string, RegisterEvidence>, asOf: string): GapResult {
  const result = assess(pack, evidenceOf(registers), { asOf, today: asOf, holidays: noHolidays })
  return findGaps(result).find(({ score }) => score.item.table.id === item)!
}

const told = ({ sentence, lostKnown, lostLapsed, open }: GapResult) => [
  sentence.text,
  ...[lostKnown, lostLapsed, open].map((points) => toDecimal(points)),
]

describe('a shortfall of villages', () => {
  const committees = (state: 'open' | 'closed') =>
    register('mediation_committees', state, [committee('青禾村', 3), committee('白石村', 2)])

  test('counts while the register is open only the village that is known to fall short', () => {
    const gap = gapOf('med-committee', { villages, mediation_committees: committees('open') }, '2025-11-01')
    expect(told(gap)).toEqual([
      '1个村（社区）人民调解组织不符合规定（白石村），合格率不超过80%',
      '0.2',
      '0',
      '0.6',
    ])
  })

  test('loses after the cut-off what was never entered, but does not draft it', () => {
    const gap = gapOf('med-committee', { villages, mediation_committees: committees('open') }, '2026-06-01')
    expect(told(gap)).toEqual([
      '1个村（社区）人民调解组织不符合规定（白石村），合格率不超过80%',
      '0.2',
      '0.6',
      '0',
    ])
  })

  test('counts every village without a row once the register is closed, and names each', () => {
    const gap = gapOf('med-committee', { villages, mediation_committees: committees('closed') }, '2025-11-01')
    expect(told(gap)).toEqual([
      '4个村（社区）人民调解组织不符合规定（白石村、柳湾村、杏坞村、竹溪村），合格率20%',
      '0.8',
      '0',
      '0',
    ])
  })

  test('counts no village that still has quarters to come', () => {
    const posted = (village: string, quarter: string, how: string): Cells => ({
      village,
      quarter,
      scope: '村务公开',
      posted: how,
      monthly_due: false,
    })
    const disclosures = register('village_disclosures', 'open', [
      posted('青禾村', '第一季度', '已公布'),
      posted('白石村', '第一季度', '应公布未公布'),
    ])
    const gap = gapOf('vil-disclosure', { villages, village_disclosures: disclosures }, '2025-11-01')
    expect(gap.sentence.text).toMatch(/有1个（白石村）$/)
    expect(toDecimal(gap.lostKnown)).toBe('0.2')
  })

  test('says that names are not all there are where a total says more', () => {
    const evidence = {
      ...evidenceOf({ villages, mediation_committees: committees('open') }),
      statements: [{ fact: 'villages.with_mediation', value: 3 }],
    }
    const day = '2025-11-01'
    const result = assess(pack, evidence, { asOf: day, today: day, holidays: noHolidays })
    const gap = findGaps(result).find(({ score }) => score.item.table.id === 'med-committee')!
    expect(gap.sentence.text).toBe('2个村（社区）人民调解组织不符合规定（白石村等），合格率60%')
  })
})

test('a blank cell of an open register is no shortfall yet', () => {
  const row = (case_no: string, more: Cells): Cells => ({
    case_no,
    kind: '人民调解',
    opened_on: '2025-03-01',
    result: '未达成协议',
    ...more,
  })
  const cases = register('mediation_cases', 'open', [
    row('一号', { record_kept: true }),
    row('二号', { record_kept: false }),
    row('三号', {}),
  ])
  const gap = gapOf('med-file', { mediation_cases: cases }, '2025-11-01')
  expect(gap.sentence.text).toBe('1件人民调解案件登记、记录或者协议不全（二号）')
})

describe('an item that a township says does not apply', () => {
  const asked = (asOf: string) => {
    const reason = '本年度没有村'
    const evidence = {
      ...evidenceOf({
        villages,
        mediation_committees: register('mediation_committees', 'closed', [committee('白石村', 2)]),
      }),
      notApplicable: { 'med-committee': { reason, accepted: null } },
    }
    return assess(pack, evidence, { asOf, today: asOf, holidays: noHolidays })
  }
  const gapIn = (result: AssessResult): GapResult =>
    findGaps(result).find(({ score }) => score.item.table.id === 'med-committee')!

  test('waits for the county, and is drafted neither as short nor as missing', () => {
    for (const day of ['2025-11-01', '2026-02-01', '2026-06-01']) {
      const gap = gapIn(asked(day))
      expect([gap.kind, toDecimal(gap.lostKnown), toDecimal(gap.open)]).toEqual(['undecided', '0', '1'])
      const draft = draftShortcomings(asked(day), [gap], null)
      expect(draft.missing).toEqual([])
      expect(draft.paragraphs.map(({ kind }) => kind)).toEqual(['heading'])
    }
  })

  test('says so in its reason, and promises nothing for further papers', () => {
    const result = asked('2026-02-01')
    const reason = explainItem(result, gapIn(result).score)
    expect(reason.text).toContain('已申请本项不适用（本年度没有村）')
    expect(reason.text).not.toContain('最多可再得')
    expect(reason.steps.map(({ kind }) => kind)).not.toContain('change')
  })
})

test('what was never kept is told apart from what is not closed', () => {
  const result = assess(
    pack,
    evidenceOf({ mediation_committees: register('mediation_committees', 'open', [committee('青禾村', 3)]) }),
    { asOf: '2026-02-01', today: '2026-02-01', holidays: noHolidays },
  )
  const gap = findGaps(result).find(({ score }) => score.item.table.id === 'med-committee')!
  expect(gap.sentence.text).toBe(
    '“人民调解组织”没有登记（村（社区）名册），尚未封账（村（社区）人民调解组织台账），未登记的部分暂按未知计',
  )
})

test('more cases than are listed are counted in their own unit', () => {
  const cases = register(
    'mediation_cases',
    'closed',
    Array.from({ length: 12 }, (_, index) => ({
      case_no: `${index + 1}号`,
      kind: '人民调解',
      opened_on: '2025-03-01',
      result: '未达成协议',
      record_kept: false,
    })),
  )
  const day = '2025-11-01'
  const result = assess(pack, evidenceOf({ mediation_cases: cases }), {
    asOf: day,
    today: day,
    holidays: noHolidays,
  })
  const gap = findGaps(result).find(({ score }) => score.item.table.id === 'med-file')!
  expect(gap.sentence.text).toMatch(/10号等12件）$/)
  expect(explainItem(result, gap.score).text).toContain('未达标：1号、2号、3号、4号、5号等12件')
})

test('an examination that some missed is not itself said to fall short', () => {
  const exams = register('exams', 'closed', [
    { title: '年度学法考试', held_on: '2025-10-30', due: 52, joined: 50, passed: 48 },
  ])
  const day = '2025-11-01'
  const result = assess(loadPackFromDisk('shandong').pack, evidenceOf({ exams }), {
    asOf: day,
    today: day,
    holidays: noHolidays,
  })
  const score = result.items.find(({ item }) => item.table.id === 'learn-exam-join')!
  const reason = explainItem(result, score)
  expect(reason.text).not.toContain('未达标')
  expect(
    reason.steps
      .filter(({ kind }) => kind === 'fact')
      .map(({ text }) => text)
      .join(),
  ).not.toContain('未达标')
  expect(failingRows(score)).toHaveLength(1)
})
