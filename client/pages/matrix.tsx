import type { CountyPlace, Matrix, MatrixCell } from '../api.ts'
import { getMatrix, listHref } from '../api.ts'
import { isZero, points, range } from '../format.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { townshipHref } from '../parts/places.ts'
import { useTitle } from '../parts/title.ts'
import { outcomes } from '../text.ts'

/** 要点×乡镇: tint by points lost, hatch = open, words and shapes beside the colour. */
export const MatrixPage = ({ at }: { at: CountyPlace }) => {
  const page = useLoad('matrix', () => getMatrix(at))
  useTitle(`要点×乡镇 ${at.year}年度`)
  return (
    <Frame at={at} page="matrix">
      <Main>
        <div class="head">
          <h1>要点×乡镇</h1>
          <p class="second">数字为已得分；还没有定的写区间</p>
          <p class="tools">
            <a class="btn btn-s" href={listHref(at, 'matrix')} download>
              Excel
            </a>
            <button class="btn btn-s" type="button" onClick={() => print()}>
              打印
            </button>
          </p>
        </div>
        <Await of={page} what="对照表">
          {(matrix) =>
            matrix.townships.length === 0 || matrix.items.length === 0 ? (
              <Nothing>
                <p>本年度还没有可以对照的乡镇（街道）。</p>
              </Nothing>
            ) : (
              <>
                <div class="note approval">
                  <p>
                    <b>内部比较，不得公布。</b>
                  </p>
                </div>
                <Key />
                <Heat at={at} matrix={matrix} />
              </>
            )
          }
        </Await>
      </Main>
    </Frame>
  )
}

const Key = () => (
  <p class="legend heatkey">
    <span>
      <i class="sw k0">·</i>满分
    </span>
    <span>失分</span>
    <span>
      <i class="sw k1">−</i>0.25以内
    </span>
    <span>
      <i class="sw k2">−</i>0.50以内
    </span>
    <span>
      <i class="sw k3">−</i>1.00以内
    </span>
    <span>
      <i class="sw k4">−</i>1.00以上
    </span>
    <span>
      <i class="sw k0 ko" />
      斜线：还可争取
    </span>
    <span>
      <i class="sw kx">—</i>不适用或尚未施行
    </span>
    <span>
      <i class="sw kx">／</i>不设
    </span>
  </p>
)

// Which of five tints a loss falls into; the figure itself is written in the cell.
const tint = (lost: string): string => {
  const points = Number(lost)
  if (isZero(lost)) return 'k0'
  if (points <= 0.25) return 'k1'
  if (points <= 0.5) return 'k2'
  return points <= 1 ? 'k3' : 'k4'
}

const Heat = ({ at, matrix }: { at: CountyPlace; matrix: Matrix }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
  <section class="scroll heat-scroll wide-print" tabIndex={0} aria-label="考核要点与乡镇对照表，可滚动">
    <table class="tbl heat">
      <thead>
        <tr>
          <th scope="col" class="freeze">
            考核要点（{matrix.items.length}项）
          </th>
          <th scope="col" class="num">
            分值
          </th>
          {matrix.townships.map((one) => (
            <th key={one.id} scope="col" class="tname">
              <a href={townshipHref({ ...at, township: one.id })}>{one.name}</a>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.items.map((item) => (
          <tr key={item.id}>
            <th scope="row" class="freeze">
              {item.number} {item.title}
            </th>
            <td class="num">{points(item.value)}</td>
            {matrix.townships.map((one) => (
              <Cell
                key={one.id}
                href={townshipHref({ ...at, township: one.id }, 'items', item.id)}
                cell={matrix.cells[one.id]?.[item.id]}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const Cell = ({ href, cell }: { href: string; cell: MatrixCell | undefined }) => {
  if (cell === undefined)
    return (
      <td class="kx">
        ／<span class="sr">不设</span>
      </td>
    )
  if (cell.outcome === 'not_in_force' || cell.outcome === 'not_applicable')
    return (
      <td class="kx">
        <a href={href}>
          —<span class="sr">{outcomes[cell.outcome]}</span>
        </a>
      </td>
    )
  const open = cell.low !== cell.high
  const full = !open && isZero(cell.lost)
  return (
    <td class={`${tint(cell.lost)}${open ? ' ko' : ''}`}>
      <a href={href} title={`${outcomes[cell.outcome]}，已失${points(cell.lost)}`}>
        {full ? '·' : range(cell.low, cell.high)}
        <span class="sr">
          {full ? `满分${points(cell.high)}` : `${outcomes[cell.outcome]}，已失${points(cell.lost)}`}
          {open ? '，还可争取' : ''}
        </span>
      </a>
    </td>
  )
}
