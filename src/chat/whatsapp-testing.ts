import { createHmac } from 'node:crypto'
import { type Content as Sent, startWhatsapp, type Told } from '../../emulators/whatsapp.ts'
import { startHook } from '../../emulators/whatsapp-hook.ts'
import type { Person } from '../../emulators/whatsapp-world.ts'
import { silent } from '../base/log.ts'
import { accountShapes, type OpenAccount } from './account.ts'
import { type Content, type Tried, takesMs, type Written } from './battery-testing.ts'
import type { Lacks } from './channel-contract.ts'
import { openWhatsapp } from './whatsapp.ts'

/** A number of the stand-in for WhatsApp, for the battery. */

const oneLine = 'a direct line has one person, who neither comes nor goes'

export const whatsappLacks: Lacks = {
  groups: 'its groups hold eight people and are the account’s own',
  edit: 'the API cannot change what was said',
  remove: 'the API cannot take back what was said',
  keys: 'the API knows no keys',
  silent: 'the API has no silent messages',
  rows: 'buttons stand one below another',
  order: 'calls come as they come',
  'old-times': 'what is older than seven days is a replay',
  album: 'pictures sent at once come one by one, without a mark',
  topic: 'there are none',
  poll: 'polls are not told',
  pin: 'pins are not told',
  byBot: 'bots do not write to a number',
  ...{
    silenced: oneLine,
    renamed: oneLine,
    'person-joins': oneLine,
    rights: oneLine,
    leave: oneLine,
    mention: oneLine,
  },
  ...{ upgrade: oneLine, 'upgrade-told': oneLine, happen: oneLine },
  polls: 'it calls, and is never asked',
  'forward-name': 'the API does not tell who wrote it first',
  'forward-chat': 'the API does not tell where it stood',
}

const kinds = { photo: 'image', video: 'video', voice: 'audio', document: 'document', sticker: 'sticker' } as const

