/** Which registers a pack asks of a kind of township in a year, and what for. */
import type { CompiledItem, CompiledPack } from '../../rules/compile.ts'
import type { FactDeclaration, Register, TownshipKind } from '../../rules/pack.ts'
import { versionInForce } from '../../rules/score-item.ts'

export interface NeededRegister {
  register: Register
  /** The items that read it: 6.3 and its title. */
  items: { number: string; title: string }[]
  /** The facts of it that they read and that can be told as a total. */
  facts: FactDeclaration[]
}

/** The registers that items of a kind and year read, with those their rows point into, in the order of the pack. */
export function neededRegisters(pack: CompiledPack, kind: TownshipKind, year: number): NeededRegister[] {
  const readers = new Map<string, Map<string, CompiledItem>>()
  const facts = new Set<string>()
  const read = (register: string, item: CompiledItem) => {
    const known = readers.get(register)
    if (known) known.set(item.table.id, item)
    else readers.set(register, new Map([[item.table.id, item]]))
  }
  for (const item of [...pack.items, ...pack.pools.flatMap(({ items }) => items)]) {
    if (!item.table.kinds.includes(kind)) continue
    for (const id of versionInForce(item, year)?.score.facts ?? []) {
      const fact = pack.facts.get(id)
      if (!fact) continue
      facts.add(id)
      read(fact.register.id, item)
      if (fact.each) read(fact.each, item)
    }
  }
  // A row that names a village says nothing without the list of villages.
  for (let grown = true; grown; ) {
    grown = false
    for (const { id, fields } of pack.table.registers) {
      for (const item of readers.get(id)?.values() ?? []) {
        for (const { to } of fields) {
          if (to === undefined || readers.get(to)?.has(item.table.id)) continue
          read(to, item)
          grown = true
        }
      }
    }
  }
  return pack.table.registers
    .filter(({ id, kinds }) => readers.has(id) && (!kinds || kinds.includes(kind)))
    .map((register) => ({
      register,
      items: [...readers.get(register.id)!.values()].map(({ number, table: { title } }) => ({
        number,
        title,
      })),
      facts: register.facts.filter((fact) => facts.has(fact.id) && fact.kind !== 'events'),
    }))
}
