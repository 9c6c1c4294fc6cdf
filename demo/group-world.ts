import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTelegram, type Telegram } from '../emulators/telegram.ts'
import type { User } from '../emulators/telegram-world.ts'
import { inTransaction, maybeOne, query } from '../src/base/database.ts'
import type { Deps } from '../src/base/deps.ts'
import { seal } from '../src/base/seal.ts'
import { codeHolds, codeOf, shownCode } from '../src/bot/code.ts'
import { codeHashOf } from '../src/bot/onboard.ts'
import { allowStaff } from '../src/bot/staff-store.ts'
import { addCode } from '../src/bot/store.ts'
import { accountsOf, addAccount, changeAccount, pauseAccount } from '../src/chat/account-store.ts'
import { setSettings } from '../src/chat/chat-settings-store.ts'
import { findChat } from '../src/chat/store.ts'

/** A house's group in a stand-in for Telegram: invented neighbours, our bot, and the account that reads it. */

export const neighbours = [
  'Гульнара А.',
  'Марат 14/2',
  'Тётя Валя',
  'Нургуль',
  'Болат-ага',
  'Жанна (старшая 16)',
] as const

export interface DemoGroup {
  telegram: Telegram
  chat: number
  people: User[]
  /** The inspector's phone; null where the precinct has nobody. */
  officer: User | null
  /** How the inspector signs in on the desk. */
  login: string
  accountId: string
  /** Which messages of the group were kept, and the number of their incident; all others are forgotten. */
  kept(): Promise<Map<number, number | null>>
}

const token = '700100200:AA-demo-group-of-uchastok-is-no-secret'
const title = 'Самалды, дома 13–24'
/** So that numbers of messages and updates grow over restarts, for what is kept names them. */
const since = Date.UTC(2026, 0, 1)

/** Opens the stand-in, lets the account look at it, and has the chairman bind the group when that was not done before. */
export async function openDemoGroup(deps: Deps): Promise<DemoGroup> {
  const telegram = await startTelegram({ token, username: 'samaldy_uchastok_bot' })
  telegram.bot.privacy = false
  const people = neighbours.map((name) => telegram.person(name))
  const chat = telegram.group(title, people)
  const seconds = Math.floor((Date.now() - since) / 1000)
  const here = telegram.world.chats.get(chat)
  if (here) here.nextMessage = seconds
  telegram.world.nextUpdate += seconds
  const { accountId, departmentId } = await bindAccount(deps, telegram.url)
  await deps.hub.follow()
  const known = await findChat(deps.db, `telegram:${accountId}`, String(chat))
  const officer = await findOfficer(deps, departmentId)
  const phone = officer ? telegram.person(officer.name) : null
  const kept = () => keptIn(deps, `telegram:${accountId}`, String(chat))
  const group = { telegram, chat, people, officer: phone, login: officer?.login ?? '', accountId, kept }
  const [first, , third] = people
  const chairman = people.at(-1)
  if (!first || !third || !chairman) return group
  await telegram.setBot(chat, 'member', chairman)
  if (officer && phone) await linkPhone(deps, group, { departmentId, staffId: officer.id, phone })
  if (known?.state !== 'bound') await bindGroup(deps, group, departmentId, chairman)
  else {
    telegram.say(chat, first, 'Доброе утро, соседи')
    telegram.say(chat, third, 'Доброе. Бот участкового снова тут, можно писать')
  }
  return group
}

/** Nobody asks where no stand-in listens any more. */
export async function closeDemoGroup(deps: Deps, { telegram, accountId }: DemoGroup): Promise<void> {
  await inTransaction(deps.db, (tx) => pauseAccount(tx, accountId, true, deps.now()))
  await telegram.close()
}

/** The account of the stand-in, at the address where it listens this time. */
async function bindAccount(deps: Deps, apiRoot: string): Promise<{ accountId: string; departmentId: string }> {
  const department = await maybeOne<{ id: string }>(deps.db, 'select id from department order by created_at limit 1')
  if (!department) throw new Error('The demo has no department: its week has not happened yet.')
  const settings = { apiRoot, mode: 'polling' }
  const known = (await accountsOf(deps.db, department.id)).find((row) => row.title === title && row.kind === 'telegram')
  if (known) {
    await inTransaction(deps.db, async (tx) => {
      await changeAccount(tx, { ...known, settings }, deps.now())
      await pauseAccount(tx, known.id, false, deps.now())
    })
    return { accountId: known.id, departmentId: department.id }
  }
  const accountId = deps.newId()
  await inTransaction(deps.db, (tx) =>
    addAccount(
      tx,
      {
        ...{ id: accountId, departmentId: department.id, kind: 'telegram', title, address: '@samaldy_uchastok_bot' },
        sealed: seal(deps.sealKey, JSON.stringify({ token })),
        ...{ settings, hook: deps.newSecret() },
      },
      deps.now(),
    ),
  )
  return { accountId, departmentId: department.id }
}

