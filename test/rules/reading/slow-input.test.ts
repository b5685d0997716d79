/** Inputs made to make matching slow. The time for four times the text is compared with the time for the text. */
import { expect, test } from 'vitest'
import { compileReading, readReport } from '../../../rules/reading/index.ts'
import { compileSay } from '../../../rules/reading/say.ts'
import { mostQuantities } from '../../../rules/reading/study.ts'
import { fact, sketchFacts, tableOf } from './table.ts'

const reading = compileReading(
  tableOf([...sketchFacts(), fact('report.has_law', 'flag', [{ flag: true, of: ['村'], with: ['清单'] }])]),
)
const opening = '某镇2025年法治政府建设情况的报告\n一、举措\n'
const textOf = (piece: string, length: number) => opening + piece.repeat(Math.ceil(length / piece.length))

/** Time of the processor, not of the clock: other work on the machine does not count. */
const timeOf = (text: string): number => {
  const start = process.cpuUsage()
  readReport(text, reading)
  return process.cpuUsage(start).user / 1000
}

const pieces = [
  'a,',
  '1',
  '1,',
  '村,',
  '培训3次',
  '审查合同3份、',
  '《',
  '“',
  '全部',
  '百分之',
  '一',
  '(',
  '二、不足\n',
  '(一)\n',
  '2021年3次',
  'A、B分别为',
  '一是',
  '参考率、',
  '5月1日、',
  '5月1日至',
  '3至',
  '壹',
  '1/2、',
  '均',
  '未',
  '|日期',
]

test.each(pieces.map((piece) => [JSON.stringify(piece), piece] as const))(
  'four times as much of %s takes no sixteen times as long',
  (_name, piece) => {
    timeOf(textOf(piece, 10_000))
    const once = timeOf(textOf(piece, 30_000))
    const four = timeOf(textOf(piece, 120_000))
    // Twelve leaves room for noise and still fails where the time grows with the square.
    expect(four).toBeLessThan(12 * Math.max(once, 20))
  },
)

test('a text with more figures than any report is read no further', () => {
  const { claims } = readReport(textOf('培训3次，', 5 * mostQuantities * 5), reading)
  expect(claims.length).toBeLessThanOrEqual(mostQuantities)
})

test('a pattern of nested choices looks only at the words around the figure', () => {
  const say = compileSay(`${'(a|[a]…a)'.repeat(12)}{n}`)!
  const text = `${'a'.repeat(100_000)}3`
  const quantity = { kind: 'number' as const, value: 3, counter: '', start: 100_000, end: 100_001 }
  expect(say.matches(text, quantity)).toBe(true)
})
