/** Rows of cases, requests, letters and petitions, with days on the edges of their limits. */
import type { Draw } from './draw.ts'
import { addMonths, type Cells } from './hand.ts'
import { matter } from './rows-office.ts'

type Registers = Record<string, Cells[]>

const coercionSteps = [
  '书面催告',
  '听取陈述申辩',
  '书面强制执行决定',
  '不在夜间和法定节假日实施或者情况紧急',
  '拆除已公告且复议诉讼期满或者不涉及拆除',
]
const topics = [
  ...['贯彻落实农业农村政策情况', '农田水利工程建设运营情况', '农村土地承包经营权流转情况'],
  ...['宅基地使用情况审核情况', '土地征收情况', '房屋征收情况', '筹资筹劳情况', '社会救助情况'],
]

/** Rows of enforcement. */
export function drawEnforcement(d: Draw): Registers {
  return {
    enforcement_items: d.rows(3, (index) => ({
      title: `${index}`,
      published: d.often(),
      discretion: d.of(
        '基准已公开且抽查的决定书已引用',
        '基准已公开且没有抽查到决定书',
        '不涉及裁量',
        d.of('基准未公开', '抽查的决定书未引用'),
      ),
    })),
    enforcement_cases: d.rows(5, (index) => drawCase(d, index)),
    inspections: d.rows(3, (index) => {
      const done = d.day()
      return {
        number: `${index}`,
        done_on: done,
        approved_on: d.maybe(d.after(done, 0)),
        qualified: d.often(),
        recorded: d.often(),
        over_cap: !d.often(),
      }
    }),
  }
}

function drawCase(d: Draw, index: number): Cells {
  const opened = d.of(
    d.day(),
    `${d.year - 1}-10-01`,
    `${d.year - 1}-10-02`,
    `${d.year}-10-02`,
    `${d.year}-10-03`,
  )
  const kind = d.of('行政处罚', '行政处罚', '行政强制措施', '行政强制执行', '其他执法决定')
  const decided = d.maybe(d.after(opened, 20, 90))
  const basis = decided ?? opened
  const notice = d.maybe(d.after(basis, -12, -1))
  const annulled = d.of(null, null, d.after(basis, 40))
  return {
    case_no: `${index}`,
    kind,
    power: d.of('法律法规规章规定的乡镇职权', '省人民政府决定赋予', '书面委托', '没有依据'),
    opened_on: opened,
    decided_on: decided,
    officers: d.of(1, 2, 3),
    one_lawful: d.of(false, null, true),
    certified: d.often(),
    notice_on: notice,
    hearing_asked_on: notice === null ? null : d.maybe(d.afterWorkdays(notice, 5)),
    hearing_held_on: notice === null ? null : d.maybe(d.after(basis, -1)),
    audit: d.of('不属于审核范围', '审核通过', '审核通过', '审核未通过', '未经审核'),
    audit_on: d.maybe(d.after(basis, 0)),
    auditor_fit: d.often(),
    publish_due: d.often(),
    published_on: decided === null ? null : d.maybe(d.afterWorkdays(decided, 7, 20)),
    annulled_on: annulled,
    withdrawn_on: annulled === null ? null : d.maybe(d.afterWorkdays(annulled, 3)),
    record_complete: d.often(),
    other_period: d.of(false, null, false, true),
    handed_over: d.of(false, null, true),
    served_on: decided === null ? null : d.maybe(d.afterWorkdays(decided, 7)),
    fine: d.often()
      ? d.of('没有罚没款', '缴入指定银行或者电子支付系统', '依法当场收缴')
      : d.of('违反规定自行收缴', '截留私分或者与预算考核挂钩'),
    coercion: d.of(coercionSteps, d.some(...coercionSteps)),
    file_review: d.of(null, '达到标准', '达到标准', '未达到标准'),
  }
}

