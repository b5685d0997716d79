import type { PackTable } from '../../rules/pack.ts'
import { runCases } from '../../rules/pack-cases.ts'
import { add, rational, toDecimal, zero } from '../../rules/rational.ts'
import { citationText } from '../../rules/reasons.ts'
import { bindingWords, outcomeWords } from '../../rules/wording.ts'
import { originWords, withUnit } from '../documents/pack-document.ts'
import { hashOf } from '../hash.ts'
import { holidays, listBuiltInPacks, loadPackFromDisk, problemText } from '../packs.ts'
import { type Command, type Invocation, json, show, usage } from './command.ts'
import type { Frame } from './frame.ts'
import { checkPacks, isError } from './pack-check.ts'
import { diffPacks } from './pack-diff.ts'
import { writePackDocument } from './pack-doc.ts'
import { showPoints } from './pack-points.ts'
import { printSchema } from './pack-schema.ts'
import { showUses } from './pack-uses.ts'
import { inTurn } from './progress.ts'
import type { Sheet } from './sheet.ts'

type Action = (invocation: Invocation, args: readonly string[]) => number | Promise<number>

/** Of all built-in packs when none is named. */
const ofPacks =
  (action: Action): Action =>
  (invocation, packs) =>
    action(invocation, packs.length > 0 ? packs : listBuiltInPacks())

const actions: Record<string, Action> = {
  check: ofPacks(checkPacks),
  test: ofPacks(testPacks),
  show: ofPacks(showPacks),
  doc: writePackDocument,
  uses: ofPacks(showUses),
  points: ofPacks(showPoints),
  diff: diffPacks,
  schema: printSchema,
}

/** Checks, tests, shows and compares rule packs; prints the schema of their files. */
export const packCommand: Command = {
  name: 'pack',
  operands: 'check|test|show|uses|points [ID|DIR…] | doc ID|DIR | diff A B [-- FILE…] | schema [KIND]',
  summary: {
    zh: '指标体系：check检查全部问题（文件、行、怎样改），test运行案例，show列出考核要点和参数，uses列出每本台账供哪些要点用、每年登记多少，points列出各年度、各类别的分值（不写名称为全部内置指标体系）；doc把整张表写成文件（Markdown，--html为网页）；diff比较两个指标体系，后面写材料文件时比较得分；schema输出供编辑器使用的JSON Schema',
    en: 'Rule packs: check for problems, run the worked cases, show the items and parameters, uses of each register and entries a year, points by year and kind (without a name all built-in packs); doc writes the whole table as a document (Markdown, or a web page with --html); diff two packs and, with evidence files, the scores under each; schema prints the JSON Schema for editors',
  },
  options: ['json', 'md', 'html', 'output', 'year', 'kind', 'as-of', 'evidence'],
  examples: [
    'pack check',
    'pack check 我县指标/',
    'pack test shandong',
    'pack show shandong --json',
    'pack doc 我县指标/ --year 2025 --html --output 指标体系.html',
    'pack uses shandong',
    'pack points shandong --kind 镇',
    'pack diff national shandong',
    'pack diff 我县指标-2025/ 我县指标-2026/ -- 台账/*.yaml',
    'pack schema items > items.schema.json',
  ],
  async run(invocation) {
    const [action, ...rest] = invocation.args
    const run = action === undefined || !Object.hasOwn(actions, action) ? undefined : actions[action]
    if (!run)
      throw usage(`pack后面写${Object.keys(actions).join('、')}之一${action ? `，没有“${action}”` : ''}`)
    return run(invocation, rest)
  },
}

// --- test ----------------------------------------------------------------------------------------------------------

async function testPacks(invocation: Invocation, packs: readonly string[]): Promise<number> {
  const testing = { doing: '测试', things: '指标体系', nameOf: (pack: string) => pack }
  const reports = await inTurn(packs, invocation.streams, testing, (name) => {
    const { pack, table, folders } = loadPackFromDisk(name, invocation.streams.cwd)
    const files = folders.flatMap((folder) =>
      folder.files
        .filter(({ path }) => path.startsWith('cases/'))
        .map(({ path, text }) => ({ path: `${folder.id}/${path}`, text })),
    )
    return { pack: table.id, title: table.title, ...runCases(pack, files, holidays().table) }
  })
  if (invocation.values.json) invocation.streams.out(json(reports))
  else for (const report of reports) show(testSheet(report), invocation)
  return reports.some(({ failures, problems }) => failures.length > 0 || problems.some(isError)) ? 1 : 0
}

