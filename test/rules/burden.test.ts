import { describe, expect, test } from 'vitest'
import { burdenOf, itemsInForce } from '../../rules/burden.ts'
import { compilePack } from '../../rules/compile.ts'
import { declaredFacts } from '../../rules/functions/index.ts'
import { toDecimal } from '../../rules/rational.ts'
import { readersOfFacts } from '../../rules/uses.ts'
import { base, load } from './loading/folders.ts'

/** The small pack with rows expected of some of its registers. */
const expecting = (lines: Record<string, string>) =>
  compilePack(
    load(
      base.map((folder) => ({
        ...folder,
        files: folder.files.map(({ path, text }) => {
          const line = lines[`${folder.id}/${path}`]
          return { path, text: line ? text.replace('\nfields:', `\nexpected: ${line}\nfields:`) : text }
        }),
      })),
    ),
  )

const pack = expecting({
  'national/registers/villages.yaml': '{ rows: { 乡: 10, 镇: 20, 街道: 5 }, per: year }',
  'national/registers/decisions.yaml': '{ rows: 2, per: quarter }',
  'shandong/registers/village_advisers.yaml': '{ rows: 1.5, per: villages, anew: true }',
})
const { table } = pack

describe('the burden of a year', () => {
  const of = (kind: '乡' | '镇' | '街道') => burdenOf(pack, kind, 2025)
  const rowsOf = (kind: '乡' | '镇' | '街道') =>
    Object.fromEntries(of(kind).registers.map(({ register, rows }) => [register.id, rows && toDecimal(rows)]))

  test('counts rows by quarter, by kind of township and by each village', () => {
    expect(rowsOf('镇')).toMatchObject({ villages: '20', decisions: '8', village_advisers: '30' })
    expect(rowsOf('街道')).toMatchObject({ villages: '5', decisions: '8', village_advisers: '7.5' })
  })

  test('says where no rows are estimated, and does not count them', () => {
    expect(rowsOf('镇')).toMatchObject({ annual_report: null })
    const { entered, kept } = of('镇')
    expect([toDecimal(entered.rows), toDecimal(kept)]).toEqual(['38', '20'])
  })

  test('counts the cells of what is entered in the year, not of what is kept', () => {
    const cells = (id: string) => table.registers.find((register) => register.id === id)!.fields.length
    expect(toDecimal(of('镇').entered.cells)).toBe(
      String(8 * cells('decisions') + 30 * cells('village_advisers')),
    )
  })

  test('leaves out registers that nothing in force reads', () => {
    const early = burdenOf(pack, '镇', 2018)
    expect(early.registers.map(({ register }) => register.id)).not.toContain('decisions')
    expect(itemsInForce(pack, '镇', 2018).map((item) => item.table.id)).not.toContain('dec-legality-review')
  })

  test('names the items that read a register, also as a denominator or a roll', () => {
    const villages = of('镇').registers.find(({ register }) => register.id === 'villages')!
    expect(villages.items.map((item) => item.table.id)).toEqual(['adv-valid', 'adv-village-coverage'])
    const readers = readersOfFacts(table.items, declaredFacts(table.registers))
    expect(readers.get('decisions.major')).toEqual(['dec-legality-review'])
  })
})
