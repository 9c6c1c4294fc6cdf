import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, query } from '../base/database.ts'
import { chatRow, startTalking, type Talking, until } from '../bot-testing.ts'
import type { ChatBesideView } from '../chat/chat-settings-routes.ts'
import type { IncidentPage } from '../incident/incident.ts'
import type { ChatCodes, GivenCode } from './routes.ts'
import { leaveUnbound } from './step.ts'

let talking: Talking

before(async () => {
  talking = await startTalking()
})
after(() => talking?.close())

const member = { by: 'u1', byName: 'Председатель', rights: { readsAll: true, posts: true, admin: false } }
const hour = 3_600_000

async function code(precinctId = talking.precincts[0]): Promise<GivenCode> {
  const { doors } = talking.staff
  const body = { accountId: talking.bot.accountId, precinctId }
  const answer = await doors.administrator.ask('POST', '/api/chats/codes', body)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return answer.body as GivenCode
}

const join = (chat: string, more: object = {}) =>
  talking.bot.on.event(chat, { kind: 'joined', title: 'Теректі 14', ...member, ...more })

const noted = async (what: string) => {
  const sql = `select department_id as "departmentId", data from journal where kind = 'chat.changed' and data->>'what' = $1`
  return query<{ departmentId: string; data: unknown }>(talking.staff.db, sql, [what])
}

test('a chairman binds a group alone: the bot says what it is, takes the code, and reads from then on', async () => {
  const { bot, staff } = talking
  await join('-100')
  const first = await bot.says('-100', /\/bind КОД/)
  assert.match(first.post.text, /учаскелік инспектордың боты[\s\S]*бот участкового инспектора/)
  await bot.write('-100', 'u2', 'Возле дома 14 на улице Теректи свалили строительный мусор, уберите пожалуйста')
  const kept = () =>
    query(staff.db, `select 1 from report r join chat c on c.id = r.chat_id where c.external_id = '-100'`)
  assert.equal((await kept()).length, 0)
  const { code: shown, link } = await code()
  assert.match(link ?? '', /^https:\/\/t\.me\/yard_bot\?startgroup=[A-Z]{8}$/)
  await bot.write('-100', 'u1', `/bind ${shown.toLowerCase()}`)
  await bot.says('-100', /№ 1 учаскеге байланды[\s\S]*участку № 1/)
  const row = await chatRow(talking, bot, '-100')
  assert.deepEqual([row.state, row.precinctId], ['bound', talking.precincts[0]])
  await bot.write('-100', 'u2', 'Возле дома 14 на улице Теректи опять свалили строительный мусор, третий день лежит')
  await until(async () => (await kept()).length === 1)
})

test('a code is for once, for a week, for its account, and may be taken back', async () => {
  const { bot, foreign, staff, clock } = talking
  const once = await code()
  await join('-201')
  await join('-202')
  await bot.write('-201', 'a201', `/start ${once.code}`)
  await bot.says('-201', /привязан к участку/)
  await bot.write('-202', 'a202', `/bind ${once.code}`)
  await bot.says('-202', /Такого кода нет/)

  const [kept, withdrawn] = [await code(), await code()]
  await foreign.on.event('-203', { kind: 'joined', title: 'Чужой', ...member })
  await foreign.write('-203', 'a203', `/bind ${kept.code}`)
  await foreign.says('-203', /Такого кода нет/)

  const { body } = await staff.doors.administrator.ask('GET', '/api/chats/codes')
  const [newest] = (body as ChatCodes).items
  assert.ok(newest && !JSON.stringify(body).includes(withdrawn.code.replace('-', '')))
  assert.equal((await staff.doors.administrator.ask('DELETE', `/api/chats/codes/${newest.id}`)).status, 200)
  await bot.write('-202', 'a202', `/bind ${withdrawn.code}`)
  await until(async () => bot.heard('-202').filter(({ post }) => /Такого кода нет/.test(post.text)).length === 2)

  clock.ahead = 8 * 24 * hour
  await bot.write('-202', 'a202', `/bind ${kept.code}`)
  await until(async () => bot.heard('-202').filter(({ post }) => /Такого кода нет/.test(post.text)).length === 3)
  clock.ahead = 0
  assert.equal((await chatRow(talking, bot, '-202')).state, 'asked')
})

