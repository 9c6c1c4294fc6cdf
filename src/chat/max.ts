import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { OpenAccount } from './account.ts'
import { sameSecret } from './bounded.ts'
import { type Capabilities, type Channel, ChannelFault, type FaultKind, onFault } from './channel.ts'
import { openFiles } from './fetch-file.ts'
import { openForwards } from './forwards.ts'
import { openIntake } from './intake.ts'
import { chatShape, heard, memberShape, nameOf, rightsOf, updateShape, user, type Ways, wanted } from './max-update.ts'
import { openPolling } from './polling.ts'
import { cut, openSaying, type Piece } from './saying.ts'
import { takeCall, takeTold } from './take-call.ts'
import { type Call, openWire, photoForm, type Refusal, type WireTools } from './wire.ts'

/** https://dev.max.ru/docs-api: 30 calls a second; two messages, edits or answers a second in one chat. */
const can: Capabilities = {
  ...{ groups: true, direct: true, edit: true, remove: true, buttons: true, reply: true, textLimit: 4000 },
  ...{ tellsEdited: true, tellsDeleted: true, reactions: false, fileLimit: 100 * 2 ** 20 },
  pace: { account: [{ count: 30, ms: 1000 }], chat: [{ count: 2, ms: 1000 }], group: [{ count: 2, ms: 1000 }] },
}
const pollSeconds = 25

const text = z.string()
const sentShape = z.object({ message: z.object({ body: z.object({ mid: text }) }) })
const doneShape = z.object({ success: z.boolean().default(true) })
const updatesShape = z.object({ updates: z.array(updateShape), marker: z.union([z.int(), text]).nullish() })
const hooksShape = z.object({ subscriptions: z.array(z.object({ url: text })) })
const photosShape = z.object({ photos: z.record(text, z.object({ token: text })) })
const videoShape = z.object({ urls: z.record(text, text.nullable()).nullish() })

