import { declaredFacts } from '../../rules/functions/index.ts'
import { type TraceShare, traceShare } from '../../rules/lint-policy.ts'
import { checkPack, type LoadResult } from '../../rules/loading/load.ts'
import type { PackTable, Problem } from '../../rules/pack.ts'
import { toDecimal } from '../../rules/rational.ts'
import { percentText } from '../../rules/wording.ts'
import { packFolders, problemText } from '../packs.ts'
import { type Invocation, json, show } from './command.ts'
import { inTurn } from './progress.ts'
import type { Sheet } from './sheet.ts'

/** Everything that is wrong with packs, what their authors should look at, and what they keep for a reason. */
export async function checkPacks(invocation: Invocation, packs: readonly string[]): Promise<number> {
  const checking = { doing: '检查', things: '指标体系', nameOf: (pack: string) => pack }
  const checked = await inTurn(packs, invocation.streams, checking, (pack) => ({
    pack,
    ...checkPack(packFolders(pack, invocation.streams.cwd)),
  }))
  if (invocation.values.json) invocation.streams.out(json(checked.map(view)))
  else for (const result of checked) show(sheet(result), invocation)
  return checked.some(({ problems }) => problems.some(isError)) ? 1 : 0
}

/** Worth acting on: a warning does not make the command fail. */
export const isError = ({ severity }: Problem): boolean => severity === 'error'

type Checked = LoadResult & { pack: string }

/** Of the items of the base that are scored; lines of pools come beside them. */
function tracesOf({ items, pools, registers }: PackTable): TraceShare {
  const base = items.filter(({ on, dimension }) => on && !pools.some(({ id }) => id === dimension))
  return traceShare(base, declaredFacts(registers))
}

function view({ pack, table, problems, acknowledged }: Checked) {
  const traces = table && tracesOf(table)
  return {
    pack,
    problems,
    acknowledged,
    traces: traces && {
      points: toDecimal(traces.traces),
      total: toDecimal(traces.total),
      share: traces.share && toDecimal(traces.share),
    },
  }
}

function sheet({ pack, table, problems, acknowledged }: Checked): Sheet {
  const errors = problems.filter(isError).length
  const counts = table ? `${table.items.length}个考核要点，${table.registers.length}个台账；` : ''
  const found = problems.length === 0 ? '没有问题' : `${errors}处错误，${problems.length - errors}处提醒`
  const kept = acknowledged.length > 0 ? `，${acknowledged.length}处提醒已确认` : ''
  const share = table && tracesOf(table).share
  const traces = share ? `；只凭过程材料的分值占${percentText(share)}` : ''
  const items = [
    ...problems.map((problem) => `${isError(problem) ? '错误' : '提醒'} ${problemText(problem)}`),
    ...acknowledged.map(
      ({ file, line, message, reason }) => `已确认 ${file}:${line} ${message}；理由：${reason}`,
    ),
  ]
  return [
    { kind: 'text', text: `${table?.title ?? pack}：${counts}${found}${kept}${traces}` },
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
  ]
}
