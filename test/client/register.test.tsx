// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from '@testing-library/preact'
import { describe, expect, it } from 'vitest'
import { RegisterPage } from '../../client/pages/register.tsx'
import { at } from '../support/app.ts'
import { draw, place, startPages } from './support.tsx'

const rows = `${at()}/registers/decisions/rows`
const type = (control: HTMLElement, value: string) => fireEvent.input(control, { target: { value } })

describe('a register in the browser', () => {
  it('grows its form from the declaration, adds a row and says when it was saved', async () => {
    await startPages()
    const page = draw(<RegisterPage at={place} register="decisions" />)
    fireEvent.click(await page.findByRole('button', { name: '加一行' }))
    const form = page.getByRole('form', { name: /加一行/ })
    type(within(form).getByLabelText(/决策事项/), '修桥')
    type(within(form).getByLabelText(/集体讨论日期/), '2025年3月10日')
    fireEvent.submit(form)
    expect(await page.findByRole('rowheader', { name: /修桥/ })).toBeTruthy()
    expect(page.getByRole('cell', { name: '2025年3月10日' })).toBeTruthy()
    expect(page.getByRole('status').textContent).toMatch(/^已保存 \d\d:\d\d$/)
    expect(page.queryByRole('form')).toBeNull()
  })

  it('puts errors in a summary that takes focus and at their fields, and loses nothing that was typed', async () => {
    await startPages()
    const page = draw(<RegisterPage at={place} register="decisions" />)
    fireEvent.click(await page.findByRole('button', { name: '加一行' }))
    const form = page.getByRole('form', { name: /加一行/ })
    type(within(form).getByLabelText(/集体讨论日期/), '2025-02-30')
    fireEvent.submit(form)
    const summary = await page.findByRole('alert')
    await waitFor(() => expect(document.activeElement).toBe(summary))
    expect(within(summary).getAllByRole('link')).toHaveLength(2)
    const date = within(form).getByLabelText(/集体讨论日期/)
    expect(date.getAttribute('aria-invalid')).toBe('true')
    expect((date as HTMLInputElement).value).toBe('2025-02-30')
    const words = document.getElementById(date.getAttribute('aria-describedby') ?? '')?.textContent ?? ''
    expect(words).toMatch(/^错误：.*2025年2月没有30日/)
  })

  it('shows both versions when another window was first, and writes only the chosen one', async () => {
    const app = await startPages()
    const values = { title: '修桥', meeting_on: '2025-03-10' }
    await app.send('POST', rows, { values })
    const page = draw(<RegisterPage at={place} register="decisions" />)
    fireEvent.click(await page.findByRole('button', { name: /更正/ }))
    const form = page.getByRole('form', { name: /更正一行/ })
    await app.send('PUT', `${rows}/1`, { version: 1, values: { ...values, sent_on: '2025-03-01' } })
    type(within(form).getByLabelText(/集体讨论日期/), '2025-03-20')
    fireEvent.submit(form)

    const dialog = await page.findByRole('alertdialog')
    const lines = within(dialog)
      .getAllByRole('row')
      .map((row) => row.textContent)
      .filter((line) => line?.includes('不同：'))
    expect(lines).toEqual([
      '送审日期空白2025年3月1日不同：用已保存的',
      '集体讨论日期2025年3月20日2025年3月10日不同：用您改的',
    ])
    expect(dialog.textContent).toContain('只把您改过的集体讨论日期写到已保存的版本上')
    // Neither is the first choice.
    expect(dialog.querySelector('.btn-main')).toBeNull()
    const stored = () =>
      app.get<{ rows: { version: number; values: object }[] }>(`${at()}/registers/decisions`)
    expect((await stored()).body.rows[0]).toMatchObject({ version: 2, values: { meeting_on: '2025-03-10' } })

    fireEvent.click(within(dialog).getByRole('button', { name: '保存合并后的版本' }))
    await waitFor(() => expect(page.queryByRole('alertdialog')).toBeNull())
    expect((await stored()).body.rows[0]).toMatchObject({
      version: 3,
      values: { meeting_on: '2025-03-20', sent_on: '2025-03-01' },
    })
  })

  it('closed in another window meanwhile, offers to read its state again and keeps the form', async () => {
    const app = await startPages()
    await app.send('POST', rows, { values: { title: '修桥', meeting_on: '2025-03-10' } })
    const page = draw(<RegisterPage at={place} register="decisions" />)
    fireEvent.click(await page.findByRole('button', { name: /更正/ }))
    const form = page.getByRole('form', { name: /更正一行/ })
    await app.send('PUT', `${at()}/registers/decisions/state`, { version: 0, state: 'closed' })
    type(within(form).getByLabelText(/集体讨论日期/), '2025-03-20')
    fireEvent.submit(form)
    fireEvent.click(await page.findByRole('button', { name: '重新读取台账状态' }))
    await waitFor(() =>
      expect((page.getByRole('radio', { name: '封账' }) as HTMLInputElement).checked).toBe(true),
    )
    expect((within(form).getByLabelText(/集体讨论日期/) as HTMLInputElement).value).toBe('2025-03-20')
    await waitFor(() => expect(page.queryByRole('alert')).toBeNull())
  })

  it('asks before it deletes', async () => {
    const app = await startPages()
    await app.send('POST', rows, { values: { title: '修桥', meeting_on: '2025-03-10' } })
    const page = draw(<RegisterPage at={place} register="decisions" />)
    const remove = await page.findByRole('button', { name: /^删除/ })
    fireEvent.click(remove)
    const question = page.getByRole('alertdialog', { name: '删除修桥' })
    expect(document.activeElement).toBe(question)
    fireEvent.keyDown(question, { key: 'Escape' })
    expect(page.queryByRole('alertdialog')).toBeNull()
    expect(document.activeElement).toBe(remove)
    fireEvent.click(remove)
    fireEvent.click(page.getByRole('button', { name: '不删除' }))
    expect(page.getByRole('rowheader', { name: /修桥/ })).toBeTruthy()
    fireEvent.click(page.getByRole('button', { name: /^删除/ }))
    fireEvent.click(page.getByRole('button', { name: '确定删除' }))
    expect(await page.findByText('还没有记录')).toBeTruthy()
  })

  it('asks once before it is closed, names the rows that blanks leave undecided, and then offers no change', async () => {
    const app = await startPages()
    await app.send('POST', rows, { values: { title: '修桥', meeting_on: '2025-03-10' } })
    const page = draw(<RegisterPage at={place} register="decisions" />)
    const state = async () => (await app.get<{ state: string }>(`${at()}/registers/decisions`)).body.state
    fireEvent.click(await page.findByRole('radio', { name: '封账' }))
    const question = page.getByRole('alert').textContent ?? ''
    expect(question).toContain('封账：确认除所登记的1条以外没有其他记录？')
    expect(question).toMatch(/修桥：.*空白/)
    fireEvent.click(page.getByRole('button', { name: '取消' }))
    expect((page.getByRole('radio', { name: '登记中' }) as HTMLInputElement).checked).toBe(true)
    expect(await state()).toBe('open')
    fireEvent.click(page.getByRole('radio', { name: '封账' }))
    fireEvent.click(page.getByRole('button', { name: '确认封账' }))
    await waitFor(() => expect(page.queryByRole('button', { name: /更正/ })).toBeNull())
    expect(page.getByText(/要改动记录，先改回/)).toBeTruthy()
    expect(await state()).toBe('closed')
    fireEvent.click(page.getByRole('radio', { name: '登记中' }))
    fireEvent.click(page.getByRole('button', { name: '确认改回' }))
    expect(await page.findByRole('button', { name: /更正/ })).toBeTruthy()
  })

  it('says of an undecided row which cell is blank, and of a row that only counts that it counts', async () => {
    const app = await startPages()
    await app.send('POST', rows, {
      values: { title: '修桥', in_catalogue: true, flagged_major: true, meeting_on: '2025-03-10' },
    })
    await app.send('POST', `${at()}/registers/study_sessions/rows`, {
      values: {
        held_on: '2025-03-10',
        body: '理论学习中心组',
        topic: '行政处罚法',
        law_topic: true,
      },
    })
    const decisions = draw(<RegisterPage at={place} register="decisions" />)
    const row = await decisions.findByRole('row', { name: /修桥/ })
    expect(row.textContent).toMatch(/未定.*审查.*空白/)
    const study = draw(<RegisterPage at={place} register="study_sessions" />)
    const session = await study.findByRole('row', { name: /理论学习中心组/ })
    expect(session.textContent).toContain('计入')
    expect(session.textContent).not.toContain('达标')
  })

  it('signed as empty does not say that nothing was registered yet', async () => {
    const app = await startPages()
    const page = draw(<RegisterPage at={place} register="decisions" />)
    expect(await page.findByText('还没有记录')).toBeTruthy()
    fireEvent.click(page.getByRole('radio', { name: '零报告' }))
    fireEvent.click(page.getByRole('button', { name: '确认零报告' }))
    expect(await page.findByText('本年度没有这类事项')).toBeTruthy()
    expect(page.queryByText('还没有记录')).toBeNull()
    expect((await app.get<{ state: string }>(`${at()}/registers/decisions`)).body.state).toBe('none')
  })

  it('says what went wrong when the register does not exist, and offers to try again', async () => {
    await startPages()
    const page = draw(<RegisterPage at={place} register="no-such" />)
    expect((await page.findByRole('alert')).textContent).toContain('没有这个台账')
    expect(page.getByRole('button', { name: '重新读取' })).toBeTruthy()
  })
})
