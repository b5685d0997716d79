/** Published reports read on the command line, where they lie beside the product. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../rules/assessment.ts'
import { runCli } from '../support/cli.ts'

const root = join(import.meta.dirname, '../..')
const demo = join(root, 'rules/packs/shandong/demo')
const seed = join(root, '../shared/seed/report-2022.txt')
const corpus = join(root, '../shared/corpus')

async function assess(...args: string[]): Promise<Assessment> {
  const { status, stdout, stderr } = await runCli(['assess', ...args, '--json'], { cwd: demo })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

const codePoints = (text: string, start: number, end: number) => [...text].slice(start, end).join('')

describe.runIf(existsSync(seed))('a real report', { timeout: 60_000 }, () => {
  it('yields the table that was worked out by hand', async () => {
    const assessment = await assess(seed)
    expect(assessment.pack).toMatchObject({ id: 'shandong', why: expect.stringContaining('沂水县') })
    expect(assessment.asOf).toBe('2023-04-30')
    const row = ({ outcome, low, high, strength }: Assessment['items'][number]) => [
      outcome,
      low === high ? low : `${low}–${high}`,
      strength,
    ]
    const met = {
      'lead-annual-plan': ['met', '1.5', 'claimed'],
      'lead-report-to-congress': ['met', '1', 'claimed'],
      'dec-catalog': ['met', '1', 'claimed'],
      'dec-legality-review': ['met', '3', 'claimed'],
      'adv-government': ['met', '1.5', 'claimed'],
      'adv-village-coverage': ['met', '2', 'claimed'],
      'learn-centre-group': ['met', '2', 'claimed'],
      'learn-training': ['unknown', '0.5–1', 'claimed'],
      'pub-rol-leader': ['met', '0.5', 'claimed'],
      'pub-venue': ['met', '1', 'claimed'],
      'rep-publish': ['met', '1', 'claimed'],
      'rep-content': ['met', '1', 'claimed'],
    }
    const later = [
      ...['lead-reviewer-post', 'contract-review', 'enf-inspection', 'learn-must-know-list'],
      ...['learn-in-year-report', 'pub-budget', 'pub-hint-reply', 'adm-mediation', 'sug-judicial-2m'],
      'vil-training',
    ]
    const openItems = assessment.items.filter(({ id }) => !(id in met) && !later.includes(id))
    const wholes = openItems.map(({ id, value }) => [id, ['unknown', `0–${value}`]])
    const results = Object.fromEntries(assessment.items.map((item) => [item.id, row(item)]))
    expect(results).toMatchObject(met)
    expect(later.map((id) => results[id])).toEqual(later.map(() => ['not_in_force', '0', null]))
    expect(openItems.map((item) => [item.id, row(item).slice(0, 2)])).toEqual(wholes)
    // What was not read of an item itself, but for its whole, is no evidence of it.
    const told = openItems.filter(({ facts }) => facts.some(({ quotes }) => quotes.length > 0))
    expect(
      told.flatMap(({ facts }) => facts.filter(({ quotes }) => quotes.length > 0).map(({ id }) => id)),
    ).toEqual(told.flatMap(({ facts }) => facts.map(({ id }) => id).filter((id) => id === 'villages.total')))
    const text = readFileSync(seed, 'utf8')
    for (const id of Object.keys(met)) {
      const quotes = assessment.items.find((item) => item.id === id)!.facts.flatMap((fact) => fact.quotes)
      expect(quotes).not.toEqual([])
      for (const { quote, start, end } of quotes) expect(codePoints(text, start, end)).toBe(quote)
    }
    expect(assessment.score.raw).toMatchObject({ low: '16', lost: '0' })
    const review = assessment.items.find(({ id }) => id === 'dec-legality-review')!
    expect(review.facts.flatMap(({ notes }) => notes).join()).toContain('未载明总数')
    const submit = assessment.gaps.find(({ item }) => item === 'rep-submit')!
    expect(submit.kind).toBe('missing')
  })

  it('is read as it stands: facts, empty header fields, shortcomings and plans', async () => {
    const { document, claims } = await assess(seed)
    const values = (fact: string) => claims.filter((claim) => claim.fact === fact).map(({ value }) => value)
    expect(values('study_sessions.centre_group')).toContain(2)
    expect(values('study_sessions.centre_group_dates')).toContainEqual(['2022-05-15', '2022-10-10'])
    expect(values('trainings.all_staff')).toEqual([3])
    expect(values('legal_advisers.valid')).toEqual([2])
    expect(values('villages.total')).toContain(30)
    expect(claims.find(({ fact }) => fact === 'venues.invested')).toMatchObject({
      value: 100000,
      hedge: 'gte',
    })
    expect(values('annual_report.published_on')).toEqual(['2023-03-21'])
    expect(document!.shortcomings).toHaveLength(4)
    expect(document!.plans).toHaveLength(7)
    const plan = document!.sections.at(-1)!
    expect(claims.filter(({ start, fact }) => start > plan.start && fact !== 'annual_report.parts')).toEqual(
      [],
    )
    expect(Object.values(document!.header)).toContain(null)
  })
})

describe.runIf(existsSync(corpus))('other published texts', { timeout: 120_000 }, () => {
  it('are all read without an error, and none that is no yearly report counts', async () => {
    const files = ['reports', 'other'].flatMap((folder) => globSync(join(corpus, folder, '*.txt')).sort())
    const { status, stdout } = await runCli(['claims', ...files, '--jsonl'])
    expect(status).toBe(0)
    const read = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(read).toHaveLength(files.length)
    for (const { file, claims } of read) {
      if (!file.includes('/other/')) continue
      for (const { status: claimed, reason } of claims) {
        expect(claimed).toBe('refused')
        expect(reason).not.toBe('')
      }
    }
  })
})
