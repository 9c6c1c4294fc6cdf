import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTelegram, type Telegram } from '../emulators/telegram.ts'
import type { User } from '../emulators/telegram-world.ts'
import { inTransaction, one, query } from './base/database.ts'
import { seal } from './base/seal.ts'
import * as accounts from './chat/account-store.ts'
import { block } from './chat/blocked-store.ts'
import { type Staff, startStaff } from './staff-testing.ts'

/** A thumb under the outcome, from the messenger to the figures of the campaign. */

let [staff, telegram, channel, accountId] = [null as unknown as Staff, null as unknown as Telegram, '', '']
let aliya: User
/** At noon nobody waits for the end of quiet hours. */
const noon = new Date(new Date().setUTCHours(7, 0, 0, 0)).getTime() - Date.now()
const now = () => new Date(Date.now() + noon)
const debris = 'В наши контейнеры во дворе дома 14/2 опять вываливают строительный мусор, мешки и кирпич!'

before(async () => {
  telegram = await startTelegram({ paced: false, now })
  aliya = telegram.person('Алия')
  staff = await startStaff(undefined, { now })
  const { newId, newSecret, sealKey, hub } = staff.running.deps
  accountId = newId()
  channel = `telegram:${accountId}`
  const sealed = seal(sealKey, JSON.stringify({ token: telegram.bot.token }))
  const base = { id: accountId, departmentId: staff.departmentId, kind: 'telegram' as const, title: 'Бот', address: '' }
  const settings = { apiRoot: telegram.url }
  await inTransaction(staff.db, (tx) =>
    accounts.addAccount(tx, { ...base, sealed, settings, hook: newSecret() }, now()),
  )
  await hub.follow()
})
after(async () => {
  await staff?.close()
  await telegram?.close()
})

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let patience = 300; patience > 0; patience--) {
    if (await holds()) return
    await sleep(50)
  }
  throw new Error(`Waited fifteen seconds in vain: ${what}.`)
}
const quiet = () => until('everything is taken', () => telegram.waiting() === 0)

/** A group in which somebody told of something, and heard how it ended. */
async function ended(text = debris) {
  const { newId } = staff.running.deps
  const bekzat = telegram.person('Бекзат')
  const group = telegram.group('Двор 14', [aliya, bekzat])
  const bound = `insert into chat (id, department_id, account_id, channel, external_id, title, lang, created_at)
    values ($1, $2, $3, $4, $5, 'Двор 14', 'ru', $6)`
  await inTransaction(staff.db, (tx) =>
    query(tx, bound, [newId(), staff.departmentId, accountId, channel, String(group), now()]),
  )
  telegram.setBot(group, 'administrator', aliya)
  await quiet()
  const before = telegram.shown(group).length
  const { id: told } = telegram.say(group, aliya, text)
  await until('it is acknowledged', () => telegram.shown(group).length > before)
  const acknowledged = telegram.shown(group).at(-1)?.id ?? 0
  const { number } = await one<{ number: number }>(
    staff.db,
    `select i.number from incident i join report r on r.incident_id = i.id join chat c on c.id = r.chat_id
     where c.external_id = $1`,
    [String(group)],
  )
  const act = async (body: object) => {
    const { version, id } = (await staff.doors.chief.ask('GET', `/api/incidents/${number}`)).body
    const done = await staff.doors.chief.ask('POST', `/api/incidents/${id}/acts`, { ...body, version })
    assert.equal(done.status, 200, JSON.stringify(done.body))
  }
  await act({ act: 'accept' })
  await act({ act: 'notFound', text: 'Мусора нет' })
  await until('the outcome is told', () => telegram.shown(group).some(({ buttons }) => buttons.length > 0))
  const outcome = telegram.shown(group).find(({ buttons }) => buttons.length > 0)?.id ?? 0
  const noted = `select 1 as one from reply r join chat c on c.id = r.chat_id where c.external_id = $1 and r.external_id = $2`
  await until('and we know where', async () => {
    const rows = await query(staff.db, noted, [String(group), String(outcome)])
    return rows.length === 1
  })
  const react = async (message: number, emoji: string[], by = bekzat) => {
    telegram.react(group, message, by, emoji)
    await quiet()
  }
  const ratings = async () => (await staff.doors.chief.ask('GET', `/api/incidents/${number}`)).body.ratings
  return { group, bekzat, told, acknowledged, outcome, number, act, react, ratings }
}

