import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calculationOf,
  cases,
  expectEveryCompletionInside,
  marks,
  pointsOf,
  problemsOf,
  rowPack,
} from '../../support/row-pack.ts'

const inner =
  'per_record: { of: cases.all, over: cases.all, deduct: [{ if: late, points: 1, title: 逾期 }], floor: item }'
const empty = { more: '  empty: { treat: renormalise, within: dimension }' }
const other = `{ alternate_path: { score: { ${inner} }, when: cases.count == 0 && marks.system, points: 1.5 } }`
const exempted = `{ exempt: { when: 'marks.grade == "A"', score: { ${inner} } } }`
const reported = (effect: string): string =>
  `{ false_report: { of: cases.false, effect: ${effect}, score: { ${inner} } } }`
const messages = (text: string): string[] => problemsOf(text, empty).map((problem) => problem.message)

describe('alternate_path', () => {
  const pack = rowPack(other, empty)

  it('gives its points where there was nothing to score but the system exists', () => {
    expect(pointsOf(pack, { ...cases('none'), ...marks('closed', { system: true }) })).toBe('3/2')
    expect(pointsOf(pack, { ...cases('none'), ...marks('closed', { system: false }) })).toBe('not applicable')
  })

  it('leaves the first path alone where there was something', () => {
    expect(pointsOf(pack, { ...cases('closed', { late: true }), ...marks('closed', { system: true }) })).toBe(
      '2',
    )
  })

  it('takes the better of two paths that are both open', () => {
    const both = rowPack(other.replace('cases.count == 0 && ', ''), empty)
    const bad = cases('closed', { late: true }, { late: true })
    expect(pointsOf(both, { ...bad, ...marks('closed', { system: true }) })).toBe('3/2')
    expect(pointsOf(both, { ...bad, ...marks('open', {}) })).toBe('1..3/2')
  })

  it('refuses a path without a function, a condition or points', () => {
    expect(messages(other.replace('per_record:', 'per_recrod:'))[0]).toContain('应当写一个计分函数')
    expect(messages(other.replace('marks.system', 'marks.sistem'))[0]).toContain('marks.sistem')
    expect(messages(other.replace(', points: 1.5', ''))).toEqual(['“points”应当是大于0的数'])
  })

  it('contains every completion', () => {
    expectEveryCompletionInside({
      pack,
      cells: { late: fc.boolean() },
      marks: { system: fc.boolean() },
      settled: ['system'],
      byHand(rows, row) {
        if (rows.length === 0) return row?.system ? 150 : null
        return Math.max(0, 300 - 100 * rows.filter((one) => one.late).length)
      },
    })
  })
})

describe('exempt', () => {
  const pack = rowPack(exempted, empty)

  it('gives the full value while the condition holds, else what the function gives', () => {
    const bad = cases('closed', { late: true })
    expect(pointsOf(pack, { ...bad, ...marks('closed', { grade: 'A' }) })).toBe('3')
    expect(pointsOf(pack, { ...bad, ...marks('closed', { grade: 'B' }) })).toBe('2')
    expect(pointsOf(pack, bad)).toBe('2..3')
  })

  it('says so instead of an arithmetic nobody used', () => {
    const rows = { ...cases('closed', { late: true }), ...marks('closed', { grade: 'A' }) }
    expect(calculationOf(pack, rows)).toEqual(['符合免检条件，得满分3.00分'])
  })

  it('contains every completion', () => {
    expectEveryCompletionInside({
      pack,
      cells: { late: fc.boolean() },
      marks: { grade: fc.constantFrom('A', 'B') },
      byHand(rows, row) {
        if (row?.grade === 'A') return 300
        // Nobody said what the grade is: the exemption stays open, so there is no one number.
        if (!row) return undefined
        if (rows.length === 0) return null
        return Math.max(0, 300 - 100 * rows.filter((one) => one.late).length)
      },
    })
  })
})

