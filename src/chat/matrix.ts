import { z } from 'zod'
import type { OpenAccount } from './account.ts'
import { type Capabilities, type Channel, ChannelFault, onFault } from './channel.ts'
import { openFiles } from './fetch-file.ts'
import { openIntake } from './intake.ts'
import { comesIn, eventShape, heard, learn, type MatrixEvent, newRoom, type Room, rightsOf } from './matrix-event.ts'
import { openPolling } from './polling.ts'
import { openSaying, type Piece } from './saying.ts'
import { type Told, takeTold } from './take-call.ts'
import { kindOf, openWire, photoBlob, type Refusal, type WireTools } from './wire.ts'

/** No buttons in Matrix. An event is 65,536 bytes at most, and an edit holds its text twice. */
const textLimit = 8000
const can: Capabilities = {
  ...{ groups: true, direct: true, edit: true, remove: true, buttons: false, reply: true, textLimit },
  ...{ tellsEdited: true, tellsDeleted: true, reactions: true, fileLimit: 50 * 2 ** 20 },
  // The specification names no figures; homeservers answer 429 beyond their own.
  pace: { account: [{ count: 5, ms: 1000 }], chat: [{ count: 1, ms: 1000 }], group: [{ count: 20, ms: 60_000 }] },
}
const syncMs = 25_000
const events = z.array(z.unknown()).default([])
const timeline = z.object({ events, limited: z.boolean().default(false), prev_batch: z.string().optional() })
const room = z.object({ state: z.object({ events }).prefault({}), timeline: timeline.prefault({}) })
const invite = z.object({ invite_state: z.object({ events }) })
const roomsOf = <T extends z.ZodType>(shape: T) => z.record(z.string(), shape).default({})
const rooms = z.object({ join: roomsOf(room), invite: roomsOf(invite), leave: roomsOf(room) }).prefault({})
const syncShape = z.object({ next_batch: z.string(), rooms })
const pageShape = z.object({ chunk: events, end: z.string().optional() })
const filter = '{"presence":{"types":[]},"room":{"ephemeral":{"types":[]},"timeline":{"limit":100}}}'
const read = (list: readonly unknown[]): MatrixEvent[] => list.flatMap((one) => eventShape.safeParse(one).data ?? [])

