// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so parameters are written
import { describe, expect, test } from 'vitest'
import { checkPack, loadPack } from '../../../rules/loading/load.ts'
import type { PackTable } from '../../../rules/pack.ts'
import { itemOf, load, textOf, withFiles } from './folders.ts'

const declared = `parameters:
  report.publish: { title: 年度报告公开期限, value: 04-01, origin: law }
  adviser.share: { title: 法律顾问覆盖比例, value: 0.9, unit: '%', origin: convention, note: 各地常见 }
  decision.years: { title: 回看年数, value: 2, unit: 年, origin: convention }
`
const nationalPack = textOf('national', 'pack.yaml') + declared
const d10 = textOf('national', 'items/d10.yaml')
  .replace('date: 04-01, day_itself', "date: '${report.publish}', day_itself")
  .replace('date: 04-01 }', "date: '${report.publish}' }")
  .replace('次年4月1日前', '次年${report.publish:text}前')
const d2 = textOf('national', 'items/d2.yaml')
  .replace('target: 1 }', "target: '${adviser.share}' }")
  .replace('得满分；未达到的', '得满分（${adviser.share:text}以上）；未达到的')
const registers = textOf('national', 'registers/decisions.yaml').replace(
  'where: in_catalogue || flagged_major',
  'where: in_catalogue && year >= ${decision.years} || flagged_major',
)
const files = {
  'pack.yaml': nationalPack,
  'items/d10.yaml': d10,
  'items/d2.yaml': d2,
  'registers/decisions.yaml': registers,
}

/** The base with the parameters, and the pack over it with these lines added. */
const folders = (more = '', changed: Partial<typeof files> = {}) => {
  const [national] = withFiles({ ...files, ...changed }, 0)
  const [, shandong] = withFiles({ 'pack.yaml': textOf('shandong', 'pack.yaml') + more })
  return [national!, shandong!]
}

const parameterOf = (table: PackTable, id: string) =>
  table.parameters?.find((parameter) => parameter.id === id)

describe('a named parameter', () => {
  const table = load(folders())
  const rate = itemOf(table, 'dec-legality-review').versions[0]!

  test('stands as the value it is where it is all that is written', () => {
    expect(rate.score.ratio_linear?.target).toBe(0.9)
    expect(itemOf(table, 'rep-publish').actBy).toEqual({ yearOffset: 1, date: '04-01', dayItself: 'in_time' })
  })

  test('stands by its characters in a condition, and in words in a sentence', () => {
    const major = table.registers.flatMap(({ facts }) => facts).find(({ id }) => id === 'decisions.major')!
    expect(major.where).toBe('in_catalogue && year >= 2 || flagged_major')
    expect(rate.clause).toContain('（90%以上）')
    const alone = load(folders('remove: [adv-valid]\n'))
    expect(itemOf(alone, 'rep-publish').versions[0]!.clause).toContain('次年4月1日前')
  })

  test('is listed with its origin and the items it concerns, by what they read too', () => {
    expect(parameterOf(table, 'adviser.share')).toEqual({
      id: 'adviser.share',
      title: '法律顾问覆盖比例',
      value: 0.9,
      text: '90%',
      unit: '%',
      origin: 'convention',
      note: '各地常见',
      pack: 'national',
      items: ['dec-legality-review'],
    })
    expect(parameterOf(table, 'decision.years')?.items).toEqual(['dec-legality-review'])
    expect(parameterOf(table, 'report.publish')).toMatchObject({ text: '4月1日', items: ['rep-publish'] })
  })

  test('is not in a table whose pack names none, so that its check value stays', () => {
    expect(Object.keys(load(withFiles({})))).not.toContain('parameters')
  })

  test('set by a pack that extends is what the items of the base are read with', () => {
    const county = load(
      folders(
        'parameters: { adviser.share: { value: 0.8 }, report.publish: { value: 03-15, origin: law } }\n',
      ),
    )
    const version = itemOf(county, 'dec-legality-review').versions[0]!
    expect([version.score.ratio_linear?.target, version.clause.includes('80%以上')]).toEqual([0.8, true])
    expect(itemOf(county, 'rep-publish').actBy).toMatchObject({ date: '03-15' })
    expect(parameterOf(county, 'adviser.share')).toEqual({
      id: 'adviser.share',
      title: '法律顾问覆盖比例',
      value: 0.8,
      text: '80%',
      unit: '%',
      origin: 'local',
      pack: 'national',
      overriddenBy: 'shandong',
      items: ['dec-legality-review'],
    })
    expect(parameterOf(county, 'report.publish')?.origin).toBe('law')
  })

  test('leaves what is wrong later where it is written, the column of the whole text', () => {
    const wrong = registers.replace('in_catalogue && year', 'in_catalog && year')
    const line = wrong.split('\n').findIndex((text) => text.includes('in_catalog &&'))
    const { problems } = loadPack(folders('', { 'registers/decisions.yaml': wrong }))
    const errors = problems.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ code, file, line, column }) => [code, file, line, column])).toEqual([
      [
        'condition',
        'national/registers/decisions.yaml',
        line + 1,
        wrong.split('\n')[line]!.indexOf('in_') + 1,
      ],
    ])
  })

  test('in a file that cannot be read is not said to be missing', () => {
    const { problems } = checkPack(folders('', { 'pack.yaml': `\t${nationalPack}` }))
    expect(problems.map(({ code }) => code)).not.toContain('unknown_parameter')
  })
})
