import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, query } from '../base/database.ts'
import { newId } from '../base/ids.ts'
import type { JournalEvent } from '../base/journal.ts'
import type { MemoryChannel } from '../chat/memory.ts'
import { addChat } from '../chat/store.ts'
import { type Staff, startStaff } from '../staff-testing.ts'
import type { ReplyLine } from './reply-view.ts'
import { acknowledge } from './step.ts'

/** What a chat hears when much happens at once, and what is done with messages that nobody took. */

let staff: Staff
let memory: MemoryChannel
before(async () => {
  staff = await startStaff()
  memory = staff.running.deps.channels.get('memory') as MemoryChannel
})
after(() => staff.close())

async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let patience = 400; patience > 0; patience--) {
    const seen = await look()
    if (seen) return seen
    await sleep(25)
  }
  throw new Error(`Waited ten seconds in vain: ${what}.`)
}

let said = 0
const write = (chat: string, text: string, more: object = {}) => {
  said += 1
  const from = { author: `a${said}`, authorName: 'Сосед', media: null, attachments: [], location: null, replyTo: null }
  return memory.say(chat, { id: `m${said}`, at: new Date(), text, direct: false, ...from, ...more })
}

async function openChat(externalId: string, more: { kind?: string; settings?: object } = {}): Promise<string> {
  const id = newId()
  const { departmentId } = staff
  await inTransaction(staff.db, async (tx) => {
    const base = { title: externalId, slug: null, precinctId: null, lang: 'ru' as const }
    await addChat(tx, { ...base, id, departmentId, channel: 'memory', externalId }, new Date())
    await query(tx, 'update chat set kind = $2, settings = $3 where id = $1', [
      id,
      more.kind ?? 'group',
      JSON.stringify(more.settings ?? {}),
    ])
  })
  return id
}

interface Said {
  id: string
  step: string
  text: string
  state: string
  tried_at: Date | null
  recipient: string | null
  priority: number
  numbers: number[]
  not_before: Date | null
}
const saidIn = (chat: string) =>
  query<Said>(staff.db, 'select * from reply where chat_id = $1 order by created_at, id', [chat])

const streets =
  'Абая Теректи Момышулы Уалиханова Жибек Толе Байтурсынова Кунаева Рыскулова Желтоксан Тауке Казыбек'.split(' ')

test('a flood in one chat: six are answered one by one, the rest in one message that grows; danger is always answered', async () => {
  const chat = await openChat('flooded')
  for (const [n, street] of streets.entries())
    await write(
      'flooded',
      `На улице ${street} ${n * 3 + 2} свалили строительный мусор прямо у подъезда, уберите пожалуйста`,
    )
  const incidents = await until('all are answered', async () => {
    const rows = await saidIn(chat)
    const told = rows.reduce((sum, { step, numbers }) => sum + (step === 'acknowledged' ? 1 : numbers.length), 0)
    const [open] = await query<{ opened: number; waiting: number }>(
      staff.db,
      `select (select count(*)::int from incident where chat_id = $1) as opened,
         (select count(*)::int from report where chat_id = $1 and state = 'waiting') as waiting`,
      [chat],
    )
    return open && open.opened > 8 && open.waiting === 0 && told === open.opened && told
  })
  await write('flooded', 'Помогите! На Абая 14 дерутся с ножами, человек в крови лежит!')
  await until('whom to call', async () => memory.said.some(({ post }) => post.text.includes('позвоните 102')))
  await until('it is noted', async () =>
    (await saidIn(chat)).some(({ priority, state }) => priority === 0 && state === 'sent'),
  )
  const rows = await saidIn(chat)
  const own = rows.filter(({ step, priority }) => step === 'acknowledged' && priority > 0).length
  assert.equal(own, 6)
  const digests = rows.filter(({ step }) => step.startsWith('digest-'))
  assert.equal(digests.length, 1)
  assert.match(digests[0]?.text ?? '', new RegExp(`^Принято ещё ${incidents - own} сообщени[йя]: №№ `))
  assert.equal(digests[0]?.state, 'waiting')
  assert.equal(rows.find(({ priority }) => priority === 0)?.state, 'sent')
  // Who adds to what the digest tells of is not answered again.
  const before = rows.length
  await write('flooded', 'На улице Казыбек 35 мусор так и лежит прямо у подъезда, уже второй день', { at: new Date() })
  await sleep(500)
  assert.equal((await saidIn(chat)).length, before)
})

