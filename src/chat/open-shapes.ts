import { z } from 'zod'

/** What a connected system and we say to each other, version 1: docs/channels.md. */

/** Bytes of one file, and of one call with all that is in it. */
export const openLimits = { file: 20 * 2 ** 20, call: 5 * 2 ** 20, text: 20_000, files: 10, events: 100 } as const

const v = z.literal(1).describe('The version of this page.')
const id = z.string().min(1).max(200)
const chat = id.describe('Your id of the chat, the same for ever.')
const name = z.string().max(300)
const at = z.iso
  .datetime({ offset: true, error: 'a time with its zone, such as 2026-11-22T10:00:00Z' })
  .describe('When it was written, such as 2026-11-22T10:00:00Z.')
const person = id.describe('Your id of the person, the same for ever.')
const rights = z.object({ readsAll: z.boolean(), posts: z.boolean(), admin: z.boolean().default(false) })
const file = z
  .object({
    kind: z.enum(['photo', 'video', 'voice', 'sticker', 'document']),
    name: name.nullable().default(null),
    part: id.optional().describe('The part of the form that holds the bytes.'),
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where we fetch them, on the host that we call.'),
  })
  .refine((one) => (one.part === undefined) !== (one.url === undefined), 'either part or url')
const message = z.object({
  id: id.describe('Your id of the message, unique in its chat.'),
  at,
  author: id.describe('Your id of the author; never a phone or an ИИН.'),
  authorName: name.default(''),
  text: z.string().max(openLimits.text).default(''),
  replyTo: id.nullable().default(null).describe('The id of the message answered, yours or ours.'),
  direct: z.boolean().default(false).describe('Written to the inspector alone.'),
  location: z
    .object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
    .nullable()
    .default(null),
  origin: z
    .object({
      ...{ name: name.nullable().default(null), chat: name.nullable().default(null) },
      at: at.nullable().default(null),
    })
    .optional()
    .describe('Forwarded: from whom.'),
  album: id.optional(),
  topic: id.optional(),
  byBot: z.boolean().default(false),
  files: z.array(file).max(openLimits.files).default([]),
})
export type OpenMessage = z.output<typeof message>

/** What happens to a chat: the words of `ChatEvent`. */
const happened = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('joined'), title: name, by: person, byName: name.default(''), rights }),
  z.object({ kind: z.literal('left'), by: person.nullable().default(null) }),
  z.object({ kind: z.literal('rights'), rights }),
  z.object({ kind: z.literal('moved'), to: id }),
  z.object({ kind: z.literal('titled'), title: name }),
])

const reaction = z.object({
  message: id.describe('The message under which they stand.'),
  by: person,
  emoji: z.array(z.string().min(1).max(64)).max(20).describe('All that stand now of this person; none: taken back.'),
})

/** What is posted to us. */
export const openEvent = z.discriminatedUnion('type', [
  z.object({ v, type: z.literal('message'), chat, message }),
  z.object({ v, type: z.literal('edited'), chat, message }),
  z.object({ v, type: z.literal('deleted'), chat, messages: z.array(id).min(1).max(100) }),
  z.object({ v, type: z.literal('press'), chat, press: z.object({ message: id, button: id.max(64), by: person }) }),
  z.object({ v, type: z.literal('reaction'), chat, reaction }),
  z.object({ v, type: z.literal('event'), chat, event: happened }),
])
export type OpenEvent = z.output<typeof openEvent>

const buttons = z.array(z.array(z.object({ id: z.string().max(64), text: z.string() })))
const said = { v, chat, text: z.string(), buttons }
/** What we say, by call or to who asks. */
export const openSaid = z.discriminatedUnion('type', [
  z.object({
    ...{ ...said, type: z.literal('post'), message: id, replyTo: id.nullable(), silent: z.boolean() },
    photo: z.object({ name, data: z.base64() }).optional(),
  }),
  z.object({ ...said, type: z.literal('edit'), message: id }),
  z.object({ v, type: z.literal('remove'), chat, message: id }),
  z.object({ v, type: z.literal('leave'), chat }),
  z.object({ v, type: z.literal('ping') }),
])
export type OpenSaid = z.output<typeof openSaid>
/** What the receiver answers: its own id of the message, or none when it goes by ours. */
export const openTaken = z.object({ id: id.optional(), title: name.optional() }).nullable().catch(null)

export const openAnswers = {
  heard: z.object({ ok: z.literal(true), word: z.string().nullable().describe('To show to who pressed.') }),
  events: z.object({
    events: z.array(z.object({ n: z.number().int(), at: z.iso.datetime(), event: openSaid })),
    next: z.number().int().describe('Ask with after=… of this when you have dealt with them.'),
  }),
  problem: z.object({
    ...{ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string() },
    errors: z.array(z.object({ at: z.string(), expected: z.string() })).optional(),
  }),
}
