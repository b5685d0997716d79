/** How long workbooks take: a long ledger looked at, a county's filled workbooks taken in; and the memory they need. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Evidence, emptyEvidence } from '../../rules/evidence.ts'
import { parseEvidence } from '../../rules/evidence-file.ts'
import { loadPackFromDisk } from '../../server/packs.ts'
import { writeXlsx } from '../../server/workbooks/hucre.ts'
import { planInto } from '../../server/workbooks/into-evidence.ts'
import { readWorkbook } from '../../server/workbooks/read-workbook.ts'
import { touchedTownships, withImport } from '../../server/workbooks/take-over.ts'
import { townshipWorkbook } from '../../server/workbooks/write-workbook.ts'
import { atMost, type Figure, timeOfAsync } from './figures.ts'

const pack = loadPackFromDisk('national')
const demo = join(import.meta.dirname, '../../rules/packs/national/demo/xiangyue.yaml')

/** A ledger of so many petitions under headers of somebody's own, dates and marks as people write them. */
function ledger(rows: number): Promise<Uint8Array> {
  const day = (index: number) => `2025/${(index % 12) + 1}/${(index % 27) + 1}`
  return writeXlsx({
    sheets: [
      {
        name: '信访事项',
        rows: [
          ['2025年度信访事项登记表'],
          ['序号', '信访事项编号', '收到日期', '书面告知日期', '受理', '办结日期', '备注'],
          ...Array.from({ length: rows }, (_, index) => [
            index + 1,
            `信〔2025〕${index + 1}号`,
            day(index),
            day(index),
            '√',
            day(index),
            '',
          ]),
        ],
      },
    ],
  }) as Promise<Uint8Array>
}

async function take(bytes: Uint8Array, file: string, evidences: readonly Evidence[]): Promise<Evidence[]> {
  const plan = planInto(await readWorkbook(bytes, file), {
    pack,
    year: 2025,
    evidences,
    township: evidences.length === 1 ? evidences[0]!.township : null,
    mode: 'append',
    sheets: {},
    remembered: () => undefined,
  })
  return touchedTownships(plan).map((id) =>
    withImport(plan, id, evidences.find(({ township }) => township === id)!),
  )
}

/** What the process grew by at most while something ran, in megabytes. */
async function growthOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  await work()
  clearInterval(watch)
  return (Math.max(most, process.memoryUsage.rss()) - before) / 1024 / 1024
}

export async function workbookFigures(): Promise<Figure[]> {
  const [filled] = parseEvidence(readFileSync(demo, 'utf8'), 'xiangyue.yaml', pack.table).envelopes
  const townships = Array.from({ length: 20 }, (_, index) => `示例${index + 1}镇`)
  const books: { township: string; bytes: Uint8Array }[] = []
  for (const township of townships)
    books.push({ township, bytes: await townshipWorkbook(pack, { ...filled!, township }) })
  const empty = townships.map((township) => emptyEvidence(township, '镇', 2025))
  const takeAll = async () => {
    for (const { township, bytes } of books) await take(bytes, `${township}.xlsx`, empty)
  }
  const long = await ledger(5000)
  const preview = () => take(long, '信访.xlsx', [empty[0]!])
  const grown = await growthOf(takeAll)
  return [
    atMost('preview of a ledger of 5,000 rows', (await timeOfAsync(preview, 3)) / 1000, 's', 1),
    atMost('twenty filled workbooks taken in', (await timeOfAsync(takeAll, 3)) / 1000, 's', 10),
    atMost('memory twenty filled workbooks need', grown, 'MB', 700),
  ]
}
