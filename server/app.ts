import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ApplyGlobalResponse } from 'hono/client'
import { HTTPException } from 'hono/http-exception'
import { openAPIRouteHandler } from 'hono-openapi'
import { ping } from '../db/columns.ts'
import { isBusy } from '../db/errors.ts'
import type { Deps } from './deps.ts'
import { engine } from './engine.ts'
import { AppError, bodyOf, type ErrorBody, type ErrorStatus, statusOf } from './errors.ts'
import { guard } from './guard.ts'
import { describe } from './openapi.ts'
import { choiceRoutes } from './routes/choices.ts'
import { claimRoutes } from './routes/claims.ts'
import { countyRoutes } from './routes/counties.ts'
import { documentRoutes } from './routes/documents.ts'
import { factRoutes } from './routes/facts.ts'
import { importRoutes } from './routes/imports.ts'
import { listRoutes } from './routes/lists.ts'
import { countyPaperRoutes, paperRoutes } from './routes/papers.ts'
import { registerRoutes } from './routes/registers.ts'
import { rowRoutes } from './routes/rows.ts'
import { statementRoutes } from './routes/statements.ts'
import { townshipRoutes } from './routes/townships.ts'
import { countyTransferRoutes, transferRoutes } from './routes/transfers.ts'
import { countyWorkbookRoutes, workbookRoutes } from './routes/workbooks.ts'
import { pages } from './static.ts'
import { largestUpload, uploadLimits } from './uploads.ts'

/** A report of eight megabytes of text, with room for the quoting of JSON. */
const largestBody = 9 * 1024 * 1024

const withinLimits = bodyLimit({
  maxSize: largestBody,
  onError: () => {
    throw new AppError(
      'too_large',
      '提交的内容超过8 MB的上限，没有读取。请确认选对了文件，或者只提交报告正文。',
    )
  },
})

/** What is refused by its length is not read, and what states none is read no further than this. */
const withinUploadLimits = bodyLimit({
  maxSize: largestUpload,
  onError: () => {
    throw new AppError('too_large', `上传的文件${uploadLimits}，没有读取。请确认选对了文件，或者分几次上传。`)
  },
})

const isUpload = (type: string | undefined): boolean => type?.startsWith('multipart/form-data') === true

const routes = (deps: Deps) =>
  new Hono()
    .use(guard)
    .use((c, next) =>
      isUpload(c.req.header('content-type')) ? withinUploadLimits(c, next) : withinLimits(c, next),
    )
    .get('/healthz', describe('服务状态'), async (c) => {
      await ping(deps.db)
      return c.json({ status: 'ok', engine }, 200)
    })
    .route('/api/counties', countyRoutes(deps))
    .route('/api/counties/:county/:year', countyWorkbookRoutes(deps))
    .route('/api/counties/:county/:year', listRoutes(deps))
    .route('/api/counties/:county/:year', countyTransferRoutes(deps))
    .route('/api/counties/:county/:year/papers', countyPaperRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township/papers', paperRoutes(deps))
    .route('/api/counties/:county/:year/imports', importRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township/imports', importRoutes(deps))
    .route('/api/counties/:county/:year/townships', townshipRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township', choiceRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township', workbookRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township', transferRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township/registers', registerRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township/registers/:register/rows', rowRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township/facts', factRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township/statements', statementRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township/documents', documentRoutes(deps))
    .route('/api/counties/:county/:year/townships/:township/claims', claimRoutes(deps))

/** What the pages infer their requests from; any route may also fail with the one error body. */
export type App = ApplyGlobalResponse<ReturnType<typeof routes>, { [S in ErrorStatus]: { json: ErrorBody } }>

const translate = (error: Error): AppError => {
  if (error instanceof AppError) return error
  if (error instanceof HTTPException && error.status === 400)
    return new AppError('malformed_body', '提交的内容不是完整的 JSON。', undefined, { cause: error })
  if (isBusy(error))
    return new AppError('busy', '数据库正被另一个程序占用，本次没有保存，请稍后重试。', undefined, {
      cause: error,
    })
  return new AppError('internal', '服务器出错，本次操作没有完成，已保存的内容不受影响。', undefined, {
    cause: error,
  })
}

/** The whole application over a store: API, description of the API, pages. */
export const createApp = (deps: Deps): ReturnType<typeof routes> => {
  const app = routes(deps)
  app.get(
    '/openapi.json',
    openAPIRouteHandler(app, {
      documentation: {
        info: { title: '准绳 Zhunsheng', version: engine.split(' ')[1] ?? '', description: '' },
      },
      excludeStaticFile: false,
      exclude: ['/openapi.json', '/*'],
      defaultValidationErrorResponse: false,
    }),
  )
  app.route('/', pages(deps.dist))
  app.notFound((c) => {
    const error = new AppError('path_not_found', '没有这个地址。')
    return c.json(bodyOf(error), statusOf(error))
  })
  app.onError((error, c) => {
    const known = translate(error)
    if (known.code === 'internal') console.error(error)
    return c.json(bodyOf(known), statusOf(known))
  })
  return app
}
