import { describe, expect, it } from 'vitest'
import { anywhere, divide, multiply } from '../../rules/condition-values.ts'
import { checkCondition, compileCondition } from '../../rules/conditions.ts'
import type { CellValue } from '../../rules/evidence.ts'
import type { Field } from '../../rules/pack.ts'
import { rational, zero } from '../../rules/rational.ts'
import { noHolidays } from '../support/small-pack.ts'

const field = (
  id: string,
  type: Field['type'],
  blankWhenClosed: Field['blankWhenClosed'] = 'unknown',
): Field => ({
  id,
  label: id,
  type,
  required: false,
  namesRow: false,
  blankWhenClosed,
})

const fields = [
  field('sent_on', 'date'),
  field('review_on', 'date', 'never'),
  field('meeting_on', 'date'),
  field('result', 'choice'),
  field('major', 'flag', 'false'),
  field('secret', 'flag'),
  field('hours', 'number'),
]
const scope = { kind: 'row' as const, fields }

const evaluate = (source: string, row: Record<string, CellValue>, closed = false): boolean | null =>
  compileCondition(
    source,
    scope,
  )({
    periodStart: '2025-01-01',
    periodEnd: '2025-12-31',
    year: 2025,
    holidays: noHolidays,
    row,
    closed,
  })

