import { z } from 'zod'
import type { Attachment, Message } from './message.ts'
import { saidAs, type Told } from './take-call.ts'
import { visibleName } from './visible-name.ts'
import { GraphFault } from './whatsapp-api.ts'

/** What WhatsApp tells, and what it is to us: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages */

const [text, flag, id] = [z.string(), z.boolean(), z.string().min(1).max(512)]
const words = text.optional()
const [file, chosen] = [z.object({ id, caption: words, filename: words }), z.object({ id })]
const degrees = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }
const card = { name: z.object({ formatted_name: words }), phones: z.array(z.object({ phone: words })) }
const [place, contacts] = [{ ...degrees, name: words, address: words }, z.array(z.object(card).partial())]
const files = { image: file, video: file, audio: file, document: file, sticker: file }
const content = z.object({ text: z.object({ body: text }), location: z.object(place), contacts, ...files }).partial()
const more = {
  /** `from` is the number; who hides it behind a user name is told by `from_user_id` alone. */
  ...{ from: id, from_user_id: id, group_id: id },
  context: z.object({ id, forwarded: flag, frequently_forwarded: flag }).partial().nullable(),
  interactive: z.object({ button_reply: chosen, list_reply: chosen }).partial(),
  button: z.object({ payload: text }),
  /** Taken back it comes without the emoji. */
  reaction: z.object({ message_id: id, emoji: text.max(64).default('') }),
  // Told only of numbers that are also used in the WhatsApp Business app.
  ...{ edit: z.object({ original_message_id: id, message: content }), revoke: z.object({ original_message_id: id }) },
  system: z.object({ type: text, wa_id: words }),
}
const always = { id, type: text, timestamp: text.regex(/^\d{1,12}$/) }
const saidShape = z.object({ ...content.shape, ...z.object(more).partial().shape, ...always })
const profile = z.object({ name: words, username: words }).optional()
const value = z.object({
  metadata: z.object({ phone_number_id: text }).optional(),
  contacts: z.array(z.object({ profile, wa_id: words, user_id: words })).default([]),
  ...{ messages: z.array(z.unknown()).default([]), statuses: z.array(z.unknown()).default([]) },
})
export const batchShape = z.object({ entry: z.array(z.object({ changes: z.array(z.object({ value })) })) })
const about = { id, timestamp: always.timestamp, recipient_id: text.default(''), biz_opaque_callback_data: words }
const [state, errors] = [z.enum(['sent', 'delivered', 'read', 'failed']), z.array(z.object({ code: z.number() }))]
const statusShape = z.object({ ...about, status: state, errors: errors.default([]) })

const nobody = { name: null, chat: null, at: null }
export interface Ways {
  albumOf(by: string, at: Date, id: string): string
  open(mediaId: string): Attachment['open']
  answer(chat: string, pressed: string, word: string | null): Promise<unknown>
}

/** What is told; null for what is nothing to us, `'unknown'` for what the API does not show (131051) or nobody knows. */
export function heard(one: unknown, contacts: z.infer<typeof value>['contacts'], ways: Ways): Told {
  const told = saidShape.safeParse(one).data
  const author = told?.from ?? told?.from_user_id
  if (!told || !author) return 'unknown'
  const at = new Date(Number(told.timestamp) * 1000)
  // A direct line has no other chat than the person.
  const about = { chat: told.group_id ?? author, at, delivery: told.id }
  const replyTo = told.context?.id ?? null
  const button = told.interactive?.button_reply?.id ?? told.interactive?.list_reply?.id ?? told.button?.payload
  if (button !== undefined) {
    const answer = (word: string | null) => ways.answer(about.chat, told.id, word)
    return (replyTo && { ...about, to: 'press', press: { message: replyTo, button, by: author }, answer }) || null
  }
  const { message_id: under, emoji } = told.reaction ?? {}
  if (under) return { ...about, to: 'reaction', reaction: { message: under, by: author, emoji: emoji ? [emoji] : [] } }
  if (told.revoke) return { ...about, to: 'deleted', messages: [told.revoke.original_message_id] }
  if (told.system?.type === 'user_changed_number' && told.system.wa_id)
    return { ...about, to: 'event', event: { kind: 'moved', to: told.system.wa_id } }
  const shown = contentOf(told.edit?.message ?? told, ways.open)
  if (!shown) return told.system ? null : 'unknown'
  const by = contacts.find(({ wa_id, user_id }) => wa_id === author || user_id === author)?.profile
  const who = { author, authorName: visibleName(by?.name ?? '', by?.username), direct: told.group_id === undefined }
  const message: Message = { id: told.edit?.original_message_id ?? told.id, at, ...who, ...shown, replyTo }
  if (told.edit) return { ...about, to: 'edited', message }
  // Who wrote it first WhatsApp tells nobody.
  if (told.context?.forwarded || told.context?.frequently_forwarded)
    Object.assign(message, { origin: nobody, album: ways.albumOf(`${about.chat} ${author}`, at, told.id) })
  return saidAs(about, message)
}

/** What became of what we said; null for what tells no more: …/webhooks/reference/messages/status */
export function arrived(one: unknown): Told {
  const told = statusShape.safeParse(one).data
  if (!told) return null
  const { id: message, status: state, recipient_id: chat, biz_opaque_callback_data: key = null, errors } = told
  const at = new Date(Number(told.timestamp) * 1000)
  const why = state === 'failed' && { why: new GraphFault(errors[0]?.code ?? -1) }
  return { chat, at, delivery: `${message} ${state}`, to: 'arrival', arrival: { message, key, state, at, ...why } }
}

const kinds = { image: 'photo', video: 'video', audio: 'voice', document: 'document', sticker: 'sticker' } as const

function contentOf({ text, location, contacts, ...told }: z.infer<typeof content>, open: Ways['open']) {
  const nothing = { text: '', media: null, attachments: [], location: null }
  if (text) return { ...nothing, text: text.body }
  if (location) {
    const { longitude: lon, latitude: lat, name, address } = location
    return { ...nothing, text: join(name, address), media: 'location' as const, location: { lon, lat } }
  }
  const cards = contacts?.map(({ name, phones = [] }) => join(name?.formatted_name, ...phones.map((one) => one.phone)))
  if (cards) return { ...nothing, text: cards.join('\n') }
  for (const type of Object.keys(kinds) as (keyof typeof kinds)[]) {
    const [one, kind] = [told[type], kinds[type]]
    const attachment = one && { kind, name: one.filename ?? null, open: open(one.id) }
    if (attachment) return { ...nothing, text: one.caption ?? '', media: kind, attachments: [attachment] }
  }
  return null
}

const join = (...words: (string | undefined)[]): string => words.filter(Boolean).join(', ')
