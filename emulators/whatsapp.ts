import { createHmac } from 'node:crypto'
import { type Fault, openGraphDoor, type Settings } from './whatsapp-graph.ts'
import { type Answer, callHook } from './whatsapp-hook.ts'
import { nextWamid, openWorld, type Person, type Shown } from './whatsapp-world.ts'

/**
 * A stand-in for the WhatsApp Cloud API (https://developers.facebook.com/documentation/business-messaging/whatsapp/)
 * over HTTP, and a hand for the people who write to the number. Nothing reaches the real one.
 *
 *     const whatsapp = await startWhatsapp()
 *     await whatsapp.setHook(url)
 *     const aliya = whatsapp.person('Алия')
 *     await whatsapp.say(aliya, { text: 'Мусор у дома 14' })
 */

export interface Options {
  port?: number
  now?: () => Date
  paced?: boolean
  window?: Settings['window']
}

/** What a person sends: one of them, with what may stand beside it. */
export interface Content {
  text?: string
  image?: Sent
  video?: Sent
  audio?: Sent
  document?: Sent
  sticker?: Sent
  location?: { latitude: number; longitude: number; name?: string; address?: string }
  contacts?: object[]
  /** Anything else, as the API would tell it: `{ type: 'reaction', reaction: {…} }`. */
  raw?: { type: string; [field: string]: unknown }
  forwarded?: boolean | 'often'
  replyTo?: string
  group?: string
  id?: string
  at?: Date
}
export interface Sent {
  bytes: Buffer
  mime?: string
  caption?: string
  filename?: string
  size?: number
  voice?: boolean
}
export interface Told {
  id: string
  value: object
}

export type Whatsapp = Awaited<ReturnType<typeof startWhatsapp>>

