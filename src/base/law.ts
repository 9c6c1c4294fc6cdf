import { z } from 'zod'
import { type Day, isDay } from './calendar.ts'

/** The law as dated data: editions of КоАП, their articles by part, and how a case is conducted. */

/** Text in both languages of the paper. */
export interface Both {
  ru: string
  kk: string
}
export type PaperLang = keyof Both

const confidence = z.enum(['read', 'second-hand'])
const span = z.tuple([z.number().nullable(), z.number()])
const day = z.string().refine(isDay, 'expected a day YYYY-MM-DD')

const sanction = z.strictObject({
  kind: z.enum([
    'fine',
    'warning',
    'communityWorks',
    'arrest',
    'confiscation',
    'rightLoss',
    'licence',
    'expulsion',
    'activitySuspension',
  ]),
  subject: z.enum([
    'any',
    'individual',
    'official',
    'smallBusiness',
    'nonprofit',
    'mediumBusiness',
    'largeBusiness',
    'legalEntity',
    'parent',
    'legalRepresentative',
    'foreigner',
    'inspectedSubject',
    'privateNotary',
    'privateBailiff',
    'advocate',
    'legalConsultant',
  ]),
  alternative: z.boolean(),
  mrp: z.number().nullable().optional(),
  percentOf: z.literal('economicBenefit').optional(),
  percent: z.number().optional(),
  hours: span.optional(),
  days: span.optional(),
  months: span.optional(),
  additional: z.boolean().optional(),
  optional: z.boolean().optional(),
  effect: z.enum(['suspension', 'revocation']).optional(),
})
export type Sanction = z.infer<typeof sanction>

/** One part as the file has it. */
export const partFile = z.strictObject({
  part: z.string().nullable(),
  conductRu: z.string(),
  repeatOf: z.string().nullable(),
  repeatOfAll: z.array(z.string()),
  nonArrestableOf: z.array(z.string()),
  sanctions: z.array(sanction),
  considersBy: z.array(z.string()),
  drawnUpBy: z.array(z.string()),
  shortProcedure: z.boolean().nullable(),
  warningFirst: z.boolean(),
  onSpotWarning: z.boolean().nullable(),
  minorsNote: z.string().nullable(),
  flags: z.array(z.string()),
  noteRu: z.string().nullable(),
  sourceRef: z.string(),
  confidence,
})

const source = z.looseObject({
  document: z.string(),
  officialAddress: z.url(),
  readOn: day,
  editionWindow: z.object({ notBefore: day, notAfter: z.string(), basis: z.string() }),
  caveat: z.string(),
  knownWeaknesses: z.array(z.string()),
})

/** What `law/koap-articles.json` must look like. */
export const articlesFile = z.looseObject({
  source,
  mrp: z.record(z.string().regex(/^\d{4}$/), z.number().positive()),
  mrpNote: z.string(),
  generalRules: z.array(z.looseObject({ id: z.string(), ref: z.string(), ruleRu: z.string() })),
  doNotOffer: z.array(z.object({ article: z.string(), titleRu: z.string(), reasonRu: z.string(), confidence })),
  articles: z.array(
    z.strictObject({
      article: z.string(),
      titleRu: z.string(),
      titleKk: z.string().nullable(),
      requested: z.boolean(),
      noteRu: z.string().nullable(),
      parts: z.array(partFile).min(1),
    }),
  ),
})

const protocolField = z.strictObject({
  id: z.string(),
  labelRu: z.string(),
  obligation: z.enum(['obligatory', 'conditional']),
  conditionRu: z.string().nullable(),
  appliesTo: z.enum(['all', 'individual', 'legalEntity', 'minor']),
  rule: z.string(),
  noteRu: z.string().nullable(),
  confidence,
})
export type ProtocolField = z.infer<typeof protocolField>

export const termFile = z.strictObject({
  id: z.string(),
  labelRu: z.string(),
  fromEvent: z.string(),
  length: z.number().nullable(),
  unit: z.enum(['hours', 'days', 'months']).nullable(),
  immediate: z.boolean(),
  nonWorkingDayRule: z.enum(['shiftToNextWorkingDay', 'unsettled', 'none']),
  rule: z.string(),
  appliesToArticles: z.array(z.string()).nullable(),
  noteRu: z.string().nullable(),
  confidence,
})
export type Term = z.infer<typeof termFile>

/** What `law/koap-procedure.json` must look like. */
export const procedureFile = z.looseObject({
  source,
  nonWorkingDayRules: z.object({ shiftToNextWorkingDay: z.string(), unsettled: z.string(), none: z.string() }),
  protocolFields: z.array(protocolField).min(1),
  deadlines: z.array(termFile).min(1),
  rights744: z.array(z.object({ id: z.string(), textRu: z.string() })).min(1),
})

