/** The smallest pack that carries frames, for tests of the reader. */
import type { FactDeclaration, FactKind, Frame, Item, PackTable, ReportSection } from '../../../rules/pack.ts'

type PartialFrame = Omit<Frame, 'reads' | 'skips'> & Partial<Pick<Frame, 'reads' | 'skips'>>

export const fact = (
  id: string,
  kind: FactKind,
  claims: PartialFrame[],
  more: Partial<FactDeclaration> = {},
): FactDeclaration => ({
  id,
  title: id,
  kind,
  register: 'things',
  claims: claims.map((frame) => ({ reads: {}, skips: [], ...frame })),
  ...more,
})

const sections: ReportSection[] = [
  { id: 'measures', title: '举措', required: true, headings: [['举措', '成效']], status: 'result' },
  { id: 'shortcomings', title: '不足', required: true, headings: [['不足', '问题']], status: 'shortcoming' },
  { id: 'duties', title: '履职', required: true, headings: [['第一责任人']], status: 'result' },
  { id: 'plan', title: '安排', required: true, headings: [['安排', '打算', '下一步']], status: 'plan' },
]

export const tableOf = (facts: FactDeclaration[], more: Partial<PackTable> = {}): PackTable => ({
  id: 'test',
  version: '1',
  title: 'test',
  places: [],
  extends: null,
  issued: false,
  grades: [],
  groups: [],
  rounding: { places: 2 },
  ties: 'share',
  evidenceBy: { yearOffset: 1, date: '04-30', dayItself: 'in_time' },
  causes: {},
  missing: '',
  changes: [],
  dimensions: [],
  items: [] as Item[],
  registers: [{ id: 'things', title: '台账', keeper: 'township', key: [], fields: [], checks: [], facts }],
  laws: [],
  ...{ pools: [], vetoes: [] },
  reading: {
    words: {
      study: ['学法', '专题学习', '集体学习', '集中学习', '学习'],
      review: ['合法性审查', '合法性审核', '审查', '审核'],
      villages: ['村（社区）', '村居', '各村', '行政村', '村', '社区'],
    },
    bodies: { centre_group: ['党委理论学习中心组', '理论学习中心组', '党工委中心组', '中心组'] },
    counters: { sessions: ['次', '场', '场次', '期', '期次', '回', '轮'], items: ['项', '件', '个'] },
  },
  report: { sections },
  ...more,
})

/** The frames that the first pack was sketched with, letter for letter. */
export const sketchFacts = (): FactDeclaration[] => [
  fact('study_sessions.centre_group', 'count', [
    {
      count: 'sessions',
      of: 'study',
      by: 'centre_group',
      not: ['研讨', '旁听'],
      reads: { 中心组学法2次: 2, 全年组织党委中心组开展集体学法4次: 4 },
      skips: ['党委会和中心组共学法8次', '中心组每年学法不少于4次'],
    },
  ]),
  fact('decisions.major', 'count', [
    {
      count: 'items',
      of: '重大行政决策',
      not: ['清单', '目录'],
      reads: { 全年共作出重大行政决策6项: 6, 审议6项重大行政决策: 6 },
      skips: ['审查各类文件6件', '重大行政决策事项清单列入6项'],
    },
  ]),
  fact(
    'decisions.reviewed',
    'share',
    [
      {
        share: 'items',
        of: '重大行政决策',
        with: 'review',
        reads: {
          重大行政决策上会前全部经过合法性审查: 'all',
          对每一项重大行政决策开展合法性审查: 'all',
          年内合法性审查重大行政决策5项: 5,
        },
        skips: ['设立合法性审查岗位', '重大行政决策应当全部经过合法性审查'],
      },
    ],
    { over: 'decisions.major' },
  ),
  fact('villages.total', 'count', [
    {
      count: ['个'],
      of: 'villages',
      with: ['全镇', '全乡', '辖区', '下辖', '共有'],
      reads: { '全镇28个村（社区）': 28, 下辖28个行政村: 28 },
      skips: ['建成28个村级调解室'],
    },
  ]),
  fact(
    'villages.with_adviser',
    'share',
    [
      {
        share: ['个'],
        of: 'villages',
        with: [['法律顾问'], ['配备', '聘请', '落实', '签约', '覆盖']],
        reads: {
          '28个村（社区）均已配备法律顾问': 28,
          各村均配备了法律顾问: 'all',
          '村（社区）法律顾问覆盖率达到95%': '95%',
          实现村居法律顾问全覆盖: 'all',
        },
        skips: ['聘请法律顾问2名'],
      },
    ],
    { over: 'villages.total' },
  ),
  fact('annual_report.published_on', 'date', [
    {
      header: ['发布日期', '发布时间', '公开日期'],
      reads: { '发布日期：2026-03-09': '2026-03-09' },
      skips: ['成文日期：2026-03-09', '发布日期：'],
    },
  ]),
]
