import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { type OpenSystem, startOpen } from '../emulators/open.ts'
import { startTelegram, type Telegram } from '../emulators/telegram.ts'
import type { Bot, User } from '../emulators/telegram-world.ts'
import { inTransaction, one, query } from './base/database.ts'
import { addAccount, hashPassword } from './base/people.ts'
import { putPrecinct } from './inspection/store.ts'
import { openYard } from './person/testing.ts'
import { type Door, password, type Staff, startStaff } from './staff-testing.ts'

interface Kept {
  id: string
  text: string
  authorName: string
  kind: string
  incidentId: string | null
  at: Date
}

/**
 * The whole program with two departments, each with a bot in a stand-in for Telegram, and a city app at the open slot;
 * everything is set up over HTTP, as administrators do. For tests alone.
 */
export type Town = Awaited<ReturnType<typeof startTown>>

export async function until(what: string, holds: () => Promise<boolean> | boolean, seconds = 30): Promise<void> {
  for (let patience = seconds * 20; patience > 0; patience--) {
    if (await holds()) return
    await sleep(50)
  }
  throw new Error(`Waited ${seconds} seconds in vain: ${what}.`)
}

export const debris = 'Возле дома 14 на улице Теректи свалили строительный мусор, третий день лежит, уберите пожалуйста'

