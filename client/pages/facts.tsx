import { useState } from 'preact/hooks'
import type { FactEntry, Place } from '../api.ts'
import { listFacts } from '../api.ts'
import { valueText } from '../format.ts'
import { FindInput } from '../parts/finder.tsx'
import { Frame, Main } from '../parts/frame.tsx'
import { ItemLinks } from '../parts/item-links.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { strengthText } from '../parts/marks.tsx'
import { townshipHref } from '../parts/places.ts'
import { canBeStated, StatementForm } from '../parts/statement.tsx'
import { useTitle } from '../parts/title.ts'

/** Not decided: nothing is known of it, or only bounds. */
const isOpen = (fact: FactEntry): boolean =>
  fact.state === 'unknown' || (fact.state === 'known' && fact.value === undefined)

/** 填报值: all facts, what is known of each, and a form for those nobody has rows for. */
export const FactsPage = ({ at }: { at: Place }) => {
  const list = useLoad('facts', () => listFacts(at))
  const [wanted, setWanted] = useState('')
  const [unknownOnly, setUnknownOnly] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  useTitle(`填报值 ${at.year}年度`)
  const fits = (fact: FactEntry) =>
    (wanted.trim() === '' || fact.title.includes(wanted.trim())) && (!unknownOnly || isOpen(fact))
  return (
    <Frame at={at} page="facts">
      <Main>
        <div class="head">
          <h1>填报值</h1>
          <p class="second">
            还没有逐条记录的数据项，可以先填报总数和文号。以后登记了逐条记录，再以记录为准。
          </p>
        </div>
        <Await of={list} what="数据项">
          {({ facts }) => (
            <>
              <p class="tools filter">
                <FindInput label="查找数据项" hint="名称" value={wanted} onChange={setWanted} />
                <label class="check">
                  <input
                    type="checkbox"
                    checked={unknownOnly}
                    onChange={(event) => setUnknownOnly(event.currentTarget.checked)}
                  />
                  只看未定的{facts.filter(isOpen).length}个
                </label>
              </p>
              {facts.filter(fits).length === 0 ? (
                <Nothing>
                  <p>没有符合的数据项。</p>
                </Nothing>
              ) : (
                <table class="tbl factstbl">
                  <thead>
                    <tr>
                      <th scope="col">数据项</th>
                      <th scope="col">现在的值</th>
                      <th scope="col">证明程度</th>
                      <th scope="col">填报值</th>
                      <th scope="col">用于</th>
                      <th scope="col">
                        <span class="sr">操作</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {facts.filter(fits).map((fact) => (
                      <FactRow
                        key={fact.id}
                        at={at}
                        fact={fact}
                        open={open === fact.id}
                        onOpen={(shown) => setOpen(shown ? fact.id : null)}
                        onChanged={list.reload}
                      />
                    ))}
                  </tbody>
                </table>
              )}
            </>
          )}
        </Await>
      </Main>
    </Frame>
  )
}

const FactRow = ({
  at,
  fact,
  open,
  onOpen,
  onChanged,
}: {
  at: Place
  fact: FactEntry
  open: boolean
  onOpen: (open: boolean) => void
  onChanged: () => Promise<void>
}) => (
  <>
    <tr class={open ? 'sel' : undefined}>
      <th scope="row">{fact.title}</th>
      <td>{fact.text}</td>
      <td class="second">{strengthText(fact.strength)}</td>
      <td>
        {fact.statement ? (
          valueText(fact.statement.value, fact.unit, fact.statement.hedge)
        ) : (
          <span class="dim">未填报</span>
        )}
      </td>
      <td class="items">
        {fact.items.length > 0 ? <ItemLinks at={at} items={fact.items} /> : <span class="dim">不计分</span>}
      </td>
      <td class="act">
        {canBeStated(fact) ? (
          <button class="btn btn-s" type="button" aria-expanded={open} onClick={() => onOpen(!open)}>
            {open ? '收起' : fact.statement ? '更正' : '填报'}
            <span class="sr">{fact.title}</span>
          </button>
        ) : (
          <a class="btn btn-s" href={townshipHref(at, 'registers', fact.register)}>
            逐条登记<span class="sr">{fact.title}</span>
          </a>
        )}
      </td>
    </tr>
    {open && (
      <tr class="edit">
        <td colSpan={6}>
          <StatementForm key={fact.statement?.version ?? 0} at={at} fact={fact} onChanged={onChanged} />
        </td>
      </tr>
    )}
  </>
)
