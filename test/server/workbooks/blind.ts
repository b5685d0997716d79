/**
 * Ten workbooks in ten hands, written from the declarations of the registers alone and without sight of the importer,
 * each with what a careful reader takes from it.
 */
import { day, workbook } from '../../support/workbook.ts'

export type BlindValue = string | number | boolean | readonly string[]

export interface BlindWorkbook {
  file: string
  register: string
  /** Villages that the roster of the township has before the import. */
  villages?: string[]
  bytes: () => Uint8Array | Promise<Uint8Array>
  /** The records without a wrong cell, by the line of the sheet they stand on. */
  taken: Record<string, Record<string, BlindValue>>
  /** The wrong cells, by sheet and address. */
  refused: string[]
  /** Lines below the header that are no records, and sheets without any. */
  passed: string[]
}

const gbkOf = (): Map<string, number[]> => {
  const decoder = new TextDecoder('gbk')
  const codes = new Map<string, number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = decoder.decode(Uint8Array.of(lead, trail))
      if (char.length === 1 && char !== '\ufffd' && !codes.has(char)) codes.set(char, [lead, trail])
    }
  return codes
}

const inGbk = (text: string): Uint8Array => {
  const codes = gbkOf()
  return Uint8Array.from(
    [...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : codes.get(char)!)),
  )
}

const inUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const mediation: BlindWorkbook = {
  file: '2023年调解台账（最终版）.xlsx',
  register: 'mediation_cases',
  bytes: () =>
    workbook(
      {
        name: '2023年',
        rows: [
          ['石桥镇人民调解、行政调解案件登记台账'],
          ['填报单位：石桥镇司法所', null, null, null, null, null, null, '填报时间：2024年1月5日'],
          // biome-ignore format: one line a row, as the sheet has it
          ['序号', '卷宗号', '调解类型', '当事人', null, '受理时间', '纠纷类别', '调解结果', '卷宗材料', null, '智慧调解平台录入', '调解员', '备注'],
          // biome-ignore format: one line a row, as the sheet has it
          [null, null, null, '申请人', '被申请人', null, null, null, '登记表及调解笔录', '协议书（含口头协议记录）', null, null, null],
          // biome-ignore format: one line a row, as the sheet has it
          [1, '石调字〔2023〕001号', '人民调解', '王某', '李某', '2023.1.9', '邻里', '调解成功', '√', '√', '√', '赵某', null],
          // biome-ignore format: one line a row, as the sheet has it
          [2, '石调字〔2023〕002号', '人民调解', '周某', '吴某', day('2023-02-14'), '婚姻家庭', '达成协议', '有', '有', '是', '赵某', null],
          // biome-ignore format: one line a row, as the sheet has it
          [3, '石调字〔2023〕003号', '人民调解', '郑某', '冯某', '2023年3月2日', '邻里', '达成协议', '有', '口头', '是', '赵某', null],
          ['一季度小计', null, null, null, null, null, null, '3件'],
          // biome-ignore format: one line a row, as the sheet has it
          [4, '石行调〔2023〕1号', '行政调解', '陈某', '褚某', '2023/4/18', '土地', '调解不成功', '有', '/', '否', '卫某', '已告知诉讼途径'],
          // biome-ignore format: one line a row, as the sheet has it
          [5, '石调字〔2023〕004号', '人民调解', '蒋某', '沈某', '2023-05-31', '损害赔偿', '调解中', '√', '/', '√', '赵某', null],
          // biome-ignore format: one line a row, as the sheet has it
          [6, '石调字〔2023〕005号', '人民调解', '韩某', '杨某', '二〇二三年六月六日', '邻里', '达成协议', '√', '√', null, '赵某', null],
          // biome-ignore format: one line a row, as the sheet has it
          [7, '石调字〔2023〕006号', '人民调解', '朱某', '秦某', '2023.6.31', '邻里', '达成协议', '√', '√', '×', '赵某', null],
          ['合计', null, null, null, null, null, null, '7件'],
          ['注：1.卷宗号按司法所统一编号填写；2.“√”表示有，“×”表示无。'],
          ['填表人：孙某', null, null, null, '审核人：钱某'],
        ],
        // biome-ignore format: one line a row, as the sheet has it
        merges: ['A1:M1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:E3', 'F3:F4', 'G3:G4', 'H3:H4', 'I3:J3', 'K3:K4', 'L3:L4', 'M3:M4', 'A14:M14'],
      },
      {
        name: '纠纷类别统计',
        rows: [
          ['纠纷类别', '件数', '占比'],
          ['邻里', 4, '57%'],
          ['婚姻家庭', 1, '14%'],
          ['其他', 2, '29%'],
        ],
      },
    ),
  taken: {
    '2023年!5': {
      case_no: '石调字〔2023〕001号',
      kind: '人民调解',
      opened_on: '2023-01-09',
      result: '达成协议',
      record_kept: true,
      agreement_kept: true,
      in_system: true,
    },
    '2023年!6': {
      case_no: '石调字〔2023〕002号',
      kind: '人民调解',
      opened_on: '2023-02-14',
      result: '达成协议',
      record_kept: true,
      agreement_kept: true,
      in_system: true,
    },
    '2023年!9': {
      case_no: '石行调〔2023〕1号',
      kind: '行政调解',
      opened_on: '2023-04-18',
      result: '未达成协议',
      record_kept: true,
      in_system: false,
    },
    '2023年!10': {
      case_no: '石调字〔2023〕004号',
      kind: '人民调解',
      opened_on: '2023-05-31',
      result: '正在调解',
      record_kept: true,
      in_system: true,
    },
    '2023年!11': {
      case_no: '石调字〔2023〕005号',
      kind: '人民调解',
      opened_on: '2023-06-06',
      result: '达成协议',
      record_kept: true,
      agreement_kept: true,
    },
  },
  refused: ['2023年!J7', '2023年!F12'],
  passed: ['2023年!8', '2023年!13', '2023年!14', '2023年!15', '纠纷类别统计'],
}

