import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { accountKinds, accountStates } from './account.ts'
import { asked, blockedOf, setBlockedUntil, unblock } from './blocked-store.ts'
import { ChannelFault } from './channel.ts'
import type { Chat } from './chat.ts'
import { type ChatSettings, chatSettings, settingsOf } from './chat-settings.ts'
import * as beside from './chat-settings-store.ts'
import { findChatOf } from './store.ts'

const id = z.object({ id: z.uuid() })
export const chatBeside = z.object({
  kind: z.enum(['group', 'line', 'staff']),
  state: z.enum(['asked', 'bound', 'left', 'refused']),
  problem: z.string(),
  rights: z.object({ readsAll: z.boolean(), posts: z.boolean(), admin: z.boolean() }).nullable(),
  account: z
    .object({ id: z.uuid(), title: z.string(), kind: z.enum(accountKinds), state: z.enum(accountStates) })
    .nullable(),
  lastMessageAt: z.iso.datetime().nullable(),
  settings: chatSettings,
  /** Who may be its chairman: brought the bot, or the code. */
  hosts: z.array(
    z.object({
      ...{ author: z.string(), name: z.string(), how: z.enum(['added', 'code']), at: z.iso.datetime() },
      reached: z.boolean(),
    }),
  ),
})
export type ChatBesideView = z.infer<typeof chatBeside>

export const blockedAuthor = z.object({
  channel: z.string(),
  author: z.string(),
  reason: z.string(),
  until: z.iso.datetime().nullable(),
  at: z.iso.datetime(),
  byName: z.string().nullable(),
})
export type BlockedAuthor = z.infer<typeof blockedAuthor>
const whom = z.object({ channel: z.string().max(200), author: z.string().max(200) })

