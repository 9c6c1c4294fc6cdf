import { z } from 'zod'
import { type Calendar, type Day, movedDays } from './calendar.ts'
import { type Edition, mrpOf, type Part, partFile, refOf, staleAt } from './law.ts'
import type { LawChange } from './law-change.ts'
import { guideOf, limitsOf } from './law-guide.ts'
import type { Found } from './law-search.ts'
import { bodyName, flagText, sanctionRows, tenge } from './law-words.ts'

/** What pages are shown of the law. */

const both = z.object({ ru: z.string(), kk: z.string() })
const said = both.extend({ rule: z.string() })

export const editionView = z.object({
  id: z.string(),
  validFrom: z.string(),
  notAfter: z.string(),
  readOn: z.string(),
  document: z.string(),
  address: z.string(),
  caveat: z.string(),
  unconfirmed: z.array(z.string()),
  articles: z.number().int(),
  parts: z.number().int(),
  mrp: z.record(z.string(), z.number()),
  /** A newer text than this reading may be in force today. */
  stale: z.boolean(),
  basis: z.string(),
  /** Ids of the corrections in it. */
  corrections: z.array(z.string()),
  withdrawn: z
    .object({ at: z.string(), reason: z.string(), why: z.enum(['withdrawn', 'struck', 'replaced']) })
    .nullable(),
})
export type EditionView = z.infer<typeof editionView>

export function editionViewOf(edition: Edition, today: Day): EditionView {
  const { id, validFrom, notAfter, readOn, document, address, caveat, unconfirmed, mrp, parts, withdrawn } = edition
  return {
    ...{ id, validFrom, notAfter, readOn, document, address, caveat, unconfirmed, mrp, withdrawn },
    articles: new Set(parts.map((part) => part.article)).size,
    parts: parts.length,
    stale: staleAt(edition, today),
    basis: edition.basis.id,
    corrections: [...edition.corrections],
  }
}

export const changeView = z.object({
  id: z.string(),
  kind: z.enum(['edition', 'correction', 'withdrawal', 'calendar']),
  edition: z.string(),
  validFrom: z.string().nullable(),
  summary: both,
  reason: z.string(),
  byName: z.string(),
  at: z.string(),
  struckAt: z.string().nullable(),
  struckByName: z.string().nullable(),
})
export type ChangeView = z.infer<typeof changeView>

export function changeViewOf(change: LawChange): ChangeView {
  const { id, kind, edition, validFrom, reason, byName, struckByName } = change
  return {
    ...{ id, kind, edition, validFrom, reason, byName, struckByName },
    summary: summaryOf(change),
    at: change.at.toISOString(),
    struckAt: change.struckAt?.toISOString() ?? null,
  }
}

function summaryOf(change: LawChange): { ru: string; kk: string } {
  switch (change.kind) {
    case 'edition':
      return { ru: `Редакция с ${change.validFrom}`, kk: `${change.validFrom} күнінен қолданылатын редакция` }
    case 'withdrawal':
      return { ru: 'Редакция отозвана', kk: 'Редакция қайтарып алынды' }
    case 'calendar':
      return { ru: `Выходные дни ${change.edition} года`, kk: `${change.edition} жылғы демалыс күндері` }
    case 'correction': {
      const { document } = change
      if (document.what === 'mrp') {
        const money = tenge(document.tenge)
        return { ru: `МРП ${document.year} года – ${money}`, kk: `${document.year} жылғы АЕК – ${money}` }
      }
      const fields = Object.keys(document.set).join(', ')
      const name = document.what === 'part' ? `КоАП ${refOf(document)}` : document.id
      return { ru: `${name}: ${fields}`, kk: `${name}: ${fields}` }
    }
  }
}

export const yearView = z.object({
  year: z.number().int(),
  holidays: z.array(z.string()),
  religious: z.array(z.string()),
  off: z.array(z.string()),
  worked: z.array(z.string()),
  /** Given for holidays on a weekend, by the rule. */
  moved: z.array(z.string()),
  note: z.string(),
})
export type YearView = z.infer<typeof yearView>

export function yearViews(calendar: Calendar): YearView[] {
  return Object.entries(calendar).map(([year, { holidays, religious, off = [], worked = [], note }]) => {
    const moved = movedDays({ holidays, religious, off, worked, note })
    return { year: Number(year), holidays, religious, off, worked, moved, note }
  })
}

const partLine = z.object({ ref: z.string(), part: z.string().nullable(), conductRu: z.string(), repeat: z.boolean() })

