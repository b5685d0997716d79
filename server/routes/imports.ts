import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { download, sheetType } from '../downloads.ts'
import { describe, describeWorkbooks } from '../openapi.ts'
import { getTownship, openCounty } from '../places.ts'
import { readWorkbookUploads } from '../uploads.ts'
import { importPlace, importsPlace, validate, version } from '../validate.ts'
import { commitImport, dropImport } from '../workbooks/finish-import.ts'
import { addImports, getImport, importErrors, listImportEntries, settleImport } from '../workbooks/imports.ts'
import type { ImportScope } from '../workbooks/stored-import.ts'

const word = z.string().max(200)
const cell = z.string().max(5000)

const sheetChoice = z.strictObject({
  register: z.string().max(120).nullable().optional(),
  mapping: z.record(z.string().regex(/^\d{1,5}$/), z.string().max(120).nullable()).optional(),
  words: z.record(z.string().max(120), z.record(cell, cell)).optional(),
  cells: z.record(z.string().regex(/^[A-Z]{1,3}\d{1,7}$/), cell).optional(),
  leftOut: z.array(z.int().min(1)).max(100_000).optional(),
  takeHidden: z.boolean().optional(),
})

const settled = z.strictObject({
  version,
  choices: z.strictObject({
    township: z.string().max(120).optional(),
    mode: z.enum(['append', 'replace']),
    sheets: z.record(word, sheetChoice),
  }),
})

const committed = z.strictObject({ version, versions: z.record(z.string().max(120), version) })
const dropped = z.strictObject({ version })

/** Workbooks into registers: of one township, or of any of a county, each told by its cover or a column. */
export const importRoutes = (deps: Deps) => {
  const scopeOf = async ({ township: id, ...at }: z.output<typeof importsPlace>): Promise<ImportScope> => {
    const open = await openCounty(deps.db, at)
    return { open, township: id === undefined ? null : await getTownship(deps.db, open, id) }
  }
  return new Hono()
    .post('/', describeWorkbooks('上传工作簿，预览导入'), validate('param', importsPlace), async (c) => {
      const scope = await scopeOf(c.req.valid('param'))
      return c.json({ imports: await addImports(deps, scope, await readWorkbookUploads(c.req)) }, 201)
    })
    .get('/', describe('一年度的导入'), validate('param', importsPlace), async (c) =>
      c.json({ imports: await listImportEntries(deps, await scopeOf(c.req.valid('param'))) }, 200),
    )
    .get('/:import', describe('一次导入'), validate('param', importPlace), async (c) => {
      const at = c.req.valid('param')
      return c.json({ import: await getImport(deps, await scopeOf(at), at.import) }, 200)
    })
    .get(
      '/:import/errors.xlsx',
      describe('原表格加一列“需要改正”（Excel），改好可以再导入'),
      validate('param', importPlace),
      async (c) => {
        const at = c.req.valid('param')
        const { name, bytes } = await importErrors(deps, await scopeOf(at), at.import)
        return download(c, bytes, sheetType, name)
      },
    )
    .put(
      '/:import',
      describe('核对一次导入：台账、栏目、更正的单元格、追加或者替换'),
      validate('param', importPlace),
      validate('json', settled),
      async (c) => {
        const at = c.req.valid('param')
        const answer = await settleImport(deps, await scopeOf(at), at.import, c.req.valid('json'))
        return c.json({ import: answer }, 200)
      },
    )
    .post(
      '/:import/commit',
      describe('完成一次导入'),
      validate('param', importPlace),
      validate('json', committed),
      async (c) => {
        const at = c.req.valid('param')
        const answer = await commitImport(deps, await scopeOf(at), at.import, c.req.valid('json'))
        return c.json({ import: answer }, 200)
      },
    )
    .delete(
      '/:import',
      describe('取消或者撤销一次导入'),
      validate('param', importPlace),
      validate('json', dropped),
      async (c) => {
        const at = c.req.valid('param')
        const answer = await dropImport(deps, await scopeOf(at), at.import, c.req.valid('json').version)
        return c.json({ import: answer }, 200)
      },
    )
}
