import { describe, expect, test } from 'vitest'
import { runCases } from '../../rules/pack-cases.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'
import { checkedPack } from '../support/built-in-packs.ts'

describe.each(['national', 'shandong'])('the pack %s', (id) => {
  test('has nothing that pack check complains of, and keeps each warning for a reason', () => {
    const { problems, acknowledged } = checkedPack(id)
    expect(problems).toEqual([])
    expect(acknowledged.filter(({ reason }) => reason.trim().length < 8)).toEqual([])
  })

  test('comes out in every case as written, each outcome of an item shown', () => {
    const { pack, folders } = loadPackFromDisk(id)
    const cases = folders.flatMap((folder) =>
      folder.files
        .filter(({ path }) => path.startsWith('cases/'))
        .map(({ path, text }) => ({ path: `${folder.id}/${path}`, text })),
    )
    const { failures, problems, lacking, passed } = runCases(pack, cases, holidays().table)
    expect([failures, problems, lacking]).toEqual([[], [], []])
    expect(passed).toBeGreaterThan(pack.items.length * 3)
  })
})

test('every named value of Shandong is one that some item is written with or counts by', () => {
  const { parameters = [] } = checkedPack('shandong').table
  expect(parameters.length).toBeGreaterThan(40)
  expect(parameters.filter(({ items }) => items.length === 0).map(({ id }) => id)).toEqual([])
})
