import type { Assessment } from '../../rules/assessment.ts'
import { longDate } from '../format.ts'

const short = (hash: string): string => hash.replace(/^sha256[:-]/, '').slice(0, 8)

/** What the result rests on, at the foot of a page. */
export const Basis = ({ assessment }: { assessment: Assessment }) => (
  <footer class="colophon">
    <p>
      指标体系：{assessment.pack.title}（<code>{assessment.pack.version}</code>，
      <code>{short(assessment.pack.hash)}</code>，{assessment.pack.why}） · 按{longDate(assessment.asOf)}计算
      · 证据 <code>{short(assessment.evidence)}</code> · 节假日表 <code>{short(assessment.holidays)}</code> ·
      计算引擎{assessment.engine}
      。同样的数据、同样的指标体系，任何时候重算，结果相同。
    </p>
  </footer>
)
