import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { type CompiledPack, compilePack } from '../../rules/compile.ts'
import { loadPack } from '../../rules/loading/load.ts'
import type { Citation, PackTable } from '../../rules/pack.ts'
import { runCases } from '../../rules/pack-cases.ts'
import { articlesText, explainItem } from '../../rules/reasons.ts'
import { redLineState } from '../../rules/vetoes.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'
import { evidenceOf, register } from '../support/small-pack.ts'

const national = loadPackFromDisk('national')
const shandong = loadPackFromDisk('shandong')
const { table: days } = holidays()

/** Written from the requirements: id, points, of each version binding, marks, first day, articles. */
const written = `
dis-annual-report 2 S A/B 2019-05-15 so-711:4(1),4(2)(3),50+so-711:49+so-711:10(2)
dis-annual-content 1 S A/A 2019-05-15 so-711:50+so-711:10(2) S A/A 2021-09-26 so-711:50+disclosure-format-2021+so-711:10(2)
dis-request-20wd 2 S A/A 2018-01-01 so-711-2007:24 S A/A 2019-05-15 so-711:33+so-711:10(2)
dis-correction-7wd 0.5 S A/A 2019-05-15 so-711:30+so-711:10(2)
dis-proactive-20wd 1 S A/A 2019-05-15 so-711:26+so-711:10(2)
dis-township-topics 1 S A/A 2019-05-15 so-711:20,21
dis-guide-catalog 0.5 S A/C 2019-05-15 so-711:4,12,53+so-711:10(2)
med-committee 1 V A/A 2011-01-01 mediation-law:8,9
med-file 0.5 V A/A 2011-01-01 mediation-law:26,27,28
med-success 0.5 K C/C 2018-01-01 practice
med-system-use 0.5 K C/C 2018-01-01 practice
adm-mediation 0.5 L B/C 2025-05-01 sd-adm-mediation:2,5,6
rec-reply 1 S A/A 2018-01-01 reconsideration-law-2017:23,40 S A/A 2024-01-01 reconsideration-law:48,54,70,88
rec-comply 1 S A/A 2018-01-01 reconsideration-law-2017:32+reconsideration-rules-2007:57 S A/A 2024-01-01 reconsideration-law:76,77,83
lit-defence-15d 1 S A/A 2015-05-01 litigation-law:34,36(1),67
lit-head-appear 2 S A/C 2015-05-01 litigation-law:3(3) S A/C 2020-07-01 litigation-law:3(3)+spc-2020-3:1,2,3,7,8,9,12
lit-staff-not-only-lawyer 0.5 S A/A 2018-02-08 spc-litigation-2018:128(2)
lit-loss-rate 1 K C/C 2018-01-01 practice
lit-judgment-done 1 S A/A 2015-05-01 litigation-law:94,96
sug-judicial-2m 0.5 S A/A 2023-11-16 spc-2023-11:8,12
sug-procuratorial-2m 0.5 S A/A 2019-02-26 procuratorial-2019:19+public-interest-suits:21
pet-deadlines 1 S A/A 2022-05-01 petition-2022:23,31(6),34
pet-leader-reception 0.5 S A/C 2022-05-01 petition-2022:18(2)
`
  .trim()
  .split('\n')

const cited = (basis: readonly Citation[]): string =>
  basis.map(({ law, articles }) => (articles.length > 0 ? `${law}:${articles.join(',')}` : law)).join('+')

const ours = ({ items }: PackTable) =>
  items.filter(({ dimension }) => dimension === 'd5' || dimension === 'd9')

const points = (items: PackTable['items']): number => items.reduce((sum, { value }) => sum + Number(value), 0)

/** The national pack with a county's own pack.yaml laid over it. */
function extended(yaml: string): CompiledPack {
  const county = `id: county\nversion: '1'\ntitle: 示例县\nextends: national\n${yaml}`
  const result = loadPack([
    ...national.folders,
    { id: 'county', files: [{ path: 'pack.yaml', text: county }] },
  ])
  if (!result.table) throw new Error(JSON.stringify(result.problems))
  return compilePack(result.table)
}

const failures = (pack: CompiledPack, text: string) => {
  const { passed, failures, problems } = runCases(pack, [{ path: 'cases/these.yaml', text }], days)
  return { passed, failures: failures.map(({ title, message }) => `${title}：${message}`), problems }
}