test('after five wrong codes in an hour even the right one waits', async () => {
  const { bot, clock } = talking
  const right = await code()
  await join('-300')
  for (let at = 0; at < 5; at += 1) await bot.write('-300', 'guesser', '/bind ABCE-FHKM')
  await bot.write('-300', 'guesser', `/bind ${right.code}`)
  await bot.says('-300', /Слишком много/)
  clock.ahead = hour + 60_000
  await bot.write('-300', 'guesser', `/bind ${right.code}`)
  await bot.says('-300', /привязан к участку/)
  clock.ahead = 0
})

test('only an administrator makes codes, and only for the own department', async () => {
  const { staff, bot, foreign } = talking
  const body = { accountId: bot.accountId, precinctId: talking.precincts[0] }
  for (const role of ['inspector', 'chief'] as const) {
    assert.equal((await staff.doors[role].ask('POST', '/api/chats/codes', body)).status, 403)
    assert.equal((await staff.doors[role].ask('GET', '/api/chats/codes')).status, 403)
  }
  const strange = { ...body, accountId: foreign.accountId }
  assert.equal((await staff.doors.administrator.ask('POST', '/api/chats/codes', strange)).status, 404)
  const nowhere = { ...body, precinctId: staff.departmentId }
  assert.equal((await staff.doors.administrator.ask('POST', '/api/chats/codes', nowhere)).status, 400)
})

test('a group that another department has is refused without its name, both administrators find it in their journals', async () => {
  const { bot, foreign, staff } = talking
  const other = (await chatRowOfForeign()).departmentId
  const bound = `update chat set state = 'bound' where channel = $1 and external_id = '-203'`
  await inTransaction(staff.db, (tx) => query(tx, bound, [foreign.name]))
  await join('-203')
  await bot.write('-203', 'a1', `/bind ${(await code()).code}`)
  const { post } = await bot.says('-203', /уже обслуживается/)
  assert.doesNotMatch(post.text, /Другой|Басқа бөлім|Чужой/)
  assert.equal((await chatRow(talking, bot, '-203')).state, 'refused')
  assert.deepEqual(
    new Set((await noted('bound-elsewhere')).map(({ departmentId }) => departmentId)),
    new Set([staff.departmentId, other]),
  )
  await until(async () => {
    await leaveUnbound(staff.running.deps)
    return bot.left.includes('-203')
  })
  assert.equal((await chatRow(talking, bot, '-203')).state, 'left')
})

const chatRowOfForeign = () => chatRow(talking, talking.foreign, '-203')

test('what the bot may not do is said in plain words, and taken back when it is put right', async () => {
  const { bot } = talking
  await join('-400', { rights: { readsAll: false, posts: true, admin: false } })
  await bot.says('-400', /назначьте его администратором/)
  assert.equal((await chatRow(talking, bot, '-400')).problem, 'no-reading')
  await bot.on.event('-400', { kind: 'rights', rights: { readsAll: false, posts: true, admin: true } })
  await bot.says('-400', /теперь бот видит/)
  assert.equal((await chatRow(talking, bot, '-400')).problem, '')
  const before = bot.heard('-400').length
  await bot.on.event('-400', { kind: 'rights', rights: { readsAll: false, posts: false, admin: false } })
  assert.equal((await chatRow(talking, bot, '-400')).problem, 'no-posting')
  assert.equal(bot.heard('-400').length, before)
})

test('a chairman who writes no code hears how; a group that is bound deaf hears what is missing', async () => {
  const { bot } = talking
  await join('-410', { rights: { readsAll: false, posts: true, admin: false } })
  await bot.write('-410', 'c4', '/about')
  await bot.says('-410', /сейчас ничего не читается[\s\S]*Что хранится/)
  for (let n = 0; n < 8; n += 1) await bot.write('-410', 'c4', '/bind')
  await bot.says('-410', /например: \/bind ABCD-EFGH/)
  bot.rights = { readsAll: false, posts: true, admin: false }
  await bot.write('-410', 'c4', `/bind ${(await code()).code}`)
  bot.rights = { readsAll: true, posts: true, admin: true }
  await bot.says('-410', /привязан к участку[\s\S]*назначьте его администратором/)
  assert.equal((await chatRow(talking, bot, '-410')).problem, 'no-reading')
  await bot.write('-410', 'c6', '/leave')
  await bot.says('-410', /удаляет его из участников/)
  assert.equal((await chatRow(talking, bot, '-410')).state, 'bound')
})

