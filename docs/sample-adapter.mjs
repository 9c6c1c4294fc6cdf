// A sample adapter: a chat system of your own, connected to Uchastok through the open channel (docs/channels.md).
// Plain Node 22 or later, no packages:
//
//   HOOK=https://uchastok.example.org/hooks/… KEY=… SECRET=… PORT=8090 node sample-adapter.mjs
//
// Replace `show`, `change` and `hide` by what puts a message into your chat, and call `post` when your people act.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** Starts it; `own` is your system: { show, change, hide }. Keep `taken` in your database, not in memory. */
export async function startAdapter({ hook, key, secret, port = 8090, own, taken = new Map() }) {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise((done) => server.listen(port, done))

  /** Uchastok says something. */
  async function answer(request, response) {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const json = (status, told) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told))
    if (!isSigned(request.headers, body)) return json(401, { detail: 'The signature does not hold.' })
    // The same key comes again when our answer was lost: the answer is the same, the message stands once.
    const idempotencyKey = request.headers['idempotency-key']
    if (!taken.has(idempotencyKey)) taken.set(idempotencyKey, obey(JSON.parse(body)))
    json(200, { id: await taken.get(idempotencyKey) })
  }

  function isSigned(headers, body) {
    const seconds = headers['x-uchastok-timestamp'] ?? ''
    if (Math.abs(Date.now() / 1000 - Number(seconds)) > 300) return false
    const right = `sha256=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`
    const given = Buffer.from(headers['x-uchastok-signature'] ?? '')
    return given.length === right.length && timingSafeEqual(given, Buffer.from(right))
  }

  /** The id of the message in your system. */
  async function obey(said) {
    switch (said.type) {
      case 'post':
        return own.show(said.chat, { text: said.text, buttons: said.buttons, replyTo: said.replyTo })
      case 'edit':
        await own.change(said.chat, said.message, { text: said.text, buttons: said.buttons })
        return said.message
      case 'remove':
        await own.hide(said.chat, said.message)
        return said.message
    }
    // 'ping' asks whether you are there; 'leave' means that the chat is no longer wanted.
    return undefined
  }

  /** Tells Uchastok what happened; tries until it is forgotten or kept, for as long as you have patience. */
  async function post(event, idempotencyKey, patience = 8) {
    const body = JSON.stringify({ v: 1, ...event })
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    for (let times = 0; ; times++) {
      const told = await fetch(hook, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': idempotencyKey },
        body,
      }).catch(() => null)
      if (told?.status === 200) return (await told.json()).word
      const isLater = told === null || told.status === 429 || told.status >= 500
      if (!isLater || times === patience) throw new Error(`Not taken: ${told ? await told.text() : 'no answer'}`)
      await sleep(Math.min(60_000, 500 * 2 ** times))
    }
  }

  return {
    port: server.address().port,
    /** A person wrote. */
    say: (chat, message) => post({ type: 'message', chat, message }, `message-${chat}-${message.id}`),
    /** A person changed it; `version` is whatever grows with each change. */
    edit: (chat, message, version) => post({ type: 'edited', chat, message }, `edit-${chat}-${message.id}-${version}`),
    forget: (chat, id) => post({ type: 'deleted', chat, messages: [id] }, `deleted-${chat}-${id}`),
    /** A person pressed a button under our message; show him the word, if there is one. */
    press: (chat, message, button, by) =>
      post({ type: 'press', chat, press: { message, button, by } }, `press-${chat}-${message}-${button}-${by}`),
    /** All that a person has under our message now; `version` is whatever grows with each change. */
    react: (chat, message, emoji, by, version) =>
      post(
        { type: 'reaction', chat, reaction: { message, by, emoji } },
        `reaction-${chat}-${message}-${by}-${version}`,
      ),
    /** Uchastok was let into a chat. */
    join: (chat, title, by, byName) => {
      const rights = { readsAll: true, posts: true }
      return post(
        { type: 'event', chat, event: { kind: 'joined', title, by, byName, rights } },
        `joined-${chat}-${Date.now()}`,
      )
    },
    close: () => new Promise((done) => server.close(done)),
  }
}

if (import.meta.filename === process.argv[1]) {
  const { HOOK: hook, KEY: key, SECRET: secret, PORT } = process.env
  let ids = 0
  const own = {
    async show(chat, { text, buttons }) {
      console.log(
        `${chat}: ${text}`,
        buttons
          .flat()
          .map(({ text }) => `[${text}]`)
          .join(' '),
      )
      return `our-${++ids}`
    },
    change: async (chat, id, { text }) => console.log(`${chat}: ${id} is now: ${text}`),
    hide: async (chat, id) => console.log(`${chat}: ${id} is gone`),
  }
  const adapter = await startAdapter({ hook, key, secret, port: Number(PORT ?? 8090), own })
  console.log(`Uchastok calls http://localhost:${adapter.port}/. Write here, and it is heard as a chat.`)
  await adapter.join('console', 'Console', 'console', 'Console').catch((error) => console.error(error.message))
  process.stdin.on('data', async (line) => {
    const id = `${Date.now()}`
    const message = {
      id,
      at: new Date().toISOString(),
      author: 'console',
      authorName: 'Console',
      text: `${line}`.trim(),
    }
    await adapter.say('console', message).catch((error) => console.error(error.message))
  })
}
