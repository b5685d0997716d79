/** What a file of everything a township gave in may hold. */
import { z } from 'zod'
import type { DocumentView } from '../rules/assessment.ts'
import { townshipKinds } from '../rules/pack.ts'

/** Tells the form of a file and its version. */
export const transferFormat = 'zhunsheng-evidence/1'

const word = z.string().min(1).max(200)
const text = z.string().max(10_000)
const version = z.int().min(1)
const ordinal = z.int().min(0)
const hedge = z.enum(['gte', 'gt', 'lte', 'lt', 'approx'])
const claimed = z.union([
  z.number(),
  z.boolean(),
  text,
  z.array(text).max(1000),
  z.strictObject({ from: word, to: word }),
  z.strictObject({ rate: word }),
])
const span = { start: z.int().min(0), end: z.int().min(0) }

const view = z.strictObject({
  text: z.string(),
  title: text.nullable(),
  organisation: text.nullable(),
  kind: word,
  year: z.int().nullable(),
  header: z.record(z.string(), text.nullable()),
  sections: z.array(z.strictObject({ kind: word, heading: text, ...span })),
  shortcomings: z.array(z.strictObject({ text: z.string(), ...span })),
  plans: z.array(z.strictObject({ heading: text, ...span })),
  pages: z.array(z.int().min(0)).exactOptional(),
}) satisfies z.ZodType<DocumentView>

const carried = z.strictObject({
  documents: z.array(
    z.strictObject({ id: word, ordinal, name: text, at: z.iso.datetime(), removed: z.boolean(), view }),
  ),
  claims: z.array(
    z.strictObject({
      id: word,
      document: word,
      ordinal,
      version,
      status: z.enum(['proposed', 'accepted', 'refused', 'contradicted']),
      body: z.strictObject({
        fact: word,
        items: z.array(word),
        value: claimed,
        hedge: hedge.exactOptional(),
        unit: text.exactOptional(),
        quote: z.string(),
        ...span,
        reason: text.exactOptional(),
      }),
    }),
  ),
  statements: z.array(
    z.strictObject({
      fact: word,
      village: z.string().max(200),
      version,
      value: claimed,
      hedge: hedge.nullable(),
      document: text.nullable(),
      deleted: z.boolean(),
    }),
  ),
  rows: z.array(
    z.strictObject({
      register: word,
      id: word,
      version,
      ordinal,
      values: z.record(word, z.union([text, z.number(), z.boolean(), z.array(text), z.null()])),
      attached: z.boolean(),
      deleted: z.boolean(),
    }),
  ),
  states: z.array(
    z.strictObject({
      register: word,
      village: z.string().max(200),
      version,
      state: z.enum(['open', 'closed', 'none']),
    }),
  ),
  choices: z.array(
    z.strictObject({
      item: word,
      kind: z.enum(['cause', 'included', 'not_applicable', 'not_applicable_answer']),
      version,
      value: z.union([text, z.boolean(), z.null()]),
    }),
  ),
})

/** A file as `exportTownship` and `exportCounty` write it. */
export const transferSchema = z.strictObject({
  format: z.literal(transferFormat),
  county: z.strictObject({ id: word, name: text, code: z.string().max(20) }),
  year: z.int(),
  pack: z.strictObject({ id: word, hash: word }),
  townships: z.array(
    z.strictObject({
      township: z.strictObject({
        id: word,
        name: word,
        code: z.string().max(20),
        kind: z.enum(townshipKinds),
        groupId: word.nullable(),
      }),
      evidence: carried,
    }),
  ),
})
