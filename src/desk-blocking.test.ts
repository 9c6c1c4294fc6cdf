import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, one, query } from './base/database.ts'
import type { GivenCode } from './bot/routes.ts'
import { startTalking, type Talking, until } from './bot-testing.ts'
import type { BlockedAuthor } from './chat/chat-settings-routes.ts'
import type { IncidentPage } from './incident/incident.ts'
import type { Door } from './staff-testing.ts'

/** Who is not read: decided by a report, for a while, by those whose report it is. */

const group = '-900'
const day = 86_400_000
let talking: Talking

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

const inDays = (days: number) => new Date(talking.staff.running.deps.now().getTime() + days * day).toISOString()
let house = 10

interface Told {
  reportId: string
  number: number
}
/** A report of this author that became an incident of the first precinct. */
async function tells(author: string): Promise<Told> {
  house += 2
  const text = `Возле дома ${house} на улице Теректи свалили строительный мусор, третий день лежит, уберите`
  await talking.bot.write(group, author, text)
  let found: Told | undefined
  await until(async () => {
    const sql = `select r.id as "reportId", i.number::int as number from report r join incident i on i.id = r.incident_id
      where r.author = $1 and i.inspector_id is not null order by r.received_at desc limit 1`
    ;[found] = await query<Told>(talking.staff.db, sql, [author])
    return found !== undefined
  })
  assert.ok(found)
  return found
}

const block = (door: Door, reportId: string, until: string | null, reason = 'ругань и реклама') =>
  door.ask('POST', '/api/blocked', { reportId, reason, until })
const page = async ({ number }: Told) =>
  (await talking.staff.doors.inspector.ask('GET', `/api/incidents/${number}`)).body as IncidentPage
const messageOf = async (told: Told) => (await page(told)).messages.find(({ id }) => id === told.reportId)

test('after it an author leaves no trace at all, and is heard again when it is taken back', async () => {
  const { staff, bot } = talking
  const told = await tells('loud')
  assert.deepEqual((await messageOf(told))?.blocked, null)
  assert.equal((await messageOf(told))?.mayBlock, true)
  const done = await block(staff.doors.inspector, told.reportId, inDays(7))
  assert.equal(done.status, 201, JSON.stringify(done.body))
  assert.equal((await messageOf(told))?.blocked?.asked, false)

  const rows = () =>
    one<{ reports: number; journal: number; messages: number }>(
      staff.db,
      `select (select count(*)::int from report) as reports, (select count(*)::int from journal) as journal,
         (select coalesce(sum(messages), 0)::int from chat_day) as messages`,
      [],
    )
  await staff.running.deps.ears.flush()
  const before = await rows()
  await bot.write(group, 'loud', 'Возле дома 3 на улице Теректи опять свалили строительный мусор, СЛЕДОВ не оставит')
  await bot.on.edited(group, { id: 'm1', at: new Date(), author: 'loud', authorName: 'Житель', text: 'мусор у дома 3 СЛЕДОВ', media: null, attachments: [], location: null, replyTo: null, direct: false }) // biome-ignore format: a message
  await staff.running.deps.ears.flush()
  assert.deepEqual(await rows(), before)

  const again = await staff.doors.inspector.ask('DELETE', `/api/blocked/${told.reportId}`)
  assert.equal(again.status, 200)
  assert.equal((await messageOf(told))?.blocked, null)
  await tells('loud')
  const kinds = (await page(told)).journal.map(({ kind, byName }) => `${kind} ${byName}`)
  assert.ok(kinds.includes('author.blocked Person inspector') && kinds.includes('author.heard Person inspector'))
  assert.ok(!JSON.stringify((await page(told)).journal).includes('реклама'), 'the journal has no words of people')
})

