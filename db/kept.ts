/** Queries that every save or page asks: built and compiled once, later calls only bind their values. */
import type { Compilable, CompiledQuery, DialectAdapter, QueryResult } from 'kysely'
import type { Db, Tx } from './connect.ts'

/** Stands for a value while the query is built. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query over the values named. Building and compiling costs several times what SQLite needs for a point read, so it is
 * done once for each engine.
 */
export const kept = <Values extends object, Row>(
  names: readonly (keyof Values & string)[],
  build: (db: Db | Tx, values: Values) => Compilable<Row>,
): ((db: Db | Tx, values: Values) => Promise<QueryResult<Row>>) => {
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>()
  const slots = Object.fromEntries(names.map((name) => [name, new Slot(name)])) as Values
  return (db, values) => {
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter)
    if (!query) {
      query = build(db, slots).compile()
      compiled.set(adapter, query)
    }
    const bound = query.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.name as keyof Values] : parameter,
    )
    return db.executeQuery({ ...query, parameters: bound })
  }
}

/** Columns that lead every key of evidence, and the stamp of a write, by name. */
export const placeColumns = ['county', 'township', 'cycle'] as const
export const stampColumns = ['at', 'actor'] as const
