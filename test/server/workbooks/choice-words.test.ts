import { describe, expect, it } from 'vitest'
import { choiceMeant } from '../../../server/workbooks/choice-words.ts'

const results = ['达成协议', '未达成协议', '正在调解']
const audits = ['不属于审核范围', '审核通过', '审核未通过', '未经审核']
const bodies = ['镇长（乡长、主任）办公会议', '党政联席会议', '其他会议', '未经集体讨论']
const audiences = ['全体工作人员', '领导干部', '执法人员', '村（社区）干部']
const coercions = ['行政处罚', '行政强制措施', '行政强制执行', '其他执法决定']

describe('a word for a choice', () => {
  it.each([
    ['达成协议', results, '达成协议'],
    ['调解成功', results, '达成协议'],
    ['调解不成功', results, '未达成协议'],
    ['1.正在调解', results, '正在调解'],
    ['通过', audits, '审核通过'],
    ['未通过', audits, '审核未通过'],
    ['乡长办公会', bodies, '镇长（乡长、主任）办公会议'],
    ['党政联席会', bodies, '党政联席会议'],
    ['村干部', audiences, '村（社区）干部'],
    ['社区干部', audiences, '村（社区）干部'],
    ['行政处罚案件', coercions, '行政处罚'],
    ['行政村', ['村', '社区'], '村'],
    ['公开', ['予以公开', '部分公开', '不予公开'], '予以公开'],
  ])('%s is one of them', (text, choices, meant) => {
    expect(choiceMeant(text, choices)).toBe(meant)
  })

  it.each([
    ['拟达成协议', results],
    ['未审核', ['审核']],
    ['会议', bodies],
    ['干部', audiences],
    ['行政强制', coercions],
    ['村改居', ['村', '社区']],
    ['经修改合法', ['合法', '修改后合法', '不合法']],
    ['基本达成协议', results],
    ['有书面意见', ['有书面意见并签名盖章', '有意见未签名盖章', '没有']],
  ])('%s is none of them for certain', (text, choices) => {
    expect(choiceMeant(text, choices)).toBeNull()
  })
})
