import { zipSync } from 'fflate'
import { Hono } from 'hono'
import { z } from 'zod'
import { rankCounty } from '../assessments.ts'
import type { Deps } from '../deps.ts'
import { download, sheetType, zipType } from '../downloads.ts'
import { describe } from '../openapi.ts'
import { paperInputs } from '../papers/inputs.ts'
import { paperFile, paperNames, papers } from '../papers/papers.ts'
import { rankingDocx } from '../papers/score-sheet.ts'
import { type ScoreSheetInput, scoreSheetsXlsx, scoreSheetXlsx } from '../papers/score-sheet-xlsx.ts'
import { openCounty, openPlace } from '../places.ts'
import { countyYear, townshipPlace, validate } from '../validate.ts'

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const asked = z.object({ sources: z.enum(['true', 'false']).optional() })

/** A township's papers as Word documents, its score sheet as a workbook too. */
export const paperRoutes = (deps: Deps) =>
  new Hono()
    .get(
      '/score-sheet.xlsx',
      describe('自评得分表（Excel），得分是数据的算式'),
      validate('param', townshipPlace),
      async (c) => {
        const open = await openPlace(deps.db, c.req.valid('param'))
        const given = await paperInputs(deps, open, { townships: [open.township] }).next()
        const { result, assessment } = given.value!
        const bytes = await scoreSheetXlsx({ result, name: open.township.name })
        return download(c, bytes, sheetType, `${assessment.township.name}${open.year}年度自评得分表.xlsx`)
      },
    )
    .get(
      '/:paper',
      describe('公文（Word）：annual-report、shortcomings、score-sheet、problem-list'),
      validate(
        'param',
        townshipPlace.extend({ paper: z.enum(paperNames.map((name) => `${name}.docx` as const)) }),
      ),
      validate('query', asked),
      async (c) => {
        const { paper, ...place } = c.req.valid('param')
        const name = paperNames.find((known) => paper === `${known}.docx`)!
        const open = await openPlace(deps.db, place)
        const sources = c.req.valid('query').sources === 'true'
        const given = await paperInputs(deps, open, { townships: [open.township], sources }).next()
        return download(c, await papers[name].make(given.value!), word, paperFile(given.value!, name))
      },
    )

/** What a county hands out: the comparison for itself, a problem list for each township. */
export const countyPaperRoutes = (deps: Deps) =>
  new Hono()
    .get('/ranking.docx', describe('考核情况（内部，Word）'), validate('param', countyYear), async (c) => {
      const open = await openCounty(deps.db, c.req.valid('param'))
      const bytes = await rankingDocx(await rankCounty(deps, open), open.county.name, open.year)
      return download(c, bytes, word, `${open.county.name}${open.year}年度考核情况（内部）.docx`)
    })
    .get(
      '/score-sheets.xlsx',
      describe('各乡镇（街道）自评得分表（一个Excel工作簿）'),
      validate('param', countyYear),
      async (c) => {
        const open = await openCounty(deps.db, c.req.valid('param'))
        const inputs: ScoreSheetInput[] = []
        for await (const { result, assessment } of paperInputs(deps, open))
          inputs.push({ result, name: assessment.township.name ?? '' })
        const bytes = await scoreSheetsXlsx(inputs)
        return download(c, bytes, sheetType, `${open.county.name}${open.year}年度自评得分表.xlsx`)
      },
    )
    .get(
      '/problem-lists.zip',
      describe('各乡镇（街道）问题清单（Word）'),
      validate('param', countyYear),
      async (c) => {
        const open = await openCounty(deps.db, c.req.valid('param'))
        const files: Record<string, Uint8Array> = {}
        for await (const input of paperInputs(deps, open)) {
          files[paperFile(input, 'problem-list')] = await papers['problem-list'].make(input)
        }
        // Word documents are packed already.
        const bytes = new Uint8Array(zipSync(files, { level: 0, mtime: deps.now() }))
        return download(c, bytes, zipType, `${open.county.name}${open.year}年度问题清单.zip`)
      },
    )
