import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { OpenAccount } from './account.ts'
import { remember, sameSecret } from './bounded.ts'
import { type Capabilities, type Channel, ChannelFault, type Post } from './channel.ts'
import { openForwards } from './forwards.ts'
import { openHearing } from './hearing.ts'
import type { ChannelTools } from './kinds.ts'
import { openOnce, openSteps } from './once.ts'
import { splitText } from './split-text.ts'
import { fileLimit, GraphFault, openGraph, outsideWindow } from './whatsapp-api.ts'
import { authorOf, type Batch, batchShape, chatOf, read, saidShape, statusShape } from './whatsapp-message.ts'
import { photoForm } from './wire.ts'

/** UTF-16 units of a text, and of the text above buttons or in a place of a template. */
const [textLimit, bodyLimit] = [4096, 1024]
const day = 24 * 3_600_000
const can: Capabilities = {
  ...{ groups: true, direct: true, edit: false, remove: false, buttons: true, reply: true },
  ...{ tellsEdited: true, tellsDeleted: true, textLimit, fileLimit },
  // 80 a second for a number, and in the long run one in six seconds to a person (130429, 131056).
  pace: { account: [{ count: 80, ms: 1000 }], chat: [{ count: 10, ms: 60_000 }], group: [{ count: 10, ms: 60_000 }] },
}
const sentShape = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) })
const idShape = z.object({ id: z.string() })
const numberShape = z.object({ display_phone_number: z.string(), verified_name: z.string().optional() })

/** WhatsApp through the Cloud API: a direct line with one number; groups (8 people at most) where the account has made them. */
export function openWhatsapp(account: OpenAccount<'whatsapp'>, tools: ChannelTools): Channel {
  const { phoneNumberId, template } = account.settings
  const { appSecret, verifyToken } = account.secrets
  const graph = openGraph(account, tools.fetch ?? fetch)
  const hearing = openHearing(account, tools)
  const [sayOnce, followOnce] = [openOnce<string>(), openOnce<void>()]
  const steps = openSteps<string>()
  const albumOf = openForwards()
  /** When each person last wrote, and what was said to whom: for the 24 hours. */
  const [heardAt, said] = [new Map<string, number>(), new Map<string, { chat: string; post: Post }>()]

  async function send(chat: string, message: object): Promise<string> {
    const body = { ...envelope(chat), ...message }
    const { messages } = await graph.call(`${phoneNumberId}/messages`, sentShape, { method: 'POST', body })
    return messages[0]?.id ?? ''
  }

  async function sendTemplate(chat: string, { text }: Post): Promise<string> {
    const [name = '', code = 'ru'] = template.split(':')
    if (!name || kindOf(chat) === 'group') throw new GraphFault(outsideWindow)
    const words = text.replace(/\s+/g, ' ').trim().slice(0, bodyLimit)
    const components = [{ type: 'body', parameters: [{ type: 'text', text: words }] }]
    return send(chat, { type: 'template', template: { name, language: { code }, components } })
  }

  async function sendPhoto(chat: string, photo: NonNullable<Post['photo']>): Promise<string> {
    const body = photoForm(photo, 'file', { messaging_product: 'whatsapp' })
    const image = await graph.call(`${phoneNumberId}/media`, idShape, { method: 'POST', body })
    return send(chat, { type: 'image', image })
  }

  async function say(chat: string, post: Post): Promise<string> {
    const { photo } = post
    if (tools.now().getTime() - (heardAt.get(chat) ?? Number.POSITIVE_INFINITY) > day) return sendTemplate(chat, post)
    const texts = bodiesOf(post, kindOf(chat) === 'group').map((body) => () => send(chat, body))
    try {
      const ids = await steps(`${chat} ${post.key}`, photo ? [() => sendPhoto(chat, photo), ...texts] : texts)
      remember(said, ids.at(-1) ?? '', { chat, post })
      return ids.at(-1) ?? ''
    } catch (error) {
      if (error instanceof GraphFault && error.code === outsideWindow) return sendTemplate(chat, post)
      throw error
    }
  }

  async function hear(one: unknown, contacts: Batch['contacts']): Promise<void> {
    const told = saidShape.safeParse(one).data
    if (!told || !chatOf(told)) return hearing.unread()
    const [chat, at] = [chatOf(told), new Date(Number(told.timestamp) * 1000)]
    // Meta tries for seven days: what is older is a replay.
    if (tools.now().getTime() - at.getTime() > 7 * day) return
    remember(heardAt, chat, Math.max(at.getTime(), heardAt.get(chat) ?? 0))
    const by = contacts.find(({ wa_id, user_id }) => [wa_id, user_id].includes(authorOf(told)))
    const incoming = () => read(told, by?.profile?.name ?? '', albumOf, (id) => () => graph.media(id))
    await hearing.hear(told.id, chat, at, incoming, async (word) => {
      // A press has no word of its own here, so it is answered.
      if (word) await send(chat, { context: { message_id: told.id }, ...plain(word) })
    })
  }

  /** What was taken and could not be delivered; outside the 24 hours it goes again, as a template. */
  async function follow(one: unknown): Promise<void> {
    const { id, status, errors } = statusShape.parse(one)
    if (status !== 'failed') return
    const fault = new GraphFault(errors[0]?.code ?? -1)
    tools.log.warn('whatsapp.failed', { code: fault.code })
    if (fault.kind === 'revoked') hearing.health({ state: 'revoked', problem: fault.message })
    const ours = said.get(id)
    if (!ours || fault.code !== outsideWindow || !template) return
    await followOnce(id, async () => void (await sendTemplate(ours.chat, ours.post)))
  }

  return {
    name: account.name,
    can,
    listen: async (on) => hearing.listen(on),
    post: (chat, post) => sayOnce(`${chat} ${post.key}`, () => say(chat, post)),
    async edit() {
      throw new ChannelFault('refused', 'WhatsApp cannot change what was said: say it anew.')
    },
    async check() {
      const told = await graph.call(`${phoneNumberId}?fields=display_phone_number,verified_name`, numberShape)
      return { title: told.verified_name ?? told.display_phone_number, address: told.display_phone_number }
    },
    async webhook({ method, headers, query, body }) {
      if (method === 'GET') {
        const challenge = query['hub.challenge'] ?? ''
        const ours = query['hub.mode'] === 'subscribe' && sameSecret(query['hub.verify_token'], verifyToken)
        const told = ours && /^[\w-]{1,200}$/.test(challenge)
        return told ? { status: 200, type: 'text/plain', body: challenge } : { status: 403 }
      }
      const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
      if (!sameSecret(headers['x-hub-signature-256'], signature)) return { status: 401 }
      return hearing.answer(body, batchShape, async ({ entry }) => {
        for (const { value } of entry.flatMap(({ changes }) => changes)) {
          if (value.metadata?.phone_number_id !== phoneNumberId) continue
          for (const one of value.messages) await hear(one, value.contacts)
          for (const one of value.statuses) await follow(one)
        }
      })
    },
    close: async () => hearing.listen(null),
  }
}