describe('disclosure and disputes', () => {
  it('have the items of the requirements in order, with points, marks, dates and articles', () => {
    const found = ours(shandong.table).map(({ id, value, versions }) =>
      [
        id,
        value,
        ...versions.flatMap(({ binding, checked, from, basis }) => [binding, checked, from, cited(basis)]),
      ].join(' '),
    )
    expect(found).toEqual(written)
  })

  it('are worth 8 and 13 points, 7 of the 8 for a 街道; conventions wait for the county', () => {
    const of = (dimension: string) => shandong.table.items.filter((item) => item.dimension === dimension)
    expect([points(of('d5')), points(of('d9'))]).toEqual([8, 13])
    expect(points(of('d5').filter(({ kinds }) => kinds.includes('街道')))).toBe(7)
    const waiting = of('d9').filter(({ on }) => !on)
    expect(waiting.map(({ id }) => id)).toEqual(['med-success', 'med-system-use', 'lit-loss-rate'])
  })

  it('start each rule on its day', () => {
    const inForce = (year: number) => {
      const { items } = assess(shandong.pack, evidenceOf({}, { year }), {
        today: '2026-11-20',
        holidays: days,
      })
      return items
        .filter(
          ({ item, outcome }) => /^(dis|rec|sug|pet|adm)-/.test(item.table.id) && outcome !== 'not_in_force',
        )
        .map(({ item }) => item.table.id)
    }
    expect(inForce(2018)).toEqual(['dis-request-20wd', 'rec-reply', 'rec-comply'])
    expect(inForce(2019)).toContain('sug-procuratorial-2m')
    expect(inForce(2021)).not.toContain('pet-deadlines')
    expect(inForce(2022)).toContain('pet-deadlines')
    expect(inForce(2022)).not.toContain('sug-judicial-2m')
    expect(inForce(2023)).toContain('sug-judicial-2m')
    expect(inForce(2024)).not.toContain('adm-mediation')
    expect(inForce(2025)).toContain('adm-mediation')
  })
})

describe('red lines of judgments and decisions', () => {
  const crossed = (id: string, registers: Parameters<typeof evidenceOf>[0]) => {
    const { items } = assess(shandong.pack, evidenceOf(registers, { year: 2025 }), {
      today: '2026-11-20',
      holidays: days,
    })
    return redLineState(items.find(({ item }) => item.table.id === id)!)
  }
  const ruling = (cells: object) =>
    register('court_rulings', 'closed', [
      { case_no: '（2025）行初18号', effective_on: '2025-08-05', result: '败诉', to_perform: true, ...cells },
    ])
  const decision = (cells: object) =>
    register('reconsiderations', 'closed', [
      {
        case_no: '县府复〔2025〕19号',
        procedure: '普通程序',
        received_on: '2025-05-12',
        to_comply: true,
        ...cells,
      },
    ])

  it('wait for a refusal: late or not yet done is a shortfall only', () => {
    expect(crossed('lit-judgment-done', { court_rulings: ruling({}) })).toBe(false)
    expect(crossed('lit-judgment-done', { court_rulings: ruling({ refused: true }) })).toBe(true)
    expect(crossed('rec-comply', { reconsiderations: decision({}) })).toBe(false)
    expect(crossed('rec-comply', { reconsiderations: decision({ refused: true }) })).toBe(true)
  })

  it('stay open while the county has not closed its list', () => {
    expect(crossed('lit-judgment-done', {})).toBeNull()
    expect(crossed('rec-comply', {})).toBeNull()
  })
})

describe('conventions a county switches on', () => {
  const pack = extended(
    'set: [{ item: med-success, on: true }, { item: med-system-use, on: true }, { item: lit-loss-rate, on: true }]\nchanges: [县级启用]\n',
  )

  it('score the settling of mediated cases, without those still under way, and their use of the system', () => {
    const cases = (rows: string, item: string, expected: string) => `
- title: ${item}
  item: ${item}
  registers: { mediation_cases: { state: closed, rows: [${rows}] } }
  expect: ${expected}
`
    const row = (no: number, result: string, inSystem: boolean) =>
      `{ case_no: 东岭调${no}, kind: 人民调解, opened_on: 2025-03-0${no}, result: ${result}, in_system: ${inSystem} }`
    const some = [row(1, '达成协议', true), row(2, '未达成协议', true), row(3, '正在调解', false)].join(', ')
    const all = [row(1, '达成协议', true), row(2, '正在调解', true)].join(', ')
    const text = [
      cases(some, 'med-success', '{ points: 0.5 * 50% / 95%, outcome: partly }'),
      cases(all, 'med-success', '{ points: 0.5, outcome: met }'),
      cases(row(3, '正在调解', true), 'med-success', '{ points: 0, outcome: not_applicable }'),
      cases(some, 'med-system-use', '{ points: 0.5 * 2/3, outcome: partly }'),
      cases(all, 'med-system-use', '{ points: 0.5, outcome: met }'),
    ].join('')
    expect(failures(pack, text)).toEqual({ passed: 5, failures: [], problems: [] })
  })

  it('count lost cases one by one below five, and by rate from five on', () => {
    const decided = (won: number, lost: number, expected: string) => {
      const rows = Array.from(
        { length: won + lost },
        (_, i) => `{ case_no: 行初${i}号, effective_on: 2025-06-10, result: ${i < lost ? '败诉' : '胜诉'} }`,
      )
      return `
- title: ${won + lost}件败诉${lost}件
  item: lit-loss-rate
  registers: { court_rulings: { state: closed, rows: [${rows.join(', ')}] } }
  expect: ${expected}
`
    }
    const text = [
      decided(4, 0, '{ points: 1, outcome: met }'),
      decided(3, 1, '{ points: 0.5, outcome: partly }'),
      decided(2, 2, '{ points: 0, outcome: not_met }'),
      decided(4, 1, '{ points: 0.5, outcome: partly }'),
      decided(9, 1, '{ points: 1, outcome: met }'),
      decided(8, 2, '{ points: 0.5, outcome: partly }'),
      decided(7, 3, '{ points: 0, outcome: not_met }'),
      `
- { title: 没有案件, item: lit-loss-rate, registers: { court_rulings: { state: none } }, expect: { points: 0, outcome: not_applicable } }
- { title: 没有登记, item: lit-loss-rate, expect: { points: [0, 1], outcome: unknown } }
`,
    ].join('')
    expect(failures(pack, text)).toEqual({ passed: 9, failures: [], problems: [] })
  })
})

