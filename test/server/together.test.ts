import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../../rules/assessment.ts'
import type { Matrix, TownshipGaps } from '../../server/assessments.ts'
import { loadPackFromDisk } from '../../server/packs.ts'
import { mapTogether } from '../../server/together.ts'
import { at, startApp, type TestApp } from '../support/app.ts'
import { runCli } from '../support/cli.ts'
import { evidenceOf, noHolidays, smallPackFolder } from '../support/small-pack.ts'

const itemYaml = `
- id: compared
  title: 与同组相比
  core: false
  value: 2
  by: period_end
  versions:
    - from: 2019-01-01
      binding: K
      checked: C/C
      basis: [{ law: law-a, articles: ['3'] }]
      clause: 学法次数与同组平均数相比计分。
      score:
        relative: { of: sessions.count, against: mean, base: 1, step: 1, step_rounding: proportional, up: 0.5, down: -0.25, floor: 0, ceiling: 2 }
  evidence: [文件]
  scoring_unit: 县司法局
  act_by: period_end
  remedy: { post: 司法所, effort: 1, text: 按规定办理 }
  causes: [staff]
  says: { met: 领先, shortcoming: '学法{{ of }}，组内平均{{ mean }}' }
`

const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-relative-'))
const pack = join(folder, 'small')
let app: TestApp

const stated = (sessions: number) => ({ fact: 'sessions.count', value: sessions })

beforeAll(async () => {
  const files = smallPackFolder.files.filter(({ path }) => !path.startsWith('items/'))
  for (const { path, text } of [...files, { path: 'items/d1.yaml', text: itemYaml }]) {
    mkdirSync(dirname(join(pack, path)), { recursive: true })
    writeFileSync(join(pack, path), text)
  }
  app = await startApp()
  await app.db.updateTable('counties').set({ pack }).execute()
  const path = (township: string) => `${at(township)}/statements/sessions.count`
  expect((await app.send('PUT', path('east'), { version: 0, value: 4 })).status).toBe(200)
  expect((await app.send('PUT', path('west'), { version: 0, value: 2 })).status).toBe(200)
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('a county whose table compares its townships', () => {
  it('is scored with the peers of each, one session above and one below the mean of 3', async () => {
    const { body } = await app.get<Matrix>('/api/counties/test/2025/matrix')
    const points = (id: string) => body.cells[id]?.compared
    expect(points('east')).toMatchObject({ low: '1.5', high: '1.5' })
    expect(points('west')).toMatchObject({ low: '0.75', high: '0.75' })
    const gaps = await app.get<{ townships: TownshipGaps[] }>('/api/counties/test/2025/gaps')
    expect(gaps.body.townships.map(({ gaps: [gap] }) => gap?.lost)).toEqual(['0.5', '1.25'])
    const one = await (await app.request('/api/counties/test/2025/gaps.csv?township=west')).text()
    expect(one).toContain('学法2次，组内平均3')
  })

  it('leaves the item a range on a township’s own page', async () => {
    const { body } = await app.get<Assessment>(`${at()}/assessment`)
    expect(body.peers).toBeNull()
    expect(body.items.find(({ id }) => id === 'compared')).toMatchObject({ low: '0', high: '2' })
  })

  it('names the peers by hash: those of the group, whatever their order, and nobody else', () => {
    const loaded = loadPackFromDisk(pack)
    const evidence = (value: number, kind: '镇' | '街道' = '镇') =>
      evidenceOf({}, { kind, statements: [stated(value)] })
    const hashes = (...evidences: ReturnType<typeof evidence>[]) =>
      mapTogether(
        loaded,
        evidences,
        { asOf: '2026-04-30', today: '2026-11-20', holidays: noHolidays },
        (_result, _index, { peersHash }) => peersHash,
      )
    const [own] = hashes(evidence(1), evidence(2), evidence(3))
    expect(own).toMatch(/^[0-9a-f]{64}$/)
    expect(hashes(evidence(1), evidence(3), evidence(2))[0]).toBe(own)
    expect(hashes(evidence(9), evidence(3), evidence(2))[0]).toBe(own)
    expect(hashes(evidence(1), evidence(3), evidence(4))[0]).not.toBe(own)
    const plain = mapTogether(
      loadPackFromDisk('shandong'),
      [evidenceOf({})],
      { today: '2026-11-20', holidays: noHolidays },
      (_result, _index, given) => given,
    )
    expect(plain).toEqual([{ evidenceHash: expect.any(String) }])
  })

  it('is ranked alike on the command line', { timeout: 30_000 }, async () => {
    const file = join(folder, 'all.json')
    const envelope = (township: string, value: number) =>
      JSON.stringify({ township, kind: '镇', year: 2025, registers: {}, statements: [stated(value)] })
    writeFileSync(file, `${envelope('东桥镇', 4)}\n`)
    writeFileSync(join(folder, 'west.json'), envelope('西桥镇', 2))
    const { stdout, stderr } = await runCli(
      ['rank', file, join(folder, 'west.json'), '--pack', pack, '--json'],
      {
        cwd: folder,
      },
    )
    expect(stderr).toBe('')
    const townships = JSON.parse(stdout).groups[0].townships as { name: string; low: string; high: string }[]
    expect(townships.map(({ name, low, high }) => [name, low, high])).toEqual([
      ['东桥镇', '75', '75'],
      ['西桥镇', '37.5', '37.5'],
    ])
  })
})