/** A number, a person who hides it (`KZ.13491208655302741918`), or a group. */
const kindOf = (chat: string): 'number' | 'user' | 'group' =>
  /^\d+$/.test(chat) ? 'number' : /^[A-Z]{2}\./.test(chat) ? 'user' : 'group'

function envelope(chat: string): object {
  const to = kindOf(chat) === 'user' ? { recipient: chat } : { to: chat }
  const recipient_type = kindOf(chat) === 'group' ? 'group' : 'individual'
  return { messaging_product: 'whatsapp', recipient_type, ...to }
}

const plain = (body: string) => ({ type: 'text', text: { body, preview_url: false } })
const short = (text: string, limit: number) => (text.length > limit ? `${text.slice(0, limit - 1)}…` : text)

/** The messages that one post is here; the last has the buttons. Groups have none. */
function bodiesOf({ text, buttons, replyTo }: Post, inGroup: boolean): object[] {
  const all = inGroup ? [] : buttons.flat()
  const pieces = splitText(text, textLimit)
  const tail = all.length > 0 ? splitText(pieces.pop() ?? '', bodyLimit) : []
  const asked = tail.pop()
  const bodies: object[] = [...pieces, ...tail].map(plain)
  if (asked !== undefined) bodies.push({ type: 'interactive', interactive: { body: { text: asked }, ...choice(all) } })
  return bodies.map((body, n) => (n === 0 && replyTo ? { ...body, context: { message_id: replyTo } } : body))
}

/** Up to three are buttons, up to ten a list: titles of 20 and 24 letters. */
function choice(all: Post['buttons'][number]): object {
  if (all.length > 10) throw new ChannelFault('refused', `WhatsApp shows ten choices at most, got ${all.length}.`)
  const buttons = all.map(({ id, text }) => ({ type: 'reply', reply: { id, title: short(text, 20) } }))
  if (all.length <= 3) return { type: 'button', action: { buttons } }
  const rows = all.map(({ id, text }) => ({ id, title: short(text, 24), description: short(text, 72) }))
  return { type: 'list', action: { button: 'Таңдау · Выбрать', sections: [{ title: 'Таңдау · Выбрать', rows }] } }
}
