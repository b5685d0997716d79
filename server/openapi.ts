import { describeRoute } from 'hono-openapi'
import type { OpenAPIV3_1 } from 'openapi-types'

const failure = {
  description: '出错：{ error: { code, message, details? } }',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'message'],
            properties: { code: { type: 'string' }, message: { type: 'string' }, details: {} },
          },
        },
      },
    },
  },
} satisfies OpenAPIV3_1.ResponseObject

const pasted = { type: 'object', properties: { name: { type: 'string' }, text: { type: 'string' } } } as const
const uploaded = { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } as const

/** Body of the route that takes a report either way. */
export const describeUpload = (summary: string) =>
  describeRoute({
    summary,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: pasted }, 'multipart/form-data': { schema: uploaded } },
    },
    responses: { 201: { description: '成功' }, default: failure },
  })

/** Body of the routes that take workbooks. */
export const describeWorkbooks = (summary: string) =>
  describeRoute({
    summary,
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: { file: { type: 'array', items: { type: 'string', format: 'binary' } } },
          },
        },
      },
    },
    responses: { 201: { description: '成功' }, default: failure },
  })

/** One line about a route in the API description. */
export const describe = (summary: string, status: 200 | 201 = 200) =>
  describeRoute({ summary, responses: { [status]: { description: '成功' }, default: failure } })