describe('false_report', () => {
  it('empties the item, or costs so much each on top: 3 − 1 − 2 × 0.5', () => {
    const rows = cases('closed', { late: true, lost: true }, { lost: true, late: false })
    expect(pointsOf(rowPack(reported('zero'), empty), rows)).toBe('0')
    expect(pointsOf(rowPack(reported('deduct_each, points: 0.5'), empty), rows)).toBe('1')
  })

  it('changes nothing while none is found, and may while the list is open', () => {
    const clean = cases('closed', { late: true, lost: false })
    expect(pointsOf(rowPack(reported('zero'), empty), clean)).toBe('2')
    expect(pointsOf(rowPack(reported('zero'), empty), cases('closed', { late: true }))).toBe('0..2')
  })

  it('refuses an undeclared effect, and points that no effect uses', () => {
    expect(messages(reported('zero').replace('effect: zero, ', ''))).toEqual(['没有写明查实不实的怎样处理'])
    expect(messages(reported('zero, points: 1'))).toEqual(['此项计0分时用不到points'])
  })

  it.each(['zero', 'deduct_each, points: 0.75'])('contains every completion (%s)', (effect) => {
    expectEveryCompletionInside({
      pack: rowPack(reported(effect), empty),
      cells: { late: fc.boolean(), lost: fc.boolean() },
      byHand(rows) {
        if (rows.length === 0) return null
        const score = Math.max(0, 300 - 100 * rows.filter((row) => row.late).length)
        const found = rows.filter((row) => row.lost).length
        if (found === 0) return score
        return effect === 'zero' ? 0 : Math.max(0, score - 75 * found)
      },
    })
  })
})

describe('exempt with its reason', () => {
  const titled = exempted.replace('score:', 'title: 获得A等, score:')

  it('says why instead of what the function inside says of it', () => {
    const pack = rowPack(titled, empty)
    const rows = { ...cases('closed', { late: true }), ...marks('closed', { grade: 'A' }) }
    expect(calculationOf(pack, rows)).toEqual(['获得A等，得满分3.00分'])
    expect(calculationOf(pack, cases('closed', { late: true })).at(-1)).toBe(
      '是否“获得A等”未定：得2.00—3.00分',
    )
  })

  it('refuses a reason that is no sentence', () => {
    expect(messages(titled.replace('获得A等', '[甲]'))).toEqual(['免检的理由应当是一句话'])
  })
})

describe('by_kind', () => {
  const byKind =
    '{ per_record: { of: cases.all, deduct: [{ if: late, points: 0.5, title: 逾期 }], floor: item, cap: 2, by_kind: { 街道: { cap: 1 } } } }'
  const rows = cases('closed', ...Array.from({ length: 4 }, () => ({ late: true })))

  it('takes other numbers for the kind that is named', () => {
    expect(pointsOf(rowPack(byKind), rows)).toBe('1')
    expect(pointsOf(rowPack(byKind), rows, { kind: '街道' })).toBe('2')
  })

  it('holds for every function, and refuses kinds and parameters there are not', () => {
    expect(messages(byKind.replace('街道:', '社区:'))).toEqual(['没有“社区”这一类'])
    expect(messages(byKind.replace('{ cap: 1 }', '{ capp: 1 }'))).toEqual(['不认识的参数“capp”'])
  })
})