/** The figure, and its list. */
async function thanks(): Promise<number> {
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
  const span = `from=${day(-2)}&to=${day(2)}`
  const { figures } = (await staff.doors.chief.ask('GET', `/api/campaign?${span}`)).body
  for (const measure of ['thanks', 'ratings', 'rated']) {
    const { total } = (await staff.doors.chief.ask('GET', `/api/campaign/list?measure=${measure}&${span}`)).body
    assert.equal(total, figures[measure], measure)
  }
  return figures.thanks
}

const traces = async () =>
  one<{ voices: number; entries: number }>(
    staff.db,
    `select (select count(*)::int from satisfaction) as voices,
       (select count(*)::int from journal where kind like 'satisfaction.%') as entries`,
  )

test('a thumb under the outcome is thanks, once for a person, until it is taken back', async () => {
  const { outcome, react, ratings } = await ended()
  const before = await thanks()
  await react(outcome, ['👍'])
  await react(outcome, ['👍', '❤'])
  assert.deepEqual(
    (await ratings()).map(({ thanks, score, reacted }: Record<string, unknown>) => [thanks, score, reacted]),
    [[true, null, true]],
  )
  assert.equal(await thanks(), before + 1)
  await react(outcome, ['🙏'], aliya)
  assert.equal(await thanks(), before + 2)
  await react(outcome, [])
  assert.equal((await ratings()).length, 1)
  await react(outcome, ['👎'], aliya)
  assert.deepEqual([await ratings(), await thanks()], [[], before])
})

test('a thumb down, and whatever stands under another message, leaves no trace', async () => {
  const { outcome, acknowledged, told, react } = await ended(
    'Во дворе дома 16 третью ночь орёт музыка, спать невозможно',
  )
  const before = await traces()
  await react(outcome, ['👎'])
  await react(outcome, ['😁'])
  await react(acknowledged, ['👍'])
  await react(told, ['👍'])
  assert.deepEqual(await traces(), before)
})

test('a button and a thumb of one person are one voice; the thumb taken back, the button still says thanks', async () => {
  const { group, bekzat, outcome, react, ratings } = await ended(
    'Стая бродячих собак у школы 47, вчера покусали ребёнка',
  )
  await telegram.press(group, outcome, 'thanks', bekzat)
  await react(outcome, ['👍'])
  assert.equal((await ratings()).length, 1)
  await react(outcome, [])
  assert.deepEqual(
    (await ratings()).map(({ thanks, reacted }: Record<string, unknown>) => [thanks, reacted]),
    [[true, false]],
  )
})

test('who is blocked and who serves here thank nobody, by a thumb or a button; what was given before a block may be taken back', async () => {
  const { group, bekzat, outcome, react, ratings } = await ended(
    'На углу Теректи и Жибек Жолы провалился люк, яма посреди дороги',
  )
  const { newId, book } = staff.running.deps
  await react(outcome, ['👍'])
  assert.equal((await ratings()).length, 1)
  const blocked = { channel, author: String(bekzat.id), reason: 'реклама', until: null, byAccount: null }
  await inTransaction(staff.db, (tx) => block(tx, staff.departmentId, blocked, now()))
  book.forget()
  await react(outcome, [])
  assert.deepEqual(await ratings(), [])
  await react(outcome, ['👍'])
  assert.deepEqual(await ratings(), [])
  const officer = telegram.person('Участковый')
  const own = `insert into chat (id, department_id, account_id, channel, external_id, title, kind, staff_id, created_at)
    values ($1, $2, $3, $4, $5, 'Участковый', 'staff', $6, $7)`
  await inTransaction(staff.db, (tx) =>
    query(tx, own, [newId(), staff.departmentId, accountId, channel, String(officer.id), staff.ids.inspector, now()]),
  )
  book.forget()
  await react(outcome, ['👍'], officer)
  assert.match((await telegram.press(group, outcome, 'rate:5', officer)) ?? '', /ставят жители/)
  assert.deepEqual(await ratings(), [])
})
