import { Hono } from 'hono'
import { z } from 'zod'
import { decideClaim, decideNamedClaims, decideRest, decisions } from '../claims.ts'
import type { Deps } from '../deps.ts'
import { describe } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { claimPlace, townshipPlace, validate, version } from '../validate.ts'

const status = z.enum(decisions)
const id = z.string().min(1).max(120)
const bulk = z.union(
  [
    z.strictObject({ decisions: z.array(z.strictObject({ id, version, status })).min(1).max(2000) }),
    z.strictObject({ status: z.enum(['accepted', 'refused']), document: id.optional() }),
  ],
  { error: '应为decisions（逐条写明id、version、status），或者status（可加document）' },
)

/** What was read from the reports, and what a person decided about it. */
export const claimRoutes = (deps: Deps) =>
  new Hono()
    .put(
      '/',
      describe('一次采信或退回多条陈述'),
      validate('param', townshipPlace),
      validate('json', bulk),
      async (c) => {
        const open = await openPlace(deps.db, c.req.valid('param'))
        const given = c.req.valid('json')
        const claims =
          'decisions' in given
            ? await decideNamedClaims(deps, open, given.decisions)
            : await decideRest(deps, open, given)
        return c.json({ claims }, 200)
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