export async function startTown() {
  let ids = 0
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  const staff: Staff = await startStaff(undefined, { now })
  const telegram: Telegram = await startTelegram({ paced: false, now })
  const system: OpenSystem = await startOpen({ now })
  const { deps } = staff.running
  const chairman = telegram.person('Председатель')
  await openYard(deps, staff.departmentId, staff.ids.inspector, password)
  const [foreignId, foreignPrecinct] = [deps.newId(), deps.newId()]
  await inTransaction(deps.db, async (tx) => {
    const named = `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Чужой', 'Бөтен', now())`
    await query(tx, named, [foreignId])
    for (const role of ['administrator', 'chief'] as const) {
      const base = { id: deps.newId(), departmentId: foreignId, login: `foreign-${role}`, name: 'Чужой', position: '' }
      await addAccount(tx, { ...base, role, locale: 'ru' }, deps.now(), await hashPassword(password))
    }
    const area = { type: 'Polygon' as const, coordinates: [[[70, 43], [70.1, 43], [70.1, 43.1], [70, 43]] as [number, number][]] } // biome-ignore format: a shape
    await putPrecinct(tx, foreignId, { id: foreignPrecinct, number: '91', nameRu: 'Ч', nameKk: 'Б', area })
  })
  const foreign = {
    administrator: await staff.signIn('foreign-administrator'),
    chief: await staff.signIn('foreign-chief'),
  }
  const [own] = await query<{ id: string }>(
    deps.db,
    'select id from precinct where department_id = $1 order by number',
    [staff.departmentId],
  )
  const precincts = { own: own?.id ?? '', foreign: foreignPrecinct }

  async function connect(door: Door, account: object): Promise<{ id: string; hookUrl: string }> {
    const { status, body } = await door.ask('POST', '/api/channels', account)
    assert.equal(status, 201, JSON.stringify(body))
    await deps.hub.follow()
    return body
  }
  const bot = (title: string, token: string) => ({
    ...{ kind: 'telegram', title, settings: { apiRoot: telegram.url }, secrets: { token } },
  })
  const foreignBot: Bot = telegram.addBot('foreign_bot')
  const channels = {
    bot: await connect(staff.doors.administrator, bot('Бот', telegram.bot.token)),
    foreignBot: await connect(foreign.administrator, bot('Чужой бот', foreignBot.token)),
    app: await connect(staff.doors.administrator, {
      ...{ kind: 'open', title: 'Город', settings: { webhookUrl: system.url } },
      secrets: { key: system.key, webhookSecret: system.webhookSecret },
    }),
  }
  system.setHook(channels.app.hookUrl)

  async function code(channel: { id: string }, door = staff.doors.administrator, precinctId = precincts.own) {
    const { status, body } = await door.ask('POST', '/api/chats/codes', { accountId: channel.id, precinctId })
    assert.equal(status, 201, JSON.stringify(body))
    return String(body.code)
  }
  const chatsOf = (externalId: string | number) =>
    query<{ id: string; state: string; title: string; departmentId: string }>(
      deps.db,
      'select id, state, title, department_id as "departmentId" from chat where external_id = $1 order by created_at',
      [String(externalId)],
    )
  const isBound = async (externalId: string | number) =>
    (await chatsOf(externalId)).some(({ state }) => state === 'bound')

  const reports = (externalId: string | number) =>
    query<Kept>(
      deps.db,
      `select r.id, r.text, r.author_name as "authorName", r.kind, r.incident_id as "incidentId", r.at from report r
       join chat c on c.id = r.chat_id where c.external_id = $1 and r.state <> 'dropped' order by r.received_at, r.id`,
      [String(externalId)],
    )

  return {
    ...{
      staff,
      deps,
      db: deps.db,
      telegram,
      system,
      chairman,
      channels,
      foreign,
      foreignBot,
      precincts,
      code,
      chatsOf,
    },
    /** From now on it is so much later, in milliseconds; sessions end. */
    pass(ms: number) {
      ahead += ms
    },
    /** A group whose chairman has let our bot in and given it the code; its id. */
    async group(title: string, people: User[] = []): Promise<number> {
      const chat = telegram.group(title, [chairman, ...people])
      telegram.setBot(chat, 'administrator', chairman)
      await until('the bot says what it is', () => telegram.shown(chat).length > 0)
      telegram.say(chat, chairman, `/bind ${await code(channels.bot)}`)
      await until('the group is bound', () => isBound(chat))
      return chat
    },
    /** A chat of the city app, bound. */
    async yard(chat: string, title = 'Двор'): Promise<string> {
      const rights = { readsAll: true, posts: true }
      await system.happen(chat, { kind: 'joined', title, by: 'u-0', byName: 'Председатель', rights })
      await system.say(chat, {
        ...{ id: system.newId(), at: deps.now().toISOString(), author: `chairman of ${chat}` },
        text: `/bind ${await code(channels.app)}`,
      })
      await until('the chat of the app is bound', () => isBound(chat))
      return chat
    },
    /** How an account stands on the page of channels. */
    async channel(id: string, door = staff.doors.administrator): Promise<{ state: string; problem: string }> {
      await deps.hub.follow()
      const { body } = await door.ask('GET', '/api/channels')
      return body.items.find((one: { id: string }) => one.id === id)
    },
    reports,
    /** A message of the city app. */
    said(text: string, more: object = {}) {
      ids += 1
      const by = { author: `u-${ids}`, authorName: 'Житель' }
      return { id: `h-${ids}`, at: deps.now().toISOString(), ...by, text, ...more }
    },
    count: async (sql: string, params: unknown[] = []) =>
      (await one<{ n: number }>(deps.db, `select count(*)::int as n from ${sql}`, params)).n,
    /** The incident of the first report of a chat. */
    async incidentOf(chat: string | number): Promise<{ id: string; number: number }> {
      const [first] = await reports(chat)
      return one(deps.db, 'select id, number from incident where id = $1', [first?.incidentId])
    },
    isOpened: async (chat: string | number) => (await reports(chat))[0]?.incidentId != null,
    /** In which tables a word stands: each row of each is looked at. */
    async traces(word: string): Promise<string[]> {
      const tables = await query<{ name: string }>(
        deps.db,
        `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')`,
        [],
      )
      const found: string[] = []
      for (const { name } of tables) {
        const rows = await query(deps.db, `select 1 from ${name} t where t::text like $1 limit 1`, [`%${word}%`])
        if (rows.length > 0) found.push(name)
      }
      return found
    },
    async close() {
      await staff.close()
      await telegram.close()
      await system.close()
    },
  }
}