describe('conditions', () => {
  it.each([
    ['review_on < meeting_on', { review_on: '2025-05-01', meeting_on: '2025-05-02' }, false, true],
    ['review_on < meeting_on', { review_on: '2025-05-02', meeting_on: '2025-05-02' }, false, false],
    // A blank date of an open register may still be filled in; of a closed one it was never done.
    ['review_on < meeting_on', { meeting_on: '2025-05-02' }, false, null],
    ['review_on < meeting_on', { meeting_on: '2025-05-02' }, true, false],
    ['has(row.review_on)', {}, false, null],
    ['has(row.review_on)', {}, true, false],
    ['major', {}, false, null],
    ['major', {}, true, false],
    ['secret', {}, true, null],
    ['major || hours >= 8', { hours: 8 }, false, true],
    ['major && hours >= 8', { hours: 7.5 }, false, false],
    ['result != "不合法"', { result: '合法' }, false, true],
    ['result in ["合法", "修改后合法"]', { result: '修改后合法' }, false, true],
    ['result in ["合法"]', {}, true, null],
    ['hours * 2 > 3 / 2', { hours: 0.8 }, false, true],
    ['hours / 0 > 1', { hours: 1 }, false, null],
    ['days(sent_on, meeting_on) >= 7', { sent_on: '2025-05-01', meeting_on: '2025-05-08' }, false, true],
    // 2025-05-01 is a Thursday: seven working days later is Monday the 12th.
    ['workdays(sent_on, meeting_on) >= 7', { sent_on: '2025-05-01', meeting_on: '2025-05-12' }, false, true],
    ['workdays(sent_on, meeting_on) >= 7', { sent_on: '2025-05-01', meeting_on: '2025-05-09' }, false, false],
    // A year without a holiday table is never guessed.
    ['workdays(sent_on, meeting_on) <= 7', { sent_on: '2019-05-01', meeting_on: '2019-05-02' }, false, null],
    // Two months end on the same day, or on the last day of a shorter month.
    ['months(sent_on, meeting_on) <= 2', { sent_on: '2025-03-14', meeting_on: '2025-05-14' }, false, true],
    ['months(sent_on, meeting_on) <= 2', { sent_on: '2025-03-14', meeting_on: '2025-05-15' }, false, false],
    ['months(sent_on, meeting_on) <= 2', { sent_on: '2024-12-31', meeting_on: '2025-02-28' }, false, true],
    ['months(sent_on, meeting_on) <= 2', { sent_on: '2024-12-31', meeting_on: '2025-03-01' }, false, false],
    ['months(sent_on, review_on) <= 2', { sent_on: '2025-03-14' }, true, false],
    ['months(sent_on, review_on) <= 2', { sent_on: '2025-03-14' }, false, null],
    ['meeting_on <= period_end && meeting_on >= period_start', { meeting_on: '2025-12-31' }, false, true],
    ['meeting_on >= date("2025-09-01")', { meeting_on: '2025-08-31' }, false, false],
    ['meeting_on <= date(year, 8, 31)', { meeting_on: '2025-08-31' }, true, true],
    ['meeting_on < date(year + 1, 1, 1)', { meeting_on: '2026-01-01' }, false, false],
    ['meeting_on > date(year - 1, 12, 31)', { meeting_on: '2025-01-01' }, true, true],
    ['meeting_on == date(2024, 7, 5)', { meeting_on: '2024-07-05' }, true, true],
    ['secret ? major : hours > 1', { major: true, hours: 2 }, false, true],
    ['secret ? major : hours > 1', { major: true, hours: 1 }, false, null],
    ['!major', { major: true }, false, false],
    ['how_many(major, secret, hours > 1) >= 2', { major: true, hours: 2 }, false, true],
    ['how_many(major, secret, hours > 1) >= 2', { major: true, hours: 1 }, false, null],
    ['how_many(major, secret, hours > 1) >= 2', { major: false, hours: 1 }, false, false],
    ['how_many(major, !major) == 1', { major: false }, false, true],
    // A number that is not known is not bounded; one that cannot be negative is, on its side.
    ['hours * hours >= 0', {}, false, null],
    ['row["meeting_on"] == meeting_on', { meeting_on: '2025-01-01' }, false, true],
    ['result.contains("合法")', { result: '不合法' }, false, true],
  ] as const)('%s over %j (closed %s) is %s', (source, row, closed, expected) => {
    expect(evaluate(source, row as Record<string, CellValue>, closed)).toBe(expected)
  })

  it.each([
    ['reviewed_on < meeting_on', '没有“reviewed_on”这个名称'],
    ['meeting_on', '应当得出是否'],
    ['major < 3', '不能把是否和数值用 < 比较'],
    ['meeting_on > "2025-02-30"', '不是日期'],
    ['result.matches("a+")', '没有 .matches'],
    ['weekday(meeting_on) == 1', '没有 weekday(…) 这个函数'],
    ['meeting_on - sent_on > 3', '两边应当是数值'],
    ['major &&', '条件写法有误'],
    ['result.all(x, x > 0)', '没有“x”这个名称'],
    ['how_many(major, hours) >= 1', 'how_many(…) 里应当都是条件，这里是数值'],
    ['how_many(major) >= 1', '应当有两个以上条件'],
    ['(major ? 1 : 0) + (secret ? 1 : 0) >= 1', '? : 的三部分'],
    ['rate(hours) > 0.9', 'rate(…) 里应当是占比'],
  ])('%s is refused in words', (source, words) => {
    const problems = checkCondition(source, scope)
    expect(problems).toHaveLength(1)
    expect(problems[0]!.message).toContain(words)
    expect(problems[0]!.start).toBeLessThanOrEqual(problems[0]!.end)
  })

  it('keep the end they know of numbers that cannot be negative', () => {
    const [two, three] = [rational(2), rational(3)]
    expect(multiply({ low: two, high: null }, { low: three, high: three })).toEqual({
      low: rational(6),
      high: null,
    })
    expect(divide({ low: two, high: two }, { low: two, high: null })).toEqual({
      low: zero,
      high: rational(1),
    })
    expect(multiply({ low: rational(-1), high: null }, { low: three, high: three })).toEqual(anywhere)
  })

  it('are bounded in length and depth, so that no text can make them slow', () => {
    expect(checkCondition('a'.repeat(3000), scope)[0]!.message).toContain('超过2000个字符')
    expect(checkCondition(`${'!'.repeat(60)}major`, scope)).toHaveLength(1)
  })
})
