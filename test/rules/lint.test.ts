import { describe, expect, test } from 'vitest'
import { declaredFacts } from '../../rules/functions/index.ts'
import { lintTownships, lintWarnings } from '../../rules/lint.ts'
import { compareNumbers } from '../../rules/lint-numbers.ts'
import { traceShare } from '../../rules/lint-policy.ts'
import { checkPack } from '../../rules/loading/load.ts'
import type { Item, PackTable, Pool, ScoreDeclaration } from '../../rules/pack.ts'
import { toFraction } from '../../rules/rational.ts'
import { loadPackFromDisk, packFolders } from '../../server/packs.ts'
import { base, itemOf, load, textOf, withFiles } from './loading/folders.ts'

const table = load(base)
const facts = declaredFacts(table.registers)

/** What a clause and a rule of so many points say differently, `rule` first. */
function differing(clause: string, score: ScoreDeclaration, change: Partial<Item> = {}): string[] {
  const like = itemOf(table, 'adv-valid')
  const version = { ...like.versions[0]!, clause, score }
  const found = compareNumbers({ ...like, value: '2', ...change, versions: [version] }, version, facts)
  return found ? [...found.rule, ...found.clause] : []
}

const ratio = (target: string | number): ScoreDeclaration => ({
  ratio_linear: { of: 'villages.total', target },
})
const due = { year: 'period', date: '03-31' }
const deadline: ScoreDeclaration = {
  deadline: { date: 'annual_report.published_on', due, late: 0.5, none: 0 },
}

describe('the numbers of a clause and of its rule', () => {
  test.each([
    ['覆盖率达到100%的，得满分。', ratio(1)],
    ['达到90%的，得满分。', ratio('90%')],
    ['达到90%的，得满分。', ratio(0.9)],
    ['不少于4次的，得满分，少1次按比例计。', ratio(4)],
    ['不少于两次的，得满分。', ratio(2)],
    ['3月31日前印发的，得满分；逾期的，得0.5分。', deadline],
    ['依照国务院令第713号、第25条，2019年起不少于4次。', ratio(4)],
    ['（1）不少于4次；（2）有记录。', ratio(4)],
    ['全年不少于12次，得2分。', ratio(12)],
    ['每月至少1次。', ratio(12)],
    ['领导干部10次、工作人员5次的，得满分。', ratio(15)],
    [
      '领导干部、工作人员共15次的，得满分。',
      { all_or_nothing: { all: ['villages.total >= 10', 'villages.total >= 5'] } },
    ],
    ['每高1件扣0.2分。', { per_missing: { of: 'villages.total', required: 1, up: -0.2 } }],
  ])('agree in “%s”', (clause, score) => {
    expect(differing(clause, score)).toEqual([])
  })

  test.each([
    ['不少于2次的，得满分。', ratio(3), ['target 3', '2']],
    ['达到95%的，得满分。', ratio('90%'), ['target 90%', '95%']],
    ['不少于10次的，得满分。', ratio(20), ['10']],
    ['4月1日前印发的，得满分；逾期的，得0.5分。', deadline, ['4月1日']],
    ['3月31日前印发的，得满分；逾期的，得0.2分。', deadline, ['late 0.5', '0.2']],
    ['得满分。', { all_or_nothing: { all: ['villages.total >= 3'] } }, ['条件 3']],
  ])('differ in “%s”', (clause, score, expected) => {
    expect(differing(clause, score)).toEqual(expected)
  })

  test('hold the day by which the deed is due', () => {
    const clause = '6月30日前不少于4次。'
    expect(differing(clause, ratio(4))).toEqual(['6月30日'])
    const actBy = { yearOffset: 0, date: '06-30', dayItself: 'in_time' } as const
    expect(differing(clause, ratio(4), { actBy })).toEqual([])
  })

  test('hold the cap and the gate of the pool the clause is a line of', () => {
    const pool: Pool = {
      id: 'bonus',
      title: '加分',
      sign: 'plus',
      cap: '3',
      sameMatter: 'highest',
      gate: { base: '80', line: 'counts' },
    }
    const item = itemOf(table, 'adv-valid')
    const clause = '基础分达到80分的，不少于4次，最多加3分。'
    const version = { ...item.versions[0]!, clause, score: ratio(4) }
    expect(compareNumbers(item, version, facts, pool)).toBeNull()
    expect(compareNumbers(item, version, facts)?.clause).toEqual(['80', '3'])
  })

  test('hold what the facts ask of each row, and a limit that is one and its extension', () => {
    const shandong = loadPackFromDisk('shandong').table
    const all = declaredFacts(shandong.registers)
    for (const id of ['dis-request-20wd', 'pub-law-savvy-3']) {
      const item = itemOf(shandong, id)
      const version = item.versions[0]!
      expect(compareNumbers(item, version, all)).toBeNull()
      const other = { ...version, clause: version.clause.replace('20', '15').replace('3名', '5名') }
      expect(compareNumbers(item, other, all)).not.toBeNull()
    }
  })
})

describe('the share of points on process traces', () => {
  const share = (change: (item: Item) => Item): string =>
    toFraction(traceShare(table.items.map(change), facts).share!)

  test('counts items that only minutes, notices and pictures prove', () => {
    expect(share((item) => item)).toBe('0')
    // 1 of 7.5 points.
    const minuted = (item: Item): Item =>
      item.id === 'adv-valid' ? { ...item, evidence: ['会议记录', '签到表'] } : item
    expect(share(minuted)).toBe('2/15')
  })

  test('takes a rate over those concerned for a result', () => {
    const minuted = (item: Item): Item => ({ ...item, evidence: ['会议记录'] })
    // Two of the four items measure a share: 7.5 − 3 − 2 are left.
    expect(share(minuted)).toBe('1/3')
  })
})

