/**
 * The reader's own words: what decides status, what looks like a number and is a name, how headers are labelled.
 * Words of facts stand in the packs (reading.yaml and `claims:`); a new status word or name stands here.
 */

const list = (words: string): readonly string[] => words.trim().split(/\s+/)

/** Counters a figure may carry, beside those of the pack. */
export const commonCounters: readonly string[] = list(`
  次 场 场次 期 期次 回 轮 轮次 批 批次 届 堂 课 节 项 件 件次 项次 起 宗 例 份 份次 个 类 条 篇
  册 本 部 张 幅 块 套 台 辆 支 处 所 座 间 家 家次 户 户次 人 人次 名 名次 位 人·次 面 版 学时
  课时 场(次) 件(次) 人(次) 名(次) 次(场) 场/次 个次 站 只 盏 枚 封 对 组 班次 村 村(社区) 村居
  社区 行政村 字 亩 平方米 公里 米 卷 笔 讲
`)

/** Durations and lengths of time are no figure of a result. */
export const timeCounters: readonly string[] = list(`
  年 月 日 天 周 小时 分钟 个月 个工作日 工作日 个小时 个自然日 时 点 号 岁 季度 个季度 个百分点
  百分点
`)

/** Spans that hold number characters and are names. */
export const numberNames: readonly string[] = list(`
  一次性 一站式 一件事 一类事 一窗 一网 一体 一把手 一岗双责 一票否决 一系列 一批 一定 一些 一般
  一起来 一直 一线 一致 一并 一道 一同 一贯 一旦 一方面 一边 一度 一切 一是 一手 一面 一流
  一对一 一事一 一案三查 一案 一案一档 一案一卷 一案一评 一件接着一件 一个接着一个 一场接着一场 一岗 一门 一室 一码 一张网 一张图 一本账 一盘棋 一个不 一个标准
  一个中心 统一 唯一 同一 万一 之一 逐一 一一 一经 一揽子 一枝 一肩挑 一条龙 一条主线 一抓到底
  一以贯之 三会一课 两代表 两委 村两委 两法衔接 两个维护 两个确立 两类 两难 两手 两高 两山 两学
  两不 两重 两新 两化 三项制度 三项机制 三项工程 三重一大 三资 三农 三位一体 三治 三级 三类会议
  三级联动 三定 三张清单 三下乡 三落实 三所 四个意识 四个自信 四个亲自 四个全面 四下基层 四风
  四议两公开 五位一体 五进 六进 七进 八进 九进 十进 八五 七五 九五 五个一 六个一 四个一 三个一
  十个一 百日 百姓 百家 千家万户 万家 万户 千百 万众 百分百 十四五 十五五 十三五 二十大 十九大
  十九届 二十届 三中全会 四中全会 五中全会 一中全会 二中全会 六中全会 七中全会 全会 九九 八小时
  七十二 双百 双一流 十一个坚持 十一个方面 三同步 三到位 五老 六尺巷 九小 一老一小 一村一 一格一
  一人一 一户一 一社区一 一企一 百米 一公里 最后一公里 一刻钟 千分制 百分制 万里 千里 万象
  四不两直 双随机一公开 一公开 二维码 二次供水 二次分配 二次装修 二次元 二手 一审 二审 一次化解 一次办 一次办好 跑一次 三轮车 四面八方 一期工程 二期工程 三期工程
  三次分配 四所一庭 二十四节气 24节气 一件是 一项是 一个是 一回事 1对1 一套机制 一套人马 三讲 一笔账 一笔一画
`)

/** After a figure with 项 个 类 种 大: named sets, no count of deeds (三项制度, 四个方面, 五大行动). */
export const namedSets: readonly string[] = list(`
  制度 机制 意识 自信 维护 方面 坚持 确保 原则 亲自 阶段 层面 环节 体系 维度 结合 必须 会议 导向
  抓手 转变 能力 中心任务 重点 纳入 同步 到位 统一 目标 关键 要素 主题 板块 层级 渠道 角度 举措
  领域 步骤 一 聚焦 力量
`)

/** Longer words that hide a shorter one: 农村 holds no 村. */
export const compounds: readonly string[] = list(`
  中心组 中心学习组 农村 乡村 村级 村民 村干部 村规民约 新农村 村庄 村域 城中村 村务 村集体 村风 村镇 镇村 村企
  乡村振兴 美丽乡村 法治乡村 社区矫正 社区民警 社区工作者 社区干部 社区居民 平均 人均 年均 月均
  户均 均衡 均等 首都 成都 都市 都江 所有权 所有制 所有人 审查起诉 考试院 参考资料 参考样本
  参考文本 官司 未成年 未成年人 未来 从未 有无 无偿 无障碍 无证 无缝 无论 无形 无害 无人机 无诉
  无讼 应诉 应急 应用 应知应会 应对 适应 反应 响应 供应 效应 对应 相应 每日 每天 将军 将乐 镇域
  不断 不同 不动产 不良 不法 不正 不变 不忘 不仅 不但
`)

