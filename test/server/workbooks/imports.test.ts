import { beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../../db/audit.ts'
import { deleteImport, findImport } from '../../../db/imports.ts'
import type { ErrorBody } from '../../../server/errors.ts'
import type { RegisterView } from '../../../server/registers.ts'
import type { ImportEntry, ImportView, Uploaded } from '../../../server/workbooks/imports.ts'
import { openWorkbook } from '../../../server/workbooks/open-workbook.ts'
import type { ImportChoices } from '../../../server/workbooks/plan-import.ts'
import { at, startApp, type TestApp } from '../../support/app.ts'
import { day, workbook } from '../../support/workbook.ts'

const imports = `${at()}/imports`
const countyImports = '/api/counties/test/2025/imports'
const decisions = `${at()}/registers/decisions`

let app: TestApp
beforeEach(async () => {
  app = await startApp()
})

const upload = async (path: string, files: Record<string, Uint8Array>) => {
  const body = new FormData()
  for (const [name, bytes] of Object.entries(files))
    body.append('file', new File([new Uint8Array(bytes)], name))
  const response = await app.request(path, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as { imports: Uploaded[] } & ErrorBody }
}

const uploadOne = async (bytes: Uint8Array, name = '台账.xlsx'): Promise<ImportView> => {
  const [answer] = (await upload(imports, { [name]: bytes })).body.imports
  if (!answer || 'error' in answer) throw new Error(JSON.stringify(answer))
  return answer.import
}

type Answer = { import: ImportView } & ErrorBody
const settle = async ({ id, version }: ImportView, choices: Partial<ImportChoices>) => {
  const body = { version, choices: { mode: 'append', sheets: {}, ...choices } }
  return (await app.send<Answer>('PUT', `${imports}/${id}`, body)).body.import
}
const commit = ({ id, version, versions }: ImportView) =>
  app.send<Answer>('POST', `${imports}/${id}/commit`, { version, versions })
const drop = ({ id, version }: ImportView) => app.send<Answer>('DELETE', `${imports}/${id}`, { version })
const rows = async () => (await app.get<RegisterView>(decisions)).body.rows

/** Two decisions kept plainly, one of them wrong. */
const plain = () =>
  workbook({
    name: '重大决策',
    rows: [
      ['决策事项', '列入目录', '送审日期', '审查意见日期', '审查结论', '集体讨论日期'],
      ['修桥', '√', day('2025-02-20'), '2025年3月1日', '合法', '2025/3/10'],
      ['建桥', '×', null, null, null, '2025.13.1'],
      ['护桥', '有', null, null, null, 20250520],
    ],
  })

/** The same with headers that no register has. */
const strange = () =>
  workbook({
    name: '重大决策',
    rows: [
      ['序号', '事项标题', '目录内', '上会时间'],
      [1, '修桥', '√', '2025/3/10'],
      [2, '建桥', '×', '2025/3/11'],
    ],
  })

describe('importing a workbook', () => {
  it('asks at the county whose rows they are before headers are confirmed, and keeps the upload', async () => {
    const sheet = await workbook({
      name: '学法',
      rows: [
        ['日期', '学习主体', '学习内容', '是否学习法律'],
        [day('2025-03-04'), '理论学习中心组', '行政处罚法', '是'],
      ],
    })
    const { status, body } = await upload(countyImports, { '学法.xlsx': sheet })
    expect(status).toBe(201)
    const [answer] = body.imports
    if (!answer || 'error' in answer) throw new Error(JSON.stringify(answer))
    expect(answer.import.plan!.sheets[0]).toMatchObject({ status: 'ask_township', rows: [] })
    expect(answer.import.plan!.sheets[0]!.columns.some(({ sure }) => !sure)).toBe(true)
    expect(answer.import.questions).toEqual(['工作表“学法”：请选择是哪个乡镇（街道）的'])
    const { body: kept } = await app.get<{ imports: ImportEntry[] }>(countyImports)
    expect(kept.imports).toHaveLength(1)
  })

  it('shows what each row would do and what it does to the score, and writes nothing', async () => {
    const { plan, effects, questions } = await uploadOne(await plain())
    expect(questions).toEqual([])
    expect(plan!.counts).toEqual({ added: 2, changed: 0, unchanged: 0, rejected: 1, removed: 0 })
    const [sheet] = plan!.sheets
    expect(sheet!.rows.map(({ row, status }) => [row, status])).toEqual([
      [2, 'added'],
      [3, 'rejected'],
      [4, 'added'],
    ])
    expect(sheet!.rows[0]!.values).toEqual({
      title: '修桥',
      in_catalogue: true,
      sent_on: '2025-02-20',
      review_on: '2025-03-01',
      review_result: '合法',
      meeting_on: '2025-03-10',
    })
    expect(sheet!.rows[1]!.errors).toEqual([
      expect.objectContaining({ address: 'F3', field: 'meeting_on', text: '2025.13.1' }),
    ])
    expect(effects[0]).toMatchObject({ township: 'east', name: '东桥镇' })
    expect(effects[0]!.items.length).toBeGreaterThan(0)
    expect(await rows()).toEqual([])
  })

  it('takes a cell mended in place, and writes rows as the form does', async () => {
    const first = await uploadOne(await plain())
    const mended = await settle(first, { sheets: { 重大决策: { cells: { F3: '2025-12-01' } } } })
    expect(mended.plan!.counts).toMatchObject({ added: 3, rejected: 0 })
    const done = await commit(mended)
    expect(done).toMatchObject({ status: 200, body: { import: { status: 'done', counts: { added: 3 } } } })
    expect((await rows()).map(({ id, version, values }) => [id, version, values.title])).toEqual([
      ['1', 1, '修桥'],
      ['2', 1, '建桥'],
      ['3', 1, '护桥'],
    ])
    expect((await verifyAudit(app.db, 'test')).fault).toBeNull()
  })

  it('leaves wrong rows out and knows the others when the workbook comes again', async () => {
    await commit(await uploadOne(await plain()))
    const again = await uploadOne(await plain())
    expect(again.plan!.counts).toEqual({ added: 0, changed: 0, unchanged: 2, rejected: 1, removed: 0 })
    expect(again.effects).toEqual([])
  })

  it('keeps what the workbook leaves blank, and says which cells it changes', async () => {
    await app.send('POST', `${decisions}/rows`, {
      values: { title: '护桥', meeting_on: '2025-05-20', in_catalogue: false, review_on: '2025-05-01' },
    })
    const { plan } = await uploadOne(await plain())
    const changed = plan!.sheets[0]!.rows.find(({ status }) => status === 'changed')!
    expect(changed).toMatchObject({
      row: 4,
      id: '1',
      before: { in_catalogue: false, review_on: '2025-05-01' },
      values: { in_catalogue: true, review_on: '2025-05-01' },
    })
  })

  it('gives the workbook back with what to mend in each row, to be mended and imported again', async () => {
    const first = (await commit(await uploadOne(await plain()))).body.import
    const response = await app.request(`${imports}/${first.id}/errors.xlsx`)
    expect(response.status).toBe(200)
    const [grid] = await openWorkbook(new Uint8Array(await response.arrayBuffer()), '台账.xlsx')
    expect(grid!.rows[0]!.at(-1)).toBe('需要改正')
    expect(grid!.rows.map((row) => row[6] ?? null)).toEqual([
      '需要改正',
      null,
      'F3 集体讨论日期：“2025.13.1”不是日历上的日期：没有13月。写日历上有的日期，如2025-03-01',
      null,
    ])
    grid!.rows[2]![5] = '2025-12-01'
    const again = await uploadOne(await workbook({ name: grid!.name, rows: grid!.rows }))
    expect(again.questions).toEqual([])
    expect(again.plan!.sheets[0]!.remembered).toBe(true)
    expect(again.plan!.counts).toMatchObject({ added: 1, unchanged: 2, rejected: 0 })
  })

  it('replaces the list only when all of it could be read', async () => {
    await app.send('POST', `${decisions}/rows`, { values: { title: '旧桥', meeting_on: '2025-01-20' } })
    const first = await settle(await uploadOne(await plain()), { mode: 'replace' })
    expect(first.plan!.counts).toMatchObject({ added: 2, removed: 1, rejected: 1 })
    expect((await commit(first)).body.error).toMatchObject({ code: 'import_not_ready' })
    const without = await settle(first, { mode: 'replace', sheets: { 重大决策: { leftOut: [3] } } })
    expect((await commit(without)).status).toBe(200)
    expect((await rows()).map(({ values }) => values.title)).toEqual(['修桥', '护桥'])
  })

  it('asks about a strange form once: the second import of it asks nothing', async () => {
    const first = await uploadOne(await strange())
    expect(first.questions.length).toBeGreaterThan(0)
    expect((await commit(first)).status).toBe(409)
    const settled = await settle(first, {
      sheets: {
        重大决策: {
          register: 'decisions',
          mapping: { 0: null, 1: 'title', 2: 'in_catalogue', 3: 'meeting_on' },
        },
      },
    })
    expect(settled.questions).toEqual([])
    expect((await commit(settled)).status).toBe(200)
    const second = await uploadOne(await strange(), '第二次.xlsx')
    expect(second.questions).toEqual([])
    expect(second.plan!.sheets[0]).toMatchObject({ status: 'ready', remembered: true })
    expect(second.plan!.counts).toMatchObject({ unchanged: 2, added: 0 })
  })

  it('remembers what words of a form mean', async () => {
    const book = () =>
      workbook({
        name: '重大决策',
        rows: [
          ['决策事项', '审查结论', '集体讨论日期'],
          ['修桥', '没问题', '2025-03-10'],
        ],
      })
    const first = await uploadOne(await book())
    expect(first.plan!.counts).toMatchObject({ rejected: 1 })
    const settled = await settle(first, {
      sheets: { 重大决策: { words: { review_result: { 没问题: '合法' } } } },
    })
    await commit(settled)
    expect((await uploadOne(await book())).plan!.counts).toMatchObject({ unchanged: 1, rejected: 0 })
  })

  it('is undone as a whole, until something was changed on top of it', async () => {
    const first = (await commit(await uploadOne(await plain()))).body.import
    expect(first.fixed).toBeNull()
    expect(await drop(first)).toMatchObject({ status: 200, body: { import: { status: 'undone' } } })
    expect(await rows()).toEqual([])
    const second = (await commit(await uploadOne(await plain()))).body.import
    const [row] = await rows()
    await app.send('PUT', `${decisions}/rows/${row!.id}`, {
      version: row!.version,
      values: { ...row!.values, in_catalogue: false },
    })
    const late = (await app.get<Answer>(`${imports}/${second.id}`)).body.import
    expect(late.fixed).toContain('后来又改过')
    expect((await drop(late)).body.error).toMatchObject({ code: 'import_in_use' })
    expect((await verifyAudit(app.db, 'test')).fault).toBeNull()
  })

  it('is not undone onto a record entered again, nor onto a list reported empty', async () => {
    await app.send('POST', `${decisions}/rows`, { values: { title: '旧桥', meeting_on: '2025-01-20' } })
    const waiting = await settle(await uploadOne(await plain()), {
      mode: 'replace',
      sheets: { 重大决策: { leftOut: [2, 3, 4] } },
    })
    expect(waiting.plan!.counts).toMatchObject({ added: 0, removed: 1 })
    const done = (await commit(waiting)).body.import
    await app.send('PUT', `${decisions}/state`, { version: 0, state: 'none' })
    const empty = (await drop(done)).body.error
    expect(empty).toMatchObject({ code: 'import_in_use', message: expect.stringContaining('零报告') })
    await app.send('PUT', `${decisions}/state`, { version: 1, state: 'open' })
    const again = { title: '旧桥', meeting_on: '2025-01-20', in_catalogue: true }
    await app.send('POST', `${decisions}/rows`, { values: again })
    const twice = (await drop(done)).body.error
    expect(twice).toMatchObject({ code: 'import_in_use', message: expect.stringContaining('又登记了一次') })
    const [row] = await rows()
    await app.send('DELETE', `${decisions}/rows/${row!.id}`, { version: row!.version })
    expect((await drop(done)).body.import).toMatchObject({ status: 'undone' })
    expect((await rows()).map(({ values }) => values)).toEqual([{ title: '旧桥', meeting_on: '2025-01-20' }])
  })

  it('is not given up by one who did not see it taken over', async () => {
    const place = { county: 'test', cycle: 2025 }
    const { id, version } = await uploadOne(await plain())
    expect(await deleteImport(app.db, place, id, version + 1)).toBe(false)
    expect(await findImport(app.db, place, id)).toBeDefined()
    expect(await deleteImport(app.db, place, id, version)).toBe(true)
  })

  it('is given up without a trace while nothing is written', async () => {
    const waiting = await uploadOne(await plain())
    expect(await drop(waiting)).toMatchObject({ status: 200, body: { import: null } })
    expect((await app.get<ErrorBody>(`${imports}/${waiting.id}`)).body.error.code).toBe('import_not_found')
  })

  it('writes nothing when the evidence moved after it was looked at', async () => {
    const waiting = await uploadOne(await plain())
    await app.send('POST', `${decisions}/rows`, { values: { title: '新桥', meeting_on: '2025-01-20' } })
    expect((await commit(waiting)).body.error).toMatchObject({ code: 'stale_version' })
    expect(await rows()).toHaveLength(1)
  })

  it('refuses to change a closed list', async () => {
    await app.send('POST', `${decisions}/rows`, { values: { title: '新桥', meeting_on: '2025-01-20' } })
    await app.send('PUT', `${decisions}/state`, { version: 0, state: 'closed' })
    const { questions } = await uploadOne(await plain())
    expect(questions[0]).toContain('已封账')
  })
})

const own = (
  township: string,
  titles: string[],
  more: { state?: string; hash?: string; year?: number } = {},
) =>
  workbook(
    {
      name: '封面',
      rows: [
        ['乡镇（街道）', township],
        ['年度', more.year ?? 2025],
        ['指标体系', 'shandong'],
        ['校验值', more.hash ?? ''],
      ],
    },
    {
      name: '台账状态',
      rows: [
        ['台账', '状态'],
        ['重大行政决策台账', more.state ?? ''],
      ],
    },
    {
      name: '填报值',
      rows: [
        ['数据项', '值', '文号'],
        ['开展全员法治培训次数', '', ''],
        ['合法性审核人员', 2, '东政办〔2025〕3号'],
      ],
    },
    {
      name: '重大行政决策台账',
      rows: [
        ['#register:decisions'],
        ['重大行政决策台账'],
        ['序号', '决策事项', '集体讨论日期'],
        ['示例', '关于修建某桥的决定', '2025-01-31'],
        ...titles.map((title, index) => [index + 1, title, '2025-06-01']),
        [titles.length + 1, null, null],
      ],
      hiddenRows: [1],
    },
  )

describe('importing our own workbooks of a whole county', () => {
  it('tells them apart by their covers, with states and statements, and one that is broken holds up no other', async () => {
    const east = await own('桥梁县东桥镇', ['修桥', '建桥'], { state: '封账' })
    const { body } = await upload(countyImports, {
      '东桥镇.xlsx': east,
      '坏的.xlsx': east.slice(0, 900),
      '西桥乡.xlsx': await own('西桥乡', ['护桥']),
      '外县.xlsx': await own('南桥镇', ['拆桥']),
    })
    const [first, broken, second, foreign] = body.imports
    expect(broken).toMatchObject({ file: '坏的.xlsx', error: { code: 'unreadable_file' } })
    expect(first).toMatchObject({
      import: { questions: [], plan: { township: 'east', counts: { added: 2 } } },
    })
    expect(second).toMatchObject({
      import: { questions: [], plan: { township: 'west', counts: { added: 1 } } },
    })
    expect(foreign).toMatchObject({
      import: { questions: [expect.stringContaining('南桥镇'), expect.anything()] },
    })
    const { plan } = (first as { import: ImportView }).import
    expect(plan).toMatchObject({
      states: [{ register: 'decisions', state: 'closed' }],
      statements: [{ fact: 'staff.reviewers', value: 2, document: '东政办〔2025〕3号' }],
      problems: [],
    })
    for (const answer of [first, second] as { import: ImportView }[]) {
      const { id, version, versions } = answer.import
      const done = await app.send<Answer>('POST', `${countyImports}/${id}/commit`, { version, versions })
      expect(done.status).toBe(200)
    }
    expect((await app.get<RegisterView>(decisions)).body).toMatchObject({ state: 'closed', rows: [{}, {}] })
    const { imports: all } = (await app.get<{ imports: ImportEntry[] }>(countyImports)).body
    expect(all.map(({ status }) => status).sort()).toEqual(['done', 'done', 'open'])
  })

  it('closes no list whose rows could not all be read, and takes no list with wrong rows for an empty one', async () => {
    const eastOf = async (bytes: Uint8Array) => {
      const [answer] = (await upload(imports, { '东桥镇.xlsx': bytes })).body.imports
      return (answer as { import: ImportView }).import
    }
    // A decision without its matter cannot be read.
    const closed = await eastOf(await own('东桥镇', ['修桥', ''], { state: '封账' }))
    expect(closed.plan).toMatchObject({ states: [], problems: [], counts: { added: 1, rejected: 1 } })
    expect(closed.plan!.notes).toContain('《重大行政决策台账》有1行没有读入，没有封账，改好导入后再封账')
    const none = await eastOf(await own('东桥镇', [''], { state: '零报告' }))
    expect(none.plan!.problems).toEqual([
      expect.objectContaining({
        address: 'B2',
        message: '《重大行政决策台账》有1条记录，不能报零报告',
      }),
    ])
  })

  it('takes a list of what the county keeps, a township a row', async () => {
    const bytes = await workbook({
      name: '出庭情况',
      rows: [
        ['2025年行政机关负责人出庭应诉台账'],
        ['乡镇（街道）', '案号', '审级', '开庭日期', '出庭负责人'],
        ['东桥镇', '（2025）某1号', '一审', '2025-03-02', '主要负责人'],
        ['西桥乡', '（2025）某2号', '一审', '2025-04-02', '未出庭'],
        ['北桥镇', '（2025）某3号', '一审', '2025-04-02', '未出庭'],
      ],
    })
    const [answer] = (await upload(countyImports, { '出庭.xlsx': bytes })).body.imports
    const { plan } = (answer as { import: ImportView }).import
    expect(plan!.sheets[0]).toMatchObject({ register: { id: 'hearings' }, townshipColumn: 'A' })
    expect(plan!.registers.map(({ township }) => township)).toEqual(['east', 'west'])
    expect(plan!.sheets[0]!.rows[2]).toMatchObject({
      township: null,
      status: 'rejected',
      errors: [{ address: 'A5' }],
    })
  })

  it('takes states and typed-in totals of a workbook without a single record', async () => {
    const bytes = await own('东桥镇', [], { state: '零报告' })
    const [answer] = (await upload(imports, { '东桥镇.xlsx': bytes })).body.imports
    expect((answer as { import: ImportView }).import).toMatchObject({
      questions: [],
      plan: { states: [{ state: 'none' }], statements: [{ fact: 'staff.reviewers' }] },
    })
  })

  it('says when the cover is of another year or another township', async () => {
    const [year] = (await upload(imports, { 'a.xlsx': await own('东桥镇', ['修桥'], { year: 2024 }) })).body
      .imports
    expect(year).toMatchObject({ import: { questions: [expect.stringContaining('2024年度')] } })
    const [west] = (await upload(imports, { 'b.xlsx': await own('西桥乡', ['修桥']) })).body.imports
    expect(west).toMatchObject({ import: { questions: [expect.stringContaining('西桥乡')] } })
  })
})
