import type { z } from 'zod'
import { bytesUpTo } from './bounded.ts'
import { ChannelFault, type Post } from './channel.ts'

/** HTTP calls to a messenger: bounded in time and bytes, and only `ChannelFault`s come out. */

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
const patience = 30_000

/** `faultOf` says what a refusal of this messenger means. */
export function openWire(
  name: string,
  ask: typeof fetch,
  headers: Record<string, string>,
  faultOf: (refusal: Refusal) => ChannelFault,
) {
  async function reach(url: string, init: RequestInit): Promise<Response> {
    try {
      return await ask(url, { ...init, redirect: 'error', signal: init.signal ?? AbortSignal.timeout(patience) })
    } catch {
      throw new ChannelFault('away', `${name} does not answer: the network or its server is down.`)
    }
  }
  const refused = async (answer: Response): Promise<ChannelFault> => {
    const retryAfterMs = (Number(answer.headers.get('retry-after')) || 0) * 1000
    return faultOf({ status: answer.status, body: await answer.json().catch(() => null), retryAfterMs })
  }
  return {
    async call<T>(url: string, shape: z.ZodType<T>, { method = 'GET', body, signal }: Call = {}): Promise<T> {
      const plain = body === undefined || body instanceof FormData
      const all = plain ? headers : { ...headers, 'content-type': 'application/json' }
      const sent = plain ? body : JSON.stringify(body)
      const answer = await reach(url, { method, headers: all, body: sent, ...(signal && { signal }) })
      if (!answer.ok) throw await refused(answer)
      const told = shape.safeParse(await answer.json().catch(() => null))
      if (told.success) return told.data
      throw new ChannelFault('away', `${name} answered in an unknown form: nobody knows whether it took the call.`)
    },
    /** The bytes of a file; null when it is gone or larger than `limit`. */
    async file(url: string, limit: number, own = headers): Promise<Buffer | null> {
      const answer = await reach(url, { headers: own })
      if (answer.ok) return bytesUpTo(answer, limit)
      const fault = await refused(answer)
      if (answer.status < 500 && fault.kind !== 'later') return null
      throw fault
    },
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
