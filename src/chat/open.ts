import { createHash } from 'node:crypto'
import type { ZodError } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { OpenAccount } from './account.ts'
import { parseJson, remember, sameSecret } from './bounded.ts'
import {
  type Capabilities,
  type Channel,
  ChannelFault,
  onFault,
  type WebhookAnswer,
  type WebhookCall,
} from './channel.ts'
import { openFiles } from './fetch-file.ts'
import { openIntake } from './intake.ts'
import type { ChannelTools } from './kinds.ts'
import { heardOpen, type Wrong } from './open-heard.ts'
import { type OpenSaid, openEvent, openLimits, openTaken } from './open-shapes.ts'
import { openSignature, wrongSignature } from './open-signature.ts'
import * as laid from './open-store.ts'
import { openSaying, type Piece } from './saying.ts'
import { kindOf, openWire, type Refusal, type WireTools } from './wire.ts'

/** What the connected system is spared, and what it is taken to be able to. */
const can: Capabilities = {
  ...{ groups: true, direct: true, edit: true, remove: true, buttons: true, reply: true },
  ...{ tellsEdited: true, tellsDeleted: true, reactions: true, textLimit: openLimits.text, fileLimit: openLimits.file },
  pace: {
    ...{ account: [{ count: 30, ms: 1000 }], chat: [{ count: 1, ms: 1000 }], group: [{ count: 20, ms: 60_000 }] },
  },
}
const week = 7 * 86_400_000

/** The open slot: any system that posts to us and is called by us, or asks (docs/channels.md). */
export function openOpen(account: OpenAccount<'open'>, tools: WireTools & Pick<ChannelTools, 'db'>): Channel {
  const { key, webhookSecret } = account.secrets
  const { webhookUrl } = account.settings
  const { now, db, fetch = globalThis.fetch } = tools
  const asUs = (url: Parameters<typeof fetch>[0], init?: RequestInit) =>
    fetch(url, { ...init, redirect: 'error', headers: { authorization: `Bearer ${key}` } })
  const files = openFiles(asUs, can.fileLimit)
  const intake = openIntake(tools, { inOrder: false })
  const saying = openSaying({ textLimit: can.textLimit, captionLimit: can.textLimit, send, change, remove })
  let edits = 0
  const answers = new Map<string, { hash: string; answer: Promise<WebhookAnswer> }>()

  /** Calls the system, or lays it out for when it asks; its own id of the message, if it gives one. */
  async function tell(said: OpenSaid, idempotencyKey: string): Promise<{ id?: string; title?: string } | null> {
    if (webhookUrl === null) {
      await inTransaction(db, (tx) => laid.layOut(tx, account.id, said, now()))
      return null
    }
    const seconds = String(Math.floor(now().getTime() / 1000))
    const headers = {
      'idempotency-key': idempotencyKey,
      'x-uchastok-timestamp': seconds,
      'x-uchastok-signature': openSignature(webhookSecret, seconds, JSON.stringify(said)),
    }
    const call = openWire('The connected system', fetch, headers, faultOf)
    try {
      const taken = await call(webhookUrl, openTaken, { method: 'POST', body: said })
      intake.tell()
      return taken
    } catch (error) {
      if (error instanceof ChannelFault && error.kind === 'away')
        intake.tell({ state: 'unreachable', problem: error.message })
      throw error
    }
  }

  async function send(chat: string, piece: Piece): Promise<string> {
    const { key: message, text, replyTo, buttons, photo, silent = false } = piece
    const data = photo && { name: photo.name, data: photo.bytes.toString('base64') }
    const said = {
      v: 1,
      type: 'post',
      chat,
      message,
      text,
      replyTo,
      buttons,
      silent,
      ...(data && { photo: data }),
    } as const
    return (await tell(said, hashOf(`post ${chat} ${message}`)))?.id ?? message
  }
  async function change(chat: string, message: string, piece: Pick<Piece, 'text' | 'buttons'>): Promise<void> {
    const { text, buttons } = piece
    // A change back to what stood before is another change.
    const key = hashOf(`edit ${chat} ${message} ${now().getTime()} ${++edits}`)
    await tell({ v: 1, type: 'edit', chat, message, text, buttons }, key)
  }
  async function remove(chat: string, message: string): Promise<void> {
    await tell({ v: 1, type: 'remove', chat, message }, hashOf(`remove ${chat} ${message}`))
  }

  /** Files lie on the host that the administrator gave, and nowhere else: nobody makes us ask elsewhere. */
  const fetching = (url: string) => {
    if (webhookUrl === null || new URL(url).origin !== new URL(webhookUrl).origin) return null
    return files(url, 0, async () => url)
  }

  async function hear(call: WebhookCall, delivery: string): Promise<WebhookAnswer> {
    const read = await readCall(call)
    if ('expected' in read) return notUnderstood([read])
    const event = openEvent.safeParse(read.event)
    if (!event.success) return notUnderstood(wrongIn(event.error))
    let word: string | null = null
    const given = { delivery, parts: read.parts, fetching, now: now() }
    const heard = heardOpen(event.data, given, async (told) => {
      word = told
    })
    if ('expected' in heard) return notUnderstood([heard])
    const missed = await intake.take([heard])
    if (missed.size > 0) return problem(503, 'It could not be kept now. Send it again with the same Idempotency-Key.')
    return json(200, { ok: true, word })
  }

  async function show({ query }: WebhookCall): Promise<WebhookAnswer> {
    if (webhookUrl !== null)
      return problem(409, 'This account is called at its webhookUrl; there is nothing to ask for.')
    const [after, limit] = [query.after ?? '0', query.limit ?? `${openLimits.events}`]
    if (!/^\d{1,15}$/.test(after)) return notUnderstood([{ at: 'after', expected: 'the last `next`' }])
    if (!/^([1-9]\d?|100)$/.test(limit)) return notUnderstood([{ at: 'limit', expected: '1 to 100' }])
    const events = await inTransaction(db, async (tx) => {
      await laid.take(tx, account.id, Number(after), now(), new Date(now().getTime() - week))
      return laid.show(tx, account.id, Number(limit))
    })
    return json(200, { events, next: Math.max(Number(after), ...events.map(({ n }) => n)) })
  }

  return {
    ...{ name: account.name, can, post: saying.post, edit: saying.edit, remove },
    listen: async (on) => intake.listen(on),
    leave: async (chat) => void (await tell({ v: 1, type: 'leave', chat }, hashOf(`leave ${chat} ${now().getTime()}`))),
    /** One that is down at the moment may still post to us. */
    async check() {
      const ping = { v: 1, type: 'ping' } as const
      const told =
        webhookUrl === null ? null : await tell(ping, `ping ${now().getTime()}`).catch(onFault(['away'], () => null))
      return { title: told?.title ?? 'API', address: null }
    },
    async webhook(call) {
      const { method, headers, body } = call
      const signed = { seconds: headers['x-uchastok-timestamp'], signature: headers['x-uchastok-signature'] }
      const wrong = !sameSecret(headers.authorization?.replace(/^Bearer /, ''), key)
        ? 'Authorization: Bearer <the key of this account> expected.'
        : signed.signature && wrongSignature(webhookSecret, signed, body, now())
      if (wrong) {
        intake.countForged()
        return problem(401, wrong)
      }
      if (method === 'GET') return show(call)
      if (method !== 'POST') return problem(405, 'POST an event, or GET what waits for you.')
      if (!intake.isListening())
        return problem(503, 'Nobody hears yet: call listen() first, or send it again in a minute.')
      const delivery = headers['idempotency-key'] ?? ''
      if (!/^[\x21-\x7e]{1,200}$/.test(delivery))
        return problem(400, 'Idempotency-Key: 1 to 200 letters and digits expected, other for every event.')
      const known = answers.get(delivery)
      const hash = hashOf(body)
      // A form has another boundary each time, so only its key tells.
      if (known && known.hash !== hash && !isForm(call))
        return problem(422, 'Idempotency-Key: another event came under this key before.')
      const answer = known?.answer ?? hear(call, delivery)
      if (!known) remember(answers, delivery, { hash, answer })
      const told = await answer.catch(() => problem(503, 'It could not be kept now. Send it again.'))
      if (told.status !== 200) answers.delete(delivery)
      return told
    },
    close: () => intake.close(),
  }
}

