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
  type Subject,
  type Urgency,
  urgencies,
  usualRoute,
} from './categories.ts'
import { askScores, likeliest, readWords, scoresOf, softmax, type WordScores } from './classify.ts'
import { askNet, conversation } from './conversation.ts'
import { explain } from './explain.ts'
import { type Features, languageFeatures, ruleFeatures } from './features.ts'
import { leaning } from './lean.ts'
import { candidates, findLink, type Link } from './link.ts'
import type { Model } from './model.ts'
import { tagPlaces } from './place-tags.ts'
import { categoryPrior, kindPrior, languagePrior, urgencyPrior } from './prior.ts'
import { routePrior } from './route.ts'
import { readSignals, type Signals } from './signals.ts'
import { type Division, divide, type Half } from './subjects.ts'
import { type Heard, noteOfficial, remember, type Thread } from './thread.ts'
import { type Trace, trace } from './trace.ts'

export { type Heard, openThread, recall, type Thread } from './thread.ts'

/** A message as it stands in its chat, before anything is decided. */
export interface View {
  heard: Heard
  signals: Signals
  trace: Trace
  words: WordScores
  rules: Features
  /** Likelihood of each category, were it a report. */
  likely: Float64Array
  link: Link
  /** Scores of the kinds by the words alone, and the row of numbers that the conversation adds. */
  own: Float64Array
  row: Float32Array
}

/** Reads one message of a chat; what was said before is in the thread, nothing after is known. */
export function detect(thread: Thread, message: Heard, model: Model): Reading {
  const view = look(thread, message, model)
  const reading = decide(view, model)
  settle(thread, view, reading)
  return reading
}

/** What a text alone tells, outside any chat: likelihoods in the order of `kinds` and of `categories`. */
export function readAlone(text: string, model: Model): { kinds: Float64Array; categories: Float64Array } {
  const signals = readSignals(text)
  const words = readWords(model, signals.text)
  const rules = ruleFeatures(signals, { media: null, at: noon })
  return {
    kinds: softmax(
      scoresOf(model, 'kind', words, [rules], kindPrior(signals, { media: null })),
      model.heads.kind.temperature,
    ),
    categories: softmax(
      scoresOf(model, 'category', words, [rules], categoryPrior(signals)),
      model.heads.category.temperature,
    ),
  }
}

const noon = new Date('2026-01-01T07:00:00Z')

/** What can be seen of a message in its chat. */
export function look(thread: Thread, heard: Heard, model: Model, signals = readSignals(heard.text)): View {
  const words = readWords(model, signals.text)
  const rules = ruleFeatures(signals, heard)
  const likely = softmax(
    scoresOf(model, 'category', words, [rules], categoryPrior(signals)),
    model.heads.category.temperature,
  )
  const own = scoresOf(model, 'kind', words, [rules], kindPrior(signals, heard))
  return { heard, signals, words, rules, likely, own, ...stand(thread, heard, signals, own, likely, model) }
}

/** How a message stands to what was said before it. */
export function stand(
  thread: Thread,
  heard: Heard,
  signals: Signals,
  own: Float64Array,
  likely: Float64Array,
  model: Model,
): Pick<View, 'trace' | 'link' | 'row'> {
  const mine = trace(
    signals.text,
    signals.places.map((place) => place.text),
  )
  const link = findLink(
    candidates(thread, heard, mine),
    signals,
    heard,
    likeliest(likely, 5),
    (features) => askScores(model.asks.tie, features)[0] ?? 0,
  )
  const standing = {
    link,
    before: thread.heard.at(-1),
    beforeThat: thread.heard.at(-2),
    answered: heard.replyTo === null ? undefined : thread.byId.get(heard.replyTo),
    official: thread.officials.get(heard.author) ?? 0,
  }
  return { trace: mine, link, row: conversation(own, likely, standing, signals, heard) }
}

/** Puts a message that was read into the window. */
export function settle(
  thread: Thread,
  view: Pick<View, 'heard' | 'signals' | 'trace' | 'link'>,
  reading: Reading,
): void {
  const { link, signals } = view
  const about = reading.incident ?? (link.happening !== null && link.minutes < 60 ? link.happening.incident : null)
  const over = reading.kind !== 'report' && (signals.cues.has('retract') || reading.kind === 'thanks')
  if (reading.kind === 'chatter' && signals.cues.has('official')) noteOfficial(thread, view.heard.author)
  remember(thread, view.heard, reading, view.trace, about, over)
}

/** What the program makes of what it sees; leaves the window as it is. */
export function decide(view: View, model: Model): Reading {
  const { signals, link } = view
  const likely = kindLikelihoods(view, model)
  const byRoute = routeLikelihoods(view, model)
  const kind = kindOf(likely, byRoute, view, model)
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
    places: report || kind === 'follow_up' ? tagPlaces(model.asks.place, signals.text, signals.places) : [],
    lang: languageIn(view, model),
    incident,
    also: second === null ? [] : [subjectOf(second.second, `${view.heard.id}+`, model)],
    likelihood: round(Math.max(likely[kinds.indexOf(kind)] ?? 0, report && inDanger(signals) ? sureOfDanger : 0)),
    why: explain(view, model, kind, category),
  }
}

/** Likelihood of each kind, in the order of `kinds`. */
export function kindLikelihoods({ own, row }: View, model: Model): Float64Array {
  const added = model.net === null ? new Float64Array(kinds.length) : askNet(model.net, row)
  return softmax(
    own.map((score, at) => score + (added[at] ?? 0)),
    model.heads.kind.temperature,
  )
}

function languageIn({ signals, words }: View, model: Model): Lang {
  return (
    langs[
      top(
        scoresOf(
          model,
          'lang',
          words,
          [languageFeatures(leaning(model, signals.text), signals)],
          languagePrior(signals),
        ),
      )
    ] ?? 'ru'
  )
}

/** The likeliest kind that is possible here: a follow-up needs something to follow, plain danger is never chatter. */
function kindOf(likely: Float64Array, byRoute: Float64Array, view: View, model: Model): Kind {
  const likelihood = (kind: Kind): number => likely[kinds.indexOf(kind)] ?? 0
  const possible = kinds.filter((kind) => kind !== 'report' && (kind !== 'follow_up' || view.link.happening !== null))
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

function categoryOf({ signals, link, likely }: View): Category {
  const best = categories[top(likely)] ?? 'other'
  if (signals.danger !== null && !quiet(signals) && usualRoute[best] !== 'emergency') return signals.danger.category
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
