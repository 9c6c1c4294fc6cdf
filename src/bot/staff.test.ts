import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, one, query } from '../base/database.ts'
import { chatRow, photo, startTalking, type Talking, until } from '../bot-testing.ts'
import type { Said } from '../chat/memory.ts'
import type { Message } from '../chat/message.ts'
import type { GivenCode, IncidentNotes, OwnMessengers } from './routes.ts'
import { tellMorning } from './step.ts'

let talking: Talking
const own = 'officer'
const group = '-800'

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

const incident = (id: string) =>
  one<{
    number: number
    status: string
    category: string
    version: number
    inspectorId: string
    handedTo: string | null
    lon: number | null
  }>(
    talking.staff.db,
    'select number::int as number, status, category, version, inspector_id as "inspectorId", handed_to as "handedTo", lon from incident where id = $1',
    [id],
  )
const set = (sql: string, params: unknown[] = []) => inTransaction(talking.staff.db, (tx) => query(tx, sql, params))

/** What the bot said, once it is written down that it stands there: from then on it can be answered. */
async function stands(said: Said): Promise<Said> {
  const sql = `select 1 from reply where external_id = $1 and state = 'sent'`
  await until(async () => (await query(talking.staff.db, sql, [said.id])).length > 0)
  return said
}

/** Tells something in the group and waits for the officer's card of it. */
async function card(text: string, more: Partial<Message> = {}): Promise<{ said: Said; id: string; number: number }> {
  const { bot, staff } = talking
  const author = `teller-${Math.random()}`
  await bot.write(group, author, text, more)
  let found: { id: string; number: number } | undefined
  await until(async () => {
    const sql = `select i.id, i.number::int as number from incident i join report r on r.incident_id = i.id where r.author = $1`
    ;[found] = await query<{ id: string; number: number }>(staff.db, sql, [author])
    return found !== undefined
  })
  if (!found) throw new Error('No incident was opened.')
  return { ...found, said: await stands(await bot.says(own, new RegExp(`№ ${found.number} ·`))) }
}

const press = (said: Said, button: string) => talking.bot.on.press(own, { message: said.id, button, by: own })
const buttonOf = (said: Said, text: RegExp): string => {
  const found = said.post.buttons.flat().find((one) => text.test(one.text))
  assert.ok(found, `no button ${text} among ${said.post.buttons.flat().map((one) => one.text)}`)
  return found.id
}
/** Presses a button of the card as it stands when it has been redrawn. */
async function tap(said: Said, text: RegExp): Promise<string | null> {
  await until(async () => said.post.buttons.flat().some((one) => text.test(one.text)))
  return press(said, buttonOf(said, text))
}

test('an officer gets no messenger until the administrator has switched it on', async () => {
  const { staff, bot } = talking
  const ask = () => staff.doors.inspector.ask('POST', '/api/me/messenger-code', { accountId: bot.accountId })
  assert.equal((await ask()).status, 409)
  for (const role of ['inspector', 'chief'] as const)
    assert.equal((await staff.doors[role].ask('PUT', '/api/staff-messengers', { staffInMessengers: true })).status, 403)
  const on = await staff.doors.administrator.ask('PUT', '/api/staff-messengers', { staffInMessengers: true })
  assert.deepEqual(on.body, { staffInMessengers: true })
  assert.equal(
    (await staff.doors.administrator.ask('POST', '/api/me/messenger-code', { accountId: bot.accountId })).status,
    403,
  )

  const { code, link } = (await ask()).body as GivenCode
  assert.match(link ?? '', /\?start=[A-Z]{8}$/)
  await bot.write(own, own, `/start ${code}`)
  await bot.says(own, /ваши новые происшествия/)
  // Whatever the hour, nothing of these tests waits for the morning.
  await bot.write(own, own, '/quiet off')
  await set(`update chat set settings = settings || '{"quiet": null}'`)
  const { talks } = (await staff.doors.inspector.ask('GET', '/api/me/messengers')).body as OwnMessengers
  assert.equal(talks.length, 1)
})