const hashOf = (body: Buffer | string) => createHash('sha256').update(body).digest('hex')
const isForm = ({ headers }: WebhookCall) => /^multipart\/form-data/.test(headers['content-type'] ?? '')

/** JSON, or a form with the field `event` and a part for each file. */
async function readCall(call: WebhookCall): Promise<{ event: unknown; parts: Map<string, Buffer> } | Wrong> {
  const type = call.headers['content-type'] ?? ''
  const parts = new Map<string, Buffer>()
  const eventOf = (text: string, at: string) => {
    const event = parseJson(text)
    return event === null ? { at, expected: 'an event as JSON in UTF-8' } : { event, parts }
  }
  if (/^application\/json\b/.test(type)) return eventOf(call.body.toString(), 'body')
  if (!isForm(call)) return { at: 'content-type', expected: 'application/json or multipart/form-data' }
  const form = await new Response(new Uint8Array(call.body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null)
  if (!form) return { at: 'body', expected: 'a form with the boundary that Content-Type names' }
  for (const [name, one] of form) if (typeof one !== 'string') parts.set(name, Buffer.from(await one.arrayBuffer()))
  return eventOf(String(form.get('event') ?? ''), 'the field event')
}

/** What an answer of the connected system means; docs/channels.md says so to its developer. */
function faultOf({ status, retryAfterMs }: Refusal): ChannelFault {
  const said = `The connected system answered ${status}.`
  const kind = status === 403 ? 'refused' : kindOf(status)
  const more = kind === 'revoked' ? ' It does not accept our signature.' : ''
  return new ChannelFault(kind, said + more, { retryAfterMs })
}

const json = (status: number, body: object): WebhookAnswer => ({
  ...{ status, type: 'application/json', body: JSON.stringify(body) },
})
/** What a validator found, without its own way of speaking. */
const wrongIn = ({ issues }: ZodError): Wrong[] =>
  issues.slice(0, 20).map(({ path, message }) => ({
    at: path.join('.') || 'body',
    expected: message.replace(/^(Invalid|Too) [\w ]+[.:] [Ee]xpected /, '').replace(/, received (\w+)$/, ', got $1'),
  }))
const notUnderstood = (errors: Wrong[]): WebhookAnswer => {
  const said = errors.map(({ at, expected }) => `${at}: expected ${expected}`).join('; ')
  return problem(errors[0]?.at === 'content-type' ? 415 : 400, `Not understood: ${said}`, errors)
}
/** RFC 9457. */
const problem = (status: number, detail: string, errors?: Wrong[]): WebhookAnswer => ({
  ...json(status, { type: 'about:blank', title: detail.split(/[.:]/)[0], status, detail, ...(errors && { errors }) }),
  type: 'application/problem+json',
})
