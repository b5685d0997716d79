/** By hand: government information disclosure. */
import { filled, type Hand, isBefore, isWithin, members, text, withinWorkdays, workdays } from './hand.ts'

const topics = [
  '贯彻落实农业农村政策情况',
  '农田水利工程建设运营情况',
  '农村土地承包经营权流转情况',
  '宅基地使用情况审核情况',
  '土地征收情况',
  '房屋征收情况',
  '筹资筹劳情况',
  '社会救助情况',
]
const reportParts = [
  '主动公开情况',
  '依申请公开情况',
  '行政复议和行政诉讼情况',
  '存在的问题和改进情况',
  '工作考核、社会评议和责任追究情况',
  '其他需要报告的事项',
]

/** Adds the points of the fifth dimension. */
export function scoreDisclosure(hand: Hand): void {
  const { year, kind, rows, inYear, start, end } = hand
  const published = (name: string) => rows('published_reports').filter((row) => row.kind === name)

  const reports = published('政府信息公开工作年度报告')
  hand.yesNo(
    'dis-annual-report',
    [2, 1],
    reports.some((row) => isWithin(row.published_on, `${year + 1}-01-01`, `${year + 1}-01-31`)),
  )
  hand.yesNo(
    'dis-annual-content',
    [1, 1],
    reports.some(
      (row) => row.official_format === true && reportParts.every((name) => members(row.parts).includes(name)),
    ),
  )
  hand.yesNo(
    'dis-guide-catalog',
    [1, 2],
    ['政府信息公开指南', '政府信息公开目录'].every((name) =>
      published(name).some((row) => isWithin(row.published_on, start, end)),
    ),
  )

  hand.share('dis-request-20wd', [2, 1], inYear('disclosure_requests', 'received_on'), (row) => {
    if (!filled(row.answered_on)) return false
    const days = workdays(row.received_on, row.answered_on) - Number(row.third_party_days)
    return days <= 20 || (row.extension_approved === true && row.extension_notified === true && days <= 40)
  })
  hand.share(
    'dis-correction-7wd',
    [1, 2],
    inYear('disclosure_requests', 'received_on').filter((row) => filled(row.first_received_on)),
    (row) => row.correction_once === true && withinWorkdays(row.first_received_on, row.correction_on, 7),
  )

  const listed = rows('disclosure_items').filter((row) => row.entry === '公开的信息')
  hand.share(
    'dis-proactive-20wd',
    [1, 1],
    listed.filter((row) => isWithin(row.formed_on, start, end)),
    (row) => withinWorkdays(row.formed_on, row.published_on, 20),
  )
  if (kind === '街道') return
  // What an earlier year published counts as long as it holds.
  const none = rows('disclosure_items').filter((row) => row.entry === '本年没有此类事项')
  const current = listed.filter(
    (row) =>
      isWithin(row.published_on, start, end) || (row.current === true && isBefore(row.published_on, start)),
  )
  hand.share('dis-township-topics', [1, 1], topics, (topic) =>
    [...none, ...current].some((row) => text(row.topic) === topic),
  )
}
