/** A requirement's words are YAML: a register added to a pack is read without a line of code. */
import { expect, test } from 'vitest'
import { loadPack } from '../../../rules/loading/load.ts'
import { checkFrames, compileReading, readReport } from '../../../rules/reading/index.ts'
import { packFolders } from '../../../server/packs.ts'

const register = `
id: vice_principals
title: 法治副校长台账
keeper: township
key: [school]
fields:
  school: { label: 学校, type: text, required: true, names_row: true }
facts:
  vice_principals.appointed:
    title: 法治副校长
    kind: count
    unit: 名
    claims:
      - count: [名]
        of: 法治副校长
        reads: { 聘任法治副校长6名: 6, 中小学法治副校长8名: 8 }
        skips: [聘请法律顾问2名, 法治副校长应当不少于6名]
`

test('a register in YAML is read from a report, quoted, and checked by its own examples', () => {
  const folders = packFolders('shandong')
  const last = folders.at(-1)!
  const files = [...last.files, { path: 'registers/vice_principals.yaml', text: register }]
  const { table, problems } = loadPack([...folders.slice(0, -1), { ...last, files }])
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(checkFrames(table!)).toEqual([])
  const text = '某镇2025年法治政府建设情况报告\n一、主要举措\n聘任法治副校长6名，聘请法律顾问2名。'
  const { claims } = readReport(text, compileReading(table!))
  expect(claims.map(({ fact, value, quote }) => [fact, value, quote])).toEqual([
    ['vice_principals.appointed', 6, '聘任法治副校长6名'],
    ['legal_advisers.valid', 2, '聘请法律顾问2名'],
  ])
})
