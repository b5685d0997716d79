import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { describe } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { addRow, correctRow, deleteRow } from '../rows.ts'
import { registerPlace, rowPlace, validate, version } from '../validate.ts'

const cell = z.union(
  [z.string().max(5000), z.number(), z.boolean(), z.null(), z.array(z.string().max(500)).max(200)],
  { error: '不是表格里能填的值' },
)
const values = z.record(z.string().max(200), cell)

/** The records of a register. */
export const rowRoutes = (deps: Deps) =>
  new Hono()
    .post(
      '/',
      describe('添加一条记录', 201),
      validate('param', registerPlace),
      validate('json', z.strictObject({ values })),
      async (c) => {
        const { register, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        return c.json({ row: await addRow(deps, open, register, c.req.valid('json').values) }, 201)
      },
    )
    .put(
      '/:row',
      describe('更正一条记录'),
      validate('param', rowPlace),
      validate('json', z.strictObject({ version, values })),
      async (c) => {
        const { register, row, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        return c.json({ row: await correctRow(deps, open, register, row, c.req.valid('json')) }, 200)
      },
    )
    .delete(
      '/:row',
      describe('删除一条记录'),
      validate('param', rowPlace),
      validate('json', z.strictObject({ version })),
      async (c) => {
        const { register, row, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        const read = c.req.valid('json').version
        return c.json({ row: await deleteRow(deps, open, register, row, read) }, 200)
      },
    )
