import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { OpenAccount } from './account.ts'
import { remember, sameSecret } from './bounded.ts'
import { type Capabilities, type Channel, ChannelFault } from './channel.ts'
import { openForwards } from './forwards.ts'
import { openIntake } from './intake.ts'
import { cut, openSaying, type Piece } from './saying.ts'
import { splitText } from './split-text.ts'
import { type Told, takeCall } from './take-call.ts'
import { fileLimit, GraphFault, openGraph, outsideWindow } from './whatsapp-api.ts'
import { arrived, batchShape, heard, type Ways } from './whatsapp-message.ts'
import { photoForm, type WireTools } from './wire.ts'

/** UTF-16 units of a text, and of one above buttons or in a place of a template; milliseconds of a day. */
const [textLimit, bodyLimit, day] = [4096, 1024, 24 * 3_600_000]
const can: Capabilities = {
  ...{ groups: false, direct: true, edit: false, remove: false, buttons: true, reply: true },
  ...{ tellsEdited: true, tellsDeleted: true, tellsDelivered: true, reactions: true, textLimit, fileLimit },
  // 80 a second for a number, and in the long run one in six seconds to a person (130429, 131056).
  pace: { account: [{ count: 80, ms: 1000 }], chat: [{ count: 10, ms: 60_000 }], group: [{ count: 10, ms: 60_000 }] },
}
const idShape = z.object({ id: z.string() })
const sentShape = z.object({ messages: z.tuple([idShape]).rest(idShape) })
const numberShape = z.object({ display_phone_number: z.string(), verified_name: z.string().optional() })

