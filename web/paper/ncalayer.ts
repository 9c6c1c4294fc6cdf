import type { NCALayerClient } from 'ncalayer-js-client'

/**
 * Signing by NCALayer, the program of the national certification authority on the officer's own machine. The key never
 * leaves that program: it is given the document and gives back a CMS.
 */

export const ncalayerUrl = 'wss://127.0.0.1:13579'

export type NcalayerFault =
  /** Nothing listens there: not installed, not started, or the browser does not trust it. */
  | { fault: 'notInstalled' }
  | { fault: 'cancelled' }
  /** It could not sign: a wrong password, no key, no storage. Its own words. */
  | { fault: 'wrongKey'; said: string }
  | { fault: 'timeout' }
  /** It broke off, or said what is not understood. */
  | { fault: 'broken' }
export type Signed = { cms: string } | NcalayerFault

export interface SignOptions {
  /** The language of its windows. */
  locale?: 'ru' | 'kk' | 'en'
  /** Whether the time service is to stamp it; that needs the internet. */
  stamped?: boolean
  url?: string
  /** Milliseconds until nobody answers, and until a person has found key and password. */
  connectWithin?: number
  signWithin?: number
  signal?: AbortSignal
}

/** Asks NCALayer for a detached CMS of these bytes, as base64. Everything that may go wrong is a value. */
export async function signByNcalayer(document: Uint8Array, options: SignOptions = {}): Promise<Signed> {
  const { connectWithin = 5000, signWithin = 300_000, signal } = options
  // Fetched only now: most people never sign so.
  const NCALayerClient = await clientOf()
  if (!NCALayerClient) return { fault: 'broken' }
  if (signal?.aborted) return { fault: 'cancelled' }
  const line = openLine(options.url ?? ncalayerUrl)
  const onAbort = () => line.end({ fault: 'cancelled' })
  signal?.addEventListener('abort', onAbort)
  try {
    const hello = await within(line.hello, connectWithin)
    if (hello !== 'hello') return hello
    const client = new NCALayerClient(options.url ?? ncalayerUrl, false)
    client.wsConnection = line
    const asked = ask(client, NCALayerClient, document, options)
    return await within(Promise.race([asked, line.ended]), signWithin)
  } finally {
    signal?.removeEventListener('abort', onAbort)
    line.close()
  }
}

type Client = typeof NCALayerClient

async function clientOf(): Promise<Client | null> {
  return await import('ncalayer-js-client').then(
    (module) => module.NCALayerClient,
    () => null,
  )
}

async function ask(client: NCALayerClient, names: Client, document: Uint8Array, options: SignOptions): Promise<Signed> {
  const data = base64Of(document)
  const params = options.stamped === false ? names.basicsCMSParamsDetachedNoTSP : names.basicsCMSParamsDetached
  const line = client.wsConnection as Line
  const { locale = 'ru' } = options
  try {
    return cmsIn(await client.basicsSignCMS(names.basicsStorageAll, data, params, names.basicsSignerSignAny, locale))
  } catch (error) {
    if (!line.lacksModule()) return faultOf(error)
  }
  try {
    // A program of before 2022: it knows the older module only.
    return cmsIn(await client.createCMSSignatureFromBase64(names.fileStorageType, data))
  } catch (error) {
    return faultOf(error)
  }
}

function cmsIn(answer: unknown): Signed {
  const text = Array.isArray(answer) ? answer[0] : answer
  const cms = typeof text === 'string' ? text.replace(/-----(BEGIN|END) CMS-----/g, '').replace(/\s/g, '') : ''
  return /^[A-Za-z0-9+/]{40,}={0,2}$/.test(cms) ? { cms } : { fault: 'broken' }
}

function faultOf(error: unknown): NcalayerFault {
  const said = error instanceof Error ? error.message : String(error)
  const cancelled = error instanceof Error && 'canceledByUser' in error && error.canceledByUser
  if (cancelled || /action\.cancel/i.test(said)) return { fault: 'cancelled' }
  return { fault: 'wrongKey', said: said.slice(0, 200) }
}

type Line = ReturnType<typeof openLine>

/**
 * The socket as the client knows it. We open it ourselves, for the client's own `connect` also asks a second program's
 * door, and takes every message for JSON and for the answer: a sign of life between would leave it waiting for ever.
 */
function openLine(url: string) {
  let greeted: (how: 'hello' | NcalayerFault) => void = () => {}
  let over: (how: NcalayerFault) => void = () => {}
  const hello = new Promise<'hello' | NcalayerFault>((resolve) => {
    greeted = resolve
  })
  const ended = new Promise<NcalayerFault>((resolve) => {
    over = resolve
  })
  const socket = new WebSocket(url)
  let opened = false
  let lacks = false
  const line = {
    hello,
    ended,
    onmessage: null as ((message: { data: string }) => void) | null,
    onerror: null as (() => void) | null,
    onclose: null as (() => void) | null,
    send: (text: string) => {
      lacks = false
      socket.send(text)
    },
    close: () => socket.close(),
    lacksModule: () => lacks,
    end(how: NcalayerFault) {
      greeted(how)
      over(how)
    },
  }
  socket.addEventListener('open', () => {
    opened = true
  })
  socket.addEventListener('close', () => line.end({ fault: opened ? 'broken' : 'notInstalled' }))
  socket.addEventListener('message', ({ data }) => {
    const said = parsed(data)
    if (said === 'alive') return
    if (!said) return line.end({ fault: 'broken' })
    if (isHello(said)) return greeted('hello')
    lacks = said.errorCode === 'MODULE_NOT_FOUND'
    try {
      line.onmessage?.({ data: String(data) })
    } catch {
      // The client looked for what was not there.
      line.end({ fault: 'broken' })
    }
  })
  return line
}

/** What came, as an object; a sign of life is none, and anything else is not understood. */
function parsed(data: unknown): Record<string, unknown> | 'alive' | null {
  if (data === '--heartbeat--' || data === '{}') return 'alive'
  try {
    const said: unknown = JSON.parse(String(data))
    return said && typeof said === 'object' && !Array.isArray(said) ? (said as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const isHello = ({ result }: Record<string, unknown>) =>
  typeof result === 'object' && result !== null && 'version' in result

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | NcalayerFault> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<NcalayerFault>((resolve) => {
    timer = setTimeout(() => resolve({ fault: 'timeout' }), milliseconds)
  })
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
