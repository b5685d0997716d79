import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Every expected failure and the status it answers with over HTTP; on the command line all of them are exit 2. */
const statuses = {
  invalid_input: 422,
  malformed_body: 400,
  wrong_content_type: 415,
  too_large: 413,
  file_too_large: 413,
  text_too_long: 413,
  page_too_complex: 422,
  empty_file: 422,
  foreign_host: 403,
  foreign_origin: 403,
  path_not_found: 404,
  county_not_found: 404,
  township_not_found: 404,
  register_not_found: 404,
  row_not_found: 404,
  fact_not_found: 404,
  item_not_found: 404,
  document_not_found: 404,
  claim_not_found: 404,
  pack_not_found: 404,
  import_not_found: 404,
  stale_version: 409,
  row_deleted: 409,
  already_exists: 409,
  register_not_open: 409,
  register_empty: 409,
  register_has_rows: 409,
  one_row_only: 409,
  duplicate_row: 409,
  claim_counts_nowhere: 409,
  nothing_to_answer: 409,
  import_not_ready: 409,
  import_not_open: 409,
  import_in_use: 409,
  busy: 503,
  pages_not_built: 503,
  unreadable_text: 422,
  unreadable_file: 422,
  invalid_row: 422,
  invalid_statement: 422,
  invalid_evidence: 422,
  invalid_pack: 500,
  unknown_cause: 422,
  usage: 400,
  internal: 500,
} as const satisfies Record<string, ContentfulStatusCode>

export type ErrorCode = keyof typeof statuses
export type ErrorStatus = (typeof statuses)[ErrorCode]

/** The one body of every failure. */
export interface ErrorBody {
  error: { code: ErrorCode; message: string; details?: unknown }
}

/** A failure a person can do something about; the message is theirs to read. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: unknown

  constructor(code: ErrorCode, message: string, details?: unknown, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

export const statusOf = (error: AppError): ErrorStatus => statuses[error.code]

export const bodyOf = (error: AppError): ErrorBody => ({
  error: {
    code: error.code,
    message: error.message,
    ...(error.details === undefined ? {} : { details: error.details }),
  },
})
