/** How many records an import takes, and what becomes of the score. */
import type { ImportView } from '../api.ts'
import { points, range } from '../format.ts'

type Plan = NonNullable<ImportView['plan']>

export const Counts = ({ counts }: { counts: Plan['counts'] }) => (
  <p role="status">
    新增<b>{counts.added}</b>条，修改<b>{counts.changed}</b>条，相同<b>{counts.unchanged}</b>条
    {counts.removed > 0 && (
      <>
        ，删去<b>{counts.removed}</b>条
      </>
    )}
    {counts.rejected > 0 && (
      <>
        ，<b class="red">有误{counts.rejected}条</b>
      </>
    )}
  </p>
)

export const Effects = ({ effects }: { effects: ImportView['effects'] }) => {
  if (effects.length === 0) return null
  return (
    <section class="sheet flat" aria-label="对得分的影响">
      <h3>导入以后的得分</h3>
      {effects.map(({ township, name, before, after, items }) => (
        <div key={township}>
          <p>
            {name}：百分制{before ? range(before.low, before.high) : '无'}→
            <b>{after ? range(after.low, after.high) : '无'}</b>
            {items.length === 0 && <span class="second">，没有要点的得分改变</span>}
          </p>
          {items.length > 0 && (
            <ul class="small">
              {items.map((item) => (
                <li key={item.id}>
                  {item.title}：{range(item.before.low, item.before.high)}→
                  <b>{range(item.after.low, item.after.high)}</b>
                  {item.before.low === item.after.low && item.before.high === item.after.high && (
                    <span class="second">
                      （按现有登记{points(item.before.onRecord.high)}→{points(item.after.onRecord.high)}）
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  )
}
