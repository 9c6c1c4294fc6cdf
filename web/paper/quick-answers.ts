import { addWorkdays, formatInstant, instant, localDay } from '../../src/base/calendar.ts'
import type { Both } from '../../src/base/law.ts'
import type { PaperSettings } from '../../src/protocol/paper-settings.ts'

/** A ready answer of a field, in both languages, so that a change of language keeps it. An empty one leaves lines for the hand. */
export interface QuickAnswer {
  label: Both
  value: Both
}

const answer = (ru: string, kk: string): QuickAnswer => ({ label: { ru, kk }, value: { ru, kk } })

const workplaces = [
  answer('не работает', 'жұмыс істемейді'),
  answer('пенсионер', 'зейнеткер'),
  answer('учащийся', 'білім алушы'),
  answer('домохозяйка', 'үй шаруасында'),
]
const explanations: QuickAnswer[] = [
  { label: { ru: 'пишет сам', kk: 'өзі жазады' }, value: { ru: '', kk: '' } },
  answer('от объяснений отказался(лась)', 'түсініктеме беруден бас тартты'),
]

/** Working days ahead on which a hearing is often set, at ten. */
const hearings = [1, 3, 5, 10]

/** The ready answers of a field; none where an answer cannot be guessed. */
export function quickAnswers(id: string, settings: PaperSettings | null, now: number): QuickAnswer[] {
  switch (id) {
    case 'person.workplace':
      return workplaces
    case 'person.explanation':
      return explanations
    case 'hearing.time':
      return hearings.map((days) => {
        const at = instant(addWorkdays(localDay(new Date(now)), days), '10:00')
        return answer(formatInstant(at, 'ru'), formatInstant(at, 'kk'))
      })
    case 'hearing.place':
      return settings ? given([settings.hearingPolice, settings.hearingCourt, settings.hearingAkimat]) : []
    case 'protocol.place':
    case 'place.drawnUp':
      return settings ? given([settings.drawnUpPlace]) : []
    case 'to':
      return settings ? given([settings.head]) : []
    default:
      return []
  }
}

/** A place written in one language alone stands in both. */
const given = (places: readonly Both[]): QuickAnswer[] =>
  places.filter(({ ru, kk }) => ru || kk).map(({ ru, kk }) => answer(ru || kk, kk || ru))
