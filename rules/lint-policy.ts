/**
 * Policy lint: what the national rules on relieving the grassroots and on government apps narrow in a
 * table, and the share of points that rests on process traces. By the words of titles, clauses and evidence lists, so
 * these are questions to the author, never refusals.
 */
import type { Facts } from './functions/index.ts'
import type { Finding } from './lint-look.ts'
import type { Item, PackTable } from './pack.ts'
import { add, cmp, div, isPositive, type Rational, rational, sum, zero } from './rational.ts'
import { judgedFacts, leavesOf } from './scores.ts'
import { percentText } from './wording.ts'

interface Policy {
  code: string
  words: RegExp
  /** Where the words are looked for. */
  within: 'duty' | 'evidence' | 'both'
  message: (found: string) => string
  remedy: string
}

const policies: readonly Policy[] = [
  {
    code: 'policy_praise',
    words: /批示|肯定性(?:意见|评价)|媒体|报刊|刊发|刊登|刊载|信息采用|用稿|发稿|(?:新闻|宣传|专题)报道/,
    within: 'both',
    message: (found) => `“${found}”：不以领导批示、媒体报道给分`,
    remedy: '改为考核事情本身的结果',
  },
  {
    code: 'policy_platform',
    words: /(?:平台|系统)(?:截图|导出|打印|数据|录入|填报|上报)/,
    within: 'both',
    message: (found) => `“${found}”：上级平台已有的数据不再向基层要`,
    remedy: '由掌握数据的部门提供，登记单位写县级部门（keeper: county）',
  },
  {
    code: 'policy_app',
    words:
      /登录(?:次数|率|情况)|上线率|在线时长|点赞|打卡|转发量|下载量|关注(?:人数|量|率)|注册(?:人数|量|率)|活跃(?:度|率|用户)|学习积分|积分排名|阅读量|浏览量|小程序|APP/i,
    within: 'both',
    message: (found) => `“${found}”：不以登录、在线时长、点赞、打卡或者应用程序使用情况计分`,
    remedy: '改为考核事情本身的结果',
  },
  {
    code: 'policy_pictures',
    words: /照片|图片|视频|录像|截图|影像|定位|轨迹/,
    within: 'evidence',
    message: (found) => `佐证要“${found}”：非必要不要求提供照片、视频和位置轨迹`,
    remedy: '改为已有的文书；确有必要的，在acknowledge里写明理由',
  },
]

/** Evidence that only shows something was held, written or photographed. */
const trace =
  /会议|纪要|记录|通知|方案|计划|要点|总结|简报|信息|照片|图片|截图|影像|视频|签到|心得|笔记|文件|课件|讲稿/

const textsOf = (item: Item, within: Policy['within']): string[] => [
  ...(within === 'evidence' ? [] : [item.title, ...item.versions.map(({ clause }) => clause)]),
  ...(within === 'duty' ? [] : item.evidence),
]

/** Points of an item that rest on process traces alone: a rate over those concerned is a result. */
function tracePoints(item: Item, facts: Facts): Rational {
  const version = item.versions.at(-1)
  if (!version || !item.evidence.every((name) => trace.test(name))) return zero
  const leaves = leavesOf(item, version).filter((leaf) =>
    judgedFacts(leaf, facts).every((id) => !['share', 'rate'].includes(facts.get(id)?.kind ?? '')),
  )
  return sum(leaves.map(({ value }) => value))
}

export interface TraceShare {
  traces: Rational
  total: Rational
  /** null: nothing to divide by. */
  share: Rational | null
}

/** The part of a table's points that rests on process traces (meetings, papers, pictures) instead of results. */
export function traceShare(items: readonly Item[], facts: Facts): TraceShare {
  const traces = items.map((item) => tracePoints(item, facts)).reduce(add, zero)
  const total = items.map(({ value }) => rational(value)).reduce(add, zero)
  return { traces, total, share: isPositive(total) ? div(traces, total) : null }
}

const mostTraces = rational(25, 100)

/** Findings of policy (a) to (e) and of the share of traces. */
export function lintPolicy(table: PackTable, items: readonly Item[], facts: Facts): Finding[] {
  const findings: Finding[] = []
  for (const item of items) {
    for (const { code, words, within, message, remedy } of policies) {
      const found = textsOf(item, within)
        .map((text) => words.exec(text)?.[0])
        .find((match) => match !== undefined)
      if (found === undefined) continue
      const said = `考核要点“${item.title}”写有${message(found)}`
      findings.push({
        severity: 'warning',
        code,
        item: item.id,
        owner: item,
        path: [],
        text: found,
        message: said,
        remedy,
      })
    }
    if (isPositive(tracePoints(item, facts))) {
      findings.push({
        severity: 'warning',
        code: 'policy_traces',
        item: item.id,
        owner: item,
        path: ['evidence'],
        message: `考核要点“${item.title}”只凭开会、发文、记录一类材料证明（${item.evidence.join('、')}）`,
        remedy: '改为能看出结果的佐证；义务本身就是开会、发文的，在acknowledge里写明理由',
      })
    }
  }
  const { share } = traceShare(items, facts)
  if (share && cmp(share, mostTraces) > 0) {
    findings.push({
      severity: 'warning',
      code: 'trace_share',
      owner: table,
      path: ['id'],
      message: `${percentText(share)}的分值只凭过程材料，超过${percentText(mostTraces)}`,
      remedy: '减少只看开会、发文、记录的考核要点的分值，增加看结果的',
    })
  }
  return findings
}
