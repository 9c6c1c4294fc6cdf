import { type Calendar, formatEnd, formatInstant, instant, isDay, kazakhstan, localDay } from '../base/calendar.ts'
import type { Edition, Part } from '../base/law.ts'
import { isMinor } from '../person/person.ts'
import { type CaseEvents, limitationOf } from './clock.ts'
import type { Limitation } from './consequences.ts'
import type { CaseSoFar, Refusal } from './refuse.ts'
import { mustDecide } from './refuse-person.ts'

/** Times that cannot be, and liability that has ended (КоАП 62, 741(1)). */
export function refuseForTime(part: Part, edition: Edition, so: CaseSoFar, calendar: Calendar): Refusal[] {
  return [...impossible(so), ...limitation(part, edition, so, calendar)]
}

function impossible({ offenceAt, detectedAt, now }: CaseSoFar): Refusal[] {
  if (!offenceAt) return []
  const told = (lang: 'ru' | 'kk') => formatInstant(offenceAt, lang)
  if (offenceAt > now)
    return [
      {
        ...{ refused: 'future', transferTo: null, rule: 'КоАП 803(2)', instead: { do: 'finding' } },
        reason: {
          ru: `Время правонарушения ещё не наступило: ${told('ru')}. Исправьте его в осмотре.`,
          kk: `Құқық бұзушылық уақыты әлі келген жоқ: ${told('kk')}. Оны қарауда түзетіңіз.`,
        },
      },
    ]
  if (!detectedAt || detectedAt >= offenceAt) return []
  return [
    {
      ...{ refused: 'detected-before', transferTo: null, rule: 'КоАП 802(1), 806(1)', instead: { do: 'finding' } },
      reason: {
        ru: `Обнаружено раньше, чем совершено (${told('ru')}). Проверьте время в осмотре.`,
        kk: `Жасалғанынан (${told('kk')}) бұрын анықталған болып тұр. Қараудағы уақытты тексеріңіз.`,
      },
    },
  ]
}

/** When the limitation ends as far as it is known, the half for the young apart because it was read second-hand. */
export function limitationFor(
  part: Part,
  edition: Edition,
  so: CaseSoFar,
  calendar: Calendar = kazakhstan,
): { until: Date; minorHalf: Date | null } | null {
  const { offenceAt, detectedAt, subject, answers = {} } = so
  const continuing = so.continuing || answers.limit === 'continuing'
  if (!offenceAt && !continuing) return null
  const known = {
    ...(offenceAt && { offenceCommitted: offenceAt }),
    ...(detectedAt && { offenceDetected: detectedAt }),
  }
  const entity = subject?.kind === 'entity'
  const end = (minor: boolean, restarted: CaseEvents = {}) =>
    limitationOf({ ...known, ...restarted }, edition, calendar, { part, continuing, minor, entity })
  const first = end(false)
  const restarted = restartOf(answers, first, so.now)
  const until = end(false, restarted)
  if (!until) return null
  const day = offenceAt ?? detectedAt ?? so.now
  // The half is counted from the offence, so it says nothing of one that went on or was interrupted.
  const plain = !continuing && Object.keys(restarted).length === 0
  const young = subject && plain ? isMinor(subject, localDay(day)) : false
  const half = young ? end(true) : null
  return { until, minorHalf: half && half < until ? half : null }
}

/** A new offence starts the term anew only while it still runs (КоАП 62(7)); a day to come starts nothing. */
function restartOf(answers: Readonly<Record<string, string>>, first: Date | null, now: Date): CaseEvents {
  const from = answers['limit.from']
  const at = from && isDay(from) ? instant(from) : null
  if (!at || at > now) return {}
  if (answers.limit === 'interrupted') return first && at < first ? { newOffenceDetected: at } : {}
  return answers.limit === 'criminalCase' ? { criminalCaseClosedReceived: at } : {}
}

/** The same in ISO 8601, to be shown. */
export function limitationShown(part: Part, edition: Edition, so: CaseSoFar): Limitation | null {
  const found = limitationFor(part, edition, so)
  return found && { until: found.until.toISOString(), minorHalf: found.minorHalf?.toISOString() ?? null }
}

function limitation(part: Part, edition: Edition, so: CaseSoFar, calendar: Calendar): Refusal[] {
  const { now, answers = {} } = so
  const found = limitationFor(part, edition, so, calendar)
  if (!found) return []
  const { until, minorHalf } = found
  if (now >= until) {
    const asked = answers.limit === 'interrupted' || answers.limit === 'criminalCase' ? 'limit.from' : 'limit'
    const settled = answers.limit === 'none' || answers.limit === 'continuing' || Boolean(answers['limit.from'])
    return [
      {
        refused: 'limitation',
        transferTo: null,
        reason: {
          ru: `Срок давности истёк: ${formatEnd(until, 'ru')}.`,
          kk: `Ескіру мерзімі өтіп кетті: ${formatEnd(until, 'kk')}.`,
        },
        rule: 'КоАП 62, 741(1)',
        instead: settled ? { do: 'close' } : { do: 'answer', question: asked },
      },
    ]
  }
  if (!minorHalf || now < minorHalf || answers.minorLimit === 'runs') return []
  const reason = {
    ru: `Половинный срок давности для лица до 18 лет прошёл: ${formatEnd(minorHalf, 'ru')}. Статья 71 здесь не прочитана: сверьте её и ответьте.`,
    kk: `18-ге толмағанға арналған жартылай ескіру мерзімі өтті: ${formatEnd(minorHalf, 'kk')}. 71-бап мұнда оқылмаған: салыстырып, жауап беріңіз.`,
  }
  if (answers.minorLimit !== 'passed') return [mustDecide('minorLimit', 'КоАП 71, вторичный источник', reason)]
  return [{ refused: 'limitation', transferTo: null, reason, rule: 'КоАП 62, 71, 741(1)', instead: { do: 'close' } }]
}
