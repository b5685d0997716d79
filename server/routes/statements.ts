import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { describe } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { removeStatement, setStatement } from '../statements.ts'
import { factPlace, validate, version } from '../validate.ts'

const day = z.string().max(40)
const statement = z.strictObject({
  version,
  value: z.union(
    [
      z.number(),
      z.boolean(),
      z.string().max(500),
      z.array(z.string().max(200)).max(400),
      z.strictObject({ rate: z.string().max(20) }),
      z.strictObject({ from: day, to: day }),
    ],
    { error: '不是数据项能填的值' },
  ),
  hedge: z.enum(['gte', 'gt', 'lte', 'lt', 'approx']).optional(),
  document: z.string().max(200).optional(),
})

/** Totals typed in 填报值 for facts nobody has rows for. */
export const statementRoutes = (deps: Deps) =>
  new Hono()
    .put(
      '/:fact',
      describe('填报一个数据项'),
      validate('param', factPlace),
      validate('json', statement),
      async (c) => {
        const { fact, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        return c.json(await setStatement(deps, open, fact, c.req.valid('json')), 200)
      },
    )
    .delete(
      '/:fact',
      describe('撤回填报值'),
      validate('param', factPlace),
      validate('json', z.strictObject({ version })),
      async (c) => {
        const { fact, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        await removeStatement(deps, open, fact, c.req.valid('json').version)
        return c.json({ fact }, 200)
      },
    )
