// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { LinkedText } from '../../client/parts/linked-text.tsx'

afterEach(cleanup)

describe('a drafted sentence', () => {
  const text = '𠮷桥镇6项重大行政决策中，1项未见意见（修桥）。'
  const spans = [
    { start: 3, end: 4, fact: 'decisions.major' },
    { start: 13, end: 14, fact: 'decisions.reviewed' },
  ]

  it('keeps its words and makes each number a link to the fact it comes from', () => {
    const { container, getAllByRole } = render(
      <p>
        <LinkedText
          text={text}
          spans={spans}
          href={(fact) => `/items/x#fact-${fact}`}
          titles={new Map([['decisions.major', '重大行政决策']])}
        />
      </p>,
    )
    expect(container.textContent).toBe(text)
    expect(getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['6', '/items/x#fact-decisions.major'],
      ['1', '/items/x#fact-decisions.reviewed'],
    ])
    expect(getAllByRole('link')[0]?.title).toBe('来源：重大行政决策')
  })

  it('without spans is plain text', () => {
    const { container, queryByRole } = render(
      <p>
        <LinkedText text={text} spans={[]} href={() => ''} titles={new Map()} />
      </p>,
    )
    expect(container.textContent).toBe(text)
    expect(queryByRole('link')).toBeNull()
  })
})
