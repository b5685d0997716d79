import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { inTurn, Stopped } from '../../server/commands/progress.ts'
import { writeWhole } from '../../server/commands/write-file.ts'
import { runCli } from '../support/cli.ts'
import { workbook } from '../support/workbook.ts'

const demo = join(import.meta.dirname, '../../rules/packs/national/demo')

const slow = () => new Promise((resolve) => setTimeout(resolve, 500))
const doing = { doing: '读取', things: '文件', nameOf: (name: string) => name }

function watched({ terminal = true, columns = 80 } = {}) {
  const told: string[] = []
  const stop = new AbortController()
  const streams = { terminal, columns, stopped: stop.signal, err: (text: string) => void told.push(text) }
  return { told, stop, streams }
}

describe('progress of long work', () => {
  it('is one line, written over, of how many are done and which is being done', async () => {
    const { told, streams } = watched()
    expect(await inTurn(['甲.xlsx', '乙.xlsx', '丙.xlsx'], streams, doing, slow)).toHaveLength(3)
    expect(told).toEqual(['\r\x1b[K正在读取 2/3 乙.xlsx', '\r\x1b[K正在读取 3/3 丙.xlsx', '\r\x1b[K'])
  })

  it('is told to nobody where stderr is no terminal, nor of what takes a moment', async () => {
    const file = watched({ terminal: false })
    await inTurn(['甲', '乙'], file.streams, doing, slow)
    expect(file.told).toEqual([])
    const quick = watched()
    await inTurn(['甲', '乙'], quick.streams, doing, (name) => name)
    expect(quick.told).toEqual([])
  })

  it('fits the terminal, since a line that breaks cannot be written over', async () => {
    const { told, streams } = watched({ columns: 20 })
    await inTurn(['甲', '一个名称特别长的文件.xlsx'], streams, doing, slow)
    expect(told[0]).toBe('\r\x1b[K正在读取 2/2 一个…')
  })

  it('stops between two steps, and says what was done', async () => {
    const { told, stop, streams } = watched()
    const done: string[] = []
    const stopped = inTurn(['甲', '乙', '丙'], streams, doing, async (name) => {
      if (name === '乙') stop.abort()
      done.push(name)
    })
    await expect(stopped).rejects.toThrow(new Stopped('读取文件时停止，做了2/3；没有写任何内容'))
    expect([done, told]).toEqual([['甲', '乙'], []])
  })
})

describe('a command that was stopped', { timeout: 60_000 }, () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhunsheng-stopped-'))
  })
  const stopped = (...args: string[]) =>
    runCli(args, { cwd: folder, env: { ZHUNSHENG_DATA: folder }, stopped: AbortSignal.abort() })

  it('ends with 130 and has written nothing', async () => {
    writeFileSync(
      join(folder, '会议.xlsx'),
      await workbook({ name: '会议', rows: [['会议日期'], ['2025-03-02']] }),
    )
    const before = readdirSync(folder)
    for (const args of [
      ['import', '会议.xlsx', '--township', '甲镇', '--year', '2025', '--output', '台账.yaml'],
      ['export', 'problem-lists', join(demo, 'liting.yaml'), join(demo, 'xiangyue.yaml')],
      ['rank', join(demo, 'liting.yaml'), join(demo, 'xiangyue.yaml')],
      ['pack', 'check'],
    ]) {
      const { status, stdout, stderr } = await stopped(...args)
      expect([status, stdout], args.join(' ')).toEqual([130, ''])
      expect(stderr, args.join(' ')).toMatch(/^已停止：.+时停止，做了0\/\d；没有写任何内容\n$/)
    }
    expect(readdirSync(folder)).toEqual(before)
  })

  it('says which workbooks it has not written', async () => {
    const { status, stderr } = await stopped(
      ...['workbook', '--pack', 'shandong', '--year', '2025', '--township', '甲镇、乙镇', '--output', '下发'],
    )
    expect([status, stderr]).toEqual([
      130,
      '已停止：生成工作簿时停止，做了0/2；已写出0份，没有写的：甲镇、乙镇\n',
    ])
    expect(existsSync(join(folder, '下发'))).toBe(false)
  })

  it('leaves no half of a file where the folder refuses it', () => {
    mkdirSync(join(folder, '已有', '台账.yaml'), { recursive: true })
    expect(() => writeWhole(join(folder, '已有', '台账.yaml'), '新')).toThrow('写不了这个文件')
    expect(readdirSync(join(folder, '已有'))).toEqual(['台账.yaml'])
  })
})