const decisions: BlindWorkbook = {
  file: '石桥镇重大决策事项一览表.xlsx',
  register: 'decisions',
  bytes: () =>
    workbook({
      name: 'Sheet1',
      rows: [
        ['石桥镇2023年度重大行政决策事项一览表'],
        // biome-ignore format: one line a row, as the sheet has it
        ['序号', '决策事项名称', '是否列入年度目录', '是否依法不公开', '公众参与形式', '公开征求意见', null, '专家论证情况', '风险评估报告时间', '合法性审查', null, null, '集体讨论', null, '公布时间', '归档材料清单'],
        // biome-ignore format: one line a row, as the sheet has it
        [null, null, null, null, null, '开始时间', '结束时间', null, null, '送审时间', '出具意见时间', '结论', '讨论时间', '会议名称', null, null],
        // biome-ignore format: one line a row, as the sheet has it
        [1, '石桥镇农贸市场搬迁方案', '是', '否', '座谈会、问卷调查', '2023.2.1', '2023.3.3', '有书面意见并签名盖章', '2023.3.10', '2023.3.13', '2023.3.17', '修改后合法', '2023年3月24日', '党政联席会', '2023.3.28', '启动材料、公众参与材料、专家论证材料'],
        // biome-ignore format: one line a row, as the sheet has it
        [2, '镇域公交线路调整方案', '是', '否', '实地走访；座谈会', '2023.2.6', '2023.3.8', '无', '2023.3.9', '2023.3.13', '2023.3.16', '合法', null, null, '2023.3.28', '齐全'],
        // biome-ignore format: one line a row, as the sheet has it
        [3, '饮用水水源地保护规划', '是', '否', '听证会', '2023.2.6', '2023.3.8', '没有', '2023.3.9', '2023.3.14', '2023.3.16', '待审', null, null, null, '启动材料'],
        // biome-ignore format: one line a row, as the sheet has it
        [4, '应急物资储备点建设方案', '否', '是', null, null, null, null, '2023-08-01', '2023-08-03', '2023-08-11', '合法', '2023年8月21日', '镇长办公会', null, '启动材料，合法性审查材料，集体讨论记录'],
        // biome-ignore format: one line a row, as the sheet has it
        [5, '镇区停车收费方案', '√', '×', '向社会公开征求意见', '2023/9/1', '2023/10/8', '有意见未签名盖章', '2023/10/10', '2023/10/11', '2023/10/16', '合法', '2023年10月20日', '党政联席会议', '2023/10/23', '公布材料'],
        ['说明：1至3项为同一次会议讨论。'],
      ],
      // biome-ignore format: one line a row, as the sheet has it
      merges: ['A1:P1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3', 'F2:G2', 'H2:H3', 'I2:I3', 'J2:L2', 'M2:N2', 'O2:O3', 'P2:P3', 'M4:M6', 'N4:N6', 'A9:P9'],
    }),
  taken: {
    'Sheet1!4': {
      title: '石桥镇农贸市场搬迁方案',
      in_catalogue: true,
      secret: false,
      participation: ['座谈会', '问卷调查'],
      consult_from: '2023-02-01',
      consult_to: '2023-03-03',
      expert_opinion: '有书面意见并签名盖章',
      risk_report_on: '2023-03-10',
      sent_on: '2023-03-13',
      review_on: '2023-03-17',
      review_result: '修改后合法',
      meeting_on: '2023-03-24',
      meeting_body: '党政联席会议',
      published_on: '2023-03-28',
      archive: ['启动材料', '公众参与材料', '专家论证材料'],
    },
    'Sheet1!7': {
      title: '应急物资储备点建设方案',
      in_catalogue: false,
      secret: true,
      risk_report_on: '2023-08-01',
      sent_on: '2023-08-03',
      review_on: '2023-08-11',
      review_result: '合法',
      meeting_on: '2023-08-21',
      meeting_body: '镇长（乡长、主任）办公会议',
      archive: ['启动材料', '合法性审查材料', '集体讨论记录'],
    },
    'Sheet1!8': {
      title: '镇区停车收费方案',
      in_catalogue: true,
      secret: false,
      participation: ['向社会公开征求意见'],
      consult_from: '2023-09-01',
      consult_to: '2023-10-08',
      expert_opinion: '有意见未签名盖章',
      risk_report_on: '2023-10-10',
      sent_on: '2023-10-11',
      review_on: '2023-10-16',
      review_result: '合法',
      meeting_on: '2023-10-20',
      meeting_body: '党政联席会议',
      published_on: '2023-10-23',
      archive: ['公布材料'],
    },
  },
  refused: ['Sheet1!P5', 'Sheet1!L6'],
  passed: ['Sheet1!9'],
}

