/** Rows of the registers the offices of a township keep: meetings, decisions, documents, learning, publicity. */
import type { Draw } from './draw.ts'
import type { Cells } from './hand.ts'

type Registers = Record<string, Cells[]>

/** Rows of meetings, plans and posts. */
export function drawLeadership(d: Draw): Registers {
  return {
    leadership_meetings: d.rows(5, (index) => {
      const held = d.of(d.day(), `${d.year}-03-12`)
      const body = d.of(
        '党委（党工委）会议',
        '政府（办事处）会议',
        '法治建设议事协调机构会议',
        '主要负责人协调督办活动',
      )
      return {
        held_on: held,
        body,
        subject: `议题${index}`,
        chair: d.of('党委（党工委）书记', '镇长（乡长、主任）', '其他班子成员'),
        acts: d.some('重要工作亲自部署', '重大问题亲自过问', '重点环节亲自协调', '重要任务亲自督办'),
        member_list: d.oftenMarked(),
        office_named: d.oftenMarked(),
        secretary_head: d.oftenMarked(),
        minutes_no: d.maybe(`${body}纪要 ${held}`),
      }
    }),
    plans: d.rows(7, (index) => ({
      kind: d.of(
        '年度法治建设工作计划',
        '政府工作报告',
        '普法责任清单',
        '年度普法计划',
        '普法经费预算',
        '普法经费支出',
        '行政调解事项清单',
      ),
      title: `${index}`,
      issued_on: d.of(d.day(), `${d.year}-02-10`),
      law_part: d.oftenMarked(),
      officer: d.of(true, false, null),
      amount: d.of(0, 30_000),
    })),
    staff: d.rows(2, (index) => ({ code: `${index}`, post: d.of('合法性审核', '法制员'), ...term(d) })),
    duty_items: d.rows(2, (index) => ({
      title: `${index}`,
      published_on: d.maybe(d.of(d.day(), `${d.year - 1}-05-06`)),
    })),
  }
}

/** From a day on, perhaps to another; often the whole year. */
const term = (d: Draw): Cells => ({
  from: d.of(`${d.year - 1}-06-01`, `${d.year}-01-01`, `${d.year}-01-02`, `${d.year + 1}-01-01`),
  to: d.of(null, `${d.year}-12-30`, `${d.year}-12-31`, `${d.year + 1}-05-31`),
})

/** Days of asking the public, thirty or one less or more. */
function drawConsultation(d: Draw, before: string): Cells {
  if (!d.flag()) return { consult_from: null, consult_to: null }
  const from = d.after(before, -60, -31, -29)
  return { consult_from: from, consult_to: d.maybe(d.after(from, 29)) }
}

/** Rows of decisions, documents and contracts. */
export function drawDecisions(d: Draw): Registers {
  const parts = [
    ...['启动材料', '公众参与材料', '专家论证材料', '风险评估材料'],
    ...['合法性审查材料', '集体讨论记录', '公布材料'],
  ]
  const result = (): string => d.of('合法', '修改后合法', '不合法')
  return {
    decision_catalog: d.rows(1, () => ({
      form: '事项目录',
      agreed_on: d.maybe(d.day()),
      published_on: d.maybe(d.day()),
    })),
    decisions: d.rows(4, (index) => {
      const meeting = d.day()
      return {
        title: `${index}`,
        in_catalogue: d.flag(),
        flagged_major: d.often(),
        secret: d.of(false, false, null, true),
        professional: d.flag(),
        stability_risk: d.flag(),
        business: d.flag(),
        wide_concern: d.flag(),
        participation: d.some('座谈会', '向社会公开征求意见'),
        ...drawConsultation(d, meeting),
        short_reason: d.of(true, false, null),
        expert_opinion: d.of('有书面意见并签名盖章', '有意见未签名盖章', '没有'),
        risk_report_on: d.maybe(d.after(meeting, -1)),
        competition_on: d.maybe(d.after(meeting, 0)),
        sent_on: d.after(meeting, -9, -11),
        review_on: d.maybe(d.after(meeting, -1)),
        review_result: result(),
        reform_risk_stated: d.of(true, false, null),
        short_review_reason: d.of(true, false, null),
        adviser_opinion: d.oftenMarked(),
        meeting_on: meeting,
        meeting_body: d.of('镇长（乡长、主任）办公会议', '党政联席会议', '其他会议', '未经集体讨论'),
        views_recorded: d.oftenMarked(),
        head_last: d.oftenMarked(),
        party_report_on: d.maybe(d.after(meeting, 0)),
        published_on: d.maybe(d.afterWorkdays(meeting, 1, 20)),
        adoption_explained: d.oftenMarked(),
        archive: d.of(parts, d.some(...parts)),
      }
    }),
    normative_documents: d.rows(4, (index) => {
      const decided = d.of(d.day(), `${d.year - 5}-12-30`, `${d.year - 5}-12-31`, `${d.year - 2}-06-01`)
      const issued = d.after(decided, 1)
      const published = d.maybe(d.afterWorkdays(issued, 1, 20))
      return {
        title: `${index}`,
        number: `${index}`,
        business: d.flag(),
        consult_required: d.flag(),
        ...drawConsultation(d, decided),
        short_reason: d.of(true, false, null),
        competition_on: d.maybe(d.after(issued, 0)),
        audit_on: d.maybe(d.after(decided, -1)),
        audit_result: result(),
        adviser_opinion: d.oftenMarked(),
        decided_on: decided,
        issued_on: issued,
        published_on: published,
        filed_on: d.maybe(d.after(published ?? issued, 1, 15)),
        expires_on: d.of(null, `${d.year}-12-30`, `${d.year}-12-31`),
        status: d.of('现行有效', '现行有效', '已修改', '已废止或者失效'),
        corrected: d.of('没有', '没有', '没有', '被撤销', '被责令改正', '行政诉讼中认定不合法'),
        corrected_on: d.day(),
        matter: matter(d),
      }
    }),
    norm_cleanups: d.rows(1, () => ({
      published_on: d.maybe(d.of(d.day(), `${d.year - 2}-12-30`, `${d.year - 2}-12-31`)),
    })),
    contracts: d.rows(3, (index) => {
      const signed = d.day()
      const sent = d.maybe(d.after(signed, -9))
      return {
        subject: `${index}`,
        amount: d.of(0, 20),
        sent_on: sent,
        review_on: d.maybe(d.after(signed, -1)),
        review_result: result(),
        adviser_opinion: d.oftenMarked(),
        signed_on: signed,
      }
    }),
  }
}

