import { Hono } from 'hono'
import { z } from 'zod'
import { decideClaim, decideClaims, decisions } from '../claims.ts'
import type { Deps } from '../deps.ts'
import { describe } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { claimPlace, townshipPlace, validate, version } from '../validate.ts'

const status = z.enum(decisions)
const decision = z.strictObject({
  status,
  ids: z.array(z.string().max(120)).max(2000).optional(),
  document: z.string().max(120).optional(),
})

/** What was read from the reports, and what a person decided about it. */
export const claimRoutes = (deps: Deps) =>
  new Hono()
    .put(
      '/',
      describe('一次采信或退回多条陈述'),
      validate('param', townshipPlace),
      validate('json', decision),
      async (c) => {
        const open = await openPlace(deps.db, c.req.valid('param'))
        return c.json({ claims: await decideClaims(deps, open, c.req.valid('json')) }, 200)
      },
    )
    .put(
      '/:claim',
      describe('采信或退回一条陈述'),
      validate('param', claimPlace),
      validate('json', z.strictObject({ version, status })),
      async (c) => {
        const { claim, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        return c.json({ claim: await decideClaim(deps, open, claim, c.req.valid('json')) }, 200)
      },
    )
