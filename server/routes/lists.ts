import { Hono } from 'hono'
import { z } from 'zod'
import { gapsOf, matrixOf, rankCounty } from '../assessments.ts'
import { today } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { download, sheetType } from '../downloads.ts'
import { describe } from '../openapi.ts'
import { gapsXlsx, type ListHead, matrixXlsx, rankingXlsx } from '../papers/lists-xlsx.ts'
import { type OpenCounty, openCounty } from '../places.ts'
import { countyYear, validate } from '../validate.ts'

const headOf = ({ now }: Deps, { county, year, pack }: OpenCounty, asOf = today(now())): ListHead => ({
  name: county.name,
  year,
  asOf,
  pack: pack.table.title,
})

/** The lists of a county as workbooks, as its pages show them. */
export const listRoutes = (deps: Deps) =>
  new Hono()
    .get('/ranking.xlsx', describe('考核情况（内部，Excel）'), validate('param', countyYear), async (c) => {
      const open = await openCounty(deps.db, c.req.valid('param'))
      const ranking = await rankCounty(deps, open)
      const bytes = await rankingXlsx(ranking, headOf(deps, open, ranking.asOf))
      return download(c, bytes, sheetType, `${open.county.name}${open.year}年度考核情况（内部）.xlsx`)
    })
    .get('/matrix.xlsx', describe('考核要点对照表（Excel）'), validate('param', countyYear), async (c) => {
      const open = await openCounty(deps.db, c.req.valid('param'))
      const bytes = await matrixXlsx(await matrixOf(deps, open), headOf(deps, open))
      return download(c, bytes, sheetType, `${open.county.name}${open.year}年度考核要点对照表.xlsx`)
    })
    .get(
      '/gaps.xlsx',
      describe('差距清单（Excel），township只要一个乡镇（街道）的'),
      validate('param', countyYear),
      validate('query', z.object({ township: z.string().min(1).max(120).optional() })),
      async (c) => {
        const open = await openCounty(deps.db, c.req.valid('param'))
        const { township } = c.req.valid('query')
        const gaps = await gapsOf(deps, open, township)
        const name = township === undefined ? open.county.name : gaps[0]!.name
        const bytes = await gapsXlsx(gaps, { ...headOf(deps, open), name })
        return download(c, bytes, sheetType, `${name}${open.year}年度差距清单.xlsx`)
      },
    )
