/**
 * One matter, one loss, across items and pools (M3). Which item bears the loss is settled row by row, so
 * that it does not depend on the order in which items are scored: another item reads its own rows without those that are
 * borne elsewhere. A row of which that is not known may count or not, like any doubtful row.
 */
import type { CompiledItem, CompiledVersion } from './compile.ts'
import type { CompiledFact, CompiledRegister } from './compiled-facts.ts'
import { and, not, or } from './condition-values.ts'
import type { Condition, Environment } from './conditions.ts'
import type { CellValue } from './evidence.ts'
import type { RowWindow } from './fact.ts'
import type { Facts } from './functions/index.ts'
import type { Knowledge } from './knowledge.ts'
import { type Cost, costsNothing, type Place, placesOf } from './matter-places.ts'
import type { PackTable, SharedMatter, TownshipKind } from './pack.ts'
import { cmp } from './rational.ts'
import type { AssessResult, ItemScore } from './result.ts'
import { rowWindow, versionInForce } from './score-item.ts'

/** How a version is scored beside the items that may bear the loss instead. */
export interface Spares {
  /** Facts of the version, the one whose rows may be borne elsewhere read without them. */
  facts: ReadonlyMap<string, CompiledFact>
  /** The fact that is read so. */
  fact: string
  /** Facts of the items that may bear it. */
  others: readonly string[]
  /** Titles of the items that surely bear a row that costs points here, and of those that may. */
  bearers(environment: Environment): { sure: string[]; possible: string[] }
}

interface Context {
  registers: Map<string, CompiledRegister>
  facts: ReadonlyMap<string, CompiledFact>
}

interface Member {
  item: CompiledItem
  /** Its place in the declared order. */
  at: number
  /** The field that names the matter; null: the row itself is the matter. */
  by: string | null
  places: ReadonlyMap<CompiledVersion, ReadonlyMap<TownshipKind, Place>>
}

/** The items with what their shared matters leave of them; throws only where `loadPack` would have told a problem. */
export function withMatters(
  table: PackTable,
  items: readonly CompiledItem[],
  context: Context,
  declared: Facts,
): CompiledItem[] {
  const shared = new Map<CompiledItem, CompiledItem>()
  for (const matter of table.matters ?? []) {
    const members = membersOf(table, matter, items, context, declared)
    for (const member of members) {
      const others = members.filter((other) => mayBear(matter, other, member))
      if (others.length > 0) shared.set(member.item, sparing(matter, member, others, context))
    }
  }
  return items.map((item) => shared.get(item) ?? item)
}

/** Of two members the first may bear what the second loses: always where points decide, else only the earlier. */
const mayBear = ({ bears }: SharedMatter, other: Member, member: Member): boolean =>
  other !== member && (bears === 'highest' || other.at < member.at)

function membersOf(
  table: PackTable,
  { items: ids, by }: SharedMatter,
  items: readonly CompiledItem[],
  { facts }: Context,
  declared: Facts,
): Member[] {
  const minus = new Set(table.pools.filter(({ sign }) => sign === 'minus').map(({ id }) => id))
  return ids.flatMap((id, at): Member[] => {
    const item = items.find((other) => other.table.id === id)
    if (!item) return []
    const places = item.versions.map((version) => {
      const found = placesOf(version.scored, {
        value: item.value,
        facts: declared,
        compiled: (fact) => version.facts.get(fact) ?? facts.get(fact)!,
        minus: minus.has(item.table.dimension),
      })
      if (typeof found === 'string') throw new TypeError(found)
      return [version, found] as const
    })
    return [{ item, at, by: by === 'row' ? null : by[id]!, places: new Map(places) }]
  })
}

// --- one row ---------------------------------------------------------------------------------------------------------

function sparing(matter: SharedMatter, member: Member, others: Member[], context: Context): CompiledItem {
  const versions = member.item.versions.map((version): CompiledVersion => {
    const places = member.places.get(version)!
    const { fact, spare } = [...places.values()][0]!
    const plain = version.facts.get(fact) ?? context.facts.get(fact)!
    const borne: Condition = (environment) =>
      others.reduce<boolean | null>(
        (found, other) => or(found, bears(matter, member, other, environment, context)),
        false,
      )
    const counts: Condition = plain.where ?? (() => true)
    const where: Condition =
      spare === 'drop'
        ? (environment) => and(counts(environment), not(borne(environment)))
        : (environment) => or(counts(environment), borne(environment))
    const spared = { how: spare, possible: (environment: Environment) => anyOf(others, environment, context) }
    const spares: Spares = {
      fact,
      facts: new Map([...version.facts, [fact, { ...plain, where, spared }]]),
      others: [
        ...new Set(others.flatMap((other) => [...other.places.keys()].flatMap(({ score }) => score.facts))),
      ],
      bearers(environment) {
        if (costOf(member, environment, context)?.costs === false) return { sure: [], possible: [] }
        const told = others.map((other) => ({
          title: other.item.table.title,
          bears: bears(matter, member, other, environment, context),
        }))
        const titles = (held: boolean | null) =>
          told.filter((one) => one.bears === held).map(({ title }) => title)
        return { sure: titles(true), possible: titles(null) }
      },
    }
    return { ...version, spares }
  })
  return { ...member.item, versions }
}

