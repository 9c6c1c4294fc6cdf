/** Goes through whole chats as detection will: which happening a message belongs to, and how it stands in its conversation. */

import { kinds, type Reading } from '../src/detection/categories.ts'
import { likeliest, softmax } from '../src/detection/classify.ts'
import { candidates } from '../src/detection/link.ts'
import { emptyModel, type Model } from '../src/detection/model.ts'
import { openThread } from '../src/detection/thread.ts'
import { tieFeatures } from '../src/detection/tie.ts'
import { trace } from '../src/detection/trace.ts'
import { settle, stand } from '../src/detection/view.ts'
import { kindWeight } from './heads.ts'
import type { Choice } from './learn.ts'
import type { Row } from './net.ts'
import type { Seen, SeenChat } from './seen.ts'
import { of, type Unseen } from './unseen.ts'

/** Every message that belongs to a happening beside each happening of its window. */
export function tieChoices({ chat, messages }: SeenChat, unseen: ReadonlyMap<Seen, Unseen>): Choice[] {
  if (chat.single) return []
  const choices: Choice[] = []
  walk(messages, unseen, emptyModel(), { single: false, noisy: false }, (seen, thread) => {
    const { one, signals } = seen
    const { kind, incident } = one.gold
    if (kind !== 'follow_up' && kind !== 'thanks' && kind !== 'report') return
    if (kind !== 'report' && incident === null) return
    const shown = likeliest(of(unseen, seen).likely, 5)
    const own = trace(
      signals.text,
      signals.places.map((place) => place.text),
    )
    const found = candidates(thread, one.heard, own)
    if (found.length === 0) return
    const among = found.map((candidate) => tieFeatures(candidate, signals, one.heard, shown))
    choices.push({
      among,
      right: found.findIndex(({ happening }) => happening.incident === incident),
      weight: kind === 'report' ? 0.5 : 1,
    })
  })
  return choices
}

/** How the past of a message is shown: as it was, as the program may have mistaken it, or not at all. */
export const ways = ['true', 'noisy', 'alone'] as const
const wayWeight = { true: 1, noisy: 0.5, alone: 0.3 } as const

export function netRows(
  { chat, messages }: SeenChat,
  unseen: ReadonlyMap<Seen, Unseen>,
  model: Model,
  way: (typeof ways)[number],
): Row[] {
  if (chat.single && way !== 'true') return []
  const rows: Row[] = []
  walk(
    messages,
    unseen,
    model,
    { single: chat.single || way === 'alone', noisy: way === 'noisy' },
    (seen, _, { row }) => {
      const { kind } = seen.one.gold
      // Out of its chat a follow-up may as well be a report.
      if ((chat.single || way === 'alone') && kind === 'follow_up') return
      rows.push({
        inputs: row,
        base: of(unseen, seen).own,
        right: kinds.indexOf(kind),
        weight: kindWeight[kind] * wayWeight[way],
      })
    },
  )
  return rows
}

type Thread = ReturnType<typeof openThread>
type Stood = ReturnType<typeof stand>

/** Goes through a chat with the past as people labelled it or, `noisy`, with the reports that the words alone would have told. */
function walk(
  messages: readonly Seen[],
  unseen: ReadonlyMap<Seen, Unseen>,
  model: Model,
  { single, noisy }: { single: boolean; noisy: boolean },
  visit: (seen: Seen, thread: Thread, stood: Stood) => void,
): void {
  let thread = openThread()
  for (const seen of messages) {
    if (single) thread = openThread()
    const { heard, gold } = seen.one
    const { own, likely } = of(unseen, seen)
    const stood = stand(thread, heard, seen.signals, own, likely, model)
    visit(seen, thread, stood)
    const happening = gold.incident === null ? stood.link.happening : (thread.happenings.get(gold.incident) ?? null)
    const past = noisy ? mistaken(gold, own, likely, heard.id) : gold
    settle(thread, { heard, signals: seen.signals, trace: stood.trace, link: { ...stood.link, happening } }, past)
  }
}

/** The reading that the words alone would have given where they are sure and wrong. */
function mistaken(gold: Reading, own: Float64Array, likely: Float64Array, id: string): Reading {
  const report = softmax(own)[kinds.indexOf('report')] ?? 0
  if (gold.kind === 'report' && report < 0.5) return { ...gold, kind: 'chatter', category: null, incident: null }
  if (gold.kind !== 'report' && report > 0.5)
    return { ...gold, kind: 'report', category: likeliest(likely, 1)[0]?.category ?? 'other', incident: id }
  return gold
}
