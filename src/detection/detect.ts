import type { Reading } from './categories.ts'
import { decide, kindLikelihoods } from './decide.ts'
import type { Model } from './model.ts'
import { type Heard, openThread, type Thread } from './thread.ts'
import { look, settle } from './view.ts'

export { decide } from './decide.ts'
export { type Heard, openThread, recall, type Thread } from './thread.ts'
export { look, settle } from './view.ts'

/** Reads one message of a chat; what was said before is in the thread, nothing after is known. */
export function detect(thread: Thread, message: Heard, model: Model): Reading {
  const view = look(thread, message, model)
  const reading = decide(view, model)
  settle(thread, view, reading)
  return reading
}

/** What a text alone tells, outside any chat: likelihoods in the order of `kinds` and of `categories`. */
export function readAlone(text: string, model: Model): { kinds: Float64Array; categories: Float64Array } {
  const view = look(
    openThread(),
    { id: '', at: noon, author: '', text, media: null, replyTo: null, location: null },
    model,
  )
  return { kinds: kindLikelihoods(view, model), categories: view.likely }
}

const noon = new Date('2026-01-01T07:00:00Z')