/** Whether `other` bears what the row that is judged costs at `member`. */
function bears(
  matter: SharedMatter,
  member: Member,
  other: Member,
  environment: Environment,
  context: Context,
): boolean | null {
  const applies = inForce(other, environment)
  if (applies === false) return false
  const own = matter.bears === 'highest' ? costOf(member, environment, context) : null
  const wins = (cost: Cost): boolean | null => (own ? outweighs(cost, other, own, member) : true)
  const here = (at: Environment): boolean | null => {
    const cost = costOf(other, at, context)
    return cost ? and(cost.costs, wins(cost)) : false
  }
  if (other.by === null) return and(applies, here(environment))
  const { rows, open } = environment.elsewhere!.rows(placeOf(other, environment)!.register)
  // More rows may come, of this matter too.
  const more = open && environment.record !== true ? null : false
  const found = rows.reduce<boolean | null>((some, row) => {
    const same = sameMatter(environment.row!, member.by!, row.values, other.by!)
    if (same === false || some === true) return some
    return or(some, and(same, here({ ...environment, row: row.values, closed: !open })))
  }, more)
  return and(applies, found)
}

/** A matter that is not named may be any; a row is always of its own. */
function sameMatter(
  own: Record<string, CellValue>,
  by: string,
  other: Record<string, CellValue>,
  otherBy: string,
): boolean | null {
  if (own === other) return true
  const [a, b] = [own[by], other[otherBy]]
  if (isBlank(a) || isBlank(b)) return null
  return String(a) === String(b)
}

const isBlank = (value: CellValue | undefined): boolean =>
  value === null || value === undefined || value === ''

/** The one that takes more bears it; of equals the one declared first. */
function outweighs(cost: Cost, other: Member, own: Cost, member: Member): boolean | null {
  const enough = (order: number): boolean => (other.at < member.at ? order >= 0 : order > 0)
  if (enough(cmp(cost.points.low, own.points.high))) return true
  return enough(cmp(cost.points.high, own.points.low)) ? null : false
}

// --- one item --------------------------------------------------------------------------------------------------------

const placeOf = ({ item, places }: Member, { year, kind }: Environment): Place | null => {
  const version = versionInForce(item, year)
  return version ? (places.get(version)?.get(kind ?? '镇') ?? null) : null
}

/** Whether an item is scored at all: it may be said not to apply. */
function inForce(member: Member, environment: Environment): boolean | null {
  const { table } = member.item
  const { kind, elsewhere } = environment
  if (!placeOf(member, environment) || (kind !== undefined && !table.kinds.includes(kind))) return false
  return not(elsewhere!.exempt(table.id))
}

/** What a row costs an item; null: it is under none of its versions. */
function costOf(member: Member, environment: Environment, { registers }: Context): Cost | null {
  const place = placeOf(member, environment)
  if (!place) return null
  const { item } = member
  const version = versionInForce(item, environment.year)!
  const window = rowWindow({ registers }, item, version, environment.year)
  const field = window?.fields.get(place.register)
  const date = field === undefined ? undefined : environment.row?.[field]
  if (window && typeof date === 'string' && date !== '' && date < window.from) return null
  return place.cost(environment, (fact) => read(environment, fact, window))
}

function read({ elsewhere, record }: Environment, fact: string, window: RowWindow | undefined): Knowledge {
  const { known, record: recorded } = elsewhere!.fact(fact, window)
  return record ? recorded : known
}

/** Whether any of the others may cost anything at all: without, a total that is told stays what it is. */
function anyOf(others: readonly Member[], environment: Environment, { registers }: Context): boolean {
  return others.some((other) => {
    const place = inForce(other, environment) === false ? null : placeOf(other, environment)
    if (!place) return false
    const version = versionInForce(other.item, environment.year)
    return !costsNothing(
      read(environment, place.fact, rowWindow({ registers }, other.item, version, environment.year)),
    )
  })
}

// --- in words --------------------------------------------------------------------------------------------------------

/** The rows of an item that are borne elsewhere, or may be: 该事项已在…扣分. */
export function borneElsewhere({ evidence, facts, pack }: AssessResult, score: ItemScore): string[] {
  const spares = score.version?.spares
  const fact = spares && score.facts.find(({ compiled }) => compiled.id === spares.fact)
  if (!spares || !fact) return []
  const register = pack.registers.get(fact.compiled.register.id)!
  const kept = evidence.registers[register.id]
  const closed = kept !== undefined && kept.state !== 'open'
  return fact.rows.flatMap((mark) => {
    const row = kept?.rows.find(({ id }) => id === mark.id)
    if (!row) return []
    const { sure, possible } = spares.bearers({ ...facts.environment, row: row.values, closed })
    if (sure.length > 0) return [`${mark.label}：该事项已在“${sure.join('”“')}”扣分，不重复扣分`]
    if (possible.length === 0) return []
    return [`${mark.label}：该事项是否在“${possible.join('”“')}”扣分未定，已扣的不重复扣分`]
  })
}