/** Everybody, everything: a share without a count. */
export const shareWords: readonly string[] = list(`
  全部 全覆盖 全员 人人 件件 项项 个个 村村 户户 次次 场场 一律 均 都 所有 每一项 每项 每个村
  每个社区 每个行政村 每一个 每一件 每件 每一次 每村 各村 各社区 各村居 各村(社区) 各社区(村)
  各行政村 逐件 逐项 逐份 逐一 悉数 无一例外 无一遗漏 应审尽审 应诉尽诉 应出尽出 应备尽备 应考尽考
  应训尽训 全数 道道 百分百 无死角 案案 逢案必出 逢诉必出 份份 条条 每一份 每份 无一超期 无一逾期 无一漏审
  一份不少 一件不少 一项不少 一个不少 一人不少 一份不漏 一件不漏 一项不漏 一个不漏 一件不落 一项不落 一个不落
  一份不落 一次不落 无一缺项 无一缺席
`)
/** Shares that stand for themselves; 均 都 所有 and their like only colour another word. */
export const strongShares: readonly string[] = list(`
  全部 全覆盖 全员 人人 件件 项项 个个 村村 一律 悉数 无一例外 应审尽审 应诉尽诉 应出尽出 应考尽考
  应训尽训 百分百 双百
`)

/** Each of them has so many: the figure behind is no total (各村3名). */
export const distributive: readonly string[] = list(`
  每个村 每个社区 每村 各村 各社区 各村居 各村(社区) 各社区(村) 各行政村 村村 每个行政村
`)

/** Two rates in one word: 参考、合格双百. */
export const doubleHundred = '双百'

/**
 * Bodies and groups that act in reports, known without any pack, so that “the only body named” holds.
 * A pack that names one of these words as its own body takes the word over.
 */
export const commonBodies: Record<string, readonly string[]> = {
  '~party_meeting': list(`
  党委会 党委会议 党工委会 党工委会议 党委扩大会议 党政联席会 党委班子会 班子会 班子会议
  领导班子会议 党组会 支部 主题党日 党政班子会
`),
  '~government_meeting': list('镇长办公会 乡长办公会 主任办公会 办公会 常务会 常务会议 政府会议'),
  '~leading_group': ['领导小组', '委员会会议', '协调小组'],
  '~staff': list('全体工作人员 全体干部 机关干部 干部职工 镇村干部 村干部 全体职工 职工 机关工作人员'),
  '~enforcers': list('执法人员 执法队员 执法队伍 综合行政执法'),
}

/** Words that name persons; a part with one of them has its own subject. */
export const people: readonly string[] = list(`
  干部 书记 成员 人员 负责人 党员 职工 队员 律师 站长 所长 主任 科长 镇长 乡长 委员 代表 村民 居民 师生 班子
  学生 教师 调解员 网格员 志愿者 工作者 民警 辅警 领导 骨干 经营者 同志 支委 组长 明白人 带头人
`)

/** Denials that stand right before the word they deny. */
export const denialBefore: readonly string[] = list(`
  未 没 没有 尚无 无 不 缺少 缺乏 缺 未能 未经 免 免予 免于 拒绝 停止 取消 暂缓 不足 少于 不到 未达 未达到
  未满 达不到 不满 不够
`)

/** A part of the year, as first and last day. */
export const dateWords: Record<string, [string, string]> = {
  年初: ['01-01', '03-31'],
  岁初: ['01-01', '03-31'],
  '1季度': ['01-01', '03-31'],
  '2季度': ['04-01', '06-30'],
  '3季度': ['07-01', '09-30'],
  '4季度': ['10-01', '12-31'],
  第1季度: ['01-01', '03-31'],
  第2季度: ['04-01', '06-30'],
  第3季度: ['07-01', '09-30'],
  第4季度: ['10-01', '12-31'],
  前三季度: ['01-01', '09-30'],
  前三个季度: ['01-01', '09-30'],
  一季度: ['01-01', '03-31'],
  第一季度: ['01-01', '03-31'],
  二季度: ['04-01', '06-30'],
  第二季度: ['04-01', '06-30'],
  三季度: ['07-01', '09-30'],
  第三季度: ['07-01', '09-30'],
  四季度: ['10-01', '12-31'],
  第四季度: ['10-01', '12-31'],
  上半年: ['01-01', '06-30'],
  下半年: ['07-01', '12-31'],
  年中: ['05-01', '08-31'],
  年底: ['10-01', '12-31'],
  年末: ['10-01', '12-31'],
}

