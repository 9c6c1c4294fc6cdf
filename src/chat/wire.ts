import type { z } from 'zod'
import { parseJson } from './bounded.ts'
import { ChannelFault, type Post } from './channel.ts'
import type { ChannelTools } from './kinds.ts'

/** HTTP calls to a messenger: bounded in time, and only `ChannelFault`s come out. */

/** What such a channel may use. */
export type WireTools = Pick<ChannelTools, 'log' | 'now' | 'fetch'>
export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** An object goes as JSON. */
  body?: object | FormData
  signal?: AbortSignal
}
export interface Refusal {
  status: number
  body: unknown
  /** What the messenger asks for, in milliseconds; 0 when it says nothing. */
  retryAfterMs: number
}
export type Get = NonNullable<WireTools['fetch']>
const patience = 30_000

/** Calls with these headers; `faultOf` says what a refusal of this messenger means. */
export function openWire(
  name: string,
  get: Get,
  headers: Record<string, string>,
  faultOf: (refusal: Refusal) => ChannelFault,
) {
  return async <T>(url: string, shape: z.ZodType<T>, { method = 'GET', body, signal }: Call = {}): Promise<T> => {
    const plain = body === undefined || body instanceof FormData
    const all = plain ? headers : { ...headers, 'content-type': 'application/json' }
    const init = { method, headers: all, body: plain ? body : JSON.stringify(body), redirect: 'error' as const }
    const limit = AbortSignal.timeout(patience)
    const answer = await get(url, { ...init, signal: signal ?? limit }).catch(() => {
      throw new ChannelFault('away', `${name} does not answer: the network or its server is down.`)
    })
    const told = parseJson(await answer.text().catch(() => ''))
    const retryAfterMs = (Number(answer.headers.get('retry-after')) || 0) * 1000
    if (!answer.ok) throw faultOf({ status: answer.status, body: told, retryAfterMs })
    const known = shape.safeParse(told)
    if (known.success) return known.data
    throw new ChannelFault('away', `${name} answered in an unknown form: nobody knows whether it took the call.`)
  }
}

/** A picture as a form. */
export function photoForm({ bytes, name }: NonNullable<Post['photo']>, field: string, more: object = {}): FormData {
  const type = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg'
  const form = new FormData()
  for (const [key, value] of Object.entries({ type, ...more })) form.set(key, String(value))
  form.set(field, new Blob([new Uint8Array(bytes)], { type }), name)
  return form
}
