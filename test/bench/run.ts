/**
 * `npm run bench [-- --json]`: how fast the product is, each figure beside what it aims at. Figures of the API are shares
 * of bare handlers measured in the same run, because absolute ones vary by a third from run to run. No test asserts them.
 *
 * A bare handler is Hono without anything of ours, over a file of its own with the same settings (WAL, synchronous FULL):
 * asked with the same request, it answers the same bytes. To read, it selects them by key; to save, it parses the body and
 * commits one insert of it. Ours checks the request, finds the place, guards the version, scores and hashes the township,
 * and commits change, score and audit entry in one transaction.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Hono } from 'hono'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { assess } from '../../rules/assess.ts'
import { viewAssessment } from '../../rules/assessment-view.ts'
import { type Evidence, emptyEvidence } from '../../rules/evidence.ts'
import { reconcileClaims } from '../../rules/facts.ts'
import { readReport } from '../../rules/reading/index.ts'
import { createApp } from '../../server/app.ts'
import { drawTerminal } from '../../server/commands/sheet.ts'
import { seedDemo } from '../../server/demo.ts'
import { decodeText } from '../../server/documents/decode.ts'
import { engine } from '../../server/engine.ts'
import { hashOf } from '../../server/hash.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'
import { atLeast, atMost, type Figure, median, timeOf } from './figures.ts'
import { paperFigures } from './papers.ts'
import { engineFigures } from './scale.ts'
import { workbookFigures } from './workbooks.ts'

const today = '2026-11-24'
const root = join(import.meta.dirname, '../..')
const pack = loadPackFromDisk('shandong')

/** Calls a second, one after another, for a moment. */
async function rateOf(call: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  let calls = 0
  while (performance.now() - started < 100) {
    await call()
    calls++
  }
  return (calls * 1000) / (performance.now() - started)
}

/** Ours ÷ bare, measured in turns so that a busy machine burdens both. */
async function shareOf(ours: () => Promise<unknown>, bare: () => Promise<unknown>): Promise<number> {
  await rateOf(ours)
  await rateOf(bare)
  const shares: number[] = []
  for (let round = 0; round < 21; round++) shares.push((await rateOf(ours)) / (await rateOf(bare)))
  return median(shares)
}

// --- in process ----------------------------------------------------------------------------------------------------

function scoreAndView(evidence: Evidence, read: ReturnType<typeof readReport> | null) {
  const { table, hash } = holidays()
  const result = assess(pack.pack, evidence, { today, holidays: table })
  return viewAssessment(result, {
    packHash: pack.hash,
    packWhy: 'bench',
    engine,
    holidaysHash: hash,
    evidenceHash: hashOf(evidence),
    township: evidence.township,
    document: read?.document ?? null,
    claims: evidence.claims,
  })
}

/** The published report the design was written on where it is at hand, else the report of the fictional township. */
function reportBytes(): Uint8Array {
  const seed = join(root, '../shared/seed/report-2022.txt')
  return readFileSync(existsSync(seed) ? seed : join(root, 'rules/packs/shandong/demo/wangxi.txt'))
}

function assessReport(bytes: Uint8Array) {
  const read = readReport(decodeText(bytes, 'report.txt'), pack.reading)
  const bare = emptyEvidence(read.document.organisation ?? '', '镇', read.document.year ?? 2025)
  const claims = reconcileClaims(pack.pack, read.claims, bare, holidays().table)
  return scoreAndView({ ...bare, claims }, read)
}

/** A township with 300 rows in five registers, all closed. */
function busyTownship(): Evidence {
  const rows = (
    count: number,
    values: (index: number) => Evidence['registers'][string]['rows'][number]['values'],
  ) => ({
    state: 'closed' as const,
    rows: Array.from({ length: count }, (_, index) => ({ id: String(index + 1), values: values(index) })),
  })
  const day = (index: number) =>
    `2025-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 27) + 1).padStart(2, '0')}`
  return {
    ...emptyEvidence('东桥镇', '镇', 2025),
    registers: {
      decisions: rows(80, (i) => ({
        title: `事项${i}`,
        flagged_major: true,
        review_on: i % 7 === 0 ? null : '2024-12-20',
        review_result: '合法',
        meeting_on: day(i),
      })),
      villages: rows(60, (i) => ({ name: `村${i}`, kind: '村' })),
      village_advisers: rows(60, (i) => ({
        village: `村${i}`,
        from: '2024-01-01',
        to: i % 9 === 0 ? '2025-06-30' : null,
      })),
      disclosure_requests: rows(60, (i) => ({
        number: `${i}`,
        received_on: day(i),
        answered_on: day(i),
        third_party_days: 0,
      })),
      study_sessions: rows(40, (i) => ({
        held_on: day(i),
        body: '理论学习中心组',
        topic: '宪法',
        law_topic: true,
      })),
    },
  }
}

