import {
  type Broken,
  type Content,
  freshId,
  type Happening,
  type HookCall,
  type Tried,
  type Written,
} from './battery-testing.ts'
import { channelContract, type Lacks } from './channel-contract.ts'
import { startOpenTried } from './open-testing.ts'

const lacks: Lacks = {
  tellsDelivered: 'its answer to a post is all that it tells',
  ...{
    preview: 'the system shows links as it likes',
    mention: 'an order is for us, or is not sent',
    poll: 'not in v1',
  },
  ...{ contact: 'not in version 1', venue: 'not in version 1', pin: 'not in version 1' },
  ...{ order: 'the system sends each event by itself', 'upgrade-told': 'of an old id the system knows nothing more' },
  ...{ 'rights-asked': 'the system tells rights and is not asked', 'counts-unknown': 'who sends it is told at once' },
  ...{ handshake: 'the key alone shows who calls', paced: 'the system asks for time by 429', polls: 'nobody is asked' },
  ...{ fetched: 'the bytes come in the form', vanish: 'the bytes come in the form' },
  ...{
    fileFaults: 'the bytes come in the form',
    size: 'the bytes come in the form',
    isShownDeleted: 'replies go by id',
  },
  ...{ 'check-away': 'a system that is down may still post to us' },
}

async function tryOpen(): Promise<Tried> {
  const started = await startOpenTried()
  const { system } = started
  const chat = 'yard-14'
  const names = ['Алия', 'Бекзат', 'Вера']
  const people = names.map((_, n) => `p-${n}`)
  const waiting = new Map<string, () => Promise<void>>()
  let last: Promise<unknown> = Promise.resolve()

  /** One event after another; what is not answered with 200 is sent again under its key. */
  function send(id: string, post: (idempotencyKey: string) => Promise<{ status: number }>): void {
    const key = freshId()
    const go = async () => {
      waiting.set(key, go)
      const { status } = await post(key).catch(() => ({ status: 0 }))
      // What is wrong for ever is not sent for ever.
      if (status === 200 || (status >= 400 && status < 500)) waiting.delete(key)
    }
    keys.set(id, key)
    waiting.set(key, go)
    last = last.then(go)
  }
  const keys = new Map<string, string>()
  const written = (where: string, id: string, author: string): Written => {
    const key = keys.get(id) ?? ''
    return { ...{ id, chat: where, author }, isTaken: () => !waiting.has(key) }
  }
  const bodies = new Map<string, { message: object; files: { kind: string; name?: string; bytes: Buffer }[] }>()

  function writeIn(where: string, content: Content): Written {
    const { text = '', by = 0, at = new Date(), media, location = null, forward, replyTo = null } = content
    const { direct = false, byBot = false, album, topic } = content
    const id = content.id ?? system.newId()
    const author = people[by] ?? ''
    const message = {
      ...{ id, at: at.toISOString(), author, authorName: names[by], text, replyTo, direct, location, byBot },
      ...(forward && { origin: { ...forward, at: null } }),
      ...(album && { album }),
      ...(topic && { topic }),
    }
    const files = media ? [{ kind: media.kind, bytes: media.bytes, ...(media.name && { name: media.name }) }] : []
    bodies.set(id, { message, files })
    send(id, (idempotencyKey) => system.say(where, message, files, { idempotencyKey }))
    return written(where, id, author)
  }
  /** Who may not hear any more is told nothing. */
  function writeHere(where: string, content: Content): Written {
    if (isOut) throw new Error('The bot is out of the chat.')
    return writeIn(where, content)
  }
  let isOut = false
  const tell = (event: object): void =>
    send(system.newId(), (idempotencyKey) => system.post({ chat, ...event }, { idempotencyKey }))

  const tried: Tried = {
    ...{ channel: started.channel, chat, people, secrets: [system.key, system.webhookSecret], nowhere: 'nowhere' },
    write: async (content) => writeHere(content.direct ? `own-${content.by ?? 0}` : chat, content),
    writeIn: async (where, content) => writeIn(where, content),
    otherChat: async () => 'yard-15',
    async quiet() {
      await last
      for (let patience = 30; waiting.size > 0 && patience > 0; patience--)
        for (const go of [...waiting.values()]) await go()
    },
    shown: async (where = chat) =>
      system.shown(where).map(({ id, text, replyTo, photo }) => ({
        ...{ id, text, replyTo, photo: photo !== null, preview: null },
        ...{ buttons: system.look(id).rows, silent: system.look(id).silent },
      })),
    async restart() {
      tried.channel = started.reopen()
    },
    close: () => started.close(),
    person: (name) => people.push(`p-${names.push(name) - 1}`) - 1,
    async edit({ id, chat: where, author }, text) {
      const { message, files } = bodies.get(id) ?? { message: {}, files: [] }
      const said = {
        ...message,
        text,
        files: files.map(({ kind }) => ({ kind, url: system.offer(`/${id}`, Buffer.from(kind)) })),
      }
      send(`edit ${id}`, (idempotencyKey) =>
        system.post({ type: 'edited', chat: where, message: said }, { idempotencyKey }),
      )
      return { ...written(where, `edit ${id}`, author), id }
    },
    async unsay(where, messages) {
      send(`unsay ${messages}`, (idempotencyKey) =>
        system.post({ type: 'deleted', chat: where, messages }, { idempotencyKey }),
      )
      return written(where, `unsay ${messages}`, '')
    },
    async press(where, message, button, by) {
      const press = { message, button, by: people[by] ?? '' }
      const idempotencyKey = freshId()
      for (let n = 0; n < 5; n++) {
        const { status, body } = await system.post({ type: 'press', chat: where, press }, { idempotencyKey })
        if (status === 200) return body.word ?? null
      }
      throw new Error('The press was refused five times.')
    },
    async react(where, message, emoji, by) {
      const who = people[by] ?? ''
      send(freshId(), (idempotencyKey) => system.react(where, message, emoji, who, { idempotencyKey }))
    },
    topic: async () => 'topic-1',
    happen: async (what) => happen(what),
    async upgrade() {
      system.put(chat, true)
      tell({ type: 'event', event: { kind: 'moved', to: 'yard-14-large' } })
      return { from: chat, to: 'yard-14-large' }
    },
    async again({ id, chat: where }) {
      const { message = {}, files = [] } = bodies.get(id) ?? {}
      send(id, (idempotencyKey) => system.say(where, message, files, { idempotencyKey }))
    },
    async shuffled(contents) {
      const [first, ...rest] = contents.toReversed()
      return [...rest, ...(first ? [first] : [])].map((content) => writeIn(chat, content))
    },
    async strange(what) {
      if (what === 'unknown') tell({ type: 'hologram' })
      if (what === 'torn') tell({ type: 'message', message: { id: 'm' } })
      if (what === 'wrong') tell({ type: 'message', message: { id: 5, at: {}, author: [], text: null } })
      if (what === 'nowhere') tell({ type: 'message', chat: '', message: { id: 'm' } })
    },
    fault(broken, times = 1) {
      for (let n = 0; n < times; n++) system.fault(planned(broken))
    },
    heal: () => system.heal(),
    revoke() {
      for (let n = 0; n < 50; n++) system.fault({ status: 401 })
    },
    hook: (call) => callIt(started.hookUrl, system.key, call),
  }
  return tried

  function happen(what: Happening): void {
    const rights = { readsAll: true, posts: true, admin: true }
    const event = (is: object) => tell({ type: 'event', event: is })
    switch (what.kind) {
      case 'added':
        isOut = false
        system.put(chat, false)
        event({ kind: 'joined', title: 'Двор 14', by: people[0], byName: names[0], rights })
        break
      case 'removed':
        isOut = true
        system.put(chat, true)
        event({ kind: 'left', by: people[0] })
        break
      case 'promoted':
        event({ kind: 'rights', rights })
        break
      case 'demoted':
        event({ kind: 'rights', rights: { ...rights, admin: false } })
        break
      case 'silenced':
        event({ kind: 'rights', rights: { ...rights, posts: false } })
        break
      case 'renamed':
        event({ kind: 'titled', title: what.title })
        break
      case 'blocked':
      case 'unblocked':
        system.put(`own-${what.by}`, what.kind === 'blocked')
        break
      case 'person-joins':
      case 'person-leaves':
        // A system has no word for it.
        break
    }
  }
}

const planned = (broken: Broken) =>
  typeof broken === 'object'
    ? { retryAfter: broken.later }
    : broken === 'html'
      ? { status: 502 }
      : broken === 'server-error'
        ? 'error-500'
        : broken

async function callIt(url: string, key: string, { method = 'POST', secret = 'right', body, type }: HookCall = {}) {
  const bearer = { right: `Bearer ${key}`, wrong: 'Bearer another', none: null, empty: '', longer: `Bearer ${key}x` }[
    secret
  ]
  const headers: Record<string, string> = { 'content-type': type ?? 'application/json' }
  if (bearer !== null) headers.authorization = bearer
  headers['idempotency-key'] = body === undefined ? 'call-1' : `call-${body.length}`
  const answer = await fetch(url, { method, headers, ...(method !== 'GET' && { body: body ?? event }) })
  return { status: answer.status, body: await answer.text() }
}
const said = { id: 'm-1', at: '2026-11-22T10:00:00Z', author: 'p-0', authorName: 'Алия', text: 'Мусор' }
const event = JSON.stringify({ v: 1, type: 'message', chat: 'yard-14', message: said })

channelContract('open', lacks, tryOpen)
