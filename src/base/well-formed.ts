/** A text that PostgreSQL keeps: without the letter of number zero and without halves of letters. */
export const wellFormedText = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** What a person sent, with every text such that PostgreSQL keeps it: without the letter of number zero and without halves of letters. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return wellFormedText(value)
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [wellFormed(key), wellFormed(one)]))
}

/** The same for a request as a whole, before its schema looks at it. */
export async function takeWellFormed(request: { body: unknown; query: unknown }): Promise<void> {
  request.body = wellFormed(request.body)
  const query = request.query as Record<string, unknown> | undefined
  if (query) for (const [key, one] of Object.entries(query)) query[key] = wellFormed(one)
}
