// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { IntervalBar, RangeBar, RulerBar } from '../../client/parts/interval.tsx'

afterEach(cleanup)

const node = { secured: '1.8', open: '0.133333', lost: '0.066667' }

describe('the interval bar', () => {
  it('says its three numbers and draws each as wide as its points', () => {
    const { getByRole, container } = render(<IntervalBar node={node} />)
    expect(getByRole('img').getAttribute('aria-label')).toBe('已得1.80，可争取0.13，已失0.07')
    const widths = [...container.querySelectorAll('i')].map((part) => [part.className, part.style.flexGrow])
    expect(widths).toEqual([
      ['s', '1.8'],
      ['o', '0.133333'],
      ['l', '0.066667'],
    ])
  })

  it('draws nothing for a part without points', () => {
    const { container } = render(<IntervalBar node={{ secured: '2', open: '0', lost: '0.000000' }} />)
    expect([...container.querySelectorAll('i')].map((part) => part.className)).toEqual(['s'])
  })
})

describe('a score on a scale', () => {
  it('is a range while it is open and a point once both ends meet', () => {
    const open = render(<RangeBar low="80" high="90" from={60} />)
    const bar = open.container.querySelector('i')
    expect([bar?.className, bar?.style.left, bar?.style.width]).toEqual(['iv', '50%', '25%'])
    const decided = render(<RangeBar low="80" high="80" from={0} />)
    expect(decided.container.querySelector('i')?.className).toBe('pt')
  })

  it('stays on the scale even when it lies below it', () => {
    const { container } = render(<RangeBar low="28.07" high="100" from={60} />)
    expect(container.querySelector('i')?.style.left).toBe('0%')
  })

  it('has beside it what closing all registers today would give', () => {
    const { getByRole } = render(
      <RulerBar
        node={{ low: '58.18', high: '100', secured: '58.18', open: '41.82', lost: '0', over: '0' }}
        onRecord={{ low: '69.42', high: '77.32' }}
      />,
    )
    expect(getByRole('img', { name: /得分区间58\.18—100\.00，按现有记录69\.42—77\.32/ })).toBeTruthy()
  })
})
