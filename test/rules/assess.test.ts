import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { viewAssessment } from '../../rules/assessment-view.ts'
import { compilePack } from '../../rules/compile.ts'
import type { Claim, Evidence } from '../../rules/evidence.ts'
import { add, div, rational, toDecimal } from '../../rules/rational.ts'
import { redLineState } from '../../rules/vetoes.ts'
import { loadPackFromDisk } from '../../server/packs.ts'
import { evidenceOf, noHolidays, register, smallPack } from '../support/small-pack.ts'

const pack = smallPack()

const run = (evidence: Evidence, asOf = '2026-04-30') => {
  const result = assess(pack, evidence, { asOf, today: '2026-11-20', holidays: noHolidays })
  return viewAssessment(result, {
    packHash: 'pack',
    packWhy: '测试',
    engine: 'test',
    holidaysHash: 'holidays',
    evidenceHash: 'evidence',
    township: evidence.township,
    document: null,
    claims: evidence.claims,
  })
}

const itemOf = (assessment: ReturnType<typeof run>, id: string) =>
  assessment.items.find((item) => item.id === id)!
const gapOf = (assessment: ReturnType<typeof run>, id: string) =>
  assessment.gaps.find((gap) => gap.item === id)
const points = (assessment: ReturnType<typeof run>, id: string) => {
  const { low, high, outcome } = itemOf(assessment, id)
  return [low, high, outcome]
}

const claim = (fact: string, value: Claim['value'], more: Partial<Claim> = {}): Claim => ({
  id: `${fact}-${JSON.stringify(value)}`,
  fact,
  items: [],
  value,
  quote: '引文',
  start: 0,
  end: 2,
  status: 'accepted',
  ...more,
})

const decision = (title: string, review: string | null, major: boolean | null = true) => ({
  title,
  major,
  review_on: review,
  meeting_on: '2025-06-10',
})
const sixDecisions = ['甲', '乙', '丙', '丁', '戊'].map((title) => decision(title, '2025-06-01'))
const threeVillages = ['东村', '西村', '南村'].map((name) => ({ name }))

describe('states of a register', () => {
  it('no rows of an open register are unknown, never none', () => {
    const assessment = run(evidenceOf({ decisions: register('decisions', 'open', []) }))
    expect(points(assessment, 'reviewed')).toEqual(['0', '3', 'unknown'])
    expect(itemOf(assessment, 'reviewed').facts[0]!.state).toBe('unknown')
  })

  it('a closed register gives the exact share, and names the row that falls short', () => {
    const rows = [...sixDecisions, decision('己', null)]
    const assessment = run(evidenceOf({ decisions: register('decisions', 'closed', rows) }))
    expect(points(assessment, 'reviewed')).toEqual(['2.5', '2.5', 'partly'])
    expect(itemOf(assessment, 'reviewed').rows).toEqual([
      { register: 'decisions', id: 'decisions#6', label: '己' },
    ])
    expect(gapOf(assessment, 'reviewed')!.text).toBe('6个中1个未达到（己），占比83.33%')
  })

  it('an open register with a failing row is a shortcoming although more rows could still hide it', () => {
    const rows = [...sixDecisions, decision('己', '2025-06-11')]
    const assessment = run(evidenceOf({ decisions: register('decisions', 'open', rows) }))
    expect(points(assessment, 'reviewed')).toEqual(['0', '3', 'unknown'])
    const gap = gapOf(assessment, 'reviewed')!
    expect([gap.kind, gap.lostKnown, gap.open]).toEqual(['shortcoming', '0.5', '3'])
  })

  it('a signed nil return leaves the item out, and its value moves within the dimension', () => {
    const assessment = run(
      evidenceOf({
        decisions: register('decisions', 'none', []),
        sessions: register('sessions', 'closed', [{ held_on: '2025-03-01' }]),
        report: register('report', 'closed', [{ submitted_on: '2026-02-20' }]),
      }),
    )
    expect(points(assessment, 'reviewed')).toEqual(['0', '0', 'not_applicable'])
    const dimension = assessment.dimensions.find(({ id }) => id === 'd1')!
    expect([dimension.value, dimension.applicable, dimension.low]).toEqual(['6.5', '3.5', '2.5'])
    // d1 keeps its 6.5 of the 14.5: (6.5 × 2.5 ÷ 3.5 + 0.5 from the training held) ÷ 12.5.
    const expected = add(div(rational(650 * 25), rational(35)), rational(50))
    expect(assessment.score.scaled.low).toBe(toDecimal(div(expected, rational('14.5')), 2))
  })

  it('a blank review date is unknown while the register is open and never once it is closed', () => {
    const rows = [decision('甲', null)]
    const open = run(evidenceOf({ decisions: register('decisions', 'open', rows) }))
    expect(itemOf(open, 'reviewed').facts[0]!.rows[0]!.result).toBe('doubt')
    const closed = run(evidenceOf({ decisions: register('decisions', 'closed', rows) }))
    expect(points(closed, 'reviewed')).toEqual(['0', '0', 'not_met'])
  })

  it('a blank flag that means no takes the row out of the denominator once the register is closed', () => {
    const rows = [decision('甲', '2025-06-01'), decision('乙', '2025-06-01', null)]
    const blank = { ...rows[1]!, major: null }
    const assessment = run(evidenceOf({ decisions: register('decisions', 'closed', [rows[0]!, blank]) }))
    expect(points(assessment, 'reviewed')).toEqual(['3', '3', 'met'])
  })

  it('rows dated outside the period do not count', () => {
    const rows = [{ held_on: '2024-12-31' }, { held_on: '2025-01-01' }]
    const assessment = run(evidenceOf({ sessions: register('sessions', 'closed', rows) }))
    expect(points(assessment, 'sessions')).toEqual(['1', '1', 'partly'])
  })
})