/** Labels of a metadata block, without inner blanks. */
export const headerLabels: readonly string[] = list(`
  索引号 索引 主题词 主题分类 公开方式 公开形式 公开范围 公开时限 公开日期 公开时间 公开属性 文号
  备注/文号 发文字号 发文机关 发文单位 发文日期 发布机构 发布单位 发布日期 发布时间 成文日期
  成文时间 公文生成日期 生成日期 生成时间 浏览次数 浏览量 点击率 文章来源 稿源 阅读次数 点击数
  点击量 访问次数 访问量 有效性 标题 名称 信息名称 信息分类 信息来源 来源 字体 字号 日期 时间 成文
  发布 责任编辑 编辑 作者 审核 组配分类 体裁分类 体裁 服务对象 废止日期 失效日期 生效日期 分类
  内容分类 内容概述 关键词 信息索引 更新时间 更新日期 时效性 效力状态 签发人 印发日期
`)
/** Labels that are ordinary words too: they count only with a mark or a date behind them. */
export const shyLabels: readonly string[] = list(
  '发布 成文 日期 时间 来源 作者 审核 编辑 分类 标题 名称 索引',
)

/** Words of a title or opening that speak for another kind of text: kind, what a person calls it, words. */
export const otherKinds: readonly { kind: string; called: string; words: readonly string[] }[] = [
  {
    kind: 'disclosure',
    called: '政府信息公开年度报告',
    words: list(`
  政府信息公开年报 政府信息公开工作年度报告 政府信息公开年度报告 信息公开工作年度报告
  政务公开工作总结
`),
  },
  {
    kind: 'interpretation',
    called: '政策解读',
    words: list('》解读 解读: 解读 政策解读 解读报告 报告解读 的解读 答记者问 图解'),
  },
  {
    kind: 'rules',
    called: '规范性文件或者工作制度',
    words: list('工作规则 实施办法 管理办法 暂行办法 实施细则 工作规范 议事规则 工作制度'),
  },
  {
    kind: 'plan',
    called: '工作方案或者计划',
    words: list('工作方案 实施方案 工作要点 工作计划 实施意见 的通知 任务分工'),
  },
  { kind: 'speech', called: '讲话', words: ['的讲话', '讲话提纲', '致辞'] },
  {
    kind: 'other_report',
    called: '其他工作报告',
    words: list(`
  述职报告 述法报告 预算执行 决算 政府工作报告 党建工作 平安建设工作 信访工作报告 安全生产工作
  巡察整改 普法工作总结 普法工作情况
`),
  },
]

/** Offices that are no township and no county government. */
export const departments: readonly { words: readonly string[]; kind: string; called: string }[] = [
  { kind: 'police', called: '公安机关的报告', words: list('公安局 公安分局 派出所 公安厅') },
  { kind: 'court', called: '法院、检察院的报告', words: ['人民法院', '人民检察院', '检察院'] },
  {
    kind: 'department',
    called: '部门的报告',
    words: list(`
  司法局 教育局 财政局 民政局 税务局 审计局 统计局 水利局 农业农村局 应急管理局 市场监督管理局
  市场监管局 自然资源局 生态环境局 交通运输局 住房和城乡建设局 卫生健康局 卫生健康委员会
  人力资源和社会保障局 城市管理局 综合行政执法局 行政审批服务局 文化和旅游局 医疗保障局
  发展和改革局 发展和改革委员会 工业和信息化局 商务局 林业局 气象局 烟草专卖局 消防救援大队 数据局
  信访局 退役军人事务局
`),
  },
]

/** Units inside a township that write summaries of their own, by how their names end. */
export const units: readonly { words: readonly string[]; kind: string; called: string }[] = [
  { kind: 'police', called: '派出所的工作总结', words: list('派出所 警务室 警务站 交警中队 警务区') },
  { kind: 'court', called: '人民法庭的工作总结', words: ['法庭'] },
  {
    kind: 'unit',
    called: '站所、单位的工作总结',
    words: list(`
  司法所 财政所 税务所 自然资源所 市场监管所 市场监督管理所 执法队 执法中队 执法大队 卫生院 小学 中学 学校
  幼儿园 供电所 水利站 农技站 文化站 兽医站 服务中心 信用社 供销社 村委会 居委会 村 社区 公司
`),
  },
]
/** A unit speaking of itself, and the words of police work. */
export const unitVoices: readonly string[] = list('我所 我队 我院 我局 我校 我站 我村 我社区')
export const policeWords: readonly string[] = list(
  '民警 辅警 接处警 接警 出警 警情 刑事案件 警务 公安机关 治安案件',
)