describe('deductions', () => {
  const score = (more: string): string =>
    `{ deductions: { score: { ${inner} }, list: [{ title: 败诉, of: cases.false, deduct_each: 0.5 }], ${more} } }`

  it('takes so much each from what the function inside gives, down to nothing', () => {
    const pack = rowPack(score('floor: item'), empty)
    const row = { late: true, lost: true }
    expect(pointsOf(pack, cases('closed', row))).toBe('3/2')
    expect(pointsOf(pack, cases('closed', row, row, row))).toBe('0')
    expect(pointsOf(pack, cases('none'))).toBe('not applicable')
    expect(calculationOf(pack, cases('closed', row)).slice(-2)).toEqual([
      '败诉1件，扣0.50分',
      '2.00，另扣0.50，得1.50',
    ])
  })

  it.each([
    ['floor: item', 300, 0],
    ['floor: item, cap: 1', 100, 0],
    ['floor: none, cap: 2', 200, -Infinity],
    ['floor: dimension', 300, 0],
  ])('contains every completion: %s', (more, cap, bottom) => {
    expectEveryCompletionInside({
      pack: rowPack(score(more), empty),
      cells: { late: fc.boolean(), lost: fc.boolean() },
      byHand(rows) {
        if (rows.length === 0) return null
        if (rows.some(({ late, lost }) => late === null || lost === null)) return undefined
        const points = Math.max(0, 300 - 100 * rows.filter((one) => one.late).length)
        return Math.max(bottom, points - Math.min(cap, 50 * rows.filter((one) => one.lost).length))
      },
    })
  })

  it('refuses to take without end, or from nothing named', () => {
    expect(messages(score('floor: none'))[0]).toContain('没有止境')
    expect(messages(score('floor: item').replace('of: cases.false', 'of: cases.all'))[0]).toContain(
      '这里要count',
    )
    expect(messages(score('floor: item').replace(/list: \[.*?\], /, ''))).toContain('没有写各种扣分')
  })
})

describe('deductions from full marks', () => {
  const pot = (list: string, more = 'floor: item') => `{ deductions: { list: [${list}], ${more} } }`
  const several =
    "{ title: 没有制度, if: '!marks.system', points: 1 }, { title: 案件, of: cases.count, required: 2, deduct_each: 0.5 }, { title: 败诉, of: cases.false, deduct_each: 0.75, cap: 1.5 }, { title: 逾期, value: 1, per_record: { of: cases.all, deduct: [{ if: late, points: 0.4, title: 逾期 }], floor: part } }"

  it.each([
    ['floor: item', Infinity, 0],
    ['floor: none, cap: 4', 400, -Infinity],
    ['floor: dimension, cap: 2', 200, 0],
  ])('contains every completion: %s', (more, cap, bottom) => {
    expectEveryCompletionInside({
      pack: rowPack(pot(several, more)),
      cells: { late: fc.boolean(), lost: fc.boolean() },
      marks: { system: fc.boolean() },
      settled: ['system'],
      byHand(rows, row) {
        if (rows.some(({ late, lost }) => late === null || lost === null)) return undefined
        const loss =
          (row?.system ? 0 : 100) +
          50 * Math.max(0, 2 - rows.length) +
          Math.min(150, 75 * rows.filter((one) => one.lost).length) +
          Math.min(100, 40 * rows.filter((one) => one.late).length)
        return Math.max(bottom, 300 - Math.min(cap, loss))
      },
    })
  })

  it('takes what a person decided, inside its range, and nothing where nothing was found', () => {
    const pack = rowPack(pot('{ title: 酌定, given: marks.points, min: 0.5, max: 2 }'))
    expectEveryCompletionInside({
      pack,
      cells: {},
      marks: { points: fc.constantFrom(0, 0.1, 1, 2.5) },
      byHand(_rows, row) {
        if (row && row.points === null) return undefined
        const given = Number(row?.points ?? 0)
        return 300 - (given === 0 ? 0 : 100 * Math.max(0.5, Math.min(2, given)))
      },
    })
    expect(pointsOf(pack, {})).toBe('1..3')
    expect(
      problemsOf(pot('{ title: 酌定, given: marks.points, min: 2, max: 1 }')).map(({ message }) => message),
    ).toEqual(['最多扣的比最少扣的还少'])
  })

  it('refuses an entry that says no reason, several forms at once, or no end', () => {
    const told = (list: string, more?: string) =>
      problemsOf(pot(list, more)).map((problem) => problem.message)
    expect(told('{ title: 甲 }')).toEqual(['没有写什么情形扣分'])
    expect(told('{ title: 甲, if: marks.system, points: 1, of: cases.count }')[0]).toContain('of')
    expect(told('{ title: 甲, of: cases.count, required: all, deduct_each: 1 }')[0]).toContain('share')
    expect(told('{ title: 甲, of: cases.count, deduct_each: 1 }', 'floor: none')[0]).toContain('没有止境')
    expect(told("{ title: 甲, if: 'marks.system', points: 1 }", 'floor: none')).toEqual([])
  })
})