const contracts: BlindWorkbook = {
  file: '合同审查登记.xlsx',
  register: 'contracts',
  bytes: () =>
    workbook(
      {
        name: '上半年',
        rows: [
          ['石桥镇合同协议审查登记表（2023年上半年）'],
          [],
          // biome-ignore format: one line a row, as the sheet has it
          ['序号', '合同名称', null, '对方单位', '合同价款（万元）', '送审时间', '审查时间', '审查意见', '法律顾问是否出具书面意见', '签订时间', '经办人'],
          // biome-ignore format: one line a row, as the sheet has it
          [1, '镇区路灯维修合同', null, '某照明公司', 12.5, '2023.2.1', '2023.2.3', '合法', '有', '2023.2.8', '许某'],
          // biome-ignore format: one line a row, as the sheet has it
          [2, '文化广场保洁协议', null, '某保洁公司', '3.6万元', '2023年3月1日', '2023年3月6日', '修改后合法', '有', '2023年3月9日', '许某'],
          // biome-ignore format: one line a row, as the sheet has it
          [3, '办公用房租赁合同', null, '某资产公司', '面议', '2023.4.3', '2023.4.4', '合法', '无', '2023.4.10', '何某'],
          // biome-ignore format: one line a row, as the sheet has it
          [4, '镇区路灯维修合同（旧，作废）', null, '某照明公司', 10, '2023.1.4', '2023.1.5', '合法', '有', '2023.1.6', '许某'],
          ['小计', null, null, null, 26.1],
        ],
        merges: ['A1:K1'],
        hiddenRows: [7],
      },
      {
        name: '下半年',
        rows: [
          ['石桥镇合同协议审查登记表（2023年下半年）'],
          [null, null, null, null, null, null, null, null, null, '单位：万元'],
          // biome-ignore format: one line a row, as the sheet has it
          ['序号', '合同名称', null, '对方单位', '合同价款', '送审时间', '审查时间', '审查意见', '法律顾问是否出具书面意见', '签订时间', '经办人'],
          // biome-ignore format: one line a row, as the sheet has it
          [1, '农村公路养护合同', null, '某路桥公司', '1,250.00', '2023.8.21', '2023.8.25', '合法', '√', '２０２３年９月１日', '何某'],
          // biome-ignore format: one line a row, as the sheet has it
          [2, '垃圾清运服务协议', null, '某环卫公司', 48, '2023.10.30', '2023.11.2', '合法', '√', '2023年11月', '何某'],
          // biome-ignore format: one line a row, as the sheet has it
          [3, '信息系统共建协议', null, '某通信公司', 0, '20231201', '20231204', '合法', '√', '20231206', '何某'],
          ['合  计', null, null, null, 1298],
        ],
        merges: ['A1:K1'],
      },
      { name: 'Sheet3', rows: [[]] },
    ),
  taken: {
    '上半年!4': {
      subject: '镇区路灯维修合同',
      amount: 125000,
      sent_on: '2023-02-01',
      review_on: '2023-02-03',
      review_result: '合法',
      adviser_opinion: true,
      signed_on: '2023-02-08',
    },
    '上半年!5': {
      subject: '文化广场保洁协议',
      amount: 36000,
      sent_on: '2023-03-01',
      review_on: '2023-03-06',
      review_result: '修改后合法',
      adviser_opinion: true,
      signed_on: '2023-03-09',
    },
    '下半年!4': {
      subject: '农村公路养护合同',
      amount: 12500000,
      sent_on: '2023-08-21',
      review_on: '2023-08-25',
      review_result: '合法',
      adviser_opinion: true,
      signed_on: '2023-09-01',
    },
    '下半年!6': {
      subject: '信息系统共建协议',
      amount: 0,
      sent_on: '2023-12-01',
      review_on: '2023-12-04',
      review_result: '合法',
      adviser_opinion: true,
      signed_on: '2023-12-06',
    },
  },
  refused: ['上半年!E6', '下半年!J5'],
  passed: ['上半年!7', '上半年!8', '下半年!7', 'Sheet3'],
}

