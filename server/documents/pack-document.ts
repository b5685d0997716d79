/** The table of a year as the blocks of a document that a county officer reads through and signs. */
import { quoted } from '../../rules/counting-words.ts'
import { chineseDate } from '../../rules/dates.ts'
import type { Binding, Parameter, ParameterOrigin, Pool, Veto } from '../../rules/pack.ts'
import type { Example } from '../../rules/pack-cases.ts'
import type { DocumentGroup, DocumentItem, DocumentVersion, PackDocument } from '../../rules/pack-document.ts'
import { changeHead } from '../../rules/pack-document-changes.ts'
import { isExactDecimal, toDecimal } from '../../rules/rational.ts'
import { vetoEffectText } from '../../rules/total-reasons.ts'
import { bindingWords, checkedText, checkedWords, outcomeWords } from '../../rules/wording.ts'
import type { Block } from './blocks.ts'

export const originWords: Record<ParameterOrigin, string> = {
  law: '法律法规规定',
  local: '地方规定',
  convention: '通行做法',
  unverified: '待核实',
}

/** All of it, in the order it is read; `hash` tells the table from every other. */
export function packDocumentBlocks(document: PackDocument, hash: string): Block[] {
  const { title, year, kind, version, issued } = document
  return [
    {
      kind: 'title',
      text: title,
      under: [
        `${year}年度${kind ? `（${kind}）` : ''}`,
        `版本${version}，校验值${hash.slice(0, 12)}${issued ? '' : '，尚未印发，供征求意见'}`,
      ],
    },
    ...overview(document),
    ...legend(document),
    ...changes(document),
    ...document.dimensions.flatMap((group, index) =>
      groupBlocks(`一级指标${index + 1} ${group.title}`, group, year),
    ),
    ...document.pools.flatMap((group) => poolBlocks(group, year)),
    ...sourceBlocks(document),
    ...matterBlocks(document),
    ...limits(document),
    heading('等次和分组比较'),
    ...ruleList(document.grading),
    ...parameterBlocks(document.parameters),
    ...notCounted(document),
    ...(document.revisions.length > 0
      ? [heading('历次修订'), { kind: 'list', items: document.revisions } satisfies Block]
      : []),
    { kind: 'signatures', names: ['编制单位', '审核', '签发', '日期'] },
  ]
}

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text })

// --- what stands before the items ----------------------------------------------------------------------------------

function overview({ totals, dimensions, pools }: PackDocument): Block[] {
  return [
    heading('总表'),
    {
      kind: 'table',
      columns: [
        { title: '评价对象' },
        { title: '考核要点', right: true },
        { title: '其中核心要点', right: true },
        { title: '分值合计', right: true },
      ],
      rows: totals.map(({ kind, items, core, points }) => [kind, `${items}个`, `${core}个`, `${points}分`]),
    },
    {
      kind: 'table',
      columns: [{ title: '一级指标' }, { title: '考核要点', right: true }, { title: '分值', right: true }],
      rows: [
        ...dimensions.map(({ title, items, points }, index) => [
          `${index + 1} ${title}`,
          `${items.length}个`,
          `${points}分`,
        ]),
        ...pools.map(({ title, items, pool }) => [
          title,
          `${items.length}个`,
          `最多${pool.sign === 'plus' ? '加' : '减'}${pool.cap}分`,
        ]),
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: '编号', right: true },
        { title: '考核要点' },
        { title: '分值', right: true },
        { title: '约束力', narrow: true },
        { title: '核对', narrow: true },
        { title: '适用', narrow: true },
      ],
      rows: [
        ...dimensions.flatMap(({ items }) => items.map((item) => overviewRow(item, `${item.value}分`))),
        ...pools.flatMap(({ items, pool }) => items.map((item) => overviewRow(item, worthIn(pool, item)))),
      ],
    },
    {
      kind: 'text',
      text: '总分折算成百分制：不适用的考核要点，分值按该要点“不适用时”的办法处理，得分随分值调整；调整后的得分之和除以分值之和，再乘以100，加减分另计。没有登记、没有证明的是未知，得分为一个区间；确认本年没有的才按零报告计。',
    },
  ]
}

const overviewRow = ({ number, title, core, kinds, version }: DocumentItem, worth: string): string[] => [
  number,
  `${title}${core ? ' ●' : ''}`,
  worth,
  `${version.binding} ${bindingWords[version.binding]}`,
  version.checked,
  kinds.length < 3 ? kinds.join('、') : '全部',
]

/** What a line of a pool is worth at most. */
const worthIn = ({ sign }: Pool, { value }: DocumentItem): string =>
  `最多${sign === 'plus' ? '加' : '减'}${value}分`

