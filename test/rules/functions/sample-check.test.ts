import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rational, toFraction } from '../../../rules/rational.ts'
import { between, exact, expectInside, faults, outcomes, pointsAt, tried } from '../../support/measured.ts'

const strict = { sample_check: { failed: 'n.count', size: 5, rule: 'any_failure_zero' } }
const rate = { sample_check: { failed: 'n.count', size: 'n.other', rule: 'rate' } }

describe('sample_check', () => {
  it('gives nothing for any failure', () => {
    for (let failed = 0; failed <= 5; failed++)
      expect(toFraction(pointsAt(tried(strict), { 'n.count': exact(failed) }))).toBe(failed === 0 ? '3' : '0')
  })

  it('gives the rate that passed', () => {
    for (const [failed, size] of [
      [0, 8],
      [1, 8],
      [3, 7],
      [7, 7],
    ] as const)
      expect(toFraction(pointsAt(tried(rate), { 'n.count': exact(failed), 'n.other': exact(size) }))).toBe(
        toFraction(rational(3 * (size - failed), size)),
      )
  })

  it('does not apply where nothing was drawn', () => {
    expect(tried(rate).points({ 'n.count': exact(0), 'n.other': exact(0) }).empty).toBe(true)
    expect(tried(rate).points({ 'n.count': exact(0), 'n.other': between(0, null) }).mayBeEmpty).toBe(true)
    expect(tried(strict).points({ 'n.count': exact(0) }).mayBeEmpty).toBe(false)
  })

  it('holds the points of every result inside what is known', () => {
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.option(fc.nat(4)),
        fc.nat(4),
        fc.option(fc.nat(4)),
        (failed, more, size, sizeMore) => {
          const inner = []
          for (let a = failed; a <= failed + (more ?? 15); a++)
            for (let b = Math.max(size, 1); b <= size + (sizeMore ?? 15); b++)
              if (a <= b) inner.push({ 'n.count': exact(a), 'n.other': exact(b) })
          const range = {
            'n.count': between(failed, more === null ? null : failed + more),
            'n.other': between(size, sizeMore === null ? null : size + sizeMore),
          }
          if (inner.length > 0) expectInside(tried(rate), range, inner)
        },
      ),
    )
  })

  it('is refused without its rule or with half a sample', () => {
    expect(faults({ sample_check: { failed: 'n.count', size: 5 } })).toEqual([
      'rule：没有写明抽查不合格怎样计分',
    ])
    expect(faults({ sample_check: { failed: 'n.count', size: 2.5, rule: 'rate' } })).toEqual([
      'size：抽查数应当是整数',
    ])
    expect(outcomes(strict)).toEqual(['met', 'not_met', 'unknown'])
  })
})