/** What is set for one chat, how the bot fares in it, and who is not heard. */
export function chatSettingsRoutes(app: App, deps: Deps): void {
  async function own(who: Account, chatId: string): Promise<Chat> {
    const chat = await findChatOf(deps.db, who.departmentId, chatId)
    if (!chat) throw notFound('The chat')
    return chat
  }
  async function view(who: Account, chatId: string): Promise<ChatBesideView> {
    const chat = await own(who, chatId)
    const found = await beside.findBeside(deps.db, who.departmentId, chatId)
    if (!found) throw notFound('The chat')
    const hosts = (await beside.hostsOf(deps.db, chatId)).map((host) => ({ ...host, at: host.at.toISOString() }))
    const { accountTitle, accountKind, accountState, lastMessageAt, ...rest } = found
    const account = chat.accountId
      ? { id: chat.accountId, title: accountTitle, kind: accountKind, state: accountState }
      : null
    return chatBeside.parse({
      ...rest,
      hosts,
      ...{ kind: chat.kind, state: chat.state, account, settings: settingsOf(chat.settings) },
      lastMessageAt: lastMessageAt?.toISOString() ?? null,
    })
  }
  /** Throws where the inspector is not of the department, or the chairman is not one who brought the bot. */
  async function arePeople(who: Account, chat: Chat, { inspectorId, chairman }: ChatSettings): Promise<void> {
    const before = settingsOf(chat.settings)
    const isNew = inspectorId !== undefined && inspectorId !== before.inspectorId
    if (isNew && !(await beside.isOfficerOf(deps.db, who.departmentId, inspectorId)))
      throw new HttpError(400, 'bad-input', 'inspectorId: there is no such inspector here.', { field: 'inspectorId' })
    const author = chairman?.author
    if (author === undefined || before.chairman?.author === author) return
    const hosts = await beside.hostsOf(deps.db, chat.id)
    if (!hosts.some((host) => host.author === author))
      throw new HttpError(400, 'bad-input', 'chairman.author: not one who brought the bot or its code.', {
        field: 'chairman.author',
      })
  }
  const noted = (who: Account, chatId: string, what: string) => ({
    ...{ departmentId: who.departmentId, kind: 'chat.changed' as const, at: deps.now(), accountId: who.id },
    data: { chatId, what },
  })

  app.get(
    '/api/chats/:id/settings',
    { schema: { params: id, response: { 200: chatBeside, '4xx': errorBody } } },
    async (request) => view(need(request, 'manageChats'), request.params.id),
  )

  app.put(
    '/api/chats/:id/settings',
    { schema: { params: id, body: chatSettings, response: { 200: chatBeside, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const chat = await own(who, request.params.id)
      await arePeople(who, chat, request.body)
      await inTransaction(deps.db, async (tx) => {
        await beside.setSettings(tx, chat.id, request.body)
        await record(tx, noted(who, chat.id, `settings ${Object.keys(request.body).sort().join(' ')}`.trim()))
      })
      deps.book.forget()
      return view(who, chat.id)
    },
  )

  app.post(
    '/api/chats/:id/leave',
    { schema: { params: id, response: { 200: chatBeside, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const chat = await own(who, request.params.id)
      if (!chat.accountId || chat.kind !== 'group')
        throw new HttpError(409, 'not-now', 'There is nothing to leave here.')
      try {
        await deps.channels.get(chat.channel)?.leave?.(chat.externalId)
      } catch (error) {
        // Where it is no member any more, it has left already.
        if (!(error instanceof ChannelFault)) throw error
        if (error.kind === 'away' || error.kind === 'later')
          throw new HttpError(409, 'messenger-away', 'The messenger does not answer now.')
      }
      await inTransaction(deps.db, async (tx) => {
        await beside.leftChat(tx, chat.id)
        await record(tx, noted(who, chat.id, 'left'))
      })
      deps.book.forget()
      return view(who, chat.id)
    },
  )

  app.get(
    '/api/blocked',
    { schema: { response: { 200: z.object({ items: z.array(blockedAuthor) }), '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const rows = await blockedOf(deps.db, who.departmentId, deps.now())
      const items = rows.map((row) => ({
        ...row,
        ...{ until: row.until?.toISOString() ?? null, at: row.at.toISOString() },
      }))
      return { items }
    },
  )

  /** One that a person of the department blocked. */
  async function known(who: Account, { channel, author }: z.output<typeof whom>) {
    const rows = await blockedOf(deps.db, who.departmentId, deps.now())
    const found = rows.find((row) => row.channel === channel && row.author === author)
    if (!found) throw notFound('The author')
    // Who asked not to be read has decided it alone.
    if (found.reason === asked) throw new HttpError(409, 'asked', 'This person asked not to be read.')
    return found
  }
  const notedOf = (who: Account, channelId: string, what: string) => ({
    ...{ departmentId: who.departmentId, kind: 'channel.changed' as const, at: deps.now(), accountId: who.id },
    data: { channelId, what },
  })
  const done = z.object({ ok: z.literal(true) })

  app.patch(
    '/api/blocked',
    {
      schema: {
        body: whom.extend({ until: z.iso.datetime({ offset: true }).nullable() }),
        response: { 200: done, '4xx': errorBody },
      },
    },
    async (request) => {
      const who = need(request, 'manageChats')
      const { departmentId } = who
      const until = request.body.until === null ? null : new Date(request.body.until)
      if (until && until <= deps.now())
        throw new HttpError(400, 'bad-input', 'until: a time to come.', { field: 'until' })
      const found = await known(who, request.body)
      await inTransaction(deps.db, async (tx) => {
        await setBlockedUntil(tx, departmentId, found, until)
        await record(tx, notedOf(who, found.channel, until ? 'blocked for a while' : 'blocked for good'))
      })
      deps.book.forget()
      return { ok: true as const }
    },
  )

  app.delete(
    '/api/blocked',
    { schema: { querystring: whom, response: { 200: done, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const { channel, author } = await known(who, request.query)
      await inTransaction(deps.db, async (tx) => {
        await unblock(tx, who.departmentId, channel, author)
        await record(tx, notedOf(who, channel, 'unblocked'))
      })
      deps.book.forget()
      return { ok: true as const }
    },
  )
}
