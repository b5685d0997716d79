/**
 * The requirements that the packs are made from, one a line, in the order they are printed: dimension, id, core or not,
 * points, binding and checked marks of the present wording, first days of its versions (with the binding where it differs
 * by version), title. What is no older than the records of this product begins in 2018.
 */
const lines = `
d1 lead-coordination-body ● 1.5 R B/C 2022-01-01 党委法治建设议事协调机构健全
d1 lead-annual-plan ● 1.5 R B/C 2016-11-30 年度法治建设工作计划/要点
d1 lead-agenda-count ● 2.5 R B/C 2016-11-30 党委（政府）会议专题研究法治建设
d1 lead-four-personal ● 1.5 R B/C 2016-11-30 党政主要负责人“四个亲自”
d1 lead-report-to-congress - 1 K A/C 2022-03-12 法治工作列入政府工作报告并向人大报告
d1 lead-reviewer-post ● 1 L B/C 2023-01-01 法治审核机构和人员
d1 lead-duty-list - 1 L A/A 2020-08-01 履职事项清单公布
d2 dec-catalog ● 1 R A/C 2019-09-01 重大行政决策事项目录
d2 dec-participation ● 1 R A/A 2019-09-01 公众参与
d2 dec-consult-30d ● 1 R A/A 2019-09-01 公开征求意见期限
d2 dec-expert - 1 R A/A 2019-09-01 专家论证
d2 dec-risk ● 1 R A/A 2019-09-01 风险评估
d2 dec-legality-review ● 3 R A/A 2019-09-01 合法性审查前置
d2 dec-review-7wd - 0.5 R A/A 2019-09-01 合法性审查时间
d2 dec-adviser ● 1 R A/A 2019-09-01 法律顾问、公职律师参与
d2 dec-fair-competition - 0.5 S A/A R@2019-09-01,S@2020-01-01,S@2024-08-01 公平竞争审查
d2 dec-collective ● 1.5 R A/A 2019-09-01 集体讨论决定
d2 dec-party-report - 0.5 R A/A 2019-09-01 出台前请示报告党委
d2 dec-publish ● 0.5 R A/A 2019-09-01 决策公布
d2 dec-archive - 0.5 R A/A 2019-09-01 过程记录和归档
d3 norm-legality-audit ● 2 S A/B P@2018-12-04,S@2020-01-01 规范性文件合法性审核
d3 norm-consult - 1 S A/A 2020-01-01 规范性文件公开征求意见
d3 norm-publish ● 1 S A/A 2019-05-15 规范性文件公布
d3 norm-file-15d ● 1 L B/B 2021-02-01 规范性文件备案
d3 norm-term-cleanup - 0.5 L B/B 2018-01-01 有效期与清理
d3 norm-no-illegal-burden - 0.5 S A/A 2020-01-01 不得违法减损权益
d3 contract-review ● 1 L B/B 2025-07-01 合同协议合法性审查
d4 enf-authority ● 2 S A/A 2021-07-15 执法权限有据
d4 enf-cert ● 2 S A/A 2021-07-15 执法人员持证上岗
d4 enf-two-officers - 0.5 S A/A 2021-07-15 两名以上执法人员
d4 enf-publicity ● 0.5 S A/A 2021-07-15 行政执法公示（事前）
d4 enf-result-publish ● 1 S A/B 2021-07-15 执法结果公开
d4 enf-full-record ● 1.5 S A/B 2021-07-15 执法全过程记录
d4 enf-legal-audit ● 1.5 S A/A 2021-07-15 重大执法决定法制审核
d4 enf-notice-defence - 1 S A/A 2021-07-15 告知、陈述申辩与听证
d4 enf-90d - 1 S A/A 2021-07-15 办案期限
d4 enf-discretion - 0.5 S A/N 2021-07-15 行政裁量权基准
d4 enf-fine-separation - 0.5 S A/A 2021-07-15 罚缴分离、罚没收入不与考核和利益挂钩
d4 enf-coercion - 0.5 S A/A 2012-01-01 行政强制程序
d4 enf-inspection - 0.5 P B/B 2025-01-03 规范涉企行政检查
d4 enf-supervision-reply ● 0.5 S A/A L@2015-05-01,S@2026-02-01 执法监督文书限期整改
d4 enf-file-review - 0.5 L A/C 2015-05-01 执法案卷评查
d5 dis-annual-report ● 2 S A/B 2019-05-15 政府信息公开工作年度报告
d5 dis-annual-content ● 1 S A/A 2019-05-15,2021-09-26 年度报告内容完整
d5 dis-request-20wd ● 2 S A/A 2019-05-15 依申请公开答复
d5 dis-correction-7wd - 0.5 S A/A 2019-05-15 补正一次性告知
d5 dis-proactive-20wd ● 1 S A/A 2019-05-15 主动公开时限
d5 dis-township-topics ● 1 S A/A 2019-05-15 乡镇法定公开事项
d5 dis-guide-catalog - 0.5 S A/C 2019-05-15 公开指南和目录更新
d6 adv-government ● 1.5 P B/C 2016-01-01 党委政府聘请法律顾问
d6 adv-use ● 1 P B/C 2016-01-01 重大事项听取法律意见
d6 adv-village-coverage ● 2 L A/A 2021-01-01 一村（社区）一法律顾问
d6 adv-village-hours ● 1 L B/B 2016-11-09 村（居）法律顾问服务时间
d6 adv-village-lecture - 0.5 L B/B 2016-11-09 村（居）法治讲座
d6 pls-stations - 1 L A/A 2021-01-01 公共法律服务工作站（室）
d7 learn-centre-group ● 2 P B/C 2017-01-30 党委理论学习中心组学法
d7 learn-lecture ● 1 P N/B 2021-08-01 领导班子法治专题讲座
d7 learn-training - 1 S A/C P@2016-03-22,S@2025-11-01 法治专题培训
d7 learn-exam-join ● 1 L A/C 2017-12-01 学法考试参考率
d7 learn-exam-pass - 0.5 L A/C 2017-12-01 学法考试合格率
d7 learn-must-know-list ● 1 S A/C P@2023-01-01,S@2025-11-01 领导干部应知应会法律法规清单
d7 learn-oath - 0.5 S A/A 2018-03-12,2018-03-29 宪法宣誓
d7 learn-officer-training - 0.5 K C/N 2015-05-01 执法人员培训
d7 learn-in-year-report ● 0.5 S A/A 2025-11-01 学法用法列入年度述职
d8 pub-duty-list ● 1.5 L A/A L@2017-12-01,S@2025-11-01 普法责任清单和年度计划
d8 pub-constitution-day ● 1 S A/C P@2014-01-01,S@2025-11-01 国家宪法日和宪法宣传周
d8 pub-law-month - 0.5 L A/C 2017-12-01 法治宣传教育月（12月）
d8 pub-civil-code-month ● 0.5 P B/C 2021-05-01 民法典宣传月（5月）
d8 pub-law-savvy-3 ● 2 P B/B 2021-11-08 每村法律明白人不少于3名
d8 pub-law-savvy-train - 0.5 P B/C 2021-11-08 法律明白人培训
d8 pub-rol-leader - 0.5 P B/C 2020-03-01 法治带头人
d8 pub-venue ● 1 L A/C 2017-12-01 法治文化阵地
d8 pub-case-based - 0.5 S A/C L@2017-12-01,S@2025-11-01 以案释法
d8 pub-budget - 0.5 S A/A 2025-11-01 普法经费保障
d8 pub-hint-reply - 0.5 R A/A 2025-11-01 普法提示整改反馈
d9 med-committee ● 1 V A/A 2011-01-01 人民调解组织
d9 med-file - 0.5 V A/A 2011-01-01 调解案件建档
d9 med-success - 0.5 K C/C 2018-01-01 调解成功率
d9 med-system-use - 0.5 K C/C 2018-01-01 智慧调解系统使用率
d9 adm-mediation - 0.5 L B/C 2025-05-01 行政调解
d9 rec-reply ● 1 S A/A 2024-01-01 行政复议答复期限
d9 rec-comply ● 1 S A/A 2024-01-01 履行复议决定、调解书、意见书
d9 lit-defence-15d ● 1 S A/A 2015-05-01 行政诉讼答辩举证
d9 lit-head-appear ● 2 S A/C 2020-07-01 行政机关负责人出庭应诉率
d9 lit-staff-not-only-lawyer - 0.5 S A/A 2018-02-08 不得仅委托律师出庭
d9 lit-loss-rate ● 1 K C/C 2018-01-01 行政诉讼败诉率
d9 lit-judgment-done ● 1 S A/A 2015-05-01 履行生效裁判
d9 sug-judicial-2m ● 0.5 S A/A 2023-11-16 司法建议反馈
d9 sug-procuratorial-2m ● 0.5 S A/A 2019-02-26 检察建议回复
d9 pet-deadlines ● 1 S A/A 2022-05-01 信访事项办理时限
d9 pet-leader-reception - 0.5 S A/C 2022-05-01 领导干部接访
d10 rep-submit ● 1.5 R B/B 2019-04-15 法治政府建设年度报告报送
d10 rep-publish ● 1 P B/B 2019-04-15 年度报告公开
d10 rep-content ● 1 R B/B 2019-04-15 年度报告内容齐备
d10 rep-shufa ● 1 R B/B 2021-02-01 党政主要负责人年终述法
d10 sup-rectify ● 1 R B/C 2019-04-15 法治督察问题整改
d10 sup-deputy-proposals - 0.5 S A/A 2025-03-12 代表建议办理
d11 vil-rules-filed ● 1 V A/A 2018-01-01 村规民约备案
d11 vil-rules-reviewed ● 1 S A/B 2018-01-01,2026-01-01 村规民约合法性审查
d11 vil-disclosure ● 1 V A/A 2018-01-01,2026-01-01,2026-01-01 村务公开
d11 vil-supervision ● 0.5 V A/A 2018-01-01,2026-01-01 村务监督机构
d11 vil-review-yearly - 0.5 V A/A 2018-01-01,2026-01-01 民主评议
d11 vil-meetings - 0.5 V A/A 2018-01-01,2026-01-01,2026-01-01 村民会议与村民代表会议
d11 vil-training - 0.5 S A/C 2026-01-01 村干部法治培训
`

export interface Requirement {
  id: string
  dimension: string
  title: string
  core: boolean
  points: string
  binding: string
  checked: string
  versions: { from: string; binding: string | null }[]
}

export const requirements: readonly Requirement[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [dimension, id, core, points, binding, checked, versions, ...title] = line.split(' ')
    return {
      id: id!,
      dimension: dimension!,
      title: title.join(' '),
      core: core === '●',
      points: points!,
      binding: binding!,
      checked: checked!,
      versions: versions!.split(',').map((written) => {
        const [before, after] = written.split('@')
        return after === undefined ? { from: before!, binding: null } : { from: after, binding: before! }
      }),
    }
  })
