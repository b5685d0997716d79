// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from '@testing-library/preact'
import { describe, expect, it } from 'vitest'
import type { FactEntry } from '../../client/api.ts'
import { FactsPage } from '../../client/pages/facts.tsx'
import { canBeStated, StatementForm } from '../../client/parts/statement.tsx'
import { at, type TestApp } from '../support/app.ts'
import { draw, place, startPages } from './support.tsx'

const fact = 'villages.total'
const path = `${at()}/statements/${fact}`
type Facts = { facts: FactEntry[] }
const stored = async (app: TestApp) =>
  (await app.get<Facts>(`${at()}/facts`)).body.facts.find((one) => one.id === fact)?.statement

/** The facts with the form of the number of villages open, 28 typed in for it. */
const openForm = async () => {
  const app = await startPages()
  await app.send('PUT', path, { version: 0, value: 28, document: '东政发〔2025〕3号' })
  const page = draw(<FactsPage at={place} />)
  fireEvent.input(await page.findByLabelText('查找数据项'), { target: { value: '村（社区）总数' } })
  fireEvent.click(page.getByRole('button', { name: /更正/ }))
  const form = page.getByRole('form', { name: '填报村（社区）总数' })
  return { app, page, form }
}

describe('a typed total', () => {
  it('is taken back, and then nothing is typed in', async () => {
    const { app, page, form } = await openForm()
    fireEvent.click(within(form).getByRole('button', { name: '撤回填报值' }))
    expect(await page.findByText(/^未填报。/)).toBeTruthy()
    expect(await stored(app)).toBeUndefined()
  })

  it('corrected here and taken back elsewhere, shows that there is none and lets the person choose', async () => {
    const { app, page, form } = await openForm()
    await app.send('DELETE', path, { version: 1 })
    fireEvent.input(within(form).getByLabelText(/村（社区）总数/), { target: { value: '29' } })
    fireEvent.submit(form)
    const dialog = await page.findByRole('alertdialog')
    expect(within(dialog).getByRole('cell', { name: '没有填报' })).toBeTruthy()
    expect(await stored(app)).toBeUndefined()
    fireEvent.click(within(dialog).getByRole('button', { name: '用您的版本保存' }))
    await waitFor(async () => expect(await stored(app)).toMatchObject({ value: 29 }))
  })

  it('taken back here and corrected elsewhere, is still to be taken back, not saved', async () => {
    const { app, page, form } = await openForm()
    await app.send('PUT', path, { version: 1, value: 30 })
    fireEvent.click(within(form).getByRole('button', { name: '撤回填报值' }))
    const dialog = await page.findByRole('alertdialog')
    expect(
      within(dialog)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['撤回', '30个', '不同'])
    expect(await stored(app)).toMatchObject({ version: 2, value: 30 })
    fireEvent.click(within(dialog).getByRole('button', { name: '仍然撤回' }))
    await waitFor(async () => expect(await stored(app)).toBeUndefined())
  })

  it('taken back in both windows asks nothing', async () => {
    const { app, page, form } = await openForm()
    await app.send('DELETE', path, { version: 1 })
    fireEvent.click(within(form).getByRole('button', { name: '撤回填报值' }))
    expect(await page.findByText(/^未填报。/)).toBeTruthy()
    expect(page.queryByRole('alertdialog')).toBeNull()
  })

  it('of a fact with choices is one of them', () => {
    const grade: FactEntry = {
      id: 'x.grade',
      title: '评查等次',
      kind: 'choice',
      of: ['优秀', '良好'],
      state: 'unknown',
      strength: null,
      text: '未提供',
      notes: [],
      quotes: [],
      rows: [],
      register: 'x',
      items: [],
    }
    const form = draw(<StatementForm at={place} fact={grade} onChanged={async () => {}} />)
    const select = form.getByLabelText('评查等次') as HTMLSelectElement
    expect([...select.options].map((option) => option.textContent)).toEqual(['未填', '优秀', '良好'])
    expect(canBeStated({ kind: 'events' })).toBe(false)
  })
})

describe('the facts', () => {
  it('counts bounds as undecided too', async () => {
    const app = await startPages()
    const page = draw(<FactsPage at={place} />)
    const undecided = async () =>
      Number(/(\d+)个/.exec((await page.findByText(/只看未定的/)).textContent ?? '')?.[1])
    const before = await undecided()
    await app.send('PUT', path, { version: 0, value: 28, hedge: 'gte' })
    page.unmount()
    const bounded = draw(<FactsPage at={place} />)
    expect((await bounded.findByText(/只看未定的/)).textContent).toContain(`${before}个`)
    bounded.unmount()
    await app.send('PUT', path, { version: 1, value: 28 })
    const exact = draw(<FactsPage at={place} />)
    expect((await exact.findByText(/只看未定的/)).textContent).not.toContain(`的${before}个`)
  })
})