test('a code of an officer that a whole group has seen is worth nothing', async () => {
  const { staff, bot } = talking
  const { code } = (await staff.doors.chief.ask('POST', '/api/me/messenger-code', { accountId: bot.accountId }))
    .body as GivenCode
  await bot.on.event('-801', { kind: 'joined', title: 'Двор', by: 'c1', byName: '', rights: null })
  await bot.write('-801', 'c1', `/bind ${code}`)
  await bot.says('-801', /в личной переписке/)
  await bot.write('thief', 'thief', `/bind ${code}`)
  await bot.says('thief', /Такого кода нет/)
})

test('a new incident stands in the messenger with its photo, and with nothing of the reporter', async () => {
  const bytes = await photo()
  const attachments = [{ kind: 'photo' as const, name: 'x.jpg', open: async () => bytes }]
  const { said } = await card(
    'Петров Иван из квартиры 22 дома 14 на улице Теректи опять шумит после полуночи, мой телефон 8 701 222 33 44',
    { attachments, media: 'photo', authorName: 'Соседова Бдительность' },
  )
  assert.ok(said.post.photo?.bytes)
  assert.match(said.post.text, /Сообщений: 1/)
  assert.match(said.post.text, /Место: дома 14/)
  assert.doesNotMatch(said.post.text, /Петров|Иван|Соседова|701|кварт|Место: .*22/)
})

test('accept is the act of the desk: the card follows, the chat is told, a second press changes nothing', async () => {
  const { bot } = talking
  const { said, id, number } = await card('У дома 16 на улице Теректи свалили строительный мусор, третий день лежит')
  const stale = buttonOf(said, /Принять/)
  assert.equal(await press(said, stale), 'Принято. Чату сообщим')
  const now = await incident(id)
  assert.deepEqual([now.status, now.inspectorId], ['accepted', talking.staff.ids.inspector])
  await until(
    async () => /Статус: /.test(said.post.text) && !said.post.buttons.flat().some((one) => /Принять/.test(one.text)),
  )
  assert.equal(await press(said, stale), 'Уже принято вами')
  assert.match((await press(said, stale.replace('accept', 'whom'))) ?? '', /Изменилось/)
  assert.equal((await incident(id)).version, now.version)
  await until(async () => bot.heard(group).some(({ post }) => new RegExp(`№ ${number}: .*принял`).test(post.text)))
})

test('who comes second hears that another has taken it', async () => {
  const { staff } = talking
  const { said, id } = await card('На улице Байтурсынова у дома 3 разбили фонарь и разрисовали стену подъезда')
  const { version } = await incident(id)
  assert.equal(
    (await staff.doors.chief.ask('POST', `/api/incidents/${id}/acts`, { act: 'accept', version })).status,
    200,
  )
  assert.equal(await press(said, `s:accept:${version}`), 'Уже принято другим инспектором')
  assert.equal((await incident(id)).inspectorId, staff.ids.chief)
})

test('what is no incident is dismissed only when asked twice', async () => {
  const { said, id } = await card('Во дворе дома 5 по улице Жибек жолы курят на детской площадке каждый вечер')
  await tap(said, /Не происшествие/)
  assert.equal((await incident(id)).status, 'new')
  await tap(said, /Назад/)
  await tap(said, /Не происшествие/)
  assert.equal(await tap(said, /Да, снять/), 'Готово')
  assert.equal((await incident(id)).status, 'dismissed')
})

test('it is handed over to the body that is chosen, and its category to one of three', async () => {
  const first = await card('Во дворе дома 33 на улице Рыскулова бродячие собаки вчера покусали ребёнка')
  await tap(first.said, /Другая категория/)
  await until(async () => /Какая это категория/.test(first.said.post.text))
  assert.equal(first.said.post.buttons.length, 4)
  const [[chosen] = []] = first.said.post.buttons
  assert.equal(await press(first.said, chosen?.id ?? ''), 'Готово')
  assert.equal((await incident(first.id)).category, chosen?.id.split(':')[2])
  await tap(first.said, /В другой орган/)
  assert.equal(await tap(first.said, /Акимат/), 'Готово')
  const { status, handedTo } = await incident(first.id)
  assert.deepEqual([status, handedTo], ['handed_over', 'akimat'])
})

