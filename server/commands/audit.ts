import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { type Command, json, show, usage } from './command.ts'

const leastNapi = 10

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
    if (Number(process.versions.napi) < leastNapi) {
      throw usage(
        `打开数据库需要Node.js 24或更高版本，现在是${process.versions.node}：请从https://nodejs.org安装`,
      )
    }
    const file = join(resolve(streams.cwd, process.env.ZHUNSHENG_DATA || 'data'), 'zhunsheng.db')
    if (!existsSync(file))
      throw new AppError('unreadable_file', `没有数据库${file}：请用ZHUNSHENG_DATA指定数据文件夹`)
    const { connect } = await import('../../db/connect.ts')
    const { listCounties } = await import('../../db/counties.ts')
    const { verifyAudit } = await import('../../db/audit.ts')
    const db = connect(file)
    try {
      const counties = await listCounties(db)
      const wanted = counties.filter(({ id }) => values.county === undefined || id === values.county)
      if (wanted.length === 0) {
        throw new AppError(
          'county_not_found',
          `没有县（市、区）“${values.county ?? ''}”；有：${counties.map(({ id, name }) => `${id}（${name}）`).join('、')}`,
        )
      }
      const results: {
        county: string
        name: string
        entries: number
        fault: { seq: number; kind: string } | null
      }[] = []
      for (const { id, name } of wanted) results.push({ county: id, name, ...(await verifyAudit(db, id)) })
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
    } finally {
      await db.destroy()
    }
  },
}
