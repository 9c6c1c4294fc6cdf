import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { addressOf } from '../base/origin.ts'
import { seal, unseal } from '../base/seal.ts'
import {
  type AccountKind,
  accountKinds,
  accountShapes,
  channelName,
  isOtherServer,
  type OpenAccount,
} from './account.ts'
import * as accounts from './account-store.ts'
import { ChannelFault, onFault } from './channel.ts'
import { chatsOfAccounts } from './channel-figures-store.ts'
import { addedChannel, type ChannelView, channelView, fill, hidden, madeHere } from './channel-shown.ts'
import { withoutSecrets } from './hub-health.ts'
import { type Kind, kinds } from './kinds.ts'
import { usualMode } from './usual-mode.ts'

const title = z.string().trim().min(1, 'a title').max(120, 'at most 120 characters')
const texts = z.record(z.string().max(40), z.string().max(2000))
const settings = z.record(z.string().max(40), z.union([z.string().max(600), z.null()]))
const given = z.object({
  kind: z.enum(accountKinds),
  title,
  address: z.string().trim().max(200).default(''),
  settings: settings.default({}),
  secrets: texts.default({}),
})
const change = z.object({ title, address: z.string().trim().max(200), settings }).partial()
const id = z.object({ id: z.uuid() })
const checked = z.object({ title: z.string(), address: z.string().nullable() })

type Settings = z.infer<typeof settings>

/** What a refusal is about: a token that is not known, or what the messenger knows nothing of. */
const blamed: Record<AccountKind, { token: string; wrong: string }> = {
  telegram: { token: 'secrets.token', wrong: 'settings.apiRoot' },
  whatsapp: { token: 'secrets.accessToken', wrong: 'settings.phoneNumberId' },
  max: { token: 'secrets.token', wrong: 'settings.apiRoot' },
  matrix: { token: 'secrets.accessToken', wrong: 'settings.userId' },
  open: { token: 'secrets.webhookSecret', wrong: 'settings.webhookUrl' },
}
/** The secrets of the open slot are made here, so the other system can only learn them afterwards. */
const knowsOurs = (kind: AccountKind): boolean => kind !== 'open'

/** What was changed, over what there was; null for as usual. */
const merged = (before: Settings, changed: Settings = {}): Settings =>
  Object.fromEntries(Object.entries({ ...before, ...changed }).filter(([, value]) => value !== null))

