import { queryOptions } from '@tanstack/react-query'
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
export const repliesQuery = (state: 'waiting' | 'failed' | 'sent') =>
  queryOptions({
    queryKey: ['replies', state],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => get<RepliesView>(`/api/replies?state=${state}&limit=200`, signal),
  })

export interface Field {
  name: string
  in: 'settings' | 'secrets'
  /** Made by itself, or as usual, where it is left empty. */
  optional?: true
}
/** What a form of each kind asks for. */
export const fieldsOf: Record<AccountKind, Field[]> = {
  telegram: [
    { name: 'token', in: 'secrets' },
    { name: 'apiRoot', in: 'settings', optional: true },
  ],
  whatsapp: [
    { name: 'phoneNumberId', in: 'settings' },
    { name: 'accessToken', in: 'secrets' },
    { name: 'appSecret', in: 'secrets' },
    { name: 'template', in: 'settings', optional: true },
    { name: 'graphVersion', in: 'settings', optional: true },
    { name: 'graphRoot', in: 'settings', optional: true },
  ],
  max: [
    { name: 'token', in: 'secrets' },
    { name: 'apiRoot', in: 'settings', optional: true },
  ],
  matrix: [
    { name: 'homeserver', in: 'settings' },
    { name: 'userId', in: 'settings' },
    { name: 'accessToken', in: 'secrets' },
  ],
  open: [{ name: 'webhookUrl', in: 'settings', optional: true }],
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

/** A refusal in words, and the name of the field that it is about. */
export function useChannelProblem(): (error: unknown) => { text: string; field: string } {
  const t = useTexts(channelsTexts)
  const problemOf = useProblems()
  return (error) => {
    const field = error instanceof ApiError ? (error.field?.split('.').at(-1) ?? '') : ''
    if (isOffline(error) || !(error instanceof ApiError)) return { text: problemOf(error), field: '' }
    if (error.id === 'bad-token') return { text: t.badToken, field }
    if (error.id === 'messenger-away') return { text: t.away, field: '' }
    if (error.id === 'same-account') return { text: t.same, field: '' }
    if (error.id === 'sealed') return { text: t.problems.sealed, field: '' }
    return error.status === 400 && field !== '' ? { text: t.wrong, field } : { text: problemOf(error), field: '' }
  }
}
