/** The reader's own words that decide whether a clause tells a result, and whether it denies. */

const list = (words: string): readonly string[] => words.trim().split(/\s+/)

/** Verbs after which 未 or 没有 says “none” of what follows. */
export const denialVerbs: readonly string[] = list(`
  制定 制发 出台 印发 发布 发生 发现 收到 接到 受理 办理 产生 出现 新增 开展 组织 举办 召开 聘请 聘任
  配备 作出 实施 开庭 开会 登记
`)
/** With one of these after it a denial is of something narrower: 无复议被纠错案件 denies the correction only. */
export const narrowers: readonly string[] = list(`
  被 纠 败 超期 逾期 违 不当 投诉 干预 差错 撤销 因 引发 导致 失误 事故 问题 恶性 越级 未 不
`)

export const statusWords = {
  rule: list(`
  不少于 不低于 不得少于 不得低于 至少 应当 应于 应在 应由 必须 须 原则上 不得 不超过 不高于
  不多于 以不少于 不晚于
`),
  frequency: list(`
  每年 每半年 每季度 每季 每个季度 每月 每个月 每两个月 每两月 每周 每双周 每旬 每日 每天 每逢
  按月 按季度 按季 每学期 每届
`),
  plan: list(`
  下一步 下步 明年 今后 下年度 下一年 预计 拟 力争 争取 将会 将继续 将进一步 将不断 将持续 将全面
  将组织 将开展 将举办 将召开 将加强 将加快 将推进 将于 准备开展 有望 尚在筹 即将 目标是 目标为 目标任务 原定 原计划 原拟 预定 预期 打算 将配备 将聘 将新 将建 将培 将选 将实施
  将设 将邀请 将安排 将落实 将完成 将达到 将再 将陆续 将逐步 年底前将
`),
  /** The verb asks for it, so a share or a flag is no result; a count still is (推进…, 开展培训3次). */
  aim: list('推进 推动 确保 逐步 努力 力求 加快 有待 待进一步 要求 促进 实行 坚持'),
  lastYear: list('去年 上年 上年度 上一年 往年 前年'),
  compared: list('较 比 同比 相比 对比 环比'),
  cumulative: list('累计 历年来 近年来 历年'),
  otherBody: list(`
  全县 全市 全省 全国 全区 全州 县司法局 市司法局 区司法局 省司法厅 县政府 市政府 县法院 县检察院
  县人民法院 县公安局 县级 市级 省级 区政府 市政府 县人民政府 区人民政府 市人民政府 区司法局
`),
  /** Before such a body: it is not the one that acts. */
  notActing: list(`
  在 列 居 经 由 被 获 向 与 和 同 配合 协助 参加 联合 邀请 按照 根据 落实 接受 对接 报 受 代表
  荣获 评为 会同 位列 请 迎接 参与 获得 到 赴 送
`),
  /** After such a body: a place in a list, or somebody of it. */
  notActingAfter: list(`
  前列 第 率先 首 先进 优秀 示范 通报 表彰 平均 法治 组织的 举办的 开展的 荣誉 典型 领先 唯一
`),
  negated: list('未 没有 没 尚未 未能 无法 不足 不够 不到位 尚无 缺乏 停止 暂停'),
  growth: list(`
  同比 环比 增长 增幅 较上年 较去年 比上年 比去年 提高 提升 下降 减少 降低 上升 多了 少了 降幅
  升幅 增加
`),
} as const

/** Longer words that hide 应 as the verb that asks. */
export const intentWords = {
  dueHidden: list(`
  应急 应用 应知 应会 应对 应诉 应聘 应邀 应有 应答 应征 应战 应变 应时 应届 响应 适应 供应 效应 反应
  对应 相应 呼应 感应 顺应 回应 接应 策应 照应 报应
`),
} as const
