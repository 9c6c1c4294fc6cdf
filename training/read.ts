/** Reads labelled chats with a model, as it would read them live. */

import type { Lang, Reading } from '../src/detection/categories.ts'
import { decide, kindLikelihoods, routeLikelihoods } from '../src/detection/decide.ts'
import type { Model } from '../src/detection/model.ts'
import { readSignals, type Signals } from '../src/detection/signals.ts'
import { openThread } from '../src/detection/thread.ts'
import { look, settle } from '../src/detection/view.ts'
import type { Chat } from './corpus.ts'

/** A message, what a person said of it and what the program made of it. */
export interface Read {
  chat: string
  hand: string
  single: boolean
  id: string
  text: string
  lang: Lang
  gold: Reading
  made: Reading
  /** Likelihoods as the heads gave them: of the kinds, and of the categories were it a report. */
  kinds: number[]
  categories: number[]
  /** Likelihoods of the routes, were it a report. */
  routes: number[]
  /** Log odds that it belongs to the happening it fits best. */
  tie: number
}

/** With what eyes messages are read: as the program's, or with something taken away. */
export interface Eyes {
  signals: (raw: string) => Signals
  /** Whether what was said before is remembered. */
  remembers: boolean
}

export const programEyes: Eyes = { signals: readSignals, remembers: true }

/** Reads chats from the first message to the last; single messages each as the first of a chat. */
export function readAll(chats: readonly Chat[], model: Model, eyes = programEyes): Read[] {
  return chats.flatMap((chat) => {
    let thread = openThread()
    return chat.messages.map(({ heard, gold }) => {
      if (chat.single || !eyes.remembers) thread = openThread()
      const view = look(thread, heard, model, eyes.signals(heard.text))
      const made = decide(view, model)
      settle(thread, view, made)
      return {
        chat: chat.single ? `${chat.file}#${heard.id}` : chat.file,
        hand: chat.hand,
        single: chat.single,
        id: heard.id,
        text: heard.text,
        lang: gold.lang,
        gold,
        made,
        kinds: [...kindLikelihoods(view, model)],
        categories: [...view.likely],
        routes: [...routeLikelihoods(view, model)],
        tie: view.link.score,
      }
    })
  })
}
