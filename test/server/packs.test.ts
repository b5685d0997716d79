import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { choosePack, holidays, listBuiltInPacks, loadPackFromDisk, readPack } from '../../server/packs.ts'

const shandong = join(import.meta.dirname, '../../rules/packs/shandong')

describe('packs on disk', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhunsheng-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('loads every built-in pack and lays an extending one over its base', () => {
    for (const id of listBuiltInPacks()) expect(loadPackFromDisk(id).table.id).toBe(id)
    const ids = (id: string) => loadPackFromDisk(id).table.items.map((item) => item.id)
    expect(ids('shandong')).toEqual(expect.arrayContaining(ids('national')))
    expect(ids('shandong')).toContain('adv-village-coverage')
    expect(ids('national')).not.toContain('adv-village-coverage')
  })

  it('gives a copy of a pack in another folder the same hash', () => {
    cpSync(shandong, join(folder, 'shandong'), { recursive: true })
    expect(loadPackFromDisk(join(folder, 'shandong')).hash).toBe(loadPackFromDisk('shandong').hash)
    expect(loadPackFromDisk('shandong', folder).hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('follows extends to a pack that lies beside it', () => {
    cpSync(shandong, join(folder, 'shandong'), { recursive: true })
    cpSync(shandong, join(folder, 'linyi'), { recursive: true })
    for (const part of ['registers', 'items', 'demo', 'cases', 'laws.yaml']) {
      rmSync(join(folder, 'linyi', part), { recursive: true, force: true })
    }
    writeFileSync(
      join(folder, 'linyi/pack.yaml'),
      "id: linyi\nversion: '1'\ntitle: 市级考核要点\nextends: shandong\nchanges: []\n",
    )
    expect(readPack('linyi', folder).problems).toEqual([])
    expect(loadPackFromDisk('linyi', folder).table.items).toHaveLength(
      loadPackFromDisk('shandong').table.items.length,
    )
  })

  it('tells a missing base and a circle by file and line instead of hanging', () => {
    cpSync(shandong, join(folder, 'a'), { recursive: true })
    cpSync(shandong, join(folder, 'b'), { recursive: true })
    const pack = (id: string, base: string) =>
      `id: ${id}\nversion: '1'\ntitle: 甲\nextends: ${base}\nchanges: []\n`
    writeFileSync(join(folder, 'a/pack.yaml'), pack('a', 'b'))
    writeFileSync(join(folder, 'b/pack.yaml'), pack('b', 'a'))
    const { table, problems } = readPack('a', folder)
    expect(table).toBeNull()
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'unknown_base', file: 'b/pack.yaml', line: 4 }),
    )
  })

  it('names the choices when there is no such pack, and the first place when one has errors', () => {
    expect(() => loadPackFromDisk('shangdong')).toThrow(/没有指标体系“shangdong”.*national、shandong/)
    cpSync(shandong, join(folder, 'shandong'), { recursive: true })
    writeFileSync(join(folder, 'shandong/laws.yaml'), 'x: [')
    expect(() => loadPackFromDisk(join(folder, 'shandong'))).toThrow(
      /有\d+处错误，不能使用；第一处：\S+\.yaml:\d+:\d+ /,
    )
  })
})

describe('choosing a pack', () => {
  it('takes the pack of the first text that names one of its places', () => {
    expect(choosePack(['某某镇人民政府', '中共沂水县委，沂水县人民政府：'])).toEqual({
      id: 'shandong',
      why: '材料中写有“沂水县”，适用“乡镇（街道）法治政府建设指标体系（山东）”',
    })
  })

  it('takes the national pack where no place is named', () => {
    expect(choosePack(['某某镇', '全年集体学法2次']).id).toBe('national')
  })
})

describe('holidays', () => {
  it('are one table of the years that have a notice', () => {
    const { table, hash } = holidays()
    expect(table.years['2025']!.off).toContain('2025-10-01')
    expect(table.years['2025']!.work).toContain('2025-09-28')
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  })
})
