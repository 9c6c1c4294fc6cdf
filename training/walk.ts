/** Goes through whole chats as detection will: which happening a message belongs to, and how it stands in its conversation. */

import { kinds, type Reading } from '../src/detection/categories.ts'
import { likeliest, softmax } from '../src/detection/classify.ts'
import { candidates } from '../src/detection/link.ts'
import { emptyModel, type Model } from '../src/detection/model.ts'
import { type Heard, openThread } from '../src/detection/thread.ts'
import { tieFeatures } from '../src/detection/tie.ts'
import { trace } from '../src/detection/trace.ts'
import { settle, stand } from '../src/detection/view.ts'
import { kindWeight } from './heads.ts'
import { type Choice, randomly } from './learn.ts'
import type { Row } from './net.ts'
import type { Seen, SeenChat } from './seen.ts'
import { of, type Unseen } from './unseen.ts'

/** Every message that belongs to a happening beside each happening of its window. */
export function tieChoices({ chat, messages }: SeenChat, unseen: ReadonlyMap<Seen, Unseen>): Choice[] {
  const choices: Choice[] = []
  const past = chat.single ? 'crowd' : 'true'
  walk(messages, unseen, emptyModel(), past, (seen, heard, thread) => {
    const { signals } = seen
    const { kind } = seen.one.gold
    const incident = past === 'crowd' ? null : seen.one.gold.incident
    if (kind !== 'follow_up' && kind !== 'thanks' && kind !== 'report') return
    if (kind !== 'report' && incident === null) return
    const shown = likeliest(of(unseen, seen).likely, 5)
    const own = trace(
      signals.text,
      signals.places.map((place) => place.text),
    )
    const found = candidates(thread, heard, own)
    if (found.length === 0) return
    const among = found.map((candidate) => tieFeatures(candidate, signals, heard, shown))
    choices.push({
      among,
      right: found.findIndex(({ happening }) => happening.incident === incident),
      weight: kind === 'report' ? (past === 'crowd' ? crowdWeight : 0.5) : 1,
    })
  })
  return choices
}

/**
 * How the past of a message is shown: as it was, as the program may have mistaken it, not at all, or as others' matters,
 * where single messages follow upon one another as in a busy chat.
 */
export const ways = ['true', 'noisy', 'alone', 'crowd'] as const
type Way = (typeof ways)[number]
const crowdWeight = 0.3
const wayWeight = { true: 1, noisy: 0.5, alone: 0.3, crowd: crowdWeight } as const

export function netRows(
  { chat, messages }: SeenChat,
  unseen: ReadonlyMap<Seen, Unseen>,
  model: Model,
  way: Way,
): Row[] {
  if (chat.single ? way !== 'alone' && way !== 'crowd' : way === 'crowd') return []
  const rows: Row[] = []
  walk(messages, unseen, model, way, (seen, _heard, _thread, { row }) => {
    const { kind } = seen.one.gold
    // Out of its chat a follow-up may as well be a report.
    if (way === 'alone' && kind === 'follow_up') return
    rows.push({
      inputs: row,
      base: of(unseen, seen).own,
      right: kinds.indexOf(kind),
      weight: kindWeight[kind] * (chat.single && way === 'alone' ? 1 : wayWeight[way]),
    })
  })
  return rows
}

type Thread = ReturnType<typeof openThread>
type Stood = ReturnType<typeof stand>

/** Goes through a chat with its past shown in that way. */
function walk(
  messages: readonly Seen[],
  unseen: ReadonlyMap<Seen, Unseen>,
  model: Model,
  way: Way,
  visit: (seen: Seen, heard: Heard, thread: Thread, stood: Stood) => void,
): void {
  let thread = openThread()
  for (const [n, seen] of (way === 'crowd' ? crowd(messages) : messages).entries()) {
    if (way === 'alone' || (way === 'crowd' && n % crowded === 0)) thread = openThread()
    const { gold } = seen.one
    const heard = way === 'crowd' ? inCrowd(seen.one.heard, n) : seen.one.heard
    const { own, likely } = of(unseen, seen)
    const stood = stand(thread, heard, seen.signals, own, likely, model)
    visit(seen, heard, thread, stood)
    if (way === 'crowd') {
      const past = { ...gold, incident: gold.kind === 'report' ? heard.id : null, also: [] }
      settle(thread, { heard, signals: seen.signals, trace: stood.trace, link: stood.link }, past)
      continue
    }
    const happening = gold.incident === null ? stood.link.happening : (thread.happenings.get(gold.incident) ?? null)
    const past = way === 'noisy' ? mistaken(gold, own, likely, heard.id) : gold
    settle(thread, { heard, signals: seen.signals, trace: stood.trace, link: { ...stood.link, happening } }, past)
  }
}

/** So many single messages make a chat; nobody in it speaks of another's matter. */
const crowded = 60
const minute = 60_000

/** In another order; what follows upon a matter that is not there, and thanks for it, is left out. */
function crowd(messages: readonly Seen[]): Seen[] {
  const chance = randomly(20260903)
  return messages
    .filter(({ one }) => one.gold.kind !== 'follow_up' && one.gold.kind !== 'thanks')
    .map((seen) => ({ seen, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ seen }) => seen)
}

/** Said by somebody else each time, one to nine minutes after the one before. */
function inCrowd(heard: Heard, n: number): Heard {
  const at = new Date(Date.UTC(2026, 8, 1, 4) + (n * 5 + ((n * 7) % 4)) * minute)
  return { ...heard, at, author: `${n}`, replyTo: null }
}

/** The reading that the words alone would have given where they are sure and wrong. */
function mistaken(gold: Reading, own: Float64Array, likely: Float64Array, id: string): Reading {
  const report = softmax(own)[kinds.indexOf('report')] ?? 0
  if (gold.kind === 'report' && report < 0.5) return { ...gold, kind: 'chatter', category: null, incident: null }
  if (gold.kind !== 'report' && report > 0.5)
    return { ...gold, kind: 'report', category: likeliest(likely, 1)[0]?.category ?? 'other', incident: id }
  return gold
}
