import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { inTransaction, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, account, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { addressOf } from '../base/origin.ts'
import { accountKinds } from '../chat/account.ts'
import { type AccountRow, accountsOf, findAccountOf } from '../chat/account-store.ts'
import { findChatOf } from '../chat/store.ts'
import { incidentFor, incidentParam } from '../inspection/incident-route.ts'
import { codeHolds, codeOf, shownCode } from './code.ts'
import { accountLink } from './link.ts'
import { notesOf } from './note-store.ts'
import { codeHashOf } from './onboard.ts'
import { messengerNames, poster } from './poster.ts'
import { allowStaff, isStaffAllowed, ownTalks, unlinkStaff } from './staff-store.ts'
import { addCode, openCodes, withdrawCode, withdrawStaffCodes } from './store.ts'

const instant = z.iso.datetime()
const given = z.object({
  code: z.string(),
  /** Opens the messenger with the code in hand, where it has such links. */
  link: z.string().nullable(),
  expiresAt: instant,
})
export type GivenCode = z.infer<typeof given>

const codes = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      ...{ accountId: z.uuid(), accountTitle: z.string(), precinctId: z.uuid(), precinctNumber: z.string() },
      ...{ byName: z.string(), createdAt: instant, expiresAt: instant },
    }),
  ),
})
export type ChatCodes = z.infer<typeof codes>

const staffRule = z.object({ staffInMessengers: z.boolean() })

const ownMessengers = z.object({
  /** Whether the department allows it. */
  allowed: z.boolean(),
  accounts: z.array(z.object({ id: z.uuid(), kind: z.enum(accountKinds), title: z.string(), address: z.string() })),
  talks: z.array(
    z.object({ id: z.uuid(), accountId: z.uuid(), accountTitle: z.string(), reminders: z.boolean(), since: instant }),
  ),
})
export type OwnMessengers = z.infer<typeof ownMessengers>

const incidentNotes = z.object({
  items: z.array(z.object({ id: z.uuid(), text: z.string(), at: instant, byName: z.string() })),
})
/** What officers wrote of an incident to the bot, the oldest first. */
export type IncidentNotes = z.infer<typeof incidentNotes>

const idParam = z.object({ id: z.uuid() })
const answers = <T extends z.ZodType>(schema: T, status = 200) => ({ [status]: schema, '4xx': errorBody })

