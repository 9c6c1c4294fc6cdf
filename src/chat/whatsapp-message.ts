import { z } from 'zod'
import { type Incoming, orderOf } from './incoming.ts'
import type { Attachment, MediaKind, Message } from './message.ts'

/** What WhatsApp tells, and what it is to us: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages */

const id = z.string().min(1).max(512)
const file = z.object({ id, caption: z.string().optional(), filename: z.string().optional() }).optional()
const chosen = z.object({ id: z.string().max(256) }).optional()
const place = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }
const name = z.string().optional()
const card = {
  name: z.object({ formatted_name: name }).optional(),
  phones: z.array(z.object({ phone: name })).optional(),
}
const content = {
  ...{ type: z.string().max(64), text: z.object({ body: z.string() }).optional() },
  ...{ image: file, video: file, audio: file, document: file, sticker: file },
  location: z.object({ ...place, name, address: name }).optional(),
  contacts: z.array(z.object(card)).optional(),
}
const context = { id: id.optional(), forwarded: z.boolean().optional(), frequently_forwarded: z.boolean().optional() }
export const saidShape = z.object({
  ...content,
  id,
  /** The number; who hides it behind a user name is told by `from_user_id` alone. */
  ...{ from: id.optional(), from_user_id: id.optional(), group_id: id.optional() },
  timestamp: z.string().regex(/^\d{1,12}$/),
  context: z.object(context).nullish(),
  interactive: z.object({ button_reply: chosen, list_reply: chosen }).optional(),
  button: z.object({ payload: z.string().max(256) }).optional(),
  // Told only of numbers that are also used in the WhatsApp Business app.
  edit: z.object({ original_message_id: id, message: z.object(content) }).optional(),
  revoke: z.object({ original_message_id: id }).optional(),
  system: z.object({ type: z.string(), wa_id: id.optional() }).optional(),
})
export type Told = z.infer<typeof saidShape>

const profile = z.object({ name }).optional()
const value = z.object({
  metadata: z.object({ phone_number_id: z.string() }).optional(),
  contacts: z.array(z.object({ profile, wa_id: name, user_id: name })).default([]),
  messages: z.array(z.unknown()).default([]),
  statuses: z.array(z.unknown()).default([]),
})
export type Batch = z.infer<typeof value>
export const batchShape = z.object({ entry: z.array(z.object({ changes: z.array(z.object({ value })) })) })
const error = z.object({ code: z.number() })
export const statusShape = z
  .object({ id, status: z.string(), errors: z.array(error).default([]) })
  .catch({ id: '', status: '', errors: [] })

export const authorOf = ({ from, from_user_id }: Told): string => from ?? from_user_id ?? ''
/** The group, else the person: a direct line has no other chat. */
export const chatOf = (told: Told): string => told.group_id ?? authorOf(told)

/** What one told message is; null for what is nothing to us, such as a reaction, or what the API does not show (131051). */
export function read(
  told: Told,
  authorName: string,
  albumOf: (by: string, at: Date, id: string) => string,
  open: (mediaId: string) => Attachment['open'],
): Incoming {
  const author = authorOf(told)
  const replyTo = told.context?.id ?? null
  const button = told.interactive?.button_reply?.id ?? told.interactive?.list_reply?.id ?? told.button?.payload
  if (button !== undefined) return replyTo ? { kind: 'press', press: { message: replyTo, button, by: author } } : null
  if (told.revoke) return { kind: 'deleted', ids: [told.revoke.original_message_id] }
  if (told.system?.type === 'user_changed_number' && told.system.wa_id)
    return { kind: 'event', event: { kind: 'moved', to: told.system.wa_id } }
  const shown = contentOf(told.edit?.message ?? told, open)
  if (!shown) return null
  const at = new Date(Number(told.timestamp) * 1000)
  const who = { author, authorName, direct: told.group_id === undefined }
  const message: Message = { id: told.edit?.original_message_id ?? told.id, at, ...who, ...shown, replyTo }
  if (told.edit) return { kind: 'edited', message }
  if (!told.context?.forwarded && !told.context?.frequently_forwarded) return orderOf(message)
  // Who wrote it first WhatsApp tells nobody.
  const origin = { name: null, chat: null, at: null }
  return { kind: 'message', message: { ...message, origin, album: albumOf(`${chatOf(told)} ${author}`, at, told.id) } }
}

const files = { image: 'photo', video: 'video', audio: 'voice', document: 'document', sticker: 'sticker' } as const
type Shown = Pick<Message, 'text' | 'media' | 'attachments' | 'location'>

function contentOf(told: Pick<Told, keyof typeof content>, open: (id: string) => Attachment['open']): Shown | null {
  const { text, location, contacts } = told
  const nothing = { text: '', media: null, attachments: [], location: null }
  if (text) return { ...nothing, text: text.body }
  if (location) {
    const point = { lon: location.longitude, lat: location.latitude }
    return { ...nothing, text: said(location.name, location.address), media: 'location', location: point }
  }
  if (contacts) {
    const lines = contacts.map((one) => said(one.name?.formatted_name, ...(one.phones ?? []).map(({ phone }) => phone)))
    return { ...nothing, text: lines.join('\n') }
  }
  for (const [type, kind] of Object.entries(files) as [keyof typeof files, MediaKind][]) {
    const one = told[type]
    if (!one) continue
    const attachment = { kind, name: one.filename ?? null, open: open(one.id) }
    return { ...nothing, text: one.caption ?? '', media: kind, attachments: [attachment] }
  }
  return null
}

const said = (...words: (string | undefined)[]): string => words.filter(Boolean).join(', ')
