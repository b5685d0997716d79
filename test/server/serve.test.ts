import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import type { RegisterView } from '../../server/registers.ts'

const running = new Set<ChildProcess>()

const launch = (env: Record<string, string>, args: string[]) => {
  const child = spawn(process.execPath, ['server/main.ts', ...args], { env: { ...process.env, ...env } })
  running.add(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (data) => {
    said.out += data
  })
  child.stderr.on('data', (data) => {
    said.err += data
  })
  const exit = once(child, 'exit').then(([code]) => Number(code))
  return { child, said, exit }
}

/** Starts the service and waits for the line that tells its address. */
const start = async (data: string, args = ['--single', '--township', '东桥镇']) => {
  const service = launch({ ZHUNSHENG_DATA: data, PORT: '0' }, args)
  while (!service.said.out.includes('http')) {
    const ended = await Promise.race([service.exit, once(service.child.stdout!, 'data').then(() => null)])
    if (ended !== null) throw new Error(`ended with ${ended}: ${service.said.err}`)
  }
  const url = /http:\/\/\S+/.exec(service.said.out)![0]
  return { ...service, url }
}

const folder = () => mkdtempSync(join(tmpdir(), 'zhunsheng-data-'))
const rows = '/api/counties/local/2025/townships/local/registers/decisions'

afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})

describe('the service', { timeout: 60_000 }, () => {
  it('stops when asked, having finished what was under way, and starts again with everything there', async () => {
    const data = folder()
    const first = await start(data)
    const posts = Array.from({ length: 5 }, (_, number) =>
      fetch(`${first.url}${rows}/rows`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ values: { title: `第${number}项`, meeting_on: '2025-03-10' } }),
      }).then(({ status }) => status),
    )
    await posts[0]
    first.child.kill('SIGTERM')
    const answers = await Promise.all(posts.map((post) => post.catch(() => 0)))
    expect(await first.exit).toBe(0)
    const saved = answers.filter((status) => status === 201).length
    expect(saved).toBeGreaterThan(0)

    const second = await start(data, ['--single'])
    const register = (await (await fetch(`${second.url}${rows}`)).json()) as RegisterView
    expect(register.rows).toHaveLength(saved)
    second.child.kill('SIGINT')
    expect(await second.exit).toBe(0)
  })

  it('says in one line that its port is taken, and ends with 2', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const { exit, said } = launch({ ZHUNSHENG_DATA: folder(), PORT: port }, ['--single'])
    expect(await exit).toBe(2)
    expect(said.err.trim().split('\n')).toEqual([expect.stringContaining(`错误：端口 ${port} 不能使用`)])
    taken.close()
  })

  it('says in one line that its folder cannot be used, and ends with 2', async () => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    const { exit, said } = launch({ ZHUNSHENG_DATA: file, PORT: '0' }, ['--single'])
    expect(await exit).toBe(2)
    expect(said.err.trim().split('\n')).toEqual([expect.stringMatching(/^错误：数据文件夹/)])
  })
})

describe('the configuration', () => {
  it('is local and complete without any setting', () => {
    expect(readConfig({}, ['--single', '--demo'], '/opt/zhunsheng')).toEqual({
      port: 8787,
      host: '127.0.0.1',
      data: '/opt/zhunsheng/data',
      demo: true,
      county: null,
      township: null,
    })
  })

  it('takes a relative folder from where the person stands, also under npm', () => {
    const data = (env: Record<string, string>) => readConfig(env, ['--single'], '/opt/zhunsheng').data
    expect(data({ ZHUNSHENG_DATA: 'mine' })).toBe('/opt/zhunsheng/mine')
    expect(data({ ZHUNSHENG_DATA: 'mine', INIT_CWD: '/home/me' })).toBe('/home/me/mine')
    expect(data({ ZHUNSHENG_DATA: '/srv/data', INIT_CWD: '/home/me' })).toBe('/srv/data')
    expect(data({ INIT_CWD: '/home/me' })).toBe('/opt/zhunsheng/data')
  })

  it('takes the names of one’s own county and township', () => {
    const config = readConfig({}, ['--single', '--county', '桥梁县', '--township', '东桥镇'])
    expect(config).toMatchObject({ county: '桥梁县', township: '东桥镇', demo: false })
  })

  it.each([
    ['a service without a password beyond this machine', { HOST: '0.0.0.0' }, ['--single']],
    ['no way to sign in', {}, []],
    ['a port that is none', { PORT: '70000' }, ['--single']],
    ['a port that is no number', { PORT: 'http' }, ['--single']],
    ['a database that is not there yet', { DATABASE_URL: 'postgres://localhost' }, ['--single']],
    ['an unknown flag', {}, ['--single', '--demos']],
    ['a name that is missing', {}, ['--single', '--township']],
  ])('refuses %s', (_what, env, args) => {
    expect(() => readConfig(env, args)).toThrowError(expect.objectContaining({ code: 'usage' }))
  })
})