/** Names of figures no fact of the pack names: nearest word → noun of `other.<noun>`. */
export const nouns: Record<string, readonly string[]> = {
  contracts: ['合同', '协议'],
  normative_documents: ['规范性文件'],
  documents: ['一般性文件', '文件', '公文'],
  decisions: list('重大决策 重大行政决策 重大议题 重大事项 决策'),
  reconsiderations: ['行政复议', '复议'],
  lawsuits: ['行政诉讼', '诉讼', '应诉'],
  head_appearance: list('出庭应诉率 负责人出庭率 出庭率 出庭应诉 出庭'),
  win_rate: ['胜诉率', '胜诉'],
  administrative_disputes: ['行政争议'],
  disputes: ['矛盾纠纷', '纠纷', '矛盾'],
  mediations: ['人民调解', '调解'],
  petitions: ['信访', '来访', '上访'],
  hotline: list('热线 12345 诉求 工单'),
  cases: list('行政处罚 处罚案 案件 处罚 办案'),
  case_reviews: ['案卷评查', '案卷'],
  law_officers: ['执法证', '执法人员', '持证'],
  inspections: list('督察 督导 督查 检查 巡查'),
  operations: list('专项执法 执法行动 联合执法 专项行动 专项整治'),
  enforcement_items: ['执法事项', '赋权事项'],
  duties: list('履职事项 权责清单 权责事项 责任清单 权力事项'),
  services: ['政务服务', '服务事项', '事项'],
  requests: list('申请公开 依申请公开 公开申请 申请'),
  disclosures: ['主动公开', '公开'],
  publicity: list('法治宣传 普法宣传 宣传活动 宣传 普法'),
  lectures: list('讲座 宣讲 讲课 授课 法治课 辅导'),
  materials: list('宣传资料 宣传品 资料 手册 读本 传单 材料 单页 折页'),
  banners: list('横幅 标语 海报 展板 条幅'),
  consultations: ['法律咨询', '咨询'],
  participants: list('参训 参加 受众 受教育 覆盖 惠及 参与'),
  trainings: list('培训班 专题培训 培训 轮训'),
  exams: list('考试 考核 测试 参考 应考'),
  pass_rate: list('合格率 通过率 合格 通过 达标'),
  excellence: ['优秀率', '优秀'],
  study: ['学法', '学习', '研学'],
  seminars: ['研讨', '交流'],
  meetings: list('专题会 专题研究 会议 研究 听取'),
  law_reports: ['述法', '述职'],
  advisers: list('法律顾问 公职律师 律师 顾问'),
  opinions: list('法律意见 意见书 意见 建议'),
  law_savvy: ['法律明白人', '明白人'],
  rule_of_law_leaders: ['法治带头人', '带头人'],
  mediators: ['调解员', '网格员', '人民调解员'],
  mediation_bodies: ['调解委员会', '调委会', '调解室'],
  venues: list('法治广场 法治阵地 法治文化 阵地 公园 长廊 宣传栏'),
  stations: list('工作站 服务站 服务室 服务点 驿站 中心'),
  villages: list('行政村 村(社区) 村居 村 社区 村委会'),
  staff: list('村干部 镇村干部 专职 工作人员 干部 人员 职工'),
  enterprises: list('企业 商户 经营主体 市场主体'),
  risk_assessments: ['风险评估', '社会稳定风险'],
  reviews: list('合法性审查 合法性审核 法制审核 审查 审核'),
  legal_aid: ['法律援助', '援助'],
  hazards: ['隐患', '风险点', '问题'],
  proposals: ['建议提案', '议案', '提案'],
  households: ['户'],
  classes: ['班次', '主体班'],
  amount: list('资金 经费 罚款 罚没 投资 金额'),
  honours: list('荣誉 表彰 称号 全省优秀 先进'),
  growth: ['同比', '环比', '增长'],
}

/** What became of it: joined to the noun of the total it is part of. */
export const outcomes: Record<string, readonly string[]> = {
  resolved: ['化解', '调处', '成功'],
  closed: list('办结 审结 结案 答复 办理完毕'),
  corrected: ['整改', '纠正', '修改'],
  answered: ['回复', '反馈', '解答'],
  abolished: ['废止', '失效', '清理'],
  returned: ['收回', '上收'],
}

/** Where no word tells, the counter does. */
export const counterNouns: Record<string, readonly string[]> = {
  sessions: list('次 场 场次 期 期次 回 轮 堂 课 节'),
  people: list('人 名 位 人次 名次 人·次'),
  matters: list('件 项 起 宗 例 件次 项次 类'),
  papers: list('份 册 本 篇 张 条 幅 块'),
  places: list('处 所 座 间 站'),
  units: list('家 户 个 支'),
  hours: ['学时', '课时'],
}
