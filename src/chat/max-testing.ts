import { type Content as Sent, startMax } from '../../emulators/max.ts'
import type { Attachment, User } from '../../emulators/max-world.ts'
import { startHook } from '../../emulators/whatsapp-hook.ts'
import { silent } from '../base/log.ts'
import { accountShapes, type OpenAccount } from './account.ts'
import { type Content, type Tried, takesMs, type Written } from './battery-testing.ts'
import type { Lacks } from './channel-contract.ts'
import { openMax } from './max.ts'

/** A bot in a group of the stand-in for MAX, for the battery. */

export const maxLacks: Lacks = {
  tellsDelivered: 'its updates do not tell who got or read a message',
  album: 'pictures sent at once are one message',
  topic: 'there are none',
  poll: 'polls are not told',
  pin: 'pins are not told',
  reactions: 'its updates know none',
  upgrade: 'a group keeps its id',
  venue: 'a place has no name',
  handshake: 'the address is not made sure of by a call',
  keys: 'the API knows no keys',
  order: 'its updates have no numbers',
  silenced: 'MAX does not tell when the bot may do less',
  rights: 'MAX does not tell when the bot may do more or less; asked, it says so (max.test.ts)',
  mention: 'no order is addressed by a name',
  'forward-chat': 'of a chat MAX tells the number alone',
  'upgrade-told': 'a group keeps its id',
}

const kinds = { photo: 'image', video: 'video', voice: 'audio', document: 'file', sticker: 'sticker' } as const

