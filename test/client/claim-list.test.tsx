// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact'
import { useState } from 'preact/hooks'
import { afterEach, describe, expect, it } from 'vitest'
import type { StoredClaim } from '../../client/api.ts'
import type { Decision } from '../../client/parts/claim-list.tsx'
import { ClaimList } from '../../client/parts/claim-list.tsx'
import { numbered } from '../../client/parts/claim-state.ts'
import { chooseSingleKeys } from '../../client/state.ts'

afterEach(() => {
  cleanup()
  chooseSingleKeys(true)
  location.hash = ''
})

const claim = (id: string, start: number, more: Partial<StoredClaim> = {}): StoredClaim => ({
  id,
  document: 'd1',
  version: 1,
  fact: `f.${id}`,
  items: ['item'],
  value: 2,
  quote: `引文${id}`,
  start,
  end: start + 3,
  status: 'proposed',
  ...more,
})

/** A list that decides as the page does, and a record of what was asked of it. */
const Board = ({ start, log }: { start: StoredClaim[]; log: string[] }) => {
  const [claims, setClaims] = useState(start)
  const [current, setCurrent] = useState<string | null>(null)
  const decide = (target: StoredClaim, decision: Decision) => {
    log.push(`${decision} ${target.id}`)
    setClaims((old) => old.map((one) => (one.id === target.id ? { ...one, status: decision } : one)))
  }
  return (
    <ClaimList
      claims={claims}
      numbers={numbered(claims)}
      facts={new Map(start.map((one) => [one.fact, { title: `数据项${one.id}`, unit: '次' }]))}
      items={new Map([['item', { id: 'item', number: '7.1', title: '中心组学法' }]])}
      current={current}
      busy={false}
      onCurrent={setCurrent}
      onDecide={decide}
      onSettle={(target) => log.push(`settle ${target.id}`)}
      onShow={(target) => log.push(`show ${target.id}`)}
    />
  )
}

const setUp = (claims: StoredClaim[]) => {
  const log: string[] = []
  const view = render(<Board start={claims} log={log} />)
  const focusOn = (id: string) => document.getElementById(`claim-${id}`)?.focus()
  const press = (key: string, more: object = {}) => {
    const target = document.activeElement
    if (target) fireEvent.keyDown(target, { key, ...more })
  }
  return { ...view, log, focusOn, press, focused: () => document.activeElement?.id }
}

describe('the list of claims by keyboard', () => {
  it('moves with the arrows, accepts with A, refuses with R and goes on to the next that waits', () => {
    const { log, focusOn, press, focused } = setUp([claim('a', 0), claim('b', 10), claim('c', 20)])
    focusOn('a')
    press('ArrowDown')
    expect(focused()).toBe('claim-b')
    press('ArrowUp')
    expect(focused()).toBe('claim-a')
    press('a')
    expect(focused()).toBe('claim-b')
    press('R')
    expect(focused()).toBe('claim-c')
    expect(log).toEqual(['accepted a', 'refused b'])
  })

  it('takes a decision back with U and keeps the focus on the claim', () => {
    const { log, focusOn, press, focused } = setUp([claim('a', 0, { status: 'accepted' })])
    focusOn('a')
    press('u')
    expect(log).toEqual(['proposed a'])
    expect(focused()).toBe('claim-a')
  })

  it('shows the place in the text with Enter', () => {
    const { log, focusOn, press } = setUp([claim('a', 0)])
    focusOn('a')
    press('Enter')
    expect(log).toEqual(['show a'])
  })

  it('does nothing on single keys once they are switched off, or with a modifier', () => {
    const { log, focusOn, press, getByLabelText } = setUp([claim('a', 0)])
    focusOn('a')
    press('a', { ctrlKey: true })
    fireEvent.click(getByLabelText('单键操作'))
    focusOn('a')
    press('a')
    expect(log).toEqual([])
  })

  it('has the same deeds on buttons', () => {
    const { log, getByRole } = setUp([claim('a', 0)])
    fireEvent.click(getByRole('button', { name: /^采信/ }))
    expect(log).toEqual(['accepted a'])
  })
})

describe('the order and the words of the list', () => {
  it('puts contradictions first and lets a person settle on one', () => {
    const clash = { status: 'contradicted', fact: 'f.same' } as const
    const { getAllByRole, log, focusOn, press } = setUp([
      claim('a', 0),
      claim('b', 10, { ...clash, value: 4 }),
      claim('c', 20, { ...clash, value: 3 }),
    ])
    const groups = getAllByRole('group').map((group) => group.getAttribute('aria-label'))
    expect(groups).toEqual([
      '第2条，矛盾：数据项c，4次',
      '第3条，矛盾：数据项c，3次',
      '第1条，待定：数据项a，2次',
    ])
    focusOn('c')
    press('a')
    expect(log).toEqual(['settle c'])
  })

  it('says of a claim no item reads that it does not count, and offers no decision', () => {
    const { getByRole, queryByRole } = setUp([claim('a', 0, { items: [] })])
    expect(getByRole('group').getAttribute('aria-label')).toMatch(/^第1条，不计分：/)
    expect(queryByRole('button')).toBeNull()
  })

  it('shows value with hedge in words, quotation, item and why a claim was refused', () => {
    const { getByRole } = setUp([
      claim('a', 0, { status: 'refused', value: 100000, unit: '元', hedge: 'gte', reason: '不是年度报告' }),
    ])
    const text = getByRole('group').textContent ?? ''
    for (const words of ['不少于100,000元', '“引文a”', '7.1 中心组学法', '不是年度报告'])
      expect(text).toContain(words)
  })
})