/** One-time codes for chats and for officers' messengers, whether officers may have them there, and posters. */
export function botRoutes(app: App, deps: Deps): void {
  /** A new code; only its hash is kept, so it is shown this once. */
  const giveCode = async (who: Account, row: AccountRow, forWhat: { precinctId?: string; staffId?: string }) => {
    const code = codeOf(deps.newSecret())
    const [now, { precinctId = null, staffId = null }] = [deps.now(), forWhat]
    const expiresAt = new Date(now.getTime() + codeHolds)
    const { departmentId, id: byAccount } = who
    await inTransaction(deps.db, async (tx) => {
      if (staffId) await withdrawStaffCodes(tx, staffId)
      const codeHash = codeHashOf(row.id, code)
      await addCode(tx, { codeHash, departmentId, accountId: row.id, precinctId, staffId, byAccount, expiresAt }, now)
      if (precinctId) await noted(tx, who, row.id, 'code given')
    })
    const link = accountLink(row.kind, row.address, staffId ? { start: code } : { group: code })
    return { code: shownCode(code), link, expiresAt: expiresAt.toISOString() }
  }
  const noted = (tx: Write, { departmentId, id: accountId }: Account, channelId: string, what: string) =>
    record(tx, { departmentId, kind: 'channel.changed', at: deps.now(), accountId, data: { channelId, what } })
  const accountFor = async (who: Account, id: string): Promise<AccountRow> => {
    const row = await findAccountOf(deps.db, who.departmentId, id)
    if (!row) throw notFound('The account')
    return row
  }
  const precinctOf = async (who: Account, id: string) => {
    const { roster } = await deps.atlas.sheet(who.departmentId)
    const precinct = roster.precincts.find((one) => one.id === id)
    if (!precinct)
      throw new HttpError(400, 'bad-input', 'precinctId: there is no such precinct in this department.', {
        field: 'precinctId',
      })
    return precinct
  }

  app.post(
    '/api/chats/codes',
    { schema: { body: z.object({ accountId: z.uuid(), precinctId: z.uuid() }), response: answers(given, 201) } },
    async (request, reply) => {
      const who = need(request, 'manageChats')
      const row = await accountFor(who, request.body.accountId)
      const { id: precinctId } = await precinctOf(who, request.body.precinctId)
      reply.code(201).header('cache-control', 'no-store')
      return giveCode(who, row, { precinctId })
    },
  )

  app.get('/api/chats/codes', { schema: { response: answers(codes) } }, async (request) => {
    const who = need(request, 'manageChats')
    const rows = await openCodes(deps.db, who.departmentId, deps.now())
    return {
      items: rows.map(({ createdAt, expiresAt, ...row }) => ({
        ...{ ...row, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() },
      })),
    }
  })

  app.delete(
    '/api/chats/codes/:id',
    {
      schema: {
        params: z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) }),
        response: answers(z.object({ done: z.literal(true) })),
      },
    },
    async (request) => {
      const who = need(request, 'manageChats')
      await inTransaction(deps.db, async (tx) => {
        const accountId = await withdrawCode(tx, who.departmentId, request.params.id)
        if (!accountId) throw notFound('The code')
        await noted(tx, who, accountId, 'code withdrawn')
      })
      return { done: true as const }
    },
  )

  app.get('/api/staff-messengers', { schema: { response: answers(staffRule) } }, async (request) => {
    const who = need(request, 'manageChats')
    return { staffInMessengers: await isStaffAllowed(deps.db, who.departmentId) }
  })

  app.put('/api/staff-messengers', { schema: { body: staffRule, response: answers(staffRule) } }, async (request) => {
    const who = need(request, 'manageChats')
    const { staffInMessengers: on } = request.body
    await inTransaction(deps.db, async (tx) => {
      await allowStaff(tx, who.departmentId, on)
      const data = { accountId: who.id, what: on ? 'staff-messengers on' : 'staff-messengers off' }
      const { departmentId, id: accountId } = who
      await record(tx, { departmentId, kind: 'account.changed', at: deps.now(), accountId, data })
    })
    return { staffInMessengers: on }
  })

  app.get('/api/me/messengers', { schema: { response: answers(ownMessengers) } }, async (request) => {
    const who = need(request, 'seeIncidents')
    const [allowed, rows, talks] = await Promise.all([
      isStaffAllowed(deps.db, who.departmentId),
      accountsOf(deps.db, who.departmentId),
      ownTalks(deps.db, who.id),
    ])
    const open = rows.filter(({ state }) => state !== 'paused')
    return {
      allowed,
      accounts: allowed ? open.map(({ id, kind, title, address }) => ({ id, kind, title, address })) : [],
      talks: talks.map((talk) => ({ ...talk, since: talk.since.toISOString() })),
    }
  })

  app.post(
    '/api/me/messenger-code',
    { schema: { body: z.object({ accountId: z.uuid() }), response: answers(given, 201) } },
    async (request, reply) => {
      const who = need(request, 'seeIncidents')
      if (!(await isStaffAllowed(deps.db, who.departmentId)))
        throw new HttpError(409, 'switched-off', 'The department has not switched on messengers for its staff.')
      const row = await accountFor(who, request.body.accountId)
      reply.code(201).header('cache-control', 'no-store')
      return giveCode(who, row, { staffId: who.id })
    },
  )

  app.delete(
    '/api/me/messengers/:id',
    { schema: { params: idParam, response: answers(z.object({ done: z.literal(true) })) } },
    async (request) => {
      const who = account(request)
      const done = await inTransaction(deps.db, (tx) => unlinkStaff(tx, who.departmentId, request.params.id, who.id))
      if (!done) throw notFound('The talk')
      deps.book.forget()
      return { done: true as const }
    },
  )

  app.get(
    '/api/incidents/:id/notes',
    { schema: { params: incidentParam, response: answers(incidentNotes) } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const incident = await incidentFor(deps, who, request.params.id)
      const notes = await notesOf(deps.db, who.departmentId, incident.id)
      return { items: notes.map(({ at, ...note }) => ({ ...note, at: at.toISOString() })) }
    },
  )

  app.get('/api/chats/:id/poster', { schema: { params: idParam, response: answers(poster) } }, async (request) => {
    const who = need(request, 'manageChats')
    const chat = await findChatOf(deps.db, who.departmentId, request.params.id)
    if (!chat || chat.kind === 'staff') throw notFound('The chat')
    const row = chat.accountId ? await findAccountOf(deps.db, who.departmentId, chat.accountId) : null
    const { roster } = await deps.atlas.sheet(who.departmentId)
    const precinct = roster.precincts.find(({ id }) => id === chat.precinctId)
    const room = chat.slug ? `${addressOf(deps.config, request)}/room/${chat.slug}` : null
    return {
      link: room ?? (row ? accountLink(row.kind, row.address) : null),
      to: room ? ('room' as const) : ('line' as const),
      address: row?.address ?? '',
      messenger: row ? messengerNames[row.kind] : '',
      title: chat.title,
      precinct: precinct ? { number: precinct.number, nameRu: precinct.nameRu, nameKk: precinct.nameKk } : null,
    }
  })
}
