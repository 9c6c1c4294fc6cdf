import type { Somebody } from '../person/person.ts'
import type { CaseRows } from './facts.ts'
import type { Candidate } from './qualify.ts'

/** What the law's data forbids, told anew from the files as they lie in `law/`, without the program's own reading of them. For tests alone. */

interface Sanction {
  kind: string
  subject: string
  mrp?: number | null
}
interface RawPart {
  part: string | null
  sanctions: Sanction[]
  drawnUpBy: string[]
  considersBy: string[]
  flags: string[]
  onSpotWarning: boolean | null
  shortProcedure: boolean | null
}
/** The file of articles, as JSON. */
export interface RawLaw {
  source: { editionWindow: { notBefore: string } }
  mrp: Record<string, number>
  doNotOffer: { article: string }[]
  articles: { article: string; parts: RawPart[] }[]
}

export interface Asked {
  article: string
  part: string | null
  subjectId: string | null
  unknownOffender: boolean
  answers: Readonly<Record<string, string>>
  now: Date
}

const local = (at: Date) => new Date(at.getTime() + 5 * 3_600_000)
const dayOf = (at: Date) => local(at).toISOString().slice(0, 10)

/** Full years between two local days. */
function years(birth: string, on: string): number {
  const whole = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? whole - 1 : whole
}

/** 24:00 of the same date so many months later, in the time of Shymkent. */
function monthsAfter(at: Date, months: number): Date {
  const from = local(at)
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0))
  const date = Math.min(from.getUTCDate(), first.getUTCDate())
  const end = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), date + 1)
  return new Date(end - 5 * 3_600_000)
}

function birthOf(person: Somebody): string | null {
  if (person.kind !== 'individual') return null
  if (person.birth) return person.birth
  const read = /^(\d\d)(\d\d)(\d\d)([1-6])/.exec(person.iin ?? '')
  return read && `${['18', '18', '19', '19', '20', '20'][Number(read[4]) - 1]}${read[1]}-${read[2]}-${read[3]}`
}

/** Why no protocol may be drawn up under the part now: each by its article. Empty where nothing forbids it. */
export function forbids(law: RawLaw, rows: CaseRows, asked: Asked): string[] {
  const { answers, now } = asked
  const { finding } = rows
  const happened = finding?.happenedAt ?? null
  const found: string[] = []
  const day = dayOf(happened ?? rows.happenedAt)
  if (day < law.source.editionWindow.notBefore) found.push('no text of the law of that day (5)')
  if (law.doNotOffer.some((one) => one.article === asked.article)) found.push('not operative')
  const part = law.articles.find((one) => one.article === asked.article)?.parts.find((one) => one.part === asked.part)
  if (!part) return [...found, 'no such part']
  if (!part.drawnUpBy.includes('police')) found.push('not drawn up by police (804)')
  if (part.flags.includes('privateComplaintOnly') && answers.application !== 'yes') found.push('no application (64(1))')
  const named = rows.subjects.find(({ id }) => id === asked.subjectId)
  if (asked.subjectId && named?.role !== 'offender') found.push('not named as an offender (803(2)(3))')
  if (
    rows.drawn?.some(
      (one) => one.article === asked.article && one.part === asked.part && one.subjectId === asked.subjectId,
    )
  )
    found.push('already drawn up (741(1))')
  const person = named?.person ?? null
  if (happened && happened > now) found.push('not yet happened (803(2))')
  const detected = finding && happened && happened > rows.openedAt ? finding.at : rows.openedAt
  if (happened && happened <= now && detected < happened) found.push('detected before it happened (806)')
  found.push(...ofPerson(part, person, day && dayOf(happened ?? now), answers))
  found.push(...tooLate(asked.article, part, person, happened, detected, asked))
  return found
}

function ofPerson(part: RawPart, person: Somebody | null, on: string, answers: Asked['answers']): string[] {
  if (person?.kind !== 'individual') return []
  const birth = birthOf(person)
  return [
    ...(birth && years(birth, on) < 16 && !elders(part) ? ['under 16 (65)'] : []),
    ...(person.special !== 'none' && answers.special !== 'general' ? ['special subject (32)'] : []),
    ...(person.foreigner && answers.immunity !== 'no' ? ['immunity not ruled out (810(2)(3))'] : []),
  ]
}

