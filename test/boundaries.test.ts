import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const rooms = ['server', 'client', 'rules', 'db', 'test'] as const
type Room = (typeof rooms)[number]

interface Import {
  /** `file → target`, as a failing expectation prints it. */
  line: string
  file: string
  /** Path from the root for our own files, else the module's name. */
  target: string
  typeOnly: boolean
}

const statement = /^\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g

/** The imports of one source text; template literals and comments hold none that start a line. */
function importsOf(file: string, source: string): Import[] {
  const found = [...source.matchAll(statement), ...source.matchAll(dynamic)]
  return found.map((match) => {
    const name = match[1]!
    const target = name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name
    const typeOnly = /^\s*(?:import|export)\s+type\s/.test(match[0])
    return { line: `${file} → ${target}`, file, target, typeOnly }
  })
}

const filesOf = (room: Room): string[] =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(room, file))

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const imports = Object.fromEntries(
  rooms.map((room) => [room, filesOf(room).flatMap((file) => importsOf(file, read(file)))]),
) as Record<Room, Import[]>

const lines = (list: Import[]) => list.map((entry) => entry.line)
const goesInto = (entry: Import, ...names: Room[]) =>
  names.some((name) => entry.target.startsWith(`${name}/`))

describe('the rooms of the house', () => {
  it('are all read by this test', () => {
    for (const room of rooms) expect(filesOf(room).length, room).toBeGreaterThan(0)
    expect(
      lines(importsOf('client/a.tsx', "import type { App } from '../server/app.ts'\nimport 'x'\n")),
    ).toEqual(['client/a.tsx → server/app.ts', 'client/a.tsx → x'])
  })

  it('let rules import nothing of the other rooms and nothing of Node', () => {
    const wrong = imports.rules.filter(
      (entry) =>
        goesInto(entry, 'server', 'db', 'client', 'test') || /^(node:|fs$|path$|crypto$)/.test(entry.target),
    )
    expect(lines(wrong)).toEqual([])
  })

  it('let rules take only the packages that run in a browser too', () => {
    const packages = new Set(
      imports.rules.map((entry) => entry.target).filter((name) => !name.includes('.ts')),
    )
    const allowed = ['@marcbachmann/cel-js', 'liquidjs', 'yaml']
    expect([...packages].filter((name) => !allowed.includes(name))).toEqual([])
  })

  it('keep clock, chance, locale and environment out of rules', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\.toLocale\w*\(|\.localeCompare\(|\bIntl\.|\bprocess\.|\bglobalThis\.|\bperformance\./
    const code = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    expect(filesOf('rules').filter((file) => impure.test(code(file)))).toEqual([])
  })

  it('let db know neither HTTP nor pages', () => {
    const wrong = imports.db.filter(
      (entry) =>
        goesInto(entry, 'server', 'client', 'test') ||
        /^(hono|@hono\/|node:https?$|hono-openapi)/.test(entry.target),
    )
    expect(lines(wrong)).toEqual([])
  })

  it('let the client take only types from the server, and nothing of the store', () => {
    const wrong = imports.client.filter(
      (entry) =>
        goesInto(entry, 'db', 'test') ||
        entry.target.startsWith('node:') ||
        (goesInto(entry, 'server') && !entry.typeOnly),
    )
    expect(lines(wrong)).toEqual([])
  })

  it('let routes stand alone, each without another', () => {
    const wrong = imports.server.filter(
      (entry) => entry.file.startsWith('server/routes/') && entry.target.startsWith('server/routes/'),
    )
    expect(lines(wrong)).toEqual([])
  })

  it('let nothing but its own tests import the client', () => {
    const wrong = [...imports.rules, ...imports.db, ...imports.server].filter((entry) =>
      goesInto(entry, 'client'),
    )
    expect(lines(wrong)).toEqual([])
  })

  it('keep SQL in db', () => {
    const wrong = [...imports.server, ...imports.rules, ...imports.client].filter(
      (entry) => /^better-sqlite3$/.test(entry.target) || (entry.target === 'kysely' && !entry.typeOnly),
    )
    expect(lines(wrong)).toEqual([])
  })
})