test('a group that does not want the bot says so, and it leaves once that was heard', async () => {
  const { bot, staff } = talking
  await join('-420')
  await bot.write('-420', 'c5', '/leave')
  await bot.says('-420', /Хорошо, бот выходит/)
  await until(async () => {
    await leaveUnbound(staff.running.deps)
    return bot.left.includes('-420')
  })
  assert.equal((await chatRow(talking, bot, '-420')).state, 'left')
  await bot.write('-420', 'c5', `/leave`)
  await join('-420')
  assert.equal((await chatRow(talking, bot, '-420')).state, 'asked')
})

test('a group without a code is left after a day, and may ask the bot back', async () => {
  const { bot, clock, staff } = talking
  await join('-500')
  await bot.says('-500', /\/bind КОД/)
  clock.ahead = 23 * hour
  await leaveUnbound(staff.running.deps)
  assert.equal((await chatRow(talking, bot, '-500')).state, 'asked')
  clock.ahead = 25 * hour
  await leaveUnbound(staff.running.deps)
  await bot.says('-500', /бот выходит/)
  await until(async () => {
    await leaveUnbound(staff.running.deps)
    return bot.left.includes('-500')
  })
  clock.ahead = 0
  await join('-500')
  assert.equal((await chatRow(talking, bot, '-500')).state, 'asked')
})

test('a removed bot is seen as left; put back into a bound group it needs no second code', async () => {
  const { bot } = talking
  await bot.on.event('-201', { kind: 'left', by: 'u1' })
  assert.equal((await chatRow(talking, bot, '-201')).state, 'left')
  assert.ok((await noted('left')).length > 0)
  await join('-201')
  assert.equal((await chatRow(talking, bot, '-201')).state, 'bound')
  await bot.says('-201', /снова в чате/)
})

test('where an administrator let the bot leave, who puts it back needs a code anew', async () => {
  const { bot, staff } = talking
  await join('-250')
  await bot.write('-250', 'a250', `/bind ${(await code()).code}`)
  await bot.says('-250', /привязан к участку/)
  assert.equal((await staff.doors.administrator.ask('POST', `/api/chats/${await idOf('-250')}/leave`)).status, 200)
  await bot.on.event('-250', { kind: 'left', by: 'bot' })
  await join('-250')
  assert.equal((await chatRow(talking, bot, '-250')).state, 'asked')
})

test('a group that moved keeps its binding, also when the new id was heard of first', async () => {
  const { bot } = talking
  await join('-1000201')
  await bot.on.event('-201', { kind: 'moved', to: '-1000201' })
  assert.equal((await chatRow(talking, bot, '-1000201')).state, 'bound')
  await bot.on.event('-1000201', { kind: 'titled', title: '\u200bДвор\n14\u200b' })
  const [row] = await query<{ title: string }>(
    talking.staff.db,
    `select title from chat where external_id = '-1000201'`,
    [],
  )
  assert.equal(row?.title, 'Двор 14')
})

test("the bot comes in once however often that is told, and answers no stranger's command", async () => {
  const { bot } = talking
  await join('-600')
  await join('-600')
  await bot.says('-600', /\/bind КОД/)
  await bot.write('-600', 'u9', '/ban all')
  await bot.write('-600', 'u9', '/help')
  await bot.write('-600', 'u9', '/about')
  await bot.says('-600', /Что хранится/)
  assert.equal(bot.heard('-600').length, 2)
})

const settingsOf = async (id: string) =>
  (await talking.staff.doors.administrator.ask('GET', `/api/chats/${id}/settings`)).body as ChatBesideView
const idOf = async (externalId: string) => {
  const sql = `select id from chat where channel = $1 and external_id = $2`
  const [row] = await query<{ id: string }>(talking.staff.db, sql, [talking.bot.name, externalId])
  assert.ok(row)
  return row.id
}
const choose = async (id: string, chairman: object) =>
  talking.staff.doors.administrator.ask('PUT', `/api/chats/${id}/settings`, { chairman: { contact: '', ...chairman } })
const silent = { readsAll: true, posts: false, admin: false }
const deaf = { readsAll: false, posts: true, admin: false }
const well = { readsAll: true, posts: true, admin: true }

