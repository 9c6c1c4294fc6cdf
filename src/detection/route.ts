import { type Category, type Route, usualRoute } from './categories.ts'
import type { Signals } from './signals.ts'

const strays = /^(?:бродяч|бездомн|стая$|стаи$|стаю$|свора|иесиз|буралк|кангыбас|кангыган|уйир)/
const owned =
  /^(?:повод|намордн|хозя|выгул|иеси|тумылдырык|жетек|алабай|питбул|овчарк|ротвейл|укус|покус|кусает|капт|каба)/
const service = /^(?:санитарн|обрез|аварийн|сухо|курап|сухие|коммунал)/

/** The way of a report: the category's usual one, with the exceptions of the label guide (strays and dead trees are others' matter). */
export function routeOf(category: Category, signals: Signals): Route {
  if (signals.danger !== null && usualRoute[category] === 'emergency') return 'emergency'
  if (category === 'dogs') return has(signals, strays) && !has(signals, owned) ? 'other_body' : 'offence'
  if (category === 'greenery') return has(signals, service) ? 'other_body' : 'offence'
  return usualRoute[category]
}

function has(signals: Signals, words: RegExp): boolean {
  return signals.text.tokens.some((token) => words.test(token.text))
}
