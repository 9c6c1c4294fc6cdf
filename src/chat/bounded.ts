import { timingSafeEqual } from 'node:crypto'

/** What every channel over HTTP must bound: memory, bytes, and the time a wrong secret takes. */

/** Sets a value and forgets the oldest beyond `limit`. */
export function remember<V>(memory: Map<string, V>, key: string, value: V, limit = 5000): V {
  memory.delete(key)
  memory.set(key, value)
  const oldest = memory.keys().next().value
  if (memory.size > limit && oldest !== undefined) memory.delete(oldest)
  return value
}

/** The bytes of an answer, or null when there are more than `limit`; what is too much is not read. */
export async function bytesUpTo(answer: Response, limit: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (Number(answer.headers.get('content-length')) > limit) {
    await answer.body?.cancel()
    return null
  }
  for await (const chunk of answer.body ?? []) {
    size += chunk.length
    // Leaving the loop ends the transfer.
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Whether two secrets are the same, in a time that tells nothing. */
export function sameSecret(given: string | undefined, ours: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(ours)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Parses what a stranger sent; null when it is no JSON. Ids beyond 2^53 stay exact, as text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value, context?: { source?: string }) =>
      typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
        ? (context?.source ?? value)
        : value,
    )
  } catch {
    return null
  }
}
