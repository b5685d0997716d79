import { expect, it } from 'vitest'
import type { DraftParagraph } from '../../rules/assessment.ts'
import { draftMarkdown } from '../../server/draft-markdown.ts'

const paragraph = (kind: DraftParagraph['kind'], text: string): DraftParagraph => ({
  kind,
  text,
  item: null,
  facts: [],
  spans: [],
})

it('the draft as Markdown says what it says, whatever marks its texts hold', () => {
  const text = draftMarkdown({
    draft: {
      paragraphs: [
        paragraph('heading', '一、*不足*'),
        paragraph('shortcoming', '“[修桥](http://evil.example)”未经审查'),
        paragraph('cause', '- 人员<b>不足</b>'),
        paragraph('own', '自述\n> 第_二_行'),
      ],
      missing: [{ item: 'a', text: '`甲`、|乙|' }],
    },
    township: { name: '#东桥镇', kind: '镇', year: 2025 },
    pack: { id: 'p', version: '1_a', hash: 'h', why: '', title: '示例*指标*' },
    asOf: '2026-04-30',
  })
  expect(text.split('\n\n')).toEqual([
    '## 一、\\*不足\\*',
    '“\\[修桥\\](http://evil.example)”未经审查',
    '\\- 人员\\<b\\>不足\\</b\\>',
    '## 本单位自述的不足（报告原文）',
    '> 自述<br>\\> 第\\_二\\_行',
    '## 待补充材料',
    '- \\`甲\\`、\\|乙\\|',
    '\\#东桥镇，示例\\*指标\\*（1\\_a），截至2026-04-30。草稿，供人核改。\n',
  ])
})
