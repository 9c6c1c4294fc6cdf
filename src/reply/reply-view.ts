import { z } from 'zod'
import { replyStates } from './reply-state.ts'

/** Messages that wait or that nobody took, as the page of them shows. */

const at = z.iso.datetime()

export const repliesQuery = z.object({
  /** `sent`: the last of what stands in the messengers. */
  state: z.enum(['waiting', 'failed', 'sent']),
  /** Of one channel alone, e.g. `telegram:…`. */
  channel: z.string().max(200).optional(),
  /** Words of the chat's name or of the text, or the incident's number. */
  search: z.string().trim().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

export const replyLine = z.object({
  id: z.uuid(),
  incidentId: z.uuid().nullable(),
  incidentNumber: z.number().int().nullable(),
  chatId: z.uuid(),
  chatTitle: z.string(),
  channel: z.string(),
  /** To one person, not to the whole chat. */
  personal: z.boolean(),
  step: z.string(),
  /** Null to who may not read what is written to one person. */
  text: z.string().nullable(),
  state: z.enum(replyStates),
  /** Empty, or one of `whys`. */
  why: z.string(),
  /** The messenger's own code of it; empty where it has none. */
  code: z.string(),
  priority: z.number().int(),
  attempts: z.number().int(),
  /** A call ended unknown: it may stand in the messenger already. */
  maybe: z.boolean(),
  createdAt: at,
  waitingSince: at,
  /** The next try, or the end of the quiet hours; null: as soon as its turn comes. */
  nextAt: at.nullable(),
  sentAt: at.nullable(),
  /** Where the messenger tells. */
  deliveredAt: at.nullable(),
  readAt: at.nullable(),
})
export type ReplyLine = z.infer<typeof replyLine>

export const repliesView = z.object({
  items: z.array(replyLine),
  /** Of all that this person may see. */
  counts: z.object({ waiting: z.number().int(), failed: z.number().int() }),
})
export type RepliesView = z.infer<typeof repliesView>
