import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type AssessResult, assess } from '../../rules/assess.ts'
import { draftShortcomings } from '../../rules/draft.ts'
import type { Evidence } from '../../rules/evidence.ts'
import { parseEvidence } from '../../rules/evidence-file.ts'
import { viewFact } from '../../rules/fact-view.ts'
import { findGaps } from '../../rules/gaps.ts'
import { toDecimal } from '../../rules/rational.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'

const national = loadPackFromDisk('national')
const shandong = loadPackFromDisk('shandong')

const read = (pack: string, file: string): Evidence => {
  const { table } = pack === 'national' ? national : shandong
  const text = readFileSync(join(import.meta.dirname, '../../rules/packs', pack, 'demo', file), 'utf8')
  const { envelopes, problems } = parseEvidence(text, file, table)
  expect(problems).toEqual([])
  expect(envelopes).toHaveLength(1)
  return envelopes[0]!
}

const score = (pack: string, evidence: Evidence): AssessResult =>
  assess(pack === 'national' ? national.pack : shandong.pack, evidence, {
    today: '2026-11-24',
    holidays: holidays().table,
  })

const gapsOf = (result: AssessResult, kind: string): string[] =>
  findGaps(result)
    .filter((gap) => gap.kind === kind)
    .map((gap) => gap.score.item.table.id)

const crossed = (result: AssessResult): string[] =>
  result.items
    .filter(
      ({ item, high, applicable }) =>
        item.table.redLine?.when === 'any_short' && high.n * applicable.d < applicable.n * high.d,
    )
    .map(({ item }) => item.table.id)

/** Registers of the township's kind that an item in force reads. */
const wanted = (result: AssessResult): string[] =>
  [
    ...new Set(
      result.items
        .filter(({ outcome }) => outcome !== 'not_in_force')
        .flatMap(({ facts }) => facts.map((fact) => fact.compiled.register.id)),
    ),
  ].sort()

describe('a year of registers of a town and of a subdistrict', () => {
  const town = read('national', 'xiangyue.yaml')
  const subdistrict = read('national', 'liting.yaml')
  const ofTown = score('national', town)
  const ofSubdistrict = score('national', subdistrict)

  test('keep every register that is read but one', () => {
    const lacking = (result: AssessResult) => wanted(result).filter((id) => !result.evidence.registers[id])
    expect(lacking(ofTown)).toEqual(['reception_days'])
    expect(lacking(ofSubdistrict)).toEqual(['oaths'])
  })

  test('are neither perfect nor hopeless', () => {
    for (const result of [ofTown, ofSubdistrict]) {
      expect(Number(toDecimal(result.scaled!.onRecord.low))).toBeGreaterThanOrEqual(80)
      expect(Number(toDecimal(result.scaled!.onRecord.high))).toBeLessThan(89)
      expect(gapsOf(result, 'shortcoming').length).toBeGreaterThanOrEqual(10)
      expect(gapsOf(result, 'undecided')).toHaveLength(1)
    }
    expect(gapsOf(ofTown, 'undecided')).toEqual(['sup-rectify'])
    expect(gapsOf(ofSubdistrict, 'undecided')).toEqual(['pub-budget'])
  })

  test('come near a red line and do not cross it', () => {
    expect(crossed(ofTown)).toEqual([])
    expect(crossed(ofSubdistrict)).toEqual([])
    const late = structuredClone(town)
    const review = late.registers.decisions!.rows.find(
      ({ values }) => values.title === '石笕水库灌区末级渠系管护方案',
    )!
    review.values.review_on = review.values.meeting_on!
    expect(crossed(score('national', late))).toEqual(['dec-legality-review'])
  })

  test('an item that a township does not keep a register for is missing, one that is still open is too', () => {
    expect(gapsOf(ofTown, 'missing')).toEqual(['pet-leader-reception', 'vil-disclosure'])
    expect(gapsOf(ofSubdistrict, 'missing')).toEqual(['dis-proactive-20wd', 'learn-oath'])
  })
})

describe('the townships of 澄安县', () => {
  test('砚泠镇 falls short in four duties and in no other', () => {
    const result = score('shandong', read('shandong', 'yanxi.yaml'))
    expect(gapsOf(result, 'shortcoming').sort()).toEqual([
      'adv-village-coverage',
      'dec-legality-review',
      'learn-centre-group',
      'rep-shufa',
    ])
    const { paragraphs } = draftShortcomings(result, findGaps(result), null)
    const text = paragraphs.map((paragraph) => paragraph.text).join('\n')
    expect(text).toContain('应述法2人，完成年终述法1人，未述法1人（镇长）。')
  })

  test('鹤汀街道 and 栖霜乡 keep most of the registers', () => {
    for (const file of ['heting.yaml', 'qishuang.yaml']) {
      const result = score('shandong', read('shandong', file))
      const kept = wanted(result).filter((id) => result.evidence.registers[id])
      expect(kept.length / wanted(result).length).toBeGreaterThan(0.85)
    }
  })
})

describe('sentences about the townships', () => {
  const sentenceOf = (result: AssessResult, id: string): string | undefined =>
    findGaps(result).find((gap) => gap.score.item.table.id === id)?.sentence.text

  test('leave blank cells out of names, and put single quotation marks inside double ones', () => {
    expect(sentenceOf(score('shandong', read('shandong', 'qishuang.yaml')), 'learn-in-year-report')).toBe(
      '2份领导干部年度述职中，1份未列入学法用法情况（乡长）',
    )
    expect(sentenceOf(score('shandong', read('shandong', 'heting.yaml')), 'lead-four-personal')).toBe(
      '“党政主要负责人‘四个亲自’”尚未封账（法治建设会议台账），未登记的部分暂按未知计',
    )
  })

  test('give the days of a term with their unit', () => {
    const town = score('national', read('national', 'xiangyue.yaml'))
    expect(sentenceOf(town, 'dec-consult-30d')).toContain('不足30日且未说明理由')
    expect(sentenceOf(town, 'dec-review-7wd')).toContain('不足7个工作日且未记录理由')
  })

  test('count events in the unit of the fact', () => {
    const town = score('national', read('national', 'xiangyue.yaml'))
    const facts = town.pools.flatMap(({ lines }) => lines).flatMap((line) => line.facts)
    const text = (id: string) => viewFact(facts.find(({ compiled }) => compiled.id === id)!).text
    expect(text('honours.model_villages')).toBe('1个')
    expect(text('criticisms.all')).toBe('0次')
  })
})
