import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, query } from '../base/database.ts'
import { startTalking, type Talking, until } from '../bot-testing.ts'
import { block } from '../chat/blocked-store.ts'
import type { GivenCode } from './routes.ts'

let talking: Talking
const group = '-700'
const noise = 'Соседи опять шумят после полуночи, музыка на весь подъезд, дети не спят'

before(async () => {
  talking = await startTalking()
  const { bot, staff, precincts } = talking
  const rights = { readsAll: true, posts: true, admin: true }
  await bot.on.event(group, { kind: 'joined', title: 'Двор', by: 'c1', byName: '', rights })
  const body = { accountId: bot.accountId, precinctId: precincts[0] }
  const { code } = (await staff.doors.administrator.ask('POST', '/api/chats/codes', body)).body as GivenCode
  await bot.write(group, 'c1', `/bind ${code}`)
  await bot.says(group, /привязан к участку/)
})
after(() => talking?.close())

const reportsOf = (author: string) =>
  query<{ state: string; direct: boolean; incidentId: string | null }>(
    talking.staff.db,
    'select state, direct, incident_id as "incidentId" from report where author = $1',
    [author],
  )

test('in a group the bot says what is kept, and sends whoever asks for their own to a talk of their own', async () => {
  const { bot } = talking
  await bot.write(group, 'r1', '/about')
  const { post } = await bot.says(group, /Что хранится/)
  assert.match(post.text, /Не сақталады/)
  await bot.write(group, 'r1', '/private')
  await bot.says(group, /t\.me\/yard_bot/)
  const before = bot.heard(group).length
  await bot.write(group, 'r1', '/my')
  await until(async () => bot.heard(group).length > before)
  assert.doesNotMatch(bot.heard(group).at(-1)?.post.text ?? '', /№/)
})

test('what is written to the bot alone goes to the inspector only, is confirmed, and its writer says which precinct', async () => {
  const { bot, staff } = talking
  const said = bot.heard(group).length
  await bot.write('r2', 'r2', '/private')
  await bot.says('r2', /увидит только участковый/)
  await bot.write('r2', 'r2', noise)
  const { post, id } = await bot.says('r2', /К какому участку/)
  assert.deepEqual(
    post.buttons.map(([button]) => button?.id),
    talking.precincts.map((precinct) => `precinct:${precinct}`),
  )
  const [report] = await reportsOf('r2')
  assert.equal(report?.direct, true)
  assert.equal(bot.heard(group).length, said)
  const press = (by: string) => bot.on.press(by, { message: id, button: `precinct:${talking.precincts[1]}`, by })
  assert.equal(await press('r3'), null)
  assert.match((await press('r2')) ?? '', /Рақмет|Спасибо/)
  const precinct = `select precinct_id as id from incident where id = $1`
  const rows = await query<{ id: string }>(staff.db, precinct, [report?.incidentId])
  assert.equal(rows[0]?.id, talking.precincts[1])
  assert.match((await press('r2')) ?? '', /анықталып қойған|уже определён/)
})

test('words that are no clear report are confirmed once, however many messages they come in', async () => {
  const { bot } = talking
  for (const text of ['Здравствуйте', 'у меня вопрос', 'можно?']) await bot.write('r4', 'r4', text)
  await bot.says('r4', /Передано участковому лично/)
  assert.equal(bot.heard('r4').length, 1)
})

test('one sees the own reports by number and status, in the own talk and without their words', async () => {
  const { bot } = talking
  await bot.write('r2', 'r2', '/my')
  const { post } = await bot.says('r2', /№ \d+, \d+ .*: принято/)
  assert.doesNotMatch(post.text, /шумят|подъезд/)
  await bot.write('r5', 'r5', '/my')
  await bot.says('r5', /нет сообщений/)
})

test('who asks not to be read is not read until they ask again; a block of the department stays', async () => {
  const { bot, staff } = talking
  await bot.write(group, 'r6', '/stop')
  await bot.says(group, /больше не читаются/)
  await bot.write(group, 'r6', noise)
  assert.equal((await reportsOf('r6')).length, 0)
  await bot.write('r6', 'r6', '/start')
  await bot.says('r6', /снова читаются/)
  await bot.write(group, 'r6', noise)
  await until(async () => (await reportsOf('r6')).length === 1)

  const { deps } = staff.running
  const blocked = { channel: bot.name, author: 'r7', reason: 'flood', until: null, byAccount: staff.ids.chief }
  await inTransaction(deps.db, (tx) => block(tx, staff.departmentId, blocked, deps.now()))
  deps.book.forget()
  await bot.write('r7', 'r7', '/start')
  await bot.says('r7', /не читаются/)
  await bot.write(group, 'r7', noise)
  assert.equal((await reportsOf('r7')).length, 0)
})

test('alone with the bot an unknown command is answered with help; a code for a group is not spent there', async () => {
  const { bot, staff, precincts } = talking
  await bot.write('r8', 'r8', '/weather')
  await bot.says('r8', /Напишите, что случилось/)
  const body = { accountId: bot.accountId, precinctId: precincts[0] }
  const { code } = (await staff.doors.administrator.ask('POST', '/api/chats/codes', body)).body as GivenCode
  await bot.write('r8', 'r8', `/bind ${code}`)
  await bot.says('r8', /добавьте бота в чат/)
})

test('a group is not flooded with the same explanation', async () => {
  const { bot, staff } = talking
  for (let at = 0; at < 8; at += 1) await bot.write(group, `many${at}`, '/about')
  const said = await query(staff.db, `select 1 from reply where recipient is null and step like 'bot:about:%'`, [])
  assert.equal(said.length, 3)
})

test('what commands are answered with is laid out once when they come twice', async () => {
  const { bot, staff } = talking
  const command = { name: 'my', args: '', message: 'twice', at: new Date(), author: 'r9', authorName: '', direct: true }
  for (let at = 0; at < 2; at += 1) await bot.on.command('r9', { ...command, replyTo: null })
  const rows = await query(staff.db, `select 1 from reply where recipient = 'r9'`, [])
  assert.equal(rows.length, 1)
})