const studySessions: BlindWorkbook = {
  file: '学法台账.csv',
  register: 'study_sessions',
  bytes: () =>
    inGbk(
      [
        '石桥镇党委理论学习中心组及班子会议学法情况台账,,,,,,',
        ',,,,,,填表日期：2023.12.28',
        '序号,学习时间,学习形式,学习内容,是否法治专题,主讲人,参加人数（人）',
        '1,2023年1月16日,党委理论学习中心组,"《宪法》《民法典》节选, 逐条学习",是,镇党委书记,18',
        '2,2023.3.20,党委会议,《信访工作条例》,是,副书记,11',
        '3,23.5.8,中心组,《行政处罚法》,√,司法所长,18',
        '4,2023/6/19,政府会议,防汛工作有关要求,×,镇长,15',
        '5,待定,党委会议,《黄河保护法》,是,镇长,',
        '6,2023-9-4,全体干部会,《行政复议法》,是,司法所长,62',
        '7,二〇二三年十月九日,领导班子专题讲座,《行政诉讼法》,是,外聘律师,15',
        ',,,,,,',
        '合计,共7次,,,,,',
        '备注：会议记录存党政办。,,,,,,',
      ].join('\r\n'),
    ),
  taken: {
    '4': {
      held_on: '2023-01-16',
      body: '理论学习中心组',
      topic: '《宪法》《民法典》节选, 逐条学习',
      law_topic: true,
    },
    '5': {
      held_on: '2023-03-20',
      body: '党委（党工委）会议',
      topic: '《信访工作条例》',
      law_topic: true,
    },
    '6': {
      held_on: '2023-05-08',
      body: '理论学习中心组',
      topic: '《行政处罚法》',
      law_topic: true,
    },
    '7': {
      held_on: '2023-06-19',
      body: '政府（办事处）会议',
      topic: '防汛工作有关要求',
      law_topic: false,
    },
    '10': {
      held_on: '2023-10-09',
      body: '领导班子专题讲座',
      topic: '《行政诉讼法》',
      law_topic: true,
    },
  },
  refused: ['B8', 'C9'],
  passed: ['12', '13'],
}