test('an inspector decides of the own reports, for a month at most; an administrator of any, also for good', async () => {
  const { staff, yard } = talking
  const told = await tells('rude')
  const neighbour = await staff.signIn(yard.neighbour)
  assert.equal((await block(neighbour, told.reportId, inDays(1))).status, 403)
  for (const until of [null, inDays(31.1), inDays(-1)])
    assert.equal((await block(staff.doors.inspector, told.reportId, until)).status, 400)
  assert.equal((await block(staff.doors.inspector, told.reportId, inDays(1), ' x ')).status, 400)
  assert.equal((await block(staff.doors.inspector, told.reportId, inDays(1), 'asked')).status, 400)
  assert.equal((await block(staff.doors.inspector, staff.departmentId, inDays(1))).status, 404)
  assert.equal((await block(staff.doors.chief, told.reportId, inDays(30))).status, 201)

  assert.equal((await block(staff.doors.administrator, told.reportId, null)).status, 201)
  const listed = (await staff.doors.administrator.ask('GET', '/api/blocked')).body as { items: BlockedAuthor[] }
  const [one] = listed.items
  assert.deepEqual([one?.author, one?.until, one?.byName], ['rude', null, 'Person administrator'])
  const whom = { channel: one?.channel, author: 'rude' }
  const shortened = { ...whom, until: inDays(100) }
  assert.equal((await staff.doors.chief.ask('PATCH', '/api/blocked', shortened)).status, 403)
  assert.equal((await staff.doors.administrator.ask('PATCH', '/api/blocked', shortened)).status, 200)
  assert.equal((await messageOf(told))?.blocked?.until, shortened.until)
  assert.equal(
    (await staff.doors.administrator.ask('PATCH', '/api/blocked', { ...whom, until: inDays(-1) })).status,
    400,
  )
  assert.equal((await staff.doors.administrator.ask('PATCH', '/api/blocked', { ...whom, until: null })).status, 200)
  assert.equal((await staff.doors.inspector.ask('DELETE', `/api/blocked/${told.reportId}`)).status, 403)
  assert.equal((await block(staff.doors.inspector, told.reportId, inDays(1))).status, 403)
  assert.equal((await staff.doors.administrator.ask('DELETE', `/api/blocked/${told.reportId}`)).status, 200)
  assert.deepEqual((await staff.doors.administrator.ask('GET', '/api/blocked')).body, { items: [] })
})

test('who asked not to be read is not read without end, whatever a person decides; what has ended is not listed', async () => {
  const { staff, bot } = talking
  const told = await tells('shy')
  await bot.write(group, 'shy', '/stop')
  await bot.says(group, /больше не читаются/)
  assert.deepEqual((await messageOf(told))?.blocked, { until: null, asked: true })
  assert.equal((await block(staff.doors.inspector, told.reportId, inDays(1))).status, 409)
  assert.equal((await staff.doors.inspector.ask('DELETE', `/api/blocked/${told.reportId}`)).status, 409)

  const other = await tells('brief')
  assert.equal((await block(staff.doors.inspector, other.reportId, inDays(1))).status, 201)
  const ended = `update blocked_author set until = $1 where author = 'brief'`
  await inTransaction(staff.db, (tx) => query(tx, ended, [inDays(-1)]))
  const { items } = (await staff.doors.administrator.ask('GET', '/api/blocked')).body as { items: BlockedAuthor[] }
  assert.deepEqual(
    items.map(({ author }) => author),
    ['shy'],
  )
})

test("an officer's own talk is heard whatever was decided, and what came from a file has nobody to be left unread", async () => {
  const { staff, bot } = talking
  const { db, doors } = staff
  const told = await tells('officer')
  assert.equal((await block(doors.inspector, told.reportId, inDays(7))).status, 201)
  await doors.administrator.ask('PUT', '/api/staff-messengers', { staffInMessengers: true })
  const given = await doors.inspector.ask('POST', '/api/me/messenger-code', { accountId: bot.accountId })
  await bot.write('officer', 'officer', `/start ${(given.body as GivenCode).code}`)
  await until(async () => bot.heard('officer').length > 0)
  const before = bot.heard('officer').length
  await bot.write('officer', 'officer', 'что нового')
  await until(async () => bot.heard('officer').length > before)
  assert.equal((await block(doors.inspector, told.reportId, inDays(7))).status, 409)

  const file = await tells('from-file')
  await inTransaction(db, (tx) =>
    query(tx, `update chat set channel = 'export' where id = (select chat_id from report where id = $1)`, [file.reportId]),
  ) // biome-ignore format: one statement
  staff.running.deps.book.forget()
  assert.equal((await messageOf(file))?.mayBlock, false)
  assert.equal((await block(doors.inspector, file.reportId, inDays(1))).status, 409)
})