// --- API -----------------------------------------------------------------------------------------------------------

const headers = { 'content-type': 'application/json', host: 'localhost' }

async function apiShares(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-bench-'))
  const db = connect(join(folder, 'ours.db'))
  const bareDb = new SqliteDatabase(join(folder, 'bare.db'))
  try {
    await migrate(db)
    const deps = { db, now: () => new Date(`${today}T04:00:00Z`), dist: join(root, 'dist') }
    await seedDemo(deps)
    const app = createApp(deps)
    const at = 'http://localhost/api/counties/demo/2025/townships/yanxi'
    const readOurs = async () => (await app.request(`${at}/assessment`, { headers })).text()
    const body = await readOurs()

    bareDb.pragma('journal_mode = WAL')
    bareDb.pragma('synchronous = FULL')
    bareDb.exec(
      'create table answers (id text primary key, body text); create table saves (id integer primary key, body text)',
    )
    bareDb.prepare('insert into answers values (?, ?)').run('yanxi', body)
    const select = bareDb.prepare<[string], { body: string }>('select body from answers where id = ?')
    const insert = bareDb.prepare('insert into saves (body) values (?)')
    const bare = new Hono()
      .get('/assessment/:id', (c) => c.body(select.get(c.req.param('id'))!.body, 200, headers))
      .put('/save', async (c) => {
        const sent = (await c.req.json()) as object
        insert.run(JSON.stringify(sent))
        return c.json({ row: sent }, 200)
      })
    const readBare = async () => (await bare.request('http://localhost/assessment/yanxi', { headers })).text()
    if ((await readBare()) !== body) throw new Error('the bare handler answers something else')

    const register = `${at}/registers/venues`
    const listed = (await (await app.request(register, { headers })).json()) as {
      rows: { id: string; version: number; values: Record<string, unknown> }[]
    }
    const row = { ...listed.rows[0]! }
    const saveOurs = async () => {
      const sent = { version: row.version, values: row.values }
      const answer = await app.request(`${register}/rows/${encodeURIComponent(row.id)}`, {
        method: 'PUT',
        headers,
        body: JSON.stringify(sent),
      })
      if (answer.status !== 200) throw new Error(`save failed: ${await answer.text()}`)
      row.version = ((await answer.json()) as { row: { version: number } }).row.version
    }
    const saveBare = async () => {
      const body = JSON.stringify({ version: row.version, id: row.id, values: row.values })
      await (await bare.request('http://localhost/save', { method: 'PUT', headers, body })).json()
    }
    return [
      atLeast(
        'API read of an assessment nobody changed, share of a bare handler',
        await shareOf(readOurs, readBare),
        'ratio',
        0.1,
      ),
      atLeast(
        'durable save of a row, share of a bare handler',
        await shareOf(saveOurs, saveBare),
        'ratio',
        0.1,
      ),
      atLeast(
        'save and the reading after it, share of the two bare handlers',
        await shareOf(
          async () => {
            await saveOurs()
            await readOurs()
          },
          async () => {
            await saveBare()
            await readBare()
          },
        ),
        'ratio',
        0.05,
      ),
    ]
  } finally {
    await db.destroy()
    bareDb.close()
    rmSync(folder, { recursive: true })
  }
}

const bytes = reportBytes()
const busy = busyTownship()
const figures: Figure[] = [
  atMost(
    'assess a report, bytes to result',
    timeOf(() => assessReport(bytes), 50),
    'ms',
    100,
  ),
  atMost(
    'score a township of 300 rows',
    timeOf(() => assess(pack.pack, busy, { today, holidays: holidays().table }), 200),
    'ms',
    5,
  ),
  atMost(
    'the same with all reasons as sentences',
    timeOf(() => scoreAndView(busy, null), 100),
    'ms',
    20,
  ),
  ...(await engineFigures(busy)),
  ...(await paperFigures(
    assess(pack.pack, busy, { today, holidays: holidays().table }),
    scoreAndView(busy, null),
  )),
  ...(await workbookFigures()),
  ...(await apiShares()),
]

if (process.argv.includes('--json')) console.log(JSON.stringify(figures, null, 2))
else {
  const rows = figures.map(({ name, value, unit, aim, holds }) => [
    name,
    String(value),
    unit,
    aim,
    holds ? 'yes' : 'no',
  ])
  const columns = ['figure', 'value', 'unit', 'aim', 'holds'].map((title, index) => ({
    title,
    right: index === 1,
  }))
  process.stdout.write(drawTerminal([{ kind: 'table', columns, rows }], 120))
}