const trainings: BlindWorkbook = {
  file: '培训统计.xlsx',
  register: 'trainings',
  bytes: () =>
    workbook({
      name: '培训',
      rows: [
        ['石桥镇2023年法治培训情况统计表'],
        ['序号', '培训班名称', '时间', '地点', '培训对象', '参训人数（人）', null, '学时'],
        [null, null, null, null, null, '应到', '实到', null],
        ['一', '执法人员岗位培训', day('2023-04-12'), '县委党校', '执法人员', 24, 23, 8],
        ['二', '村干部法治培训', '2023年5月8日—9日', '镇会议室', '村（社区）干部', 30, 30, 16],
        ['三', '宪法专题培训', '6月20日', '镇会议室', '全体工作人员', '六十二人', '六十人', 2],
        ['四', '民法典专题培训', '2023.08.03', '镇会议室', '领导干部', '15', '15人', 2],
        ['五', '换届后村干部培训', '2023-9-15', '镇会议室', '村干部', '约40', 38, 4],
        ['六', '新任村干部培训', '2023-11-2', '镇会议室', '村干部', '十二', '十二', 4],
        ['合 计', '6期', null, null, null, 183, 178, 36],
        ['填报人：孙某', null, null, '联系电话：0000-0000000'],
      ],
      // biome-ignore format: one line a row, as the sheet has it
      merges: ['A1:H1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3', 'F2:G2', 'H2:H3'],
    }),
  taken: {
    '培训!4': {
      topic: '执法人员岗位培训',
      held_on: '2023-04-12',
      audience: '执法人员',
      due: 24,
      present: 23,
    },
    '培训!6': {
      topic: '宪法专题培训',
      held_on: '2023-06-20',
      audience: '全体工作人员',
      due: 62,
      present: 60,
    },
    '培训!7': {
      topic: '民法典专题培训',
      held_on: '2023-08-03',
      audience: '领导干部',
      due: 15,
      present: 15,
    },
    '培训!9': {
      topic: '新任村干部培训',
      held_on: '2023-11-02',
      audience: '村（社区）干部',
      due: 12,
      present: 12,
    },
  },
  refused: ['培训!C5', '培训!F8'],
  passed: ['培训!10', '培训!11'],
}

const lawSavvyPersons: BlindWorkbook = {
  file: '法律明白人花名册.xlsx',
  register: 'law_savvy_persons',
  villages: ['东河村', '西河村', '南桥社区'],
  bytes: () =>
    workbook({
      name: '花名册',
      rows: [
        ['石桥镇“法律明白人”“法治带头人”花名册'],
        ['填报单位（盖章）：', null, null, null, null, null, null, '2023年12月'],
        // biome-ignore format: one line a row, as the sheet has it
        ['序号', '村（居）名称', '类型', '姓名', '编号', '是否县级登记', '2023年培训时间', '是否在岗', '联系电话'],
        [1, '东河村', '法律明白人', '甲某', 'FM001', '是', '2023.4.6', '在岗', '略'],
        [2, null, '法律明白人', '乙某', 'FM002', '已登记', '2023.4.6', '不在岗', '略'],
        [3, null, '法治带头人', '丙某', 'FD001', '√', '2023年4月7日', '√', '略'],
        [4, '西河村', '法律明白人', '丁某', 'FM003', '否', null, '是', '略'],
        [5, null, '法律明白人', '戊某', 'FM004', '未登记', '2023年', '是', '略'],
        [6, '南桥社区居委会', '带头人', '己某', 'FD002', '是', '2023-5-4', '是', '略'],
        [7, '北山村', '法律明白人', '庚某', 'FM005', '是', '2023-5-4', '是', '略'],
        ['共计', null, null, '7人'],
      ],
      merges: ['A1:I1', 'B4:B6', 'B7:B8'],
    }),
  taken: {
    '花名册!4': {
      village: '东河村',
      role: '法律明白人',
      code: 'FM001',
      registered: true,
      trained_on: '2023-04-06',
      active: true,
    },
    '花名册!5': {
      village: '东河村',
      role: '法律明白人',
      code: 'FM002',
      registered: true,
      trained_on: '2023-04-06',
      active: false,
    },
    '花名册!6': {
      village: '东河村',
      role: '法治带头人',
      code: 'FD001',
      registered: true,
      trained_on: '2023-04-07',
      active: true,
    },
    '花名册!7': {
      village: '西河村',
      role: '法律明白人',
      code: 'FM003',
      registered: false,
      active: true,
    },
    '花名册!9': {
      village: '南桥社区',
      role: '法治带头人',
      code: 'FD002',
      registered: true,
      trained_on: '2023-05-04',
      active: true,
    },
    // The roster does not hold it; the import says so, and a person decides which of the two is wrong.
    '花名册!10': {
      village: '北山村',
      role: '法律明白人',
      code: 'FM005',
      registered: true,
      trained_on: '2023-05-04',
      active: true,
    },
  },
  refused: ['花名册!G8'],
  passed: ['花名册!11'],
}

