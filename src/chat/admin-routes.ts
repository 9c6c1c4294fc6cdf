import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Account, may } from '../base/access.ts'
import { localDay } from '../base/calendar.ts'
import { inTransaction, isState } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, account, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { addressOf } from '../base/origin.ts'
import type { Lang } from '../detection/categories.ts'
import type { Chat } from './chat.ts'
import { problems } from './chat-settings.ts'
import { freeSlug, slugOf, slugPattern } from './slug.ts'
import { addChat, changeChat, findChatOf, type ManagedChat, managedChats, slugsLike } from './store.ts'

const langs = ['ru', 'kk', 'mixed'] as const satisfies readonly Lang[]
const title = z.string().trim().min(1, 'a title').max(120, 'at most 120 characters')
const slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(slugPattern, 'up to forty Latin letters, digits and hyphens between them')

const given = z.object({
  title,
  channel: z.enum(['webchat', 'export']),
  slug: slug.optional(),
  precinctId: z.uuid().nullable().default(null),
  lang: z.enum(langs).default('mixed'),
})
const change = z
  .object({
    title,
    slug,
    precinctId: z.uuid().nullable(),
    lang: z.enum(langs),
    paused: z.boolean(),
  })
  .partial()

const count = z.number().int()
export const managedChat = z.object({
  id: z.uuid(),
  channel: z.string(),
  kind: z.enum(['group', 'line', 'staff']),
  state: z.enum(['asked', 'bound', 'left', 'refused']),
  /** Null when nothing hinders the bot there. */
  problem: z.enum(problems).nullable(),
  title: z.string(),
  slug: z.string().nullable(),
  /** Where residents open the room. */
  link: z.string().nullable(),
  precinctId: z.uuid().nullable(),
  precinctNumber: z.string().nullable(),
  lang: z.enum(langs),
  paused: z.boolean(),
  /** The last seven days, today the last, days without messages included. */
  days: z.array(z.object({ day: z.string(), messages: count, reports: count })),
  lastDay: z.string().nullable(),
  reports: count,
  createdAt: z.iso.datetime(),
})
export type ManagedChatView = z.infer<typeof managedChat>

const idParam = z.object({ id: z.uuid() })
const dayMs = 86_400_000
const shownDays = 7

/** The chats that the program listens to: who has them, how they are doing, their links. */
export function chatAdminRoutes(app: App, deps: Deps): void {
  const week = (): string[] =>
    Array.from({ length: shownDays }, (_, at) =>
      localDay(new Date(deps.now().getTime() - (shownDays - 1 - at) * dayMs)),
    )
  const view = (request: FastifyRequest, chat: ManagedChat): ManagedChatView => ({
    id: chat.id,
    channel: chat.channel,
    kind: chat.kind,
    state: chat.state,
    problem: problems.find((one) => one === chat.problem) ?? null,
    title: chat.title,
    slug: chat.slug,
    link: chat.slug ? `${addressOf(deps.config, request)}/room/${chat.slug}` : null,
    precinctId: chat.precinctId,
    precinctNumber: chat.precinctNumber,
    lang: chat.lang,
    paused: chat.paused,
    days: week().map((day) => chat.days.find((known) => known.day === day) ?? { day, messages: 0, reports: 0 }),
    lastDay: chat.lastDay,
    reports: chat.reports,
    createdAt: chat.createdAt.toISOString(),
  })
  const all = async (request: FastifyRequest, who: Account): Promise<ManagedChatView[]> =>
    (await managedChats(deps.db, who.departmentId, week()[0] ?? '')).map((chat) => view(request, chat))
  const shown = async (request: FastifyRequest, who: Account, id: string): Promise<ManagedChatView> => {
    const chat = (await all(request, who)).find((one) => one.id === id)
    if (!chat) throw notFound('The chat')
    return chat
  }
  const inDepartment = async (who: Account, precinctId: string | null | undefined) => {
    if (!precinctId) return
    const { roster } = await deps.atlas.sheet(who.departmentId)
    if (!roster.precincts.some((precinct) => precinct.id === precinctId))
      throw new HttpError(400, 'bad-input', 'precinctId: there is no such precinct in this department.', {
        field: 'precinctId',
      })
  }
  const noted = (who: Account, chatId: string, what: string) => ({
    departmentId: who.departmentId,
    kind: 'chat.changed' as const,
    at: deps.now(),
    accountId: who.id,
    data: { chatId, what },
  })

  app.get(
    '/api/chats',
    { schema: { response: { 200: z.object({ items: z.array(managedChat) }), '4xx': errorBody } } },
    async (request) => {
      // Who imports must be able to choose the chat.
      const who = may(account(request).role, 'importChats') ? account(request) : need(request, 'manageChats')
      return { items: await all(request, who) }
    },
  )

  app.post(
    '/api/chats',
    { schema: { body: given, response: { 201: managedChat, '4xx': errorBody } } },
    async (request, reply) => {
      const who = need(request, 'manageChats')
      const { body } = request
      await inDepartment(who, body.precinctId)
      const id = deps.newId()
      const wanted = slugOf(body.title)
      const address =
        body.channel === 'webchat' ? (body.slug ?? freeSlug(wanted, await slugsLike(deps.db, wanted))) : null
      await inTransaction(deps.db, async (tx) => {
        await addChat(
          tx,
          {
            id,
            departmentId: who.departmentId,
            channel: body.channel,
            externalId: id,
            title: body.title,
            slug: address,
            precinctId: body.precinctId,
            lang: body.lang,
          },
          deps.now(),
        )
        await record(tx, noted(who, id, 'added'))
      }).catch(asTaken)
      reply.code(201)
      return shown(request, who, id)
    },
  )

  app.patch(
    '/api/chats/:id',
    { schema: { params: idParam, body: change, response: { 200: managedChat, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const chat = await findChatOf(deps.db, who.departmentId, request.params.id)
      if (!chat) throw notFound('The chat')
      const { body } = request
      if (body.slug && chat.channel !== 'webchat')
        throw new HttpError(400, 'bad-input', 'slug: only a web room has an address.', { field: 'slug' })
      await inDepartment(who, body.precinctId)
      const after: Chat = {
        ...chat,
        title: body.title ?? chat.title,
        slug: body.slug ?? chat.slug,
        precinctId: body.precinctId === undefined ? chat.precinctId : body.precinctId,
        lang: body.lang ?? chat.lang,
        paused: body.paused ?? chat.paused,
      }
      await inTransaction(deps.db, async (tx) => {
        await changeChat(tx, after)
        await record(tx, noted(who, chat.id, Object.keys(body).sort().join(' ')))
      }).catch(asTaken)
      return shown(request, who, chat.id)
    },
  )
}

function asTaken(error: unknown): never {
  throw isState(error, 'uniqueViolation', 'chat_slug_key')
    ? new HttpError(409, 'taken', 'Another room has this address already.', { field: 'slug' })
    : error
}