test('only ready words go to the chat, and only after they were shown', async () => {
  const { bot } = talking
  const { said, number } = await card('На улице Толе би у дома 9 машина стоит на газоне второй день')
  await tap(said, /Написать в чат/)
  await tap(said, /Спросить время/)
  await until(async () => /В чат уйдёт/.test(said.post.text))
  assert.ok(!bot.heard(group).some(({ post }) => new RegExp(`№ ${number}: уточните`).test(post.text)))
  assert.equal(await tap(said, /Отправить/), 'Отправлено в чат')
  const { post } = await bot.says(group, new RegExp(`№ ${number}: уточните, пожалуйста, когда`))
  assert.ok(post.replyTo)
})

test('a photo and a place sent as an answer belong to the incident; a place in the sea does not', async () => {
  const { bot, staff } = talking
  const { said, id, number } = await card('У дома 21 на улице Рыскулова сломали скамейки и качели на площадке')
  const bytes = await photo()
  const answer = (more: Partial<Message>) => bot.write(own, own, '', { direct: true, replyTo: said.id, ...more })
  await answer({ media: 'photo', attachments: [{ kind: 'photo', name: null, open: async () => bytes }] })
  await bot.says(own, new RegExp(`Приложено к № ${number}\\. Снимок сжат`))
  await answer({ media: 'document', attachments: [{ kind: 'document', name: 'a.jpg', open: async () => bytes }] })
  await until(async () => bot.heard(own).some(({ post }) => post.text === `Приложено к № ${number}.`))
  const files = await query<{ purpose: string; by: string }>(
    staff.db,
    `select purpose, by_account as by from attachment where incident_id = $1 and purpose = 'finding'`,
    [id],
  )
  assert.deepEqual(
    files.map(({ by }) => by),
    [staff.ids.inspector, staff.ids.inspector],
  )
  await answer({ media: 'location', location: { lon: 51, lat: 43 } })
  await bot.says(own, /вне участков/)
  await answer({ media: 'location', location: { lon: 69.55, lat: 42.35 } })
  await bot.says(own, new RegExp(`Место № ${number} записано`))
  assert.equal((await incident(id)).lon, 69.55)
})

test('words sent as an answer are a note, and may be told as what was seen on the spot', async () => {
  const { bot, staff } = talking
  const { said, id, number } = await card('У дома 25 на улице Рыскулова выбросили старую мебель прямо на тротуар')
  const write = (text: string) => bot.write(own, own, text, { direct: true, replyTo: said.id })
  await write('Дворник говорит, мебель вывезут завтра')
  const early = await bot.says(own, new RegExp(`Записано к № ${number}`))
  assert.deepEqual(early.post.buttons, [], 'who has not accepted it has not been there')
  await tap(said, /Принять/)
  await until(async () => /заметок 1/.test(said.post.text))
  await write(`Был на месте, мебель лежит у подъезда`)
  await until(async () => (bot.heard(own).at(-1)?.post.buttons.length ?? 0) === 2)
  const answer = bot.heard(own).at(-1)
  assert.ok(answer)
  await stands(answer)
  const seen = buttonOf(answer, /: подтвердилось/)
  assert.equal(await press(answer, seen), 'Готово')
  assert.equal((await incident(id)).status, 'confirmed')
  await until(async () => /Осмотр № \d+ записан: подтвердилось/.test(answer.post.text))
  assert.equal(await press(answer, seen), 'Готово', 'a second visit may be confirmed as well')
  assert.match((await press(answer, seen.replace('found', 'notFound'))) ?? '', /невозможно/)
  const found = await query<{ text: string }>(staff.db, 'select text from finding where incident_id = $1', [id])
  assert.deepEqual(new Set(found.map(({ text }) => text)), new Set(['Был на месте, мебель лежит у подъезда']))
  const path = `/api/incidents/${id}/notes`
  const { items } = (await staff.doors.inspector.ask('GET', path)).body as IncidentNotes
  assert.deepEqual(
    items.map(({ text }) => text),
    ['Дворник говорит, мебель вывезут завтра', 'Был на месте, мебель лежит у подъезда'],
  )
  assert.equal((await staff.doors.administrator.ask('GET', path)).status, 403)
})

