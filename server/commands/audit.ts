import { AppError } from '../errors.ts'
import { type Command, json, show, usage } from './command.ts'
import { withStore } from './store.ts'

const faults: Record<string, string> = {
  changed: '内容与登记时不一致',
  unlinked: '与前一条接不上',
  missing: '缺失（被截去或者抽走）',
}

/** Walks the audit chain of each county. */
export const auditCommand: Command = {
  name: 'audit',
  operands: 'verify',
  summary: {
    zh: '核验操作日志：逐条检查是否被改动、抽走。数据文件夹由ZHUNSHENG_DATA指定，不写为./data',
    en: 'Verify the audit chain of each county in the data folder (ZHUNSHENG_DATA, default ./data)',
  },
  options: ['county', 'json'],
  examples: ['audit verify', 'audit verify --county demo --json'],
  async run(invocation) {
    const { args, values, streams } = invocation
    if (args.length !== 1 || args[0] !== 'verify') throw usage('用法：audit verify')
    const results = await verifyCounties(values.county)
    if (values.json) streams.out(json({ counties: results }))
    else {
      const items = results.map(({ name, entries, fault }) =>
        fault
          ? `${name}：第${fault.seq}条${faults[fault.kind] ?? fault.kind}，此前${entries}条完整`
          : `${name}：${entries}条，完整`,
      )
      show([{ kind: 'list', items }], invocation)
    }
    return results.some(({ fault }) => fault !== null) ? 1 : 0
  },
}

interface Verified {
  county: string
  name: string
  entries: number
  fault: { seq: number; kind: string } | null
}

async function verifyCounties(only: string | undefined): Promise<Verified[]> {
  const { listCounties } = await import('../../db/counties.ts')
  const { verifyAudit } = await import('../../db/audit.ts')
  return withStore(async (db) => {
    const counties = await listCounties(db)
    const wanted = counties.filter(({ id }) => only === undefined || id === only)
    if (wanted.length === 0) {
      const offered = counties.map(({ id, name }) => `${id}（${name}）`).join('、')
      throw new AppError(
        'county_not_found',
        counties.length === 0
          ? '数据库里还没有县（市、区），没有可核验的日志'
          : `没有县（市、区）“${only}”；有：${offered}`,
      )
    }
    const results: Verified[] = []
    for (const { id, name } of wanted) results.push({ county: id, name, ...(await verifyAudit(db, id)) })
    return results
  })
}
