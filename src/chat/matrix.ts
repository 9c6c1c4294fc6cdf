import { z } from 'zod'
import type { OpenAccount } from './account.ts'
import { type Capabilities, type Channel, ChannelFault, type FaultKind } from './channel.ts'
import { openFiles } from './fetch-file.ts'
import { type Heard, openIntake } from './intake.ts'
import type { ChannelTools } from './kinds.ts'
import { eventShape, heard, learn, type MatrixEvent, newRoom, type Room, rightsOf } from './matrix-event.ts'
import { pollForever } from './polling.ts'
import { openSaying, type Piece } from './saying.ts'
import { openWire, type Refusal } from './wire.ts'

/** No buttons in Matrix. An event is 65,536 bytes at most, and an edit holds its text twice. */
const textLimit = 8000
const can: Capabilities = {
  ...{ groups: true, direct: true, edit: true, remove: true, buttons: false, reply: true, textLimit },
  ...{ tellsEdited: true, tellsDeleted: true, fileLimit: 50 * 2 ** 20 },
  // The specification names no figures; homeservers answer 429 beyond their own.
  pace: {
    ...{ account: [{ count: 5, ms: 1000 }], chat: [{ count: 1, ms: 1000 }], group: [{ count: 20, ms: 60_000 }] },
  },
}
const syncMs = 25_000
const events = z.array(z.unknown()).default([])
const side = z.object({ events }).default({ events: [] })
const timeline = z.object({ events, limited: z.boolean().default(false), prev_batch: z.string().optional() })
const joined = z.object({ state: side, timeline: timeline.default({ events: [], limited: false }) })
const rooms = z.object({
  join: z.record(z.string(), joined).default({}),
  invite: z.record(z.string(), z.object({ invite_state: side })).default({}),
  leave: z.record(z.string(), joined).default({}),
})
const none = { join: {}, invite: {}, leave: {} }
const syncShape = z.object({ next_batch: z.string(), rooms: rooms.default(none) })
const sentShape = z.object({ event_id: z.string() })
const pageShape = z.object({ chunk: events, end: z.string().optional() })
const filter = JSON.stringify({
  ...{ presence: { types: [] }, account_data: { types: [] } },
  room: { ephemeral: { types: [] }, account_data: { types: [] }, timeline: { limit: 100 } },
})
const read = (list: readonly unknown[]): MatrixEvent[] => list.flatMap((one) => eventShape.safeParse(one).data ?? [])

