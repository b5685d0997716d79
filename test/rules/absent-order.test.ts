/** What moves when items do not apply, worked by hand. */
import { expect, it } from 'vitest'
import { rational, toFraction } from '../../rules/rational.ts'
import { type Movable, moveValues } from '../../rules/totals.ts'

const item = (id: string, dimension: string, value: number, absent = false): Movable => ({
  item: { table: { id, dimension, empty: { treat: 'renormalise', within: 'dimension' } } },
  value: rational(value),
  worth: rational(value),
  outcome: absent ? 'not_applicable' : 'met',
  effective: rational(absent ? 0 : value),
})

it('a dimension is filled up within itself before an absent dimension is spread, in whatever order they stand', () => {
  const present = () => [item('present', 'first', 5), item('third', 'third', 10)]
  const gone = () => [item('gone', 'first', 5, true), item('absent', 'second', 10, true)]
  for (const items of [
    [...present(), ...gone()],
    [...present(), ...gone().reverse()],
  ]) {
    moveValues(items)
    // 5 + 5 and 10, then ten more over twenty: 10 × 30 ÷ 20 each.
    expect(items.slice(0, 2).map(({ effective }) => toFraction(effective))).toEqual(['15', '15'])
  }
})
