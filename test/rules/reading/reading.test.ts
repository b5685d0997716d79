import { describe, expect, test } from 'vitest'
import type { FactDeclaration } from '../../../rules/pack.ts'
import { compileReading, explainReading, readReport } from '../../../rules/reading/index.ts'
import { fact, sketchFacts, tableOf } from './table.ts'

const title = '某镇2025年法治政府建设情况报告\n一、主要举措\n'
const readWith = (facts: FactDeclaration[]) => {
  const reading = compileReading(tableOf(facts))
  return (sentence: string) =>
    readReport(title + sentence, reading).claims.map(({ fact: id, value, hedge }) =>
      [id, typeof value === 'object' ? JSON.stringify(value) : value, hedge]
        .filter((part) => part !== undefined)
        .join(' '),
    )
}
const read = readWith(sketchFacts())

describe('frames as the sketch of a pack writes them', () => {
  test.each([
    ['全年组织党委中心组开展集体学法4次。', 'study_sessions.centre_group 4'],
    ['中心组围绕民法典开展专题学习,全年学习3次。', 'study_sessions.centre_group 3'],
    ['年内合法性审查重大行政决策5项。', 'decisions.reviewed 5'],
    ['对每一项重大行政决策开展合法性审查。', 'decisions.reviewed all'],
    ['28个村（社区）均已配备法律顾问。', 'villages.with_adviser 28'],
    ['村(社区)法律顾问覆盖率达到95%。', 'villages.with_adviser {"rate":"0.95"}'],
    ['村(社区)法律顾问覆盖率达100%。', 'villages.with_adviser all'],
  ])('%s', (sentence, claim) => expect(read(sentence)).toContain(claim))

  test('a share sets its total too where the sentence names a total', () => {
    expect(read('在全镇30个社区落实了“一村一社区一法律顾问”制度。')).toEqual([
      'villages.total 30',
      'villages.with_adviser 30',
    ])
  })

  test('a share of an object alone says nothing of the total', () => {
    expect(read('年内合法性审查重大行政决策5项。')).toEqual(['decisions.reviewed 5'])
  })

  test('a part leans on its total', () => {
    expect(read('作出重大行政决策6项，其中5项经合法性审查。')).toEqual([
      'decisions.major 6',
      'decisions.reviewed 5',
    ])
  })

  test('a part that names another object, or is only part of a total, does not lean', () => {
    expect(read('作出重大行政决策3项；审查合同132份，规范性文件0件。')).toEqual([
      'decisions.major 3',
      'other.contracts 132',
      'other.normative_documents 0',
    ])
    expect(read('作出重大行政决策6项，合同合法性审查率100%。')).not.toContain('decisions.reviewed all')
    expect(read('作出重大行政决策6项，其中民生类3项。')).toEqual(['decisions.major 6', 'other.matters 3'])
  })

  test('what another frame asks for is no object of its own', () => {
    expect(read('研究重大事项56项，其中重大行政决策3项，全部经过合法性审查。')).toEqual([
      'other.decisions 56',
      'decisions.major 3',
      'decisions.reviewed all',
    ])
  })

  test('a body beside the one asked for keeps the count from it', () => {
    expect(read('党委会和中心组共学法8次。')).toEqual(['other.study 8'])
  })
})

describe('status decides once for the clause', () => {
  test.each([
    ['rule', '中心组学法不少于4次。'],
    ['rule', '中心组至少学法4次。'],
    ['frequency', '中心组每季度学法1次。'],
    ['plan', '下一步，中心组学法4次。'],
    ['plan', '中心组计划开展学法4次。'],
    ['plan', '2026年中心组学法4次。'],
    ['last year', '去年中心组学法4次。'],
    ['last year', '2024年中心组学法4次。'],
    ['another body', '县司法局组织学习4次。'],
    ['another body', '全县共作出重大行政决策60项。'],
    ['negated', '中心组未学法4次。'],
    ['aim', '推进重大行政决策合法性审查全覆盖。'],
    ['rule', '重大行政决策应当全部经过合法性审查。'],
    ['before the change', '由9人增至人数不变。'],
  ])('%s: %s claims nothing', (_status, sentence) => expect(read(sentence)).toEqual([]))

  test('a figure beside an aim is still a result', () => {
    expect(read('推进法治建设，中心组学法4次。')).toEqual(['study_sessions.centre_group 4'])
  })

  test('praise within the county is no other body', () => {
    expect(read('在全县率先作出重大行政决策3项。')).toEqual(['decisions.major 3'])
  })

  test('sections on shortcomings and next year claim nothing', () => {
    const reading = compileReading(tableOf(sketchFacts()))
    const text = `${title}中心组学法2次。\n二、存在的不足\n中心组学法1次。\n三、下一步打算\n中心组学法8次。`
    expect(readReport(text, reading).claims.map(({ value }) => value)).toEqual([2])
  })

  test('growth is a change, not a result', () => {
    expect(read('作出重大行政决策6项，较上年增长20%。')).toEqual([
      'decisions.major 6',
      'other.growth {"rate":"0.2"}',
    ])
  })

  test('of a rise only the later figure counts', () => {
    expect(read('法律顾问由9人增至15人。')).toEqual(['other.advisers 15'])
  })
})

