import { type Category, categories, type Route, routes, usualRoute } from './categories.ts'
import type { Signals } from './signals.ts'

const strays = /^(?:бродяч|бездомн|стая$|стаи$|стаю$|свора|иесиз|буралк|кангыбас|кангыган|уйир)/
const owned =
  /^(?:повод|намордн|хозя|выгул|иеси|тумылдырык|жетек|алабай|питбул|овчарк|ротвейл|укус|покус|кусает|капт|каба)/
const service = /^(?:санитарн|обрез|аварийн|сухо|курап|сухие|коммунал)/

/** Where the routes stand by the categories a report may be of, as scores in the order of `routes`. */
export function routePrior(likely: Float64Array, signals: Signals): Float64Array {
  const shares = new Float64Array(routes.length).fill(0.01)
  for (const [at, category] of categories.entries()) {
    const route = routes.indexOf(ruled(category, signals))
    shares[route] = (shares[route] ?? 0) + (likely[at] ?? 0)
  }
  return shares.map((share) => Math.log(share))
}

/** The category's usual route, with the exceptions of the label guide: strays and dead trees are others' matter. */
function ruled(category: Category, signals: Signals): Route {
  if (category === 'dogs') return has(signals, strays) && !has(signals, owned) ? 'other_body' : 'offence'
  if (category === 'greenery') return has(signals, service) ? 'other_body' : 'offence'
  return usualRoute[category]
}

function has(signals: Signals, words: RegExp): boolean {
  return signals.text.tokens.some((token) => words.test(token.text))
}
