import type { AuditFault, AuditVerdict } from '../../db/audit.ts'
import { AppError } from '../errors.ts'
import { type Command, type Invocation, json, show, usage } from './command.ts'
import { inTurn } from './progress.ts'
import { withStore } from './store.ts'

const faultText = ({ seq, kind, place }: AuditFault, entries: number): string => {
  const whole = `此前${entries}条完整`
  switch (kind) {
    case 'changed':
      return `第${seq}条内容与登记时不一致，${whole}`
    case 'unlinked':
      return `第${seq}条与前一条接不上，${whole}`
    case 'missing':
      return `第${seq}条缺失（被截去或者抽走），${whole}`
    case 'differs':
      return `日志${entries}条完整，但${place}的数据与第${seq}条登记的不一致，未经登记被改动`
    case 'unlogged':
      return `日志${entries}条完整，但${place}的数据在日志中没有登记`
  }
}

/** Walks the audit chain of each county. */
export const auditCommand: Command = {
  name: 'audit',
  operands: 'verify',
  summary: {
    zh: '核验操作日志：逐条检查是否被改动、抽走，并与现存数据比对。数据文件夹由ZHUNSHENG_DATA指定，不写为./data',
    en: 'Verify the audit chain of each county in the data folder (ZHUNSHENG_DATA, default ./data)',
  },
  options: ['county', 'json'],
  examples: ['audit verify', 'audit verify --county demo --json'],
  async run(invocation) {
    const { args, values, streams } = invocation
    if (args.length !== 1 || args[0] !== 'verify') throw usage('用法：audit verify')
    const results = await verifyCounties(invocation)
    if (values.json) streams.out(json({ counties: results }))
    else {
      const items = results.map(({ name, entries, fault, head }) =>
        fault
          ? `${name}：${faultText(fault, entries)}`
          : `${name}：${entries}条，完整；末条序号${head?.seq}，散列值${head?.hash}，请抄存备查`,
      )
      show([{ kind: 'list', items }], invocation)
    }
    return results.some(({ fault }) => fault !== null) ? 1 : 0
  },
}

interface Verified extends AuditVerdict {
  county: string
  name: string
}

async function verifyCounties({ values, streams }: Invocation): Promise<Verified[]> {
  const only = values.county
  const { listCounties } = await import('../../db/counties.ts')
  const { verifyAudit } = await import('../../db/audit.ts')
  return withStore(streams, async (db) => {
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
    const verifying = {
      doing: '核验',
      things: '县（市、区）',
      nameOf: ({ name }: { name: string }) => name,
    }
    return inTurn(
      wanted,
      streams,
      verifying,
      async ({ id, name }): Promise<Verified> => ({ county: id, name, ...(await verifyAudit(db, id)) }),
    )
  })
}