describe('parts of a sentence', () => {
  test('one rate for two names is two claims', () => {
    expect(read('出庭应诉率、胜诉率均为100%。')).toEqual([
      'other.head_appearance_rate {"rate":"1"}',
      'other.win_rate {"rate":"1"}',
    ])
  })

  test('分别 hands the figures out in order', () => {
    expect(read('行政复议、行政诉讼分别为3件、5件。')).toEqual([
      'other.reconsiderations 3',
      'other.lawsuits 5',
    ])
  })

  test('the objects of a list are told apart', () => {
    expect(read('聘请法律顾问2名，审查合同20份，出具意见13条。')).toEqual([
      'other.advisers 2',
      'other.contracts 20',
      'other.opinions 13',
    ])
  })

  test('an outcome belongs to the total before it', () => {
    expect(read('排查行政争议21件，化解了13件。')).toEqual([
      'other.administrative_disputes 21',
      'other.administrative_disputes_resolved 13',
    ])
  })

  test('so many for each is no total', () => {
    expect(read('各村配备法律顾问1名。')).toContain('villages.with_adviser all')
    expect(read('各村配备法律顾问1名。')).not.toContain('villages.with_adviser 1')
  })

  test('hedges stay with the figure', () => {
    expect(read('发放资料三千余份，接待群众约200人次。')).toEqual([
      'other.materials 3000 gte',
      'other.people 200 approx',
    ])
  })

  test('none, said outright, is a nought', () => {
    expect(read('全年没有作出重大行政决策。')).toEqual(['decisions.major 0'])
    expect(read('2025年没有制定新的规范性文件。')).toEqual(['other.normative_documents 0'])
  })

  test('a fuller match wins over one that only leans, instead of contradicting it', () => {
    expect(read('中心组专题学习13次，法律集中学习11次。')).toEqual([
      'study_sessions.centre_group 13',
      'other.study 11',
    ])
  })

  test('two full statements of one fact both stay', () => {
    expect(read('中心组学法2次。\n中心组集体学习3次。')).toEqual([
      'study_sessions.centre_group 2',
      'study_sessions.centre_group 3',
    ])
  })
})

describe('kinds of frames', () => {
  const kinds = readWith([
    fact('plans.plan_on', 'date', [{ date: true, of: ['规划', '要点'], with: ['制定', '印发'] }]),
    fact('study.dates', 'dates', [{ dates: true, of: 'study', by: 'centre_group' }]),
    fact('venues.invested', 'amount', [{ money: true, of: ['法治广场'], with: ['投资'] }]),
    fact('report.has_law', 'flag', [{ flag: true, of: ['政府工作报告'], with: [['写入'], ['法治']] }]),
    fact('rates.attendance', 'rate', [{ rate: true, of: ['参训率'] }]),
    fact('contracts.rate', 'rate', [{ rate: true, say: '合同审查率[达到|达|为]{n}' }]),
    fact('files.issued', 'count', [{ count: 'items', of: ['党委文件', '政府文件'], sum: true }]),
    fact('villages.leader', 'share', [
      { share: ['个'], of: 'villages', with: ['带头人'], also: ['villages.savvy'] },
    ]),
    fact('villages.savvy', 'share', [{ share: ['个'], of: 'villages', with: ['明白人'] }]),
    fact('venues.cover', 'share', [{ share: true, of: ['法治阵地'] }]),
  ])

  test.each([
    ['年初制定依法治镇规划。', 'plans.plan_on {"from":"2025-01-01","to":"2025-03-31"}'],
    ['2月18日印发工作要点。', 'plans.plan_on 2025-02-18'],
    ['于5月15日、10月10日举行中心组专题学习。', 'study.dates ["2025-05-15","2025-10-10"]'],
    ['投资10余万元新建法治广场。', 'venues.invested 100000 gte'],
    ['将法治工作列入计划，写入政府工作报告。', 'report.has_law true'],
    ['干部参训率达92%。', 'rates.attendance {"rate":"0.92"}'],
    ['合同审查率达98%、文件备案率达95%。', 'contracts.rate {"rate":"0.98"}'],
    ['出台党委文件3个、政府文件5个。', 'files.issued 8'],
    ['法治阵地覆盖率95%。', 'venues.cover {"rate":"0.95"}'],
  ])('%s', (sentence, claim) => expect(kinds(sentence)).toContain(claim))

  test('a pattern tells two rates apart that share their words', () => {
    expect(
      kinds('文件备案率达95%、合同审查率达98%。').filter((claim) => claim.startsWith('contracts')),
    ).toEqual(['contracts.rate {"rate":"0.98"}'])
  })

  test('also lets two facts take one quantity', () => {
    expect(kinds('各村配备了带头人和明白人。')).toEqual(['villages.leader all', 'villages.savvy all'])
  })

  test('share: true reads no counts', () => {
    expect(kinds('建成法治阵地12处。')).toEqual(['other.venues 12'])
  })

  test('a deed that is aimed at or denied is none', () => {
    expect(kinds('推动将法治写入政府工作报告。')).toEqual([])
    expect(kinds('尚未将法治写入政府工作报告。')).toEqual([])
  })
})

