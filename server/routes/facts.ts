import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { readStored } from '../memory.ts'
import { describe } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { listFacts } from '../statements.ts'
import { townshipPlace, validate } from '../validate.ts'

/** The facts 数据项 of a township's year. */
export const factRoutes = (deps: Deps) =>
  new Hono().get('/', describe('全部数据项'), validate('param', townshipPlace), async (c) => {
    const open = await openPlace(deps.db, c.req.valid('param'))
    return c.json({ facts: listFacts(deps, open, await readStored(deps.db, open.place)) }, 200)
  })
