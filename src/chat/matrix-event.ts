import { z } from 'zod'
import { remember } from './bounded.ts'
import type { ChatEvent, Reaction, Rights } from './channel.ts'
import { type Attachment, contentOf, type MediaKind, type Message, pointOf } from './message.ts'
import { saidAs, type Told } from './take-call.ts'
import { visibleName } from './visible-name.ts'

/** What a room of Matrix tells, in our words: https://spec.matrix.org/latest/client-server-api/#room-events */

const [text, optional, amount] = [z.string(), z.string().optional(), z.number().default(0)]
const mxc = text.regex(/^mxc:\/\/[^/\s]+\/[\w-]+$/)
const relation = z.object({
  ...{ rel_type: optional, event_id: optional, is_falling_back: z.boolean().default(false) },
  'm.in_reply_to': z.object({ event_id: text }).optional(),
})
const info = z.object({ size: amount, duration: amount }).prefault({})
const file = { filename: optional, url: mxc.optional(), info }
const body = z.object({ msgtype: text, body: text.default(''), geo_uri: optional, ...file })
const words = body.extend({ 'm.new_content': body.optional(), 'm.relates_to': relation.optional() })
const anything = z.record(text, z.unknown())
export const eventShape = z.object({
  ...{ type: text, event_id: text, sender: text, origin_server_ts: z.number(), content: anything },
  ...{ state_key: optional, redacts: optional, unsigned: z.object({ prev_content: anything.optional() }).optional() },
})
export type MatrixEvent = z.output<typeof eventShape>
/** https://spec.matrix.org/v1.16/client-server-api/#event-annotations-and-reactions */
const annotation = z.object({ 'm.relates_to': z.object({ event_id: text, key: text.max(64) }) })
const maybe = text.catch('')
const state = z.object({ name: maybe, membership: maybe, displayname: maybe, replacement_room: maybe })
const numbers = z.record(text, z.number()).default({})
const levels = z.object({ users: numbers, users_default: amount, events: numbers, events_default: amount })

/** What is known of a room. */
export interface Room {
  /** The content of its state, by type and key. */
  state: Map<string, MatrixEvent['content']>
  inviter: string | null
  /** By the ids of their events: to take one back its event is removed. */
  reactions: Map<string, Reaction>
}
export const newRoom = (inviter: string | null = null): Room => ({ state: new Map(), inviter, reactions: new Map() })
type Open = (mxc: string, size: number) => Attachment['open']

export const learn = ({ state }: Room, { type, content, state_key: key = '' }: Omit<MatrixEvent, 'event_id'>) =>
  state.set(`${type} ${key}`, content)
const stateOf = (room: Room, type: string, key = '') => state.parse(room.state.get(`${type} ${key}`) ?? {})
const titleOf = (room: Room): string => stateOf(room, 'm.room.name').name
const nameOf = (room: Room, user: string): string => visibleName(stateOf(room, 'm.room.member', user).displayname, user)

/** One with one other person and without a name: a talk with the bot alone. */
function isDirect(room: Room): boolean {
  const members = [...room.state].filter(([key]) => key.startsWith('m.room.member '))
  return titleOf(room) === '' && members.filter(([, { membership }]) => membership === 'join').length <= 2
}

/** https://spec.matrix.org/latest/client-server-api/#mroompower_levels; what is encrypted we cannot read. */
export function rightsOf({ state }: Room, me: string): Rights {
  const is = levels.safeParse(state.get('m.room.power_levels ')).data ?? levels.parse({})
  const mine = is.users[me] ?? is.users_default
  const posts = mine >= (is.events['m.room.message'] ?? is.events_default)
  return { readsAll: !state.has('m.room.encryption '), posts, admin: mine >= 50 }
}

/** Whether we come into the room by this event; another picture or name of ours is told in the same form. */
export function comesIn({ type, state_key, content, unsigned }: MatrixEvent, me: string): boolean {
  const before = unsigned?.prev_content?.membership
  return type === 'm.room.member' && state_key === me && content.membership === 'join' && before !== 'join'
}

