import {
  type Category,
  categories,
  type Kind,
  kinds,
  type Lang,
  type Likely,
  langs,
  type Reading,
  type Route,
  routes,
  type Span,
  type Subject,
  type ToldTime,
  type Urgency,
  urgencies,
  usualRoute,
} from './categories.ts'
import { askScores, likeliest, readWords, scoresOf, softmax } from './classify.ts'
import { askNet } from './conversation.ts'
import { explain } from './explain.ts'
import { languageFeatures } from './features.ts'
import { isGreeting } from './greeting.ts'
import { isForeign } from './language.ts'
import { leaning } from './lean.ts'
import { findMarks, type MarkKind } from './marks.ts'
import type { Model } from './model.ts'
import { tagPlaces } from './place-tags.ts'
import { languagePrior, urgencyPrior } from './prior.ts'
import { routePrior } from './route.ts'
import type { Signals } from './signals.ts'
import { type Division, divide, type Half } from './subjects.ts'
import type { View } from './view.ts'
import { findTimes } from './when.ts'

/** What the program makes of what it sees; leaves the window as it is. `as` takes it for a kind that it may not be. */
export function decide(view: View, model: Model, as: Kind | null = null): Reading {
  const { signals, link } = view
  const likely = kindLikelihoods(view, model)
  const byRoute = routeLikelihoods(view, model)
  const kind = as ?? kindOf(likely, byRoute, view, model)
  const second = kind === 'report' ? dividedIn(view, model) : null
  const category =
    kind === 'report' ? (second?.first.category ?? categoryOf(view)) : (link.happening?.category ?? 'other')
  const incident = incidentOf(view, kind, category)
  const mine = incident === null ? null : incident === link.happening?.incident ? link.happening.category : category
  const report = kind === 'report'
  const route = report ? routeOf(view, category, likely[kinds.indexOf('report')] ?? 0, byRoute, model) : null
  return {
    kind,
    category: report ? category : incident === null ? null : mine,
    categories: report ? offered(view, category) : [],
    route,
    urgency: report ? (route === 'emergency' ? 'now' : urgencyOf(view, model, category)) : null,
    places: report || kind === 'follow_up' ? placesIn(view, model) : [],
    times: report || kind === 'follow_up' ? timesIn(view) : [],
    lang: languageIn(view, model),
    incident,
    also: second === null ? [] : [subjectOf(second.second, `${view.heard.id}+`, model)],
    likelihood: round(Math.max(likely[kinds.indexOf(kind)] ?? 0, report && inDanger(signals) ? sureOfDanger : 0)),
    why: explain(view, model, kind, category),
  }
}

/** From here to what is told as a report a person looks; below, it is forgotten. */
const doubtFrom = 0.35

/** The same, but what may well be a report, though it is likelier none, is taken for one: so unlikely a one waits for a person. */
export function decideOrDoubt(view: View, model: Model): Reading {
  const reading = decide(view, model)
  if (reading.kind === 'report' || reading.kind === 'follow_up') return reading
  const [report = 0] = kindLikelihoods(view, model)
  return report >= doubtFrom ? decide(view, model, 'report') : reading
}

/** Likelihood of each kind, in the order of `kinds`. */
export function kindLikelihoods({ own, row }: View, model: Model): Float64Array {
  const added = model.net === null ? new Float64Array(kinds.length) : askNet(model.net, row)
  return softmax(
    own.map((score, at) => score + (added[at] ?? 0)),
    model.heads.kind.temperature,
  )
}

const noPlaces: ReadonlySet<MarkKind> = new Set(['plate', 'phone', 'iin', 'card', 'link', 'handle'])

/** The places named; numbers of cars and telephones are none. */
function placesIn({ signals }: View, model: Model): Span[] {
  const places = tagPlaces(model.asks.place, signals.text, signals.places)
  if (places.length === 0) return places
  const marks = findMarks(signals.text).filter(({ kind }) => noPlaces.has(kind))
  return places.filter((place) => !marks.some((mark) => mark.start < place.end && place.start < mark.end))
}

function timesIn({ signals, heard }: View): ToldTime[] {
  return findTimes(signals.text, heard.at).map(({ start, end, text, from, to, repeats, future }) => ({
    start,
    end,
    text,
    from: from.toISOString(),
    to: to.toISOString(),
    repeats,
    future,
  }))
}

function languageIn({ signals, words, spoken }: View, model: Model): Lang {
  const leans = leaning(model, signals.text)
  // A picture, a number or «ок» is in the language of its chat.
  if (leans.kk + leans.ru === 0 && spoken !== null) return spoken
  return langs[top(scoresOf(model, 'lang', words, [languageFeatures(leans, signals)], languagePrior(signals)))] ?? 'ru'
}

