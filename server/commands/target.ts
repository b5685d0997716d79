import { parseRational } from '../../rules/rational.ts'
import { type Target, type Way, wayTo } from '../../rules/target.ts'
import { today } from '../clock.ts'
import { gatherOneTownship } from '../documents/evidence-files.ts'
import { holidays } from '../packs.ts'
import { headSheet } from './assessment-sheet.ts'
import { type Command, type Invocation, json, show, usage } from './command.ts'
import { acceptClaims, choose, overridesOf, readSources } from './run.ts'
import { waySheet } from './way-sheet.ts'

/** The cheapest open actions that reach a score or a grade. */
export const targetCommand: Command = {
  name: 'target',
  operands: 'FILE…',
  summary: {
    zh: '达到目标分或者等次用工最少的办法：按期限列出要办的事、各加几分、办成后得几分；达不到的说明最多能得几分',
    en: 'The cheapest open actions that reach a score or a grade, each with what it adds, or the most that can be reached',
  },
  options: ['score', 'grade', 'by', 'pack', 'year', 'kind', 'township', 'as-of', 'evidence', 'json', 'md'],
  examples: [
    'target 台账.yaml --score 90',
    'target 台账.yaml --pack 我县指标/ --grade 良好 --by 2026-12-31',
    'target 台账.yaml --score 85.5 --as-of 2026-11-20 --json',
  ],
  async run(invocation) {
    const target = targetOf(invocation)
    const sources = await readSources(invocation)
    const { loaded, why } = choose(invocation, sources)
    const { values, streams, words } = invocation
    const files = gatherOneTownship(sources, loaded, overridesOf(invocation, loaded))
    const claims = values.recorded ? [] : acceptClaims(files, loaded)
    const way = find(() =>
      wayTo(
        loaded.pack,
        { ...files.evidence, claims },
        {
          ...(values.asOf === undefined ? {} : { asOf: values.asOf }),
          today: today(streams.now()),
          holidays: holidays().table,
        },
        target,
        values.by === undefined ? {} : { by: values.by },
      ),
    )
    const { table, hash } = loaded
    const pack = { id: table.id, version: table.version, title: table.title, hash, why }
    const township = { name: files.name, kind: files.evidence.kind, year: files.evidence.year }
    if (values.json) streams.out(json({ pack, township, ...way }))
    else show([...headSheet({ pack, asOf: way.asOf }, words), ...waySheet(way, township)], invocation)
    return way.reached ? 0 : 1
  },
}

/** @throws AppError usage */
function targetOf({ values: { score, grade } }: Invocation): Target {
  if ((score === undefined) === (grade === undefined)) {
    throw usage('请写一个目标：--score 90（目标分）或者 --grade 良好（目标等次）')
  }
  if (grade !== undefined) return { grade }
  const points = score === undefined ? undefined : parseRational(score)
  if (!points || points.n < 0n) throw usage(`--score：“${score}”不是分数，请写0到100的数，如90`)
  return { score: score! }
}

/** A grade the pack does not have is the person's to correct. */
function find(search: () => Way): Way {
  try {
    return search()
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('等次'))
      throw usage(`--grade：${error.message}`)
    throw error
  }
}
