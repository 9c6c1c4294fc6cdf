/** What is seen of labelled messages and phrases without their chat: done once, however often they are learned from. */

import { type Features, ruleFeatures, wordFeatures } from '../src/detection/features.ts'
import type { Signals } from '../src/detection/signals.ts'
import type { Chat, Labelled } from './corpus.ts'
import type { Phrase } from './phrases.ts'
import { type Eyes, programEyes } from './read.ts'

/** A message and what is seen of it without its chat. */
export interface Seen {
  one: Labelled
  signals: Signals
  words: Features
  rules: Features
}

export interface SeenChat {
  chat: Chat
  messages: Seen[]
}

export function see(chats: readonly Chat[], eyes = programEyes): SeenChat[] {
  return chats.map((chat) => ({
    chat,
    messages: chat.messages.map((one) => {
      const signals = eyes.signals(one.heard.text)
      return { one, signals, words: wordFeatures(signals.text), rules: ruleFeatures(signals, one.heard) }
    }),
  }))
}

export interface SeenPhrase {
  phrase: Phrase
  signals: Signals
  words: Features
  rules: Features
}

export function seePhrase(phrase: Phrase, eyes: Eyes): SeenPhrase {
  const signals = eyes.signals(phrase.text)
  return { phrase, signals, words: wordFeatures(signals.text), rules: ruleFeatures(signals, { media: null, at: null }) }
}