const villages: BlindWorkbook = {
  file: '村居基本情况.xlsx',
  register: 'villages',
  bytes: () =>
    workbook(
      { name: '封面', rows: [[], [], [null, '石桥镇村（社区）基本情况'], [null, '二〇二三年十二月']] },
      {
        name: '明细',
        rows: [
          ['石桥镇村（社区）基本情况表'],
          // biome-ignore format: one line a row, as the sheet has it
          ['序号', '村（社区）名称', '类型', '监督机构名称', '监督机构成员中有无村（居）委会成员及近亲属', '民主评议时间', '村民会议时间', '是否设村（居）民代表会议', '开过村民代表会议的季度数（个）', '村干部法治培训时间', '公共法律服务工作室', '户数（户）'],
          // biome-ignore format: one line a row, as the sheet has it
          [1, '东河村', '村', '村务监督委员会', '无', '20230412', '2023-04-15', '有', '四', '2023.5.8', '有', 320],
          // biome-ignore format: one line a row, as the sheet has it
          [2, '西河村', '行政村', '村务监督委员会', '有', '二〇二三年四月二十日', '2023年4月22日', '有', '3个', '2023.5.8', '有', 281],
          // biome-ignore format: one line a row, as the sheet has it
          [3, '南桥社区', '社区', '居务监督委员会', '无', '2023/4/21', '/', '有', 2, '2023.5.9', '无', 1204],
          // biome-ignore format: one line a row, as the sheet has it
          [4, '北山村', '村', '无', null, '2023.4.25', '2023.4.25', '无', '每季度', '2023.5.9', '无', 96],
          ['合计', '4个', null, null, null, null, null, null, null, null, null, 1901],
        ],
        merges: ['A1:L1'],
      },
      {
        name: '填表说明',
        rows: [['填表说明'], ['1.类型填村或者社区。'], ['2.时间填最近一次。'], ['3.没有的填“无”。']],
      },
    ),
  taken: {
    '明细!3': {
      name: '东河村',
      kind: '村',
      supervision: '村（居）务监督委员会',
      supervision_apart: true,
      reviewed_on: '2023-04-12',
      assembly_on: '2023-04-15',
      has_representatives: true,
      representative_meetings: 4,
      officers_trained_on: '2023-05-08',
      legal_studio: true,
    },
    '明细!4': {
      name: '西河村',
      kind: '村',
      supervision: '村（居）务监督委员会',
      supervision_apart: false,
      reviewed_on: '2023-04-20',
      assembly_on: '2023-04-22',
      has_representatives: true,
      representative_meetings: 3,
      officers_trained_on: '2023-05-08',
      legal_studio: true,
    },
    '明细!5': {
      name: '南桥社区',
      kind: '社区',
      supervision: '村（居）务监督委员会',
      supervision_apart: true,
      reviewed_on: '2023-04-21',
      has_representatives: true,
      representative_meetings: 2,
      officers_trained_on: '2023-05-09',
      legal_studio: false,
    },
  },
  refused: ['明细!I6'],
  passed: ['明细!7', '填表说明'],
}

// 是否延期 says less than the field: not that it was approved and the reasons told.
const petitions: BlindWorkbook = {
  file: '信访事项导出.csv',
  register: 'petitions',
  bytes: () =>
    inUtf8(
      `\ufeff${[
        '"导出人：信访办","导出时间：2024-01-03 10:12:45","","","","","","","",""',
        '"信访件编号","登记时间","信访形式","责任单位","办理方式","姓名住址是否不清","书面告知时间","受理时间","是否延期","办结时间"',
        '"\t20230001","2023-01-05 09:12:33","来信","石桥镇","按其他法定途径办理","否","2023-01-12 16:00:00","","否",""',
        '"\t20230002","2023-02-11 10:05:00","来访","石桥镇","按第31条第6项受理办理","否","2023-02-20 09:00:00","2023-02-20 09:00:00","是","2023-04-28 17:30:00"',
        '"\t20230003","2023-13-05 08:00:00","网上","石桥镇","按其他法定途径办理","否","2023-03-12 16:00:00","","否",""',
        '"\t20230004","2023-06-01 00:00:00","来信","石桥镇","转送来的不属于本机关职权","是","","","否",""',
        '"\t20230005","2023-07-19 14:20:11","来访","石桥镇","已办结","否","2023-07-25 10:00:00","","否",""',
        '"共 5 条记录","","","","","","","","",""',
      ].join('\n')}\n`,
    ),
  taken: {
    '3': {
      code: '20230001',
      received_on: '2023-01-05',
      handling: '按其他法定途径办理',
      contact_unclear: false,
      told_on: '2023-01-12',
    },
    '4': {
      code: '20230002',
      received_on: '2023-02-11',
      handling: '按第31条第6项受理办理',
      contact_unclear: false,
      told_on: '2023-02-20',
      accepted_on: '2023-02-20',
      closed_on: '2023-04-28',
    },
    '6': {
      code: '20230004',
      received_on: '2023-06-01',
      handling: '转送来的不属于本机关职权',
      contact_unclear: true,
    },
  },
  refused: ['B5', 'E7'],
  passed: ['8'],
}

