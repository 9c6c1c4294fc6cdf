import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { transformWithOxc } from 'vite'
import { z } from 'zod'
import type { Message, User } from '../emulators/telegram-world.ts'
import { type DemoGroup, firstId } from './group-world.ts'
import { demoPassword } from './password.ts'

/** The page of the demo's group, and what it asks: a door of its own, apart from the program. */

export interface GroupLine {
  id: number
  /** Of the person's number, or null for what the messenger itself says. */
  by: number | null
  name: string
  bot: boolean
  at: string
  text: string
  photo: string | null
  place: boolean
  edited: boolean
  reply: { name: string; text: string } | null
  /** Of a neighbour's words in the group: kept for the inspector, or forgotten; null while that is being read. */
  fate: 'kept' | 'forgotten' | null
  /** The incident that it belongs to, or that it shows. */
  incident: number | null
  buttons: { id: string; text: string }[][]
}
export interface GroupState {
  title: string
  staff: string
  login: string
  password: string
  people: { id: number; name: string }[]
  officer: number | null
  group: GroupLine[]
  /** What the chosen person and the bot wrote to each other alone. */
  own: GroupLine[]
  /** The inspector's phone. */
  phone: GroupLine[]
}

const where = z.enum(['group', 'own'])
const said = z.object({
  by: z.number().int(),
  where,
  text: z.string().max(4000),
  replyTo: z.number().int().nullable(),
  /** A picture in base64. */
  photo: z.string().max(14_000_000).nullable(),
})
const pressed = z.object({ by: z.number().int(), where, message: z.number().int(), button: z.string().max(64) })
const largest = 15 * 2 ** 20

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** Serves the page at /demo-group; `staff` is where the program's own pages are. */
export async function serveGroup(
  group: DemoGroup,
  { host, port, staff }: { host: string; port: number; staff: string },
) {
  const file = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')
  const script = async (name: string): Promise<[type: string, text: string]> => {
    const { code } = await transformWithOxc(await file(`./${name}`), name)
    return ['text/javascript; charset=utf-8', code]
  }
  const files: Record<string, [type: string, text: string]> = {
    '/demo-group': ['text/html; charset=utf-8', await file('./group.html')],
    '/demo-group.css': ['text/css; charset=utf-8', await file('./group.css')],
    '/demo-group.js': await script('group-client.ts'),
    '/group-pane.ts': await script('group-pane.ts'),
    '/group-words.ts': await script('group-words.ts'),
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => send(response, 400, 'text/plain', 'Not understood.'))
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, host, done))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://demo')
    const known = files[url.pathname]
    if (request.method === 'GET') {
      if (known) return send(response, 200, ...known)
      if (url.pathname === '/state')
        return json(response, await stateOf(group, staff, Number(url.searchParams.get('by'))))
      const photo = group.telegram.world.files.get(/^\/photo\/([\w-]+)$/.exec(url.pathname)?.[1] ?? '')
      return photo ? send(response, 200, 'image/jpeg', photo.bytes) : send(response, 404, 'text/plain', 'Nothing here.')
    }
    // A foreign page cannot send this type without asking first.
    if (request.headers['content-type'] !== 'application/json') return send(response, 415, 'text/plain', 'JSON only.')
    const body = await read(request)
    if (url.pathname === '/say') say(group, said.parse(body))
    else if (url.pathname === '/press') return json(response, { word: await press(group, pressed.parse(body)) })
    else return send(response, 404, 'text/plain', 'Nothing here.')
    return json(response, {})
  }

  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}/demo-group`,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

const personOf = ({ people, officer }: DemoGroup, id: number): User => {
  const person = [...people, ...(officer ? [officer] : [])].find((one) => one.id === id)
  if (!person) throw new Error('There is no such neighbour.')
  return person
}

function say(group: DemoGroup, { by, where: to, text, replyTo, photo }: z.infer<typeof said>): void {
  if (text.trim() === '' && photo === null) return
  const person = personOf(group, by)
  group.telegram.say(to === 'group' ? group.chat : 'bot', person, {
    text: text.trim(),
    ...(to === 'own' && firstId(group.telegram, person)),
    ...(replyTo !== null && { replyTo }),
    ...(photo !== null && { photo: Buffer.from(photo, 'base64') }),
  })
}

async function press(group: DemoGroup, { by, where: to, message, button }: z.infer<typeof pressed>) {
  const person = personOf(group, by)
  const word = group.telegram.press(to === 'group' ? group.chat : by, message, button, person)
  return Promise.race([word, sleep(5000, null, { ref: false })])
}

async function stateOf(group: DemoGroup, staff: string, by: number): Promise<GroupState> {
  const { telegram, chat, people, officer, login } = group
  const kept = await group.kept()
  const alone = (id: number) => (telegram.world.chats.has(id) ? telegram.messages(id).slice(-150).map(lineOf) : [])
  return {
    ...{ title: String(telegram.world.chats.get(chat)?.shape.title ?? ''), staff, login, password: demoPassword },
    ...{ people: people.map(({ id, first_name: name }) => ({ id, name })), officer: officer?.id ?? null },
    group: telegram
      .messages(chat)
      .slice(-150)
      .map((message) => withFate(lineOf(message), kept)),
    own: people.some(({ id }) => id === by) ? alone(by) : [],
    phone: officer ? alone(officer.id) : [],
  }
}

/** So long at most it takes to read a message and to write down that it is a report. */
const readIn = 3000

/** What became of a neighbour's words; commands are for the bot itself. */
function withFate(line: GroupLine, kept: ReadonlyMap<number, number | null>): GroupLine {
  if (line.by === null || line.bot || line.text.startsWith('/')) return line
  const number = kept.get(line.id)
  if (number !== undefined) return { ...line, fate: 'kept', incident: number }
  return Date.now() - new Date(line.at).getTime() > readIn ? { ...line, fate: 'forgotten' } : line
}

type Raw = Message & {
  text?: string
  caption?: string
  photo?: { file_id: string }[]
  location?: unknown
  edit_date?: number
  reply_to_message?: Raw
  new_chat_members?: User[]
  left_chat_member?: User
  reply_markup?: { inline_keyboard?: { text: string; callback_data?: string }[][] }
}

function lineOf(message: Message): GroupLine {
  const raw = message as Raw
  const service = raw.new_chat_members?.map(({ first_name: name }) => `+ ${name}`).join(', ')
  const left = raw.left_chat_member ? `− ${raw.left_chat_member.first_name}` : null
  const answered = raw.reply_to_message
  return {
    id: raw.message_id,
    by: service || left ? null : (raw.from?.id ?? null),
    name: raw.from?.first_name ?? '',
    bot: raw.from?.is_bot === true,
    at: new Date(raw.date * 1000).toISOString(),
    text: service ?? left ?? raw.text ?? raw.caption ?? '',
    photo: raw.photo?.at(-1)?.file_id ?? null,
    place: raw.location !== undefined,
    edited: raw.edit_date !== undefined,
    reply: answered
      ? { name: answered.from?.first_name ?? '', text: (answered.text ?? answered.caption ?? '').slice(0, 120) }
      : null,
    fate: null,
    incident: raw.from?.is_bot ? Number(/^№ (\d+) · /.exec(raw.text ?? raw.caption ?? '')?.[1] ?? 0) || null : null,
    buttons: (raw.reply_markup?.inline_keyboard ?? []).map((row) =>
      row.map((one) => ({ id: one.callback_data ?? '', text: one.text })),
    ),
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > largest) throw new Error('Too large.')
    chunks.push(chunk as Buffer)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

const json = (response: ServerResponse, body: unknown) => send(response, 200, 'application/json', JSON.stringify(body))

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response
    .writeHead(status, {
      ...{ 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' },
      ...{ 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' },
    })
    .end(body)
}