test('who brought the bot and who brought the code are suggested as the chairman; nobody else can be chosen', async () => {
  const { bot } = talking
  await join('-700', { by: 'adder', byName: ' Сауле\u200b ' })
  await bot.write('-700', 'bearer', `/bind ${(await code()).code}`)
  await bot.says('-700', /привязан к участку/)
  const id = await idOf('-700')
  const { hosts } = await settingsOf(id)
  assert.deepEqual(
    hosts.map(({ author, name, how, reached }) => [author, name, how, reached]),
    [
      ['bearer', 'Житель', 'code', false],
      ['adder', 'Сауле', 'added', false],
    ],
  )
  assert.equal((await choose(id, { name: 'Чужой', author: 'somebody' })).status, 400)
  assert.equal((await choose(id, { name: 'Сауле', author: 'adder' })).status, 200)
  // A third person becomes known by a code of the administrator; the binding stays as it is.
  await bot.write('-700', 'third', `/bind ${(await code(talking.precincts[1])).code}`)
  await bot.says('-700', /уже привязан/)
  assert.equal((await settingsOf(id)).hosts[0]?.author, 'third')
  assert.equal((await chatRow(talking, bot, '-700')).precinctId, talking.precincts[0])
})

test('the chairman alone is told what the bot lost, once they have written to it, and the group hears nothing of it', async () => {
  const { bot } = talking
  const group = () => bot.heard('-700').length
  await bot.on.event('-700', { kind: 'rights', rights: deaf })
  await bot.says('-700', /назначьте его администратором/)
  await bot.on.event('-700', { kind: 'rights', rights: well })
  await bot.says('-700', /теперь бот видит/)
  await bot.write('adder', 'adder', '/start')
  await bot.says('adder', /увидит только участковый/)
  assert.equal((await settingsOf(await idOf('-700'))).hosts.find(({ author }) => author === 'adder')?.reached, true)

  const before = group()
  await bot.on.event('-700', { kind: 'rights', rights: deaf })
  await bot.says('adder', /Чат «Теректі 14»: бот больше не видит сообщений/)
  await bot.on.event('-700', { kind: 'rights', rights: silent })
  await bot.says('adder', /боту запрещено писать/)
  await bot.on.event('-700', { kind: 'rights', rights: well })
  await bot.says('adder', /снова видит сообщения и отвечает/)
  await bot.on.event('-700', { kind: 'left', by: 'somebody' })
  await bot.says('adder', /Бот удалён из чата «Теректі 14»/)
  assert.equal(group(), before)

  await join('-700', { by: 'adder', byName: 'Сауле' })
  await bot.says('-700', /снова в чате/)
  const told = bot.heard('adder').length
  await bot.on.event('-700', { kind: 'left', by: 'adder' })
  await bot.write('adder', 'adder', '/about')
  await bot.says('adder', /Что хранится/)
  assert.equal(bot.heard('adder').length, told + 1, 'what one did oneself needs no telling')
})

test('who wrote to the bot before bringing it into a group can be told alone at once', async () => {
  const { bot } = talking
  await bot.write('early', 'early', '/start')
  await bot.says('early', /увидит только участковый/)
  await until(
    async () =>
      (await query(talking.staff.db, `select 1 from reply where recipient = 'early' and state = 'sent'`)).length > 0,
  )
  await join('-720', { by: 'early', byName: 'Дана' })
  await join('-721', { by: 'late', byName: 'Ерболат' })
  const reached = async (chat: string) => (await settingsOf(await idOf(chat))).hosts.map((host) => host.reached)
  assert.deepEqual([await reached('-720'), await reached('-721')], [[true], [false]])
})

test("the chairman's messages are marked on the incident's page, the others' are not", async () => {
  const { bot, staff } = talking
  await join('-710', { by: 'head', byName: 'Ерлан' })
  await bot.write('-710', 'head', `/bind ${(await code()).code}`)
  await bot.says('-710', /привязан к участку/)
  assert.equal((await choose(await idOf('-710'), { name: 'Ерлан', author: 'head' })).status, 200)
  const marks = async (author: string, text: string) => {
    await bot.write('-710', author, text)
    const sql = `select incident_id as id from report where author = $1 and incident_id is not null`
    let found: { id: string } | undefined
    await until(async () => {
      ;[found] = await query<{ id: string }>(staff.db, sql, [author])
      return found !== undefined
    })
    const { body } = await staff.doors.inspector.ask('GET', `/api/incidents/${found?.id}`)
    return (body as IncidentPage).messages.map(({ chairman }) => chairman)
  }
  assert.deepEqual(await marks('head', 'Возле дома 31 на улице Абая свалили строительный мусор, третий день лежит'), [
    true,
  ])
  assert.deepEqual(await marks('other', 'Возле дома 77 на улице Кунаева сожгли листву, дым стоит на весь двор'), [
    false,
  ])
})