describe('a relative item', () => {
  const relative: PackTable = {
    ...table,
    groups: [
      { id: 'towns', title: '乡镇组', kinds: ['乡', '镇'] },
      { id: 'streets', title: '街道组', kinds: ['街道'] },
    ],
    items: table.items.map((item) => ({
      ...item,
      versions: item.versions.map((version) => ({
        ...version,
        score: { relative: { of: 'villages.total', against: 'range', order: 'high' } },
      })),
    })),
  }

  test('is refused where one township stands alone in its group', () => {
    const found = lintTownships(relative, ['镇', '乡', '街道'])
    expect(new Set(found.map(({ code, text }) => `${code} ${text}`))).toEqual(
      new Set(['relative_alone 街道组']),
    )
    expect(found).toHaveLength(table.items.length)
  })

  test('is looked for in the sample county of the pack that is checked', () => {
    const d6 = textOf('shandong', 'items/d6.yaml').replace(
      'ratio_linear: { of: villages.with_adviser, over: villages.total, target: 1 }',
      'relative: { of: villages.total, against: range, order: high }',
    )
    const says = 'says: { met: 靠前, shortcoming: 靠后 }\n'
    const items = d6.replace(/says:[\s\S]*$/, says)
    const codes = (townships: string): string[] =>
      checkPack(withFiles({ 'items/d6.yaml': items, 'demo/county.yaml': `townships: [${townships}]\n` }))
        .problems.filter(({ severity }) => severity === 'error')
        .map(({ code, file }) => `${code} ${file}`)
    expect(codes('{ kind: 镇 }')).toEqual(['relative_alone shandong/items/d6.yaml'])
    expect(codes('{ kind: 镇 }, { kind: 街道 }')).toEqual([])
  })

  test('is fine where each group that has a township has two, or where nothing is relative', () => {
    expect(lintTownships(relative, ['镇', '乡', '街道', '街道'])).toEqual([])
    expect(lintTownships(table, ['镇', '街道'])).toEqual([])
  })
})

describe('warnings', () => {
  const pack = textOf('shandong', 'pack.yaml')
  const asking = textOf('national', 'items/d6.yaml').replace('evidence: [名册]', 'evidence: [聘任合同]')
  const acknowledging = (entry: string) =>
    checkPack([
      withFiles({ 'items/d6.yaml': asking }, 0)[0]!,
      withFiles({ 'pack.yaml': `${pack}acknowledge: [${entry}]\n` })[1]!,
    ])

  test('that are acknowledged are listed with their reason and no problem any more', () => {
    const entry = '{ code: asked_twice, item: adv-village-coverage, reason: 两份合同不是同一份 }'
    const { problems, acknowledged } = acknowledging(entry)
    expect(problems.map(({ code }) => code)).toEqual(['sentence_missing'])
    expect(acknowledged).toMatchObject([
      { code: 'asked_twice', item: 'adv-village-coverage', reason: '两份合同不是同一份' },
    ])
  })

  test('of another item are not acknowledged with it', () => {
    const { problems, acknowledged } = acknowledging('{ code: asked_twice, item: adv-valid, reason: 另一项 }')
    expect(acknowledged).toEqual([])
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'acknowledge_unused',
      'asked_twice',
      'sentence_missing',
    ])
  })

  test('an acknowledgement of the base holds in the pack that extends it', () => {
    const national = `${textOf('national', 'pack.yaml')}acknowledge: [{ code: sentence_missing, reason: 只有个数 }]\n`
    const { problems, acknowledged } = checkPack(withFiles({ 'pack.yaml': national }, 0))
    expect(problems).toEqual([])
    expect(acknowledged.map(({ code }) => code)).toEqual(['sentence_missing'])
  })

  test('lines of one pool that counts a matter once are not punished twice', () => {
    const line = (id: string): Item => ({ ...itemOf(table, 'adv-valid'), id, dimension: 'deductions' })
    const pooled = (sameMatter: 'highest' | 'each'): PackTable => ({
      ...table,
      pools: [{ id: 'deductions', title: '减分', sign: 'minus', cap: '5', sameMatter, gate: null }],
      items: [line('first-line'), line('second-line')],
    })
    const codes = (of: PackTable): string[] => lintWarnings(of).map(({ code }) => code)
    expect(codes(pooled('highest'))).not.toContain('punished_twice')
    expect(codes(pooled('each'))).toContain('punished_twice')
  })
})

describe('the packs that come with the product', () => {
  test.each(['national', 'shandong'])('%s has no finding it does not give a reason for', (id) => {
    const { problems, acknowledged } = checkPack(packFolders(id))
    expect(problems).toEqual([])
    for (const { reason } of acknowledged) expect([...reason].length).toBeGreaterThan(15)
  })

  test.each(['national', 'shandong'])('%s rests less than a quarter of its points on traces', (id) => {
    const { items, registers } = loadPackFromDisk(id).table
    const { share } = traceShare(
      items.filter(({ on }) => on),
      declaredFacts(registers),
    )
    expect(share!.n * 4n).toBeLessThan(share!.d)
  })
})
