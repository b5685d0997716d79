/** The score sheet on A4 lying, the problem list of a township, the county's comparison. */
import { type AdjustmentLine, adjustmentLines, raisedLines } from '../../rules/adjustments.ts'
import type { Assessment, DimensionResult, Gap, ItemResult, Ranking } from '../../rules/assessment.ts'
import { chineseDate } from '../../rules/dates.ts'
import { rational, toDecimal } from '../../rules/rational.ts'
import { gapWords, outcomeWords } from '../../rules/wording.ts'
import {
  blank,
  body,
  centred,
  faces,
  flush,
  rightLine,
  run,
  sizes,
  table,
  tableNote,
  title,
  toDocx,
  typeArea,
} from './layout.ts'

/** A column of points lines up on its two places. */
const rounded = (points: string): string => Number(toDecimal(rational(points), 2)).toFixed(2)
const range = (low: string, high: string): string => (low === high ? low : `${low}—${high}`)

/** Loss and what is still open are a gap's to tell, in its own sentence. */
const lossText = (item: ItemResult, gap: Gap | undefined): string =>
  gap ? `${gapWords[gap.kind]}：${gap.text}` : item.outcome === 'met' ? '' : outcomeWords[item.outcome]

/** A day that is past can no longer be asked for. */
const deadline = ({ actBy }: Gap, asOf: string): string =>
  actBy < asOf ? '期限已过，立即整改' : `${chineseDate(actBy)}前`

const itemRow = (item: ItemResult, gap: Gap | undefined, asOf: string): string[] => [
  item.number,
  item.title,
  item.value,
  range(rounded(item.low), rounded(item.high)),
  lossText(item, gap),
  gap ? `${gap.remedy.text}（${gap.remedy.post}，${deadline(gap, asOf)}）` : '',
]

const sumRow = ({ title: name, value, low, high }: DimensionResult): string[] => [
  '',
  `${name}小计`,
  value,
  range(rounded(low), rounded(high)),
  '',
  '',
]

/** So that the column adds up on paper. */
const lineRow = ({ text, low, high }: AdjustmentLine): string[] => [
  '',
  text,
  '',
  range(rounded(low), rounded(high)),
  '',
  '',
]

/** Every item with its points, the reason for what is lost and who mends it, as .docx. */
export const scoreSheetDocx = (assessment: Assessment): Promise<Uint8Array<ArrayBuffer>> => {
  const { township, items, dimensions, score, pack, asOf } = assessment
  const gaps = new Map(assessment.gaps.map((gap) => [gap.item, gap]))
  const name = `${township.name ?? ''}${township.year}年度法治政府建设自评得分表`
  return toDocx(
    [
      ...title([name]),
      tableNote(`${pack.title}（${pack.version}）　截至${chineseDate(asOf)}　单位：分`),
      table(
        [
          { title: '编号', width: 7, align: 'center' },
          { title: '考核要点', width: 20 },
          { title: '分值', width: 7, align: 'right' },
          { title: '得分', width: 11, align: 'right' },
          { title: '失分原因', width: 30 },
          { title: '整改措施和责任岗位', width: 25 },
        ],
        [
          ...dimensions.flatMap((dimension) => [
            ...items
              .filter((item) => item.dimension === dimension.id)
              .map((item) => itemRow(item, gaps.get(item.id), asOf)),
            ...adjustmentLines(dimension).map(lineRow),
            sumRow(dimension),
          ]),
          ...raisedLines(score.raw, '总分').map(lineRow),
          [
            '',
            '合计',
            score.raw.value,
            range(rounded(score.raw.low), rounded(score.raw.high)),
            `折算百分制${range(rounded(score.scaled.low), rounded(score.scaled.high))}`,
            '',
          ],
        ],
        typeArea.lying,
      ),
    ],
    { title: name, orientation: 'lying' },
  )
}

/** No problem was found; where evidence is wanting, none could be. */
function nothingFound({ gaps }: Assessment): string {
  const open = gaps.filter(({ kind }) => kind !== 'shortcoming').length
  return open > 0 ? `尚有${open}项材料不足，不能认定有无问题，请补充材料后再行认定。` : '未发现已测得的问题。'
}

/** 问题清单: the shortcomings on record with worth, measure, post and date, as .docx. */
export const problemListDocx = (
  assessment: Assessment,
  county: string | null,
): Promise<Uint8Array<ArrayBuffer>> => {
  const { township, asOf } = assessment
  const name = township.name ?? '本乡镇（街道）'
  const problems = assessment.gaps.filter(({ kind }) => kind === 'shortcoming')
  return toDocx(
    [
      ...title([`${name}${township.year}年度`, '法治政府建设问题清单']),
      flush(`${name}：`),
      body([
        run(
          problems.length > 0
            ? `根据${township.year}年度法治政府建设考核登记情况（截至${chineseDate(asOf)}），你单位存在以下${problems.length}个问题：`
            : `根据${township.year}年度法治政府建设考核登记情况（截至${chineseDate(asOf)}），${nothingFound(assessment)}`,
        ),
      ]),
      ...(problems.length > 0
        ? [
            table(
              [
                { title: '序号', width: 8, align: 'center' },
                { title: '问题', width: 32 },
                { title: '失分', width: 9, align: 'right' },
                { title: '整改措施', width: 23 },
                { title: '责任岗位', width: 13, align: 'center' },
                { title: '办理期限', width: 15, align: 'center' },
              ],
              problems.map((gap, index) => [
                String(index + 1),
                `${gap.number} ${gap.title}：${gap.text}`,
                rounded(gap.lostKnown),
                gap.remedy.text,
                gap.remedy.post,
                deadline(gap, asOf),
              ]),
              typeArea.upright,
            ),
            // Stands after the table, so that no signature is alone on a page, whichever row the page ends with.
            body([run('请逐项整改，期限已过的查明原因、防止再次发生，并书面报送整改情况。')], true),
          ]
        : []),
      blank(true),
      rightLine(county ? `${county}委依法治县办` : '县委依法治县办', 2, true),
      rightLine('　　年　　月　　日', 4),
    ],
    { title: `${name}${township.year}年度法治政府建设问题清单` },
  )
}

/** The comparison within the groups, marked internal, as .docx. */
export const rankingDocx = (
  ranking: Ranking,
  county: string,
  year: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const name = `${county}${year}年度法治政府建设考核情况（内部）`
  return toDocx(
    [
      flush('内部资料　注意保管'),
      ...title([`${county}${year}年度`, '法治政府建设考核情况']),
      body([run(`${ranking.notice}截至${chineseDate(ranking.asOf)}。`)]),
      ...ranking.groups.flatMap((group) => [
        blank(),
        centred(group.title, { font: faces.level1, size: sizes.body }),
        table(
          [
            { title: '位次', width: 14, align: 'center' },
            { title: '乡镇（街道）', width: 26 },
            { title: '得分', width: 24, align: 'right' },
            { title: '主要失分', width: 36 },
          ],
          group.townships.map((township) => [
            range(String(township.place.best), String(township.place.worst)),
            township.name,
            range(rounded(township.low), rounded(township.high)),
            township.losses.map(({ title: item, lost }) => `${item}（${rounded(lost)}）`).join('\n'),
          ]),
          typeArea.upright,
        ),
      ]),
      body([run('以上情况供内部掌握，不得公布。')], true),
      blank(true),
      rightLine(`${county}委依法治县办`, 2, true),
      rightLine('　　年　　月　　日', 4),
    ],
    { title: name },
  )
}
