/** 加分和扣分: what each pool adds or takes, capped, and its lines with their reasons. */
import type { PointsRange, PoolView } from '../../rules/assessment.ts'
import type { Place } from '../api.ts'
import { isZero, range } from '../format.ts'
import { townshipHref } from './places.ts'

/** Points of a pool with the sign they have in the score; nothing has none. */
export const poolPoints = (sign: PoolView['sign'], { low, high }: PointsRange): string => {
  const text = range(low, high)
  if (isZero(low) && isZero(high)) return text
  return low === high ? `${sign === 'plus' ? '+' : '−'}${text}` : `${sign === 'plus' ? '加' : '扣'}${text}`
}

const words = { plus: '加分', minus: '扣分' } as const

export const Pools = ({ at, pools }: { at: Place; pools: readonly PoolView[] }) =>
  pools.length === 0 ? null : (
    <section class="sheet" aria-labelledby="pools">
      <h2 id="pools">
        加分和扣分 <small>在基础分之外，各有封顶</small>
      </h2>
      <table class="tbl tbl-s">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">性质</th>
            <th scope="col" class="num">
              封顶
            </th>
            <th scope="col" class="num">
              现在计
            </th>
            <th scope="col" class="num">
              按现有记录
            </th>
          </tr>
        </thead>
        {pools.map((pool) => (
          <tbody key={pool.id}>
            <tr>
              <th scope="row">
                <b>{pool.title}</b>
                {pool.notes?.map((note) => (
                  <p key={note} class="small second">
                    {note}。
                  </p>
                ))}
              </th>
              <td>{words[pool.sign]}</td>
              <td class="num">{pool.cap}</td>
              <td class="num">
                <b>{poolPoints(pool.sign, pool)}</b>
              </td>
              <td class="num">{poolPoints(pool.sign, pool.onRecord)}</td>
            </tr>
            {pool.lines.map((line) => (
              <tr key={line.id}>
                <th scope="row" class="inner">
                  <a href={townshipHref(at, 'items', line.id)}>{line.title}</a>
                  <p class="small second">{line.reason.text}</p>
                </th>
                <td />
                <td />
                <td class="num">{poolPoints(pool.sign, line)}</td>
                <td />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
