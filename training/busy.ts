/** A busy chat: matters that have nothing to do with each other, told one after another by different people. */

import { detect, openThread } from '../src/detection/detect.ts'
import type { Model } from '../src/detection/model.ts'
import type { Chat, Labelled } from './corpus.ts'
import { randomly } from './learn.ts'

export interface Busy {
  /** So many messages of chatter stand between two reports. */
  between: number
  reports: number
  /** Shares of the reports that were read as such: each by itself, in the busy chat, and there as a happening of its own. */
  alone: number
  found: number
  own: number
}

const chatsOf = 40

/** Reports of the chats given, each the first of its happening, strung together with chatter of theirs. */
export function busyChats(chats: readonly Chat[], model: Model): Busy[] {
  const all = chats.flatMap(({ messages }) => messages).filter(({ heard }) => heard.replyTo === null)
  const reports = all.filter(({ gold, heard }) => gold.kind === 'report' && gold.incident === heard.id)
  const chatter = all.filter(({ gold, heard }) => gold.kind === 'chatter' && heard.text !== '')
  return [0, 1, 3].map((between) => busyChat(reports, chatter, between, model))
}

function busyChat(reports: readonly Labelled[], chatter: readonly Labelled[], between: number, model: Model): Busy {
  const chance = randomly(20260904)
  const others = shuffled(chatter, chance)
  let thread = openThread()
  let [n, alone, found, own] = [0, 0, 0, 0]
  for (const [index, report] of shuffled(reports, chance).entries()) {
    if (index % chatsOf === 0) thread = openThread()
    const around = Array.from({ length: between }, (_, k) => others[(index * between + k) % others.length])
    for (const one of [report, ...around]) {
      if (one === undefined) continue
      n += 1
      const at = new Date(Date.UTC(2026, 9, 1, 4) + n * 120_000 + Math.floor(chance() * 90_000))
      const heard = { ...one.heard, id: `${n}`, at, author: `${Math.floor(chance() * 1000)}` }
      const reading = detect(thread, heard, model)
      if (one !== report) continue
      if (detect(openThread(), heard, model).kind === 'report') alone += 1
      if (reading.kind === 'report') found += 1
      if (reading.kind === 'report' && reading.incident === heard.id) own += 1
    }
  }
  const share = (part: number): number => Math.round((part / reports.length) * 1000) / 1000
  return { between, reports: reports.length, alone: share(alone), found: share(found), own: share(own) }
}

function shuffled<T>(list: readonly T[], chance: () => number): T[] {
  return list
    .map((one) => ({ one, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
