import { createServer as createPlain, type Server } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  type KeyKind,
  makeCms,
  makeKey,
  makeTlsKey,
  type Person,
  pem,
  type SigningKey,
  standIn,
} from './ncalayer-keys.ts'

/**
 * A stand-in for NCALayer, the program of the national certification authority that signs on a person's own machine: it
 * speaks the same JSON over a WebSocket, and plays what may go wrong. What it signs is worth nothing.
 *
 *     node emulators/ncalayer.ts [port] [rsa|ecdsa|gost]
 */

export const plays = [
  ...['signs', 'cancels', 'wrongPassword', 'noStorage', 'silent', 'closes', 'twice', 'garbage', 'notCms'],
  // Opens and says nothing; knows only the older module; says between that it is alive; signs another document.
  ...['noHello', 'oldProgram', 'keepsAlive', 'signsOther'],
] as const
export type Play = (typeof plays)[number]

export interface Ncalayer {
  url: string
  port: number
  /** What it does next; may be changed while it runs. */
  play: Play
  key: SigningKey
  /** What it was asked, as it came over the wire. */
  asked: Request[]
  close(): Promise<void>
}

interface Request {
  module?: string
  method?: string
  args?: unknown
}

export interface NcalayerOptions {
  /** 0 takes any free one; the real program listens on 13579. */
  port?: number
  /** false: without TLS, for programs that cannot be told to trust a certificate made a moment ago. */
  secure?: boolean
  kind?: KeyKind
  person?: Person
  play?: Play
  now?: () => Date
}

/** Starts it on 127.0.0.1 with keys made at this moment. */
export async function startNcalayer(options: NcalayerOptions = {}): Promise<Ncalayer> {
  const { port = 0, secure = true, kind = 'rsa', person = standIn, play = 'signs', now = () => new Date() } = options
  const server: Server = secure ? createSecure(await makeTlsKey(now())) : createPlain()
  const sockets = new WebSocketServer({ server, maxPayload: 64 * 1024 * 1024 })
  const key = await makeKey(kind, person, now())
  const program: Ncalayer = { url: '', port: 0, play, key, asked: [], close }
  sockets.on('connection', (socket) => {
    if (program.play !== 'noHello') say(socket, { result: { version: '1.4' } })
    socket.on('error', () => {})
    socket.on('message', (message) => {
      const text = String(message)
      if (text !== '--heartbeat--') void answer(program, socket, text, now())
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  program.port = (server.address() as AddressInfo).port
  program.url = `${secure ? 'wss' : 'ws'}://127.0.0.1:${program.port}`
  return program

  async function close(): Promise<void> {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

const say = (socket: WebSocket, what: unknown) => socket.send(typeof what === 'string' ? what : JSON.stringify(what))

async function answer(program: Ncalayer, socket: WebSocket, text: string, now: Date): Promise<void> {
  let request: Request
  try {
    request = JSON.parse(text) as Request
  } catch {
    return say(socket, { status: false, code: 'INVOCATION_ERROR', message: 'The request is no JSON.' })
  }
  program.asked.push(request)
  const module = modules[request.module ?? '']
  if (!module || (program.play === 'oldProgram' && module === basics))
    return say(socket, { success: false, errorCode: 'MODULE_NOT_FOUND' })
  const asked = module.read(request)
  if (!asked) return say(socket, module.failed('INVALID_SIGNING_PARAMS', 'The arguments are not understood.'))
  const sign = async () => {
    const data = program.play === 'signsOther' ? Buffer.from('another document') : asked.data
    return module.signed(await makeCms(program.key, data, asked.detached, now))
  }
  switch (program.play) {
    case 'keepsAlive':
      say(socket, '{}')
      say(socket, '--heartbeat--')
      return say(socket, await sign())
    case 'signs':
    case 'oldProgram':
    case 'signsOther':
    case 'noHello':
      return say(socket, await sign())
    case 'twice': {
      const once = await sign()
      say(socket, once)
      return say(socket, once)
    }
    case 'cancels':
      return say(socket, module.cancelled)
    case 'wrongPassword':
      return say(socket, module.failed('SIGNING_FAILURE', 'WRONG_PASSWORD'))
    case 'noStorage':
      return say(socket, module.failed('GENERAL_ERROR', 'storage.empty'))
    case 'garbage':
      return say(socket, '\u0000<<not json')
    case 'notCms':
      return say(socket, module.signed(Buffer.from('this is no signature')))
    case 'closes':
      return socket.close()
    case 'silent':
      return
  }
}

interface Module {
  read(request: Request): { data: Buffer; detached: boolean } | null
  signed(cms: Uint8Array): unknown
  cancelled: unknown
  failed(code: string, message: string): unknown
}

/** `kz.gov.pki.knca.basics`: named arguments; a cancelled window is a success without a result. */
const basics: Module = {
  read({ method, args }) {
    const { format, data, signingParams } = (args ?? {}) as Record<string, unknown>
    const one = Array.isArray(data) ? data[0] : data
    if (method !== 'sign' || format !== 'cms' || typeof one !== 'string') return null
    const { decode, encapsulate, digested } = (signingParams ?? {}) as Record<string, unknown>
    if (digested) return null
    return { data: Buffer.from(one, decode === false ? 'utf8' : 'base64'), detached: encapsulate === false }
  },
  signed: (cms) => ({ status: true, body: { result: [pem('CMS', cms)] } }),
  cancelled: { status: true, body: {} },
  failed: (code, message) => ({ status: false, code, message, details: '' }),
}

/** `kz.gov.pki.knca.commonUtils`: arguments by place. */
const commonUtils: Module = {
  read({ method, args }) {
    const [storage, , data, attach] = Array.isArray(args) ? args : []
    if (method !== 'createCMSSignatureFromBase64' || typeof storage !== 'string' || typeof data !== 'string')
      return null
    return { data: Buffer.from(data, 'base64'), detached: attach !== true }
  },
  signed: (cms) => ({ code: '200', message: '', responseObject: Buffer.from(cms).toString('base64') }),
  cancelled: { code: '500', message: 'action.canceled' },
  failed: (_code, message) => ({ code: '500', message }),
}

const modules: Record<string, Module> = {
  'kz.gov.pki.knca.basics': basics,
  'kz.gov.pki.knca.commonUtils': commonUtils,
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const kind = (['rsa', 'ecdsa', 'gost'] as const).find((one) => one === process.argv[3]) ?? 'rsa'
  const { url } = await startNcalayer({ port: Number(process.argv[2] ?? 13579), kind })
  console.log(
    `A stand-in for NCALayer listens on ${url}. What it signs is worth nothing. A browser must first be told to trust it: open ${url.replace('wss', 'https')} once.`,
  )
}
