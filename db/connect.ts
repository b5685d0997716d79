import SqliteDatabase from 'better-sqlite3'
import {
  CamelCasePlugin,
  type Dialect,
  Kysely,
  type SqliteDatabase as KyselyDatabase,
  SqliteDialect,
  type SqliteStatement,
  type Transaction,
} from 'kysely'
import type { Database } from './schema.ts'

/** A connection or a transaction: query functions take either. */
export type Db = Kysely<Database>
export type Tx = Transaction<Database>

/** Texts of statements are fixed but for lists of values; should they ever not be, this many are kept. */
const mostStatements = 500

/** Kysely prepares a statement each time, which costs more than a small read: those of the same text are kept. */
const keepStatements = (database: SqliteDatabase.Database): KyselyDatabase => {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => {
      statements.clear()
      database.close()
    },
    prepare: (text) => {
      let statement = statements.get(text)
      if (statement) return statement
      statement = database.prepare(text)
      if (statements.size >= mostStatements) statements.clear()
      statements.set(text, statement)
      return statement
    },
  }
}

/** SQLite in one file, or `:memory:`. A second process waits for a write lock instead of failing. */
const sqlite = (file: string): Dialect => {
  const database = new SqliteDatabase(file, { timeout: 5000 })
  database.pragma('journal_mode = WAL')
  // FULL: what the page calls saved survives a power cut, not only a crash of the process.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  return new SqliteDialect({ database: keepStatements(database) })
}

/** A file that is there, and is left as it is. */
const sqliteReadOnly = (file: string): Dialect =>
  new SqliteDialect({
    database: keepStatements(
      new SqliteDatabase(file, { readonly: true, fileMustExist: true, timeout: 5000 }),
    ),
  })

/** Opens the store; another engine is another dialect here and nothing else. */
export const connect = (file: string, { readOnly = false } = {}): Db =>
  new Kysely<Database>({
    dialect: readOnly ? sqliteReadOnly(file) : sqlite(file),
    // Values are JSON text with ids as keys: only column names are turned.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