/** The likeliest kind that is possible here: a follow-up needs something to follow, plain danger is never chatter. */
function kindOf(likely: Float64Array, byRoute: Float64Array, view: View, model: Model): Kind {
  const follows = view.link.happening !== null && !isApart(view)
  const others = follows ? 1 : Math.max(1e-6, 1 - (likely[kinds.indexOf('follow_up')] ?? 0))
  const likelihood = (kind: Kind): number => (likely[kinds.indexOf(kind)] ?? 0) / others
  const possible = kinds.filter((kind) => kind !== 'report' && (kind !== 'follow_up' || follows))
  if (isForeign(view.signals.text) && view.signals.danger === null) return 'chatter'
  if (isGreeting(view.signals.text) && view.heard.media === null) return 'chatter'
  const report = likelihood('report')
  const told =
    report >= model.thresholds.other ||
    report * (byRoute[routes.indexOf('emergency')] ?? 0) >= model.thresholds.emergency
  const best = told ? 'report' : possible.reduce((a, b) => (likelihood(b) > likelihood(a) ? b : a))
  if (view.signals.danger === null || best === 'report' || quiet(view.signals)) return best
  // Danger told in the middle of another matter is a matter of its own.
  if (best === 'follow_up') {
    const { happening } = view.link
    return happening !== null && usualRoute[happening.category] === 'emergency' ? best : 'report'
  }
  const known = view.link.happening !== null && view.link.minutes < 60 && view.link.category > 0
  return known && likelihood('follow_up') > likelihood('report') ? 'follow_up' : 'report'
}

/** Somebody who has not spoken of the happening tells, in answer to nobody, of another matter at another place. */
const isApart = ({ link }: View): boolean => link.place < 0 && link.category < 0 && !link.reply && !link.joined

/** A safety word that nothing calms never depends on the learned weights alone. */
const sureOfDanger = 0.6
const inDanger = (signals: Signals): boolean => signals.danger !== null && !quiet(signals)

/** An answer of an official, a notice, news, a joke, thanks, an old story: words of danger without danger. */
function quiet({ cues, text }: Signals): boolean {
  if (cues.has('joke') || cues.has('thanks') || (cues.has('asks') && text.questionMarks > 0)) return true
  const calm =
    (cues.get('notice') ?? 0) +
    (cues.get('news') ?? 0) +
    (cues.get('official') ?? 0) +
    (cues.get('past') ?? 0) +
    (cues.get('retract') ?? 0)
  const alarm = (cues.get('now') ?? 0) + (cues.get('ask') ?? 0) + (text.exclamations > 0 ? 1 : 0)
  return calm > 0 && calm >= alarm
}

/** Plain danger names the category unless the words are far surer of another; its route stays an emergency either way. */
function categoryOf({ signals, link, likely }: View): Category {
  const best = categories[top(likely)] ?? 'other'
  const surely = (likely[top(likely)] ?? 0) >= 0.6
  if (inDanger(signals) && signals.danger !== null && usualRoute[best] !== 'emergency' && !surely)
    return signals.danger.category
  if (signals.text.tokens.length === 0 && link.happening !== null) return link.happening.category
  return best
}

/** The message as two happenings, where the learned weights say that it is two. */
function dividedIn({ signals, likely }: View, model: Model): Division | null {
  const division = divide(model, signals, likely)
  if (division === null) return null
  const [one = 0, two = 0] = askScores(model.asks.also, division.features)
  return two > one ? division : null
}

function subjectOf({ signals, category }: Half, incident: string, model: Model): Subject {
  const urgency = urgencyOf(
    { signals, words: readWords(model, signals.text), rules: { at: [], value: [] } },
    model,
    category,
  )
  return { category, route: usualRoute[category], urgency, incident }
}

/** The category decided and the two likeliest beside it. */
function offered({ likely }: View, category: Category): Likely[] {
  const found = likeliest(likely, 4)
  const mine = found.find((one) => one.category === category) ?? {
    category,
    likelihood: round(likely[categories.indexOf(category)] ?? 0),
  }
  return [mine, ...found.filter((one) => one.category !== category)].slice(0, 3)
}

/** Likelihood of each route, were the message a report, in the order of `routes`. */
export function routeLikelihoods({ signals, words, rules, likely }: View, model: Model): Float64Array {
  return softmax(scoresOf(model, 'route', words, [rules], routePrior(likely, signals)), model.heads.route.temperature)
}

/** An emergency missed is dearer than a false alarm: its route is taken long before it is the likeliest. */
function routeOf(view: View, category: Category, report: number, byRoute: Float64Array, model: Model): Route {
  if (inDanger(view.signals)) return 'emergency'
  if (view.signals.danger !== null && usualRoute[category] === 'emergency') return 'emergency'
  if (report * (byRoute[routes.indexOf('emergency')] ?? 0) >= model.thresholds.emergency) return 'emergency'
  return routes[top(byRoute)] ?? usualRoute[category]
}

function urgencyOf(
  { signals, words, rules }: Pick<View, 'signals' | 'words' | 'rules'>,
  model: Model,
  category: Category,
): Urgency {
  if (usualRoute[category] === 'emergency') return 'now'
  return urgencies[top(scoresOf(model, 'urgency', words, [rules], urgencyPrior(signals, category)))] ?? 'today'
}

/** A follow-up and thanks belong to the happening they follow; a report joins one only if nearly everything agrees. */
function incidentOf({ heard, link }: View, kind: Kind, category: Category): string | null {
  if (kind === 'follow_up') return link.happening?.incident ?? null
  if (kind === 'thanks') return link.happening !== null && link.score > -2 ? link.happening.incident : null
  if (kind !== 'report') return null
  const same =
    link.happening?.category === category && link.place >= 0 && (link.place > 0 || link.reply || link.words > 0.5)
  const lately = link.minutes < 36 * 60
  return same && lately && link.score >= 3 && link.happening !== null ? link.happening.incident : heard.id
}

function top(scored: Float64Array): number {
  let best = 0
  for (let i = 1; i < scored.length; i += 1) if ((scored[i] ?? 0) > (scored[best] ?? 0)) best = i
  return best
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
