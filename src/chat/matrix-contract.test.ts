import { startMatrix } from '../../emulators/matrix.ts'
import { silent } from '../base/log.ts'
import { type Content, type Tried, takesMs, type Written } from './battery-testing.ts'
import { channelContract, type Lacks } from './channel-contract.ts'
import { openMatrix } from './matrix.ts'

const noButtons = 'Matrix has no buttons'
const lacks: Lacks = {
  tellsDelivered: 'receipts of reading are for the eyes of people',
  ...{ buttons: noButtons, press: noButtons, rows: noButtons, word: noButtons, 'press-again': noButtons },
  ...{ album: 'pictures are messages of their own', contact: 'there are no cards', poll: 'not in the specification' },
  ...{ venue: 'a place has no address', forward: 'a forwarded message does not tell that it is one' },
  ...{ 'forward-name': 'forwards are not told', 'forward-chat': 'forwards are not told' },
  ...{ hook: 'the homeserver is asked', handshake: 'the homeserver is asked', mention: 'no order names a bot' },
  ...{ preview: 'clients show links as they like', silent: 'clients ring as they like', paced: 'no figures are given' },
  ...{ again: 'an event stands once in the room', shuffled: 'a room has an order', replay: 'an event stands once' },
  'upgrade-told': 'a room that was left behind does not name the new one to who writes',
  ...{ blocked: 'who ignores us is not told', 'counts-unknown': 'other types of events are many and no fault' },
}