const publicityEvents: BlindWorkbook = {
  file: '普法宣传活动登记.xlsx',
  register: 'publicity_events',
  bytes: () =>
    workbook(
      {
        name: '一季度',
        rows: [
          ['石桥镇2023年第一季度法治宣传活动登记表'],
          ['月份', '日期', '活动名称', '活动主题', '讲解案例（个）', '参加人数（人）', '发放资料（份）'],
          ['1月', '1月12日', '送法进集市', '民法典', '3个', 120, 300],
          [null, '1月30日', '返乡务工人员普法', '其他法律法规', '无', 60, 150],
          ['3月', '3月5日', '妇女权益宣传', '宪法、民法典', '两个', 85, 200],
          [null, '3月32日', '消费维权宣传', '其他法律法规', 1, 90, 220],
          ['小计', '4场', null, null, 6, 355, 870],
        ],
        merges: ['A1:G1', 'A3:A4', 'A5:A6'],
      },
      {
        name: '二季度',
        rows: [
          ['石桥镇2023年第二季度法治宣传活动登记表'],
          ['填报：宣传办'],
          [],
          ['日期', '活动名称', '活动主题', '讲解案例（个）', '参加人数（人）'],
          ['四月'],
          ['4月15日', '国家安全教育日宣传', '其他法律法规', 2, 140],
          [],
          ['五月'],
          ['5月10日', '民法典宣传月启动仪式', '民法典', '5', 200],
          ['5月20日', '民法典进校园', '宪法/民法典', 0, 310],
          ['六月'],
          ['6月8日', '防范养老诈骗宣传', '反诈', 2, 75],
          ['以上共计4场'],
        ],
        merges: ['A1:E1', 'A5:E5', 'A8:E8', 'A11:E11', 'A13:E13'],
      },
      {
        name: '汇总',
        rows: [
          ['季度', '场次（场）', '参加人数（人）'],
          ['一季度', 4, 355],
          ['二季度', 4, 725],
          ['合计', 8, 1080],
        ],
      },
    ),
  taken: {
    '一季度!3': { held_on: '2023-01-12', title: '送法进集市', theme: ['民法典'], cases: 3 },
    '一季度!4': {
      held_on: '2023-01-30',
      title: '返乡务工人员普法',
      theme: ['其他法律法规'],
      cases: 0,
    },
    '一季度!5': {
      held_on: '2023-03-05',
      title: '妇女权益宣传',
      theme: ['宪法', '民法典'],
      cases: 2,
    },
    '二季度!6': {
      held_on: '2023-04-15',
      title: '国家安全教育日宣传',
      theme: ['其他法律法规'],
      cases: 2,
    },
    '二季度!9': { held_on: '2023-05-10', title: '民法典宣传月启动仪式', theme: ['民法典'], cases: 5 },
    '二季度!10': {
      held_on: '2023-05-20',
      title: '民法典进校园',
      theme: ['宪法', '民法典'],
      cases: 0,
    },
  },
  refused: ['一季度!B6', '二季度!C12'],
  passed: ['一季度!7', '二季度!5', '二季度!8', '二季度!11', '二季度!13', '汇总'],
}

// biome-ignore format: one line a row, as the sheet has it
const enforcementHeader = [
  ['序号', '案号', '当事人', '案由', '案件类型', '立案时间', '作出决定时间', '执法人员（人）', '是否均持有效证件', '事先告知时间', '法制审核', null, '决定公开时间', '送达时间', '罚没款（元）', '罚没款收缴方式', '备注'],
  [null, null, null, null, null, null, null, null, null, null, '审核情况', '审核时间', null, null, null, null, null],
]

