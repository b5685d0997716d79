import type { Db } from '../db/connect.ts'

/** What the routes need from outside. */
export interface Deps {
  db: Db
  now: () => Date
  /** Folder of the built pages. */
  dist: string
}
