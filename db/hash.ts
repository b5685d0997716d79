import { createHash } from 'node:crypto'
import { canonicalJson } from '../rules/canonical.ts'

/** SHA-256 of the canonical bytes of a value, in hex. */
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex')