/** Rows of disclosure. */
export function drawDisclosure(d: Draw): Registers {
  const reportParts = [
    ...['主动公开情况', '依申请公开情况', '行政复议和行政诉讼情况', '存在的问题和改进情况'],
    ...['工作考核、社会评议和责任追究情况', '其他需要报告的事项'],
  ]
  return {
    published_reports: d
      .some('政府信息公开工作年度报告', '政府信息公开指南', '政府信息公开目录')
      .map((kind) => ({
        kind,
        published_on: d.maybe(
          kind === '政府信息公开工作年度报告'
            ? `${d.year + d.of(0, 1, 1, 1)}-${d.of('01-15', '01-31', '02-01')}`
            : d.day(),
        ),
        parts: d.of(reportParts, d.some(...reportParts)),
        official_format: d.oftenMarked(),
      })),
    disclosure_items: drawItems(d),
    disclosure_requests: d.rows(4, (index) => {
      const received = d.day()
      const corrected = d.flag()
      const first = d.after(received, -20)
      return {
        number: `${index}`,
        first_received_on: corrected ? first : null,
        correction_on: corrected ? d.maybe(d.afterWorkdays(first, 7)) : null,
        correction_once: d.oftenMarked(),
        received_on: received,
        third_party_days: d.of(0, 0, 1),
        extension_approved: d.oftenMarked(),
        extension_notified: d.oftenMarked(),
        answered_on: d.maybe(d.afterWorkdays(received, 20, 40)),
      }
    }),
  }
}

/** What is published of the topics a township owes, at times of every one, and of others. */
function drawItems(d: Draw): Cells[] {
  const complete = d.flag()
  const owed = topics.filter(() => complete || d.number(0, 2) === 0)
  const others = d.rows(2, () => ({})).map(() => null)
  return [...owed, ...others].map((topic, index) => {
    const formed = d.of(d.day(), `${d.year - 1}-05-06`)
    return {
      title: `${index}`,
      current: complete || d.of(true, false, null),
      entry: topic === null || d.often() ? '公开的信息' : '本年没有此类事项',
      topic,
      formed_on: formed,
      published_on: complete ? formed : d.maybe(d.afterWorkdays(formed, 1, 20)),
    }
  })
}