/** A bot of MAX, which is called with its updates, or asks for them where nobody can call. */
export function openMax(account: OpenAccount<'max'>, tools: WireTools): Channel {
  const { fetch = globalThis.fetch } = tools
  const { apiRoot, mode } = account.settings
  const { token } = account.secrets
  // MAX wants five to 256 letters, digits, _ or -; without one of its own the secret is made of the token.
  const secret = account.secrets.webhookSecret ?? createHash('sha256').update(`webhook ${token}`).digest('hex')
  const call = openWire('MAX', fetch, { authorization: token }, faultOf, apiRoot)
  const intake = openIntake(tools, { inOrder: mode === 'polling' })
  const polling = openPolling(intake)
  const files = openFiles(fetch, can.fileLimit)
  let marker = account.cursor

  const rights = async (chat: string) => rightsOf(await call(`chats/${chat}/members/me`, memberShape))
  const ways: Ways = {
    albumOf: openForwards(),
    open: (id, { url = '', token = '' }, isVideo, size) => files(id, size, () => addressOf(url, isVideo ? token : '')),
    answer: (callback, word) =>
      done(`answers?callback_id=${encodeURIComponent(callback)}`, 'POST', word ? { notification: cut(word, 200) } : {}),
    look: async (chat) => ({ ...(await call(`chats/${chat}`, chatShape)), rights: await rights(chat) }),
  }

  /** Files are public addresses; a forged one must not lead into our own network in clear. */
  async function addressOf(url: string, video: string): Promise<string> {
    const told = video ? (await call(`videos/${encodeURIComponent(video)}`, videoShape)).urls : null
    const best = [1080, 720, 480, 360, 240, 144].map((size) => told?.[`mp4_${size}`]).find(Boolean) ?? url
    if (best.startsWith('https://') || best.startsWith(`${apiRoot}/`)) return best
    throw new ChannelFault('refused', 'MAX tells no address of the file.')
  }

  /** MAX also says no with a success of false. */
  async function done(path: string, method: Call['method'], body?: object): Promise<void> {
    const { success } = await call(path, doneShape, { method, ...(body && { body }) })
    if (!success) throw new ChannelFault('refused', 'MAX does not take this.')
  }

  async function send(chat: string, { replyTo, photo, silent = false, ...piece }: Piece): Promise<string> {
    const link = replyTo === null ? null : { type: 'reply', mid: replyTo }
    const body = { ...bodyOf(piece, photo ? [await upload(photo)] : []), link, notify: !silent }
    const path = `messages?chat_id=${encodeURIComponent(chat)}&disable_link_preview=true`
    const say = (one: object) => call(path, sentShape, { method: 'POST', body: one })
    // What is answered may have been taken back meanwhile: then it is said all the same.
    const again = onFault(link ? ['refused'] : [], () => say({ ...body, link: null }))
    return (await say(body).catch(again)).message.body.mid
  }

  async function upload(photo: NonNullable<Piece['photo']>): Promise<object> {
    const { url } = await call('uploads?type=image', z.object({ url: z.url() }), { method: 'POST' })
    // The address is of another host: it is given no token.
    const bare = openWire('MAX', fetch, {}, faultOf)
    return { type: 'image', payload: await bare(url, photosShape, { method: 'POST', body: photoForm(photo, 'data') }) }
  }

  const change = (_chat: string, mid: string, piece: Pick<Piece, 'text' | 'buttons'>) =>
    done(`messages?message_id=${encodeURIComponent(mid)}`, 'PUT', bodyOf(piece, []))
  const remove = (_chat: string, mid: string) => done(`messages?message_id=${encodeURIComponent(mid)}`, 'DELETE')

  async function ask(timeout = pollSeconds): Promise<'taken' | 'missed'> {
    const signal = AbortSignal.any([polling.signal, AbortSignal.timeout((pollSeconds + 20) * 1000)])
    const path = `updates?limit=100&timeout=${timeout}&types=${wanted}${marker === null ? '' : `&marker=${marker}`}`
    const told = await call(path, updatesShape, { signal })
    // What was not taken is asked for again: a marker says that all before it was.
    const all = await Promise.all(told.updates.map((one) => heard(one, ways)))
    if (all.length > 0 && (await takeTold(intake, all)).size > 0) return 'missed'
    marker = told.marker == null ? marker : String(told.marker)
    intake.tell(marker === null ? {} : { cursor: marker })
    return 'taken'
  }

  const saying = openSaying({ textLimit: can.textLimit, captionLimit: can.textLimit, send, change, remove })
  return {
    ...{ name: account.name, can, post: saying.post, edit: saying.edit, remove, rights },
    async listen(on) {
      intake.listen(on)
      const { subscriptions } = await call('subscriptions', hooksShape)
      const hook = mode === 'webhook' ? account.hookUrl : null
      if (mode === 'webhook' && !hook) throw new ChannelFault('refused', 'MAX can call us only when PUBLIC_URL is set.')
      for (const { url } of subscriptions)
        if (url !== hook) await done(`subscriptions?url=${encodeURIComponent(url)}`, 'DELETE')
      if (hook) await done('subscriptions', 'POST', { url: hook, update_types: wanted, secret })
      if (hook) return
      // Without a marker MAX tells the newest alone, so it is asked for before anything more can come.
      if (marker === null) await ask(0)
      polling.begin(() => ask())
    },
    leave: (chat) => done(`chats/${chat}/members/me`, 'DELETE'),
    async check() {
      const me = await call('me', user)
      return { title: nameOf(me), address: me.username ? `https://max.ru/${me.username}` : null }
    },
    /** https://dev.max.ru/docs-api/methods/POST/subscriptions: the secret comes back in a header with every call. */
    webhook({ headers, body }) {
      const isOurs = sameSecret(headers['x-max-bot-api-secret'], secret)
      return takeCall(intake, isOurs, body, updateShape, async (one) => [await heard(one, ways)])
    },
    close: polling.close,
  }
}

/** Without a format the text is shown as it is; an empty list of attachments takes a keyboard away. */
function bodyOf({ text, buttons }: Pick<Piece, 'text' | 'buttons'>, more: object[]): object {
  const rows = buttons.map((row) => row.map((one) => ({ type: 'callback', text: one.text, payload: one.id })))
  const keyboard = rows.length > 0 ? [{ type: 'inline_keyboard', payload: { buttons: rows } }] : []
  return { text, attachments: [...more, ...keyboard] }
}

/** In own words and its code: what MAX says may quote the text. */
function faultOf({ status, body, retryAfterMs }: Refusal): ChannelFault {
  const code = z.object({ code: text }).safeParse(body).data?.code.slice(0, 60) ?? ''
  const is = (kind: FaultKind, wait = 0) =>
    new ChannelFault(kind, `MAX answered ${status} (${code}).`, { retryAfterMs: retryAfterMs || wait })
  if (status === 401) return is('revoked')
  if (status === 429 || code === 'attachment.not.ready') return is('later', 1000)
  if (status >= 500) return status === 503 ? is('later', 30_000) : is('away')
  return is(status === 403 || /^(chat|dialog)\./.test(code) ? 'gone' : 'refused')
}
