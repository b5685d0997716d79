import { describe, expect, it } from 'vitest'
import { otherTownships } from '../../client/parts/named-townships.ts'

describe('the townships a report names as its own', () => {
  it.each([
    ['东桥镇2025年度法治政府建设情况报告', null, []],
    ['东桥镇人民政府关于2025年度法治政府建设情况的报告', '中共桥梁县东桥镇委员会', []],
    ['2025年度法治政府建设情况报告（砚泠镇）', null, ['砚泠镇']],
    ['法治政府建设情况报告', '砚泠镇人民政府', ['砚泠镇人民政府']],
    ['东桥镇2025年度法治政府建设情况报告（砚泠镇）', '东桥镇', ['砚泠镇']],
    ['2025年度乡镇法治政府建设情况报告（送审稿）', null, []],
  ])('%s / %s → %j', (title, organisation, others) => {
    expect(otherTownships({ title, organisation }, '东桥镇')).toEqual(others)
  })
})
