import { describe, expect, it } from 'vitest'
import { changedFields, mergeValues } from '../../client/parts/row-values.ts'
import type { Field } from '../../rules/pack.ts'

const field = (id: string): Field => ({
  id,
  label: id,
  type: 'text',
  required: false,
  namesRow: false,
  blankWhenClosed: 'unknown',
})
const fields = ['a', 'b', 'c', 'd'].map(field)

describe('a row changed in two windows', () => {
  const opened = { a: '1', b: '1', c: '1' }
  const mine = { a: '2', b: '1', c: '2', d: null }
  const current = { a: '1', b: '3', c: '3', d: '3' }

  it('keeps what the other changed wherever this one changed nothing', () => {
    expect(mergeValues(fields, opened, mine, current)).toEqual({ a: '2', b: '3', c: '2', d: '3' })
  })

  it('takes a cell that was emptied here as changed, a blank that stayed blank as not', () => {
    expect(mergeValues(fields, opened, { ...mine, b: null }, current)).toMatchObject({ b: null, d: '3' })
    expect(changedFields(fields, { d: [] }, { d: null })).toEqual([])
  })
})