test('what is sent without saying of what is asked for, or belongs to the number in it', async () => {
  const { bot } = talking
  const { id, number } = await card('У дома 27 на улице Рыскулова на тротуаре торгуют с земли овощами')
  const bytes = await photo()
  const files = async () =>
    (await query(talking.staff.db, `select 1 from attachment where incident_id = $1 and purpose = 'finding'`, [id]))
      .length
  const send = (text: string) =>
    bot.write(own, own, text, {
      ...{ direct: true, media: 'photo' },
      attachments: [{ kind: 'photo', name: null, open: async () => bytes }],
    })
  await send('')
  await send('')
  const asked = await stands(await bot.says(own, /К какому происшествию/))
  assert.equal(bot.heard(own).filter(({ post }) => /К какому происшествию/.test(post.text)).length, 1)
  assert.ok(asked.post.buttons.length <= 6)
  await press(asked, buttonOf(asked, new RegExp(`№ ${number} ·`)))
  assert.equal(await files(), 2)
  await until(
    async () => new RegExp(`Приложено к № ${number}`).test(asked.post.text) && asked.post.buttons.length === 0,
  )
  assert.match((await press(asked, `w:${id}`)) ?? '', /Отправьте ещё раз/)
  await send(`вот № ${number}`)
  await bot.says(own, new RegExp(`Приложено к № ${number}\\. Снимок`))
  assert.equal(await files(), 3)
})

test('what residents open again rings, and what is now of another precinct shows no more', async () => {
  const { bot, staff } = talking
  const { said, id, number } = await card('Возле дома 31 на улице Рыскулова жгут мусор, дым идёт в окна каждый вечер')
  await tap(said, /Принять/)
  const act = async (input: object) => {
    const { version } = await incident(id)
    const { status } = await staff.doors.chief.ask('POST', `/api/incidents/${id}/acts`, { version, ...input })
    assert.equal(status, 200)
  }
  await act({ act: 'notFound', text: 'нет' })
  const outcome = await stands(await bot.says(group, new RegExp(`№ ${number}: .*не подтвердилось`)))
  await bot.on.press(group, { message: outcome.id, button: 'not_done', by: 'n1' })
  const rung = await bot.says(own, new RegExp(`№ ${number} открыто снова`))
  assert.equal(rung.post.replyTo, said.id)
  assert.match(String(await tap(said, /Принять/)), /Принято/)
  const other = await one<{ id: string }>(staff.db, 'select id from precinct where id <> $1 limit 1', [
    talking.precincts[0],
  ])
  await set('update incident set precinct_id = $2 where id = $1', [id, other.id])
  await until(async () => said.post.buttons.flat().some((one) => /Завершить/.test(one.text)))
  const before = buttonOf(said, /Завершить/)
  await act({ act: 'assign', inspectorId: staff.ids.chief })
  await until(async () => said.post.text === `№ ${number} теперь у другого инспектора.`)
  assert.deepEqual(said.post.buttons, [])
  assert.match((await press(said, before)) ?? '', /другого участка/)
  await bot.write(own, own, `№ ${number} что там`)
  await until(async () => bot.heard(own).at(-1)?.post.text === 'Это происшествие другого участка')
})

test('what was open before the messenger was linked comes with its next report', async () => {
  const { bot, staff } = talking
  const { said, id, number } = await card('У дома 35 на улице Рыскулова разбили стекло на остановке')
  await set(`delete from reply where incident_id = $1 and step = 'card'`, [id])
  const [first] = await query<{ message: string }>(
    staff.db,
    'select external_id as message from report where incident_id = $1',
    [id],
  )
  await bot.write(group, 'n2', 'И лавочку на остановке сломали', { replyTo: first?.message ?? '' })
  await until(async () => bot.heard(own).some((one) => one !== said && one.post.text.startsWith(`№ ${number} ·`)))
})

