import { Hono } from 'hono'
import { z } from 'zod'
import { answerNotApplicable, claimNotApplicable, setCause, setIncluded } from '../choices.ts'
import type { Deps } from '../deps.ts'
import { readStored } from '../memory.ts'
import { describe } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { itemPlace, townshipPlace, validate, version } from '../validate.ts'

/** What a person chose for an item: causes, items told although nothing is on record, and items that do not apply. */
export const choiceRoutes = (deps: Deps) =>
  new Hono()
    .get('/choices', describe('对考核要点的全部选择'), validate('param', townshipPlace), async (c) => {
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
    .put(
      '/not-applicable/:item',
      describe('申请考核要点不适用，或者撤回申请'),
      validate('param', itemPlace),
      validate('json', z.strictObject({ version, reason: z.string().trim().min(1).max(500).nullable() })),
      async (c) => {
        const { item, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        return c.json(await claimNotApplicable(deps, open, item, c.req.valid('json')), 200)
      },
    )
    .put(
      '/not-applicable/:item/answer',
      describe('答复不适用的申请'),
      validate('param', itemPlace),
      validate('json', z.strictObject({ version, accepted: z.boolean().nullable() })),
      async (c) => {
        const { item, ...at } = c.req.valid('param')
        const open = await openPlace(deps.db, at)
        return c.json(await answerNotApplicable(deps, open, item, c.req.valid('json')), 200)
      },
    )