describe('villages', () => {
  const villages = register('villages', 'closed', threeVillages)
  const advisers = (state: 'open' | 'closed') =>
    register('advisers', state, [
      { village: '东村', from: '2024-01-01', to: null },
      { village: '西村', from: '2024-01-01', to: '2025-06-30' },
      { village: '东村', from: '2025-02-01', to: null },
    ])

  it('count once each, and those without are named once the register is closed', () => {
    const assessment = run(evidenceOf({ villages, advisers: advisers('closed') }))
    // A blank end of a closed register: no end is written, so the term runs on.
    expect(points(assessment, 'advisers')).toEqual(['0.666667', '0.666667', 'partly'])
    expect(itemOf(assessment, 'advisers').exact).toEqual({ low: '2/3', high: '2/3' })
    expect(itemOf(assessment, 'advisers').rows.map((row) => row.label)).toEqual(['西村', '南村'])
  })

  it('a village without rows is unknown while the register is open', () => {
    const assessment = run(evidenceOf({ villages, advisers: advisers('open') }))
    const marks = itemOf(assessment, 'advisers').facts[0]!.rows
    expect(marks.find((row) => row.label === '南村')!.result).toBe('doubt')
    expect(marks.find((row) => row.label === '西村')!.result).toBe('fail')
    expect(itemOf(assessment, 'advisers').high).toBe('2')
  })
})

