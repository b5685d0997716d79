import { describe, expect, it } from 'vitest'
import { type Block, blocksHtml, blocksMarkdown } from '../../server/documents/blocks.ts'

const blocks: Block[] = [
  { kind: 'title', text: '甲<b>表', under: ['2025年度'] },
  { kind: 'heading', level: 2, text: '一、*总表*' },
  { kind: 'text', text: '共2项 & 其他' },
  { kind: 'list', items: ['- 甲', '乙'] },
  { kind: 'table', columns: [{ title: '名称' }, { title: '分', right: true }], rows: [['甲|乙', '1']] },
  {
    kind: 'fields',
    fields: [
      ['条款', '满足"甲"的'],
      ['依据', ['一', '二']],
    ],
  },
  { kind: 'signatures', names: ['审核', '日期'] },
]

describe('a document of blocks', () => {
  it('is Markdown in which no text counts as a mark', () => {
    expect(blocksMarkdown(blocks)).toBe(`# 甲\\<b\\>表

2025年度

## 一、\\*总表\\*

共2项 \\& 其他

- \\- 甲
- 乙

| 名称 | 分 |
| --- | ---: |
| 甲\\|乙 | 1 |

- **条款**：满足"甲"的
- **依据**：
  - 一
  - 二

审核：　　　　日期：
`)
  })

  it('is a page in which no text counts as an element', () => {
    const page = blocksHtml('甲<表', blocks)
    expect(page).toContain('<title>甲&lt;表</title>')
    expect(page).toContain('<h1>甲&lt;b&gt;表</h1>')
    expect(page).toContain('<tr><th scope="row">条款</th><td>满足&quot;甲&quot;的</td></tr>')
    expect(page).toContain('<td>甲|乙</td><td class="right">1</td>')
    expect(page).not.toContain('<b>')
  })
})