export async function tryMax(mode: 'polling' | 'webhook' = 'polling'): Promise<Tried> {
  const now = () => new Date()
  const max = await startMax({ now, paced: false })
  const people = ['Алия', 'Бекзат', 'Вера'].map((name) => max.person(name))
  const bot = max.person('Другой бот', { is_bot: true })
  const yard = max.group('Двор 14')
  const who = (by = 0): User => {
    const one = people[by]
    if (!one) throw new Error(`There is no person ${by}.`)
    return one
  }
  const hook = await startHook((call) => tried.channel.webhook?.(call) ?? Promise.reject(new Error('no webhook')))
  const token = max.world.token ?? ''
  const webhookSecret = 'a-secret-of-the-webhook'
  const openOne = (cursor: string | null) => {
    const account: OpenAccount<'max'> = {
      ...{ id: 'account', name: 'max:account', cursor, hookUrl: hook.url, secrets: { token, webhookSecret } },
      settings: accountShapes.max.settings.parse({ apiRoot: max.url, mode }),
    }
    return openMax(account, { log: silent, now, takesMs })
  }
  const isWaiting = (id: string) => {
    const all = [...max.world.queue.map(({ update }) => update), ...max.world.failed]
    return all.some((update) => JSON.stringify(update).includes(`"${id}"`))
  }
  const going = new Set<Promise<unknown>>()
  const track = <T>(call: Promise<T>): void => {
    going.add(call)
    void call.finally(() => going.delete(call))
  }
  const pending = new Set<string>()
  const written = (id: string, chat: number, by: User): Written => ({
    ...{ id, chat: String(chat), author: String(by.user_id), isTaken: () => !pending.has(id) && !isWaiting(id) },
  })

  function attachmentsOf({ media, location, contact }: Content): Attachment[] {
    const { kind, bytes, name, size } = media ?? {}
    const file =
      bytes && kind ? [max.file(kinds[kind], bytes, { ...(name && { filename: name }), ...(size && { size }) })] : []
    const vcf_info = contact && `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${contact.name}\r\nTEL:${contact.phone}\r\nEND:VCARD`
    return [
      ...file,
      ...(location ? [{ type: 'location', latitude: location.lat, longitude: location.lon }] : []),
      ...(vcf_info ? [{ type: 'contact', payload: { vcf_info } }] : []),
    ]
  }

  function sentOf(content: Content): Sent {
    const { text = '', replyTo, forward, at, id } = content
    const attachments = attachmentsOf(content)
    const more = { ...(replyTo && { replyTo }), ...(at && { at }), ...(id && { id }) }
    if (!forward) return { ...more, text, attachments }
    const by = forward.name === null ? {} : { by: max.person(forward.name) }
    const chat = forward.chat === null ? {} : { chat: Number(forward.chat) }
    return { ...more, forward: { text, attachments, ...by, ...chat } }
  }

  async function write(where: number, content: Content): Promise<Written> {
    const by = content.byBot ? bot : who(content.by)
    const message = max.write(where, by, sentOf(content))
    const { mid } = message.body
    pending.add(mid)
    track(max.again(where, mid).finally(() => pending.delete(mid)))
    return written(mid, where, by)
  }

  const called = JSON.stringify({
    update_type: 'message_created',
    timestamp: now().getTime(),
    message: max.write(max.group('Двор 18'), who(), { text: 'x' }),
  })

  const tried: Tried = {
    channel: openOne(null),
    chat: String(yard),
    people: people.map(({ user_id }) => String(user_id)),
    secrets: [token, webhookSecret],
    bot: max.bot.username ?? '',
    write: (content) => write(content.direct ? max.dialog(who(content.by)) : yard, content),
    writeIn: (chat, content) => write(Number(chat), content),
    otherChat: async () => String(max.group('Двор 16')),
    async quiet() {
      for (let patience = 400; patience > 0; patience--) {
        await Promise.allSettled(going)
        if (max.world.failed.length > 0) await max.redeliver()
        if (going.size === 0 && max.waiting() === 0) return
        await new Promise((done) => setTimeout(done, 10))
      }
    },
    shown: async (chat = tried.chat) =>
      max.shown(Number(chat)).map((one) => ({ ...one, buttons: one.buttons.map((row) => row.map(({ id }) => id)) })),
    async restart(cursor) {
      await tried.channel.close()
      tried.channel = openOne(cursor)
    },
    async close() {
      await tried.channel.close()
      await max.close()
      await hook.close()
    },
    person: (name) => people.push(max.person(name)) - 1,
    async edit(one, text) {
      track(max.edit(Number(one.chat), one.id, text))
      return one
    },
    async unsay(chat, ids) {
      for (const id of ids) track(max.delete(Number(chat), id, who()))
      return written(ids[0] ?? '', Number(chat), who())
    },
    isShownDeleted: async (id) => void max.world.chats.get(yard)?.messages.delete(id),
    press: (chat, message, button, by) => max.press(Number(chat), message, button, who(by)),
    async happen(what) {
      switch (what.kind) {
        case 'added':
          return void (await max.setBot(yard, { here: true }, who()))
        case 'removed':
          return void (await max.setBot(yard, { here: false }, who()))
        case 'promoted':
          return void (await max.setBot(yard, { admin: true, permissions: ['read_all_messages', 'write'] }, who()))
        case 'demoted':
          return void (await max.setBot(yard, { admin: false, permissions: null }, who()))
        case 'silenced':
          return void (await max.setBot(yard, { permissions: ['read_all_messages'] }, who()))
        case 'person-joins':
        case 'person-leaves':
          return void (await max.come(yard, who(1), what.kind === 'person-joins'))
        case 'blocked':
        case 'unblocked':
          return void (await max.stop(who(what.by), max.dialog(who(what.by)), what.kind === 'blocked'))
        case 'renamed':
          return void (await max.rename(yard, what.title, who()))
      }
    },
    again: async ({ chat, id }) => void track(max.again(Number(chat), id)),
    async shuffled(contents) {
      const all = contents.map((content) => ({
        by: who(content.by),
        message: max.write(yard, who(content.by), sentOf(content)),
      }))
      for (const { message } of all.toReversed()) track(max.again(yard, message.body.mid))
      return all.map(({ message, by }) => written(message.body.mid, yard, by))
    },
    async strange(what) {
      const odd = {
        unknown: { update_type: 'stars_fell', chat_id: yard },
        torn: { update_type: 'message_created' },
        wrong: { update_type: 'message_created', message: { body: { mid: 5, text: [] }, recipient: 'x' } },
        nowhere: {
          update_type: 'message_created',
          message: { body: { mid: 'x', text: 'x' }, recipient: {}, timestamp: 1 },
        },
      }
      track(max.raw(odd[what]))
    },
    fault(broken, times = 1) {
      if (typeof broken === 'object') max.fault({ status: 429, code: 'too.many.requests', after: broken.later }, times)
      else max.fault(({ 'server-error': 'error-500', html: 'html-502' } as const)[broken as 'html'] ?? broken, times)
    },
    heal: max.heal,
    paced: () => max.pace(true),
    revoke: max.revoke,
    nowhere: '-7',
    fileFaults: (times) => max.fault('html-502', times, /^GET \/files\//),
    vanish() {
      max.world.files.clear()
      max.world.videos.clear()
    },
    fetched: () => max.calls.filter((call) => call.startsWith('GET /files/')).length,
    async hook({ method = 'POST', secret = 'right', body = called, type = 'application/json' } = {}) {
      const header = { right: webhookSecret, wrong: 'guess', none: null, empty: '', longer: `${webhookSecret}0` }[
        secret
      ]
      const headers = { 'content-type': type, ...(header !== null && { 'x-max-bot-api-secret': header }) }
      const answer = await fetch(hook.url, { method, headers, ...(method !== 'GET' && { body }) })
      return { status: answer.status, body: await answer.text() }
    },
  }
  return tried
}