describe('claims and statements', () => {
  it('“all” with no stated total is met, and says that the denominator is not stated', () => {
    const assessment = run(evidenceOf({}, { claims: [claim('decisions.reviewed', 'all')] }))
    expect(points(assessment, 'reviewed')).toEqual(['3', '3', 'met'])
    expect(itemOf(assessment, 'reviewed').strength).toBe('claimed')
    expect(itemOf(assessment, 'reviewed').facts[0]!.notes).toContain('未载明总数')
  })

  it('a printed rate means half its last digit either way', () => {
    const assessment = run(evidenceOf({}, { claims: [claim('decisions.reviewed', { rate: '0.95' })] }))
    expect(points(assessment, 'reviewed')).toEqual(['2.835', '2.865', 'partly'])
  })

  it('claims of one fact that cannot both hold leave it unknown and are shown so', () => {
    const claims = [claim('sessions.count', 4), claim('sessions.count', 1)]
    const assessment = run(evidenceOf({}, { claims }))
    expect(points(assessment, 'sessions')).toEqual(['0', '2', 'unknown'])
    expect(assessment.claims.map((one) => one.status)).toEqual(['contradicted', 'contradicted'])
    expect(assessment.findings[0]!.kind).toBe('contradiction')
    expect(itemOf(assessment, 'sessions').reason.text).toContain('的报告陈述互相矛盾')
    expect(itemOf(assessment, 'sessions').reason.text).not.toContain('未提供')
    expect(gapOf(assessment, 'sessions')!.text).toContain('报告陈述互相矛盾')
  })

  it('a lower bound is enough where it reaches what is asked for', () => {
    const assessment = run(evidenceOf({}, { claims: [claim('sessions.count', 10, { hedge: 'gte' })] }))
    expect(points(assessment, 'sessions')).toEqual(['2', '2', 'met'])
  })

  it('about so many leaves the fact unknown, with a hint', () => {
    const assessment = run(evidenceOf({}, { claims: [claim('sessions.count', 2, { hedge: 'approx' })] }))
    expect(points(assessment, 'sessions')).toEqual(['0', '2', 'unknown'])
    expect(itemOf(assessment, 'sessions').facts[0]!.notes[0]).toContain('约数')
  })

  it('rows of a closed register win over a claim, and the difference is a finding', () => {
    const assessment = run(
      evidenceOf(
        { sessions: register('sessions', 'closed', [{ held_on: '2025-03-01' }]) },
        { claims: [claim('sessions.count', 3)] },
      ),
    )
    expect(points(assessment, 'sessions')).toEqual(['1', '1', 'partly'])
    expect(assessment.findings.map((finding) => finding.kind)).toEqual(['consistency'])
  })

  it('rows of an open register are a lower bound beside a claim; the result is only as strong as the claim', () => {
    const assessment = run(
      evidenceOf(
        { sessions: register('sessions', 'open', [{ held_on: '2025-03-01' }]) },
        { claims: [claim('sessions.count', 2)] },
      ),
    )
    expect(points(assessment, 'sessions')).toEqual(['2', '2', 'met'])
    expect(itemOf(assessment, 'sessions').strength).toBe('claimed')
  })

  it('a failing row contradicts “all”: the claim falls and the rows stay a bound', () => {
    const rows = [decision('甲', '2025-06-01'), decision('乙', '2025-06-11')]
    const assessment = run(
      evidenceOf(
        { decisions: register('decisions', 'open', rows) },
        { claims: [claim('decisions.reviewed', 'all')] },
      ),
    )
    expect(itemOf(assessment, 'reviewed').low).toBe('0')
    expect(assessment.findings[0]!.kind).toBe('consistency')
  })

  it('a statement stands for rows nobody keeps', () => {
    const assessment = run(
      evidenceOf(
        {},
        {
          statements: [
            { fact: 'villages.total', value: 30, document: '示政发〔2025〕1号' },
            { fact: 'villages.with_adviser', value: 27 },
          ],
        },
      ),
    )
    expect(points(assessment, 'advisers')).toEqual(['1.8', '1.8', 'partly'])
    expect(itemOf(assessment, 'advisers').strength).toBe('recorded')
    expect(gapOf(assessment, 'advisers')!.text).toBe('30个中3个未达到，占比90%')
  })
})

