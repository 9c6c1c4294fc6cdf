import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addressee, keepPace, type Params, takeMessage } from './whatsapp-messages.ts'
import { GraphError, type Shown, type World } from './whatsapp-world.ts'

/** The door: https://graph.facebook.com/{version}/…, and the host that the files come from. */

export type Fault =
  | 'cut-before'
  | 'cut-after'
  | 'html-502'
  | 'error-500'
  | { code: number; status?: number; after?: number }
export interface Settings {
  phoneNumberId: string
  number: string
  token: string | null
  paced: boolean
  /** How the 24 hours are told: at once as an answer, or later as a status (both happen). */
  window: 'now' | 'later' | 'off'
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media/ */
const limits: [RegExp, number][] = [
  [/^image\/(jpeg|png)$/, 5],
  [/^(video|audio)\//, 16],
  [/^(application|text)\//, 100],
]
const linkHolds = 5 * 60_000
const day = 24 * 3_600_000

export async function openGraphDoor(
  world: World,
  settings: Settings,
  faults: { fault: Fault; times: number }[],
  said: (shown: Shown, outside: boolean) => void,
  port: number,
) {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const calls: string[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    calls.push(`${request.method} ${pathname}`)
    const planned = faults.find((one) => one.times > 0)
    if (planned) planned.times -= 1
    const fault = planned?.fault
    if (fault === 'cut-before') return void request.socket.destroy()
    if (fault === 'html-502') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>')
    if (fault === 'error-500') return json(response, 500, new GraphError(131000, 'Something went wrong').body())
    try {
      if (typeof fault === 'object') {
        if (fault.after) response.setHeader('retry-after', fault.after)
        throw new GraphError(fault.code, 'as planned', fault.status)
      }
      if (request.headers.authorization !== `Bearer ${settings.token}`)
        throw new GraphError(190, 'Error validating access token: session has expired', 401, 463)
      const file = /^\/files\/([^/]+)$/.exec(pathname)?.[1]
      if (file) return sendFile(response, file)
      const [, node = '', edge] = /^\/v\d+\.\d\/([^/]+)(?:\/([^/]+))?$/.exec(pathname) ?? []
      const result = await call(request, node, edge ?? '', searchParams)
      if (fault === 'cut-after') return void request.socket.destroy()
      json(response, 200, result)
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      json(response, error.status, error.body())
    }
  }

  async function call(request: IncomingMessage, node: string, edge: string, query: URLSearchParams): Promise<object> {
    const media = world.media.get(node)
    if (media && request.method === 'GET') {
      if (media.gone) throw new GraphError(100, 'Object does not exist or media was deleted', 400, 33)
      const link = `l${world.next++}`
      world.links.set(link, { media: node, until: world.now().getTime() + linkHolds })
      const size = { mime_type: media.mime, sha256: '', file_size: media.size }
      return { messaging_product: 'whatsapp', url: `${url}/files/${link}`, ...size, id: node }
    }
    if (node !== settings.phoneNumberId) throw new GraphError(100, `Object with ID '${node}' does not exist`, 400, 33)
    if (request.method === 'GET')
      return query.get('fields')?.includes('display_phone_number')
        ? { display_phone_number: settings.number, verified_name: 'Участок', id: node }
        : { id: node }
    const body = await bodyOf(request)
    if (edge === 'media') return upload(request, body)
    if (edge !== 'messages') throw new GraphError(100, 'Unknown path components', 400)
    const params = JSON.parse(body.toString('utf8')) as Params
    if (params.messaging_product !== 'whatsapp') throw new GraphError(100, 'messaging_product is required')
    // https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/mark-message-as-read
    if (params.status === 'read') return { success: world.read.push(String(params.message_id)) > 0 }
    const { to, person } = addressee(world, params)
    if (settings.paced) keepPace(world, to)
    const wrote = world.lastWrote.get(to) ?? Number.NEGATIVE_INFINITY
    const outside = params.type !== 'template' && person !== null && world.now().getTime() - wrote > day
    if (outside && settings.window === 'now') throw new GraphError(131047, 'Re-engagement message')
    const shown = takeMessage(world, params, to)
    world.shown.push(shown)
    said(shown, outside && settings.window === 'later')
    const contact = person ? [{ input: to, wa_id: person.waId }] : [{ input: to }]
    return { messaging_product: 'whatsapp', contacts: contact, messages: [{ id: shown.id }] }
  }

  async function upload(request: IncomingMessage, body: Buffer): Promise<object> {
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    const form = await new Response(new Uint8Array(body), { headers }).formData()
    const [file, type] = [form.get('file'), String(form.get('type') ?? '')]
    if (form.get('messaging_product') !== 'whatsapp' || !(file instanceof Blob)) throw new GraphError(100, 'file')
    const limit = limits.find(([kind]) => kind.test(type))?.[1]
    if (limit === undefined) throw new GraphError(131053, `Media upload error: ${type} is not supported`)
    if (file.size > limit * 1024 * 1024) throw new GraphError(131052, `Media is larger than ${limit} MB`)
    const id = String(world.next++)
    const bytes = Buffer.from(await file.arrayBuffer())
    world.media.set(id, { bytes, mime: type, size: bytes.length, gone: false })
    return { id }
  }

  function sendFile(response: ServerResponse, link: string): void {
    const { media = '', until = 0 } = world.links.get(link) ?? {}
    const file = world.media.get(media)
    if (!file || world.now().getTime() > until) throw new GraphError(100, 'Not found', 404)
    response.writeHead(200, { 'content-type': file.mime }).end(file.bytes)
  }

  return {
    url,
    calls,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
