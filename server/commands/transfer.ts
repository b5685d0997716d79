import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Db } from '../../db/connect.ts'
import { checkSize } from '../documents/decode.ts'
import { AppError } from '../errors.ts'
import { openCounty, openPlace } from '../places.ts'
import { exportCounty, exportTownship, importCounty, importTownship, type Transfer } from '../transfer.ts'
import { transferSchema } from '../transfer-schema.ts'
import { type Command, type Invocation, json, usage } from './command.ts'
import { stepsOf } from './progress.ts'
import { withStore } from './store.ts'
import { writeFile } from './write-file.ts'

/** All that the database holds of a township's or a county's year, out and in again. */
export const transferCommand: Command = {
  name: 'transfer',
  operands: 'export|import [FILE]',
  summary: {
    zh: '整体导出（JSON）数据库中一个县（市、区）或者一个乡镇（街道）一年的全部数据：记录、状态、填报值、材料和陈述、选择；或者把这样的文件整体导入还没有数据的地方',
    en: 'Write everything the database holds of a county or township for a year as JSON, or take such a file in where there is nothing yet',
  },
  options: ['county', 'township', 'year', 'output'],
  examples: [
    'transfer export --county demo --year 2025 --output 全县.json',
    'transfer import 全县.json --county demo',
  ],
  async run(invocation) {
    const [what, file, more] = invocation.args
    if (what === 'export' && file === undefined) return await writeOut(invocation)
    if (what === 'import' && file !== undefined && more === undefined) return await takeIn(file, invocation)
    throw usage('用法：transfer export --county ID --year YYYY，或者transfer import FILE --county ID')
  },
}

const countyOf = ({ values }: Invocation): string => {
  if (values.county === undefined) throw usage('没有写是哪个县（市、区）：请用--county写明它的编号')
  return values.county
}

async function writeOut(invocation: Invocation): Promise<number> {
  const { values, streams } = invocation
  const { year, township } = values
  const county = countyOf(invocation)
  if (year === undefined) throw usage('没有写是哪个年度：请用--year写明，如--year 2025')
  const carried = await withSteps('读取', invocation, async (db, before): Promise<Transfer> => {
    const deps = { db, now: streams.now }
    return township === undefined
      ? exportCounty(deps, await openCounty(db, { county, year }), before)
      : exportTownship(deps, await openPlace(db, { county, year, township }))
  })
  const name = `${carried.townships.length === 1 ? carried.townships[0]!.township.name : carried.county.name}${year}年度全部数据.json`
  return writeFile(name, new TextEncoder().encode(json(carried)), invocation)
}

async function takeIn(file: string, invocation: Invocation): Promise<number> {
  const { values, streams } = invocation
  const given = readTransfer(file, streams.cwd)
  const county = countyOf(invocation)
  const { year } = given
  const taken = await withSteps(
    '导入',
    invocation,
    async (db, before) => {
      const deps = { db, now: streams.now }
      return values.township === undefined
        ? importCounty(deps, await openCounty(db, { county, year }), given, before)
        : [
            await importTownship(
              deps,
              await openPlace(db, { county, year, township: values.township }),
              given,
            ),
          ]
    },
    { readOnly: false },
  )
  for (const { name, rows, documents } of taken)
    streams.out(`已导入${name}${year}年度：记录${rows}条，材料${documents}份\n`)
  if (taken.length === 0) streams.out('文件里没有数据，没有导入任何内容\n')
  return 0
}

type Before = ReturnType<typeof stepsOf>['before']

/** Work over the database that goes from township to township. */
async function withSteps<T>(
  doing: string,
  { streams }: Invocation,
  work: (db: Db, before: Before) => Promise<T>,
  options: { readOnly?: boolean } = {},
): Promise<T> {
  const steps = stepsOf(streams, { doing, things: '乡镇（街道）' })
  try {
    return await withStore(streams, (db) => work(db, steps.before), options)
  } finally {
    steps.end()
  }
}

/** @throws AppError naming the file */
function readTransfer(file: string, cwd: string): Transfer {
  const path = resolve(cwd, file)
  let text: string
  try {
    checkSize(statSync(path).size, file)
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('unreadable_file', `${file}：读不了这个文件`, undefined, { cause })
  }
  const refused = (why: string, cause?: unknown): AppError =>
    new AppError(
      'invalid_evidence',
      `${file}：不是transfer export写出的文件（${why}），没有导入`,
      undefined,
      { cause },
    )
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw refused('不是完整的JSON', cause)
  }
  const parsed = transferSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  throw refused(`${first?.path.join('.')} ${first?.message}`)
}
