/** Figures of what is wanted and not done: 应学法4次, 原定4次, 达到100%的目标, 新增2名的任务正在推进. */
import { intentWords } from './status-words.ts'
import { createLexicon, placesOf } from './text.ts'

const dueHidden = createLexicon(intentWords.dueHidden)

/** Words in front of a figure are looked for this far back. */
const near = 24

/** 应 as the verb that asks: not 应急 or 响应, nor 应审尽审, which tells a share. Gives where it stands, or -1. */
export const dueAt = (text: string, start: number, at: number): number => {
  const from = Math.max(start, at - near)
  const hidden = dueHidden.apart(text, Math.max(0, from - 2), Math.min(text.length, at + 2))
  for (const place of placesOf(text, '应', from, at).reverse()) {
    const covered = hidden.some((hit) => hit.start <= place && hit.end > place)
    if (!covered && !/^应.尽/.test(text.slice(place, place + 3))) return place
  }
  return -1
}

const planNoun =
  /(?:制定|制订|拟定|拟订|编制|印发|出台|下发|按照|根据|依据|列入|纳入|结合|对照|落实|执行|按|超额?)[^,;。]{0,10}$/
const planVerb =
  /^(?:[于在到对向为用]|内|全年|年内|再|每|分)?(?:学|开|举|组|完|投|新|建|聘|选|培|出|制|审|办|召|安排|实施|达|配|设|增|招|引|打造|创建|[\d一二两三四五六七八九十])/

/** 计划 as a verb, or as the noun right before its figure: 计划学法4次, 年度学法计划4次; not 按计划完成4次. */
export const isPlanned = (text: string, from: number, at: number): boolean => {
  for (const place of placesOf(text, '计划', from, at)) {
    if (planNoun.test(text.slice(Math.max(from, place - 16), place))) continue
    if (planVerb.test(text.slice(place + 2, place + 8))) return true
  }
  return false
}

const target = /(?:任务|目标|指标|要求|定额|计划)(?:数|量|值|任务|目标)?(?:为|是|:|达|达到|定为|不变)?$/
const told = /(?:按照?|根据|依据|落实|对照|依照|符合|严格|贯彻|结合|围绕)[^,;。]{0,14}$/
const orders = /(?:要求|规定|下达|部署|布置|交办|分配|提出)(?!的)[^,;。]{0,12}$/
/** The same verbs as a deed of the office itself: 要求补正9件, 提出异议6件, 下达决定书36份, 交办信访件71件. */
const deeds =
  /^(?:要求(?:其|申请人|当事人)?(?:公开|补正|补充|更正|限期|立即|退回)|提出[^,;。]{0,8}(?:异议|意见|建议|问题|申请|复议|诉讼|质询|议案|提案|对策|措施|方案|抗诉)|下达[^,;。]{0,10}(?:书|文书|通知单|函|罚款)|交办[^,;。]{0,10}(?:件|案|访|线索|问题|事项|建议|提案|议案|工单|诉求|单)?$)/
const reached = /(?:实现|完成|达成|超额|兑现)[^,;。]{0,20}$/

/** A figure that the words before it want: 任务为4次, 上级要求学法4次. */
const wantedBefore = (before: string): boolean => {
  if (target.test(before))
    return !reached.test(before) && !/(?:到期|督察|整改|督办)[^,;。]{0,6}任务$/.test(before)
  const order = orders.exec(before)
  if (!order || deeds.test(order[0]) || told.test(before.slice(0, order.index)) || told.test(before))
    return false
  return !/(?:已|完成|开展了|组织了)/.test(before.slice(order.index))
}

const behindTarget =
  /^[^,;。:!?\d]{0,10}的?(?:总体|工作|年度|阶段性|预期)?(?:目标|指标|任务|要求|计划)(?!责任)/
const underWay = /^[^,;。:!?\d]{0,16}(?:正在|尚在|仍在|还在|即将|将于|正(?:抓紧|加紧|有序|按))/

/** A figure that the words behind it want, or say is still under way: 2名的任务正在推进, 达到100%的目标. */
const wantedBehind = (before: string, behind: string): boolean => {
  if (underWay.test(behind)) return true
  if (
    !behindTarget.test(behind) ||
    !/^[^,;。:!?\d]{0,10}的|^(?:总体|工作|年度|预期)?(?:目标|指标)/.test(behind)
  )
    return false
  return !reached.test(before) || /(?:为|以|力求|努力|全力)(?:实现|完成|达成)[^,;。]{0,20}$/.test(before)
}

/** The figure between `start` and `end` of the clause from `from` to `to` is wanted, planned or under way. */
export const isWanted = (
  text: string,
  clause: { from: number; to: number },
  figure: { start: number; end: number },
): boolean => {
  if (isPlanned(text, Math.max(clause.from, figure.start - 40), figure.start)) return true
  const before = text.slice(Math.max(clause.from, figure.start - near), figure.start)
  const behind = text.slice(figure.end, Math.min(clause.to, figure.end + near))
  return wantedBefore(before) || wantedBehind(before, behind)
}
