import type { Locale } from '../base/access.ts'
import type { Category } from '../detection/categories.ts'
import type { Outcome, Status } from '../incident/life.ts'
import type { Breakdown, speedIds } from './measures.ts'
import { categoryNames, outcomeNames, statusNames } from './nouns.ts'
import { articleWord, channelWord, noPrecinct, penaltyWord, precinctWord, speedWords } from './words.ts'

/** The words for one value of a breakdown; `numberOf` gives a precinct's number by its id. */
export function valueWord(
  of: Breakdown,
  value: string,
  locale: Locale,
  numberOf: (id: string) => string | undefined,
): string {
  switch (of) {
    case 'category':
      return categoryNames[locale][value as Category]
    case 'status':
      return statusNames[locale][value as Status]
    case 'outcome':
      return outcomeNames[locale][value as Outcome]
    case 'precinct': {
      const number = numberOf(value)
      return number === undefined ? noPrecinct[locale] : precinctWord(number, locale)
    }
    case 'channel':
      return channelWord(value, locale)
    case 'speed':
      return speedWords[locale][value as (typeof speedIds)[number]]
    case 'article':
      return articleWord(value, locale)
    case 'penalty':
      return penaltyWord(value, locale)
    case 'sanction': {
      const cut = value.lastIndexOf('/')
      return `${articleWord(value.slice(0, cut), locale)}: ${penaltyWord(value.slice(cut + 1), locale)}`
    }
    case 'openedOn':
    case 'closedOn':
    case 'cell':
    case 'score':
      return value
  }
}