/** Two months from the offence; from its detection where it went on, or a year or three where 62(2) says so; again from a new start. */
function tooLate(
  article: string,
  part: RawPart,
  person: Somebody | null,
  happened: Date | null,
  detected: Date,
  asked: Asked,
): string[] {
  const { answers, now } = asked
  const continuing = answers.limit === 'continuing'
  if (!happened && !continuing) return []
  const entity = person?.kind === 'entity'
  const general = happened && monthsAfter(happened, 2)
  const longer: Record<string, number> = { 79: 12, 344: entity ? 36 : 12 }
  const special = longer[article]
  const ends: Date[] = []
  if (special && happened) ends.push(monthsAfter(happened, special), monthsAfter(detected, 2))
  if (continuing) ends.push(monthsAfter(detected, 2))
  if (ends.length === 0 && general) ends.push(general)
  const limit = ends.length > 0 ? new Date(Math.min(...ends.map(Number))) : null
  const anew = answers['limit.from'] ? new Date(`${answers['limit.from']}T00:00:00+05:00`) : null
  const restarted = anew !== null && anew <= now && ((answers.limit === 'interrupted' && limit !== null && anew < limit) || answers.limit === 'criminalCase') // biome-ignore format: one line
  const until = restarted && anew ? monthsAfter(anew, answers.limit === 'interrupted' ? 2 : 3) : limit
  const late = until !== null && now >= until ? ['limitation passed (62)'] : []
  const birth = person && birthOf(person)
  const minor = birth && happened && years(birth, dayOf(happened)) < 18 && person.kind === 'individual'
  if (late.length > 0 || !minor || continuing || restarted || part.part === 'none') return late
  const half = monthsAfter(happened, 1)
  return now >= half && (limit === null || half < limit) && answers.minorLimit !== 'runs'
    ? ['half of the limitation passed (71)']
    : []
}

/** Why no warning may be given on the spot under the part: what forbids a protocol, and what 807 asks for. */
export function forbidsWarning(law: RawLaw, rows: CaseRows, asked: Asked): string[] {
  const part = law.articles.find((one) => one.article === asked.article)?.parts.find((one) => one.part === asked.part)
  const person = rows.subjects.find(({ id }) => id === asked.subjectId)?.person
  return [
    ...forbids(law, rows, asked),
    ...(part?.onSpotWarning === true ? [] : ['no warning on the spot (807)']),
    ...(part?.sanctions.some(({ kind }) => kind === 'warning') ? [] : ['no warning in the sanction (43)']),
    ...(part?.considersBy.some((body) => ['policeAnyRank', 'precinctInspector'].includes(body))
      ? []
      : ['not decided by an inspector (685)']),
    ...(person && person.kind !== ('unknown' as string) ? [] : ['nobody known who admits the fact (807(1))']),
  ]
}

/** What a candidate promises though the data has it not: arrest or works for the young and for firms, a warning, the short procedure, a sum. */
export function misleads(law: RawLaw, told: Candidate, person: Somebody | null, happened: Date, now: Date): string[] {
  const { consequences } = told
  const part = law.articles.find((one) => one.article === told.article)?.parts.find((one) => one.part === told.part)
  if (!consequences || !part) return consequences ? ['no such part'] : []
  const birth = person && birthOf(person)
  const young = birth !== null && birth !== undefined && years(birth, dayOf(happened)) < 18
  const spared = young || person?.kind === 'entity'
  const has = (kind: string) => part.sanctions.some((one) => one.kind === kind)
  const value = law.mrp[dayOf(now).slice(0, 4)] ?? null
  const units = new Set(
    part.sanctions.flatMap(({ kind, mrp }) => (kind === 'fine' && typeof mrp === 'number' ? [mrp] : [])),
  )
  const isWrong = ({ mrp, tenge, capped }: (typeof consequences.fines)[number]) =>
    mrp !== null && (!(units.has(mrp) || (capped && mrp === 10 && young)) || tenge !== (value === null ? null : mrp * value) || (young && person?.kind === 'individual' && !capped && mrp > 10 && !elders(part))) // biome-ignore format: one line
  return [
    ...(consequences.arrest && (spared || !has('arrest')) ? ['arrest (50)'] : []),
    ...(consequences.works && (spared || !has('communityWorks')) ? ['works (49-1)'] : []),
    ...(consequences.onSpotWarning && part.onSpotWarning !== true ? ['a warning on the spot (807)'] : []),
    ...(consequences.shortProcedure && part.shortProcedure !== true ? ['the short procedure (810)'] : []),
    ...(consequences.fines.some(isWrong) ? ['a sum'] : []),
  ]
}

const elders = (part: RawPart) =>
  part.sanctions.some(({ subject }) => subject === 'parent' || subject === 'legalRepresentative')
