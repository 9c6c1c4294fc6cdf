import { localDay } from '../base/calendar.ts'
import { type Edition, mrpOf, type Part, type Sanction } from '../base/law.ts'

/** What a fine comes to, by who answers for it. */

export const subjectKinds = [
  'individual',
  'official',
  'smallBusiness',
  'nonprofit',
  'mediumBusiness',
  'largeBusiness',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

export interface Fine {
  kind: SubjectKind
  /** Whom the sanction names: it may be the parent of who did it. */
  payer: Sanction['subject']
  /** Null where the law counts in per cent of the economic benefit. */
  mrp: number | null
  percent: number | null
  /** Tenge; null where the МРП of the year is not known. */
  tenge: number | null
  /** Half of it for the short procedure (КоАП 810–811), half-tenge kept: how it is rounded is not confirmed. Null where there is none. */
  half: number | null
  /** Cut down to 10 МРП because of age (КоАП 66(1)). */
  capped: boolean
}

const minorsCap = 10
/** Whom a sanction may mean when it does not name the kind itself, in the order of looking. */
const meant: Record<SubjectKind, readonly Sanction['subject'][]> = {
  individual: ['individual', 'any', 'parent', 'legalRepresentative', 'foreigner', 'inspectedSubject'],
  official: ['official', 'any', 'inspectedSubject'],
  smallBusiness: ['smallBusiness', 'legalEntity', 'any', 'inspectedSubject'],
  nonprofit: ['nonprofit', 'legalEntity', 'any', 'inspectedSubject'],
  mediumBusiness: ['mediumBusiness', 'legalEntity', 'any', 'inspectedSubject'],
  largeBusiness: ['largeBusiness', 'legalEntity', 'any', 'inspectedSubject'],
}

/** The fine of the part for that kind of subject, by the МРП of the year of opening (КоАП 44(1)); null where none is named. */
export function moneyOf(
  part: Part,
  kind: SubjectKind,
  edition: Edition,
  openedAt: Date,
  minor: boolean | null = null,
): Fine | null {
  const fines = part.sanctions.filter((one) => one.kind === 'fine' && !one.additional)
  const found = meant[kind].map((payer) => fines.find((one) => one.subject === payer)).find((one) => one !== undefined)
  if (!found) return null
  const payer = found.subject
  const own = payer !== 'parent' && payer !== 'legalRepresentative'
  const named = found.mrp ?? null
  // A minor who trades or holds a post is a minor still.
  const capped = minor === true && own && named !== null && named > minorsCap
  const mrp = capped ? minorsCap : named
  const value = mrpOf(edition, Number(localDay(openedAt).slice(0, 4)))
  const tenge = mrp === null || value === null ? null : mrp * value
  // Where the data leaves it open, only a fine counted in МРП may be halved (810(1)).
  const short = part.shortProcedure !== false && mrp !== null
  return {
    ...{ kind, payer, mrp, percent: found.percent ?? null, tenge, capped },
    half: short && tenge !== null ? tenge / 2 : null,
  }
}

/** The fines for each kind that may be meant. */
export function finesOf(
  part: Part,
  kinds: readonly SubjectKind[],
  edition: Edition,
  openedAt: Date,
  minor: boolean | null = null,
): Fine[] {
  return kinds.flatMap((kind) => moneyOf(part, kind, edition, openedAt, minor) ?? [])
}
