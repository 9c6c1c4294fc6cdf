import type { z } from 'zod'
import { bytesUpTo, parseJson } from './bounded.ts'
import { ChannelFault, type FaultKind, type Post } from './channel.ts'
import type { ChannelTools } from './kinds.ts'

/** HTTP calls to a messenger: bounded in time, and only `ChannelFault`s come out. */

/** What such a channel may use. */
export type WireTools = Pick<ChannelTools, 'log' | 'now' | 'fetch' | 'takesMs' | 'watchMs'>
export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** An object goes as JSON, bytes as what they say they are. */
  body?: object | FormData | Blob
  signal?: AbortSignal
}
export interface Refusal {
  status: number
  body: unknown
  /** What the messenger asks for, in milliseconds; when it says nothing a second where it was too much, else 0. */
  retryAfterMs: number
}
export type Get = NonNullable<WireTools['fetch']>
const patience = 30_000
/** Of a longer answer no more is read: an address that an administrator typed may lead anywhere. */
const longestAnswer = 32 * 2 ** 20

/** What a refusal means by its status alone, where the messenger says no more. */
export function kindOf(status: number): FaultKind {
  if (status === 401) return 'revoked'
  if (status === 429) return 'later'
  if (status >= 500) return 'away'
  return status === 403 || status === 404 || status === 410 ? 'gone' : 'refused'
}

/** Calls with these headers, at paths under `root` or whole addresses; `faultOf` says what a refusal means. */
export function openWire(
  name: string,
  get: Get,
  headers: Record<string, string>,
  faultOf: (refusal: Refusal) => ChannelFault,
  root = '',
) {
  return async <T>(path: string, shape: z.ZodType<T>, { method = 'GET', body, signal }: Call = {}): Promise<T> => {
    const plain = body === undefined || body instanceof FormData || body instanceof Blob
    const all = plain ? headers : { ...headers, 'content-type': 'application/json' }
    const init = { method, headers: all, body: plain ? body : JSON.stringify(body), redirect: 'error' as const }
    const limit = AbortSignal.timeout(patience)
    const url = /^https?:\/\//.test(path) ? path : `${root}/${path}`
    const answer = await get(url, { ...init, signal: signal ?? limit }).catch(() => {
      throw new ChannelFault('away', `${name} does not answer: the network or its server is down.`)
    })
    const told = parseJson(String((await bytesUpTo(answer, longestAnswer).catch(() => null)) ?? ''))
    const usual = answer.status === 429 ? 1 : 0
    const retryAfterMs = (Number(answer.headers.get('retry-after')) || usual) * 1000
    if (!answer.ok) throw faultOf({ status: answer.status, body: told, retryAfterMs })
    const known = shape.safeParse(told)
    if (known.success) return known.data
    throw new ChannelFault('away', `${name} answered in an unknown form: nobody knows whether it took the call.`)
  }
}

type Photo = NonNullable<Post['photo']>

/** A picture as bytes that say what they are. */
export const photoBlob = ({ bytes }: Photo): Blob =>
  new Blob([new Uint8Array(bytes)], { type: bytes[0] === 0x89 ? 'image/png' : 'image/jpeg' })

/** A picture as a form. */
export function photoForm(photo: Photo, field: string, more: object = {}): FormData {
  const blob = photoBlob(photo)
  const form = new FormData()
  for (const [key, value] of Object.entries({ type: blob.type, ...more })) form.set(key, String(value))
  form.set(field, blob, photo.name)
  return form
}