describe('shares of sums and of units', () => {
  const persons = (state: 'open' | 'closed', villages: [string, number][]) =>
    register(
      'persons',
      state,
      villages.flatMap(([village, count]) =>
        Array.from({ length: count }, (_, index) => ({ code: `${village}${index}`, village, active: true })),
      ),
    )
  const listed = register('villages', 'closed', [
    { name: '东村', kind: '村' },
    { name: '西村', kind: '村' },
    { name: '南苑', kind: '社区' },
  ])

  it('a blank number due is unknown, at best nought beside what the other rows have due', () => {
    const rows = (due: number | null) => [
      { title: '上半年', due: 100, joined: 90 },
      { title: '下半年', due, joined: 5 },
    ]
    const blank = run(evidenceOf({ exams: register('exams', 'closed', rows(null)) }))
    expect(points(blank, 'joined')).toEqual(['0', '0.95', 'unknown'])
    const alone = run(
      evidenceOf({ exams: register('exams', 'closed', [{ title: '全年', due: null, joined: 100 }]) }),
    )
    expect(itemOf(alone, 'joined').outcome).toBe('unknown')
    const full = run(evidenceOf({ exams: register('exams', 'closed', rows(5)) }))
    expect(itemOf(full, 'joined').exact).toEqual({ low: '19/21', high: '19/21' })
  })

  it('a village with too few rows of an open register is doubtful, of a closed one falls short', () => {
    const open = run(evidenceOf({ villages: listed, persons: persons('open', [['东村', 1]]) }))
    expect(points(open, 'pairs')).toEqual(['0', '1', 'unknown'])
    expect(gapOf(open, 'pairs')!.kind).toBe('missing')
    const closed = run(
      evidenceOf({
        villages: listed,
        persons: persons('closed', [
          ['东村', 2],
          ['西村', 1],
          ['南苑', 3],
        ]),
      }),
    )
    expect(points(closed, 'pairs')).toEqual(['0.5', '0.5', 'partly'])
    expect(itemOf(closed, 'pairs').rows.map((row) => row.label)).toEqual(['西村'])
  })

  it('a village that no list knows may be of a kind that does not count', () => {
    const evidence = evidenceOf(
      {
        persons: persons('closed', [
          ['东村', 2],
          ['南苑', 2],
        ]),
      },
      { statements: [{ fact: 'villages.rural_total', value: 2 }] },
    )
    expect(points(run(evidence), 'pairs')).toEqual(['0', '1', 'unknown'])
  })

  it('the record takes the list of villages as it stands, although it is open', () => {
    const villages = register('villages', 'open', threeVillages)
    const advisers = register('advisers', 'closed', [
      { village: '东村', from: '2024-01-01' },
      { village: '西村', from: '2024-01-01' },
    ])
    const assessment = run(evidenceOf({ villages, advisers }))
    expect(itemOf(assessment, 'advisers').onRecord.low).toBe('1.333333')
    expect(gapOf(assessment, 'advisers')!.text).toBe('3个中1个未达到（南村），占比66.67%')
    const lapsed = run(evidenceOf({ villages, advisers }), '2026-05-01')
    expect(itemOf(lapsed, 'advisers').low).toBe('1.333333')
  })

  it('more than there are, or all of none, cannot be', () => {
    const more = run(
      evidenceOf({}, { claims: [claim('villages.total', 30), claim('villages.with_adviser', 31)] }),
    )
    expect(points(more, 'advisers')).toEqual(['0', '2', 'unknown'])
    expect(more.findings[0]!.text).toContain('31多于“村总数”')
    const none = run(
      evidenceOf({}, { claims: [claim('hearings.due', 'none'), claim('hearings.present', 'all')] }),
    )
    expect(itemOf(none, 'present').outcome).not.toBe('met')
    expect(none.claims.find((one) => one.fact === 'hearings.present')!.status).toBe('contradicted')
  })
})

describe('hedges', () => {
  const rate = (value: Claim['value'], hedge: Claim['hedge']) =>
    run(
      evidenceOf(
        {},
        { claims: [claim('sessions.count', 1), claim('sessions.attendance', value, hedge ? { hedge } : {})] },
      ),
    )

  it('at least ninety per cent reaches a target of ninety', () => {
    expect(points(rate({ rate: '0.90' }, 'gte'), 'trained')).toEqual(['1', '1', 'met'])
    expect(itemOf(rate({ rate: '0.45' }, 'lte'), 'trained').high).toBe('0.75')
  })

  it('a printed rate is exact on record', () => {
    const assessment = run(evidenceOf({}, { claims: [claim('decisions.reviewed', { rate: '0.95' })] }))
    expect(itemOf(assessment, 'reviewed').onRecord).toEqual({ low: '2.85', high: '2.85' })
    expect(gapOf(assessment, 'reviewed')!.text).toBe('占比95%')
  })

  it('a bound that rows already pass lowers nothing, on record or after the cut-off', () => {
    const evidence = evidenceOf(
      { sessions: register('sessions', 'open', [{ held_on: '2025-03-01' }, { held_on: '2025-09-01' }]) },
      { statements: [{ fact: 'sessions.count', value: 1, hedge: 'gte' }] },
    )
    expect(itemOf(run(evidence), 'sessions').onRecord.low).toBe('2')
    expect(points(run(evidence, '2026-06-01'), 'sessions')).toEqual(['2', '2', 'met'])
  })

  it('fewer than one is none', () => {
    const assessment = run(
      evidenceOf({}, { statements: [{ fact: 'sessions.count', value: 1, hedge: 'lt' }] }),
    )
    const gap = gapOf(assessment, 'sessions')!
    expect([gap.text, gap.lostKnown, gap.lostLapsed]).toEqual(['学法0次，低于2次', '2', '0'])
  })
})