async function tryMatrix(): Promise<Tried> {
  const matrix = await startMatrix()
  const names = ['Алия', 'Бекзат', 'Вера']
  const people = ['@aliya:example.org', '@bekzat:example.org', '@vera:example.org']
  const by = (n = 0) => people[n] ?? ''
  const join = (id: string, who: string, displayname: string) =>
    matrix.setState(id, 'm.room.member', who, { membership: 'join', displayname }, who)
  function room(title: string | null, members: string[]): string {
    const id = matrix.room(title, members)
    for (const who of members) join(id, who, names[people.indexOf(who)] ?? who)
    join(id, matrix.me, 'Участок')
    return id
  }
  const yard = room('Двор 14', people)
  matrix.setState(yard, 'm.room.power_levels', by(), { users: { [matrix.me]: 50 } })
  const own = new Map<number, string>()
  const [contents, put] = [new Map<string, object>(), new Map<string, string[]>()]
  const lineOf = (n = 0) => own.get(n) ?? own.set(n, room(null, [by(n)])).get(n) ?? ''
  const open = (cursor: string | null) =>
    openMatrix(
      {
        ...{ id: 'account', name: 'matrix:account', cursor, hookUrl: null },
        settings: { homeserver: matrix.url, userId: matrix.me },
        secrets: { accessToken: 'syt_a_token' },
      },
      { log: silent, now: () => new Date(), takesMs },
    )
  const written = (id: string, chat: string, author: string): Written => {
    const n = Number(/^\$event(\d+)/.exec(id)?.[1] ?? matrix.last())
    return { ...{ id, chat, author }, isTaken: () => matrix.acknowledged() >= n }
  }
  const kinds = { photo: 'm.image', video: 'm.video', voice: 'm.audio', document: 'm.file', sticker: 'm.sticker' }

  function write(chat: string, content: Content): Written {
    const { text = '', replyTo, topic, media, location, at, byBot, id } = content
    const answers = replyTo ? { 'm.in_reply_to': { event_id: replyTo } } : {}
    const thread = topic ? { rel_type: 'm.thread', event_id: topic } : {}
    const relates = replyTo || topic ? { 'm.relates_to': { ...answers, ...thread } } : {}
    const more = { ...(at && { origin_server_ts: at.getTime() }), ...(id && { event_id: id }) }
    const type = media?.kind === 'sticker' ? 'm.sticker' : 'm.room.message'
    const author = byBot ? '@bot:example.org' : by(content.by)
    const name = media?.name ?? 'file'
    const file = media && {
      ...{ msgtype: kinds[media.kind], filename: name, body: text || name, url: matrix.upload(media.bytes) },
      info: { size: media.size ?? media.bytes.length },
    }
    const place = location && { msgtype: 'm.location', body: text, geo_uri: `geo:${location.lat},${location.lon}` }
    const said = file ?? place ?? { msgtype: byBot ? 'm.notice' : 'm.text', body: text }
    const event = matrix.add(chat, type, author, { ...said, ...relates }, more)
    contents.set(event, said)
    return written(event, chat, author)
  }
  const levels = (is: object) => matrix.setState(yard, 'm.room.power_levels', by(), is)

  /** Where the account stood when it was last closed: it is no new one, which begins with what comes. */
  const first = `s${matrix.last()}`
  const tried: Tried = {
    ...{
      channel: open(`s${matrix.last()}`),
      chat: yard,
      people,
      secrets: ['syt_a_token'],
      nowhere: '!nowhere:example.org',
    },
    write: async (content) => write(content.direct ? lineOf(content.by) : yard, content),
    writeIn: async (chat, content) => write(chat, content),
    otherChat: async () => room('Двор 16', people),
    async quiet() {
      for (let patience = 1000; matrix.acknowledged() < matrix.last() && patience > 0; patience--)
        await new Promise((done) => setTimeout(done, 10))
    },
    shown: async (chat = yard) =>
      matrix
        .shown(chat)
        .map((one) => ({ ...one, text: one.photo ? '' : one.text, buttons: [], preview: null, silent: null })),
    async restart(cursor) {
      await tried.channel.close()
      tried.channel = open(cursor ?? first)
    },
    async close() {
      await tried.channel.close()
      await matrix.close()
    },
    person(name) {
      const n = people.push(`@p${people.length}:example.org`) - 1
      names.push(name)
      join(yard, by(n), name)
      return n
    },
    async edit({ id, chat, author }, text) {
      const said = { ...contents.get(id), body: text }
      const relates = { rel_type: 'm.replace', event_id: id }
      const event = matrix.say(chat, author, { ...said, 'm.new_content': said, 'm.relates_to': relates })
      return { ...written(event, chat, author), id }
    },
    async unsay(chat, ids) {
      const gone = ids.map((id) => matrix.redact(chat, id, by()))
      return written(gone.at(-1) ?? '', chat, by())
    },
    isShownDeleted: async (id) => void matrix.redact(yard, id, by()),
    async react(chat, message, emoji, n) {
      for (const id of put.get(`${message} ${n}`) ?? []) matrix.redact(chat, id, by(n))
      const ids = emoji.map((key) => matrix.react(chat, message, by(n), key))
      put.set(`${message} ${n}`, ids)
    },
    pin: async ({ id, chat }) => void matrix.setState(chat, 'm.room.pinned_events', by(), { pinned: [id] }),
    topic: async () => matrix.say(yard, matrix.me, 'Тема'),
    async happen(what) {
      if (what.kind === 'added') matrix.invite(yard, by())
      if (what.kind === 'removed') matrix.kick(yard, by())
      if (what.kind === 'promoted') levels({ users: { [matrix.me]: 50 } })
      if (what.kind === 'demoted') levels({ users: {} })
      if (what.kind === 'silenced') levels({ users: {}, events_default: 10 })
      if (what.kind === 'person-joins') join(yard, '@new:example.org', 'Новый')
      if (what.kind === 'person-leaves') matrix.setState(yard, 'm.room.member', by(1), { membership: 'leave' }, by(1))
      if (what.kind === 'renamed') matrix.setState(yard, 'm.room.name', by(), { name: what.title })
    },
    async upgrade() {
      const to = room('Двор 14', people)
      matrix.setState(yard, 'm.room.tombstone', by(), { replacement_room: to })
      return { from: yard, to }
    },
    async strange(what) {
      if (what === 'unknown') matrix.add(yard, 'org.example.stars', by(), {})
      if (what === 'torn') matrix.add(yard, 'm.room.message', by(), { body: 'x' })
      if (what === 'wrong') matrix.add(yard, 'm.room.message', by(), { msgtype: 5, body: [] })
      if (what === 'nowhere') matrix.add(yard, 'm.room.redaction', by(), { redacts: 7 })
    },
    fault(broken, times = 1) {
      const fault =
        typeof broken === 'object'
          ? { retryAfterMs: broken.later * 1000 }
          : broken === 'server-error' || broken === 'html'
            ? 'error-500'
            : broken
      for (let n = 0; n < times; n++) matrix.fault(fault, /\/(send|redact|whoami)/)
    },
    heal: matrix.heal,
    revoke: matrix.revoke,
    fileFaults(times) {
      for (let n = 0; n < times; n++) matrix.fault('error-500', /download/)
    },
    vanish: matrix.vanish,
    fetched: matrix.downloads,
  }
  return tried
}

channelContract('matrix', lacks, tryMatrix)