test('a neighbour who only pins a place adds the way there, and the words of the place stay', async () => {
  const { bot, staff } = talking
  const { said, id } = await card('Во дворе дома 37 на улице Рыскулова пьют на лавочке каждый вечер')
  const [first] = await query<{ message: string }>(
    staff.db,
    'select external_id as message from report where incident_id = $1',
    [id],
  )
  const pin = { media: 'location' as const, location: { lon: 69.56, lat: 42.35 }, replyTo: first?.message ?? '' }
  await bot.write(group, 'n3', '', pin)
  await until(async () => /Сообщений: 2/.test(said.post.text))
  assert.match(said.post.text, /Место: .*дома 37/)
  await tap(said, /Маршрут/)
  await until(async () => /rtext=~42\.35000,69\.56000/.test(said.post.text))
})

test('the open ones are listed', async () => {
  const { bot } = talking
  await bot.write(own, own, '/list')
  const { post } = await bot.says(own, /Ваши открытые/)
  assert.match(post.text, /\n№ \d+ · .+ · (Ответить до: |Принято|Подтверждено)/)
})

test('terms of the day come once in the morning, to who wants them', async () => {
  const { bot, staff, clock } = talking
  const { id, number } = await card('Во дворе дома 8 на улице Гагарина каждый вечер распивают спиртное')
  await set(`update incident set answer_due = now() - interval '1 hour' where id = $1`, [id])
  const { deps } = staff.running
  const today = new Date(Date.now() + 5 * hour)
  const morning = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + 1, 3, 35)
  clock.ahead = morning - Date.now()
  const told = () => bot.heard(own).filter(({ post }) => post.text.startsWith('Сроки на сегодня'))
  await bot.write(own, own, '/reminders')
  await bot.says(own, /больше не приходят/)
  await tellMorning(deps)
  assert.equal(told().length, 0)
  await bot.write(own, own, '/reminders')
  await bot.says(own, /в 08:30/)
  await tellMorning(deps)
  await tellMorning(deps)
  const { post } = await bot.says(own, /Сроки на сегодня/)
  assert.match(post.text, new RegExp(`№ ${number}: `))
  assert.equal(told().length, 1)
  clock.ahead = 0
})

test('an officer sets the own quiet hours, and help answers what is not understood', async () => {
  const { bot, staff } = talking
  await bot.write(own, own, '/quiet 21:30-06:45')
  await bot.says(own, /Тихо с 21:30 до 06:45/)
  const [row] = await query<{ quiet: unknown }>(
    staff.db,
    `select settings->'quiet' as quiet from chat where kind = 'staff'`,
    [],
  )
  assert.deepEqual(row?.quiet, { from: '21:30', to: '06:45' })
  await bot.write(own, own, '/quiet ночью')
  await bot.says(own, /Так: \/quiet/)
  await bot.write(own, own, '/quiet off')
  await bot.says(own, /Тихие часы выключены/)
  await bot.write(own, own, 'Добрый день')
  await bot.says(own, /отправьте ответом на карточку/)
})

test('switched off, or unlinked, the messenger stays silent', async () => {
  const { bot, staff } = talking
  const { said, id } = await card('На улице Момышулы у дома 2 подростки взрывают петарды')
  await staff.doors.administrator.ask('PUT', '/api/staff-messengers', { staffInMessengers: false })
  assert.match((await press(said, buttonOf(said, /Принять/))) ?? '', /не действует/)
  assert.equal((await incident(id)).status, 'new')
  await staff.doors.administrator.ask('PUT', '/api/staff-messengers', { staffInMessengers: true })
  await set('update account set active = false where id = $1', [staff.ids.inspector])
  assert.match((await press(said, buttonOf(said, /Принять/))) ?? '', /не действует/)
  await bot.write(own, own, 'что нового', { replyTo: said.id })
  await bot.says(own, /не действует/)
  await set('update account set active = true where id = $1', [staff.ids.inspector])
  await bot.write(own, own, '/stop')
  await bot.says(own, /Отвязано/)
  const { talks } = (await staff.doors.inspector.ask('GET', '/api/me/messengers')).body as OwnMessengers
  assert.equal(talks.length, 0)
  await assert.rejects(chatRow(talking, bot, own))
})

const hour = 3_600_000