function legend({ dimensions, pools }: PackDocument): Block[] {
  const used = new Set(
    [...dimensions, ...pools].flatMap(({ items }) => items.map(({ version }) => version.binding)),
  )
  const bindings = (Object.keys(bindingWords) as Binding[]).filter((mark) => used.has(mark))
  return [
    heading('标记'),
    {
      kind: 'list',
      items: [
        '●：核心要点',
        `约束力：${bindings.map((mark) => `${mark} ${bindingWords[mark]}`).join('；')}`,
        `核对程度：两个字母，前一个说依据，后一个说数字；${Object.entries(checkedWords)
          .map(([mark, words]) => `${mark} ${words}`)
          .join('；')}`,
        '依据后写“（参照）”的：原文写给县级以上机关，经该条或者上级部署适用于乡镇（街道）',
      ],
    },
  ]
}

function changes({ changes: lines, year }: PackDocument): Block[] {
  return [
    heading(`与${year - 1}年度相比`),
    lines.length > 0
      ? { kind: 'fields', fields: lines.map((change) => [changeHead(change), asLines(change.changes)]) }
      : { kind: 'text', text: '各考核要点及其依据没有变化。' },
  ]
}

// --- items ---------------------------------------------------------------------------------------------------------

/** Sentences that stand alone, with their full stops; none where there are none. */
const ruleList = (rules: readonly string[]): Block[] =>
  rules.length > 0
    ? [{ kind: 'list', items: rules.map((rule) => (rule.endsWith('。') ? rule : `${rule}。`)) }]
    : []

const groupBlocks = (title: string, group: DocumentGroup, year: number): Block[] => [
  heading(`${title}（${group.points}分）`),
  ...ruleList(group.rules),
  ...group.items.flatMap((item) => itemBlocks(item, year)),
]

function itemBlocks(item: DocumentItem, year: number, worth = `${item.value}分`): Block[] {
  const { number, title, core, kinds, version } = item
  const only = kinds.length < 3 ? `，只适用于${kinds.join('、')}` : ''
  return [
    { kind: 'heading', level: 3, text: `${number} ${title}${core ? ' ●' : ''}（${worth}${only}）` },
    {
      kind: 'fields',
      fields: [
        ...versionFields(version),
        ...item.earlier.flatMap((earlier): [string, string | string[]][] => [
          ['此前的事项', earlierLines(earlier, version)],
        ]),
        ...optional('不适用时', item.empty),
        ...optional('红线', item.redLine),
        [
          '台账',
          asLines(
            item.registers.map(
              ({ title: name, keeper, fields }) =>
                `${name}（${keeper}）：${fields.map(labelText).join('、')}`,
            ),
          ),
        ],
        ...(item.parameters.length > 0
          ? [['参数', asLines(item.parameters.map(parameterText))] satisfies [string, string | string[]]]
          : []),
        ['期限', `${chineseDate(item.actBy)}前办理，${chineseDate(item.evidenceBy)}前举证（均含当日）`],
        ['佐证', `${item.evidence.join('、')}；评分责任单位：${item.scoringUnit}`],
        ['补救', `${item.remedy.text}（${item.remedy.post}，约${item.remedy.effort}个工作日）`],
        ...(item.examples.length > 0
          ? [
              ['举例', item.examples.map((example) => exampleText(example, year))] satisfies [
                string,
                string[],
              ],
            ]
          : []),
      ],
    },
  ]
}

/** What happened before the version began: by its own clause, or only by other citations. */
function earlierLines(earlier: DocumentVersion, version: DocumentVersion): string[] {
  const before = `${chineseDate(version.from)}前发生的`
  const basis = `依据${earlier.basis.join('、')}`
  return earlier.clause === version.clause
    ? [`${before}，条款相同，${basis}`]
    : [`${before}，按原条款：${earlier.clause}`, basis]
}

const versionFields = ({
  clause,
  counting,
  basis,
  binding,
  checked,
  from,
}: DocumentVersion): [string, string | string[]][] => [
  ['条款', clause],
  ['怎样计分', asLines(counting)],
  ['依据', asLines(basis)],
  [
    '约束力',
    `${binding} ${bindingWords[binding]}；核对${checked}，${checkedText(checked)}；自${chineseDate(from)}起`,
  ],
]

/** A label that has a comma of its own is set off from its neighbours. */
const labelText = (label: string): string =>
  /[、，]/.test(label.replace(/（.*?）/g, '')) ? quoted(label) : label

/** A line alone is no list. */
const asLines = (all: string[]): string | string[] => (all.length === 1 ? all[0]! : all)

const optional = (name: string, text: string | null): [string, string][] =>
  text === null ? [] : [[name, text]]

