import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { asDeductions, countingLines } from '../../rules/counting.ts'
import { conditionWords } from '../../rules/counting-conditions.ts'
import { declaredFacts } from '../../rules/functions/index.ts'
import { clausePack } from '../support/clause-pack.ts'

const folder = new URL('clauses/', import.meta.url)
const linesOf = (name: string): string[] => {
  const { pack } = clausePack(name, readFileSync(new URL(name, folder), 'utf8'))
  const facts = declaredFacts(pack!.table.registers)
  return pack!.table.items.flatMap(({ versions }) =>
    versions.flatMap(({ score }) => countingLines(score, facts)),
  )
}
const named = (start: string): string => readdirSync(folder).find((name) => name.startsWith(start))!

describe('how a version counts, in words', () => {
  it.each(readdirSync(folder).sort())('says all of %s, and no name a person does not know', (name) => {
    const lines = linesOf(name)
    expect(lines).not.toEqual([])
    for (const line of lines) expect(line).not.toMatch(/[a-z]{2}|undefined|[=&|<>]/)
  })

  it.each([
    ['02', ['“有法律顾问的村”要求全部，每少1个扣0.2分，扣完为止']],
    [
      '13',
      [
        '看“已出庭案件”落在哪一档',
        '不低于90%，得3分',
        '不低于60%、低于90%，得2分',
        '高于0%、低于60%，得1分',
        '不高于0%，不得分',
      ],
    ],
    [
      '25',
      [
        '“印发日期”在当年3月31日以前（含当日）的，得满分',
        '逾期的，从满分起每逾1月扣0.4分，扣完为止，不足一档的按一档计',
        '没有办的，不得分',
      ],
    ],
    [
      '45',
      ['逐条看“通报”，各条扣分相加，扣完为止', '被点名通报', '逐次加重：第1次0.5分，第2次1分，第3次2分'],
    ],
    [
      '65',
      [
        '“项目”为0，且“建有项目申报制度”的，得1.5分；其他的按下列办法',
        '“按期完成的项目”占“项目”的比例乘以分值',
      ],
    ],
    [
      '82',
      [
        '“述法日期”在当年11月1日至当年12月15日（含当日）的，得满分',
        '提前的，得2分',
        '逾期的，得1分',
        '没有办的，不得分',
        '“催办”每1次扣0.5分，扣完为止',
      ],
    ],
    [
      '80',
      [
        '各种回答加权的比例低于90%的，每低1%扣0.2分，扣完为止，不足一档的不计',
        '高于目标的，每档加0.1分，最多0.5分',
        '“满意”按1计',
        '“不满意”按0计',
        '不足20份的，不作认定',
      ],
    ],
    ['74', ['“培训”要求4次，每少1次扣0.5分，扣完为止', '街道：“培训”要求2次，每少1次扣0.5分，扣完为止']],
  ])('reads clause %s as its author wrote it', (start, lines) => {
    expect(linesOf(named(start))).toEqual(lines)
  })

  it('speaks of days as earlier and later, and of what stands in quotes as written', () => {
    const { pack } = clausePack('43', readFileSync(new URL(named('43'), folder), 'utf8'))
    const facts = declaredFacts(pack!.table.registers)
    const { fields } = pack!.table.registers[0]!
    const day = fields.find(({ type }) => type === 'date')!
    expect(conditionWords(`row.${day.id} <= period_end && !has(${day.id})`, facts, fields)).toBe(
      `“${day.label}”不晚于年末，且没有“${day.label}”`,
    )
    const [one, two] = [fields[0]!, fields[1]!]
    expect(
      conditionWords(
        `how_many(has(row.${one.id}), ${two.id} == "甲", !has(row.${two.id})) >= 2`,
        facts,
        fields,
      ),
    ).toBe(`有“${one.label}”、“${two.label}”为“甲”、没有“${two.label}”这3项中成立的项数不少于2项`)
    expect(conditionWords(`${fields[0]!.id} != "a && b"`, facts, fields)).toBe(
      `“${fields[0]!.label}”不为“a && b”`,
    )
  })

  it('of a line that takes points says what is taken', () => {
    const { pack } = clausePack('24', readFileSync(new URL(named('24'), folder), 'utf8'))
    const { deadline } = pack!.table.items[0]!.versions[0]!.score
    const taking = { deadline: { ...deadline, in_time: 0, grace_days: undefined } }
    const lines = countingLines(taking, declaredFacts(pack!.table.registers))
    expect(asDeductions(lines)).toEqual([
      '“报送日期”在次年3月1日以前（含当日）的，不扣分',
      '逾期10日以内的，扣1分',
      '逾期30日以内的，扣0.5分',
      '逾期更久的，不扣分',
      '没有办的，不扣分',
    ])
  })
})
