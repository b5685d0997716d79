// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { Pools } from '../../client/parts/pools.tsx'
import { Tree } from '../../client/parts/tree.tsx'
import type { Assessment, PoolView } from '../../rules/assessment.ts'
import { at } from '../support/app.ts'
import { draw, place, startPages } from './support.tsx'

const line = { low: '1', high: '2', reason: { text: '省级表彰1次，加1.00分。', steps: [] }, facts: [] }
const pools: PoolView[] = [
  {
    id: 'bonus',
    title: '加分项',
    sign: 'plus',
    cap: '3',
    low: '1',
    high: '2',
    onRecord: { low: '1', high: '1' },
    lines: [{ ...line, id: 'award', title: '表彰奖励' }],
  },
  {
    id: 'deduction',
    title: '扣分项',
    sign: 'minus',
    cap: '5',
    low: '0.5',
    high: '0.5',
    onRecord: { low: '0', high: '0' },
    lines: [],
  },
]

describe('pools beside the base', () => {
  it('show what they add or take, their cap, and each line with its reason', () => {
    const page = draw(<Pools at={place} pools={pools} />)
    const rows = page.getAllByRole('row').map((row) => row.textContent)
    expect(rows[1]).toBe('加分项加分3加1.00—2.00+1.00')
    expect(rows[2]).toContain('省级表彰1次，加1.00分。')
    expect(rows[3]).toBe('扣分项扣分5−0.500.00')
    expect(page.getByRole('link', { name: '表彰奖励' }).getAttribute('href')).toBe(
      '/c/test/2025/townships/east/items/award',
    )
  })

  it('are not mentioned where a pack has none', () => {
    expect(draw(<Pools at={place} pools={[]} />).queryByRole('table')).toBeNull()
  })

  it('stand below the items in the tree', async () => {
    const app = await startPages()
    const { body } = await app.get<Assessment>(`${at()}/assessment`)
    const withPools = { ...body, score: { ...body.score, pools } }
    const tree = draw(<Tree at={place} assessment={withPools} current="award" />)
    const links = tree.getAllByRole('link')
    expect(links[links.length - 1]?.textContent).toBe('表彰奖励加1.00—2.00')
    expect(links[links.length - 1]?.getAttribute('aria-current')).toBe('true')
  })
})
