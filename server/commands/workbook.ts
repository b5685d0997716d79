import { existsSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { type Evidence, emptyEvidence } from '../../rules/evidence.ts'
import { kindOfName, sameTownship } from '../../rules/township.ts'
import { gatherTownships } from '../documents/evidence-files.ts'
import { type LoadedPack, loadPackFromDisk } from '../packs.ts'
import { countyWorkbook, townshipWorkbook, workbookFile } from '../workbooks/write-workbook.ts'
import { type Command, type Invocation, usage } from './command.ts'
import { inTurn } from './progress.ts'
import { choose, overridesOf, readAll, withoutCounties } from './run.ts'
import { writeFile, writeWhole } from './write-file.ts'

/** Workbooks to be filled in, from the pack and what is there already. */
export const workbookCommand: Command = {
  name: 'workbook',
  operands: '[FILE…]',
  summary: {
    zh: '生成台账工作簿（Excel）：考核要点要用的每个台账一张工作表，已有的记录填好，填完用import读回。乡镇（街道）由--township写明（几个用“、”隔开）或者取自给出的台账文件；有几个的每个一份，--output写文件夹。写明--county-name是由县级登记的各台账，一份',
    en: 'Make a workbook of the registers to be filled in, with the rows there are; one a township (of several, into the folder of --output), or with --county-name of what the county keeps',
  },
  options: ['pack', 'year', 'township', 'kind', 'county-name', 'output'],
  examples: [
    'workbook --pack shandong --year 2026 --township 砚泠镇 --output 砚泠镇台账.xlsx',
    'workbook --pack shandong --year 2026 --township 砚泠镇、荷汀镇、栖霜街道 --output 下发/',
    'workbook 台账.yaml --output 补登.xlsx',
    'workbook --year 2026 --township 砚泠镇、荷汀镇 --county-name 某县 --output 县级台账.xlsx',
  ],
  async run(invocation) {
    const { args, values, streams } = invocation
    const sources = withoutCounties(await readAll(args, streams), invocation)
    const pack =
      values.pack === undefined && sources.length > 0
        ? choose(invocation, sources).loaded
        : loadPackFromDisk(values.pack ?? 'national', streams.cwd)
    // Whose they are is said by the files; the option chooses among them.
    const { township: _chosen, ...overrides } = overridesOf(invocation, pack)
    const gathered = gatherTownships(sources, pack, overrides).map(({ evidence }) => evidence)
    const wanted = townshipsAsked(gathered, invocation)
    if (values.countyName !== undefined) {
      const { year } = wanted[0]!
      const bytes = await countyWorkbook(pack, values.countyName, year, wanted)
      return writeFile(workbookFile(values.countyName, year, '县级台账'), bytes, invocation)
    }
    const [only, ...others] = wanted
    if (others.length > 0) return writeEach(wanted, pack, invocation)
    const bytes = await townshipWorkbook(pack, only!)
    return writeFile(workbookFile(only!.township, only!.year), bytes, invocation)
  },
}

/** A workbook each, in one folder. */
async function writeEach(
  wanted: readonly Evidence[],
  pack: LoadedPack,
  { values, streams, words }: Invocation,
): Promise<number> {
  const output = values.output ?? '.'
  if (extname(output) !== '')
    throw usage(
      `--output ${output}：有${wanted.length}个乡镇（街道），每个一份工作簿，请写文件夹，如--output 下发/`,
    )
  const folder = resolve(streams.cwd, output)
  const pathOf = ({ township, year }: Evidence) => join(folder, workbookFile(township, year))
  // Workbooks sent back filled may lie there.
  const there = wanted.map(pathOf).filter((path) => existsSync(path))
  if (there.length > 0)
    throw usage(
      `--output：${output}里已经有${there.map((path) => basename(path)).join('、')}，没有覆盖；请换一个文件夹，或者先移走`,
    )
  const writing = {
    doing: '生成',
    things: '工作簿',
    nameOf: ({ township }: Evidence) => township,
    left: (done: readonly Evidence[], rest: readonly Evidence[]) =>
      `已写出${done.length}份，没有写的：${rest.map(({ township }) => township).join('、')}`,
  }
  await inTurn(wanted, streams, writing, async (evidence) => {
    const path = pathOf(evidence)
    writeWhole(path, await townshipWorkbook(pack, evidence))
    streams.out(`${words.written}  ${path}\n`)
  })
  return 0
}

/** The townships of the files, or those named; of one year. */
function townshipsAsked(gathered: readonly Evidence[], { values }: Invocation): Evidence[] {
  const names = (values.township ?? '').split(/[、，,;；\s]+/).filter((name) => name !== '')
  const found = names.length > 0 ? names.map((name) => asked(name, gathered, values)) : [...gathered]
  const years = [...new Set(found.map(({ year }) => year))]
  if (years.length > 1)
    throw usage(
      `给出的是${found.map(({ township, year }) => `${township}${year}年度`).join('、')}的材料，一次生成一个年度的工作簿`,
    )
  if (found.length === 0) throw usage('没有写是哪个乡镇（街道）：请用--township写明，或者给出它的台账文件')
  return found
}

function asked(
  name: string,
  gathered: readonly Evidence[],
  { year, kind: said }: Invocation['values'],
): Evidence {
  const known = gathered.find(({ township }) => sameTownship(township, name))
  if (known) return known
  const of = year ?? gathered[0]?.year
  if (of === undefined) throw usage('没有写是哪个年度：请用--year写明，如--year 2026')
  const kind = said ?? kindOfName(name)
  if (kind === null) throw usage(`--township：“${name}”看不出是乡、镇还是街道，请用--kind写明`)
  return emptyEvidence(name, kind, of)
}