export async function tryWhatsapp(): Promise<Tried> {
  const now = () => new Date()
  const whatsapp = await startWhatsapp({ now, paced: false })
  const people = ['Алия', 'Бекзат', 'Вера'].map((name) => whatsapp.person(name))
  for (const { waId } of people) whatsapp.world.lastWrote.set(waId, now().getTime())
  const who = (by = 0): Person => {
    const one = people[by]
    if (!one) throw new Error(`There is no person ${by}.`)
    return one
  }
  const account: OpenAccount<'whatsapp'> = {
    ...{ id: 'account', name: 'whatsapp:account', cursor: null, hookUrl: null, secrets: whatsapp.secrets },
    settings: accountShapes.whatsapp.settings.parse({
      ...{ graphRoot: whatsapp.url, phoneNumberId: whatsapp.settings.phoneNumberId },
    }),
  }
  const openOne = () => openWhatsapp(account, { log: silent, now, takesMs })
  const hook = await startHook((call) => tried.channel.webhook?.(call) ?? Promise.reject(new Error('no webhook')))
  /** All that was told, by its id, and what of it is not taken yet. */
  const [told, waiting] = [new Map<string, Told>(), new Map<string, Told>()]
  const going = new Set<Promise<void>>()
  const words = new Set<string>()
  const sent = new Map<string, Sent>()
  const called = whatsapp.write(who(), { text: 'x' })

  function bring(one: Told): void {
    told.set(one.id, one)
    waiting.set(one.id, one)
    const call = whatsapp.post([one.value]).then(({ status }) => {
      if (status === 200) waiting.delete(one.id)
    })
    going.add(call)
    void call.finally(() => going.delete(call))
  }
  const written = (one: Told, by: Person, id = one.id): Written => ({
    ...{ id, chat: by.waId, author: by.waId, isTaken: () => !waiting.has(one.id) },
  })
  const tell = (by: Person, content: Sent, id?: string): Written => {
    const one = whatsapp.write(by, content)
    sent.set(one.id, content)
    bring(one)
    return written(one, by, id)
  }
  const byChat = (chat: string) => people.find(({ waId }) => waId === chat) ?? who()

  const tried: Tried = {
    channel: openOne(),
    chat: who().waId,
    people: people.map(({ waId }) => waId),
    secrets: Object.values(whatsapp.secrets),
    write: async (content) => tell(who(content.by), sentOf(content)),
    writeIn: async (chat, content) => tell(byChat(chat), sentOf(content)),
    otherChat: async () => who(1).waId,
    async quiet() {
      for (let patience = 60; patience > 0; patience--) {
        await Promise.allSettled(going)
        if (waiting.size === 0) return
        for (const one of [...waiting.values()]) bring(one)
        await Promise.allSettled(going)
        if (waiting.size > 0) await new Promise((done) => setTimeout(done, 5))
      }
    },
    async shown(chat = tried.chat) {
      return whatsapp
        .shown(chat)
        .filter(({ replyTo }) => !words.has(replyTo ?? ''))
        .map(({ id, text, replyTo, buttons, preview, media }) => ({
          ...{ id, text, replyTo, preview, silent: null, photo: media !== null },
          buttons: buttons.length > 0 ? [buttons.map((one) => one.id)] : [],
        }))
    },
    async restart() {
      await tried.channel.close()
      tried.channel = openOne()
    },
    async close() {
      await tried.channel.close()
      await whatsapp.close()
      await hook.close()
    },
    async arrive(message, state) {
      const one = whatsapp.arrival(message, state, state === 'failed' ? 131026 : undefined)
      bring({ ...one, id: `${message} ${state}` })
    },
    person: (name) => people.push(whatsapp.person(name)) - 1,
    edit: async ({ id, author }, text) => {
      const media = Object.entries(sent.get(id) ?? {}).find(([type]) => Object.values<string>(kinds).includes(type))
      const message = media
        ? { type: media[0], [media[0]]: { id: '1', caption: text } }
        : { type: 'text', text: { body: text } }
      const edit = { original_message_id: id, message }
      return tell(byChat(author), { raw: { type: 'edit', edit } }, id)
    },
    async unsay(chat, ids) {
      const all = ids.map((id) =>
        tell(byChat(chat), { raw: { type: 'revoke', revoke: { original_message_id: id } } }, id),
      )
      return { ...(all[0] as Written), isTaken: () => all.every((one) => one.isTaken()) }
    },
    async press(_chat, message, button, by) {
      const one = whatsapp.pressing(who(by), message, button)
      words.add(one.id)
      bring(one)
      await Promise.allSettled(going)
      return whatsapp.wordFor(one.id)
    },
    // An answer to it stands without the message that it answers.
    isShownDeleted: async () => {},
    async happen(what) {
      if (what.kind === 'blocked' || what.kind === 'unblocked') who(what.by).blocked = what.kind === 'blocked'
    },
    react: async (_chat, message_id, [emoji], by) => {
      tell(who(by), { raw: { type: 'reaction', reaction: { message_id, ...(emoji && { emoji }) } } })
    },
    again: async ({ id }) => {
      const one = told.get(id)
      if (one) bring(one)
    },
    async shuffled(contents) {
      const all = contents.map((content) => ({
        by: who(content.by),
        one: whatsapp.write(who(content.by), sentOf(content)),
      }))
      for (const { one } of all.toReversed()) bring(one)
      return all.map(({ one, by }) => written(one, by))
    },
    async strange(what) {
      const { id, value } = whatsapp.write(who(), { text: 'x' })
      const odd = {
        unknown: { messages: [{ from: who().waId, id, timestamp: '1763800000', type: 'hologram', hologram: {} }] },
        torn: { messages: [{ id }] },
        wrong: { messages: [{ from: 5, id: ['x'], timestamp: {}, type: null, text: 'x' }] },
        nowhere: { messages: [{ id, timestamp: '1763800000', type: 'text', text: { body: 'x' } }] },
      }
      bring({ id, value: { ...value, ...odd[what] } })
    },
    fault(broken, times = 1) {
      if (typeof broken === 'object') whatsapp.fault({ code: 130429, after: broken.later }, times)
      else if (broken === 'server-error') whatsapp.fault({ code: 99, status: 500 }, times)
      else whatsapp.fault(broken === 'html' ? 'html-502' : broken, times)
    },
    heal: whatsapp.heal,
    paced() {
      whatsapp.settings.paced = true
    },
    revoke: whatsapp.revoke,
    nowhere: '77019998877',
    fileFaults: (times) => whatsapp.fault('html-502', times),
    vanish() {
      for (const media of whatsapp.world.media.values()) media.gone = true
    },
    fetched: () => whatsapp.calls.filter((call) => call.includes('/files/')).length,
    async hook({ method = 'POST', secret = 'right', body = entryOf(called), type = 'application/json' } = {}) {
      const sign = createHmac('sha256', secret === 'wrong' ? 'guess' : whatsapp.secrets.appSecret)
      const right = `sha256=${sign.update(body).digest('hex')}`
      const header = { right, wrong: right, none: null, empty: '', longer: `${right}0` }[secret]
      const headers = { 'content-type': type, ...(header !== null && { 'x-hub-signature-256': header }) }
      const answer = await fetch(hook.url, { method, headers, ...(method !== 'GET' && { body }) })
      return { status: answer.status, body: await answer.text() }
    },
    handshake: (right) => whatsapp.setHook(hook.url, right ? undefined : 'guess'),
  }
  if (!(await whatsapp.setHook(hook.url))) throw new Error('The hook does not answer the right word.')
  return tried
}

const entryOf = ({ value }: Told): string =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ value, field: 'messages' }] }] })

function sentOf({ text, media, location, venue, contact, poll, forward, replyTo, at, id }: Content): Sent {
  const more = {
    ...(forward && { forwarded: true }),
    ...(replyTo && { replyTo }),
    ...(at && { at }),
    ...(id && { id }),
  }
  if (media) {
    const { kind, bytes, name, size } = media
    const file = { bytes, ...(text && { caption: text }), ...(name && { filename: name }), ...(size && { size }) }
    return { ...more, [kinds[kind]]: file }
  }
  if (location) return { ...more, location: { latitude: location.lat, longitude: location.lon } }
  if (venue) {
    const { lat: latitude, lon: longitude, title: name, address } = venue
    return { ...more, location: { latitude, longitude, name, address } }
  }
  if (contact)
    return { ...more, contacts: [{ name: { formatted_name: contact.name }, phones: [{ phone: contact.phone }] }] }
  return poll ? more : { ...more, text: text ?? '' }
}