/** WhatsApp through the Cloud API: a direct line with one number; groups of eight, where the account has made them, are heard and answered, and are no shared chats. */
export function openWhatsapp(account: OpenAccount<'whatsapp'>, tools: WireTools): Channel {
  const { now, fetch = globalThis.fetch } = tools
  const { phoneNumberId, template } = account.settings
  const { appSecret, verifyToken } = account.secrets
  const graph = openGraph(account, fetch)
  const intake = openIntake(tools, { inOrder: false })
  /** When each person last wrote, for the 24 hours; who is not known may be outside them only when WhatsApp `told` so. */
  const heardAt = new Map<string, number>()
  const isOutside = (chat: string, told = false) => +now() - (heardAt.get(chat) ?? (told ? 0 : Infinity)) > day

  /** The key comes back with what becomes of the message. */
  async function send(chat: string, message: object, biz_opaque_callback_data?: string): Promise<string> {
    const to = isGroup(chat) || /^\d/.test(chat) ? { to: chat } : { recipient: chat }
    const recipient_type = isGroup(chat) ? 'group' : 'individual'
    const body = { messaging_product: 'whatsapp', recipient_type, biz_opaque_callback_data, ...to, ...message }
    return (await graph.call(`${phoneNumberId}/messages`, sentShape, { method: 'POST', body })).messages[0].id
  }

  async function sendTemplate(chat: string, { text, key }: Piece): Promise<string> {
    const [name = '', code = 'ru'] = template.split(':')
    if (!name || isGroup(chat)) throw new GraphFault(outsideWindow)
    // A place of a template is one line.
    const words = text.replace(/\s+/g, ' ').trim().slice(0, bodyLimit)
    const components = [{ type: 'body', parameters: [{ type: 'text', text: words }] }]
    return send(chat, { type: 'template', template: { name, language: { code }, components } }, key)
  }

  async function sendPiece(chat: string, piece: Piece): Promise<string> {
    const { photo, replyTo } = piece
    if (isOutside(chat, piece.outside)) return photo ? '' : sendTemplate(chat, piece)
    const form = photo && photoForm(photo, 'file', { messaging_product: 'whatsapp' })
    const image = form && (await graph.call(`${phoneNumberId}/media`, idShape, { method: 'POST', body: form }))
    const bodies = image ? [{ type: 'image', image }] : bodiesOf(piece, isGroup(chat))
    let id = ''
    for (const body of bodies) {
      const answer = replyTo && !id && { context: { message_id: replyTo } }
      id = await send(chat, { ...answer, ...body }, body === bodies.at(-1) ? piece.key : undefined)
    }
    return id
  }

  const change = () => Promise.reject(new ChannelFault('refused', 'WhatsApp cannot change what was said.'))
  const saying = openSaying({ textLimit, captionLimit: -1, send: sendPiece, change, remove: change })
  const ways: Ways = {
    albumOf: openForwards(),
    open: graph.media,
    answer: async (chat, message_id, word) => word && send(chat, { context: { message_id }, ...plain(word) }),
  }

  async function read({ entry }: z.infer<typeof batchShape>): Promise<Told[]> {
    const values = entry.flatMap(({ changes }) => changes.map(({ value }) => value))
    const ours = values.filter(({ metadata }) => metadata?.phone_number_id === phoneNumberId)
    const told = ours.flatMap(({ messages, contacts }) => messages.map((one) => heard(one, contacts, ways)))
    for (const one of told)
      if (typeof one === 'object' && one?.at) remember(heardAt, one.chat, Math.max(+one.at, heardAt.get(one.chat) ?? 0))
    // Meta tries for seven days: what is older is a replay.
    const arrivals: Told[] = ours.flatMap(({ statuses }) => statuses.map(arrived))
    return [...arrivals, ...told].filter((one) => typeof one !== 'object' || +now() - Number(one?.at) <= 7 * day)
  }

  return {
    ...{ name: account.name, can, post: saying.post, edit: change, close: intake.close },
    listen: async (on) => intake.listen(on),
    async check() {
      const told = await graph.call(`${phoneNumberId}?fields=display_phone_number,verified_name`, numberShape)
      return { title: told.verified_name ?? told.display_phone_number, address: told.display_phone_number }
    },
    /** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint */
    async webhook({ method, headers, query, body }) {
      if (method === 'GET') {
        const { 'hub.mode': mode, 'hub.verify_token': word, 'hub.challenge': challenge = '' } = query
        const ours = mode === 'subscribe' && sameSecret(word, verifyToken) && /^[\w-]{1,200}$/.test(challenge)
        return ours ? { status: 200, type: 'text/plain', body: challenge } : { status: 403 }
      }
      const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
      return takeCall(intake, sameSecret(headers['x-hub-signature-256'], signature), body, batchShape, read)
    },
  }
}

/** Digits are a number, `KZ.13491208655302741918` a person who hides it; what is neither is a group. */
const isGroup = (chat: string): boolean => !/^(\d+|[A-Z]{2}\..+)$/.test(chat)
const plain = (body: string) => ({ type: 'text', text: { body, preview_url: false } })

/** The messages of one piece; the last has the buttons. Groups have none. */
function bodiesOf({ text, buttons }: Piece, inGroup: boolean): object[] {
  const all = inGroup ? [] : buttons.flat()
  if (all.length === 0) return [plain(text)]
  const pieces = splitText(text, bodyLimit)
  const asked = { type: 'interactive', interactive: { body: { text: pieces.pop() }, ...choice(all) } }
  return [...pieces.map(plain), asked]
}

/** Up to three are buttons, up to ten a list: titles of 20 and 24 letters. */
function choice(all: Piece['buttons'][number]): object {
  if (all.length > 10) throw new ChannelFault('refused', `WhatsApp shows ten choices at most, got ${all.length}.`)
  const buttons = all.map(({ id, text }) => ({ type: 'reply', reply: { id, title: cut(text, 20) } }))
  if (all.length <= 3) return { type: 'button', action: { buttons } }
  const rows = all.map(({ id, text }) => ({ id, title: cut(text, 24), description: cut(text, 72) }))
  return { type: 'list', action: { button: 'Таңдау · Выбрать', sections: [{ title: 'Таңдау · Выбрать', rows }] } }
}