/** Rows of reviews, suits, letters and petitions. */
export function drawDisputes(d: Draw): Registers {
  const far = [`${d.year + 1}-04-30`, `${d.year + 1}-05-01`]
  return {
    mediation_cases: d.rows(4, (index) => ({
      case_no: `${index}`,
      kind: d.of('人民调解', '行政调解'),
      opened_on: d.day(),
      result: d.of('达成协议', '未达成协议', '正在调解'),
      record_kept: d.oftenMarked(),
      agreement_kept: d.oftenMarked(),
      no_fee: d.oftenMarked(),
    })),
    reconsiderations: d.rows(4, (index) => {
      const received = d.day()
      const simple = d.flag()
      const by = d.of(null, d.after(received, 100), ...far)
      return {
        case_no: `${index}`,
        procedure: simple ? '简易程序' : '普通程序',
        received_on: received,
        replied_on: d.maybe(d.afterWorkdays(received, 5, 10)),
        to_comply: d.of(true, true, false, null),
        comply_by: by,
        complied_on: d.maybe(d.after(by ?? received, 0)),
        refused: d.of(false, false, null, true),
        result: d.of('维持或者驳回', '因违反法定程序被纠正', '因其他原因被纠正', '调解'),
        matter: matter(d),
      }
    }),
    lawsuits: d.rows(3, (index) => {
      const received = d.day()
      const extended = d.of(null, null, d.after(received, 20))
      return {
        case_no: `${index}`,
        received_on: received,
        extended_to: extended,
        defence_on: d.maybe(extended === null ? d.after(received, 15) : d.after(extended, 0)),
      }
    }),
    hearings: d.rows(4, (index) => {
      const attended = d.of(
        '主要负责人',
        '主要负责人',
        '副职负责人',
        '共同被告商定的其他机关负责人',
        '未出庭',
      )
      const excused = d.of(false, true, null)
      return {
        case_no: `${index}`,
        instance: d.of('一审', '二审', '再审'),
        held_on: d.day(),
        attended_by: attended,
        excuse_proven: excused,
        staff_present: d.often(),
        court_noted: attended === '未出庭' && excused !== true && d.flag(),
        matter: matter(d),
      }
    }),
    court_rulings: d.rows(4, (index) => {
      const effective = d.day()
      const by = d.of(null, d.after(effective, 60), ...far)
      return {
        case_no: `${index}`,
        effective_on: effective,
        result: d.of('胜诉', '败诉', '败诉', '调解'),
        to_perform: d.of(true, true, false, null),
        perform_by: by,
        performed_on: d.maybe(d.after(by ?? effective, 0)),
        refused: d.of(false, false, null, true),
        procedural: d.flag(),
        matter: matter(d),
      }
    }),
    suggestions: d.rows(8, (index) => drawLetter(d, index)),
    petitions: d.rows(4, (index) => {
      const received = d.day()
      const accepted = d.after(received, 5)
      return {
        code: `${index}`,
        received_on: received,
        handling: d.of('按第31条第6项受理办理', '按其他法定途径办理', '转送来的不属于本机关职权'),
        contact_unclear: d.of(false, false, null, true),
        told_on: d.maybe(d.after(received, 15)),
        accepted_on: accepted,
        extended: d.of(false, null, true),
        closed_on: d.maybe(d.after(accepted, 60, 90)),
        objected_on: d.maybe(d.afterWorkdays(received, 5)),
      }
    }),
    reception_days: d.rows(15, () => ({
      held_on: d.day(),
      role: d.of('党委（党工委）书记', '镇长（乡长、主任）', '其他班子成员'),
    })),
    findings: d.rows(3, (index) => ({
      code: `${index}`,
      source: d.of('法治督察', '法治督察', '执法监督检查'),
      due_on: d.day(),
      closed_on: d.maybe(d.of(d.day(), `${d.year}-12-31`, `${d.year + 1}-01-01`)),
    })),
    proposals: d.rows(4, (index) => {
      const assigned = d.day()
      const hard = d.of(false, null, true)
      return {
        number: `${index}`,
        assigned_on: assigned,
        hard,
        answered_on: d.maybe(d.after(addMonths(assigned, hard === true ? 6 : 3), 0)),
      }
    }),
  }
}

function drawLetter(d: Draw, index: number): Cells {
  const received = d.day()
  const kind = d.of(
    ...['司法建议', '检察建议', '情况紧急的公益诉讼检察建议', '复议意见书'],
    ...['督办函', '执法监督意见书', '普法提示'],
  )
  // Since February 2026 the orders themselves name the day.
  const named = kind === '督办函' || kind === '执法监督意见书' || d.flag()
  const due = named ? d.after(received, 30, 62) : null
  return {
    kind,
    number: `${index}`,
    received_on: received,
    due_on: due,
    answered_on: d.maybe(
      d.of(d.after(received, 15, 30, 60), d.after(addMonths(received, 2), 0), d.after(due ?? received, 1)),
    ),
  }
}

/** Rows the county enters for bonus and deductions. */
export function drawCounty(d: Draw): Registers {
  return {
    honours: d.rows(5, (index) => {
      const kind = d.of('法治政府建设示范', '民主法治示范村（社区）', '经验做法推广')
      return {
        title: `${index}`,
        number: `${index}`,
        kind,
        level: d.of('国家级', '省级', '市级'),
        granted_on: d.day(),
        matter: `${kind}${d.of(1, 2, 3)}`,
      }
    }),
    satisfaction: d.rows(1, () => ({ surveyed_on: d.day(), score: d.of(85, 86, 87), mean: 86 })),
    criticisms: d.rows(2, (index) => ({
      number: `${index}`,
      level: d.of('县级', '市级'),
      issued_on: d.day(),
      matter: d.of('A', 'B', 'C'),
    })),
    evidence_checks: d.rows(2, (index) => ({
      code: `${index}`,
      item: 'adv-government',
      result: d.of('内容不实', '伪造或者变造'),
      found_on: d.day(),
    })),
  }
}
