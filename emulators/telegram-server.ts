import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Params } from './telegram-delivery.ts'
import { ApiError } from './telegram-error.ts'
import type { Upload } from './telegram-methods.ts'
import type { Bot, World } from './telegram-world.ts'

/** The door: https://core.telegram.org/bots/api#making-requests (GET and POST; query, urlencoded, JSON, multipart). */

/** What may go wrong on the way, for the next calls of a method (or of any). */
export type Fault =
  /** The network breaks before the call was taken; after it was. */
  'cut-before' | 'cut-after' | 'error-500' | 'html-502' | 'slow' | { retryAfter: number }
export interface Planned {
  fault: Fault
  method: string | RegExp | null
  times: number
}

interface Asked {
  bot: Bot
  method: string
  params: Params
  files: Map<string, Upload>
  gone: AbortSignal
}
type Call = (asked: Asked) => Promise<unknown>
const slowMs = 1500

export async function openDoor(world: World, call: Call, faults: Planned[], port: number) {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { url, close }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const [, file, token = '', rest = ''] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(pathname) ?? []
    const bot = world.bots.get(token)
    // A token that is none is 404; one that was revoked is 401.
    if (!/^\d+:[\w-]+$/.test(token)) return json(response, 404, { description: 'Not Found' })
    if (!bot) return json(response, 401, { description: 'Unauthorized' })
    const fault = nextFault(file ? 'file' : rest)
    if (fault === 'cut-before') return void request.socket.destroy()
    if (fault === 'error-500') return json(response, 500, { description: 'Internal Server Error' })
    if (fault === 'html-502')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>')
    if (fault === 'slow') await new Promise((done) => setTimeout(done, slowMs))
    if (fault !== null && typeof fault === 'object') {
      const retry_after = fault.retryAfter
      const description = `Too Many Requests: retry after ${retry_after}`
      return json(response, 429, { description, parameters: { retry_after } })
    }
    if (file) return sendFile(response, decodeURIComponent(rest))
    try {
      const { params, files } = await read(request, searchParams)
      const gone = new AbortController()
      response.once('close', () => gone.abort())
      const result = await call({ bot, method: rest, params, files, gone: gone.signal })
      if (fault === 'cut-after') return void request.socket.destroy()
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      json(response, error.code, { description: error.message, parameters: error.parameters })
    }
  }

  function nextFault(method: string): Fault | null {
    const meets = (asked: Planned['method']) =>
      asked instanceof RegExp ? asked.test(method) : (asked ?? method) === method
    const planned = faults.find((one) => one.times > 0 && meets(one.method))
    if (planned) planned.times -= 1
    return planned?.fault ?? null
  }

  /** https://core.telegram.org/bots/api#getfile: https://api.telegram.org/file/bot<token>/<file_path> */
  function sendFile(response: ServerResponse, path: string): void {
    const file = world.files.get(path.replace(/^files\//, ''))
    world.fetched += 1
    if (file) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes)
    else json(response, 404, { description: 'Not Found' })
  }
}

function json(response: ServerResponse, code: number, more: Record<string, unknown>): void {
  response
    .writeHead(code, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ok: false, error_code: code, ...more }))
}

async function read(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<{ params: Params; files: Map<string, Upload> }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  const files = new Map<string, Upload>()
  const params: Params = Object.fromEntries(query)
  if (type.startsWith('application/json')) Object.assign(params, JSON.parse(body.toString() || '{}'))
  else if (type.startsWith('application/x-www-form-urlencoded'))
    Object.assign(params, Object.fromEntries(new URLSearchParams(body.toString())))
  else if (type.startsWith('multipart/form-data'))
    readForm(body, /boundary="?([^";]+)/.exec(type)?.[1] ?? '', params, files)
  // What is not a string is JSON in forms and queries.
  if (!type.startsWith('application/json'))
    for (const [name, value] of Object.entries(params))
      if (typeof value === 'string' && /^([[{]|true$|false$)/.test(value) && !/^(text|caption)$/.test(name))
        params[name] = JSON.parse(value)
  return { params, files }
}

/** RFC 7578, as clients write it: names with quotes and without, in UTF-8. */
function readForm(body: Buffer, boundary: string, params: Params, files: Map<string, Upload>): void {
  const mark = Buffer.from(`--${boundary}`)
  for (let at = body.indexOf(mark); at >= 0; ) {
    const next = body.indexOf(mark, at + mark.length)
    if (next < 0) return
    const part = body.subarray(at + mark.length + 2, next - 2)
    at = next
    const end = part.indexOf('\r\n\r\n')
    const head = part.subarray(0, end).toString()
    const value = part.subarray(end + 4)
    const name = /[; ]name="?([^";\r\n]*)/i.exec(head)?.[1] ?? ''
    const filename = /filename="?([^";\r\n]*)/i.exec(head)?.[1]
    if (filename === undefined) params[name] = value.toString()
    else files.set(name, { bytes: Buffer.from(value), name: filename })
  }
}
