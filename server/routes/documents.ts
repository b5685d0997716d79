import { Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addDocument, getDocument, listDocuments, removeDocument } from '../documents.ts'
import { readStored } from '../memory.ts'
import { describe, describeUpload } from '../openapi.ts'
import { openPlace } from '../places.ts'
import { readUpload } from '../uploads.ts'
import { documentPlace, townshipPlace, validate } from '../validate.ts'

/** The reports of a township's year. */
export const documentRoutes = (deps: Deps) =>
  new Hono()
    .get('/', describe('全部报告'), validate('param', townshipPlace), async (c) => {
      const open = await openPlace(deps.db, c.req.valid('param'))
      return c.json({ documents: listDocuments(await readStored(deps.db, open.place)) }, 200)
    })
    .post(
      '/',
      describeUpload('粘贴（JSON：name、text）或上传（multipart：file）一份报告'),
      validate('param', townshipPlace),
      async (c) => {
        const open = await openPlace(deps.db, c.req.valid('param'))
        return c.json(await addDocument(deps, open, await readUpload(c.req)), 201)
      },
    )
    .get('/:document', describe('一份报告及其陈述'), validate('param', documentPlace), async (c) => {
      const { document, ...at } = c.req.valid('param')
      const open = await openPlace(deps.db, at)
      const stored = await readStored(deps.db, open.place)
      return c.json(await getDocument(deps.db, open, stored, document), 200)
    })
    .delete(
      '/:document',
      describe('移除一份报告'),
      validate('param', documentPlace),
      validate('json', z.strictObject({}).optional()),
      async (c) => {
        const { document, ...at } = c.req.valid('param')
        await removeDocument(deps, await openPlace(deps.db, at), document)
        return c.json({ document }, 200)
      },
    )
