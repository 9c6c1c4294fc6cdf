import {
  type Category,
  categories,
  type Kind,
  kinds,
  type Reading,
  type Urgency,
  urgencies,
  usualRoute,
  type Why,
} from './categories.ts'
import { reason, scores, softmax } from './classify.ts'
import { contextFeatures, type Features, ruleFeatures, wordFeatures } from './features.ts'
import { findLink, type Link } from './link.ts'
import type { Model } from './model.ts'
import { categoryPrior, kindPrior, urgencyPrior } from './prior.ts'
import { routeOf } from './route.ts'
import { readSignals, type Signals } from './signals.ts'
import { type Heard, noteOfficial, remember, type Thread } from './thread.ts'
import { type Trace, trace } from './trace.ts'

export { type Heard, openThread, recall, type Thread } from './thread.ts'

/** A message as it stands in its chat, before anything is decided. */
export interface View {
  heard: Heard
  signals: Signals
  trace: Trace
  link: Link
  /** Features of the message alone, and of its place in the chat. */
  own: Features[]
  context: Features
}

/** Reads one message of a chat; what was said before is in the thread, nothing after is known. */
export function detect(thread: Thread, message: Heard, model: Model): Reading {
  const view = look(thread, message, model.buckets)
  const reading = decide(view, model)
  settle(thread, view, reading)
  return reading
}

/** What can be seen of a message; training looks through the same eyes. */
export function look(thread: Thread, heard: Heard, buckets: number): View {
  const signals = readSignals(heard.text)
  const own = trace(
    signals.text,
    signals.places.map((place) => place.text),
  )
  const link = findLink(thread, heard, signals, own)
  const context = {
    link,
    before: thread.heard.at(-1),
    answered: heard.replyTo === null ? undefined : thread.byId.get(heard.replyTo),
    official: thread.officials.get(heard.author) ?? 0,
  }
  return {
    heard,
    signals,
    trace: own,
    link,
    own: [wordFeatures(signals, buckets), ruleFeatures(signals, heard, buckets)],
    context: contextFeatures(context, signals, heard, buckets),
  }
}

/** Puts a message that was read into the window. */
export function settle(thread: Thread, view: View, reading: Reading): void {
  const { link, signals } = view
  const about = reading.incident ?? (link.happening !== null && link.minutes < 60 ? link.happening.incident : null)
  const over = reading.kind !== 'report' && (signals.cues.has('retract') || reading.kind === 'thanks')
  if (reading.kind === 'chatter' && signals.cues.has('official')) noteOfficial(thread, view.heard.author)
  remember(thread, view.heard, reading, view.trace, about, over)
}

/** What the program makes of what it sees; leaves the window as it is. */
export function decide(view: View, model: Model): Reading {
  const { signals, heard, link } = view
  const parts = [...view.own, view.context]
  const likely = softmax(add(scores(model.kind, parts), kindPrior(signals, heard, link)))
  const kind = kindOf(likely, view)
  const category = kind === 'report' ? categoryOf(view, model) : (link.happening?.category ?? 'other')
  const incident = incidentOf(view, kind, category)
  const mine = incident === null ? null : incident === link.happening?.incident ? link.happening.category : category
  const report = kind === 'report'
  const urgency = report ? urgencyOf(view, model, category) : null
  return {
    kind,
    category: report ? category : incident === null ? null : mine,
    route: report ? routeOf(category, signals) : null,
    urgency,
    places: kind === 'report' || kind === 'follow_up' ? signals.places : [],
    lang: signals.lang,
    incident,
    likelihood: round(Math.max(likely[kinds.indexOf(kind)] ?? 0, report && inDanger(signals) ? sureOfDanger : 0)),
    why: explain(view, model, kind, category),
  }
}