function testSheet(report: { title: string } & ReturnType<typeof runCases>): Sheet {
  const { passed, failures, problems, lacking } = report
  const items = [
    ...problems.map((problem) => `错误 ${problemText(problem)}`),
    ...failures.map(
      ({ file, line, item, title, message }) => `不符 ${file}:${line} ${item}“${title}”：${message}`,
    ),
    ...lacking.map(
      ({ item, title, outcomes }) =>
        `缺案例 ${title}（${item}）：${outcomes.map((outcome) => outcomeWords[outcome]).join('、')}`,
    ),
  ]
  return [
    {
      kind: 'text',
      text: `${report.title}：${passed}个案例相符，${failures.length}个不符，${problems.length}个读不了`,
    },
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
  ]
}

// --- show ----------------------------------------------------------------------------------------------------------

function showPacks(invocation: Invocation, packs: readonly string[]): number {
  const tables = packs.map((name) => loadPackFromDisk(name, invocation.streams.cwd).table)
  if (invocation.values.json) {
    const views = tables.map(viewTable)
    invocation.streams.out(json(views.length === 1 ? views[0] : views))
  } else for (const table of tables) show(tableSheet(table, invocation.words), invocation)
  return 0
}

/** Points of the items that are on; what pools add and take stands apart. */
const totalOf = ({ items, pools }: PackTable): string =>
  toDecimal(
    items
      .filter(({ on, dimension }) => on && !pools.some(({ id }) => id === dimension))
      .map(({ value }) => rational(value))
      .reduce(add, zero),
  )

/** The resolved table in the names that scripts read. */
function viewTable(table: PackTable) {
  const laws = new Map(table.laws.map((law) => [law.id, law]))
  return {
    id: table.id,
    version: table.version,
    title: table.title,
    hash: hashOf(table),
    total: totalOf(table),
    items: table.items.map(({ id, title, dimension, value, on, versions }) => ({
      id,
      title,
      dimension,
      value,
      on,
      versions: versions.map(({ from, binding, checked, basis }) => ({
        from,
        binding,
        checked,
        basis: basis.map((citation) => ({ ...citation, title: laws.get(citation.law)?.title ?? null })),
      })),
    })),
    registers: table.registers,
    parameters: table.parameters ?? [],
  }
}

function tableSheet(table: PackTable, words: Frame): Sheet {
  return [
    { kind: 'heading', text: `${table.title}（${table.id} ${table.version}）` },
    {
      kind: 'fields',
      fields: [
        [words.hash, hashOf(table)],
        [words.total, totalOf(table)],
      ],
    },
    ...[...table.dimensions, ...table.pools].flatMap(({ id, title }): Sheet => {
      const items = table.items.filter(({ dimension }) => dimension === id)
      if (items.length === 0) return []
      return [
        { kind: 'heading', text: title },
        {
          kind: 'table',
          columns: [
            { title: words.item, wide: true },
            { title: 'id' },
            { title: words.value, right: true },
            { title: words.basis, wide: true },
          ],
          rows: items.map((item) => [
            `${item.title}${item.on ? '' : '（未启用）'}`,
            item.id,
            item.value,
            item.versions
              .map(({ from, binding, checked, basis }) => {
                const cited = basis.map((citation) => citationText(table.laws, citation))
                return `${from}起，${bindingWords[binding]}，核验${checked}：${cited.join('、') || words.none}`
              })
              .join('；'),
          ]),
        },
      ]
    }),
    ...parameterSheet(table),
  ]
}

function parameterSheet({ parameters = [] }: PackTable): Sheet {
  if (parameters.length === 0) return []
  return [
    { kind: 'heading', text: '参数' },
    {
      kind: 'table',
      columns: [
        { title: '参数' },
        { title: '名称', wide: true },
        { title: '值', right: true },
        { title: '来历' },
      ],
      rows: parameters.map((parameter) => [
        parameter.id,
        parameter.title,
        withUnit(parameter),
        `${originWords[parameter.origin]}${parameter.overriddenBy ? `（${parameter.overriddenBy}改）` : ''}`,
      ]),
      notes: {
        title: '用到的要点',
        texts: parameters.map(({ items }) => items.join('、')),
      },
    },
  ]
}
