import { z } from 'zod'
import { type Calendar, isDay } from './calendar.ts'
import { yearOff } from './calendar-years.ts'
import { articlesFile, type Edition, type Part, partFile, procedureFile, readEdition, termFile } from './law.ts'

/** What a department laid over the law that came with the program, and the editions that follow from it. */

const mrpCorrection = z.strictObject({
  what: z.literal('mrp'),
  year: z.int().min(2020).max(2100),
  tenge: z.number().positive().max(1_000_000),
})
const partCorrection = z.strictObject({
  what: z.literal('part'),
  article: z.string().max(20),
  part: z.string().max(10).nullable(),
  set: partFile.omit({ part: true }).partial(),
})
const termCorrection = z.strictObject({
  what: z.literal('term'),
  id: z.string().max(80),
  set: termFile.omit({ id: true }).partial(),
})
export const correction = z.discriminatedUnion('what', [mrpCorrection, partCorrection, termCorrection])
export type Correction = z.infer<typeof correction>

export const editionFiles = z.strictObject({ articles: articlesFile, procedure: procedureFile })

const dayText = z.string().refine(isDay)
/** What one change says; `edition` is the edition it concerns, of days off the year. */
export const changeSaid = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('edition'), edition: z.string(), validFrom: dayText, document: editionFiles }),
  z.strictObject({ kind: z.literal('correction'), edition: z.string(), validFrom: dayText, document: correction }),
  z.strictObject({
    kind: z.literal('withdrawal'),
    edition: z.string(),
    validFrom: z.null(),
    document: z.strictObject({}),
  }),
  z.strictObject({ kind: z.literal('calendar'), edition: z.string(), validFrom: z.null(), document: yearOff }),
])
export type ChangeSaid = z.infer<typeof changeSaid>

export type LawChange = ChangeSaid & {
  id: string
  reason: string
  byName: string
  at: Date
  struckAt: Date | null
  struckByName: string | null
}

type Of<K extends ChangeSaid['kind']> = Extract<LawChange, { kind: K }>

interface Happened {
  at: Date
  change: LawChange
  struck: boolean
}

/**
 * The editions with the department's changes laid over them. Changes are gone through in the order in which they were
 * made, so that an edition once given keeps its id and its content for ever: each set of corrections that was ever in
 * force has its own («koap-2026-03-02.1»), and one that no longer is, is marked withdrawn.
 */
export function applyChanges(editions: readonly Edition[], changes: readonly LawChange[]): Edition[] {
  const lines = new Map(editions.map((edition) => [edition.id, newLine(edition)]))
  for (const { at, change, struck } of inOrder(changes)) {
    if (change.kind === 'calendar') continue
    if (change.kind === 'edition' && !struck) {
      const { articles, procedure } = change.document
      const read = { ...readEdition(articles, procedure), id: change.edition }
      lines.set(change.edition, newLine({ ...read, basis: { id: read.id, validFrom: read.validFrom } }))
      continue
    }
    const line = lines.get(change.edition)
    if (!line) continue
    const since = at.toISOString()
    if (change.kind === 'edition') line.gone = { at: since, reason: '', why: 'struck' }
    else if (change.kind === 'withdrawal')
      line.gone = struck ? null : { at: since, reason: change.reason, why: 'withdrawn' }
    else {
      line.living = struck ? line.living.filter(({ id }) => id !== change.id) : [...line.living, change]
      follow(line, since, struck ? 'struck' : 'replaced')
    }
  }
  return [...lines.values()]
    .toSorted((a, b) => (a.base.validFrom < b.base.validFrom ? -1 : 1))
    .flatMap(({ base, made, gone }) => [
      { ...base, withdrawn: gone ?? base.withdrawn },
      ...[...made.values()].map((one) => ({ ...one, withdrawn: gone ?? one.withdrawn })),
    ])
}

/** An edition with the corrections laid over it. */
interface Line {
  base: Edition
  living: Of<'correction'>[]
  /** By the ids of the corrections in it. */
  made: Map<string, Edition>
  gone: Edition['withdrawn']
}

const newLine = (base: Edition): Line => ({ base, living: [], made: new Map(), gone: null })

function inOrder(changes: readonly LawChange[]): Happened[] {
  return changes
    .flatMap((change) => [
      { at: change.at, change, struck: false },
      ...(change.struckAt ? [{ at: change.struckAt, change, struck: true }] : []),
    ])
    .toSorted(
      (a, b) =>
        a.at.getTime() - b.at.getTime() || Number(a.struck) - Number(b.struck) || (a.change.id < b.change.id ? -1 : 1),
    )
}

/** Makes the editions that the living corrections ask for, one from each day on which one begins, and ends the others. */
function follow(line: Line, at: string, why: 'struck' | 'replaced'): void {
  const sorted = line.living.toSorted((a, b) => (a.validFrom === b.validFrom ? 0 : a.validFrom < b.validFrom ? -1 : 1))
  const asked = new Set<string>()
  for (const day of new Set(sorted.map(({ validFrom }) => validFrom))) {
    const within = sorted.filter(({ validFrom }) => validFrom <= day)
    const key = within.map(({ id }) => id).join(' ')
    asked.add(key)
    const known = line.made.get(key)
    const id = known?.id ?? `${line.base.id}.${line.made.size + 1}`
    line.made.set(key, { ...corrected(line.base, within), id, validFrom: day, withdrawn: null })
  }
  for (const [key, one] of line.made)
    if (!asked.has(key) && !one.withdrawn) line.made.set(key, { ...one, withdrawn: { at, reason: '', why } })
}

function corrected(base: Edition, corrections: readonly Of<'correction'>[]): Edition {
  return corrections.reduce<Edition>(
    (edition, { id, document }) => ({ ...correct(edition, document), corrections: [...edition.corrections, id] }),
    base,
  )
}

/** The edition with one thing put right; what it does not know stays as it is. */
export function correct(edition: Edition, said: Correction): Edition {
  switch (said.what) {
    case 'mrp':
      return { ...edition, mrp: { ...edition.mrp, [said.year]: said.tenge } }
    case 'part': {
      const meant = (one: Part) => one.article === said.article && one.part === said.part
      return { ...edition, parts: edition.parts.map((one) => (meant(one) ? { ...one, ...defined(said.set) } : one)) }
    }
    case 'term':
      return {
        ...edition,
        terms: edition.terms.map((one) => (one.id === said.id ? { ...one, ...defined(said.set) } : one)),
      }
  }
}

function defined<T extends object>(set: T): { [K in keyof T]-?: Exclude<T[K], undefined> } {
  const kept = Object.entries(set).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as { [K in keyof T]-?: Exclude<T[K], undefined> }
}

/** The days off with those that the department wrote, the latest of a year. */
export function calendarWith(calendar: Calendar, changes: readonly LawChange[]): Calendar {
  const own = inOrder(changes.filter(({ struckAt }) => struckAt === null)).flatMap(({ change }) =>
    change.kind === 'calendar' ? [[change.edition, change.document] as const] : [],
  )
  return { ...calendar, ...Object.fromEntries(own) }
}
