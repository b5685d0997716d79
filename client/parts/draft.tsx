/** The drafted 存在的不足和原因: measured shortcomings with their links, the cause a person chooses, next year's measure. */
import { useState } from 'preact/hooks'
import type { Assessment, DraftParagraph, Gap } from '../../rules/assessment.ts'
import type { Place } from '../api.ts'
import { draftHref } from '../api.ts'
import { points } from '../format.ts'
import { causePending } from '../text.ts'
import { LinkedText } from './linked-text.tsx'
import { factHref } from './places.ts'

/** A choice that is being written: shown already, so that it stays where it was put. */
export type Wanted = { item: string; cause: string | null } | { item: string; included: boolean }

export interface DraftProps {
  at: Place
  assessment: Assessment
  wanted: Wanted | null
  onCause: (gap: Gap, cause: string | null) => void
  onInclude: (item: string, included: boolean) => void
}

interface Block {
  item: string | null
  paragraphs: DraftParagraph[]
}

/** Paragraphs of one shortcoming stand together: the sentence, its cause, its measure. */
const blocksOf = (paragraphs: readonly DraftParagraph[]): Block[] => {
  const blocks: Block[] = []
  for (const paragraph of paragraphs) {
    const last = blocks[blocks.length - 1]
    const joins = paragraph.kind === 'cause' || paragraph.kind === 'measure'
    if (joins && last && last.item === paragraph.item) last.paragraphs.push(paragraph)
    else blocks.push({ item: paragraph.item, paragraphs: [paragraph] })
  }
  return blocks
}

export const Draft = (props: DraftProps) => {
  const { at, assessment } = props
  const [copied, setCopied] = useState<string | null>(null)
  const { paragraphs, missing } = assessment.draft
  const own = paragraphs.filter((paragraph) => paragraph.kind === 'own')
  const section = paragraphs.filter((paragraph) => paragraph.kind !== 'own')
  const written = section.filter((paragraph) => paragraph.kind !== 'heading')
  const copy = async () => {
    const text = section.map((paragraph) => paragraph.text).join('\n')
    try {
      await navigator.clipboard.writeText(text)
      setCopied('已复制全文')
    } catch {
      setCopied('浏览器不允许复制。请选中下面的文字，用Ctrl+C复制。')
    }
  }
  return (
    <section class="draft" aria-labelledby="dr">
      <div class="head">
        <h2 id="dr" class="second-title">
          存在的不足和原因（草稿）
        </h2>
        <p class="second small">只写已查明的不足；数字点开即见来源；原因由人选定</p>
        <p class="tools">
          <span class="second small" role="status">
            {copied}
          </span>
          <button class="btn btn-s" type="button" onClick={() => void copy()} disabled={written.length === 0}>
            复制全文
          </button>
          <a class="btn btn-s" href={draftHref(at)} download={`存在的不足和原因-${at.year}.md`}>
            下载Markdown
          </a>
        </p>
      </div>
      <div class="cols draft-cols">
        <article class="doc" aria-label="草稿正文">
          {written.length === 0 && <p>按现有证据，没有查明的不足，不写。</p>}
          {blocksOf(section).map((block) => (
            <BlockOf key={`${block.item ?? 'h'}/${block.paragraphs[0]?.text}`} {...props} block={block} />
          ))}
          {own.length > 0 && (
            <div class="own">
              <h3>本单位自述的不足（报告原文，不改写，是否并入由人定）</h3>
              {own.map((paragraph) => (
                <p key={paragraph.text}>{paragraph.text}</p>
              ))}
            </div>
          )}
        </article>
        <div class="beside">
          <section class="sheet" aria-labelledby="ms">
            <h2 id="ms">
              待补充材料{missing.length}项 <small>不是不足，不自动写入</small>
            </h2>
            {missing.length === 0 ? (
              <p class="second">没有待补充的材料。</p>
            ) : (
              <>
                <p class="small second">勾选后写作“工作记录未按要求保存”，不写作“没有开展”。</p>
                <ul class="missing">
                  {missing.map((entry) => (
                    <Missing key={entry.item} {...props} entry={entry} />
                  ))}
                </ul>
              </>
            )}
          </section>
        </div>
      </div>
    </section>
  )
}