const enforcementCases: BlindWorkbook = {
  file: '综合执法案件.xlsx',
  register: 'enforcement_cases',
  bytes: () =>
    workbook({
      name: '案件台账',
      rows: [
        ['石桥镇综合行政执法案件台账（2023年）'],
        ...enforcementHeader,
        // biome-ignore format: one line a row, as the sheet has it
        [1, '石执罚〔2023〕1号', '某饭店', '占道经营', '行政处罚', '2023.2.6', '2023.2.20', 2, '是', '2023.2.10', '审核通过', '2023.2.17', '2023.2.24', '2023.2.20', 500, '缴入指定银行或者电子支付系统', null],
        // biome-ignore format: one line a row, as the sheet has it
        [2, '石执罚〔2023〕2号', '某工地', '未覆盖渣土', '行政处罚', '2023年2月13日', '2023年2月29日', '2人', '是', '2023年2月16日', '审核通过', '2023年2月24日', null, '2023年3月1日', 2000, '缴入指定银行或者电子支付系统', null],
        // biome-ignore format: one line a row, as the sheet has it
        [3, '石执强〔2023〕1号', '某摊贩', '扣押工具', '行政强制措施', '2023/5/8', '2023/5/8', '两名', '√', '—', '不属于审核范围', '—', '—', '2023/5/8', '—', '没有罚没款', null],
        ['本页小计', null, null, null, null, null, null, null, null, null, null, null, null, null, 2500],
        ...enforcementHeader,
        // biome-ignore format: one line a row, as the sheet has it
        [4, '石执罚〔2023〕3号', '某加油站', '违规堆放', '行政处罚', '2023-07-03', '2023-07-21', 3, '有', '2023-07-10', '通过', '2023-07-19', '2023-07-26', '2023-07-21', 1000, '微信转账', null],
        // biome-ignore format: one line a row, as the sheet has it
        [5, '石执罚〔2023〕4号', '某村民', '违法建设', '行政处罚', '20231106', null, '二', '是', null, '未经审核', null, null, null, null, null, '尚未结案'],
        // biome-ignore format: one line a row, as the sheet has it
        [6, '石执罚〔2023〕5号', '某超市', '店外经营', '行政处罚', '2023.12.1', '2023.12.12', 2, '×', '2023.12.5', '通过', '2023.12.11', '2023.12.18', '2023.12.12', '1,000.00', '依法当场收缴', null],
        ['累计', '6件', null, null, null, null, null, null, null, null, null, null, null, null, 4500],
        ['制表：综合行政执法队'],
      ],
      // biome-ignore format: one line a row, as the sheet has it
      merges: ['A1:Q1', 'K2:L2', 'K8:L8', ...[...'ABCDEFGHIJMNOPQ'].flatMap((column) => [`${column}2:${column}3`, `${column}8:${column}9`])],
    }),
  taken: {
    '案件台账!4': {
      case_no: '石执罚〔2023〕1号',
      kind: '行政处罚',
      opened_on: '2023-02-06',
      decided_on: '2023-02-20',
      officers: 2,
      certified: true,
      notice_on: '2023-02-10',
      audit: '审核通过',
      audit_on: '2023-02-17',
      published_on: '2023-02-24',
      served_on: '2023-02-20',
      fine: '缴入指定银行或者电子支付系统',
    },
    '案件台账!6': {
      case_no: '石执强〔2023〕1号',
      kind: '行政强制措施',
      opened_on: '2023-05-08',
      decided_on: '2023-05-08',
      officers: 2,
      certified: true,
      audit: '不属于审核范围',
      served_on: '2023-05-08',
      fine: '没有罚没款',
    },
    '案件台账!11': {
      case_no: '石执罚〔2023〕4号',
      kind: '行政处罚',
      opened_on: '2023-11-06',
      officers: 2,
      certified: true,
      audit: '未经审核',
    },
    '案件台账!12': {
      case_no: '石执罚〔2023〕5号',
      kind: '行政处罚',
      opened_on: '2023-12-01',
      decided_on: '2023-12-12',
      officers: 2,
      certified: false,
      notice_on: '2023-12-05',
      audit: '审核通过',
      audit_on: '2023-12-11',
      published_on: '2023-12-18',
      served_on: '2023-12-12',
      fine: '依法当场收缴',
    },
  },
  refused: ['案件台账!G5', '案件台账!P10'],
  passed: ['案件台账!7', '案件台账!8', '案件台账!9', '案件台账!13', '案件台账!14'],
}

/** The ten workbooks. */
export const blindWorkbooks: readonly BlindWorkbook[] = [
  mediation,
  decisions,
  contracts,
  studySessions,
  trainings,
  lawSavvyPersons,
  villages,
  petitions,
  publicityEvents,
  enforcementCases,
]
