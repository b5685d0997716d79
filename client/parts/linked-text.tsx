/** A drafted sentence whose numbers are links to the facts they come from. Offsets are code points. */
import type { ComponentChildren } from 'preact'
import type { Span } from '../../rules/assessment.ts'

export const LinkedText = ({
  text,
  spans,
  href,
  titles,
}: {
  text: string
  spans: readonly Span[]
  href: (fact: string) => string
  titles: ReadonlyMap<string, string>
}) => {
  const characters = Array.from(text)
  const parts: ComponentChildren[] = []
  let done = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < done) continue
    parts.push(characters.slice(done, span.start).join(''))
    parts.push(
      <a
        key={span.start}
        class="n"
        href={href(span.fact)}
        title={`来源：${titles.get(span.fact) ?? span.fact}`}
      >
        {characters.slice(span.start, span.end).join('')}
      </a>,
    )
    done = span.end
  }
  parts.push(characters.slice(done).join(''))
  return <>{parts}</>
}
