/** Papers of a township to take along, each a link that downloads it. */
import { useState } from 'preact/hooks'
import type { Paper, Place } from '../api.ts'
import { paperHref, scoreSheetHref } from '../api.ts'

const titles: Record<Paper, string> = {
  'annual-report': '年度报告（草稿）',
  shortcomings: '存在的不足和原因（草稿）',
  'score-sheet': '自评得分表',
  'problem-list': '问题清单',
}

const drafted: readonly Paper[] = ['annual-report', 'shortcomings']

export const Papers = ({ at }: { at: Place }) => {
  const [sources, setSources] = useState(false)
  return (
    <section class="sheet papers" aria-labelledby="papers">
      <h2 id="papers">导出</h2>
      <p class="tools">
        {(Object.keys(titles) as Paper[]).map((paper) => (
          <a
            key={paper}
            class="btn btn-s"
            href={paperHref(at, paper, sources && drafted.includes(paper))}
            download
          >
            {titles[paper]}Word
          </a>
        ))}
        <a class="btn btn-s" href={scoreSheetHref(at)} download>
          得分表（Excel，公式可核对）
        </a>
        <label class="check">
          <input
            type="checkbox"
            checked={sources}
            onChange={(event) => setSources(event.currentTarget.checked)}
          />
          草稿文后附每个数据的出处
        </label>
      </p>
      <p class="small second">
        按公文格式排好版面，正文用仿宋_GB2312、标题用方正小标宋简体；电脑上没有这些字体时，WPS和Word会用别的字体代替。
      </p>
    </section>
  )
}
