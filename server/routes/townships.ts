import { Hono, type TypedResponse } from 'hono'
import type { Assessment } from '../../rules/assessment.ts'
import { assessTownship, viewTownship } from '../assessments.ts'
import type { Deps } from '../deps.ts'
import { draftMarkdown } from '../draft-markdown.ts'
import { describe } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { townshipPlace, validate } from '../validate.ts'

/** A township and what its evidence is worth. */
export const townshipRoutes = (deps: Deps) =>
  new Hono()
    .get('/:township', describe('一个乡镇（街道）'), validate('param', townshipPlace), async (c) => {
      const { township } = await openPlace(deps.db, c.req.valid('param'))
      const { id, name, code, kind } = township
      return c.json({ township: { id, name, code, kind } }, 200)
    })
    .get('/:township/assessment', describe('自评结果'), validate('param', townshipPlace), async (c) => {
      const { json } = await viewTownship(deps, await openPlace(deps.db, c.req.valid('param')))
      c.header('Content-Type', 'application/json')
      // The bytes are kept as they are sent; only the type that the pages infer has to be told.
      return c.newResponse(json, 200) as Response & TypedResponse<Assessment, 200, 'json'>
    })
    .get(
      '/:township/draft.md',
      describe('存在的不足和原因（草稿）'),
      validate('param', townshipPlace),
      async (c) => {
        const assessment = await assessTownship(deps, await openPlace(deps.db, c.req.valid('param')))
        c.header('Content-Type', 'text/markdown; charset=utf-8')
        return c.body(draftMarkdown(assessment), 200)
      },
    )
