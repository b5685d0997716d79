/** The reason of an item on its thread: 条款 → 依据 → 数据项 → 计算 → 结果; 怎样改变 stands below. */
import type { Assessment, FactView, ItemResult, ReasonStep } from '../../rules/assessment.ts'
import type { Binding } from '../../rules/pack.ts'
import type { Place } from '../api.ts'
import { dateSpan, isZero, longDate, range, signed } from '../format.ts'
import { factStates } from '../text.ts'
import { IntervalBar, Threes } from './interval.tsx'
import { BasisMarks, Mark, RowMark, strengthText } from './marks.tsx'
import { factAnchor, townshipHref } from './places.ts'

const stepsOf = (item: ItemResult, kind: ReasonStep['kind']) =>
  item.reason.steps.filter((step) => step.kind === kind)

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

export const Explanation = ({
  at,
  item,
  assessment,
  marked,
}: {
  at: Place
  item: ItemResult
  assessment: Assessment
  /** The fact a link led to. */
  marked: string | null
}) => {
  const clause = stepsOf(item, 'clause')
  const basis = stepsOf(item, 'basis')
  const arithmetic = stepsOf(item, 'calculation')
  const notes = stepsOf(item, 'note')
  const results = stepsOf(item, 'result')
  const changes = stepsOf(item, 'change')
  return (
    <>
      <h2 id="why">
        {item.outcome === 'not_in_force'
          ? '这一项为什么不计分'
          : `这${range(item.low, item.high)}分是怎么来的`}
      </h2>
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
        {item.facts.length > 0 && (
          <li>
            <h3>数据项</h3>
            {item.facts.map((fact) => (
              <FactLines
                key={fact.id}
                at={at}
                fact={fact}
                marked={marked === fact.id}
                assessment={assessment}
              />
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
          {results.map((step) => (
            <p key={step.text}>{step.text}</p>
          ))}
          {item.outcome !== 'not_in_force' && (
            <>
              <IntervalBar node={item} />
              <Threes node={item} />
              {item.exact && (
                <p class="small second">
                  实为
                  {item.exact.low === item.exact.high
                    ? item.exact.low
                    : `${item.exact.low}—${item.exact.high}`}
                  ，显示两位，内部不舍入。
                </p>
              )}
              <p class="small second">证明程度：{strengthText(item.strength)}</p>
            </>
          )}
        </li>
      </ol>
      {changes.length > 0 && (
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
              {changes.map((step) => (
                <tr key={step.text}>
                  <td>{step.text}</td>
                  <td class="num">
                    {step.gain === undefined ? '' : isZero(step.gain) ? '0' : signed(step.gain)}
                  </td>
                  <td class="nowrap">
                    {step.by === undefined ? '' : isIsoDate(step.by) ? longDate(step.by) : step.by}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  )
}

const FactLines = ({
  at,
  fact,
  marked,
  assessment,
}: {
  at: Place
  fact: FactView
  marked: boolean
  assessment: Assessment
}) => {
  const wanting = fact.rows.filter((row) => row.result !== 'pass')
  const passing = fact.rows.filter((row) => row.result === 'pass')
  return (
    <div class={`fact${marked ? ' marked' : ''}`} id={factAnchor(fact.id)} tabIndex={-1}>
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
      {fact.notes.map((note) => (
        <p key={note} class="small second">
          {note}
        </p>
      ))}
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
      {passing.length > 0 && (
        <details class="small">
          <summary>{passing.length}条记录达标</summary>
          <ul class="short">
            {passing.map((row) => (
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

/** An outcome that has no points. */
export const OutOfForce = () => <Mark shape="notinforce" word="尚未施行，不计入分值" />
