/** The reason of an item on its thread: 条款 → 依据 → 数据项 → 计算 → 结果; 怎样改变 stands below. */
import type { ComponentChildren } from 'preact'
import type { Assessment, FactView, ItemResult, ReasonStep } from '../../rules/assessment.ts'
import type { Binding } from '../../rules/pack.ts'
import type { FactEntry, Place } from '../api.ts'
import { dateSpan, isZero, longDate, range, signed } from '../format.ts'
import { factStates } from '../text.ts'
import { IntervalBar, Threes } from './interval.tsx'
import { BasisMarks, RowMark, strengthText } from './marks.tsx'
import { factAnchor, townshipHref } from './places.ts'
import { resultOf } from './row-results.ts'
import { statementText } from './statement.tsx'

/** The marks of the citations, each pair once. */
const marksOf = (basis: readonly ReasonStep[]): { binding: Binding | null; checked: string | null }[] => {
  const marks = new Map(
    basis.map((step) => [
      `${step.binding} ${step.checked}`,
      { binding: step.binding ?? null, checked: step.checked ?? null },
    ]),
  )
  return [...marks.values()].filter(({ binding, checked }) => binding !== null || checked !== null)
}

const isIsoDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

interface Around {
  at: Place
  assessment: Assessment
  /** Facts with what was typed in for them, by id. */
  entries: ReadonlyMap<string, FactEntry>
  /** The fact a link led to. */
  marked: string | null
}

/** The thread of an item or of a line of a pool; `children` is its result. */
export const Explanation = ({
  title,
  steps,
  facts,
  children,
  ...around
}: Around & {
  title: string
  steps: readonly ReasonStep[]
  facts: readonly FactView[]
  children: ComponentChildren
}) => {
  const of = (kind: ReasonStep['kind']) => steps.filter((step) => step.kind === kind)
  const clause = of('clause')
  const basis = of('basis')
  const arithmetic = of('calculation')
  const notes = of('note')
  const changes = of('change')
  return (
    <>
      <h2 id="why">{title}</h2>
      <ol class="line">
        {clause.length > 0 && (
          <li>
            <h3>条款</h3>
            {clause.map((step) => (
              <p key={step.text} class="quote">
                {step.text}
              </p>
            ))}
          </li>
        )}
        {basis.length > 0 && (
          <li>
            <h3>依据</h3>
            {basis.map((step) => (
              <p key={step.text}>{step.text}</p>
            ))}
            {marksOf(basis).map(({ binding, checked }) => (
              <BasisMarks key={`${binding} ${checked}`} binding={binding} checked={checked} />
            ))}
          </li>
        )}
        {facts.length > 0 && (
          <li>
            <h3>数据项</h3>
            {facts.map((fact) => (
              <FactLines key={fact.id} {...around} fact={fact} />
            ))}
          </li>
        )}
        {(arithmetic.length > 0 || notes.length > 0) && (
          <li>
            <h3>计算</h3>
            {arithmetic.map((step) => (
              <p key={step.text} class="calc-line">
                {step.text}
              </p>
            ))}
            {notes.map((step) => (
              <p key={step.text} class="small second">
                {step.text}
              </p>
            ))}
          </li>
        )}
        <li class="bob">
          <h3>结果</h3>
          {of('result').map((step) => (
            <p key={step.text}>{step.text}</p>
          ))}
          {children}
        </li>
      </ol>
      {changes.length > 0 && <Changes steps={changes} />}
    </>
  )
}

/** The result of an item: its bar, its three numbers, and how well it is proven. */
export const ItemResultLines = ({ item }: { item: ItemResult }) =>
  item.outcome === 'not_in_force' ? null : (
    <>
      <IntervalBar node={item} />
      <Threes node={item} />
      {item.exact && (
        <p class="small second">
          实为
          {item.exact.low === item.exact.high ? item.exact.low : `${item.exact.low}—${item.exact.high}`}
          ，显示两位，内部不舍入。
        </p>
      )}
      <p class="small second">证明程度：{strengthText(item.strength)}</p>
    </>
  )

