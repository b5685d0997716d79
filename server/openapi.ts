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

/** One line about a route in the API description. */
export const describe = (summary: string, status: 200 | 201 = 200) =>
  describeRoute({ summary, responses: { [status]: { description: '成功' }, default: failure } })
