// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from '@testing-library/preact'
import { describe, expect, it } from 'vitest'
import { ImportsPage } from '../../client/pages/imports.tsx'
import { insertImport } from '../../db/imports.ts'
import { openWorkbook } from '../../server/workbooks/open-workbook.ts'
import { workbook } from '../support/workbook.ts'
import { draw, place, startPages } from './support.tsx'

const choose = (control: HTMLElement, value: string) => fireEvent.change(control, { target: { value } })

const open = async (...sheets: Parameters<typeof workbook>) => {
  const app = await startPages()
  // As an upload keeps it; the thread that reads workbooks is tested with the server.
  const grids = await openWorkbook(await workbook(...sheets), '台账.xlsx')
  const stored = {
    id: 'a',
    township: 'east',
    name: '台账.xlsx',
    status: 'open' as const,
    version: 1,
    grids: JSON.stringify(grids),
    choices: JSON.stringify({ mode: 'append', sheets: {} }),
    outcome: null,
    at: '2025-06-01T00:00:00.000Z',
    actor: '某人',
  }
  await app.db
    .transaction()
    .execute((tx) => insertImport(tx, { county: place.county, cycle: Number(place.year) }, stored))
  const page = draw(<ImportsPage at={place} />)
  fireEvent.click(await page.findByRole('button', { name: '台账.xlsx' }))
  const select = (sheet: string) => page.findByLabelText(`工作表${sheet}的台账`) as Promise<HTMLSelectElement>
  return { page, select }
}

describe('the imports page', () => {
  it('lets any register be chosen for a sheet, changed again and left out', async () => {
    const { page, select } = await open({
      name: '甲表',
      rows: [
        ['甲', '乙', '丙'],
        ['子', '丑', '寅'],
      ],
    })
    choose(await select('甲表'), 'decisions')
    await page.findByText(/必填的“决策事项”/)
    choose(await select('甲表'), 'hearings')
    await waitFor(async () => expect((await select('甲表')).value).toBe('hearings'))
    choose(await select('甲表'), '')
    await page.findByText('不导入', { selector: 'small' })
    choose(await select('甲表'), 'decisions')
    await page.findByText(/必填的“决策事项”/)
  })

  it('takes hidden rows and hidden sheets along when asked to', async () => {
    const head = ['决策事项', '集体讨论日期']
    const { page, select } = await open(
      {
        name: '重大决策',
        rows: [head, ['修桥', '2025-03-10'], ['建桥', '2025-03-11']],
        hiddenRows: [3],
      },
      { name: '旧表', rows: [head, ['护桥', '2025-03-12']], hidden: true },
    )
    await page.findByRole('button', { name: '导入1条' })
    fireEvent.click(page.getByLabelText('隐藏的行一并读入'))
    await page.findByRole('button', { name: '导入2条' })
    choose(await select('旧表'), 'decisions')
    await page.findByRole('button', { name: '导入3条' })
  })

  it('mends a repeated row in the cell that repeats', async () => {
    const { page } = await open({
      name: '重大决策',
      rows: [
        ['决策事项', '集体讨论日期'],
        ['修桥', '2025-03-10'],
        ['修桥', '2025-03-10'],
      ],
    })
    const form = await page.findByRole('form', { name: '重大决策有误的行' })
    const cell = within(form).getByLabelText('A3 决策事项') as HTMLInputElement
    expect(cell.value).toBe('修桥')
    fireEvent.input(cell, { target: { value: '建桥' } })
    fireEvent.submit(form)
    await page.findByRole('button', { name: '导入2条' })
  })
})