const Missing = ({
  assessment,
  wanted,
  onInclude,
  entry,
}: DraftProps & { entry: { item: string; text: string } }) => {
  const item = assessment.items.find((one) => one.id === entry.item)
  const gap = assessment.gaps.find((one) => one.item === entry.item)
  const paragraphs = assessment.draft.paragraphs
  const included = paragraphs.some((one) => one.kind === 'missing' && one.item === entry.item)
  // An item with a measured shortcoming is told already; its missing papers need no second paragraph.
  const told = paragraphs.some((one) => one.kind === 'shortcoming' && one.item === entry.item)
  return (
    <li>
      <label class="check">
        <input
          type="checkbox"
          checked={wanted?.item === entry.item && 'included' in wanted ? wanted.included : included}
          disabled={told}
          onChange={(event) => onInclude(entry.item, event.currentTarget.checked)}
        />
        <span>
          {item?.number}　{entry.text}
          {told && <span class="second small">（已写入不足）</span>}
        </span>
      </label>
      <b class="num">{gap ? points(gap.open) : ''}</b>
    </li>
  )
}

const BlockOf = ({ at, assessment, wanted, onCause, block }: DraftProps & { block: Block }) => {
  const titles = new Map(assessment.items.flatMap((item) => item.facts.map((fact) => [fact.id, fact.title])))
  const gap = assessment.gaps.find((one) => one.item === block.item)
  const href = (fact: string) => {
    const item =
      block.item ?? assessment.items.find((one) => one.facts.some((found) => found.id === fact))?.id ?? ''
    return factHref(at, item, fact)
  }
  return (
    <div class="para">
      {block.paragraphs.map((paragraph) => {
        const linked = (
          <LinkedText text={paragraph.text} spans={paragraph.spans} href={href} titles={titles} />
        )
        if (paragraph.kind === 'heading')
          return (
            <h3 key={paragraph.text} class="dh">
              {paragraph.text}
            </h3>
          )
        if (paragraph.kind === 'cause' && gap && gap.causes.length > 0)
          return (
            <Cause key={paragraph.kind} paragraph={paragraph} gap={gap} wanted={wanted} onCause={onCause} />
          )
        return (
          <p key={paragraph.text} class={paragraph.kind === 'measure' ? 'plan' : undefined}>
            {linked}
          </p>
        )
      })}
    </div>
  )
}

/** The sentence of the cause with the pack's short list in the place of the cause itself. */
const Cause = ({
  paragraph,
  gap,
  wanted,
  onCause,
}: {
  paragraph: DraftParagraph
  gap: Gap
  wanted: Wanted | null
  onCause: DraftProps['onCause']
}) => {
  const chosen = gap.causes.find((cause) => cause.id === gap.cause)
  const picked = wanted?.item === gap.item && 'cause' in wanted ? wanted.cause : gap.cause
  const words = chosen?.text ?? causePending
  const at = paragraph.text.indexOf(words)
  const before = at < 0 ? paragraph.text : paragraph.text.slice(0, at)
  const after = at < 0 ? '' : paragraph.text.slice(at + words.length)
  return (
    <p>
      {before}
      <label class={`cause${chosen ? '' : ' todo'}`}>
        <span class="sr">{gap.title}的原因</span>
        <select
          class="select"
          value={picked ?? ''}
          onChange={(event) =>
            onCause(gap, event.currentTarget.value === '' ? null : event.currentTarget.value)
          }
        >
          <option value="">{causePending}</option>
          {gap.causes.map((cause) => (
            <option key={cause.id} value={cause.id}>
              {cause.text}
            </option>
          ))}
        </select>
      </label>
      {after}
    </p>
  )
}