test('an invented fact is read with nothing but its declaration', () => {
  const invented = readWith([
    ...sketchFacts(),
    fact('vice_principals.appointed', 'count', [
      { count: ['名'], of: '法治副校长', reads: { 聘任法治副校长6名: 6 }, skips: ['聘请法律顾问2名'] },
    ]),
  ])
  expect(invented('为6所学校聘任法治副校长6名。')).toEqual(['other.places 6', 'vice_principals.appointed 6'])
})

describe('claims', () => {
  const reading = compileReading(tableOf(sketchFacts()))

  test('a quotation is the text between its offsets, counted in code points', () => {
    const text = `${title}𠮷镇中心组学法2次，发放资料三千余份😀，作出重大行政决策6项。`
    const points = [...text]
    const { claims, document } = readReport(text, reading)
    expect(claims).toHaveLength(3)
    for (const { quote, start, end } of claims) expect(points.slice(start, end).join('')).toBe(quote)
    expect(document.text).toBe(text)
  })

  test('only the publication date sets the publication date', () => {
    const at = (header: string) =>
      readReport(`${header}\n${title}`, reading).claims.map(({ fact: id, value }) => `${id} ${String(value)}`)
    expect(at('发布日期：2026-03-09 成文日期：2026-02-01')).toEqual(['annual_report.published_on 2026-03-09'])
    expect(at('成文日期：2026-02-01 发布日期：')).toEqual([])
  })

  test('items are those whose scores name the fact, or a share of it', () => {
    const score = { ratio_linear: { of: 'villages.with_adviser', over: 'villages.total', target: 1 } }
    const item = { id: 'adv', on: true, versions: [{ score }] }
    const table = tableOf(sketchFacts(), { items: [item] as never })
    const { claims } = readReport(`${title}全镇28个村。重大行政决策6项。`, compileReading(table))
    expect(claims.map(({ fact: id, items }) => [id, items])).toEqual([
      ['villages.total', ['adv']],
      ['decisions.major', []],
    ])
  })

  test('a county’s claims count for no item, those of another kind of text are refused with the reason', () => {
    const county = readReport('清溪县2025年度法治政府建设情况\n一、举措\n重大行政决策6项。', reading)
    expect(county.claims.map(({ status, items }) => [status, items])).toEqual([['proposed', []]])
    const police = readReport('清溪县公安局2025年法治政府建设情况\n作出重大行政决策6项。', reading)
    expect(police.claims[0]!.status).toBe('refused')
    expect(police.claims[0]!.reason).toContain('公安机关')
  })
})

describe('explanations', () => {
  const explain = (sentence: string) =>
    explainReading(title + sentence, compileReading(tableOf(sketchFacts())))

  test('name the words it was taken on and the runner-up', () => {
    const [taken] = explain('年内合法性审查重大行政决策5项。')
    expect(taken).toMatchObject({ fact: 'decisions.reviewed', words: ['合法性审查', '重大行政决策'] })
    expect(taken!.runnerUp?.fact).toBe('decisions.major')
  })

  test('name what the nearest frame lacked', () => {
    const [left] = explain('建成28个村级调解室。')
    expect(left!.fact).toBe('other.mediation_bodies')
    const [near] = explain('走访28个村。')
    expect(near!.nearest).toMatchObject({ fact: 'villages.total' })
    expect(near!.nearest!.lacked).toContain('全镇')
  })

  test('name the status that ruled it out', () => {
    const [rule] = explain('中心组每年学法不少于4次。')
    expect(rule).toMatchObject({ fact: null })
    expect(rule!.ruledOut).toContain('制度要求')
  })
})
