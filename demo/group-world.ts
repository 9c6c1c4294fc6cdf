import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTelegram, type Telegram } from '../emulators/telegram.ts'
import type { User } from '../emulators/telegram-world.ts'
import { inTransaction, maybeOne, query } from '../src/base/database.ts'
import type { Deps } from '../src/base/deps.ts'
import { seal } from '../src/base/seal.ts'
import { codeHolds, codeOf, shownCode } from '../src/bot/code.ts'
import { codeHashOf } from '../src/bot/onboard.ts'
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
  accountId: string
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
  const group = { telegram, chat, people, accountId }
  const [first, , third] = people
  const chairman = people.at(-1)
  if (!first || !third || !chairman) return group
  await telegram.setBot(chat, 'member', chairman)
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

/** The bot answers in its own time; a page without its first words is no fault. */
async function until(there: () => boolean): Promise<void> {
  for (let left = 100; left > 0 && !there(); left -= 1) await sleep(100)
}