/** One part of an article with what it hangs on: the unit that a person chooses. */
export interface Part extends z.infer<typeof partFile> {
  article: string
  titleRu: string
  /** Null: the official Kazakh title was not read; show the Russian one with `titleNote`. */
  titleKk: string | null
  articleNoteRu: string | null
}

/** The law as read for a span of time. */
export interface Edition {
  id: string
  validFrom: Day
  /** The edition that this one corrects and from when that holds; itself when it corrects none. */
  basis: { id: string; validFrom: Day }
  /** Ids of the corrections in it (`law-change.ts`). */
  corrections: readonly string[]
  /** Since when (ISO) and why it gives no new papers, or null; the cases begun under it keep it. */
  withdrawn: { at: string; reason: string; why: 'withdrawn' | 'struck' | 'replaced' } | null
  /** Year and month after which a newer text is known or likely: `staleAt` compares with it. */
  notAfter: string
  readOn: Day
  document: string
  address: string
  caveat: string
  unconfirmed: string[]
  mrp: Readonly<Record<string, number>>
  parts: readonly Part[]
  doNotOffer: readonly { article: string; titleRu: string; reasonRu: string }[]
  protocolFields: readonly ProtocolField[]
  terms: readonly Term[]
  rights: readonly { id: string; textRu: string }[]
}

/** Shown where a Kazakh title should stand and only the Russian one is known. */
export const titleNote: Both = {
  ru: 'Казахское название статьи не сверено с официальным текстом.',
  kk: 'Баптың қазақша атауы ресми мәтінмен салыстырылмаған, орысша атауы берілді.',
}

/** An edition out of the two files of `law/`; throws where a file does not look as it must. */
export function readEdition(articlesJson: unknown, procedureJson: unknown): Edition {
  const articles = articlesFile.parse(articlesJson)
  const procedure = procedureFile.parse(procedureJson)
  const { editionWindow, readOn, document, officialAddress, caveat, knownWeaknesses } = articles.source
  if (procedure.source.editionWindow.notBefore !== editionWindow.notBefore)
    throw new Error(
      `Expected both files of one edition, got articles from ${editionWindow.notBefore} and procedure from ${procedure.source.editionWindow.notBefore}. Put files of the same reading together.`,
    )
  const parts = articles.articles.flatMap(({ article, titleRu, titleKk, noteRu, parts }) =>
    parts.map((one) => ({ ...one, article, titleRu, titleKk, articleNoteRu: noteRu })),
  )
  const id = `koap-${editionWindow.notBefore}`
  return {
    id,
    validFrom: editionWindow.notBefore,
    basis: { id, validFrom: editionWindow.notBefore },
    corrections: [],
    withdrawn: null,
    notAfter: editionWindow.notAfter,
    readOn,
    document,
    address: officialAddress,
    caveat,
    unconfirmed: [...new Set([...knownWeaknesses, articles.mrpNote, editionWindow.basis])],
    mrp: articles.mrp,
    parts,
    doNotOffer: articles.doNotOffer,
    protocolFields: procedure.protocolFields,
    terms: procedure.deadlines,
    rights: procedure.rights744,
  }
}

/**
 * The edition in force on a day as far as we hold it, or null before the earliest: of the newest reading the newest
 * correction, and of two of one day the one added later. A withdrawn one is never given.
 */
export function editionAt(editions: readonly Edition[], at: Day): Edition | null {
  let best: Edition | null = null
  for (const one of editions) {
    if (one.withdrawn || one.validFrom > at) continue
    const newer = (best?.basis.validFrom ?? '') < one.basis.validFrom
    const same = best?.basis.validFrom === one.basis.validFrom
    if (!best || newer || (same && best.validFrom <= one.validFrom)) best = one
  }
  return best
}

/** The edition of this id, withdrawn or not, or null: what a case was begun under. */
export function findEdition(editions: readonly Edition[], id: string): Edition | null {
  return editions.find((one) => one.id === id) ?? null
}

/** Whether a newer text than this reading may be in force on that day: the paper then says so. */
export function staleAt(edition: Edition, at: Day): boolean {
  return at.slice(0, edition.notAfter.length) > edition.notAfter
}

/** The part of an article, or null; `part` is null for an article without parts. */
export function findPart(edition: Edition, article: string, part: string | null): Part | null {
  return edition.parts.find((one) => one.article === article && one.part === part) ?? null
}

/** «505(1)», or «131» for an article without parts. */
export function refOf(part: { article: string; part: string | null }): string {
  return part.part === null ? part.article : `${part.article}(${part.part})`
}

/** The МРП in tenge of the year in which the case was opened (КоАП 44(1)), or null when it is not known. */
export function mrpOf(edition: Edition, year: number): number | null {
  return edition.mrp[String(year)] ?? null
}