describe('hearings that a head must attend', () => {
  const heard = (notified: boolean, expected: string) => `
- title: 未出庭
  item: lit-head-appear
  registers:
    hearings:
      state: closed
      rows:
        - { case_no: 行初1号, instance: 一审, held_on: 2025-06-17, attended_by: 主要负责人, notified: true }
        - { case_no: 行初2号, instance: 一审, held_on: 2025-07-08, attended_by: 未出庭, notified: ${notified}, court_noted: false }
  expect: ${expected}
`
  const noticed = extended(
    'parameters: { litigation.appear.due: { value: 法院通知负责人出庭的庭审 } }\nchanges: [只计法院通知的庭审]\n',
  )

  it('are all hearings by the law, and those the court gave notice of where the county says so', () => {
    const short = '{ points: 2 * 1/2, outcome: partly }'
    const met = '{ points: 2, outcome: met }'
    expect(failures(national.pack, heard(false, short)).failures).toEqual([])
    expect(failures(noticed, heard(false, met)).failures).toEqual([])
    expect(failures(noticed, heard(true, short)).failures).toEqual([])
  })
})

describe('deadlines of petitions', () => {
  it('say by what the points of kinds that did not come were handed on', () => {
    const petition = {
      code: '砚访2025-003',
      received_on: '2025-02-10',
      handling: '按第31条第6项受理办理',
      told_on: '2025-02-26',
      accepted_on: '2025-02-21',
      closed_on: '2025-04-22',
    }
    const evidence = evidenceOf({ petitions: register('petitions', 'closed', [petition]) }, { year: 2025 })
    const { items } = assess(national.pack, evidence, { today: '2026-11-20', holidays: days })
    const score = items.find(({ item }) => item.table.id === 'pet-deadlines')!
    expect(score.version!.score.explain(score.value, score.reading).brief).toBe(
      '书面告知0.00分，办结0.40分，没有的分项分值摊给其余，0.40 × 1.00 ÷ 0.80 = 0.50',
    )
  })
})

describe('what a reason cites', () => {
  const bases = (decidedOn: string): string[] => {
    const row = { case_no: '县府复〔2023〕31号', procedure: '普通程序', received_on: '2023-11-20' }
    const result = assess(
      national.pack,
      {
        ...evidenceOf({
          reconsiderations: register('reconsiderations', 'closed', [
            {
              ...row,
              decided_on: decidedOn,
              to_comply: true,
              comply_by: '2024-03-15',
              complied_on: '2024-03-01',
            },
          ]),
        }),
        year: 2023,
      },
      { asOf: '2024-04-30', today: '2026-11-20', holidays: days },
    )
    const score = result.items.find(({ item }) => item.table.id === 'rec-comply')!
    return explainItem(result, score)
      .steps.filter(({ kind }) => kind === 'basis')
      .map(({ text }) => text)
  }

  it('is the law of the day of the decision, not of the day the case came in', () => {
    expect(bases('2023-12-28').filter((text) => text.includes('2024年1月1日'))).toEqual([])
    expect(bases('2024-01-16').at(-1)).toBe(
      '《行政复议法》第七十六条、第七十七条、第八十三条，2024年1月1日起',
    )
  })

  it.each([
    [['128(2)'], [], '第一百二十八条第二款'],
    [['12(8)', '69'], ['12'], '第十二条第（八）项、第六十九条'],
    [['4(1)', '4(2)(3)', '20(1)'], ['20'], '第四条第一款、第二款第（三）项、第二十条第（一）项'],
  ])('writes %s as paragraphs and points', (articles, listed, text) => {
    expect(articlesText(articles, listed)).toBe(text)
  })
})