/** Heading of the reason of an item or a line of a pool. */
export const reasonTitle = (node: { low: string; high: string }, outcome?: ItemResult['outcome']): string =>
  outcome === 'not_in_force' ? '这一项为什么不计分' : `这${range(node.low, node.high)}分是怎么来的`

const Changes = ({ steps }: { steps: readonly ReasonStep[] }) => (
  <>
    <h3 class="change">怎样改变</h3>
    <table class="tbl tbl-s">
      <thead>
        <tr>
          <th scope="col">办法</th>
          <th scope="col" class="num">
            分
          </th>
          <th scope="col">期限</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.text}>
            <td>{step.text}</td>
            <td class="num">{step.gain === undefined ? '' : isZero(step.gain) ? '0' : signed(step.gain)}</td>
            <td class="nowrap">
              {step.by === undefined ? '' : isIsoDate(step.by) ? longDate(step.by) : step.by}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </>
)

const FactLines = ({ at, fact, marked, assessment, entries }: Around & { fact: FactView }) => {
  const entry = entries.get(fact.id)
  const rows = fact.rows.map((row) => ({ ...row, result: resultOf(row.result, entry?.kind) }))
  const wanting = rows.filter((row) => row.result === 'fail' || row.result === 'doubt')
  const settled = rows.filter((row) => row.result === 'pass' || row.result === 'counted')
  const findings = assessment.findings.filter((finding) => finding.fact === fact.id)
  // What a finding says whole is not said again in short.
  const notes = fact.notes.filter((note) => !findings.some((finding) => finding.text.includes(note)))
  const { statement } = entry ?? {}
  return (
    <div class={`fact${marked === fact.id ? ' marked' : ''}`} id={factAnchor(fact.id)} tabIndex={-1}>
      <dl class="facts">
        <div>
          <dt>{fact.title}</dt>
          <dd>
            <b>{fact.text}</b>
            <span class="dim">
              {fact.state === 'known' ? '' : `${factStates[fact.state]} · `}
              {strengthText(fact.strength)}
            </span>
          </dd>
        </div>
      </dl>
      {findings.map((finding) => (
        <p key={finding.text} class="small finding">
          <b>请核对：</b>
          {finding.text}
        </p>
      ))}
      {notes.map((note) => (
        <p key={note} class="small second">
          {note}
        </p>
      ))}
      {statement && entry && <p class="small">填报值：{statementText(entry, statement)}</p>}
      {fact.quotes.map((quote) => (
        <p key={quote.claim} class="small">
          报告原文：
          <a href={`${townshipHref(at, 'report')}#claim-${quote.claim}`} class="quote">
            “{quote.quote}”
          </a>
        </p>
      ))}
      {wanting.length > 0 && (
        <ul class="short">
          {wanting.map((row) => (
            <li key={`${row.register}/${row.id}`}>
              <RowMark result={row.result} />
              <a href={`${townshipHref(at, 'registers', row.register)}#row-${row.id}`}>{row.label}</a>
            </li>
          ))}
        </ul>
      )}
      {settled.length > 0 && (
        <details class="small">
          <summary>
            {settled.length}条记录{settled[0]?.result === 'counted' ? '计入' : '达标'}
          </summary>
          <ul class="short">
            {settled.map((row) => (
              <li key={`${row.register}/${row.id}`}>
                <a href={`${townshipHref(at, 'registers', row.register)}#row-${row.id}`}>{row.label}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {fact.strength === null && fact.state === 'unknown' && (
        <p class="small second">
          没有记录、填报值或已采信的陈述，按未知计，不按没有计（截至{longDate(assessment.asOf)}）。
        </p>
      )}
    </div>
  )
}

/** Span of two days, for the item's head. */
export const datesText = (item: Pick<ItemResult, 'actBy' | 'evidenceBy'>): string =>
  item.actBy === item.evidenceBy
    ? `办理和举证期限${dateSpan(item.actBy, item.actBy)}`
    : `办理期限${longDate(item.actBy)}，举证期限${longDate(item.evidenceBy)}`