test('incidents opened at the same instant count one another: no more than six are answered one by one', async () => {
  const { deps } = staff.running
  const chat = await openChat('at-once', { kind: 'group' })
  for (const [n, street] of streets.entries())
    await write('at-once', `На улице ${street} ${n * 7 + 120} всю ночь орёт музыка на весь двор, спать невозможно`)
  const opened = () =>
    query<JournalEvent<'incident.opened'>>(
      staff.db,
      `select j.department_id as "departmentId", j.id, j.kind, j.incident_id as "incidentId", j.account_id as "accountId", j.at, j.data
       from journal j join incident i on i.id = j.incident_id where i.chat_id = $1 and j.kind = 'incident.opened'`,
      [chat],
    )
  const events = await until('all are open and answered', async () => {
    const rows = await saidIn(chat)
    const told = rows.reduce((sum, { step, numbers }) => sum + (step === 'acknowledged' ? 1 : numbers.length), 0)
    const found = await opened()
    return found.length > 8 && told === found.length && found
  })
  // As two processes would, or one that was long away.
  await inTransaction(staff.db, (tx) => query(tx, 'delete from reply where chat_id = $1', [chat]))
  await Promise.all(events.map((event) => acknowledge(deps, event)))
  const rows = await saidIn(chat)
  const own = rows.filter(({ step }) => step === 'acknowledged').length
  const gathered = rows.flatMap(({ numbers }) => numbers)
  assert.deepEqual([own, gathered.length], [6, events.length - 6])
  assert.equal(rows.filter(({ step }) => step.startsWith('digest-')).length, 1)
})

test('who writes to a line is answered alone, in the own chat', async () => {
  const chat = await openChat('line', { kind: 'line' })
  const text = 'Возле дома 77 на улице Кунаева свалили строительный мусор, третий день лежит, уберите пожалуйста'
  await write('line', text, { direct: true, author: 'person-1' })
  const first = await until('an answer', async () => (await saidIn(chat))[0])
  const [report] = await query<{ answer_to: string }>(staff.db, 'select answer_to from report where chat_id = $1', [
    chat,
  ])
  const own = report?.answer_to ?? 'person-1'
  assert.deepEqual([first.step, first.recipient], ['acknowledged', own])
  await until('it is said', async () => memory.said.some(({ chat: to }) => to === own))
})

test('what nobody took is listed to those whom it concerns, said again or dropped, and written down', async () => {
  const { deps } = staff.running
  const chat = await openChat('failing')
  const id = deps.newId()
  const broken = memory.post
  memory.post = async () => {
    throw Object.assign(new Error('no'), { name: 'Strange' })
  }
  await write('failing', 'На улице Сайрам 91 свалили строительный мусор прямо у подъезда, уберите пожалуйста')
  const row = await until('it was tried', async () =>
    (await saidIn(chat)).find(({ state, tried_at }) => state === 'waiting' && tried_at !== null),
  )
  await inTransaction(staff.db, (tx) =>
    query(tx, `update reply set state = 'failed', error = 'gone', next_at = null where id = $1`, [row.id]),
  )
  memory.post = broken
  const { chief, administrator, inspector } = staff.doors
  for (const door of [chief, administrator, inspector]) {
    const { status, body } = await door.ask('GET', '/api/replies?state=failed')
    assert.equal(status, 200, JSON.stringify(body))
    const line = body.items.find((one: ReplyLine) => one.id === row.id)
    assert.deepEqual([line.state, line.why, line.chatTitle, line.channel], ['failed', 'gone', 'failing', 'memory'])
    assert.equal(body.counts.failed, 1)
    const found = async (search: string) => {
      const path = `/api/replies?state=failed&search=${encodeURIComponent(search)}`
      return (await door.ask('GET', path)).body.items.length
    }
    const [word = ''] = /\p{L}{5,}/u.exec(line.text) ?? []
    assert.deepEqual(await Promise.all(['FAIL', word, `№ ${line.incidentNumber}`].map(found)), [1, 1, 1])
    assert.deepEqual(await Promise.all(['nowhere', '%', '№ 999999'].map(found)), [0, 0, 0])
  }
  assert.equal((await chief.ask('POST', `/api/replies/${id}/again`)).status, 404)
  const dropped = await administrator.ask('POST', `/api/replies/${row.id}/drop`)
  assert.deepEqual([dropped.status, dropped.body.state], [200, 'dropped'])
  assert.equal((await administrator.ask('POST', `/api/replies/${row.id}/drop`)).status, 409)
  const again = await inspector.ask('POST', `/api/replies/${row.id}/again`)
  assert.equal(again.status, 200, JSON.stringify(again.body))
  await until('it is said', async () => (await saidIn(chat)).every(({ state }) => state === 'sent'))
  assert.equal((await inspector.ask('POST', `/api/replies/${row.id}/again`)).status, 409)
  const kinds = await query<{ what: string; account: string }>(
    staff.db,
    `select data->>'what' as what, account_id as account from journal where kind = 'reply.changed' order by id`,
  )
  assert.deepEqual(kinds, [
    { what: 'drop', account: staff.ids.administrator },
    { what: 'again', account: staff.ids.inspector },
  ])
  assert.equal((await chief.ask('GET', '/api/replies?state=sending')).status, 400)
  await inTransaction(staff.db, (tx) =>
    query(tx, `update reply set delivered_at = '2026-11-22T10:00:00Z' where id = $1`, [row.id]),
  )
  const { items } = (await chief.ask('GET', '/api/replies?state=sent')).body
  const line = items.find((one: ReplyLine) => one.id === row.id)
  assert.deepEqual([line.state, line.deliveredAt, line.readAt], ['sent', '2026-11-22T10:00:00.000Z', null])
})

