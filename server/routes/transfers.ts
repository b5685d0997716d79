import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { describe } from '../openapi.ts'
import { openCounty, openPlace } from '../places.ts'
import { exportCounty, exportTownship, importCounty, importTownship } from '../transfer.ts'
import { transferSchema } from '../transfer-schema.ts'
import { countyYear, townshipPlace, validate } from '../validate.ts'

/** All a township gave in, out as one document and in again. */
export const transferRoutes = (deps: Deps) =>
  new Hono()
    .get(
      '/export.json',
      describe('全部数据（JSON）：记录、状态、填报值、材料和陈述、选择'),
      validate('param', townshipPlace),
      async (c) => c.json(await exportTownship(deps, await openPlace(deps.db, c.req.valid('param'))), 200),
    )
    .post(
      '/import.json',
      describe('导入export.json给出的全部数据；只用于还没有数据的乡镇（街道）'),
      validate('param', townshipPlace),
      validate('json', transferSchema),
      async (c) => {
        const open = await openPlace(deps.db, c.req.valid('param'))
        return c.json({ taken: [await importTownship(deps, open, c.req.valid('json'))] }, 200)
      },
    )

/** The same of a county. */
export const countyTransferRoutes = (deps: Deps) =>
  new Hono()
    .get(
      '/export.json',
      describe('全县（市、区）全部数据（JSON）'),
      validate('param', countyYear),
      async (c) => c.json(await exportCounty(deps, await openCounty(deps.db, c.req.valid('param'))), 200),
    )
    .post(
      '/import.json',
      describe('导入全县（市、区）全部数据；有数据的乡镇（街道）不能导入'),
      validate('param', countyYear),
      validate('json', transferSchema),
      async (c) => {
        const open = await openCounty(deps.db, c.req.valid('param'))
        return c.json({ taken: await importCounty(deps, open, c.req.valid('json')) }, 200)
      },
    )
