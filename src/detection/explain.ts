import { type Category, type Kind, kinds, type Why } from './categories.ts'
import { reason } from './classify.ts'
import type { Model } from './model.ts'
import type { Signals } from './signals.ts'
import type { View } from './view.ts'

/** Why the second happening of a message is shown. */
export const secondHappening: Why = { by: 'rule', what: 'a second happening in the message', weight: 0.5 }

/** Why a message was read so, in words that a person can check against the text. */
export function explain(view: View, model: Model, kind: Kind, category: Category): Why[] {
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
  const learned = why.length < 3 ? reason(model, 'kind', signals.text, kinds.indexOf(kind)) : null
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

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
