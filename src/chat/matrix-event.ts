import { z } from 'zod'
import type { Rights } from './channel.ts'
import type { Heard } from './intake.ts'
import type { Attachment, MediaKind, Message } from './message.ts'
import { orderOf } from './order.ts'
import { visibleName } from './visible-name.ts'

/** What a room of Matrix tells, in our words: https://spec.matrix.org/latest/client-server-api/#room-events */

const mxc = z.string().regex(/^mxc:\/\/[^/\s]+\/[\w-]+$/)
const relation = z.object({
  ...{ rel_type: z.string().optional(), event_id: z.string().optional(), is_falling_back: z.boolean().default(false) },
  'm.in_reply_to': z.object({ event_id: z.string() }).optional(),
})
const body = z.object({
  ...{ msgtype: z.string(), body: z.string().default(''), filename: z.string().optional(), url: mxc.optional() },
  info: z.object({ size: z.number().default(0) }).default({ size: 0 }),
  geo_uri: z.string().optional(),
})
const words = body.extend({ 'm.new_content': body.optional(), 'm.relates_to': relation.optional() })
const anything = z.record(z.string(), z.unknown())
export const eventShape = z.object({
  ...{ type: z.string(), event_id: z.string(), sender: z.string(), origin_server_ts: z.number(), content: anything },
  ...{ state_key: z.string().optional(), redacts: z.string().optional() },
})
export type MatrixEvent = z.output<typeof eventShape>
const member = z.object({
  ...{ membership: z.string(), displayname: z.string().nullish(), is_direct: z.boolean().default(false) },
})
const levels = z.object({
  ...{ users: z.record(z.string(), z.number()).default({}), users_default: z.number().default(0) },
  ...{ events: z.record(z.string(), z.number()).default({}), events_default: z.number().default(0) },
})

/** What is known of a room from its state. */
export interface Room {
  title: string
  encrypted: boolean
  names: Map<string, string>
  levels: z.output<typeof levels>
}
export const newRoom = (): Room => ({ title: '', encrypted: false, names: new Map(), levels: levels.parse({}) })
type Open = (mxc: string, size: number) => Attachment['open']

/** One with one other person and without a name: a talk with the bot alone. */
const isDirect = ({ title, names }: Room): boolean => title === '' && names.size <= 2

/** https://spec.matrix.org/latest/client-server-api/#mroompower_levels; what is encrypted we cannot read. */
export function rightsOf({ encrypted, levels: { users, users_default, events, events_default } }: Room, me: string) {
  const mine = users[me] ?? users_default
  const posts = mine >= (events['m.room.message'] ?? events_default)
  return { readsAll: !encrypted, posts, admin: mine >= 50 } satisfies Rights
}

/** Learns from a state event; whether our rights may be others now. */
export function learn(room: Room, { type, content, state_key: key = '' }: Omit<MatrixEvent, 'event_id'>): boolean {
  if (type === 'm.room.name') room.title = typeof content.name === 'string' ? content.name : ''
  if (type === 'm.room.member') {
    const one = member.safeParse(content).data
    if (one?.membership === 'join') room.names.set(key, visibleName(one.displayname, key))
    else room.names.delete(key)
  }
  if (type === 'm.room.encryption') room.encrypted = true
  if (type === 'm.room.power_levels') room.levels = levels.safeParse(content).data ?? room.levels
  return type === 'm.room.encryption' || type === 'm.room.power_levels'
}

/** What an event of a room tells; null for what concerns nobody here, `'unknown'` for what cannot be read. */
export function heard(event: MatrixEvent, id: string, room: Room, me: string, open: Open): Heard | null | 'unknown' {
  const { type, content, sender, state_key: key } = event
  const at = new Date(event.origin_server_ts)
  const about = { delivery: event.event_id, chat: id, at: null }
  const happened = key !== undefined && learn(room, event)
  if (type === 'm.room.member' && key === me)
    return content.membership === 'join' ? null : { ...about, to: 'event', event: { kind: 'left', by: sender } }
  if (happened) return { ...about, to: 'event', event: { kind: 'rights', rights: rightsOf(room, me) } }
  if (type === 'm.room.name') return { ...about, to: 'event', event: { kind: 'titled', title: room.title } }
  if (type === 'm.room.tombstone' && typeof content.replacement_room === 'string')
    return { ...about, to: 'event', event: { kind: 'moved', to: content.replacement_room } }
  if (sender === me || key !== undefined) return null
  // From room version 11 on it stands in the content.
  const gone = event.redacts ?? content.redacts
  if (type === 'm.room.redaction')
    return typeof gone === 'string' ? { ...about, to: 'deleted', messages: [gone] } : null
  if (type === 'm.room.encrypted') return 'unknown'
  if (type !== 'm.room.message' && type !== 'm.sticker') return null
  const told = words.safeParse({ ...(type === 'm.sticker' && { msgtype: type }), ...content }).data
  if (!told) return Object.keys(content).length > 0 ? 'unknown' : null
  const to = told['m.relates_to']
  const edits = to?.rel_type === 'm.replace' ? to.event_id : undefined
  const thread = to?.rel_type === 'm.thread' ? to.event_id : undefined
  const replyTo = thread && to?.is_falling_back ? null : (to?.['m.in_reply_to']?.event_id ?? null)
  const message: Message = {
    ...{ id: edits ?? event.event_id, at, author: sender, authorName: room.names.get(sender) ?? sender },
    ...contentOf(told['m.new_content'] ?? told, replyTo !== null, open),
    ...{ replyTo, direct: isDirect(room), ...(thread && { topic: thread }) },
    ...(told.msgtype === 'm.notice' && { byBot: true }),
  }
  if (edits) return { ...about, to: 'edited', message }
  if (message.text.trim() === '' && !message.media) return null
  const command = told.msgtype === 'm.text' ? orderOf(message) : null
  return { ...about, at, ...(command ? { to: 'command', command } : { to: 'message', message }) }
}

const kinds: Record<string, Exclude<MediaKind, 'location'>> = {
  ...{ 'm.image': 'photo', 'm.video': 'video', 'm.audio': 'voice', 'm.file': 'document', 'm.sticker': 'sticker' },
}

function contentOf(told: z.output<typeof body>, isReply: boolean, open: Open) {
  const nothing = { text: '', media: null, attachments: [], location: null }
  const [, lat, lon] = /^geo:(-?[\d.]+),(-?[\d.]+)/.exec(told.geo_uri ?? '') ?? []
  const isPlace = Math.abs(Number(lat)) <= 90 && Math.abs(Number(lon)) <= 180
  if (told.msgtype === 'm.location' && isPlace)
    return { ...nothing, media: 'location' as const, location: { lon: Number(lon), lat: Number(lat) } }
  const media = kinds[told.msgtype]
  if (media && told.url) {
    const name = told.filename ?? told.body
    // A body beside a file name is a caption.
    const text = told.filename !== undefined && told.body !== told.filename ? told.body : ''
    return { ...nothing, text, media, attachments: [{ kind: media, name, open: open(told.url, told.info.size) }] }
  }
  // Older clients quote what they answer.
  return { ...nothing, text: isReply ? told.body.replace(/^(> .*\n)+\n/, '') : told.body }
}
