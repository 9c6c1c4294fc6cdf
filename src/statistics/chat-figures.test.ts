import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, one } from '../base/database.ts'
import { record } from '../base/journal.ts'
import type { MemoryChannel } from '../chat/memory.ts'
import { addChat } from '../chat/store.ts'
import type { IncidentPage, IncidentRow, ReportView } from '../incident/incident.ts'
import { type Staff, startStaff } from '../staff-testing.ts'
import type { ChatFiguresView } from './chat-figures-routes.ts'

/** The figures of one chat, each against what the inspector sees of it. */

let staff: Staff
let memory: MemoryChannel
let chatId: string
before(async () => {
  staff = await startStaff()
  memory = staff.running.deps.channels.get('memory') as MemoryChannel
  chatId = staff.running.deps.newId()
  const { departmentId } = staff
  const chat = { id: chatId, departmentId, channel: 'memory', externalId: 'yard', title: 'Двор', slug: null }
  await inTransaction(staff.db, (tx) => addChat(tx, { ...chat, precinctId: null, lang: 'ru' }, new Date()))
})
after(() => staff?.close())

let said = 0
const write = (text: string) => {
  said += 1
  const from = { author: `a${said}`, authorName: 'Сосед', media: null, attachments: [], location: null, replyTo: null }
  return memory.say('yard', { id: `m${said}`, at: new Date(), text, direct: false, ...from })
}
const figures = async () => {
  await staff.running.deps.ears.flush()
  const { status, body } = await staff.doors.administrator.ask('GET', `/api/chats/${chatId}/figures`)
  assert.equal(status, 200, JSON.stringify(body))
  return body as ChatFiguresView
}

test('each figure of a chat is the length of its list, and what is left over was chatter', async () => {
  const { chief } = staff.doors
  const none = await figures()
  assert.deepEqual([none.messages, none.chatter, none.reports, none.incidents, none.answerMinutes], [0, 0, 0, 0, null])

  for (const text of ['Всем доброе утро', 'Спасибо, и вам', 'Кто идёт на субботник в восемь?']) await write(text)
  await write('Возле дома 14 на улице Теректи свалили строительный мусор, третий день лежит, уберите пожалуйста')
  await write('Во дворе дома 31 на улице Абая пьяные кричат и дерутся второй час, вызовите наряд')
  await write('На улице Кунаева 77 машина стоит на газоне прямо под окнами, номера не видно')
  let listed: IncidentRow[] = []
  for (let patience = 200; patience > 0 && listed.length < 2; patience -= 1) {
    listed = (await chief.ask('GET', '/api/incidents?limit=100')).body.items
    await sleep(50)
  }
  await sleep(500)
  listed = (await chief.ask('GET', '/api/incidents?limit=100')).body.items
  const [first] = listed
  assert.ok(first)
  const open = async (id: string) => (await chief.ask('GET', `/api/incidents/${id}`)).body as IncidentPage
  const taken = await chief.ask('POST', `/api/incidents/${first.id}/acts`, { act: 'accept', version: first.version })
  const confirm = { act: 'confirm', version: taken.body.version, text: 'Так и есть, видно с дороги.' }
  assert.equal((await chief.ask('POST', `/api/incidents/${first.id}/acts`, confirm)).status, 200)
  await inTransaction(staff.db, (tx) =>
    record(tx, {
      ...{ departmentId: staff.departmentId, kind: 'incident.flagged', at: new Date(), incidentId: first.id },
      data: { authors: 9 },
    }),
  )

  const got = await figures()
  assert.equal(got.messages, 6)
  assert.equal(got.incidents, listed.length)
  const waiting = (await chief.ask('GET', '/api/unsure')).body.items as ReportView[]
  const pages = await Promise.all(listed.map(({ id }) => open(id)))
  const told = [...pages.flatMap(({ messages }) => messages), ...waiting].filter(({ kind }) => kind === 'report')
  assert.equal(got.reports, told.length)
  const kept = await one<{ n: number }>(staff.db, 'select count(*)::int as n from report where chat_id = $1', [chatId])
  assert.equal(got.chatter, got.messages - kept.n)
  assert.deepEqual([got.confirmed, got.flagged, got.mistaken, got.days], [1, 1, 0, 1])
  assert.equal(got.answerMinutes, 0)
  assert.equal((await chief.ask('GET', `/api/chats/${chatId}/figures`)).status, 403)
})
