import { type Calendar, formatEnd, kazakhstan, localDay } from '../base/calendar.ts'
import { type Both, type Edition, type Part, refOf } from '../base/law.ts'
import { bodyName } from '../base/law-words.ts'
import { isMinor, isUnder16, type Person } from '../person/person.ts'
import { limitationOf } from './clock.ts'

/** Why a police protocol may not be drawn up at all: the hard stops, each with its rule. */

export interface Refusal {
  refused: 'not-police' | 'not-operative' | 'unknown-article' | 'limitation' | 'under-16' | 'no-application'
  /** Who it goes to instead: a body by its code in the data, or `crime`. */
  transferTo: string | null
  reason: Both
  rule: string
}

/** What of the case the stops look at; null where it is not known yet. */
export interface CaseSoFar {
  subject: Person | null
  offenceAt: Date | null
  detectedAt: Date | null
  continuing: boolean
  /** The victim has filed an application (КоАП 64(1)). */
  application: boolean
  now: Date
}

/** Whether that body may draw up a protocol for the part (КоАП 804). */
export function mayDrawUp(part: Part, body: string): boolean {
  return part.drawnUpBy.includes(body)
}

/** Why no protocol may follow under an article that the edition has without text, or does not have. */
export function refuseArticle(edition: Edition, article: string): Refusal | null {
  const dead = edition.doNotOffer.find((one) => one.article === article)
  if (dead)
    return {
      refused: 'not-operative',
      transferTo: article.startsWith('73-') ? 'crime' : null,
      reason: {
        ru: `Статья ${article} («${dead.titleRu}») не действует. ${dead.reasonRu}.`,
        kk: `${article}-бап қолданылмайды: мәтінде тек атауы қалған.${article.startsWith('73-') ? ' Іс-әрекетте қылмыс белгілері болуы мүмкін.' : ''}`,
      },
      rule: `КоАП ${article}`,
    }
  if (edition.parts.some((one) => one.article === article)) return null
  return {
    refused: 'unknown-article',
    transferTo: null,
    reason: {
      ru: `Статьи ${article} нет в каталоге этой редакции.`,
      kk: `${article}-бап осы редакцияның каталогында жоқ.`,
    },
    rule: `КоАП ${article}`,
  }
}

/** Every reason why the police may not draw up a protocol for this part now; empty when none is seen. */
export function refuseDraft(part: Part, edition: Edition, so: CaseSoFar, calendar: Calendar = kazakhstan): Refusal[] {
  const refusals: Refusal[] = []
  if (!mayDrawUp(part, 'police')) refusals.push(notPolice(part))
  const late = limitation(part, edition, so, calendar)
  if (late) refusals.push(late)
  if (so.subject && tooYoung(part, so.subject, so.offenceAt ?? so.now))
    refusals.push({
      refused: 'under-16',
      transferTo: null,
      reason: {
        ru: 'Лицу на день правонарушения не было 16 лет: само оно не отвечает. Родители отвечают там, где часть называет их.',
        kk: 'Құқық бұзушылық жасалған күні адам 16-ға толмаған: оның өзі жауаптылыққа тартылмайды. Ата-анасы бөлікте аталған жағдайда ғана жауап береді.',
      },
      rule: 'КоАП 65',
    })
  if (part.flags.includes('privateComplaintOnly') && !so.application)
    refusals.push({
      refused: 'no-application',
      transferTo: null,
      reason: {
        ru: 'Дело возбуждается только по заявлению потерпевшего; заявления нет.',
        kk: 'Іс тек жәбірленушінің арызы бойынша қозғалады; арыз жоқ.',
      },
      rule: 'КоАП 64(1)',
    })
  return refusals
}

function notPolice(part: Part): Refusal {
  const transferTo = part.drawnUpBy[0] ?? null
  const to = bodyName(transferTo ?? '')
  return {
    refused: 'not-police',
    transferTo,
    reason: {
      ru: `По статье ${refOf(part)} полиция протокол не составляет: материал передаётся по подведомственности – ${to.ru}.`,
      kk: `ӘҚБтК ${refOf(part)} бойынша полиция хаттама жасамайды: материал құзыретіне қарай беріледі – ${to.kk}.`,
    },
    rule: 'КоАП 804',
  }
}

function limitation(part: Part, edition: Edition, so: CaseSoFar, calendar: Calendar): Refusal | null {
  const { offenceAt, detectedAt, subject, continuing, now } = so
  if (!offenceAt && !continuing) return null
  const day = offenceAt ?? detectedAt ?? now
  const minor = subject ? isMinor(subject, localDay(day)) : null
  const end = limitationOf(
    { ...(offenceAt && { offenceCommitted: offenceAt }), ...(detectedAt && { offenceDetected: detectedAt }) },
    edition,
    calendar,
    { part, continuing, minor, entity: subject?.kind === 'entity' },
  )
  if (!end || now < end) return null
  return {
    refused: 'limitation',
    transferTo: null,
    reason: {
      ru: `Срок давности истёк: ${formatEnd(end, 'ru')}.`,
      kk: `Ескіру мерзімі өтіп кетті: ${formatEnd(end, 'kk')}.`,
    },
    rule: 'КоАП 62, 741(1)',
  }
}

/** Parts whose penalty falls on parents or representatives are about the young and stay open. */
function tooYoung(part: Part, subject: Person, at: Date): boolean {
  const elders = part.sanctions.some((one) => one.subject === 'parent' || one.subject === 'legalRepresentative')
  return !elders && isUnder16(subject, localDay(at)) === true
}
