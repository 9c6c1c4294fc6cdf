/** What heads say of messages of hands that they did not learn from: later steps must not trust them more than they will be able to. */

import { categories, kinds } from '../src/detection/categories.ts'
import { readWords, scoresOf, softmax } from '../src/detection/classify.ts'
import { emptyModel, type HeadName, headNames } from '../src/detection/model.ts'
import { kindPrior } from '../src/detection/prior.ts'
import { type Division, divide } from '../src/detection/subjects.ts'
import { assemble, learnCategory, learnOwnKind } from './heads.ts'
import type { Learned } from './learn.ts'
import type { Seen, SeenChat, SeenPhrase } from './seen.ts'

export interface Unseen {
  likely: Float64Array
  own: Float64Array
  /** Of a report. */
  division: Division | null
}

export const isReport = ({ one }: Seen): boolean => one.gold.kind === 'report' && one.gold.category !== null
const nothing: Unseen = {
  likely: new Float64Array(categories.length),
  own: new Float64Array(kinds.length),
  division: null,
}
export const of = (unseen: ReadonlyMap<Seen, Unseen>, seen: Seen): Unseen => unseen.get(seen) ?? nothing

export function readUnseen(seen: readonly SeenChat[], known: readonly SeenPhrase[]): Map<Seen, Unseen> {
  const parts = 3
  const hands = [...new Set(seen.map(({ chat }) => chat.hand))].sort()
  const unseen = new Map<Seen, Unseen>()
  const empty = { weights: new Float32Array(0), bias: new Float64Array(0) }
  const none = Object.fromEntries(headNames.map((name) => [name, empty])) as Record<HeadName, Learned>
  for (let part = 0; part < parts; part += 1) {
    const left = ({ chat }: SeenChat): boolean => hands.indexOf(chat.hand) % parts === part
    const others = seen.filter((one) => !left(one)).flatMap(({ messages }) => messages)
    const model = assemble(
      { ...none, category: learnCategory(others, known), kind: learnOwnKind(others, known) },
      emptyModel().asks,
    )
    for (const one of seen.filter(left).flatMap(({ messages }) => messages)) {
      const words = readWords(model, one.signals.text)
      const likely = softmax(scoresOf(model, 'category', words, [one.rules], null))
      unseen.set(one, {
        likely,
        division: isReport(one) ? divide(model, one.signals, likely) : null,
        own: scoresOf(model, 'kind', words, [one.rules], kindPrior(one.signals, one.one.heard)),
      })
    }
  }
  return unseen
}