/** A user of a homeserver, through the Client-Server API: https://spec.matrix.org/v1.16/client-server-api/ */
export function openMatrix(account: OpenAccount<'matrix'>, tools: WireTools): Channel {
  const { now, fetch = globalThis.fetch } = tools
  const { homeserver, userId: me } = account.settings
  const headers = { authorization: `Bearer ${account.secrets.accessToken}` }
  const call = openWire('The homeserver', fetch, headers, faultOf, `${homeserver}/_matrix/client/v3`)
  const files = openFiles((url, init) => fetch(url, { ...init, headers }), can.fileLimit)
  const intake = openIntake(tools, { inOrder: true })
  const polling = openPolling(intake)
  const [known, encrypted] = [new Map<string, Room>(), new Set<string>()]
  let since = account.cursor

  /** https://spec.matrix.org/v1.16/client-server-api/#get_matrixclientv1mediadownloadservernamemediaid */
  const open = (mxc: string, size: number) =>
    files(mxc, size, async () => mxc.replace('mxc://', `${homeserver}/_matrix/client/v1/media/download/`))

  /** What a room is now, asked once: what changes is told. */
  async function roomOf(id: string, inviter: string | null = null): Promise<Room> {
    const room = known.get(id) ?? newRoom(inviter)
    if (known.has(id)) return room
    for (const event of read(await call(`rooms/${encodeURIComponent(id)}/state`, events))) learn(room, event)
    known.set(id, room)
    return room
  }

  /** What a long absence left out between two answers, the oldest first. */
  async function missing(id: string, from: string, to: string, pages = 100): Promise<MatrixEvent[]> {
    const asked = new URLSearchParams({ dir: 'b', from, to, limit: '100' })
    const { chunk, end = to } = await call(`rooms/${encodeURIComponent(id)}/messages?${asked}`, pageShape)
    const isAll = end === to || chunk.length === 0 || pages === 1
    return [...(isAll ? [] : await missing(id, end, to, pages - 1)), ...read(chunk).reverse()]
  }

  async function readRoom(id: string, here: Room, { state, timeline: told }: z.output<typeof room>, from: string) {
    for (const event of read(state.events)) learn(here, event)
    let list = read(told.events)
    const isComing = (event: MatrixEvent) => comesIn(event, me)
    if (told.limited && told.prev_batch && !list.some(isComing))
      list = [...(await missing(id, told.prev_batch, from)), ...list]
    if (list.some(({ type }) => type === 'm.room.encrypted'))
      intake.remark(`rooms that cannot be read because they are encrypted: ${encrypted.add(id).size}`)
    // What was said before we came is not ours to read.
    return list.slice(Math.max(0, list.findLastIndex(isComing))).map((event) => heard(event, id, here, me, open))
  }

  /** Who invites us is answered: we come, and hear of our coming as of all else. */
  async function come(id: string, told: readonly unknown[]): Promise<void> {
    const invited = z.object({ sender: z.string(), state_key: z.literal(me) })
    const by = told.flatMap((one) => invited.safeParse(one).data ?? [])[0]?.sender
    const joined = call(`join/${encodeURIComponent(id)}`, z.unknown(), { method: 'POST', body: {} })
    await joined.then(() => roomOf(id, by)).catch(onFault(['gone', 'refused'], () => null))
  }

  /** https://spec.matrix.org/v1.16/client-server-api/#syncing; the first answer, without `since`, is history and not read. */
  async function ask(): Promise<'taken' | 'missed'> {
    const asked = new URLSearchParams({ filter, timeout: String(since ? syncMs : 0), ...(since && { since }) })
    const { next_batch: next, rooms } = await call(`sync?${asked}`, syncShape, { signal: polling.signal })
    for (const [id, { invite_state }] of Object.entries(rooms.invite)) await come(id, invite_state.events)
    if (since) {
      const told: Told[] = []
      for (const [id, one] of Object.entries(rooms.join))
        told.push(...(await readRoom(id, await roomOf(id), one, since)))
      // Of a room that we are out of we hear that, and who put us out.
      for (const [id, { timeline: last }] of Object.entries(rooms.leave)) {
        const mine = read(last.events).filter((event) => event.state_key === me)
        told.push(...mine.map((event) => heard(event, id, newRoom(), me, open)))
        known.delete(id)
      }
      if (told.length > 0 && (await takeTold(intake, told)).size > 0) return 'missed'
    }
    since = next
    intake.tell({ cursor: next })
    return 'taken'
  }

  /** The same transaction id is one message: https://spec.matrix.org/v1.16/client-server-api/#transaction-identifiers */
  async function put(room: string, what: string, txn: string, body: object): Promise<string> {
    const path = `rooms/${encodeURIComponent(room)}/${what}/${encodeURIComponent(txn)}`
    return (await call(path, z.object({ event_id: z.string() }), { method: 'PUT', body })).event_id
  }

  async function send(chat: string, { key, text, replyTo, photo }: Piece): Promise<string> {
    const relates = replyTo ? { 'm.relates_to': { 'm.in_reply_to': { event_id: replyTo } } } : {}
    const words = photo ? await picture(photo) : { msgtype: 'm.text', body: text }
    return put(chat, 'send/m.room.message', key, { ...words, ...relates })
  }
  async function picture(photo: NonNullable<Piece['photo']>): Promise<object> {
    const body = photoBlob(photo)
    const url = `${homeserver}/_matrix/media/v3/upload?filename=${encodeURIComponent(photo.name)}`
    const { content_uri } = await call(url, z.object({ content_uri: z.string() }), { method: 'POST', body })
    return { msgtype: 'm.image', body: photo.name, url: content_uri, info: { mimetype: body.type, size: body.size } }
  }
  async function change(chat: string, message: string, { text }: Pick<Piece, 'text'>): Promise<void> {
    const is = { msgtype: 'm.text', body: text }
    const relates = { rel_type: 'm.replace', event_id: message }
    const body = { ...is, body: `* ${text}`, 'm.new_content': is, 'm.relates_to': relates }
    await put(chat, 'send/m.room.message', `edit ${message} ${now().getTime()}`, body)
  }
  const remove = async (chat: string, message: string) =>
    void (await put(chat, `redact/${encodeURIComponent(message)}`, `remove ${message}`, {}))

  const saying = openSaying({ textLimit, captionLimit: 0, send, change, remove })
  return {
    ...{ name: account.name, can, post: saying.post, edit: saying.edit, remove },
    async listen(on) {
      intake.listen(on)
      polling.begin(ask)
    },
    rights: async (chat) => rightsOf(await roomOf(chat), me),
    leave: (chat) =>
      call(`rooms/${encodeURIComponent(chat)}/leave`, z.void().catch(undefined), { method: 'POST', body: {} }),
    async check() {
      const { user_id: user } = await call('account/whoami', z.object({ user_id: z.string() }))
      if (user !== me) throw new ChannelFault('refused', `The token is of ${user}, and the account is set to ${me}.`)
      return { title: user, address: user }
    },
    close: polling.close,
  }
}

/** https://spec.matrix.org/v1.16/client-server-api/#standard-error-response */
function faultOf({ status, body, retryAfterMs }: Refusal): ChannelFault {
  const shape = z.object({ errcode: z.string().regex(/^[\w.]{1,60}$/), retry_after_ms: z.number().optional() })
  const { errcode = '', retry_after_ms = retryAfterMs } = shape.safeParse(body).data ?? {}
  const kind = errcode === 'M_USER_DEACTIVATED' ? 'revoked' : kindOf(status)
  return new ChannelFault(kind, `Matrix: ${errcode || status}.`, { retryAfterMs: retry_after_ms })
}
