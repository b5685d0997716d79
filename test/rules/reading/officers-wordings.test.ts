/** What officers write of each matter: sentences with the facts they set, and those that set none. */
import { describe, expect, test } from 'vitest'
import { compileReading, readReport } from '../../../rules/reading/index.ts'
import { loadPackFromDisk } from '../../../server/packs.ts'

const reading = compileReading(loadPackFromDisk('shandong').table)
const head = '砚泠镇2025年度法治政府建设情况报告\n一、主要举措和成效\n'
const facts = (sentence: string): string =>
  readReport(head + sentence, reading)
    .claims.filter(({ fact }) => !fact.startsWith('other.'))
    .map(({ fact, value }) => `${fact} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('; ')

/** A line for each sentence: what is written, a bar, the facts in the order of the text. */
const readAs = (lines: string): void => {
  const cases = lines
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  test.each(cases)('%s', (sentence, expected) => expect(facts(sentence!)).toBe(expected))
}

describe('study and lectures', () => {
  readAs(`
    党委理论学习中心组全年安排法治专题学习5次 | study_sessions.centre_group 5
    将习近平法治思想纳入党委理论学习中心组学习内容，年内开展专题研学4次 | study_sessions.centre_group 4
    把法治学习列为中心组必修课，今年以来学法6次 | study_sessions.centre_group 6
    中心组学法制度落实到位，一年下来集体学法共7次 | study_sessions.centre_group 7
    组织中心组成员学习宪法、民法典等法律法规8次 | study_sessions.centre_group 8
    中心组法治专题学习2次，党委会会前学法10次 | study_sessions.centre_group 2
    党工委理论学习中心组带头学法，先后5次专题学习习近平法治思想 | study_sessions.centre_group 5
    全年共举行党委理论学习中心组法治专题学习会3场 | study_sessions.centre_group 3
    理论中心组集中学习法律法规4次，研讨2次 | study_sessions.centre_group 4
    通过中心组学习等形式，学习宪法法律6次 | study_sessions.centre_group 6
    开展党委理论学习中心组学法活动4次 | study_sessions.centre_group 4
    依托中心组学习平台，组织专题学法3次 | study_sessions.centre_group 3
    中心组全年学习14次，其中涉法内容5次 | study_sessions.centre_group 5
    党政班子会前学法12次 | 
    支部主题党日学法9次 | 
    中心组学习会每季度不少于1次学法 | 
    领导干部旁听庭审2次 | 
    举办领导干部法治专题讲座2场次 | study_sessions.lectures 2
    开展领导班子法治讲座2期 | study_sessions.lectures 2
    邀请市委党校老师为班子成员讲授习近平法治思想2次 | study_sessions.lectures 2
    面向领导干部开设法治讲堂3期 | study_sessions.lectures 3
    请法律顾问为领导班子作法律知识辅导1次 | study_sessions.lectures 1
    进校园开展法治讲座12场 | 
    为企业举办法律讲座5场 | 
    中心组学法时间分别为3月12日、9月8日 | study_sessions.centre_group_dates ["2025-03-12","2025-09-08"]
  `)
})

describe('trainings', () => {
  readAs(`
    组织全体机关干部开展法治专题培训2场 | trainings.all_staff 2
    举办机关工作人员依法行政培训班2期 | trainings.all_staff 2
    对全体干部职工进行法律知识集中培训两次 | trainings.all_staff 2
    开展全镇干部法治专题轮训2轮 | trainings.all_staff 2
    全体人员法治培训全年组织2次，参训率96% | trainings.all_staff 2; trainings.attendance {"rate":"0.96"}
    组织机关全员学法培训3次 | trainings.all_staff 3
    工作人员法治培训2期，实际参训率为97.5% | trainings.attendance {"rate":"0.975"}
    两期法治培训的平均参训率为94% | trainings.attendance {"rate":"0.94"}
    机关干部法治培训出勤率98% | trainings.attendance {"rate":"0.98"}
    举办村干部法治专题培训班3期 | trainings.village_officers 3
    对村“两委”干部开展法律知识培训2次 | trainings.village_officers 2
    组织社区“两委”成员学法培训班1期 | trainings.village_officers 1
    村（居）“两委”干部法治轮训4期 | trainings.village_officers 4
    面向村级干部办法治培训班2期 | trainings.village_officers 2
    举办人民调解员培训班3期 | 
    开展行政执法业务培训5次 | 
    网格员法律知识培训4次 | 
    举办村干部防汛培训2次 | 
    25个村的干部均参加法治培训 | villages.officers_trained 25
  `)
})

describe('examinations', () => {
  readAs(`
    全体公职人员学法用法考试参考率、通过率均达100% | exams.joined all; exams.passed all
    年度普法考试参考率98.5% | exams.joined {"rate":"0.985"}
    机关干部法律知识考试全部合格 | exams.passed all
    12名科级领导干部参加学法考试 | exams.leaders_joined 12
    领导干部学法考试参考率100% | exams.leaders_joined all
    11名执法人员参加执法资格考试，合格9人 | 
    组织法律明白人考试，合格率96% | 
  `)
})

describe('legal advisers', () => {
  readAs(`
    镇党委、政府聘有常年法律顾问1名 | legal_advisers.valid 1
    法律顾问团队由3名律师组成 | legal_advisers.valid 3
    现有政府法律顾问2人 | legal_advisers.valid 2
    聘用专业律师2名作为党委政府法律顾问 | legal_advisers.valid 2
    外聘法律顾问2名、公职律师1名 | legal_advisers.valid 2
    配备法律顾问2名，参与合同审查30件 | legal_advisers.valid 2; contracts.reviewed 30
    法律顾问坐班48次，提供咨询120人次 | 
    法律顾问出具法律意见书26份 | 
    法律顾问列席会议8次 | 
    一村一法律顾问覆盖率100% | villages.with_adviser all
    村（社区）法律顾问配备率达到100% | villages.with_adviser all
    24个行政村聘请了法律顾问 | villages.with_adviser 24
    全镇村（社区）法律顾问签约率100% | villages.with_adviser all
  `)
})

describe('review of contracts', () => {
  readAs(`
    审核合同协议57份 | contracts.reviewed 57
    完成合同合法性审查72件 | contracts.reviewed 72
    全年共对89份合同进行了合法性审查 | contracts.reviewed 89
    签订合同54份，均经司法所审查把关 | contracts.signed 54; contracts.reviewed all
    合同审查率100% | contracts.reviewed all
    合同合法性审查率达到100% | contracts.reviewed all
    政府合同全部做到先审查后签订 | contracts.reviewed all
    法律顾问参与审查政府合同33份 | contracts.reviewed 33
    审查把关各类政府合同41份 | contracts.reviewed 41
    共审查合同协议38份、规范性文件2件、重大决策3项 | contracts.reviewed 38; normative_documents.audited 2; decisions.reviewed 3
    重大合同合法性审查12件 | contracts.reviewed 12
    各类合同合法性审核46份，提出修改意见90条 | contracts.reviewed 46
    出具合同审查意见书31份 | 
    审查村级合同22份 | 
    指导村居审查合同15份 | 
    全年签署合同协议47份 | contracts.signed 47
    年内共签订政府采购、租赁等合同38份 | contracts.signed 38
    以镇政府名义签订合同61份 | contracts.signed 61
    合同送审71件，附法律顾问意见71件 | contracts.sent_for_review 71; contracts.with_adviser 71
  `)
})

describe('major decisions', () => {
  readAs(`
    全年共作出重大行政决策4项，均经过合法性审查 | decisions.major 4; decisions.reviewed all
    对4项重大行政决策进行了合法性审查 | decisions.reviewed 4
    重大行政决策合法性审查率100% | decisions.reviewed all
    审查重大决策事项5项 | decisions.reviewed 5
    确定年度重大行政决策事项3项 | decisions.major 3
    本年度重大行政决策共5项，全部进行社会稳定风险评估 | decisions.major 5; decisions.risk_assessed all
    开展重大决策社会稳定风险评估4件 | decisions.risk_assessed 4
    完成重大决策风险评估3项 | decisions.risk_assessed 3
    3项决策事项均经专家论证 | decisions.with_expert 3
    组织专家论证2项重大行政决策 | decisions.with_expert 2
    重大行政决策公开征求意见3项 | decisions.consulted 3
    重大行政决策均经党政联席会议集体讨论决定 | decisions.collective all
    制定并公布年度重大行政决策事项目录 | decision_catalog.exists true
    编制2025年度重大行政决策目录并向社会公布 | decision_catalog.exists true
    党委会研究重大事项45项 | 
    重大项目风险评估9个 | 
    本年度无重大行政决策事项 | decisions.major 0
  `)
})

describe('normative documents', () => {
  readAs(`
    全年未出台行政规范性文件 | normative_documents.issued 0
    制定印发行政规范性文件2件，全部按规定报备 | normative_documents.issued 2; normative_documents.filed all
    审查规范性文件3件 | normative_documents.audited 3
    规范性文件合法性审核率、备案率、公布率均为100% | normative_documents.audited all; normative_documents.filed all; normative_documents.published all
    规范性文件备案率100% | normative_documents.filed all
    规范性文件报备及时率100% | normative_documents.filed all
    向县司法局报送备案规范性文件2件 | normative_documents.filed 2
    清理行政规范性文件8件，保留5件、废止3件 | normative_documents.in_force 5
    现行有效行政规范性文件6件 | normative_documents.in_force 6
    开展规范性文件清理，清理结果已向社会公布 | norm_cleanups.current true
    印发各类文件68件 | 
    没有制发规范性文件 | normative_documents.issued 0
    今年我镇无新增行政规范性文件 | normative_documents.issued 0
  `)
})

describe('enforcement', () => {
  readAs(`
    全年共办理行政执法案件87件 | enforcement_cases.decided 87
    综合行政执法队办结案件54起 | enforcement_cases.decided 54
    作出行政处罚决定41件 | enforcement_cases.penalties 41
    实施行政处罚36起，罚款12.5万元 | enforcement_cases.penalties 36
    办理行政处罚案件28件，其中简易程序20件、普通程序8件 | enforcement_cases.penalties 28
    下达行政处罚决定书19份 | enforcement_cases.penalties 19
    共查处行政处罚案件22宗 | enforcement_cases.penalties 22
    行政处罚立案15起，结案15起 | 
    行政执法案件62件，其中行政处罚案件48件 | enforcement_cases.decided 62; enforcement_cases.penalties 48
    重大执法决定法制审核6件 | enforcement_cases.audited 6
    对7件重大行政执法决定进行法制审核 | enforcement_cases.audited 7
    重大执法决定法制审核率100% | enforcement_cases.audited all
    重大行政执法决定全部经过法制审核 | enforcement_cases.audited all
    法制审核案件12件 | enforcement_cases.audited 12
    行政处罚信息全部按期公示 | enforcement_cases.published all
    公开行政执法决定35件 | enforcement_cases.published 35
    执法全过程记录率100% | enforcement_cases.recorded all
    87件案件全部落实执法全过程记录 | enforcement_cases.recorded 87
    实施行政强制执行3件 | enforcement_cases.coercions 3
    未实施行政强制 | enforcement_cases.coercions 0
    执法案卷评查20卷，优秀18卷 | enforcement_cases.files_reviewed 20
    评查行政执法案卷15件，合格率100% | enforcement_cases.files_reviewed 15; enforcement_cases.files_good all
    抽查执法案卷10件，全部合格 | enforcement_cases.files_reviewed 10; enforcement_cases.files_good all
    联合执法32次 | 
    现场检查企业120家次，责令改正23家 | 
    执法人员持证上岗率100% | enforcement_officers.certified all
    执法人员25名，全部持证上岗 | enforcement_officers.total 25; enforcement_officers.certified all
    配备专职执法人员16名，持证率100% | enforcement_officers.total 16; enforcement_officers.certified all
    新增执法证5人 | 
    21名持证人员均完成60学时公共法律知识和业务培训 | enforcement_officers.trained 21
    持证人员培训合格率100% | 
    梳理公布行政执法事项186项 | enforcement_items.total 186
    承接县级下放执法事项52项 | enforcement_items.total 52
    共有行政执法事项97项，其中涉及行政裁量权66项 | enforcement_items.total 97; enforcement_items.with_discretion 66
    开展涉企行政检查46次，全部扫码入企 | inspections.total 46; inspections.lawful all
    入企检查同比下降35% | 
  `)
})

describe('lawsuits and reconsiderations', () => {
  readAs(`
    全年发生行政诉讼案件5件 | lawsuits.received 5
    作为被告的行政诉讼案件3件，负责人出庭应诉率100% | lawsuits.received 3; hearings.head_present all
    办理行政诉讼案件4起、行政复议案件2起 | lawsuits.received 4; reconsiderations.received 2
    2025年我镇行政复议6件，行政诉讼7件 | reconsiderations.received 6; lawsuits.received 7
    无一败诉 | court_rulings.lost 0
    行政诉讼一审案件6件，生效裁判5件，败诉1件 | lawsuits.received 6; court_rulings.decided 5; court_rulings.lost 1
    行政机关负责人出庭应诉4件次 | hearings.head_present 4
    负责人出庭应诉率达100% | hearings.head_present all
    行政应诉案件按时提交答辩状和证据，按期答辩率100% | lawsuits.defended all
    8件应诉案件全部在法定期限内提交答辩材料 | lawsuits.defended 8
    行政复议案件3件，均维持 | reconsiderations.received 3
    被申请行政复议4件 | reconsiderations.received 4
    收到行政复议案件2件，均按期提交答复和证据材料 | reconsiderations.received 2; reconsiderations.in_time all
    行政复议答复率100% | 
    无行政复议案件 | reconsiderations.received 0
    复议决定履行率100% | reconsiderations.complied all
    化解行政争议3件 | 
    民事诉讼案件12件 | 
  `)
})

describe('suggestions received', () => {
  readAs(`
    收到司法建议1份，按期回复1份 | suggestions.judicial 1; suggestions.judicial_answered 1
    收到检察建议2件，均已按期书面回复 | suggestions.procuratorial 2; suggestions.procuratorial_answered all
    办理检察建议4件，回复率100% | suggestions.procuratorial 4; suggestions.procuratorial_answered all
    未收到司法建议、检察建议 | suggestions.judicial 0; suggestions.procuratorial 0
    未收到司法建议书 | suggestions.judicial 0
    落实检察建议、司法建议回复制度 | 
    收到行政复议意见书1份 | suggestions.opinions 1
    收到行政执法监督文书2份，按期报送整改情况 | suggestions.enforcement 2
    收到普法提示函3份，均已反馈 | suggestions.hints 3; suggestions.hints_answered all
  `)
})

describe('proposals of deputies', () => {
  readAs(`
    办理人大代表建议14件，答复率100% | proposals.assigned 14; proposals.answered all
    承办人大代表建议9件，全部按期答复 | proposals.assigned 9; proposals.answered all
    人大代表建议办结率、满意率均为100% | 
    共收到镇人大代表意见建议22条，均已答复 | proposals.assigned 22; proposals.answered all
    办复人大代表建议11件 | proposals.answered 11
    政协委员提案6件全部办结 | 
  `)
})

describe('disclosure on request', () => {
  readAs(`
    受理依申请公开8件，均按期答复 | disclosure_requests.received 8; disclosure_requests.in_time all
    收到政府信息公开申请12件，已全部在法定期限内答复 | disclosure_requests.received 12; disclosure_requests.in_time all
    依申请公开政府信息5件，按时答复率100% | disclosure_requests.received 5; disclosure_requests.in_time all
    全年收到信息公开申请3份，答复3份 | disclosure_requests.received 3
    未收到依申请公开事项 | disclosure_requests.received 0
    今年未接到政府信息公开申请 | disclosure_requests.received 0
    依申请公开零件 | disclosure_requests.received 0
    主动公开政府信息326条 | 
    通过政府网站公开信息210条 | 
    办理依申请公开10件，按期办结率100% | disclosure_requests.received 10; disclosure_requests.in_time all
    更新政府信息公开指南 | published_reports.guide_updated true
    及时修订完善了政府信息公开指南和目录 | published_reports.catalogue_updated true; published_reports.guide_updated true
  `)
})

describe('law-savvy persons', () => {
  readAs(`
    全镇共有法律明白人168名 | law_savvy_persons.total 168
    培育法律明白人120人 | law_savvy_persons.total 120
    现有“法律明白人”97名，法治带头人30名 | law_savvy_persons.total 97
    法律明白人培训参训率95% | law_savvy_persons.trained {"rate":"0.95"}
    培训法律明白人88人次 | 
    法律明白人全部完成年度培训 | law_savvy_persons.trained all
    126名法律明白人均参加了县级培训 | law_savvy_persons.trained 126
    全镇法律明白人队伍达到205人 | law_savvy_persons.total 205
    法律明白人村级覆盖率100% | villages.with_savvy all
    法治带头人实现村（社区）全覆盖 | villages.with_rol_leader all
    28个村均有法治带头人 | villages.with_rol_leader 28
    举办法律明白人培训班4期 | 
  `)
})

describe('villages', () => {
  readAs(`
    村（社区）法治文化阵地覆盖率达到100% | villages.with_venue all
    建成法治文化广场3处、法治长廊5处 | 
    投资35万元建成法治文化公园1处 | venues.invested 350000
    创建国家级民主法治示范村1个 | 
    28个村完成村规民约修订备案 | villages.rules_filed 28
    村规民约（居民公约）全部报镇政府备案 | villages.rules_filed all
    村（居）务公开实现全覆盖 | villages.disclosed all
    全镇辖31个村（社区） | villages.total 31
    25个村全部建立人民调解委员会 | villages.with_mediation 25
    28个村每季度召开村民代表会议 | villages.representatives_met 28
  `)
})

describe('mediation', () => {
  readAs(`
    人民调解委员会受理纠纷312件，调解成功率98% | mediation_cases.all 312; mediation_cases.settled {"rate":"0.98"}
    全年各级调解组织调处矛盾纠纷187起 | mediation_cases.all 187
    共化解矛盾纠纷154起，化解率98.7% | 
    排查矛盾纠纷210起，化解205起 | 
    人民调解案件412件，成功调解405件 | mediation_cases.all 412; mediation_cases.settled 405
    镇村两级调委会共调解各类纠纷368件，达成协议360件 | mediation_cases.all 368; mediation_cases.settled 360
    办理人民调解案件97件，全部录入智慧调解系统 | mediation_cases.all 97; mediation_cases.in_system all
    成功调解民间纠纷76件 | mediation_cases.settled 76
    人民调解成功率99% | mediation_cases.settled {"rate":"0.99"}
    调解纠纷卷宗归档率100% | mediation_cases.filed all
    司法所调解案件45件，制作人民调解协议书45份 | mediation_cases.all 45
    诉前调解案件36件 | 
  `)
})

describe('petitions', () => {
  readAs(`
    受理信访事项93件，按期办结92件 | petitions.to_close 93; petitions.closed 92
    全年共受理信访案件76件，办结率100% | petitions.to_close 76; petitions.closed all
    办理群众来信来访58件，全部按期办结 | petitions.to_close 58; petitions.closed all
    信访事项按期办结率100%，群众满意率98% | petitions.closed all
    信访件及时受理率、按期办结率均达100% | petitions.closed all
    信访受理告知率100% | petitions.told all
    受理信访件44件，均出具书面告知书 | petitions.to_close 44; petitions.told all
    受理12345热线工单2300件，办结率100% | 
    信访积案化解5件 | 
    领导干部接访52次，接待群众130人次 | reception_days.held 52
    领导班子成员接访96天 | reception_days.held 96
    安排党政领导接访下访48次 | reception_days.held 48
  `)
})

describe('publicity', () => {
  readAs(`
    宪法宣传周期间开展宣传活动6场 | publicity_events.constitution_week 6
    围绕“12·4”国家宪法日组织宣传活动4场次 | publicity_events.constitution_week 4
    民法典宣传月组织集中宣传活动5场 | publicity_events.civil_code_month 5
    开展“美好生活·民法典相伴”主题宣传活动8场 | publicity_events.civil_code_month 8
    12月份开展法治宣传教育活动5场 | publicity_events.december 5
    发布以案释法典型案例12个 | publicity_events.cases 12
    开展以案释法活动8场 | 
    编发以案释法案例6篇 | publicity_events.cases 6
    开展各类法治宣传活动56场次，受众8000人次 | 
    在3·15消费者权益日开展宣传3场 | 
    制定普法责任清单 | plans.publicity_list true
    印发年度普法依法治理工作要点 | plans.publicity_plan true
    明确1名专职人员负责普法工作 | plans.publicity_officer true
    普法经费预算8万元 | plans.publicity_budget 80000
    普法经费列入财政预算，安排6万元 | plans.publicity_budget 60000
    全年支出普法经费5.8万元 | plans.publicity_paid 58000
    普法专项经费8万元，实际支出7.6万元 | plans.publicity_budget 80000; plans.publicity_paid 76000
    2月18日印发《2025年法治政府建设工作要点》 | plans.annual_plan_on 2025-02-18
    3月5日出台年度法治建设工作计划 | plans.annual_plan_on 2025-03-05
  `)
})

describe('meetings', () => {
  readAs(`
    党委会专题研究法治建设工作4次 | leadership_meetings.agenda 4
    召开党委会议专题听取法治政府建设汇报2次 | leadership_meetings.agenda 2
    全年召开专题会议3次，研究部署法治建设工作 | leadership_meetings.agenda 3
    先后4次召开党政联席会议研究法治政府建设工作 | leadership_meetings.agenda 4
    镇党委专题研究法治政府建设5次 | leadership_meetings.agenda 5
    党委会、镇长办公会研究法治议题6次 | leadership_meetings.agenda 6
    召开依法治镇委员会会议2次 | leadership_meetings.body_met 2
    法治建设领导小组召开会议3次 | leadership_meetings.body_met 3
    成立依法治镇委员会，由党委书记任主任 | leadership_meetings.body_exists true
    法治建设议事协调机构健全 | leadership_meetings.body_exists true
    召开党委会48次 | 
    召开安全生产专题会议12次 | 
    法治建设工作推进会3次 | 
  `)
})

describe('reports of leaders', () => {
  readAs(`
    党委书记、镇长2人完成述法 | law_reports.roles 2
    党政主要负责人2人向县委依法治县办述法 | law_reports.roles 2
    班子成员述法全覆盖 | 
  `)
})

describe('findings of inspections', () => {
  readAs(`
    法治督察反馈问题整改率100% | findings.closed all
    巡察反馈问题15个 | 
  `)
})

describe('oaths', () => {
  readAs(`
    15名新任职工作人员进行了宪法宣誓 | oaths.sworn 15
  `)
})

describe('staff and lists', () => {
  readAs(`
    配备合法性审核人员2名 | staff.reviewers 2
    设立合法性审查岗，审查人员3人 | staff.reviewers 3
    公共法律服务工作站正常运行 | service_station.working true
    镇公共法律服务工作站规范运行，接待咨询320人次 | service_station.working true
    履职事项清单已对外公布 | duty_items.published true
    公开乡镇履职事项清单 | duty_items.published true
    法治建设内容写入政府工作报告 | plans.work_report_has_law true
  `)
})

describe('several facts in one paragraph', () => {
  readAs(`
    镇党委坚持把法治政府建设摆在突出位置，党委会先后5次听取法治建设工作汇报，依法治镇委员会召开会议2次，研究解决执法经费、人员编制等问题6个。 | leadership_meetings.agenda 5; leadership_meetings.body_met 2
    规范涉企行政检查，落实扫码入企制度，全年检查企业46家次，较上年下降32%。 | 
    收到检察建议2份，已整改到位并按期书面回复；未收到司法建议；承办区人大代表建议8件，按期答复率、满意率均为100%。 | suggestions.procuratorial 2; suggestions.procuratorial_answered all; suggestions.judicial 0; proposals.assigned 8; proposals.answered all
    主动公开政府信息428条，受理依申请公开3件，全部按期答复，未引发行政复议和诉讼。 | disclosure_requests.received 3; disclosure_requests.in_time all
    压实普法责任，印发年度普法责任清单和普法工作计划，安排普法经费10万元，实际支出9.6万元，在“12·4”国家宪法日、宪法宣传周组织活动6场，民法典宣传月期间开展活动8场次，发布典型案例12个。 | plans.publicity_list true; plans.publicity_plan true; plans.publicity_budget 100000; plans.publicity_paid 96000; publicity_events.constitution_week 6; publicity_events.civil_code_month 8
    党政主要负责人带头述法，2人完成年终述法，班子成员11人在述职时报告学法用法情况。 | law_reports.roles 2; law_reports.leaders 11; law_reports.with_study 11
    法治督察反馈的7个问题，到期应整改6个，已全部完成整改。 | findings.due 6; findings.closed all
    新任职的9名干部全部进行宪法宣誓。 | oaths.due 9; oaths.sworn 9
    现行有效规范性文件5件，均在有效期内，年内清理2次并公布结果。 | normative_documents.in_force 5; normative_documents.within_term all
    公开行政执法事项112项，涉及裁量的86项，裁量基准全部公开。 | enforcement_items.total 112; enforcement_items.with_discretion 86
    2025年度共签订各类合同96份，送合法性审查94份，其中附法律顾问意见90份，2份因应急抢险事后补审。 | contracts.signed 96; contracts.sent_for_review 94; contracts.with_adviser 90
    今年以来，中心组集体学法6次，其中专题学习行政处罚法2次；党委会会前学法12次；机关干部学法大讲堂6期。 | study_sessions.centre_group 6
    矛盾纠纷多元化解。全年排查纠纷412件，化解405件；其中人民调解案件268件，达成调解协议265件，司法确认18件。信访事项受理51件，均按期告知、按期办结。 | mediation_cases.all 268; mediation_cases.settled 265; petitions.to_close 51; petitions.closed all; petitions.told all
    规范性文件方面，年内印发2件，合法性审核2件，公开征求意见2件，报备2件，均按期公布。 | normative_documents.issued 2; normative_documents.audited 2; normative_documents.consulted 2; normative_documents.filed 2; normative_documents.published all
    依法治街委员会全年开会三次，街道党工委专题研究法治工作四次，书记、主任带头讲法治课各一次。 | leadership_meetings.body_met 3; leadership_meetings.agenda 4
  `)
})

describe('sentences of many kinds', () => {
  readAs(`
    镇党委理论学习中心组把学习宣传贯彻习近平法治思想作为重大政治任务，年内围绕宪法、行政处罚法等开展集中学习6次。 | study_sessions.centre_group 6
    党工委理论学习中心组学法制度化，组织学法5次，交流研讨2次。 | study_sessions.centre_group 5
    坚持会前学法，党委会学法15次、镇长办公会学法10次，中心组学法4次。 | study_sessions.centre_group 4
    全年共组织领导干部旁听庭审3次、参加线上学法120人次。 | 
    邀请县司法局领导授课，举办法治政府建设专题讲座1场，全体班子成员和中层干部参加。 | study_sessions.lectures 1
    开展执法人员法律知识培训6期，参训180人次。 | 
    全体机关干部分两批参加依法行政专题培训，共培训2期，参训率98.5%。 | trainings.all_staff 2; trainings.attendance {"rate":"0.985"}
    举办村（社区）干部法治培训班4期，培训村干部260人次。 | trainings.village_officers 4
    年度网上学法考试应考人员78人，实考78人，优秀率96%。 | exams.due 78; exams.examined 78; exams.joined 78
    组织国家工作人员旁听庭审和法律知识考试各1次。 | 
    镇政府聘请1家律师事务所作为常年法律顾问单位。 | 
    法律顾问全年参与合同审查56份、重大项目论证8次、信访接待12次。 | contracts.reviewed 56
    全年审核合同85份、涉法文件32件、出具法律意见书17份。 | contracts.reviewed 85
    建立合法性审查台账，登记审查事项96件，其中合同72件、规范性文件2件、重大决策3件、其他文件19件。 | contracts.reviewed 72; normative_documents.audited 2; decisions.reviewed 3
    以镇政府名义对外签订的53份合同均由法律顾问审核把关。 | contracts.reviewed 53; contracts.signed 53
    重大合同、重大决策合法性审查率均为100%。 | contracts.reviewed all; decisions.reviewed all
    将村级合同纳入审查范围，审查村级合同协议210份。 | 
    召开党委会研究“三重一大”事项36项。 | 
    对2个重大项目开展社会稳定风险评估。 | 
    全年制发规范性文件1件，合法性审核率、报备率、报备及时率均达100%。 | normative_documents.issued 1; normative_documents.audited all; normative_documents.filed all
    对照上级要求清理规范性文件11件，其中废止4件、继续有效7件，清理结果在政府网站公布。 | normative_documents.in_force 7; norm_cleanups.current true
    向区政府备案行政规范性文件1件。 | normative_documents.filed 1
    推荐5名干部参加执法资格考试，4人通过，全镇持证执法人员达到24人。 | enforcement_officers.certified 24; enforcement_officers.holders 24
    组织执法人员参加公共法律知识培训，23名持证人员均完成60学时。 | enforcement_officers.trained 23
    开展联合执法检查18次，排查安全隐患126处，下达整改通知书45份。 | 
    全年共立案46件，作出行政处罚决定42件，罚没款23.4万元，结案率100%。 | enforcement_cases.penalties 42
    依法查处违法建设12起、占道经营86起。 | 
    适用简易程序作出处罚21件，普通程序作出处罚9件。 | 
    严格执行重大执法决定法制审核制度，审核案件5件。 | enforcement_cases.audited 5
    评查行政处罚案卷20件，优秀率90%，合格率100%。 | enforcement_cases.files_reviewed 20; enforcement_cases.files_good all
    县局抽查的6本案卷全部达到优秀等次。 | enforcement_cases.files_reviewed 6
    推行“综合查一次”，联合检查企业35家次，减少入企检查20次。 | 
    2025年，以镇政府为被告的一审行政诉讼案件2件，负责人均出庭应诉，无败诉。 | lawsuits.received 2; hearings.head_present all; court_rulings.lost 0
    全年涉诉案件6件，其中行政诉讼4件、民事诉讼2件。 | lawsuits.received 4
    行政复议案件5件，纠错1件；行政诉讼案件3件，败诉0件。 | reconsiderations.received 5; lawsuits.received 3; court_rulings.lost 0
    行政应诉案件出庭率100%，败诉率为0。 | hearings.head_present all
    行政机关负责人出庭应诉5次，其中主要负责人出庭2次。 | hearings.head_present 5
    认真履行法院生效裁判2件，履行率100%。 | court_rulings.performed all
    全年办理行政复议答复3件，均在法定期限内提交。 | reconsiderations.in_time all
    化解行政复议案件2件，行政争议同比下降20%。 | 
    办理检察机关公益诉讼检察建议2件。 | suggestions.procuratorial 2
    收到人大代表建议16件，政协委员提案9件，办结率100%，满意率100%。 | proposals.assigned 16
    16件人大代表建议全部在规定时限内答复。 | proposals.answered 16; proposals.assigned 16
    主动接受人大监督，专题报告法治政府建设工作1次，办理代表建议7件。 | proposals.assigned 7
    收到公民政府信息公开申请9件，均依法依规按期答复。 | disclosure_requests.received 9; disclosure_requests.in_time all
    全年共收到依申请公开4件，办结4件，按时办结率100%。 | disclosure_requests.received 4; disclosure_requests.in_time all
    微信公众号发布信息560条，政务公开栏更新48期。 | 
    “法律明白人”队伍不断壮大，目前达160名。 | law_savvy_persons.total 160
    新培育法律明白人26名，总数达到118名。 | law_savvy_persons.total 118
    每个行政村至少3名法律明白人，全镇共计105名。 | law_savvy_persons.total 105
    开展法律明白人培训6场次、受训320人次。 | 
    新建法治文化广场2个、法治宣传长廊4处，总投资48万元。 | venues.invested 480000
    建成省级民主法治示范村3个。 | 
    各村（社区）法律顾问全覆盖，全年开展法治讲座180场、解答咨询960人次。 | villages.with_adviser all
    32名村（社区）法律顾问深入村居开展服务480次。 | 
    全年化解矛盾纠纷193起，涉及金额320万元。 | 
    调解员队伍发展到132人，全年调解纠纷310件，成功率98.4%。 | mediation_cases.all 310; mediation_cases.settled {"rate":"0.984"}
    个人品牌调解室调解案件56件。 | 
    司法所参与调解重大疑难纠纷12件。 | 
    全年受理群众信访事项126批次、按期办结率100%，初信初访化解率98%。 | petitions.closed all
    信访事项书面告知率100%、按期办结率100%。 | petitions.told all; petitions.closed all
    镇领导班子成员轮流接访，全年接访150次，接待群众220人次。 | reception_days.held 150
    围绕宪法宣传周开展“宪法七进”活动9场次，发放资料3000份。 | publicity_events.constitution_week 9
    在民法典宣传月，组织“民法典进村居”活动12场。 | publicity_events.civil_code_month 12
    以案释法40余场次，受教育群众5000人。 | 
    落实普法经费6万元，人均普法经费2元。 | plans.publicity_budget 60000
    普法经费纳入财政预算，全年投入12.5万元用于法治宣传。 | plans.publicity_paid 125000
    镇党委书记主持召开党委会4次，专题研究法治建设重点工作。 | leadership_meetings.agenda 4
    党政联席会议研究法治政府建设工作3次、听取汇报2次。 | leadership_meetings.agenda 3
    召开法治政府建设推进会2次、调度会6次。 | 
    组织召开镇委全面依法治镇委员会会议2次，研究部署法治镇建设。 | leadership_meetings.body_met 2
    镇党政主要负责人2人在年终述职中进行述法。 | law_reports.roles 2
    13名领导班子成员提交年度述法报告。 | law_reports.leaders 13
    站所长述法8人。 | 
    县委依法治县办督察反馈问题12条，已全部整改完成。 | findings.due 12; findings.closed all
    巡察反馈法治问题3个，已整改3个。 | 
    举行宪法宣誓仪式2次，16名新任命人员参加宣誓。 | oaths.sworn 16
    司法所配备专职合法性审核人员2名、兼职人员3名。 | staff.reviewers 2
    镇公共法律服务工作站提供法律咨询630件次，办理法律援助32件。 | 
    政府工作报告专章部署法治政府建设。 | plans.work_report_has_law true
    办理12345热线诉求3200件，满意率97%。 | 
    五年来共调解纠纷2100件。 | 
    较上年新增持证执法人员3名。 | 
    明年计划开展中心组学法不少于6次。 | 
    上年度行政处罚56件，本年度行政处罚43件。 | enforcement_cases.penalties 43
  `)
})