/** The department's accounts with messengers. What is secret comes in here and never goes out again. */
export function channelRoutes(app: App, deps: Deps): void {
  /** A developer may try the open channel before the server has an address of its own: as the browser came. */
  function hookUrlOf(row: accounts.AccountRow, request: FastifyRequest): string | null {
    const root = row.kind === 'open' ? addressOf(deps.config, request) : deps.config.publicUrl
    return root && `${root}/hooks/${row.hook}`
  }
  const shown = (
    row: accounts.AccountRow,
    chats: ChannelView['chats'] | undefined,
    request: FastifyRequest,
  ): ChannelView => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    address: row.address,
    settings: settings.catch({}).parse(row.settings),
    secrets: secretsShown(row),
    hookUrl: hookUrlOf(row, request),
    state: row.state,
    problem: row.problem,
    lastUpdateAt: row.lastUpdateAt?.toISOString() ?? null,
    lagMs: row.lagMs,
    chats: chats ?? { bound: 0, asked: 0, deaf: 0, mute: 0 },
    createdAt: row.createdAt.toISOString(),
  })

  function secretsOf(row: accounts.AccountRow): Record<string, string> | null {
    try {
      return texts.parse(JSON.parse(unseal(deps.sealKey, row.sealed)))
    } catch {
      // Sealed with a key that is not here: it must be entered anew, and the page says so.
      return null
    }
  }
  function secretsShown(row: accounts.AccountRow) {
    const secrets = secretsOf(row)
    if (!secrets) return [{ name: 'key', shown: null }]
    return Object.entries(secrets).map(([name, value]) => ({ name, shown: hidden(value) }))
  }

  async function own(who: Account, accountId: string): Promise<accounts.AccountRow> {
    const row = await accounts.findAccountOf(deps.db, who.departmentId, accountId)
    if (!row) throw notFound('The channel')
    return row
  }
  async function one(who: Account, accountId: string, request: FastifyRequest): Promise<ChannelView> {
    const chats = await chatsOfAccounts(deps.db, who.departmentId)
    return shown(await own(who, accountId), chats.get(accountId), request)
  }
  const noted = (who: Account, channelId: string, what: string) => ({
    ...{ departmentId: who.departmentId, kind: 'channel.changed' as const, at: deps.now(), accountId: who.id },
    data: { channelId, what },
  })
  function filled(kind: AccountKind, typed: Parameters<typeof fill>[1], before: Record<string, string>) {
    const full = fill(kind, typed, before, deps.newSecret)
    if ('wrong' in full) throw new HttpError(400, 'bad-input', full.message, { field: full.wrong })
    return full
  }

  /** Asks the messenger whose token it is, without hearing anything; null where it cannot be asked now. */
  async function ask(
    kind: AccountKind,
    accountId: string,
    typed: { settings: object; secrets: Record<string, string> },
  ): Promise<{ title: string; address: string | null } | null> {
    const opening = kinds[kind] as Kind<AccountKind> | undefined
    if (!opening) return null
    const shape = accountShapes[kind]
    const account: OpenAccount = {
      ...{ id: accountId, name: channelName(kind, accountId), cursor: null, hookUrl: null },
      ...{ settings: shape.settings.parse(typed.settings), secrets: shape.secrets.parse(typed.secrets) },
    }
    const channel = await opening.open(account, deps)
    try {
      return (await channel.check?.()) ?? null
    } catch (error) {
      if (!(error instanceof ChannelFault)) throw error
      if (error.kind === 'later') return null
      const { token, wrong } = blamed[kind]
      if (error.kind === 'away') throw new HttpError(409, 'messenger-away', 'The messenger does not answer now.')
      if (error.kind === 'revoked')
        throw new HttpError(400, 'bad-token', 'The messenger does not know this token.', { field: token })
      // It knows the token, and not what the token is for.
      const said = withoutSecrets(error.message, Object.values(typed.secrets))
      throw new HttpError(400, 'messenger-refused', said, { field: wrong })
    } finally {
      await channel.close()
    }
  }

  /** One bot asked by two programs gives neither all of its messages. */
  async function refuseTwice(kind: AccountKind, address: string | null | undefined, but: string): Promise<void> {
    if (!address) return
    const twice = (await accounts.allAccounts(deps.db)).some(
      (row) => row.kind === kind && row.id !== but && row.address.toLowerCase() === address.toLowerCase(),
    )
    if (twice) throw new HttpError(409, 'same-account', 'This bot or number is connected already.')
  }

  app.get(
    '/api/channels',
    { schema: { response: { 200: z.object({ items: z.array(channelView), hooks: z.boolean() }), '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const [rows, chats] = await Promise.all([
        accounts.accountsOf(deps.db, who.departmentId),
        chatsOfAccounts(deps.db, who.departmentId),
      ])
      return { items: rows.map((row) => shown(row, chats.get(row.id), request)), hooks: deps.config.publicUrl !== null }
    },
  )

  app.post(
    '/api/channels',
    { schema: { body: given, response: { 201: addedChannel, '4xx': errorBody } } },
    async (request, reply) => {
      const who = need(request, 'manageChats')
      const { kind, title, address, ...typed } = request.body
      const mode = usualMode(kind, deps.config.publicUrl !== null)
      const usual = 'mode' in accountShapes[kind].settings.shape ? { mode, ...typed.settings } : typed.settings
      const { made, ...full } = filled(kind, { ...typed, settings: usual }, {})
      const accountId = deps.newId()
      const found = knowsOurs(kind) ? await ask(kind, accountId, full) : null
      await refuseTwice(kind, found?.address ?? address, accountId)
      await inTransaction(deps.db, async (tx) => {
        await accounts.addAccount(
          tx,
          {
            ...{ id: accountId, departmentId: who.departmentId, kind, title, address: found?.address ?? address },
            sealed: seal(deps.sealKey, JSON.stringify(full.secrets)),
            settings: full.settings,
            hook: deps.newSecret(),
          },
          deps.now(),
        )
        await record(tx, noted(who, accountId, `added ${kind}`))
      })
      reply.code(201)
      return { ...(await one(who, accountId, request)), made }
    },
  )

  app.patch(
    '/api/channels/:id',
    { schema: { params: id, body: change, response: { 200: channelView, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const row = await own(who, request.params.id)
      const { title = row.title, address = row.address } = request.body
      const typed = { settings: merged(settings.catch({}).parse(row.settings), request.body.settings), secrets: {} }
      const full = filled(row.kind, typed, secretsOf(row) ?? {})
      const known = accountShapes[row.kind].settings.safeParse(row.settings)
      if (known.success && isOtherServer(known.data, full.settings))
        throw new HttpError(409, 'other-server', 'The token would go to another server: add a channel for that one.')
      await inTransaction(deps.db, async (tx) => {
        await accounts.changeAccount(tx, { id: row.id, title, address, settings: full.settings }, deps.now())
        await record(tx, noted(who, row.id, Object.keys(request.body).sort().join(' ')))
      })
      return one(who, row.id, request)
    },
  )

  app.put(
    '/api/channels/:id/secrets',
    { schema: { params: id, body: texts, response: { 200: addedChannel, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const row = await own(who, request.params.id)
      const before = { ...secretsOf(row) }
      // `renew` in place of a value: one of ours is made anew.
      const typed = Object.entries(request.body).filter(([name, value]) => {
        const ours = value === 'renew' && madeHere[row.kind].some((made) => made.name === name)
        if (ours) delete before[name]
        return !ours
      })
      const kept = { settings: settings.catch({}).parse(row.settings), secrets: Object.fromEntries(typed) }
      const { made, ...full } = filled(row.kind, kept, before)
      const found = knowsOurs(row.kind) ? await ask(row.kind, row.id, full) : null
      await refuseTwice(row.kind, found?.address, row.id)
      await inTransaction(deps.db, async (tx) => {
        await accounts.rotateAccount(tx, row.id, seal(deps.sealKey, JSON.stringify(full.secrets)), deps.now())
        await record(tx, noted(who, row.id, `rotated ${Object.keys(request.body).sort().join(' ')}`))
      })
      return { ...(await one(who, row.id, request)), made }
    },
  )

  app.post(
    '/api/channels/:id/check',
    { schema: { params: id, response: { 200: checked, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const row = await own(who, request.params.id)
      const before = secretsOf(row)
      if (!before) throw new HttpError(409, 'sealed', 'The secrets were sealed with another key: enter them anew.')
      const full = filled(row.kind, { settings: settings.catch({}).parse(row.settings), secrets: {} }, before)
      const found = await ask(row.kind, row.id, full)
      // It answers again: the hub need not wait for its next try, which may be an hour away.
      if (found && row.state !== 'working' && row.state !== 'paused')
        await inTransaction(deps.db, (tx) =>
          accounts.changeAccount(tx, { ...row, settings: full.settings }, deps.now()),
        )
      // The one that is open knows more, such as whether its messenger reaches us, and tells it as the account's state.
      await deps.channels
        .get(channelName(row.kind, row.id))
        ?.check?.()
        .catch(onFault('any', () => null))
      await deps.hub.flush()
      return found ?? { title: row.title, address: row.address }
    },
  )

  app.post(
    '/api/channels/:id/pause',
    {
      schema: { params: id, body: z.object({ paused: z.boolean() }), response: { 200: channelView, '4xx': errorBody } },
    },
    async (request) => {
      const who = need(request, 'manageChats')
      const row = await own(who, request.params.id)
      const { paused } = request.body
      await inTransaction(deps.db, async (tx) => {
        await accounts.pauseAccount(tx, row.id, paused, deps.now())
        await record(tx, noted(who, row.id, paused ? 'paused' : 'resumed'))
      })
      return one(who, row.id, request)
    },
  )

  app.delete(
    '/api/channels/:id',
    { schema: { params: id, response: { 200: z.object({ ok: z.literal(true) }), '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageChats')
      const row = await own(who, request.params.id)
      await inTransaction(deps.db, async (tx) => {
        await accounts.removeAccount(tx, row.id)
        await record(tx, noted(who, row.id, 'removed'))
      })
      return { ok: true as const }
    },
  )
}
