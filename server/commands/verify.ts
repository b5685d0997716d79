import type { Assessment } from '../../rules/assessment.ts'
import { type InputName, isAssessment, type Verdict, verify } from '../../rules/verify.ts'
import { gatherOneTownship, readSource } from '../documents/evidence-files.ts'
import { AppError } from '../errors.ts'
import { listBuiltInPacks, loadPackFromDisk } from '../packs.ts'
import { type Command, type Invocation, json, show, usage } from './command.ts'
import { assessTownship, type ChosenPack, choose, overridesOf, readSources } from './run.ts'
import type { Sheet } from './sheet.ts'

/** Computes a stored assessment again and says whether it is the same. */
export const verifyCommand: Command = {
  name: 'verify',
  operands: 'STORED.json FILE…',
  summary: {
    zh: '用同样的材料重算一份存档的评价结果：逐字节相同，或者说明哪项输入、哪个引擎不同。相同退出0，不同退出1',
    en: 'Recompute a stored assessment: same to the byte, or which input or engine differs',
  },
  options: ['pack', 'year', 'kind', 'township', 'evidence', 'json', 'md'],
  examples: [
    'assess 报告.txt 台账.yaml --json > 存档.json',
    'verify 存档.json 报告.txt 台账.yaml',
    'verify 存档.json 台账.yaml --pack mycounty --json',
  ],
  async run(invocation) {
    const [first, ...files] = invocation.args
    if (first === undefined) throw usage('没有写存档：先写assess --json存下的文件，再写当时的材料')
    const stored = parseStored((await readSource(first, invocation.streams)).text, first)
    const again = { ...invocation, args: files, values: { ...invocation.values, asOf: stored.asOf } }
    const sources = await readSources(again)
    const chosen = packOf(stored, again, () => choose(again, sources))
    const township = gatherOneTownship(sources, chosen.loaded, overridesOf(again, chosen.loaded))
    const verdict = verify(stored, assessTownship(township, chosen, again).assessment)
    if (invocation.values.json) invocation.streams.out(json({ asOf: stored.asOf, ...verdict }))
    else show(verdictSheet(verdict, stored), invocation)
    return verdict.same ? 0 : 1
  },
}

/** The pack the stored one names, unless another is asked for. */
function packOf(stored: Assessment, { values }: Invocation, otherwise: () => ChosenPack): ChosenPack {
  const known = values.pack === undefined && listBuiltInPacks().includes(stored.pack.id)
  return known ? { loaded: loadPackFromDisk(stored.pack.id), why: stored.pack.why } : otherwise()
}

/** A stored assessment from the text of its file. @throws AppError unreadable_file */
export function parseStored(text: string, name: string): Assessment {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('unreadable_file', `${name}：不是JSON，请写assess --json存下的文件`, undefined, {
      cause,
    })
  }
  if (isAssessment(value)) return value
  throw new AppError('unreadable_file', `${name}：不是一份评价结果，请写assess --json存下的文件`)
}

const inputWords: Record<InputName, string> = {
  engine: '计算引擎',
  pack: '指标体系',
  evidence: '材料',
  holidays: '节假日表',
  peers: '其他乡镇的数据',
  asOf: '评价日期',
  township: '评价对象',
}

function verdictSheet({ same, inputs, differing, values }: Verdict, stored: Assessment): Sheet {
  const head: Sheet = [{ kind: 'fields', fields: [['评价日期', stored.asOf]] }]
  if (same) return [...head, { kind: 'text', text: '一致：重算的结果与存档逐字节相同。' }]
  const names = inputs.map(({ input }) => inputWords[input])
  const text =
    inputs.length > 0
      ? `不一致：${names.join('、')}与存档所记的不同。`
      : '不一致：输入都与存档所记的相同，结果却不同，存档可能被改动过。'
  const differences: Sheet =
    inputs.length === 0
      ? []
      : [
          {
            kind: 'table',
            columns: [{ title: '输入' }, { title: '存档所记', wide: true }, { title: '现在', wide: true }],
            rows: inputs.map(({ input, stored: before, now }) => [
              inputWords[input],
              before || '无',
              now || '无',
            ]),
          },
        ]
  const more = differing > values.length ? `，只列前${values.length}处` : ''
  const results: Sheet =
    differing === 0
      ? []
      : [
          { kind: 'heading', text: `结果不同${differing}处${more}` },
          {
            kind: 'table',
            columns: [
              { title: '位置', wide: true },
              { title: '存档', wide: true },
              { title: '重算', wide: true },
            ],
            rows: values.map(({ path, stored: before, now }) => [path, short(before), short(now)]),
          },
        ]
  return [...head, { kind: 'text', text }, ...differences, ...results]
}

const longest = 60
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}……` : text)
