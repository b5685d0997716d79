import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../../../rules/assess.ts'
import type { Evidence } from '../../../rules/evidence.ts'
import { failingRows, shortcomingSentence } from '../../../rules/gaps.ts'
import { rational } from '../../../rules/rational.ts'
import { explainItem } from '../../../rules/reasons.ts'
import {
  type Cells,
  calculationOf,
  cases,
  expectEveryCompletionInside,
  pointsOf,
  problemsOf,
  rowPack,
  scoreOf,
} from '../../support/row-pack.ts'
import { evidenceOf, noHolidays } from '../../support/small-pack.ts'

const plain =
  '{ per_record: { of: cases.all, deduct: [{ if: late, points: 0.5, title: 逾期 }], floor: item } }'
const two = (several: string, more = ''): string =>
  `{ per_record: { of: cases.all, deduct: [{ if: late, points: 0.5, title: 逾期 }, { if: lost, points: 1, title: 败诉 }], several: ${several}, floor: item${more} } }`
const flag = fc.boolean()

describe('per_record', () => {
  it('takes what each row costs from the value: 3 − 2 × 0.5', () => {
    expect(pointsOf(rowPack(plain), cases('closed', { late: true }, { late: false }, { late: true }))).toBe(
      '2',
    )
  })

  it('counts a blank row at both ends: from 3 − 2 × 0.5 to 3 − 0.5', () => {
    expect(pointsOf(rowPack(plain), cases('closed', { late: true }, {}))).toBe('2..5/2')
  })

  it('can lose everything while the list is open, and keeps what is lost', () => {
    expect(pointsOf(rowPack(plain), cases('open', { late: true }))).toBe('0..5/2')
  })

  it('adds what several conditions cost, or takes the dearest, as declared', () => {
    const rows = cases('closed', { late: true, lost: true })
    expect(pointsOf(rowPack(two('add')), rows)).toBe('3/2')
    expect(pointsOf(rowPack(two('highest')), rows)).toBe('2')
  })

  it('stops at the floor of the item, or goes below it down to the cap', () => {
    const rows = cases('closed', { late: true, lost: true }, { late: true, lost: true })
    expect(pointsOf(rowPack(two('add'), { value: '2' }), rows)).toBe('0')
    const below = two('add', ', cap: 2.5').replace('floor: item', 'floor: none')
    expect(pointsOf(rowPack(below, { value: '2' }), rows)).toBe('-1/2')
    expect(pointsOf(rowPack(below, { value: '2' }), cases('open', {}))).toBe('-1/2..2')
  })

  it('leaves at most the cap off, so the least it gives is not nothing', () => {
    const pack = rowPack(two('add', ', cap: 1'))
    const score = scoreOf(pack, evidenceOf(cases('closed', { late: true, lost: true })))
    expect(score.outcome).toBe('not_met')
    expect(score.low).toEqual({ n: 2n, d: 1n })
  })

  it('excuses a row that was explained (M7) and lays a row only to who acted (M9)', () => {
    const pack = rowPack(
      '{ per_record: { of: cases.all, deduct: [{ if: late, points: 0.5, title: 逾期 }], floor: item, excuse: filed, only: own } }',
    )
    expect(pointsOf(pack, cases('closed', { late: true, filed: true, own: true }))).toBe('3')
    expect(pointsOf(pack, cases('closed', { late: true, filed: false, own: false }))).toBe('3')
    expect(pointsOf(pack, cases('closed', { late: true, filed: false, own: true }))).toBe('5/2')
    expect(pointsOf(pack, cases('closed', { late: true, own: true }))).toBe('5/2..3')
  })

  it('costs more each time (M4), for each actor apart', () => {
    const steps = 'escalate: { by: actor, steps: [0.2, 0.5, 1], beyond: last }'
    const pack = rowPack(
      `{ per_record: { of: cases.all, deduct: [{ if: late, title: 逾期 }], floor: item, ${steps} } }`,
      { value: '5' },
    )
    const late = (actor: string): Cells => ({ late: true, actor })
    const rows = cases('closed', ...Array.from({ length: 4 }, () => late('综治办')), late('城管办'))
    // 5 − (0.2 + 0.5 + 1 + 1) − 0.2
    expect(pointsOf(pack, rows)).toBe('21/10')
  })

  it('earns from nothing up to the cap', () => {
    const pack = rowPack(
      '{ per_record: { of: cases.all, credit: [{ if: held, points: 0.8, title: 开展 }], cap: 2 } }',
    )
    expect(pointsOf(pack, cases('closed', { held: true }, { held: true }))).toBe('8/5')
    expect(pointsOf(pack, cases('closed', { held: true }, { held: true }, { held: true }))).toBe('2')
    expect(pointsOf(pack, cases('open', { held: true }))).toBe('4/5..2')
  })

  it('takes the dearest row of one matter, one without a matter alone or with the dearest', () => {
    const once = two('highest', ', same_matter: matter')
    const lost = { late: false, lost: true }
    const late = { late: true, lost: false }
    const rows = (...given: Cells[]) => cases('closed', ...given)
    expect(pointsOf(rowPack(once), rows({ ...lost, matter: '甲' }, { ...late, matter: '甲' }))).toBe('2')
    expect(pointsOf(rowPack(once), rows({ ...lost, matter: '甲' }, { ...late, matter: '乙' }))).toBe('3/2')
    expect(pointsOf(rowPack(once), rows({ ...lost, matter: '甲' }, late))).toBe('3/2..2')
    expect(pointsOf(rowPack(once), rows({ ...late, matter: '甲' }, lost))).toBe('3/2..2')
    expect(
      calculationOf(rowPack(once), rows({ ...late, matter: '甲' }, { ...lost, matter: '甲' })),
    ).toContain('案1：同一事项另有一条，不重复扣分')
  })

  it.each(['deduct', 'credit'])('counts a matter once in every completion: %s', (list) => {
    const branches = '[{ if: late, points: 0.5, title: 逾期 }, { if: lost, points: 1, title: 败诉 }]'
    const floor = list === 'deduct' ? ', floor: item' : ''
    expectEveryCompletionInside({
      pack: rowPack(
        `{ per_record: { of: cases.all, ${list}: ${branches}, several: highest, same_matter: matter${floor} } }`,
      ),
      cells: { late: flag, lost: flag, matter: fc.constantFrom('甲', '乙') },
      byHand(rows) {
        if (rows.some(({ late, lost, matter }) => late === null || lost === null || matter === null)) return
        const dearest = new Map<unknown, number>()
        for (const { late, lost, matter } of rows)
          dearest.set(matter, Math.max(dearest.get(matter) ?? 0, lost ? 100 : late ? 50 : 0))
        const sum = [...dearest.values()].reduce((total, one) => total + one, 0)
        return list === 'deduct' ? 300 - sum : sum
      },
    })
  })

  it('does not apply when there was nothing to count over', () => {
    const over = plain.replace('of: cases.all,', 'of: cases.all, over: cases.count,')
    const empty = { more: '  empty: { treat: renormalise, within: dimension }' }
    const pack = rowPack(over, empty)
    expect(pointsOf(pack, cases('none'))).toBe('not applicable')
    expect(pointsOf(pack, {})).toBe('0..3')
    expect(pointsOf(pack, cases('closed', { late: true }))).toBe('5/2')
    expect(problemsOf(over).map((problem) => problem.code)).toContain('empty_missing')
  })

  it('is lost once the time for evidence is past and nobody has registered the list', () => {
    const past = { asOf: '2026-05-01', today: '2026-05-01', holidays: noHolidays }
    const lapsed = (registers: Evidence['registers']): unknown[] => {
      const [score] = assess(rowPack(plain), evidenceOf(registers), past).items
      return [score?.low, score?.high]
    }
    expect(lapsed({})).toEqual([rational(0), rational(0)])
    expect(lapsed(cases('open', { late: true }, {}))).toEqual([rational(2), rational(2)])
  })

  it('names the rows in its arithmetic and its reason', () => {
    const pack = rowPack(plain)
    const rows = cases('closed', { late: true }, { late: false }, {})
    expect(calculationOf(pack, rows)).toEqual([
      '案1：逾期，扣0.50分',
      '案3：逾期（未定），扣0.00—0.50分',
      '共扣0.50—1.00分',
      '3.00 − 0.50—1.00 = 2.00—2.50',
    ])
    const result = assess(pack, evidenceOf(rows), {
      asOf: '2026-01-31',
      today: '2026-01-31',
      holidays: noHolidays,
    })
    expect(explainItem(result, result.items[0]!).text).toContain('未达标：案1，共扣0.50—1.00分（未定：案3）')
    expect(failingRows(result.items[0]!).map((row) => row.label)).toEqual(['案1'])
  })

  it('tells the rows in the sentence of the item', () => {
    const says = "{ met: 达标, shortcoming: '{{ count }}件逾期{{ names | bracket }}，扣{{ points }}分' }"
    const score = scoreOf(
      rowPack(plain, { says }),
      evidenceOf(cases('closed', { late: true }, {}, { late: true })),
    )
    expect(shortcomingSentence(score).text).toBe('2件逾期（案1、案3），扣1分')
  })

  it('does not call in doubt what is certain of a row for what stands beside it', () => {
    expect(calculationOf(rowPack(two('add')), cases('closed', { late: true }))[0]).toBe(
      '案1：逾期，败诉（未定），扣0.50—1.50分',
    )
  })

  it('refuses what a reader could take either way', () => {
    const messages = (score: string): string[] => problemsOf(score).map((problem) => problem.message)
    expect(messages(plain.replace(', floor: item', ''))).toEqual(['没有写明扣到哪里为止'])
    expect(messages(two('add').replace('several: add, ', ''))).toEqual([
      '没有写明一条记录符合几种情形时怎样计',
    ])
    expect(messages(plain.replace('floor: item', 'floor: none'))[0]).toContain('没有止境')
    expect(messages(plain.replace('if: late', 'if: latte'))[0]).toContain('latte')
    expect(messages(plain.replace('of: cases.all', 'of: cases.count'))[0]).toContain('这里要events')
    expect(messages(plain.replace('floor: item', 'flor: item'))).toEqual([
      '没有写明扣到哪里为止',
      '不认识的参数“flor”',
    ])
    expect(messages(plain.replace('points: 0.5', 'points: -1'))).toEqual(['没有写几分'])
    const worth = (written: string): string[] =>
      messages(plain.replace('points: 0.5', `points: { of: ${written} }`))
    expect(worth('late, each: 1, most: 1')[0]).toContain('这里应当得出数，得出的是是否')
    expect(worth('1 + 1, each: 0.1')).toEqual(['“most”应当是大于0的数'])
    expect(worth('4 / 2, each: 0.1, most: 1')).toEqual(['没有写明不足1的怎样算'])
    expect(worth('1 + 1, each: 0.1, most: 1')).toEqual([])
  })
})

