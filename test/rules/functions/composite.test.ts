import { describe, expect, it } from 'vitest'
import { toFraction } from '../../../rules/rational.ts'
import { between, faults, tried } from '../../support/measured.ts'

const sources = [
  { title: '资料核查', of: 'n.count', scale: 100, weight: '70%' },
  { title: '社会评议', of: 'n.other', scale: 10, weight: '30%' },
]
const composite = tried({ composite: { sources } }, '20')
const points = (count: [number, number | null], other: [number, number | null]) => {
  const { low, high } = composite.points({ 'n.count': between(...count), 'n.other': between(...other) })
  return [toFraction(low), toFraction(high)]
}

describe('a composite of sources', () => {
  it('is the weighted sum of its sources, each on its own scale', () => {
    // 20 × (0.7 × 90 ÷ 100 + 0.3 × 8 ÷ 10) = 20 × 0.87
    expect(points([90, 90], [8, 8])).toEqual(['87/5', '87/5'])
  })

  it('leaves a missing source open instead of taking it for nought', () => {
    expect(points([90, 90], [0, null])).toEqual(['63/5', '93/5'])
  })

  it('gives no more than full marks for a source above its scale', () => {
    expect(points([120, 120], [10, 10])).toEqual(['20', '20'])
  })

  it('asks for weights that add up and scales that are there', () => {
    const wrong = faults({
      composite: {
        sources: [
          { ...sources[0], weight: '60%' },
          { ...sources[1], scale: 0 },
        ],
      },
    })
    expect(wrong.join('\n')).toContain('各来源权重合计90%，不是100%')
    expect(wrong.join('\n')).toContain('“scale”应当是大于0的数')
  })
})