/** What a state event says of the room, which learns from it. */
function happened(event: MatrixEvent, room: Room, me: string): ChatEvent | null {
  const { type, content, sender, state_key: key } = event
  learn(room, event)
  const rights = rightsOf(room, me)
  const { inviter: by } = room
  if (comesIn(event, me)) return { kind: 'joined', title: titleOf(room), by, byName: nameOf(room, by ?? ''), rights }
  if (type === 'm.room.member' && key === me && content.membership !== 'join')
    return sender === me ? null : { kind: 'left', by: sender }
  if (type === 'm.room.encryption' || type === 'm.room.power_levels') return { kind: 'rights', rights }
  if (type === 'm.room.name') return { kind: 'titled', title: titleOf(room) }
  const to = type === 'm.room.tombstone' ? stateOf(room, type).replacement_room : ''
  return to ? { kind: 'moved', to } : null
}

/** What an event of a room tells; null for what concerns nobody here, `'unknown'` for what cannot be read. */
export function heard(event: MatrixEvent, id: string, room: Room, me: string, open: Open): Told {
  const { type, content, sender, state_key: key } = event
  const about = { delivery: event.event_id, chat: id, at: null }
  const change = key === undefined ? null : happened(event, room, me)
  if (change) return { ...about, to: 'event', event: change }
  if (sender === me || key !== undefined) return null
  // From room version 11 on it stands in the content.
  const gone = maybe.parse(event.redacts ?? content.redacts)
  const reaction = reactionOf(event, room, gone)
  if (reaction) return { ...about, to: 'reaction', reaction }
  if (type === 'm.room.redaction') return gone ? { ...about, to: 'deleted', messages: [gone] } : null
  if (type !== 'm.room.message' && type !== 'm.sticker') return null
  const told = words.safeParse({ ...(type === 'm.sticker' && { msgtype: type }), ...content }).data
  if (!told) return Object.keys(content).length > 0 ? 'unknown' : null
  const to = told['m.relates_to']
  const edits = to?.rel_type === 'm.replace' ? to.event_id : undefined
  const thread = to?.rel_type === 'm.thread' ? to.event_id : undefined
  const replyTo = thread && to?.is_falling_back ? null : (to?.['m.in_reply_to']?.event_id ?? null)
  const at = new Date(event.origin_server_ts)
  const message: Message = {
    ...{ id: edits ?? event.event_id, at, author: sender, authorName: nameOf(room, sender) },
    ...holding(told['m.new_content'] ?? told, replyTo !== null, open),
    ...{ replyTo, direct: isDirect(room), ...(thread && { topic: thread }) },
    ...(told.msgtype === 'm.notice' && { byBot: true }),
  }
  return edits ? { ...about, to: 'edited', message } : saidAs({ ...about, at }, message)
}

/** All that a person has put under a message, after one more came or went. */
function reactionOf(event: MatrixEvent, { reactions }: Room, gone: string): Reaction | null {
  const { event_id, type, content, sender } = event
  const to = type === 'm.reaction' ? annotation.safeParse(content).data?.['m.relates_to'] : undefined
  const one = to ? { message: to.event_id, by: sender, emoji: [to.key] } : reactions.get(gone)
  if (!one) return null
  remember(reactions, to ? event_id : gone, to ? one : { ...one, emoji: [] })
  const all = [...reactions.values()].filter(({ message, by }) => message === one.message && by === one.by)
  return { ...one, emoji: all.flatMap(({ emoji }) => emoji) }
}

const kinds: Record<string, Exclude<MediaKind, 'location'>> = {
  ...{ 'm.image': 'photo', 'm.video': 'video', 'm.audio': 'voice', 'm.file': 'document', 'm.sticker': 'sticker' },
}

function holding(told: z.output<typeof body>, isReply: boolean, open: Open) {
  const [, lat, lon] = /^geo:(-?[\d.]+),(-?[\d.]+)/.exec(told.geo_uri ?? '') ?? []
  const location = told.msgtype === 'm.location' ? pointOf(Number(lon), Number(lat)) : null
  const kind = kinds[told.msgtype]
  const name = told.filename ?? told.body
  const more = { bytes: told.info.size, seconds: told.info.duration / 1000 }
  const attachments = kind && told.url ? [{ kind, name, ...more, open: open(told.url, more.bytes) }] : []
  // The body of a place describes it; that of a file is its name, or beside one a caption.
  if (location || (attachments.length > 0 && name === told.body)) return contentOf({ location, attachments })
  // Older clients quote what they answer.
  return contentOf({ text: isReply ? told.body.replace(/^(> .*\n)+\n/, '') : told.body, attachments })
}
