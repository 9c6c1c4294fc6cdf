/** Measures on whole hands that were left out: never on messages of a hand that was learned from. */

import { detect, openThread } from '../src/detection/detect.ts'
import type { Model } from '../src/detection/model.ts'
import type { Chat } from './corpus.ts'
import type { Pair } from './measure.ts'
import type { Phrase } from './phrases.ts'
import { type Seen, see, teach } from './teach.ts'

export const folds = 5

/** Every message as read by a model that learned from the other hands only. */
export function heldOut(chats: readonly Chat[], phrases: readonly Phrase[]): Pair[] {
  const hands = [...new Set(chats.map((chat) => chat.hand))].sort()
  const seen = new Map<Chat, Seen[]>(chats.map((chat) => [chat, see([chat], null)]))
  const pairs: Pair[] = []
  for (let fold = 0; fold < Math.min(folds, hands.length); fold += 1) {
    const left = (chat: Chat): boolean => hands.indexOf(chat.hand) % folds === fold
    const model = teach(
      chats.filter((chat) => !left(chat)).flatMap((chat) => seen.get(chat) ?? []),
      phrases,
    )
    pairs.push(...readAll(chats.filter(left), model))
    process.stderr.write(`fold ${fold + 1} of ${folds}\n`)
  }
  return pairs
}

/** Reads chats from the first message to the last with a model. */
export function readAll(chats: readonly Chat[], model: Model): Pair[] {
  return chats.flatMap((chat) => {
    const thread = openThread()
    return chat.messages.map(({ heard, gold }) => ({
      chat: chat.file,
      gold,
      made: detect(thread, heard, model),
      text: heard.text,
    }))
  })
}
