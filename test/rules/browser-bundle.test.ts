/** The engine as a browser gets it: built without anything of node, and the same to the byte as the source. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, describe, expect, it } from 'vitest'
import { openActions } from '../../rules/actions.ts'
import { assess } from '../../rules/assess.ts'
import { viewAssessment } from '../../rules/assessment-view.ts'
import { canonicalJson } from '../../rules/canonical.ts'
import { compilePack } from '../../rules/compile.ts'
import { reconcileClaims } from '../../rules/facts.ts'
import { wayTo } from '../../rules/target.ts'
import { whatIf } from '../../rules/what-if.ts'
import { gatherOneTownship, readSource } from '../../server/documents/evidence-files.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(root, 'node_modules/.bundle-'))
afterAll(() => rmSync(folder, { recursive: true }))

const exported = {
  'actions.ts': ['openActions'],
  'assess.ts': ['assess'],
  'assessment-view.ts': ['viewAssessment'],
  'canonical.ts': ['canonicalJson'],
  'compile.ts': ['compilePack'],
  'target.ts': ['wayTo'],
  'what-if.ts': ['whatIf'],
}
const source = { openActions, assess, viewAssessment, canonicalJson, compilePack, wayTo, whatIf }
type Engine = typeof source

/** Builds what a page would import of the rules, in one file. */
async function bundle(): Promise<string> {
  const entry = join(folder, 'entry.ts')
  const lines = Object.entries(exported).map(
    ([file, names]) => `export { ${names.join(', ')} } from ${JSON.stringify(join(root, 'rules', file))}`,
  )
  writeFileSync(entry, lines.join('\n'))
  const built = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome87',
      lib: { entry, formats: ['es'], fileName: 'engine' },
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  const chunks = outputs.filter((output) => output.type === 'chunk')
  expect(chunks).toHaveLength(1)
  return chunks[0]!.code
}

describe('the engine in a browser bundle', { timeout: 60_000 }, () => {
  it('holds nothing of node and gives the same bytes as the source', async () => {
    const code = await bundle()
    const ofNode = /["'`]node:|\brequire\s*\(|__vite-browser-external|\bprocess\./g
    expect([...code.matchAll(ofNode)].map((found) => code.slice(found.index - 60, found.index + 40))).toEqual(
      [],
    )
    const file = join(folder, 'engine.mjs')
    writeFileSync(file, code)
    const browser: Engine = await import(/* @vite-ignore */ pathToFileURL(file).href)

    const loaded = loadPackFromDisk('shandong')
    const read = (name: string) =>
      readSource(join(root, 'rules/packs/shandong/demo', name), {
        cwd: root,
        readStdin: () => Promise.reject(new Error('nothing is piped in')),
      })
    const files = gatherOneTownship([await read('wangxi.txt'), await read('wangxi.yaml')], loaded, {})
    const claims = reconcileClaims(loaded.pack, files.claims, files.evidence, holidays().table)
    // What a page has is JSON.
    const given = JSON.stringify({
      table: loaded.table,
      evidence: { ...files.evidence, claims },
      holidays: holidays().table,
    })
    const run = (engine: Engine): Record<string, string> => {
      const { table, evidence, holidays: days } = JSON.parse(given)
      const pack = engine.compilePack(table)
      const options = { asOf: '2026-02-01', today: '2026-02-01', holidays: days }
      const names = {
        packHash: '',
        packWhy: '',
        engine: '',
        holidaysHash: '',
        evidenceHash: '',
        township: null,
      }
      const view = (result: ReturnType<Engine['assess']>) =>
        engine.canonicalJson(engine.viewAssessment(result, { ...names, document: files.document, claims }))
      const result = engine.assess(pack, evidence, options)
      const actions = engine.openActions(result, options)
      return {
        assessment: view(result),
        actions: engine.canonicalJson(actions),
        whatIf: view(engine.whatIf(pack, evidence, options, actions)),
        way: engine.canonicalJson(engine.wayTo(pack, evidence, options, { score: '90' })),
      }
    }
    const [ours, theirs] = [run(source), run(browser)]
    expect(ours.assessment!.length).toBeGreaterThan(10_000)
    expect(ours.whatIf).not.toBe(ours.assessment)
    expect(theirs).toEqual(ours)
  })
})
