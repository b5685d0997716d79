/**
 * Texts, bytes and pages made up of what reports, editors and attackers write: each is read or refused in words, in
 * time, with quotations that stand where they say. The seed is printed with a failure, which repeats it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim } from '../../rules/evidence.ts'
import { explainReading, readReport } from '../../rules/reading/index.ts'
import { htmlToText } from '../../server/documents/html.ts'
import { readText } from '../../server/documents/read-text.ts'
import { AppError } from '../../server/errors.ts'
import { loadPackFromDisk } from '../../server/packs.ts'

const { reading } = loadPackFromDisk('shandong')
const demo = readFileSync(join(import.meta.dirname, '../../rules/packs/shandong/demo/wangxi.txt'), 'utf8')

/** Five minutes in all on a small machine; a run takes some milliseconds. */
const runs = 25_000
/** Far above what any of these short inputs takes, far below what a person would call hanging. */
const longest = 2_000

const words = [
  ...'党委理论学习中心组 集体学法 法律顾问 重大行政决策 合法性审查 法治培训 村（社区） 行政复议 应诉 述法 公开'.split(
    ' ',
  ),
  ...'全年 共 累计 均 各 全部 没有 未 不 计划 应 拟 除 外 其中 分别 不少于 超过 约 以上 余 近 同比 较上年 全县 全镇'.split(
    ' ',
  ),
  ...'2 12 30 3.5 100% 九成 二十三 百分之九十 两 1,234 ２０２５年 2025年5月15日 5月15日 1月至6月 2024年度'.split(
    ' ',
  ),
  ...'次 件 个 名 人 场 份 % 万元 ， 、 。 ； ： （ ） “ ” 《 》 一、 （一） 1. （1） \n \r\n \t 　 | # ** <b> &nbsp; 𠀀 ﻿ ​'.split(
    ' ',
  ),
]
const sentence = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })), { maxLength: 60 })
  .map((parts) => parts.join(''))

/** The demonstration report with pieces cut out, doubled, moved and put in between. */
const mutated = fc
  .array(fc.tuple(fc.nat(demo.length), fc.nat(40), sentence), { minLength: 1, maxLength: 6 })
  .map((edits) =>
    edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), demo),
  )

const text = fc.oneof({ weight: 3, arbitrary: sentence }, { weight: 1, arbitrary: mutated })

const tag = fc.constantFrom(
  ...'p div td tr table li ul b span br nav script style textarea title svg h1 font a'.split(' '),
)
const markup = fc.oneof(
  tag.map((name) => `<${name}>`),
  tag.map((name) => `</${name}>`),
  tag.map((name) => `<${name} title="</div>" role='navigation'/>`),
  fc.constantFrom('<!--', '-->', '<![CDATA[', ']]>', '<', '&', '&#x4e00;', '<!doctype html>', '"', '</'),
  sentence,
)
const page = fc.array(markup, { maxLength: 80 }).map((parts) => parts.join(''))

function inTime<T>(work: () => T): T {
  const started = performance.now()
  const result = work()
  expect(performance.now() - started).toBeLessThan(longest)
  return result
}

function expectQuoted(source: string, claims: readonly Claim[]): void {
  const characters = [...source]
  for (const { quote, start, end } of claims) expect(characters.slice(start, end).join('')).toBe(quote)
}

describe('the reader', () => {
  it('answers to any text in time, the same twice, and quotes what stands there', () => {
    fc.assert(
      fc.property(text, (source) => {
        const { claims, document } = inTime(() => readReport(source, reading))
        expectQuoted(source, claims)
        expect(document.text).toBe(source)
        expect(readReport(source, reading).claims).toEqual(claims)
      }),
      { numRuns: runs },
    )
  })

  it('explains whatever it reads', () => {
    fc.assert(
      fc.property(sentence, (source) => {
        for (const { text: why } of inTime(() => explainReading(source, reading))) expect(why).not.toBe('')
      }),
      { numRuns: runs / 4 },
    )
  })
})

describe('documents', () => {
  const readOrRefuse = async (bytes: Uint8Array, name: string): Promise<string | null> => {
    try {
      return (await readText(bytes, name)).text
    } catch (error) {
      // Anything else is a failure nobody foresaw.
      expect(error).toBeInstanceOf(AppError)
      expect((error as AppError).message).toMatch(/^报告\.\w+：/)
      return null
    }
  }

  it('of any bytes are read or refused in words', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      text.map((source) => new TextEncoder().encode(source)),
      // What is cut in the middle of a character.
      fc.tuple(sentence, fc.nat(200)).map(([source, at]) => new TextEncoder().encode(source).slice(at)),
    )
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom('报告.txt', '报告.html'), async (source, name) => {
        const started = performance.now()
        const read = await readOrRefuse(source, name)
        expect(performance.now() - started).toBeLessThan(longest)
        if (read !== null) expectQuoted(read, readReport(read, reading).claims)
      }),
      { numRuns: runs },
    )
  })

  it('of any markup become lines without markup of their own', () => {
    fc.assert(
      fc.property(page, (source) => {
        const lines = inTime(() => htmlToText(source)).split('\n')
        expect(lines.pop()).toBe('')
        for (const line of lines) expect(line).toBe(line.replace(/\s+/g, ' ').trim())
      }),
      { numRuns: runs },
    )
  })
})
