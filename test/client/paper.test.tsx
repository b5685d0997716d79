// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import type { StoredClaim } from '../../client/api.ts'
import { numbered } from '../../client/parts/claim-state.ts'
import { Paper } from '../../client/parts/paper.tsx'
import { paragraphsOf } from '../../client/parts/paper-segments.ts'
import type { DocumentView } from '../../rules/assessment.ts'

afterEach(cleanup)

// 𠮷 is one code point and two UTF-16 units: offsets after it must not slip.
const text = '𠮷桥镇年度报告\n中心组学法2次。\n\n四、下一年度安排\n力争学法4次。'
const view: DocumentView = {
  text,
  title: '𠮷桥镇年度报告',
  organisation: null,
  kind: 'township_report',
  year: 2025,
  header: { 发布日期: '2026-03-09', 成文日期: null },
  sections: [{ kind: 'plan', heading: '四、下一年度安排', start: 18, end: 33 }],
  shortcomings: [],
  plans: [],
}
const claim = (id: string, start: number, end: number, more: Partial<StoredClaim> = {}): StoredClaim => ({
  id,
  document: 'd1',
  version: 1,
  fact: `f.${id}`,
  items: ['item'],
  value: 2,
  quote: Array.from(text).slice(start, end).join(''),
  start,
  end,
  status: 'accepted',
  ...more,
})

describe('the text of a report', () => {
  it('loses no character of a line and underlines exactly the quotation', () => {
    const quoted = claim('a', 8, 15)
    const paragraphs = paragraphsOf(view, [quoted])
    expect(paragraphs.map((one) => one.pieces.map((piece) => piece.text).join(''))).toEqual(
      text.split('\n').filter((line) => line !== ''),
    )
    const marked = paragraphs.flatMap((one) => one.pieces.filter((piece) => piece.claims.length > 0))
    expect(marked.map((piece) => piece.text)).toEqual(['中心组学法2次'])
    expect(quoted.quote).toBe('中心组学法2次')
  })

  it('cuts overlapping quotations so that each piece knows all its claims', () => {
    const paragraphs = paragraphsOf(view, [claim('a', 8, 15), claim('b', 11, 15)])
    const pieces = paragraphs.flatMap((one) => one.pieces.filter((piece) => piece.claims.length > 0))
    expect(
      pieces.map((piece) => [piece.text, piece.claims.length, piece.begins.map((one) => one.id)]),
    ).toEqual([
      ['中心组', 1, ['a']],
      ['学法2次', 2, ['b']],
    ])
  })

  it('says of a plan that it is not read as a result, and keeps a blank header field blank', () => {
    const claims = [claim('a', 8, 15)]
    const { container, getByText } = render(
      <Paper
        view={view}
        claims={claims}
        numbers={numbered(claims)}
        current={null}
        onFollow={() => undefined}
      />,
    )
    expect(container.querySelector('.unread')?.textContent).toContain(
      '本部分是计划，不读作结果四、下一年度安排力争学法4次。',
    )
    expect(getByText('空白').parentElement?.textContent).toBe('成文日期：空白')
    expect(container.querySelector('mark')?.className).toBe('cl acc')
    expect(container.querySelector('h2')?.textContent).toBe('𠮷桥镇年度报告')
  })

  it('leads from a number to its claim in the list', () => {
    const followed: string[] = []
    const claims = [claim('a', 8, 15)]
    const { getByRole } = render(
      <Paper
        view={view}
        claims={claims}
        numbers={numbered(claims)}
        current={null}
        onFollow={({ id }) => followed.push(id)}
      />,
    )
    fireEvent.click(getByRole('link', { name: /^1\s*已采信，到列表第1条$/ }))
    expect(followed).toEqual(['a'])
  })
})
