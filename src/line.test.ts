import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startWhatsapp, type Whatsapp } from '../emulators/whatsapp.ts'
import { inTransaction, one, query } from './base/database.ts'
import { seal } from './base/seal.ts'
import * as accounts from './chat/account-store.ts'
import { type Staff, startStaff } from './staff-testing.ts'

/** A direct line from end to end: the messenger calls our server, the report is kept, and the answer stands in the own chat. */

let staff: Staff
let whatsapp: Whatsapp
let hookUrl: string
let accountId: string
const debris = 'В наши контейнеры во дворе дома 14/2 опять вываливают строительный мусор, мешки и кирпич!'

before(async () => {
  whatsapp = await startWhatsapp({ paced: false })
  staff = await startStaff()
  const { newId, newSecret, sealKey, hub, now } = staff.running.deps
  const hook = newSecret()
  accountId = newId()
  hookUrl = `${staff.running.address}/hooks/${hook}`
  const settings = { graphRoot: whatsapp.url, phoneNumberId: whatsapp.settings.phoneNumberId }
  const sealed = seal(sealKey, JSON.stringify(whatsapp.secrets))
  const base = {
    id: accountId,
    departmentId: staff.departmentId,
    kind: 'whatsapp' as const,
    title: 'Линия',
    address: '',
  }
  await inTransaction(staff.db, (tx) => accounts.addAccount(tx, { ...base, sealed, settings, hook }, now()))
  await hub.follow()
})
after(async () => {
  await staff?.close()
  await whatsapp?.close()
})

const reports = () =>
  query<{ text: string; state: string; answerTo: string | null }>(
    staff.db,
    'select text, state, answer_to as "answerTo" from report order by received_at, id',
  )

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let patience = 300; patience > 0; patience--) {
    if (await holds()) return
    await sleep(50)
  }
  throw new Error(`Waited fifteen seconds in vain: ${what}.`)
}

test('the address is confirmed with the word agreed on, and with no other', async () => {
  assert.equal(await whatsapp.setHook(hookUrl, 'wrong'), false)
  assert.equal(await whatsapp.setHook(hookUrl), true)
})

test('who writes to the line is kept once, and answered alone, under the own message', async () => {
  const aliya = whatsapp.person('Алия')
  const told = await whatsapp.say(aliya, debris)
  assert.equal(told.status, 200)
  await whatsapp.deliver({ id: told.id, value: whatsapp.write(aliya, { id: told.id, text: debris }).value })
  assert.equal((await reports()).length, 1)
  await until('an answer in the own chat', () => whatsapp.shown(whatsapp.chatOf(aliya)).length > 0)
  const [shown] = whatsapp.shown(whatsapp.chatOf(aliya))
  assert.equal(shown?.replyTo, told.id, 'the id is the messenger’s own')
  assert.ok(!whatsapp.shown(whatsapp.chatOf(whatsapp.person('Бекзат'))).length)
})

test('the incident shows that the answer was delivered and read; one that was not, with the code and what a person may do', async () => {
  const botagoz = whatsapp.person('Ботагөз')
  await whatsapp.say(botagoz, 'На улице Желтоксан 44 всю ночь орёт музыка, спать невозможно, уберите колонку')
  const own = whatsapp.chatOf(botagoz)
  await until('an answer', () => whatsapp.shown(own).length > 0)
  const [shown] = whatsapp.shown(own)
  const numbers = await query<{ id: string; number: number }>(
    staff.db,
    'select x.id, i.number from reply x join incident i on i.id = x.incident_id where x.recipient = $1',
    [own],
  )
  const [{ id, number }] = numbers as [(typeof numbers)[number]]
  const reply = async () => {
    const { body } = await staff.doors.inspector.ask('GET', `/api/incidents/${number}`)
    return body.replies.find((one: { id: string }) => one.id === id)
  }
  const late = whatsapp.status(shown?.id ?? '', 'read')
  assert.equal((await late).status, 200)
  assert.equal((await whatsapp.status(shown?.id ?? '', 'delivered')).status, 200)
  const { state, deliveredAt, readAt } = await reply()
  assert.equal(state, 'sent')
  assert.ok(deliveredAt && readAt)
  // Another one, to a phone that is never reached.
  await inTransaction(staff.db, (tx) =>
    query(tx, `update reply set delivered_at = null, read_at = null where id = $1`, [id]),
  )
  assert.equal((await whatsapp.status(shown?.id ?? '', 'failed', 131026)).status, 200)
  const failed = await reply()
  assert.deepEqual([failed.state, failed.error, failed.code], ['failed', 'gone', '131026'])
  const { body } = await staff.doors.chief.ask('GET', '/api/replies?state=failed')
  assert.equal(body.items.find((one: { id: string }) => one.id === id).code, '131026')
  assert.equal((await staff.doors.chief.ask('POST', `/api/replies/${id}/again`)).status, 200)
  await until('it is said anew', () => whatsapp.shown(own).length === 2)
  assert.equal(whatsapp.shown(own)[1]?.callback, `${id}~1`)
})