describe('whatever the rows turn out to be, their points lie in the interval', () => {
  it('with several conditions added, an excuse and an attribution', () => {
    const pack = rowPack(two('add', ', excuse: filed, only: own'))
    const cost = ({ late, lost, filed, own }: Cells): number =>
      filed || !own ? 0 : (late ? 50 : 0) + (lost ? 100 : 0)
    expectEveryCompletionInside({
      pack,
      cells: { late: flag, lost: flag, filed: flag, own: flag },
      byHand: (rows) => Math.max(0, 300 - rows.reduce((total, row) => total + cost(row), 0)),
    })
  })

  it('with the dearest of several and a cap', () => {
    expectEveryCompletionInside({
      pack: rowPack(two('highest', ', cap: 2')),
      cells: { late: flag, lost: flag },
      byHand: (rows) =>
        300 -
        Math.min(
          200,
          rows.reduce((total, row) => total + (row.lost ? 100 : row.late ? 50 : 0), 0),
        ),
    })
  })

  it('with steps that fall and rise, over rows whose actor is not known', () => {
    const steps = [30, 10, 60]
    const pack = rowPack(
      '{ per_record: { of: cases.own, deduct: [{ if: late, title: 逾期 }, { if: lost, title: 败诉 }], floor: item, escalate: { by: actor, steps: [0.3, 0.1, 0.6], beyond: nothing } } }',
    )
    const costOf = (count: number): number => steps.slice(0, count).reduce((total, step) => total + step, 0)
    expectEveryCompletionInside({
      pack,
      most: 4,
      cells: { own: flag, late: flag, lost: flag, actor: fc.constantFrom('综治办', '城管办') },
      byHand(rows) {
        const hits = rows.filter((row) => row.own && (row.late || row.lost))
        const of = (actor: string): number => costOf(hits.filter((row) => row.actor === actor).length)
        return Math.max(0, 300 - of('综治办') - of('城管办'))
      },
    })
  })

  it('with points earned', () => {
    expectEveryCompletionInside({
      pack: rowPack(
        '{ per_record: { of: cases.own, credit: [{ if: held, points: 0.8, title: 开展 }], cap: 2 } }',
      ),
      cells: { own: flag, held: flag },
      byHand: (rows) => Math.min(200, 80 * rows.filter((row) => row.own && row.held).length),
    })
  })

  it('over a list that may be empty', () => {
    expectEveryCompletionInside({
      pack: rowPack(plain.replace('of: cases.all,', 'of: cases.all, over: cases.all,'), {
        more: '  empty: { treat: renormalise, within: dimension }',
      }),
      cells: { late: flag },
      byHand: (rows) =>
        rows.length === 0 ? null : Math.max(0, 300 - 50 * rows.filter((row) => row.late).length),
    })
  })
})
