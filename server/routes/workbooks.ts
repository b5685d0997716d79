import { zipSync } from 'fflate'
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { download, sheetType, zipType } from '../downloads.ts'
import { describe } from '../openapi.ts'
import { openCounty, openPlace } from '../places.ts'
import { countyYear, townshipPlace, validate } from '../validate.ts'
import { storedEvidence, storedEvidences } from '../workbooks/stored.ts'
import { countyWorkbook, townshipWorkbook, workbookFile } from '../workbooks/write-workbook.ts'

/** A township's registers as a workbook to be filled in. */
export const workbookRoutes = (deps: Deps) =>
  new Hono().get(
    '/workbook.xlsx',
    describe('台账工作簿（Excel），已有的记录填好，填完可以导入'),
    validate('param', townshipPlace),
    async (c) => {
      const open = await openPlace(deps.db, c.req.valid('param'))
      const bytes = await townshipWorkbook(open.pack, await storedEvidence(deps.db, open))
      return download(c, bytes, sheetType, workbookFile(open.township.name, open.year))
    },
  )

/** The workbooks of a county: one each township, and one of what the county keeps itself. */
export const countyWorkbookRoutes = (deps: Deps) =>
  new Hono()
    .get(
      '/workbooks.zip',
      describe('各乡镇（街道）的台账工作簿（Excel）'),
      validate('param', countyYear),
      async (c) => {
        const open = await openCounty(deps.db, c.req.valid('param'))
        const files: Record<string, Uint8Array> = {}
        for await (const evidence of storedEvidences(deps.db, open))
          files[workbookFile(evidence.township, open.year)] = await townshipWorkbook(open.pack, evidence)
        // Workbooks are packed already.
        const bytes = new Uint8Array(zipSync(files, { level: 0, mtime: deps.now() }))
        return download(c, bytes, zipType, `${open.county.name}${open.year}年度台账工作簿.zip`)
      },
    )
    .get(
      '/county-workbook.xlsx',
      describe('由县级登记的台账工作簿（Excel），每行写明乡镇（街道）'),
      validate('param', countyYear),
      async (c) => {
        const open = await openCounty(deps.db, c.req.valid('param'))
        const evidences = []
        for await (const evidence of storedEvidences(deps.db, open)) evidences.push(evidence)
        const bytes = await countyWorkbook(open.pack, open.county.name, open.year, evidences)
        return download(c, bytes, sheetType, workbookFile(open.county.name, open.year, '县级台账'))
      },
    )