/** The number of a matter that several registers may bear. */
export const matter = (d: Draw): string => d.of('A', 'B', 'C', 'D')

/** Rows of learning, reporting and publicity. */
export function drawLearning(d: Draw): Registers {
  const themes = ['宪法', '民法典', '其他法律法规']
  return {
    legal_advisers: d.rows(2, (index) => ({ contract_no: `${index}`, ...term(d) })),
    study_sessions: d.rows(5, (index) => ({
      held_on: d.day(),
      body: d.of('理论学习中心组', '党委（党工委）会议', '政府（办事处）会议', '领导班子专题讲座'),
      topic: `${index}`,
      law_topic: d.oftenMarked(),
    })),
    trainings: d.rows(3, (index) => {
      const due = d.of(1, 10, 20)
      return {
        held_on: d.day(),
        topic: `${index}`,
        audience: d.of('全体工作人员', '领导干部', '执法人员', '村（社区）干部'),
        due,
        present: Math.floor((due * d.of(0, 5, 9, 10)) / 10),
      }
    }),
    exams: d.rows(2, (index) => {
      const due = d.of(0, 9, 10, 20)
      const joined = Math.floor((due * d.of(0, 9, 10)) / 10)
      return {
        title: `${index}`,
        held_on: d.day(),
        due,
        joined,
        passed: Math.floor((joined * d.of(0, 8, 9, 10)) / 10),
      }
    }),
    law_lists: d.rows(2, (index) => ({ title: `${index}`, updated_on: d.day() })),
    oaths: d.rows(3, (index) => {
      const appointed = d.day()
      return {
        code: `${index}`,
        kind: d.of('人民代表大会选举', '任命'),
        appointed_on: appointed,
        sworn_on: d.maybe(d.after(appointed, 1)),
      }
    }),
    law_reports: d.rows(4, (index) => ({
      role: d.of('党委（党工委）书记', '镇长（乡长、主任）', '其他领导班子成员'),
      code: `${index}`,
      form: d.of('会议述法', '书面述法'),
      reported_on: `${d.year + 1}-01-10`,
      study_part: d.oftenMarked(),
    })),
    publicity_events: d.rows(5, (index) => ({
      held_on: d.of(
        d.day(),
        ...['05-01', '05-31', '12-01', '12-10', '12-11'].map((day) => `${d.year}-${day}`),
      ),
      title: `${index}`,
      theme: d.of(themes, ...themes.map((theme) => [theme])),
      cases: d.of(0, 0, 1, 2),
    })),
    annual_report: d.rows(1, () => ({
      title: '报告',
      submitted_on: `${d.year + 1}-${d.of('01-20', '02-28', '03-01', '03-02', '03-07', '03-08', '03-22', '04-30')}`,
      ...(d.often()
        ? {
            withheld: d.of(false, null),
            published_on: `${d.year + 1}-${d.of('01-20', '03-31', '04-01', '04-02')}`,
          }
        : { withheld: true, published_on: null }),
      parts: d.some(
        '主要举措和成效',
        '存在的不足和原因',
        '党政主要负责人履行第一责任人职责情况',
        '下一年度主要安排',
      ),
    })),
  }
}