/** A user of a homeserver, through the Client-Server API: https://spec.matrix.org/v1.16/client-server-api/ */
export function openMatrix(
  account: OpenAccount<'matrix'>,
  { log, now, fetch = globalThis.fetch }: Pick<ChannelTools, 'log' | 'now' | 'fetch'>,
): Channel {
  const { homeserver, userId: me } = account.settings
  const headers = { authorization: `Bearer ${account.secrets.accessToken}` }
  const wire = openWire('The homeserver', fetch, headers, faultOf)
  const call = <T>(path: string, shape: z.ZodType<T>, init?: Parameters<typeof wire>[2]) =>
    wire(`${homeserver}/_matrix/client/v3/${path}`, shape, init)
  const asUs = (url: Parameters<typeof fetch>[0], init?: RequestInit) => fetch(url, { ...init, headers })
  const files = openFiles(asUs, can.fileLimit)
  const intake = openIntake({ log, now }, { inOrder: true })
  const saying = openSaying({ textLimit, captionLimit: 0, send, change, remove })
  const known = new Map<string, Room>()
  const encrypted = new Set<string>()
  /** Rooms that we came into, until somebody has heard of it. */
  const arrivals = new Map<string, Heard>()
  const ending = new AbortController()
  let since = account.cursor
  let polling: Promise<void> = Promise.resolve()

  /** https://spec.matrix.org/v1.16/client-server-api/#get_matrixclientv1mediadownloadservernamemediaid */
  const open = (mxc: string, size: number) =>
    files(mxc, size, async () => mxc.replace('mxc://', `${homeserver}/_matrix/client/v1/media/download/`))

  /** What a room is now, asked once: what changes is told. */
  async function roomOf(id: string): Promise<Room> {
    const room = known.get(id) ?? newRoom()
    if (known.has(id)) return room
    for (const event of read(await call(`rooms/${encodeURIComponent(id)}/state`, events))) learn(room, event)
    known.set(id, room)
    return room
  }

  /** What a long absence left out between two answers, the oldest first. */
  async function missing(id: string, from: string, to: string): Promise<MatrixEvent[]> {
    const all: MatrixEvent[] = []
    for (let [at, pages] = [from, 0]; pages < 100; pages++) {
      const asked = new URLSearchParams({ dir: 'b', from: at, to, limit: '100' })
      const { chunk, end } = await call(`rooms/${encodeURIComponent(id)}/messages?${asked}`, pageShape)
      all.unshift(...read(chunk).reverse())
      if (!end || end === to || chunk.length === 0) break
      at = end
    }
    return all
  }

  async function readRoom(id: string, { state, timeline: told }: z.output<typeof joined>, from: string) {
    const room = await roomOf(id)
    for (const event of read(state.events)) learn(room, event)
    let list = read(told.events)
    const isOurs = ({ type, state_key: key, content }: MatrixEvent) =>
      type === 'm.room.member' && key === me && content.membership === 'join'
    if (told.limited && told.prev_batch && !list.some(isOurs))
      list = [...(await missing(id, told.prev_batch, from)), ...list]
    // What was said before we came is not ours to read.
    list = list.slice(list.findLastIndex(isOurs) + 1)
    return list.flatMap((event) => {
      const one = heard(event, id, room, me, open)
      if (event.type === 'm.room.encrypted') encrypted.add(id)
      else if (one === 'unknown') intake.countUnknown(1)
      return one === 'unknown' || one === null ? [] : [one]
    })
  }

  /** Who invites us is answered: we come, and say what we may do there. */
  async function come(id: string, told: readonly unknown[]): Promise<void> {
    const invited = z.object({ sender: z.string(), state_key: z.literal(me), event_id: z.string().default(id) })
    const [by] = told.flatMap((one) => invited.safeParse(one).data ?? [])
    try {
      await call(`join/${encodeURIComponent(id)}`, z.unknown(), { method: 'POST', body: {} })
    } catch (error) {
      if (error instanceof ChannelFault && (error.kind === 'gone' || error.kind === 'refused')) return
      throw error
    }
    known.delete(id)
    const room = await roomOf(id)
    const byName = room.names.get(by?.sender ?? '') ?? ''
    const event = {
      kind: 'joined',
      title: room.title,
      by: by?.sender ?? null,
      byName,
      rights: rightsOf(room, me),
    } as const
    arrivals.set(id, { to: 'event', chat: id, at: null, delivery: `joined ${id} ${since}`, event })
  }

  /** https://spec.matrix.org/v1.16/client-server-api/#syncing; the first answer, without `since`, is history and not read. */
  async function ask(): Promise<'taken' | 'missed'> {
    const asked = new URLSearchParams({ filter, timeout: String(since ? syncMs : 0), ...(since && { since }) })
    const { next_batch: next, rooms } = await call(`sync?${asked}`, syncShape, { signal: ending.signal })
    for (const [id, { invite_state }] of Object.entries(rooms.invite)) await come(id, invite_state.events)
    const told = [...arrivals.values()]
    if (since) {
      for (const [id, room] of Object.entries(rooms.join)) told.push(...(await readRoom(id, room, since)))
      for (const [id, { timeline: last }] of Object.entries(rooms.leave)) {
        for (const event of read(last.events)) {
          const one = event.state_key === me && event.sender !== me ? heard(event, id, newRoom(), me, open) : null
          if (one && one !== 'unknown') told.push(one)
        }
        known.delete(id)
      }
    }
    const missed = told.length > 0 ? await intake.take(told) : new Set()
    if (missed.size > 0) return 'missed'
    arrivals.clear()
    since = next
    const problem =
      encrypted.size > 0 ? `rooms that cannot be read because they are encrypted: ${encrypted.size}` : null
    intake.tell({ cursor: next, ...(problem && { problem }) })
    return 'taken'
  }

  /** The same transaction id is one message: https://spec.matrix.org/v1.16/client-server-api/#transaction-identifiers */
  async function put(room: string, what: string, txn: string, body: object): Promise<string> {
    const path = `rooms/${encodeURIComponent(room)}/${what}/${encodeURIComponent(txn)}`
    return (await call(path, sentShape, { method: 'PUT', body })).event_id
  }

  async function send(chat: string, { key, text, replyTo, photo }: Piece): Promise<string> {
    const relates = replyTo ? { 'm.relates_to': { 'm.in_reply_to': { event_id: replyTo } } } : {}
    const words = { msgtype: 'm.text', body: text }
    return put(chat, 'send/m.room.message', key, { ...(photo ? await picture(photo) : words), ...relates })
  }
  async function picture({ bytes, name }: NonNullable<Piece['photo']>): Promise<object> {
    const type = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg'
    const url = `${homeserver}/_matrix/media/v3/upload?filename=${encodeURIComponent(name)}`
    const answer = await asSent(url, bytes, type)
    return { msgtype: 'm.image', body: name, url: answer, info: { mimetype: type, size: bytes.length } }
  }
  async function asSent(url: string, bytes: Buffer, type: string): Promise<string> {
    const raw = (to: Parameters<typeof fetch>[0], init?: RequestInit) =>
      fetch(to, { ...init, body: new Uint8Array(bytes), headers: { ...headers, 'content-type': type } })
    const shape = z.object({ content_uri: z.string() })
    return (await openWire('The homeserver', raw, headers, faultOf)(url, shape, { method: 'POST' })).content_uri
  }
  async function change(chat: string, message: string, { text }: Pick<Piece, 'text'>): Promise<void> {
    const is = { msgtype: 'm.text', body: text }
    const relates = { rel_type: 'm.replace', event_id: message }
    const body = { ...is, body: `* ${text}`, 'm.new_content': is, 'm.relates_to': relates }
    await put(chat, 'send/m.room.message', `edit ${message} ${now().getTime()}`, body)
  }
  async function remove(chat: string, message: string): Promise<void> {
    await put(chat, `redact/${encodeURIComponent(message)}`, `remove ${message}`, {})
  }

  return {
    ...{ name: account.name, can, post: saying.post, edit: saying.edit, remove },
    async listen(on) {
      intake.listen(on)
      polling = pollForever(ending.signal, ask, intake.tell)
    },
    rights: async (chat) => rightsOf(await roomOf(chat), me),
    async leave(chat) {
      await call(`rooms/${encodeURIComponent(chat)}/leave`, z.unknown(), { method: 'POST', body: {} })
    },
    async check() {
      const { user_id: user } = await call('account/whoami', z.object({ user_id: z.string() }))
      if (user !== me) throw new ChannelFault('refused', `The token is of ${user}, and the account is set to ${me}.`)
      return { title: user, address: user }
    },
    async close() {
      ending.abort()
      await polling
      await intake.close()
    },
  }
}

const codes: Record<string, FaultKind> = {
  ...{ M_UNKNOWN_TOKEN: 'revoked', M_MISSING_TOKEN: 'revoked', M_USER_DEACTIVATED: 'revoked' },
  ...{ M_LIMIT_EXCEEDED: 'later', M_FORBIDDEN: 'gone', M_NOT_FOUND: 'gone' },
}
/** https://spec.matrix.org/v1.16/client-server-api/#standard-error-response */
function faultOf({ status, body, retryAfterMs }: Refusal): ChannelFault {
  const shape = z.object({ errcode: z.string().regex(/^[\w.]{1,60}$/), retry_after_ms: z.number().optional() })
  const { errcode = '', retry_after_ms = 0 } = shape.safeParse(body).data ?? {}
  const kind = codes[errcode] ?? (status === 429 ? 'later' : status >= 500 ? 'away' : 'refused')
  const wait = kind === 'later' ? retryAfterMs || retry_after_ms || 1000 : 0
  return new ChannelFault(kind, `Matrix: ${errcode || status}.`, { retryAfterMs: wait })
}
