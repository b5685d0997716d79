import { Hono } from 'hono'
import { z } from 'zod'
import { setCause, setIncluded } from '../choices.ts'
import type { Deps } from '../deps.ts'
import { readStored } from '../memory.ts'
import { describe } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { itemPlace, townshipPlace, validate, version } from '../validate.ts'

/** What a person chose for the draft: causes, and items told although nothing is on record. */
export const choiceRoutes = (deps: Deps) =>
  new Hono()
    .get('/choices', describe('草稿中的全部选择'), validate('param', townshipPlace), async (c) => {
      const open = await openPlace(deps.db, c.req.valid('param'))
      return c.json({ choices: (await readStored(deps.db, open.place)).choices }, 200)
    })
    .put(
      '/causes/:item',
      describe('选择不足的原因'),
      validate('param', itemPlace),
      validate('json', z.strictObject({ version, cause: z.string().max(120).nullable() })),
      async (c) => {
        const { item, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        return c.json(await setCause(deps, open, item, c.req.valid('json')), 200)
      },
    )
    .put(
      '/included/:item',
      describe('把缺少材料的考核要点写入或不写入草稿'),
      validate('param', itemPlace),
      validate('json', z.strictObject({ version, included: z.boolean() })),
      async (c) => {
        const { item, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        return c.json(await setIncluded(deps, open, item, c.req.valid('json')), 200)
      },
    )