async function bindGroup(
  deps: Deps,
  { telegram, chat, people, accountId }: DemoGroup,
  departmentId: string,
  chairman: User,
): Promise<void> {
  await until(() => telegram.shown(chat).length > 0)
  const [administrator] = await query<{ id: string }>(
    deps.db,
    `select id from account where department_id = $1 and role = 'administrator' limit 1`,
    [departmentId],
  )
  const [precinct] = await query<{ id: string }>(
    deps.db,
    'select id from precinct where department_id = $1 order by number limit 1',
    [departmentId],
  )
  if (!administrator || !precinct) return
  const code = codeOf(deps.newSecret())
  const expiresAt = new Date(deps.now().getTime() + codeHolds)
  const row = { codeHash: codeHashOf(accountId, code), departmentId, accountId, precinctId: precinct.id, staffId: null }
  await inTransaction(deps.db, (tx) => addCode(tx, { ...row, byAccount: administrator.id, expiresAt }, deps.now()))
  telegram.say(chat, chairman, `/bind ${shownCode(code)}`)
  await until(() => telegram.shown(chat).length > 1)
  const bound = await findChat(deps.db, `telegram:${accountId}`, String(chat))
  // The demo is shown at any hour.
  if (bound) await inTransaction(deps.db, (tx) => setSettings(tx, bound.id, { quiet: null }))
  deps.book.forget()
  // A first word of each kind, so that a newcomer sees at once what is answered and what is not.
  const [first, second, third] = people
  if (!first || !second || !third) return
  telegram.say(chat, first, 'Соседи, всем привет. Теперь с нами бот участкового')
  telegram.say(chat, third, 'Ой, а он всё читает?')
  telegram.say(chat, second, {
    text: 'Возле 14 дома опять строительный мусор свалили, прямо на газон, второй день лежит',
    photo: await readFile(new URL('./photos/debris-before.jpg', import.meta.url)),
  })
}

/** The id of the first message of a person to the bot: higher than those of the last time, which are known and answered. */
export const firstId = ({ world }: Telegram, { id }: User): { id?: number } =>
  world.chats.has(id) ? {} : { id: Math.floor((Date.now() - since) / 1000) }

interface Officer {
  id: string
  login: string
  name: string
}

/** The first inspector of the precinct that the group is bound to. */
async function findOfficer(deps: Deps, departmentId: string): Promise<Officer | null> {
  const [found] = await query<Officer>(
    deps.db,
    `select a.id, a.login, a.name from precinct p join precinct_inspector x on x.precinct_id = p.id
     join account a on a.id = x.account_id where p.department_id = $1 order by p.number, x.rank limit 1`,
    [departmentId],
  )
  return found ?? null
}

/** The inspector links the phone as on the page of the profile: by a code of one use. */
async function linkPhone(
  deps: Deps,
  { telegram, accountId }: DemoGroup,
  { departmentId, staffId, phone }: { departmentId: string; staffId: string; phone: User },
): Promise<void> {
  const channel = `telegram:${accountId}`
  const known = await findChat(deps.db, channel, String(phone.id))
  const code = codeOf(deps.newSecret())
  const expiresAt = new Date(deps.now().getTime() + codeHolds)
  const row = { codeHash: codeHashOf(accountId, code), departmentId, accountId, precinctId: null, staffId }
  await inTransaction(deps.db, async (tx) => {
    await allowStaff(tx, departmentId, true)
    await addCode(tx, { ...row, byAccount: staffId, expiresAt }, deps.now())
  })
  const text = known?.kind === 'staff' ? '/list' : `/start ${code}`
  telegram.say('bot', phone, { text, ...firstId(telegram, phone) })
  await until(() => telegram.shown(phone.id).length > 0)
  const talk = await findChat(deps.db, channel, String(phone.id))
  if (talk)
    await inTransaction(deps.db, async (tx) => {
      await setSettings(tx, talk.id, { quiet: null })
      // The cards of the last time stand in no phone any more.
      await query(tx, `delete from reply where chat_id = $1 and step = 'card'`, [talk.id])
    })
  deps.book.forget()
}

async function keptIn(deps: Deps, channel: string, externalId: string): Promise<Map<number, number | null>> {
  const rows = await query<{ message: string; number: number | null }>(
    deps.db,
    `select r.external_id as message, coalesce(j.number, i.number)::int as number
     from report r join chat c on c.id = r.chat_id left join incident i on i.department_id = r.department_id and i.id = r.incident_id
     left join incident j on j.department_id = i.department_id and j.id = i.joined_into
     where c.channel = $1 and c.external_id = $2 and r.state <> 'dropped' order by r.at desc limit 200`,
    [channel, externalId],
  )
  return new Map(rows.map(({ message, number }) => [Number(message), number]))
}

/** The bot answers in its own time; a page without its first words is no fault. */
async function until(there: () => boolean): Promise<void> {
  for (let left = 100; left > 0 && !there(); left -= 1) await sleep(100)
}