/** Starts it on 127.0.0.1 with one number. */
export async function startWhatsapp({
  port = 0,
  now = () => new Date(),
  paced = true,
  window = 'later',
}: Options = {}) {
  const world = openWorld(now)
  const secrets = { accessToken: 'EAAJB-token', appSecret: 'a1b2c3d4e5f6', verifyToken: 'verify-me' }
  const settings: Settings = {
    ...{ phoneNumberId: '106540352242922', number: '+7 725 000-00-00' },
    ...{ token: secrets.accessToken, paced, window },
  }
  const faults: { fault: Fault; times: number }[] = []
  const waiting = new Set<Promise<unknown>>()
  const undelivered: object[] = []
  let hook: string | null = null
  const said = (shown: Shown, outside: boolean) => {
    if (!outside) return
    // As the API does it: the call is taken, and a status tells later that it failed.
    const later = new Promise((done) => setImmediate(done)).then(() => status(shown.id, 'failed', 131047))
    waiting.add(later)
    void later.finally(() => waiting.delete(later))
  }
  const door = await openGraphDoor(world, settings, faults, said, port)
  const seconds = (at = now()) => String(Math.floor(at.getTime() / 1000))

  const metadata = () => ({
    ...{ messaging_product: 'whatsapp' },
    metadata: { display_phone_number: '77250000000', phone_number_id: settings.phoneNumberId },
  })

  /** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint: signed over the bytes. */
  async function post(values: object[], secret = secrets.appSecret): Promise<Answer> {
    if (!hook) throw new Error('No hook is set: call setHook(url) first.')
    const entry = [{ id: '102290129340398', changes: values.map((value) => ({ value, field: 'messages' })) }]
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
    const signature = createHmac('sha256', secret).update(body).digest('hex')
    return callHook(hook, body, { 'x-hub-signature-256': `sha256=${signature}` })
  }

  /** What is not answered with 200 is kept and tried again: here by `redeliver`. */
  async function deliver(...told: Told[]): Promise<Answer> {
    const values = told.map(({ value }) => value)
    const answer = await post(values)
    if (answer.status !== 200) undelivered.push(...values)
    return answer
  }

  const who = (by: Person) => ({
    profile: { name: by.name, ...(by.hidden && { username: `@${by.userId.slice(3)}` }) },
    ...(by.hidden ? {} : { wa_id: by.waId }),
    user_id: by.userId,
  })
  const addressOf = (by: Person) => (by.hidden ? by.userId : by.waId)

  /** A message as it will be told; `deliver` tells it. */
  function write(by: Person, content: Content): Told {
    const { forwarded, replyTo, group, at = now() } = content
    const id = content.id ?? nextWamid(world)
    const context = {
      ...(replyTo && { from: '77250000000', id: replyTo }),
      ...(forwarded && { [forwarded === 'often' ? 'frequently_forwarded' : 'forwarded']: true }),
    }
    world.lastWrote.set(addressOf(by), Math.max(at.getTime(), world.lastWrote.get(addressOf(by)) ?? 0))
    const message = {
      ...(by.hidden ? {} : { from: by.waId }),
      ...{ from_user_id: by.userId, id, timestamp: seconds(at), ...(group && { group_id: group }) },
      ...(Object.keys(context).length > 0 && { context }),
      ...shape(content),
    }
    return { id, value: { ...metadata(), contacts: [who(by)], messages: [message] } }
  }

  /** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages: one page a type. */
  function shape(content: Content): object {
    if (content.raw) return content.raw
    if (content.text !== undefined) return { type: 'text', text: { body: content.text } }
    if (content.location) return { type: 'location', location: content.location }
    if (content.contacts) return { type: 'contacts', contacts: content.contacts }
    for (const type of ['image', 'video', 'audio', 'document', 'sticker'] as const) {
      const file = content[type]
      if (!file) continue
      const { bytes, caption, filename, voice, size = bytes.length, mime = usual[type] } = file
      const media = String(world.next++)
      world.media.set(media, { bytes, mime, size, gone: false })
      const more = { ...(caption !== undefined && { caption }), ...(filename && { filename }), ...(voice && { voice }) }
      return { type, [type]: { id: media, mime_type: mime, sha256: '', ...more } }
    }
    // Polls, events and the like: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/unsupported
    const details = 'Message type is currently not supported.'
    const errors = [{ code: 131051, title: 'Message type unknown', error_data: { details } }]
    return { type: 'unsupported', errors, unsupported: { type: 'poll_creation' } }
  }

  function pressing(by: Person, message: string, button: string): Told {
    const under = world.shown.find(({ id }) => id === message)
    const chosen = under?.buttons.find(({ id }) => id === button) ?? { id: button, text: button }
    const type = (under?.buttons.length ?? 0) > 3 ? 'list_reply' : 'button_reply'
    const interactive = { type, [type]: { id: chosen.id, title: chosen.text } }
    return write(by, { replyTo: message, raw: { type: 'interactive', interactive } })
  }

  const wordFor = (id: string): string | null => world.shown.find(({ replyTo }) => replyTo === id)?.text ?? null

  /** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status */
  const arrival = (id: string, is: Shown['status'], code?: number): Told => {
    const shown = world.shown.find((one) => one.id === id)
    if (shown) shown.status = is
    const { to, callback } = shown ?? {}
    const errors = code ? { errors: [{ code, title: 'failed', error_data: { details: '' } }] } : {}
    const one = {
      id,
      status: is,
      timestamp: seconds(),
      recipient_id: to,
      ...errors,
      ...(callback && { biz_opaque_callback_data: callback }),
    }
    return { id, value: { ...metadata(), statuses: [one] } }
  }
  const status = (id: string, is: Shown['status'], code?: number) => deliver(arrival(id, is, code))

  return {
    ...{ url: door.url, calls: door.calls, world, settings, secrets, write, deliver, arrival, status, post },
    /** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint: GET with hub.mode, hub.verify_token, hub.challenge. */
    async setHook(url: string, verifyToken = secrets.verifyToken): Promise<boolean> {
      const challenge = '1158201444'
      const query = { 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': verifyToken }
      const answer = await fetch(`${url}?${new URLSearchParams(query)}`)
      const holds = answer.status === 200 && (await answer.text()) === challenge
      if (holds) hook = url
      return holds
    },
    person(name: string, more: Partial<Person> = {}): Person {
      const n = world.next++
      const one: Person = { waId: `7701000${n}`, userId: `KZ.9${n}`, name, hidden: false, blocked: false, ...more }
      world.people.set(one.waId, one)
      return one
    },
    /** The account's own group; eight people at most. */
    group(people: Person[]): string {
      if (people.length > 8) throw new Error(`A group of WhatsApp's API holds eight people, got ${people.length}.`)
      const id = Buffer.from(`capi_group:77250000000:${world.next++}`).toString('base64')
      world.groups.set(id, people)
      return id
    },
    chatOf: addressOf,
    say: async (by: Person, content: Content | string): Promise<Answer & { id: string }> => {
      const told = write(by, typeof content === 'string' ? { text: content } : content)
      return { id: told.id, ...(await deliver(told)) }
    },
    edit: (by: Person, original_message_id: string, text: string) =>
      deliver(
        write(by, {
          raw: { type: 'edit', edit: { original_message_id, message: { type: 'text', text: { body: text } } } },
        }),
      ),
    delete: (by: Person, original_message_id: string) =>
      deliver(write(by, { raw: { type: 'revoke', revoke: { original_message_id } } })),
    react: (by: Person, message_id: string, emoji: string) =>
      deliver(write(by, { raw: { type: 'reaction', reaction: { message_id, emoji } } })),
    pressing,
    /** Presses a button, or chooses from a list, under what the number said. */
    async press(by: Person, message: string, button: string): Promise<Answer & { id: string; word: string | null }> {
      const told = pressing(by, message, button)
      const answer = await deliver(told)
      return { ...answer, id: told.id, word: wordFor(told.id) }
    },
    /** What the number answered to a press. */
    wordFor,
    changeNumber: (by: Person, wa_id: string) =>
      deliver(write(by, { raw: { type: 'system', system: { body: '', wa_id, type: 'user_changed_number' } } })),
    /** All that was not taken, once more. */
    redeliver: (): Promise<Answer> => deliver(...undelivered.splice(0).map((value) => ({ id: '', value }))),
    undelivered: () => undelivered.length,
    shown: (chat: string): Shown[] => world.shown.filter(({ to, type }) => to === chat && type !== 'reaction'),
    /** The next calls go wrong. */
    fault: (fault: Fault, times = 1) => void faults.push({ fault, times }),
    heal: () => void faults.splice(0),
    template: (name: string, language: string, places = 1) => world.templates.set(`${name}/${language}`, places),
    revoke: () => {
      settings.token = null
    },
    /** Waits until the statuses that come later have come. */
    settled: async () => {
      while (waiting.size > 0) await Promise.allSettled(waiting)
    },
    close: () => door.close(),
  }
}

const usual = {
  ...{ image: 'image/jpeg', video: 'video/mp4', audio: 'audio/ogg; codecs=opus' },
  ...{ document: 'application/pdf', sticker: 'image/webp' },
}
