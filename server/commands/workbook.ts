import { type Evidence, emptyEvidence } from '../../rules/evidence.ts'
import { kindOfName } from '../../rules/township.ts'
import { gatherTownships, readSource, type Source } from '../documents/evidence-files.ts'
import { loadPackFromDisk } from '../packs.ts'
import { countyWorkbook, townshipWorkbook, workbookFile } from '../workbooks/write-workbook.ts'
import { type Command, type Invocation, usage } from './command.ts'
import { choose, overridesOf } from './run.ts'
import { writeFile } from './write-file.ts'

/** Workbooks to be filled in, from the pack and what is there already. */
export const workbookCommand: Command = {
  name: 'workbook',
  operands: '[FILE…]',
  summary: {
    zh: '生成台账工作簿（Excel）：考核要点要用的每个台账一张工作表，已有的记录填好，填完用import读回。写明--township是这个乡镇的；写明--county-name是由县级登记的各台账，乡镇取自给出的台账文件',
    en: 'Make a workbook of the registers to be filled in, with the rows there are; of a township, or with --county-name of what the county keeps',
  },
  options: ['pack', 'year', 'township', 'kind', 'county-name', 'output'],
  examples: [
    'workbook --pack shandong --year 2026 --township 砚泠镇 --output 砚泠镇台账.xlsx',
    'workbook 台账.yaml --output 补登.xlsx',
    'workbook 台账/*.yaml --county-name 某县 --output 县级台账.xlsx',
  ],
  async run(invocation) {
    const { args, values } = invocation
    const sources: Source[] = []
    for (const name of args) sources.push(await readSource(name, invocation.streams))
    const pack =
      values.pack === undefined && sources.length > 0
        ? choose(invocation, sources).loaded
        : loadPackFromDisk(values.pack ?? 'national', invocation.streams.cwd)
    const gathered = gatherTownships(sources, pack, overridesOf(invocation, pack)).map(
      ({ evidence }) => evidence,
    )
    if (values.countyName !== undefined) {
      const [first] = gathered
      if (!first) throw usage('--county-name：请同时给出各乡镇（街道）的台账文件，县级台账按它们列出乡镇')
      const bytes = await countyWorkbook(pack, values.countyName, first.year, gathered)
      return writeFile(workbookFile(values.countyName, first.year, '县级台账'), bytes, invocation)
    }
    const evidence = ofOne(gathered, invocation)
    const bytes = await townshipWorkbook(pack, evidence)
    return writeFile(workbookFile(evidence.township, evidence.year), bytes, invocation)
  },
}

/** The township of the files, or the one named. */
function ofOne(gathered: readonly Evidence[], { values }: Invocation): Evidence {
  const { township, year } = values
  const found = gathered.filter((one) => township === undefined || one.township === township)
  if (found.length > 1)
    throw usage(
      `给出的是${found.map((one) => `${one.township}${one.year}年度`).join('、')}的材料，一次生成一个乡镇（街道）的工作簿，请用--township写明`,
    )
  const [one] = found
  if (one) return one
  if (township === undefined)
    throw usage('没有写是哪个乡镇（街道）：请用--township写明，或者给出它的台账文件')
  if (year === undefined) throw usage('没有写是哪个年度：请用--year写明，如--year 2026')
  const kind = values.kind ?? kindOfName(township)
  if (kind === null) throw usage(`--township：“${township}”看不出是乡、镇还是街道，请用--kind写明`)
  return emptyEvidence(township, kind, year)
}