/** The likeliest kind that is possible here: a follow-up needs something to follow, plain danger is never chatter. */
function kindOf(likely: Float64Array, view: View): Kind {
  const possible = kinds.filter((kind) => kind !== 'follow_up' || view.link.happening !== null)
  const likelihood = (kind: Kind): number => likely[kinds.indexOf(kind)] ?? 0
  const best = possible.reduce((a, b) => (likelihood(b) > likelihood(a) ? b : a))
  if (view.signals.danger === null || best === 'report' || quiet(view.signals)) return best
  // Danger told in the middle of another matter is a matter of its own.
  if (best === 'follow_up') {
    const { happening } = view.link
    return happening !== null && usualRoute[happening.category] === 'emergency' ? best : 'report'
  }
  const told = view.link.happening !== null && view.link.minutes < 60 && view.link.category > 0
  return told && likelihood('follow_up') > likelihood('report') ? 'follow_up' : 'report'
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

function categoryOf(view: View, model: Model): Category {
  const { signals, link } = view
  const scored = add(scores(model.category, view.own), categoryPrior(signals))
  const best = categories[top(scored)] ?? 'other'
  if (signals.danger !== null && !quiet(signals) && usualRoute[best] !== 'emergency') return signals.danger.category
  if (signals.text.tokens.length === 0 && link.happening !== null) return link.happening.category
  return best
}

function urgencyOf(view: View, model: Model, category: Category): Urgency {
  if (usualRoute[category] === 'emergency') return 'now'
  return urgencies[top(add(scores(model.urgency, view.own), urgencyPrior(view.signals, category)))] ?? 'today'
}

/** A follow-up and thanks belong to the happening they follow; a report joins one only if nearly everything agrees. */
function incidentOf({ heard, link }: View, kind: Kind, category: Category): string | null {
  if (kind === 'follow_up') return link.happening?.incident ?? null
  if (kind === 'thanks') return link.happening !== null && link.score > -1 ? link.happening.incident : null
  if (kind !== 'report') return null
  const same =
    link.happening?.category === category && link.place >= 0 && (link.place > 0 || link.reply || link.words > 0.5)
  const lately = link.minutes < 36 * 60
  return same && lately && link.score >= 3 && link.happening !== null ? link.happening.incident : heard.id
}

function explain(view: View, model: Model, kind: Kind, category: Category): Why[] {
  const { signals, link } = view
  const why: Why[] = []
  if (signals.danger !== null && (kind === 'report' || kind === 'follow_up')) {
    why.push({ by: 'rule', what: `danger: ${signals.danger.entry}`, weight: 1 })
  }
  if (kind === 'report') {
    for (const hit of signals.hits) {
      const what = said(signals, hit.first, hit.last)
      const fresh = hit.list === category && why.length < 3 && !why.some((known) => known.what.includes(what))
      if (fresh) why.push({ by: 'word', what, weight: hit.size > 1 ? 0.8 : 0.5 })
    }
  }
  if ((kind === 'follow_up' || kind === 'thanks') && link.happening !== null) {
    why.push({
      by: 'context',
      what: `message ${link.happening.incident}: ${link.reasons.join(', ') || 'the latest told'}`,
      weight: 0.7,
    })
  }
  const cues = { report: 'ask', follow_up: 'joins', question: 'asks', thanks: 'thanks', chatter: 'notice' } as const
  const cue = signals.hits.find((hit) => hit.list === `#${cues[kind]}`)
  if (cue !== undefined) why.push({ by: 'word', what: said(signals, cue.first, cue.last), weight: 0.4 })
  const learned = why.length < 3 ? reason(model.kind, view.own.slice(0, 1), kinds.indexOf(kind)) : null
  if (learned !== null) why.push({ by: 'model', what: learned[0], weight: round(Math.min(1, learned[1])) })
  if (why.length === 0)
    why.push({
      by: 'rule',
      what: kind === 'chatter' ? 'nothing to act on' : `nothing else is likelier than ${kind}`,
      weight: 0.1,
    })
  return why
}

/** The words themselves, at most 60 characters. */
function said({ text }: Signals, first: number, last: number): string {
  return text.raw.slice(text.tokens[first]?.start, text.tokens[last]?.end).slice(0, 60)
}

function add(a: Float64Array, b: Float64Array): Float64Array {
  for (let i = 0; i < a.length; i += 1) a[i] = (a[i] ?? 0) + (b[i] ?? 0)
  return a
}

function top(scored: Float64Array): number {
  let best = 0
  for (let i = 1; i < scored.length; i += 1) if ((scored[i] ?? 0) > (scored[best] ?? 0)) best = i
  return best
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