/** 3 × 5/6＝2.5分; of an interval only its ends. */
function exampleText(example: Example, inYear: number): string {
  const { title, kind, year, written, low, high, outcome } = example
  const arithmetic =
    written.length === 1 && !/^[\d.]+$/.test(written[0]!) ? written[0]!.replaceAll('*', '×') : ''
  const ends = written.length === 1 ? [low] : [low, high]
  const result = ends.map((points) => toDecimal(points, 2)).join('—')
  const sign = arithmetic === '' ? '' : isExactDecimal(low, 2) ? '＝' : '≈'
  const where = [
    ...(kind === '镇' ? [] : [kind]),
    ...(year === inYear || title.includes(`${year}年`) ? [] : [`${year}年`]),
  ]
  return `${title}${where.length > 0 ? `（${where.join('，')}）` : ''}：${arithmetic}${sign}${result}分${outcome ? `，${outcomeWords[outcome]}` : ''}`
}

// --- what stands after them ----------------------------------------------------------------------------------------

function poolBlocks(group: DocumentGroup & { pool: Pool }, year: number): Block[] {
  return [
    heading(group.title),
    { kind: 'text', text: poolText(group.pool) },
    ...group.items.flatMap((item) => itemBlocks(item, year, worthIn(group.pool, item))),
  ]
}

function poolText({ sign, cap, sameMatter, gate }: Pool): string {
  const verb = sign === 'plus' ? '加' : '减'
  const once = sameMatter === 'highest' ? '同一事项只计最高一次' : '各次分别计'
  const line = gate
    ? `；基础分${gate.line === 'counts' ? `达到${gate.base}分` : `高于${gate.base}分`}的才${verb}`
    : ''
  return `合计最多${verb}${cap}分，${once}${line}。`
}

function sourceBlocks({ sources }: PackDocument): Block[] {
  if (sources.length === 0) return []
  return [
    heading('总分的来源'),
    { kind: 'text', text: '加分减分之前的得分由下列来源按权重合成，各来源都折算成百分制。' },
    { kind: 'list', items: sources },
  ]
}

function matterBlocks({ matters }: PackDocument): Block[] {
  return matters.length > 0 ? [heading('同一事项不重复扣分'), ...ruleList(matters)] : []
}

function limits({ dimensions, pools, vetoes }: PackDocument): Block[] {
  const red = [...dimensions, ...pools]
    .flatMap(({ items }) => items)
    .filter(({ redLine }) => redLine !== null)
  return [
    heading('红线和一票否决'),
    {
      kind: 'list',
      items: [
        ...red.map(({ number, title, redLine }) => `红线：${number} ${title}。${redLine}`),
        ...vetoes.map(vetoText),
        ...(vetoes.length === 0 ? ['本表不设一票否决。'] : []),
        '红线只限制等次，不改变分数，须经县级核定才生效。',
      ],
    },
  ]
}

const vetoText = ({ title, effect, approval }: Veto): string =>
  `一票否决：${title}，${vetoEffectText(effect)}（依据${approval}）`

/** 公开征求意见期限30日（法律法规规定） */
export function parameterText({ title, value, text, unit, origin }: Parameter): string {
  return `${title}：${withUnit({ value, text, ...(unit === undefined ? {} : { unit }) })}（${originWords[origin]}）`
}

/** A percentage and a day say their unit already. */
export const withUnit = ({ value, text, unit }: Pick<Parameter, 'value' | 'text' | 'unit'>): string =>
  typeof value === 'number' && !text.endsWith('%') ? `${text}${unit ?? ''}` : text

function parameterBlocks(parameters: readonly Parameter[]): Block[] {
  if (parameters.length === 0) return []
  return [
    heading('参数'),
    {
      kind: 'text',
      text: '“法律法规规定”的值随法律变动；其他各值由县级确定，注明“通行做法”“待核实”的，须经县级确认。',
    },
    {
      kind: 'table',
      columns: [
        { title: '名称' },
        { title: '值', right: true },
        { title: '来历', narrow: true },
        { title: '说明' },
      ],
      rows: parameters.map((parameter) => [
        parameter.title,
        withUnit(parameter),
        `${originWords[parameter.origin]}${parameter.overriddenBy ? `（${parameter.overriddenBy}改）` : ''}`,
        parameter.note ?? '',
      ]),
    },
  ]
}

function notCounted({ later, off, year }: PackDocument): Block[] {
  if (later.length === 0 && off.length === 0) return []
  return [
    heading('不计分的考核要点'),
    {
      kind: 'list',
      items: [
        ...later.map(({ title, from }) => `${title}：${chineseDate(from)}起施行，${year}年度不计分`),
        ...off.map(({ title, value }) => `${title}（${value}分）：没有启用`),
      ],
    },
  ]
}