test('a forged call is not heard, and leaves nothing', async () => {
  const before = await reports()
  const forged = whatsapp.write(whatsapp.person('Вера'), { text: `${debris} ПОДЛОГ` })
  const answer = await whatsapp.post([forged.value], 'another-secret')
  assert.ok(answer.status >= 400, `${answer.status}`)
  assert.equal((await reports()).length, before.length)
})

test('what one person forwards from the house chat in one go is one report, with its origin marked', async () => {
  const before = (await reports()).length
  const gulnar = whatsapp.person('Гүлнар')
  const forwarded = [
    'За домом 18 свалили строительный мусор, мешки и кирпич',
    'Это с ремонта на пятом этаже',
    'Приезжала белая газель',
  ]
  for (const text of forwarded) assert.equal((await whatsapp.say(gulnar, { text, forwarded: true })).status, 200)
  const told = await query<{ text: string; origin: object | null; edited: Date | null }>(
    staff.db,
    `select text, origin, edited_at as edited from report where text like 'За домом 18%'`,
  )
  assert.equal((await reports()).length, before + 1)
  assert.equal(told[0]?.text, forwarded.join('\n\n'))
  assert.ok(told[0]?.origin)
  assert.equal(told[0]?.edited, null, 'nothing was changed, only added')
})

test('what its author revokes is forgotten, and whose it was too', async () => {
  const dana = whatsapp.person('Дана')
  const told = await whatsapp.say(dana, `${debris} ОТЗЫВ`)
  assert.equal((await whatsapp.delete(dana, told.id)).status, 200)
  const rows = await query<{ row: string }>(
    staff.db,
    'select r::text as row from report r union all select i::text from incident i',
  )
  assert.ok(rows.every(({ row }) => !row.includes('ОТЗЫВ') && !row.includes(dana.waId) && !row.includes(told.id)))
})

test('a token revoked: the account says so, nothing is hammered, and what waits goes out with a new one', async () => {
  const { hub, sealKey, now, channels } = staff.running.deps
  whatsapp.revoke()
  const said = await whatsapp.say(whatsapp.person('Ержан'), 'Соседи жгут траву во дворе дома 20, дым в окна!')
  assert.ok([200, 503].includes(said.status))
  await until('the state is told', async () => {
    await hub.follow()
    return (await accounts.findAccount(staff.db, accountId))?.state === 'revoked'
  })
  const calls = whatsapp.calls.length
  for (let n = 0; n < 5; n++) await hub.follow()
  assert.equal(whatsapp.calls.length, calls, 'no further tries at once')
  assert.equal(channels.has(`whatsapp:${accountId}`), false)

  whatsapp.settings.token = 'EAAJB-another'
  const sealed = seal(sealKey, JSON.stringify({ ...whatsapp.secrets, accessToken: 'EAAJB-another' }))
  await inTransaction(staff.db, (tx) => accounts.rotateAccount(tx, accountId, sealed, now()))
  await hub.follow()
  assert.equal((await accounts.findAccount(staff.db, accountId))?.state, 'working')
  const waiting = `select count(*)::int as n from reply where state in ('waiting', 'sending') and priority < 9`
  await until('what waited is said', async () => (await one<{ n: number }>(staff.db, waiting)).n === 0)
})
