import { z } from 'zod'
import { remember } from './bounded.ts'
import type { ChatEvent, Reaction, Rights } from './channel.ts'
import type { Attachment, MediaKind, Message } from './message.ts'
import { saidAs, type Told } from './take-call.ts'
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
  unsigned: z.object({ prev_content: anything.optional() }).optional(),
})
export type MatrixEvent = z.output<typeof eventShape>
/** https://spec.matrix.org/v1.16/client-server-api/#event-annotations-and-reactions */
const annotation = z.object({ 'm.relates_to': z.object({ event_id: z.string(), key: z.string().max(64) }) })
const text = z.string().catch('')
const member = z.object({ membership: text, displayname: text }).catch({ membership: '', displayname: '' })
const named = z.object({ name: text }).catch({ name: '' })
const numbers = z.record(z.string(), z.number()).default({})
const levels = z.object({
  ...{ users: numbers, users_default: z.number().default(0), events: numbers, events_default: z.number().default(0) },
})

/** What is known of a room. */
export interface Room {
  /** The content of its state, by type and key. */
  state: Map<string, MatrixEvent['content']>
  invitedBy: string | null
  /** By the ids of their events: to take one back its event is removed. */
  reactions: Map<string, { message: string; by: string; key: string; stands: boolean }>
}
export const newRoom = (invitedBy: string | null = null): Room => ({
  state: new Map(),
  invitedBy,
  reactions: new Map(),
})
type Open = (mxc: string, size: number) => Attachment['open']

export const learn = ({ state }: Room, { type, content, state_key: key = '' }: Omit<MatrixEvent, 'event_id'>) =>
  state.set(`${type} ${key}`, content)
const titleOf = ({ state }: Room): string => named.parse(state.get('m.room.name ')).name
const nameOf = ({ state }: Room, user: string): string =>
  visibleName(member.parse(state.get(`m.room.member ${user}`)).displayname, user)

/** One with one other person and without a name: a talk with the bot alone. */
function isDirect(room: Room): boolean {
  const members = [...room.state].filter(([key]) => key.startsWith('m.room.member '))
  return titleOf(room) === '' && members.filter(([, is]) => member.parse(is).membership === 'join').length <= 2
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
  const { invitedBy: by } = room
  if (comesIn(event, me))
    return { kind: 'joined', title: titleOf(room), by, byName: by === null ? '' : nameOf(room, by), rights }
  switch (type) {
    case 'm.room.member':
      return key === me && content.membership !== 'join' ? { kind: 'left', by: sender } : null
    case 'm.room.encryption':
    case 'm.room.power_levels':
      return { kind: 'rights', rights }
    case 'm.room.name':
      return { kind: 'titled', title: titleOf(room) }
    case 'm.room.tombstone':
      return typeof content.replacement_room === 'string' ? { kind: 'moved', to: content.replacement_room } : null
    default:
      return null
  }
}

/** What an event of a room tells; null for what concerns nobody here, `'unknown'` for what cannot be read. */
export function heard(event: MatrixEvent, id: string, room: Room, me: string, open: Open): Told {
  const { type, content, sender, state_key: key } = event
  const about = { delivery: event.event_id, chat: id, at: null }
  const change = key === undefined ? null : happened(event, room, me)
  if (change) return { ...about, to: 'event', event: change }
  if (sender === me || key !== undefined) return null
  // From room version 11 on it stands in the content.
  const gone = text.parse(event.redacts ?? content.redacts)
  const reaction = reactionOf(event, room, gone)
  if (reaction) return { ...about, to: 'reaction', reaction }
  if (type === 'm.room.redaction') return gone ? { ...about, to: 'deleted', messages: [gone] } : null
  if (type === 'm.room.encrypted') return 'unknown'
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
    ...contentOf(told['m.new_content'] ?? told, replyTo !== null, open),
    ...{ replyTo, direct: isDirect(room), ...(thread && { topic: thread }) },
    ...(told.msgtype === 'm.notice' && { byBot: true }),
  }
  return edits ? { ...about, to: 'edited', message } : saidAs({ ...about, at }, message)
}

/** All that a person has put under a message, after one more came or went. */
function reactionOf({ event_id: id, type, content, sender }: MatrixEvent, room: Room, gone: string): Reaction | null {
  const to = type === 'm.reaction' ? annotation.safeParse(content).data?.['m.relates_to'] : undefined
  const one = to ? { message: to.event_id, by: sender, key: to.key } : room.reactions.get(gone)
  if (!one) return null
  remember(room.reactions, to ? id : gone, { ...one, stands: to !== undefined })
  const { message, by } = one
  const all = [...room.reactions.values()].filter((put) => put.stands && put.message === message && put.by === by)
  return { message, by, emoji: all.map(({ key }) => key) }
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