test('an inspector sees and decides nothing of another precinct; an administrator does not read what one person is told', async () => {
  const { db, departmentId, doors, ids } = staff
  const chat = await openChat('elsewhere')
  const { deps } = staff.running
  await write('elsewhere', 'На улице Наурыз 93 свалили строительный мусор прямо у подъезда, уберите пожалуйста')
  const [row] = await until('an answer', async () => {
    const rows = await saidIn(chat)
    return rows[0]?.state === 'sent' && rows
  })
  const precinct = deps.newId()
  await inTransaction(db, async (tx) => {
    await query(
      tx,
      `insert into precinct (id, department_id, number, name_ru, name_kk, area) values ($1, $2, '99', 'У', 'У', '{}')`,
      [precinct, departmentId],
    )
    await query(
      tx,
      `update incident set precinct_id = $2, inspector_id = $3 where id = (select incident_id from reply where id = $1)`,
      [row?.id, precinct, ids.chief],
    )
    await query(tx, `update reply set state = 'failed', recipient = 'somebody' where id = $1`, [row?.id])
  })
  const find = async (door: keyof typeof doors) =>
    (await doors[door].ask('GET', '/api/replies?state=failed')).body.items.find((one: ReplyLine) => one.id === row?.id)
  assert.equal(await find('inspector'), undefined)
  assert.equal((await doors.inspector.ask('POST', `/api/replies/${row?.id}/again`)).status, 404)
  assert.equal((await find('administrator')).text, null)
  assert.match((await find('chief')).text, /Принято/)
})

test('each chat hears its own tone, and in none of them anything of what people wrote', async () => {
  const text =
    'Арман Сейтказы с номером 777 ABC 17 свалил строительный мусор у дома 55 на улице Сатпаева, звоните 87015550011'
  const [short, warm] = [await openChat('plain', {}), await openChat('kind', { settings: { tone: 'warm' } })]
  await write('plain', text)
  await write('kind', text.replace('55', '57'))
  const first = async (chat: string) => until('an answer', async () => (await saidIn(chat))[0])
  assert.match((await first(short)).text, /^Принято, № \d+\. Участковый видит сообщение\.$/)
  assert.match(
    (await first(warm)).text,
    /^Спасибо, что написали\. Сообщение принято, № \d+: участковый его уже видит\.$/,
  )
  const [incident] = await query<{ id: string; version: number }>(
    staff.db,
    'select id, version from incident where chat_id = $1',
    [warm],
  )
  const path = `/api/incidents/${incident?.id}`
  const { body } = await staff.doors.chief.ask('GET', path)
  assert.equal(body.tone, 'warm')
  const taken = await staff.doors.chief.ask('POST', `${path}/acts`, { act: 'accept', version: body.version })
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  await until('it is revised in the same tone', async () =>
    (await saidIn(warm)).some(({ text: said }) => /участковый уже занимается этим/.test(said)),
  )
  const close = { act: 'notFound', version: taken.body.version, text: 'Арман Сейтказы, кв. 12, не подтвердилось' }
  const closed = await staff.doors.chief.ask('POST', `${path}/acts`, close)
  assert.equal(closed.status, 200, JSON.stringify(closed.body))
  await until('the outcome', async () =>
    (await saidIn(warm)).some(({ text: said }) => /Если увидите снова, напишите/.test(said)),
  )
  for (const { text: said } of [...(await saidIn(warm)), ...(await saidIn(short))])
    for (const word of ['Арман', 'Сейтказы', '777', 'ABC', '8701', 'кв', 'Сатпаева', '57'])
      assert.ok(!said.replace(/№ \d+/g, '').includes(word), `${word} in «${said}»`)
})
