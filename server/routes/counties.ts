import { Hono } from 'hono'
import { z } from 'zod'
import { gapsOf, listTownshipEntries, matrixOf, rankCounty } from '../assessments.ts'
import { gapsCsv } from '../csv.ts'
import type { Deps } from '../deps.ts'
import { describe } from '../openapi.ts'
import { listCountyYears, openCounty } from '../places.ts'
import { countyYear, validate } from '../validate.ts'

/** What a county sees: its townships, their comparison, and what all of them lack. */
export const countyRoutes = (deps: Deps) =>
  new Hono()
    .get('/', describe('县（市、区）及其有数据的年度'), async (c) =>
      c.json({ counties: await listCountyYears(deps.db, deps.now()) }, 200),
    )
    .get('/:county/:year', describe('一年度的乡镇（街道）'), validate('param', countyYear), async (c) => {
      const open = await openCounty(deps.db, c.req.valid('param'))
      const { id, name, code } = open.county
      const { id: pack, title } = open.pack.table
      const townships = await listTownshipEntries(deps.db, open)
      const answer = {
        county: { id, name, code },
        year: open.year,
        pack: { id: pack, title, hash: open.pack.hash },
        townships,
      }
      return c.json(answer, 200)
    })
    .get('/:county/:year/ranking', describe('分组比较（内部）'), validate('param', countyYear), async (c) =>
      c.json(await rankCounty(deps, await openCounty(deps.db, c.req.valid('param'))), 200),
    )
    .get('/:county/:year/matrix', describe('考核要点对照表'), validate('param', countyYear), async (c) =>
      c.json(await matrixOf(deps, await openCounty(deps.db, c.req.valid('param'))), 200),
    )
    .get('/:county/:year/gaps', describe('各乡镇（街道）的差距'), validate('param', countyYear), async (c) =>
      c.json({ townships: await gapsOf(deps, await openCounty(deps.db, c.req.valid('param'))) }, 200),
    )
    .get(
      '/:county/:year/gaps.csv',
      describe('差距清单（CSV），township只要一个乡镇（街道）的'),
      validate('param', countyYear),
      validate('query', z.object({ township: z.string().min(1).max(120).optional() })),
      async (c) => {
        const open = await openCounty(deps.db, c.req.valid('param'))
        const { township } = c.req.valid('query')
        const gaps = await gapsOf(deps, open, township)
        const name = ['gaps', open.year, ...(township === undefined ? [] : [gaps[0]!.id])].join('-')
        c.header('Content-Type', 'text/csv; charset=utf-8')
        c.header('Content-Disposition', `attachment; filename="${name}.csv"`)
        return c.body(gapsCsv(open.year, gaps), 200)
      },
    )
