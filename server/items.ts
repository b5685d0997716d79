/** Which items of a pack read which facts and registers. */
import type { CompiledItem } from '../rules/compile.ts'
import { AppError } from './errors.ts'
import type { OpenPlace } from './places.ts'

export interface ItemRef {
  id: string
  number: string
  title: string
}

const refOf = ({ table: { id, title }, number }: CompiledItem): ItemRef => ({ id, number, title })

/** The items of this kind of township, in the order of the printed table. */
const itemsOf = ({ pack, township }: OpenPlace): CompiledItem[] =>
  pack.pack.items.filter(({ table }) => table.kinds.includes(township.kind))

/** Without the items that are not for this kind of township: a report is read the same whoever gave it. */
export const onlyOfKind = (open: OpenPlace, items: readonly string[]): string[] => {
  const own = new Set(itemsOf(open).map(({ table }) => table.id))
  return items.filter((item) => own.has(item))
}

const readsFact = (item: CompiledItem, fact: string): boolean =>
  item.versions.some(({ score }) => score.facts.includes(fact))

/** The items a fact counts for. */
export const itemsOfFact = (open: OpenPlace, fact: string): ItemRef[] =>
  itemsOf(open)
    .filter((item) => readsFact(item, fact))
    .map(refOf)

/** The items the rows of a register count for. */
export const itemsOfRegister = (open: OpenPlace, register: string): ItemRef[] => {
  const facts = [...open.pack.pack.facts.values()].filter((fact) => fact.register.id === register)
  return itemsOf(open)
    .filter((item) => facts.some((fact) => readsFact(item, fact.id)))
    .map(refOf)
}

/** @throws AppError item_not_found */
export const getItem = (open: OpenPlace, id: string): CompiledItem => {
  const item = itemsOf(open).find(({ table }) => table.id === id)
  if (!item)
    throw new AppError('item_not_found', '指标体系中没有这个考核要点，或者它不适用于这类乡镇（街道）。')
  return item
}
