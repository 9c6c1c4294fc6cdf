import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A stand-in for a Matrix homeserver: the part of the Client-Server API that a bot in rooms needs, over HTTP, and a hand
 * for the people. Written after https://spec.matrix.org/v1.16/client-server-api/ (its headings stand at each piece); no
 * real homeserver was tried.
 */

export type MatrixFault = 'cut-before' | 'cut-after' | 'error-500' | { retryAfterMs: number }
export interface MatrixEvent {
  type: string
  event_id: string
  sender: string
  origin_server_ts: number
  content: Record<string, unknown>
  state_key?: string
  redacts?: string
  unsigned?: { prev_content?: Record<string, unknown> }
  n: number
}
interface Room {
  id: string
  timeline: MatrixEvent[]
  state: Map<string, MatrixEvent>
}
export type Matrix = Awaited<ReturnType<typeof startMatrix>>

class MatrixError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}
const me = '@uchastok:example.org'

export async function startMatrix({ port = 0, now = () => new Date(), limit = 100 } = {}) {
  const rooms = new Map<string, Room>()
  const media = new Map<string, Buffer>()
  const txns = new Map<string, string>()
  const faults: { fault: MatrixFault; path: RegExp }[] = []
  let wake = new Set<() => void>()
  let [token, n, acknowledged, downloads] = ['syt_a_token', 0, 0, 0]
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const roomOf = (id: string): Room => {
    const room = rooms.get(id)
    if (!room) throw new MatrixError(404, 'M_NOT_FOUND')
    return room
  }
  const membership = (room: Room, user: string) => room.state.get(`m.room.member ${user}`)?.content.membership

  /** § Room events. */
  function add(id: string, type: string, sender: string, content: object, more: Partial<MatrixEvent> = {}): string {
    const room = roomOf(id)
    const event_id = `$event${++n}`
    const at = { event_id, origin_server_ts: now().getTime(), n }
    const event = { type, sender, content: { ...content }, ...at, ...more }
    room.timeline.push(event)
    if (event.state_key !== undefined) room.state.set(`${type} ${event.state_key}`, event)
    for (const done of wake) done()
    wake = new Set()
    return event_id
  }
  /** § Room events, unsigned: with what stood there before. */
  const setState = (id: string, type: string, sender: string, content: object, state_key = '') => {
    const prev_content = roomOf(id).state.get(`${type} ${state_key}`)?.content
    return add(id, type, sender, content, { state_key, unsigned: { ...(prev_content && { prev_content }) } })
  }

  /** § Redactions: the content goes. */
  function redact(id: string, target: string, by: string): string {
    const event = roomOf(id).timeline.find((one) => one.event_id === target)
    if (!event) throw new MatrixError(404, 'M_NOT_FOUND')
    event.content = {}
    return add(id, 'm.room.redaction', by, { redacts: target }, { redacts: target })
  }

  /** § Syncing. */
  async function sync(query: URLSearchParams): Promise<object> {
    const since = query.get('since')
    const from = since === null ? -1 : Number(since.slice(1))
    acknowledged = Math.max(acknowledged, from)
    if (!rooms.values().some((room) => room.timeline.some((event) => event.n > from)) && since !== null)
      await new Promise<void>((done) => {
        wake.add(done)
        setTimeout(done, Math.min(Number(query.get('timeout') ?? 0), 300)).unref()
      })
    const [join, invite, leave]: Record<string, object>[] = [{}, {}, {}]
    for (const room of rooms.values()) {
      const fresh = room.timeline.filter((event) => event.n > from)
      const mine = membership(room, me)
      if (fresh.length === 0 || mine === undefined) continue
      const events = fresh.slice(-limit)
      const limited = fresh.length > limit
      const timeline = { events, limited, prev_batch: `t${events[0]?.n}` }
      if (mine === 'join') Object.assign(join ?? {}, { [room.id]: { timeline, state: { events: [] } } })
      const state = [...room.state.values()].map(({ n: _, event_id: __, ...stripped }) => stripped)
      if (mine === 'invite') Object.assign(invite ?? {}, { [room.id]: { invite_state: { events: state } } })
      if (/leave|ban/.test(String(mine)) && since !== null) Object.assign(leave ?? {}, { [room.id]: { timeline } })
    }
    return { next_batch: `s${n}`, rooms: { join, invite, leave } }
  }

  async function ask(method: string, path: string, query: URLSearchParams, body: Buffer): Promise<object> {
    const parts = path.split('/').map(decodeURIComponent)
    const [what = '', id = '', act = '', kind = '', txn = ''] = parts
    const json = () => JSON.parse(body.toString() || '{}') as Record<string, unknown>
    if (what === 'sync') return sync(query)
    if (path === 'account/whoami') return { user_id: me, device_id: 'BOT' }
    if (what === 'join') {
      const room = roomOf(id)
      if (membership(room, me) !== 'invite') throw new MatrixError(403, 'M_FORBIDDEN')
      setState(id, 'm.room.member', me, { membership: 'join', displayname: 'Участок' }, me)
      return { room_id: id }
    }
    const room = roomOf(id)
    if (membership(room, me) !== 'join') throw new MatrixError(403, 'M_FORBIDDEN')
    if (act === 'state') return [...room.state.values()]
    if (act === 'leave') {
      setState(id, 'm.room.member', me, { membership: 'leave' }, me)
      return {}
    }
    // § GET /rooms/{roomId}/messages: backwards from a token to another.
    if (act === 'messages') {
      const from = Number(query.get('from')?.slice(1))
      const to = Number(query.get('to')?.slice(1))
      const between = room.timeline.filter((event) => event.n < from && event.n > to)
      const chunk = between.slice(-Number(query.get('limit'))).reverse()
      return { chunk, ...(chunk.length < between.length && { end: `t${chunk.at(-1)?.n}` }) }
    }
    // § Transaction identifiers: the same answer again.
    const known = txns.get(path)
    if (known) return { event_id: known }
    if (method !== 'PUT') throw new MatrixError(405, 'M_UNRECOGNIZED')
    const levels = room.state.get('m.room.power_levels ')?.content as { events_default?: number } | undefined
    if ((levels?.events_default ?? 0) > 0) throw new MatrixError(403, 'M_FORBIDDEN')
    // § Size limits.
    if (body.length > 65_536) throw new MatrixError(413, 'M_TOO_LARGE')
    const event_id = act === 'redact' ? redact(id, kind, me) : add(id, kind, me, json())
    txns.set(`rooms/${parts.slice(1).map(encodeURIComponent).join('/')}`, event_id)
    if (!txn) throw new MatrixError(404, 'M_UNRECOGNIZED')
    txns.set(path, event_id)
    return { event_id }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const json = (status: number, told: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told))
    const planned = faults.findIndex(({ path }) => path.test(pathname))
    const fault = planned < 0 ? null : faults.splice(planned, 1)[0]?.fault
    if (fault === 'cut-before') return void response.destroy()
    if (fault === 'error-500') return void json(500, { errcode: 'M_UNKNOWN', error: '' })
    // § Rate limiting.
    if (typeof fault === 'object' && fault)
      return void json(429, {
        errcode: 'M_LIMIT_EXCEEDED',
        error: 'Too many requests',
        retry_after_ms: fault.retryAfterMs,
      })
    // § Login.
    if (pathname === '/_matrix/client/v3/login')
      return void json(200, { user_id: me, access_token: token, device_id: 'BOT' })
    if (request.headers.authorization !== `Bearer ${token}`)
      return void json(401, { errcode: 'M_UNKNOWN_TOKEN', error: 'Unrecognised access token' })
    // § Content repository, with the token since v1.11.
    const file = /^\/_matrix\/client\/v1\/media\/download\/[^/]+\/(.+)$/.exec(pathname)?.[1]
    if (file !== undefined) {
      downloads += 1
      const bytes = media.get(file)
      return void (bytes ? response.writeHead(200).end(bytes) : json(404, { errcode: 'M_NOT_FOUND' }))
    }
    if (pathname === '/_matrix/media/v3/upload') return void json(200, { content_uri: upload(body) })
    try {
      const path = pathname.replace('/_matrix/client/v3/', '')
      const told = await ask(request.method ?? '', path, searchParams, body)
      if (fault === 'cut-after') return void response.destroy()
      json(200, told)
    } catch (error) {
      if (!(error instanceof MatrixError)) throw error
      json(error.status, { errcode: error.code, error: error.message })
    }
  }

  function upload(bytes: Buffer): string {
    media.set(`file${media.size + 1}`, bytes)
    return `mxc://example.org/file${media.size}`
  }

  const say = (id: string, by: string, content: string | object): string =>
    add(id, 'm.room.message', by, typeof content === 'string' ? { msgtype: 'm.text', body: content } : content)

  return {
    ...{ url, me, say, add, setState, redact, upload },
    token: () => token,
    /** Up to which event our user has said that it has them, and which is the last. */
    acknowledged: () => acknowledged,
    last: () => n,
    downloads: () => downloads,
    vanish: () => media.clear(),
    heal: () => void faults.splice(0),
    /** A room of these people, the first of whom made it; § Room creation. */
    room(title: string | null, people: string[]): string {
      const id = `!room${++n}:example.org`
      rooms.set(id, { id, timeline: [], state: new Map() })
      for (const who of people)
        setState(id, 'm.room.member', who, { membership: 'join', displayname: nameOf(who) }, who)
      setState(id, 'm.room.power_levels', people[0] ?? '', { users: { [people[0] ?? '']: 100 } })
      if (title) setState(id, 'm.room.name', people[0] ?? '', { name: title })
      return id
    },
    invite: (id: string, by: string) => setState(id, 'm.room.member', by, { membership: 'invite' }, me),
    /** § Edits. */
    edit: (id: string, target: string, by: string, text: string) =>
      say(id, by, {
        ...{ msgtype: 'm.text', body: `* ${text}`, 'm.new_content': { msgtype: 'm.text', body: text } },
        'm.relates_to': { rel_type: 'm.replace', event_id: target },
      }),
    /** § Event annotations and reactions. */
    react: (id: string, target: string, by: string, key: string) =>
      add(id, 'm.reaction', by, { 'm.relates_to': { rel_type: 'm.annotation', event_id: target, key } }),
    kick: (id: string, by: string, how = 'leave') => setState(id, 'm.room.member', by, { membership: how }, me),
    isIn: (id: string) => membership(roomOf(id), me) === 'join',
    fault: (fault: MatrixFault, path = /./) => void faults.push({ fault, path }),
    revoke() {
      token = 'syt_another'
    },
    /** What our user said, as clients show it: edits over what they change, redacted ones gone. */
    shown(id: string) {
      const ours = roomOf(id).timeline.filter((one) => one.type === 'm.room.message' && one.sender === me)
      const related = (one: MatrixEvent) =>
        one.content['m.relates_to'] as
          | { rel_type?: string; event_id?: string; 'm.in_reply_to'?: { event_id: string } }
          | undefined
      const edits = ours.filter((one) => related(one)?.rel_type === 'm.replace')
      return ours
        .filter((one) => !edits.includes(one) && Object.keys(one.content).length > 0)
        .map((one) => {
          const last = edits.filter((edit) => related(edit)?.event_id === one.event_id).at(-1)
          const content = (last?.content['m.new_content'] ?? one.content) as { body: string; msgtype: string }
          const replyTo = related(one)?.['m.in_reply_to']?.event_id ?? null
          return { id: one.event_id, text: content.body, replyTo, photo: content.msgtype === 'm.image' }
        })
    },
    async close() {
      for (const done of wake) done()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

const nameOf = (user: string) => user.slice(1).split(':')[0] ?? user