describe('dates', () => {
  it.each([
    ['2026-03-01', '1.5'],
    ['2026-03-02', '0.5'],
  ])('a report handed in on %s earns %s', (submitted, low) => {
    const assessment = run(evidenceOf({ report: register('report', 'open', [{ submitted_on: submitted }]) }))
    expect(itemOf(assessment, 'submitted').low).toBe(low)
    expect(itemOf(assessment, 'submitted').high).toBe(low)
  })

  it('a missing date is unknown, never late, until the evidence lapses', () => {
    const before = run(evidenceOf({}), '2026-04-30')
    expect(points(before, 'submitted')).toEqual(['0', '1.5', 'unknown'])
    expect(gapOf(before, 'submitted')!.kind).toBe('missing')
    const after = run(evidenceOf({}), '2026-05-01')
    expect(points(after, 'submitted')).toEqual(['0', '0', 'not_met'])
    const gap = gapOf(after, 'submitted')!
    expect([gap.kind, gap.lostKnown, gap.lostLapsed]).toEqual(['missing', '0', '1.5'])
  })

  it('what only a county unit can tell never lapses', () => {
    const after = run(evidenceOf({}), '2026-05-01')
    expect(points(after, 'present')).toEqual(['0', '2', 'unknown'])
    expect(gapOf(after, 'present')!.kind).toBe('undecided')
  })

  it('a county list with rows that is still open stays undecided after the cut-off too', () => {
    const one = { code: '1', held_on: '2025-03-01', present: true }
    for (const day of ['2026-04-30', '2026-06-01']) {
      const assessment = run(evidenceOf({ hearings: register('hearings', 'open', [one]) }), day)
      expect(points(assessment, 'present')).toEqual(['0', '2', 'unknown'])
      expect(gapOf(assessment, 'present')!.kind).toBe('undecided')
      expect(assessment.draft.missing.map((entry) => entry.item)).not.toContain('present')
    }
  })

  it('after the cut-off the reason says why the points are the lowest', () => {
    const after = run(
      evidenceOf({ sessions: register('sessions', 'open', [{ held_on: '2025-03-01' }]) }),
      '2026-06-01',
    )
    const { steps } = itemOf(after, 'trained').reason
    expect(steps.find((step) => step.kind === 'note')!.text).toContain('举证期限2026年4月30日已过')
    expect(steps.filter((step) => step.kind === 'calculation').at(-1)!.text).toBe('合计 0.50')
  })

  it('before the day to act a gap is pending', () => {
    const during = run(evidenceOf({}), '2025-12-31')
    expect(gapOf(during, 'sessions')!.kind).toBe('pending')
    expect(gapOf(during, 'sessions')!.text).not.toContain(gapOf(during, 'sessions')!.remedy.text)
    expect(gapOf(run(evidenceOf({}), '2026-01-01'), 'sessions')!.kind).toBe('missing')
  })

  it('the default day is the cut-off of evidence for a past year, else today', () => {
    const day = (today: string) => assess(pack, evidenceOf({}), { today, holidays: noHolidays }).asOf
    expect(day('2025-12-31')).toBe('2025-12-31')
    expect(day('2026-01-01')).toBe('2026-04-30')
  })
})

