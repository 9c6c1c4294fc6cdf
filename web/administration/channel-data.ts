import { queryOptions } from '@tanstack/react-query'
import type { ChatCodes } from '../../src/bot/routes.ts'
import type { AccountKind } from '../../src/chat/account.ts'
import type { ChannelView } from '../../src/chat/channel-shown.ts'
import type { BlockedAuthor, ChatBesideView } from '../../src/chat/chat-settings-routes.ts'
import type { RepliesView } from '../../src/reply/reply-view.ts'
import type { ChatFiguresView } from '../../src/statistics/chat-figures-routes.ts'
import { ApiError, get, isOffline } from '../api.ts'
import { useTexts } from '../texts.ts'
import { channelsTexts } from './channels-texts.ts'
import { useProblems } from './sheet.tsx'

/** What the pages of channels, chats and sending ask of the server. */

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  refetchInterval: 5000,
  queryFn: ({ signal }) => get<{ items: ChannelView[]; hooks: boolean }>('/api/channels', signal),
})
export const besideQuery = (id: string) =>
  queryOptions({
    queryKey: ['chat-settings', id],
    queryFn: ({ signal }) => get<ChatBesideView>(`/api/chats/${id}/settings`, signal),
  })
export const figuresQuery = (id: string) =>
  queryOptions({
    queryKey: ['chat-figures', id],
    queryFn: ({ signal }) => get<ChatFiguresView>(`/api/chats/${id}/figures`, signal),
  })
export const blockedQuery = queryOptions({
  queryKey: ['blocked'],
  queryFn: async ({ signal }) => (await get<{ items: BlockedAuthor[] }>('/api/blocked', signal)).items,
})
export const codesQuery = queryOptions({
  queryKey: ['codes'],
  queryFn: async ({ signal }) => (await get<ChatCodes>('/api/chats/codes', signal)).items,
})
/** The most that the page of sending shows at once. */
export const mostReplies = 200
export const repliesQuery = (state: 'waiting' | 'failed' | 'sent', search = '') =>
  queryOptions({
    queryKey: ['replies', state, search],
    refetchInterval: 10_000,
    queryFn: ({ signal }) =>
      get<RepliesView>(`/api/replies?${new URLSearchParams({ state, search, limit: `${mostReplies}` })}`, signal),
  })

export interface Field {
  name: string
  /** `itself`: a column of the account. */
  in: 'settings' | 'secrets' | 'itself'
  /** Made by itself, or as usual, where it is left empty. */
  optional?: true
  /** What it looks like. */
  like?: string
}
/** What a form of each kind asks for. */
export const fieldsOf: Record<AccountKind, Field[]> = {
  telegram: [
    { name: 'token', in: 'secrets', like: '123456789:AAHd…' },
    { name: 'apiRoot', in: 'settings', optional: true, like: 'https://api.telegram.org' },
  ],
  whatsapp: [
    { name: 'phoneNumberId', in: 'settings', like: '106540352242922' },
    { name: 'accessToken', in: 'secrets', like: 'EAAJB…' },
    { name: 'appSecret', in: 'secrets', like: '0f3a9c…' },
    { name: 'template', in: 'settings', optional: true, like: 'uchastok_reply:ru' },
    { name: 'graphVersion', in: 'settings', optional: true, like: 'v23.0' },
    { name: 'graphRoot', in: 'settings', optional: true, like: 'https://graph.facebook.com' },
  ],
  max: [
    { name: 'token', in: 'secrets', like: 'f9LHodD0…' },
    { name: 'apiRoot', in: 'settings', optional: true, like: 'https://platform-api2.max.ru' },
  ],
  matrix: [
    { name: 'homeserver', in: 'settings', like: 'https://matrix.example.kz' },
    { name: 'userId', in: 'settings', like: '@uchastok:example.kz' },
    { name: 'accessToken', in: 'secrets', like: 'syt_…' },
  ],
  open: [
    { name: 'address', in: 'itself', optional: true, like: '@uchastok' },
    { name: 'webhookUrl', in: 'settings', optional: true, like: 'https://app.example.kz/uchastok' },
  ],
}
export const hasMode = (kind: AccountKind) => kind === 'telegram' || kind === 'max'
/** Ours to make, not the messenger's to give. */
export const ours = new Set(['webhookSecret', 'verifyToken', 'key'])

/** What an administrator typed, without what was left empty. */
export const typed = (values: Record<string, string>, fields: Field[], part: Field['in']): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ name, in: its }) => {
      const value = (values[name] ?? '').trim()
      return its === part && value !== '' ? [[name, value]] : []
    }),
  )

/** What was changed in the settings; null for what was emptied and is to be as usual again. */
export const changed = (values: Record<string, string>, fields: Field[]): Record<string, string | null> =>
  Object.fromEntries(
    fields.flatMap(({ name, in: its, optional }) => {
      const value = values[name]?.trim()
      if (its !== 'settings' || value === undefined) return []
      return [[name, value === '' && optional ? null : value]]
    }),
  )

/** The first field that must be filled in and is not. */
export const missing = (values: Record<string, string>, fields: Field[]): Field | undefined =>
  fields.find(({ name, optional }) => !optional && (values[name] ?? '').trim() === '')

/** A refusal in words, and the name of the field that it is about. */
export function useChannelProblem(kind: AccountKind): (error: unknown) => { text: string; field: string } {
  const t = useTexts(channelsTexts)
  const problemOf = useProblems()
  return (error) => {
    const field = error instanceof ApiError ? (error.field?.split('.').at(-1) ?? '') : ''
    if (isOffline(error) || !(error instanceof ApiError)) return { text: problemOf(error), field: '' }
    if (error.id === 'bad-token') return { text: kind === 'open' ? t.problems.unsigned : t.badToken, field }
    if (error.id === 'messenger-refused') return { text: t.refused(error.message), field }
    if (error.id === 'messenger-away') return { text: t.away, field: '' }
    if (error.id === 'other-server') return { text: t.otherServer, field: '' }
    if (error.id === 'same-account') return { text: t.same, field: '' }
    if (error.id === 'sealed') return { text: t.problems.sealed, field: '' }
    if (error.status !== 400 || field === '') return { text: problemOf(error), field: '' }
    const like = fieldsOf[kind].find(({ name }) => name === field)?.like
    return { text: like ? `${t.wrong} ${t.expected(like)}` : t.wrong, field }
  }
}
