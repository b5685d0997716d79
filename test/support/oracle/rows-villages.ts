/** Rows of the villages and communities. */
import type { Draw } from './draw.ts'
import { type Cells, text } from './hand.ts'

const quarters = ['第一季度', '第二季度', '第三季度', '第四季度']
const names = ['东村', '西村', '南苑', '北苑']

/** The villages and what is kept of each. */
export function drawVillages(d: Draw): Record<string, Cells[]> {
  const some = d.number(0, 14) > 0
  const villages = names.filter(() => some && d.often()).map((name) => drawVillage(d, name))
  const each = (row: (village: Cells) => Cells): Cells[] => villages.filter(() => d.often()).map(row)
  const each4 = (row: (village: Cells, quarter: string) => Cells): Cells[] =>
    villages.flatMap((village) =>
      quarters.filter(() => d.number(0, 15) > 0).map((quarter) => row(village, quarter)),
    )
  return {
    villages,
    village_advisers: each(({ name }) => ({
      village: name!,
      from: d.of(d.day(), `${d.year - 1}-06-01`),
      to: d.of(null, `${d.year}-12-30`, `${d.year}-12-31`),
    })),
    village_service_log: each4(({ name }, quarter) => ({
      village: name!,
      quarter,
      hours_first: drawHours(d),
      hours_second: drawHours(d),
      hours_third: drawHours(d),
      lectures: d.number(0, 20) === 0 ? 0 : d.of(1, 2),
    })),
    service_station: d.rows(1, () => ({ name: '工作站', usable: d.oftenMarked() })),
    venues: d
      .rows(4, (index) => ({
        village: d.of(...names),
        name: `${index}`,
        usable: d.oftenMarked(),
      }))
      .filter(({ village }) => villages.some(({ name }) => name === village)),
    law_savvy_persons: villages.flatMap(({ name }) =>
      Array.from({ length: d.of(0, 2, 3, 4) }, (_, index) => ({
        village: name!,
        role: d.often() ? '法律明白人' : '法治带头人',
        code: `${index}`,
        registered: d.often(),
        trained_on: d.of(`${d.year}-05-06`, `${d.year}-12-31`, `${d.year - 1}-12-31`),
        active: d.oftenMarked(),
      })),
    ),
    mediation_committees: each(({ name }) => ({
      village: name!,
      form: d.often() ? '人民调解委员会' : '人口少的村由村民委员会成员负责',
      members: d.of(2, 3, 5, 9, 10),
      women: d.of(0, 1, 2),
    })),
    village_rules: each(({ name, kind }) => ({
      village: name!,
      kind: kind === '村' ? '村规民约' : '居民公约',
      adopted_on: `${d.year - 1}-03-01`,
      filed_on: d.maybe(d.of(d.day(), `${d.year - 1}-04-01`)),
      reviewed_on: d.maybe(`${d.year - 1}-03-20`),
      review_result: d.of('合法', '违法已责令改正', '违法未责令改正'),
    })),
    village_disclosures: each4((village, quarter) => drawPosting(d, village, quarter)),
  }
}

const drawHours = (d: Draw): number => (d.number(0, 30) === 0 ? 7.5 : d.of(8, 9))

function drawVillage(d: Draw, name: string): Cells {
  const rural = name.endsWith('村')
  return {
    name,
    kind: rural ? '村' : '社区',
    supervision: d.of('村（居）务监督委员会', '村（居）务监督委员会', '其他监督机构', '没有'),
    supervision_apart: d.oftenMarked(),
    reviewed_on: d.maybe(d.of(d.day(), `${d.year}-12-31`)),
    assembly_on: d.maybe(d.of(d.day(), `${d.year}-12-31`)),
    has_representatives: d.often(),
    representative_meetings: rural ? d.of(3, 4, 4) : d.of(1, 2, 4),
    officers_trained_on: d.maybe(d.day()),
    legal_studio: d.oftenMarked(),
    converted: rural ? null : d.of(false, null, true),
  }
}

function drawPosting(d: Draw, village: Cells, quarter: string): Cells {
  const asVillage = village.kind === '村' || village.converted === true
  const seldom = d.number(0, 15)
  const posted = seldom === 0 ? '应公布未公布' : seldom === 1 && !asVillage ? '没有应公布事项' : '已公布'
  return {
    village: text(village.name),
    quarter,
    scope: asVillage ? '村务公开' : '居务公开',
    posted,
    monthly_due: d.often(),
    finance_months: d.number(0, 15) === 0 ? 2 : 3,
    shortest_days: d.number(0, 20) === 0 ? 14 : d.of(15, 30),
  }
}
