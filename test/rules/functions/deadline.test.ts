import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, monthsBetween } from '../../../rules/dates.ts'
import { latePoints } from '../../../rules/functions/late-points.ts'
import { dawn, never } from '../../../rules/knowledge.ts'
import { rational, toFraction } from '../../../rules/rational.ts'
import { dates, expectInside, faults, hundredths, outcomes, pointsAt, tried } from '../../support/measured.ts'

const due = { year: 'period', date: '03-31', day_itself: 'in_time' }
const tiers = [{ within_days: 5, points: 1 }, { within_days: 30, points: 2 }, { otherwise: 0.5 }]
const base = { date: 'n.date', due, none: 0 }
const at = (parameters: object, date: string) =>
  toFraction(pointsAt(tried({ deadline: { ...base, ...parameters } }), { 'n.date': dates(date) }))

/** Days from the last day in time, negative before it. */
const days = Array.from({ length: 60 }, (_, index) => index - 5)

describe('deadline', () => {
  it('gives its points in time, late and not at all', () => {
    for (const day of days) expect(at({ late: 1 }, addDays('2025-03-31', day))).toBe(day <= 0 ? '3' : '1')
    expect(at({ late: 1 }, never)).toBe('0')
    expect(at({ late: 1, due: { ...due, day_itself: 'late' } }, '2025-03-31')).toBe('1')
    expect(at({ late: 1, due: { ...due, day_itself: 'late' } }, '2025-03-30')).toBe('3')
  })

  it('has tiers by the days it is late', () => {
    for (const day of days) {
      const oracle = day <= 0 ? 300 : day <= 5 ? 100 : day <= 30 ? 200 : 50
      expect(at({ late: tiers }, addDays('2025-03-31', day))).toBe(toFraction(hundredths(oracle)))
    }
  })

  it('has tiers by the working days it is late, open where a year has no holiday table', () => {
    const late = [{ within_workdays: 3, points: 2 }, { within_workdays: 6, points: 1 }, { otherwise: 0 }]
    const points = latePoints(late, { value: rational(3), part: false })
    const holidays = { years: { 2025: { off: ['2025-04-04'], work: ['2025-04-06'] } } }
    const ends = (start: string, date: string) => {
      const { low, high } = points.at(start, date, holidays)
      return [toFraction(low), toFraction(high)]
    }
    expect(ends('2025-03-31', '2025-04-05')).toEqual(['2', '2'])
    expect(ends('2025-03-31', '2025-04-06')).toEqual(['1', '1'])
    expect(ends('2025-03-31', '2025-04-09')).toEqual(['0', '0'])
    expect(points.tierEnds('2025-03-31', holidays)).toEqual(
      expect.arrayContaining(['2025-04-05', '2025-04-08']),
    )
    expect(ends('2025-12-30', '2026-01-02')).toEqual(['2', '2'])
    expect(ends('2025-12-30', '2026-01-05')).toEqual(['1', '2'])
    expect(ends('2025-12-30', '2026-03-05')).toEqual(['0', '2'])
    expect(points.line('2025-12-30', '2026-03-05', holidays)).toContain('没有2026年的节假日安排')
    const mixed = [{ within_days: 3, points: 2 }, { within_workdays: 6, points: 1 }, { otherwise: 0 }]
    expect(faults({ deadline: { ...base, late: mixed } })[0]).toContain('有的按工作日')
  })

  it('takes nothing in time and the more, the later it is, where a pool of deductions says so', () => {
    const late = [{ within_days: 6, points: 0 }, { within_days: 13, points: 0.5 }, { otherwise: 1 }]
    const score = tried({ deadline: { ...base, in_time: 0, late } })
    for (const day of days) {
      const oracle = day <= 6 ? 0 : day <= 13 ? 50 : 100
      expect(at({ in_time: 0, late }, addDays('2025-03-31', day))).toBe(toFraction(hundredths(oracle)))
    }
    const inner = days.map((day) => ({ 'n.date': dates(addDays('2025-03-31', day)) }))
    expectInside(score, { 'n.date': dates('2025-03-26', '2025-05-29') }, inner)
    expectInside(score, { 'n.date': dates('2025-03-26', never) }, [...inner, { 'n.date': dates(never) }])
    expect(faults({ deadline: { ...base, late: 0, in_time: 4 } })[0]).toContain('in_time')
  })

  it('loses so much a day, from its start down to its floor or cap', () => {
    for (const day of days) {
      const date = addDays('2025-03-31', day)
      const floor = day <= 0 ? 300 : Math.max(0, 200 - 10 * day)
      expect(at({ late: { per: 'day', deduct_each: 0.1, from: 2, floor: 'item' } }, date)).toBe(
        toFraction(hundredths(floor)),
      )
      const capped = day <= 0 ? 300 : 300 - Math.min(400, 10 * day)
      expect(at({ late: { per: 'day', deduct_each: 0.1, cap: 4, floor: 'none' } }, date)).toBe(
        toFraction(hundredths(capped)),
      )
    }
  })

  it('counts months from the day of the month, or from its last day', () => {
    const of = (date: string) => [
      monthsBetween('2025-03-31', date, false),
      monthsBetween('2025-03-31', date, true),
    ]
    expect(of('2025-04-29')).toEqual([0, 1])
    expect(of('2025-04-30')).toEqual([1, 1])
    expect(of('2025-05-01')).toEqual([1, 2])
    expect(of('2025-05-31')).toEqual([2, 2])
    expect(of('2026-02-28')).toEqual([11, 11])
    expect(of('2026-03-30')).toEqual([11, 12])
    const month = (step_rounding: string) =>
      at({ late: { per: 'month', deduct_each: 0.4, step_rounding, floor: 'item' } }, '2025-05-01')
    expect([month('whole'), month('any_part')]).toEqual(
      [300 - 40, 300 - 80].map((n) => toFraction(hundredths(n))),
    )
  })

  it('gives grace, and says from which day it is late', () => {
    const grace = { grace_days: 10, late: tiers }
    for (const day of days) {
      const date = addDays('2025-03-31', day)
      const of = (late: number) => (day <= 10 ? 300 : late <= 5 ? 100 : late <= 30 ? 200 : 50)
      expect(at({ ...grace, late_from: 'due' }, date)).toBe(toFraction(hundredths(of(day))))
      expect(at({ ...grace, late_from: 'grace' }, date)).toBe(toFraction(hundredths(of(day - 10))))
    }
  })

  it('holds the points of every day inside what is known, and of never', () => {
    const late = fc.constantFrom<unknown>(
      1,
      tiers,
      { per: 'day', deduct_each: 0.25, floor: 'item' },
      { per: 'month', deduct_each: 1, step_rounding: 'any_part', cap: 5, floor: 'none' },
    )
    const day = fc.integer({ min: -8, max: 60 }).map((shift) => addDays('2025-03-31', shift))
    fc.assert(
      fc.property(
        late,
        day,
        fc.option(day),
        fc.constantFrom(0, 2),
        fc.boolean(),
        (given, a, b, none, early) => {
          const plain = typeof given === 'number'
          const score = tried({
            deadline: { ...base, none, late: given, grace_days: 3, ...(plain ? {} : { late_from: 'due' }) },
          })
          const [low, high] = b === null ? [a, never] : a < b ? [a, b] : [b, a]
          const last = high === never ? addDays(low, 200) : high
          const inner = Array.from({ length: daysBetween(low, last) + 1 }, (_, i) => ({
            'n.date': dates(addDays(low, i)),
          }))
          if (high === never) inner.push({ 'n.date': dates(never) })
          expectInside(score, { 'n.date': dates(early ? dawn : low, high) }, inner)
        },
      ),
    )
  })

  it('has a window: before it opens a deed is too early', () => {
    const window = { late: 1, early: 2, opens: { year: 'period', date: '03-01' } }
    expect(at(window, '2025-02-28')).toBe('2')
    expect(at(window, '2025-03-01')).toBe('3')
    expect(at(window, '2025-04-01')).toBe('1')
    const score = tried({ deadline: { ...base, ...window } })
    const tested = days.map((day) => addDays('2025-03-01', day))
    const inner = tested.map((day) => ({ 'n.date': dates(day) }))
    expectInside(score, { 'n.date': dates(tested[0]!, tested.at(-1)!) }, inner)
  })

  it('of a series and of reminders says where the losses stop, and when a deed is too early', () => {
    const of = (more: object) => faults({ deadline: { ...base, late: 1, ...more } })
    const { date, ...rest } = base
    const deed = (title: string) => ({ title, date, due })
    const series = (more: object) =>
      faults({ deadline: { late: 1, none: rest.none, series: [deed('一'), deed('二')], each: 1.5, ...more } })
    expect(series({})).toEqual([])
    expect(series({ each: 2 })).toEqual(['floor：没有写明扣到哪里为止'])
    expect(series({ floor: 'item' })).toEqual(['floor：扣分不会超过分值，用不到'])
    expect(series({ series: [deed('一')] })).toEqual(['series：没有写各次的期限'])
    expect(series({ each: undefined })).toEqual(['each：“each”应当是大于0的数'])
    expect(of({ opens: { year: 'period', date: '03-01' } })).toEqual(['early：没有写明早于办理时间得几分'])
    expect(of({ opens: { year: 'period', date: '04-01' }, early: 1 })).toEqual([
      'opens：办理时间的起点晚于期限',
    ])
    expect(of({ reminders: { of: 'n.count', deduct_each: 1 } })).toEqual(['floor：没有写明扣到哪里为止'])
    expect(of({ reminders: { of: 'n.count', deduct_each: 1 }, floor: 'none' })).toEqual([
      'floor：扣分没有止境，得分也就没有界限',
    ])
  })

  it('is refused where lateness is left open', () => {
    const of = (more: object) => faults({ deadline: { ...base, late: 1, ...more } })
    expect(of({ late: undefined })).toEqual(['late：没有写明“late”得几分'])
    expect(of({ late: [{ within_days: 5, points: 1 }] })[0]).toContain('late.0.within_days：不认识的参数')
    expect(of({ late: [tiers[1], tiers[0], tiers[2]] })).toEqual([
      'late.1.within_days：逾期日数应当是逐档增大的整数',
    ])
    expect(of({ late: { per: 'day', deduct_each: 1, floor: 'none' } })).toEqual([
      'late.floor：扣分没有止境，得分也就没有界限',
    ])
    expect(of({ late: { per: 'month', deduct_each: 1, floor: 'item' } })).toEqual([
      'late.step_rounding：没有写明不足一个月的怎样算',
    ])
    expect(of({ late: tiers, grace_days: 3 })).toEqual([
      'late_from：没有写明逾期日数从期限还是从宽限期满起算',
    ])
    expect(of({ grace_days: 0 })).toEqual(['grace_days：宽限日数应当是大于0的整数'])
    expect(of({ late: 4 })).toEqual(['late：逾期得分4超过分值3'])
  })

  it('knows which outcomes there can be', () => {
    expect(outcomes({ deadline: { ...base, late: 0 } })).toEqual(['met', 'not_met', 'unknown'])
    expect(outcomes({ deadline: { ...base, late: tiers } })).toEqual(['met', 'partly', 'not_met', 'unknown'])
  })
})