export const articleView = z.object({
  article: z.string(),
  titleRu: z.string(),
  titleKk: z.string().nullable(),
  plain: both.nullable(),
  /** The part that fits what was asked best. */
  best: z.string(),
  parts: z.array(partLine),
})
export type ArticleView = z.infer<typeof articleView>

export const articlesPage = z.object({
  edition: z.string(),
  items: z.array(articleView),
  doNotOffer: z.array(z.object({ article: z.string(), titleRu: z.string(), reasonRu: z.string() })),
})
export type ArticlesPage = z.infer<typeof articlesPage>

const lineOf = (part: Part) => ({
  ...{ ref: refOf(part), part: part.part, conductRu: part.conductRu },
  repeat: part.repeatOf !== null || part.nonArrestableOf.length > 0,
})

export function articleViewOf({ article, best, parts }: Found): ArticleView {
  const { titleRu, titleKk } = best
  const plain = guideOf(best)?.plain ?? null
  return { article, titleRu, titleKk, plain, best: refOf(best), parts: parts.map(lineOf) }
}

export const partView = z.object({
  edition: z.string(),
  validFrom: z.string(),
  stale: z.boolean(),
  address: z.string(),
  article: z.string(),
  part: z.string().nullable(),
  ref: z.string(),
  titleRu: z.string(),
  titleKk: z.string().nullable(),
  conductRu: z.string(),
  plain: both.nullable(),
  ask: z.array(both),
  mayNot: z.array(said),
  year: z.number().int(),
  mrp: z.number().nullable(),
  sanctions: z.array(z.object({ subject: both, main: z.array(both), added: z.array(both) })),
  drawnUpBy: z.array(both),
  police: z.boolean(),
  considersBy: z.array(both),
  warningFirst: z.boolean(),
  shortProcedure: z.boolean().nullable(),
  onSpotWarning: z.boolean().nullable(),
  flags: z.array(both),
  minorsNoteRu: z.string().nullable(),
  notesRu: z.array(z.string()),
  /** What of this article is not certain. */
  caveatsRu: z.array(z.string()),
  sourceRef: z.string(),
  secondHand: z.boolean(),
  repeatOf: z.array(z.string()),
  repeatedBy: z.array(z.string()),
  insteadOf: z.array(z.string()),
  insteadBy: z.array(z.string()),
  parts: z.array(partLine),
  /** As the file has it: what a correction starts from. */
  raw: partFile,
})
export type PartView = z.infer<typeof partView>

/** All that is known of a part; fines in tenge of the year of `today`. */
export function partViewOf(edition: Edition, part: Part, today: Day): PartView {
  const { article, titleRu, titleKk, conductRu, warningFirst, shortProcedure, onSpotWarning, sourceRef } = part
  const year = Number(today.slice(0, 4))
  const mrp = mrpOf(edition, year)
  const known = guideOf(part)
  const family = edition.parts.filter((one) => one.article === article)
  const refs = (parts: readonly string[]) => parts.map((one) => refOf({ article, part: one }))
  const listing = (list: 'repeatOfAll' | 'nonArrestableOf') =>
    family.filter((one) => part.part !== null && one[list].includes(part.part)).map(refOf)
  const numbered = new RegExp(`(?<![\\d-])${article}(?![\\d-])`)
  return {
    ...{ edition: edition.id, validFrom: edition.validFrom, stale: staleAt(edition, today), address: edition.address },
    ...{ article, part: part.part, ref: refOf(part), titleRu, titleKk, conductRu },
    ...{ plain: known?.plain ?? null, ask: known?.article.ask ?? [], mayNot: limitsOf(part) },
    ...{ year, mrp, sanctions: sanctionRows(part, mrp) },
    drawnUpBy: part.drawnUpBy.map(bodyName),
    police: part.drawnUpBy.includes('police'),
    considersBy: part.considersBy.map(bodyName),
    ...{ warningFirst, shortProcedure, onSpotWarning, sourceRef },
    flags: part.flags.map(flagText).filter((text) => text !== null),
    minorsNoteRu: part.minorsNote,
    notesRu: [part.noteRu, part.articleNoteRu].filter((text) => text !== null),
    caveatsRu: edition.unconfirmed.filter((text) => numbered.test(text)),
    secondHand: part.confidence === 'second-hand',
    ...{ repeatOf: refs(part.repeatOfAll), repeatedBy: listing('repeatOfAll') },
    ...{ insteadOf: refs(part.nonArrestableOf), insteadBy: listing('nonArrestableOf') },
    parts: family.map(lineOf),
    raw: rawOf(part),
  }
}

function rawOf({
  article: _,
  titleRu: _ru,
  titleKk: _kk,
  articleNoteRu: _note,
  ...raw
}: Part): z.infer<typeof partFile> {
  return raw
}
