import { QueryClient, queryOptions } from '@tanstack/react-query'
import type { Account, Locale, Permission } from '../src/base/access.ts'
import type { Refusal } from '../src/incident/life.ts'

/** How the pages speak with the server. */

export interface PrecinctLine {
  id: string
  number: string
  nameRu: string
  nameKk: string
}

export interface Me {
  account: Account
  csrf: string
  department: { id: string; nameRu: string; nameKk: string }
  precincts: PrecinctLine[]
  mine: string[]
  inspectors: { id: string; name: string; precinctIds: string[] }[]
  permissions: Permission[]
}

/** An answer that is no success. `status` 0: the server could not be reached. */
export class ApiError extends Error {
  readonly status: number
  readonly id: string
  readonly field: string | undefined
  readonly refused: Refusal | undefined
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(typeof body.message === 'string' && body.message ? body.message : `HTTP ${status}`)
    this.status = status
    this.id = typeof body.error === 'string' ? body.error : 'unknown'
    this.field = typeof body.field === 'string' ? body.field : undefined
    this.refused = typeof body.refused === 'string' ? (body.refused as Refusal) : undefined
    this.body = body
  }
}

export const isOffline = (error: unknown): boolean => error instanceof ApiError && error.status === 0

let csrf = ''
/** Every writing request carries it; `/api/me` and signing in give it. */
export function keepCsrf(token: string): void {
  csrf = token
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

export async function request<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  again = true,
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  // Before anybody has signed in there is no token; a header that no form can send tells our own pages from others.
  if (method !== 'GET') headers[csrf ? 'x-csrf' : 'x-uchastok'] = csrf || '1'
  const form = body instanceof FormData
  if (body !== undefined && !form) headers['content-type'] = 'application/json'
  let response: Response
  try {
    const sent = body === undefined ? null : form ? body : JSON.stringify(body)
    response = await fetch(path, { method, headers, body: sent, signal: signal ?? null, credentials: 'same-origin' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, { error: 'offline', message: String(error) })
  }
  const said = await parsed(response)
  if (response.ok) return said as T
  if (response.status === 403 && again && isCsrf(said)) {
    // Somebody signed in anew in another tab: the token of this one is old.
    await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    return request<T>(method, path, body, signal, false)
  }
  if (response.status === 401 && !path.startsWith('/api/sign-in') && !path.startsWith('/api/me')) {
    queries.setQueryData(meQuery.queryKey, null)
  }
  throw new ApiError(response.status, said && typeof said === 'object' ? (said as Record<string, unknown>) : {})
}

const isCsrf = (said: unknown) => said !== null && typeof said === 'object' && 'error' in said && said.error === 'csrf'

async function parsed(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!text) return null
  try {
    return JSON.parse(text)
  } catch {
    return { error: 'unknown', message: text.slice(0, 200) }
  }
}

export const get = <T>(path: string, signal?: AbortSignal) => request<T>('GET', path, undefined, signal)
export const post = <T>(path: string, body: unknown = {}) => request<T>('POST', path, body)
export const patch = <T>(path: string, body: unknown) => request<T>('PATCH', path, body)
export const put = <T>(path: string, body: unknown) => request<T>('PUT', path, body)
export const remove = <T>(path: string) => request<T>('DELETE', path)

/** `/path?a=1` of the values that are set. */
export function withQuery(path: string, values: Record<string, string | number | undefined | null>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 30 * 60_000,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.status === 503),
    },
    mutations: { networkMode: 'always' },
  },
})

/** Who works here; null when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await get<Me>('/api/me', signal)
      keepCsrf(me.csrf)
      return me
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

export const nameIn = (named: { nameRu: string; nameKk: string }, locale: Locale) =>
  locale === 'kk' && named.nameKk ? named.nameKk : named.nameRu

/** The address of a picture's preview. */
export const preview = (hash: string, width: 400 | 1600) => `/api/files/${hash}?w=${width}`
