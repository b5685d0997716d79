export { hashOf } from '../db/hash.ts'