describe('the sum', () => {
  const assessment = run(
    evidenceOf({
      decisions: register('decisions', 'closed', [...sixDecisions, decision('己', null)]),
      sessions: register('sessions', 'open', [{ held_on: '2025-03-01' }]),
    }),
  )

  it('of secured, open and lost is what applies, on every node and on the hundred', () => {
    for (const node of [...assessment.items, ...assessment.dimensions, assessment.score.raw]) {
      const sum = Number(node.secured) + Number(node.open) + Number(node.lost) - Number(node.over)
      expect(sum).toBeCloseTo(Number(node.applicable), 5)
    }
    const { secured, open, lost } = assessment.score.scaled
    expect(Number(secured) + Number(open) + Number(lost)).toBeCloseTo(100, 6)
  })

  it('of children is the parent', () => {
    const low = assessment.items.reduce((total, item) => total + Number(item.low), 0)
    expect(low).toBeCloseTo(Number(assessment.score.raw.low), 5)
  })

  it('draws measured shortcomings only; every number in them leads to its fact', () => {
    const drafted = assessment.draft.paragraphs.filter((paragraph) => paragraph.kind === 'shortcoming')
    expect(drafted.map((paragraph) => paragraph.text)).toEqual(['（一）6个中1个未达到（己），占比83.33%。'])
    const [paragraph] = drafted
    const marked = paragraph!.spans.map((span) => [
      [...paragraph!.text].slice(span.start, span.end).join(''),
      span.fact,
    ])
    expect(marked).toEqual([
      ['6', 'decisions.major'],
      ['1', 'decisions.reviewed'],
      ['己', 'decisions.reviewed'],
      ['83.33%', 'decisions.reviewed'],
    ])
    expect(assessment.draft.missing.map((entry) => entry.item)).toContain('sessions')
  })

  it('leaves the cause a marked blank until a person chooses one of the item’s own', () => {
    const evidence = evidenceOf({ decisions: register('decisions', 'closed', [decision('己', null)]) })
    const causeOf = (causes: Record<string, string>) =>
      run({ ...evidence, causes }).draft.paragraphs.find((paragraph) => paragraph.kind === 'cause')!.text
    expect(causeOf({})).toBe('原因：【原因待选】。')
    expect(causeOf({ reviewed: 'process' })).toBe('原因：流程不健全。')
    expect(causeOf({ reviewed: 'budget' })).toBe('原因：【原因待选】。')
  })
})

it('the same input gives the same bytes', () => {
  const evidence = evidenceOf({ villages: register('villages', 'closed', threeVillages) })
  expect(JSON.stringify(run(evidence))).toBe(JSON.stringify(run(evidence)))
})

describe('red lines', () => {
  const { table } = loadPackFromDisk('shandong')
  const graded = compilePack({
    ...table,
    issued: true,
    grades: [
      { title: '优秀', from: '90' },
      { title: '合格', from: '60' },
      { title: '不合格', from: '0' },
    ],
  })
  const reported = (submitted: string | null) =>
    evidenceOf({
      annual_report: register('annual_report', 'closed', [{ submitted_on: submitted, title: '年度报告' }]),
    })
  const stateOf = (evidence: Evidence) => {
    const { items } = assess(graded, evidence, {
      today: '2026-11-20',
      asOf: '2026-04-30',
      holidays: noHolidays,
    })
    return redLineState(items.find((item) => item.item.table.id === 'rep-submit')!)
  }

  it('a condition is crossed where it holds, not by anything else that falls short', () => {
    const items = table.items.map((item) =>
      item.id === 'lit-head-appear'
        ? {
            ...item,
            redLine: {
              when: 'hearings.due - hearings.head_present >= 2',
              effect: 'cap_grade',
              grade: '合格',
            },
          }
        : item,
    )
    const pack = compilePack({ ...table, items })
    const heard = (...attended: string[]) =>
      evidenceOf({
        hearings: register(
          'hearings',
          'closed',
          attended.map((attended_by, i) => ({
            case_no: `行初${i}号`,
            instance: '一审',
            held_on: '2025-05-06',
            attended_by,
            excuse_proven: false,
          })),
        ),
      })
    const state = (evidence: Evidence) =>
      redLineState(
        assess(pack, evidence, { today: '2026-11-20', asOf: '2026-04-30', holidays: noHolidays }).items.find(
          (item) => item.item.table.id === 'lit-head-appear',
        )!,
      )
    expect(state(heard('主要负责人', '未出庭'))).toBe(false)
    expect(state(heard('未出庭', '未出庭'))).toBe(true)
    expect(state(evidenceOf({}))).toBeNull()
  })

  it('“no report at all” is not crossed by a late one, and open while nobody knows', () => {
    expect(stateOf(reported('2026-02-20'))).toBe(false)
    expect(stateOf(reported('2026-03-09'))).toBe(false)
    expect(stateOf(evidenceOf({}))).toBeNull()
    expect(
      stateOf(evidenceOf({}, { statements: [{ fact: 'annual_report.submitted_on', value: 'none' }] })),
    ).toBe(true)
  })
})
