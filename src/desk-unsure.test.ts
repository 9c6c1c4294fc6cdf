import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { inTransaction, one, run } from './base/database.ts'
import { addChat } from './chat/store.ts'
import type { Reading } from './detection/categories.ts'
import { keepReport } from './detection/store.ts'
import type { ReportView } from './incident/incident.ts'
import { type Staff, startStaff } from './staff-testing.ts'

let staff: Staff
let chatId: string
before(async () => {
  staff = await startStaff()
  chatId = staff.running.deps.newId()
  await inTransaction(staff.db, (tx) => addChat(tx, chat(), new Date()))
})
after(() => staff?.close())

const chat = () => ({ id: chatId, departmentId: staff.departmentId, channel: 'memory' as const, externalId: chatId, title: 'Двор', slug: null, precinctId: null, lang: 'mixed' as const, paused: false }) // biome-ignore format: one line says it

const text = 'кеше түнде 14 үйдің ауласында бөтелке шағып, көлікті гүлзарға қойып кетіпті'
const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length, text: words })
const guess: Reading = {
  kind: 'report',
  category: 'hooliganism',
  categories: [
    { category: 'hooliganism', likelihood: 0.52 },
    { category: 'drinking', likelihood: 0.31 },
    { category: 'parking', likelihood: 0.09 },
  ],
  route: 'offence',
  urgency: 'normal',
  places: [at('14 үйдің ауласында')],
  times: [{ ...at('кеше түнде'), from: '2026-11-21T16:00:00.000Z', to: '2026-11-22T01:00:00.000Z', repeats: null, future: false }], // biome-ignore format: one line says it
  lang: 'kk',
  incident: null,
  also: [{ category: 'parking', route: 'offence', urgency: 'normal', incident: null }],
  likelihood: 0.4,
  why: [{ by: 'word', what: 'бөтелке шағып', weight: 0.8 }],
}

async function unsure(): Promise<string> {
  const { newId, newSecret } = staff.running.deps
  const [id, now] = [newId(), new Date()]
  const said = { id, at: now, author: 'a', authorName: 'Тұрғын', text, media: null, attachments: [] }
  const message = { ...said, location: null, replyTo: null, direct: false }
  await inTransaction(staff.db, (tx) =>
    keepReport(tx, chat(), message, guess, { id, secret: newSecret(), state: 'unsure', now }),
  )
  return id
}

const shown = async (id: string) => {
  const answer = await staff.doors.inspector.ask('GET', '/api/unsure')
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return (answer.body as { items: ReportView[] }).items.find((item) => item.id === id)
}

test('who decides sees the three likeliest categories, the times told and the second happening', async () => {
  const item = await shown(await unsure())
  assert.deepEqual(item?.reading, guess)
})

test('a reading kept before these were told is shown with none of them', async () => {
  const id = await unsure()
  await inTransaction(staff.db, (tx) =>
    run(tx, `update report set reading = reading - 'categories' - 'times' - 'also' where id = $1`, [id]),
  )
  const item = await shown(id)
  assert.deepEqual([item?.reading.categories, item?.reading.times, item?.reading.also], [[], [], []])
  assert.equal(item?.reading.category, 'hooliganism')
})

test('of what was nothing no word stays, a time told neither', async () => {
  const id = await unsure()
  const answer = await staff.doors.inspector.ask('POST', `/api/unsure/${id}`, { decide: 'nothing' })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const { kept } = await one<{ kept: string }>(
    staff.db,
    `select concat(r.text, r.reading, c.suggested) as kept from report r join correction c on c.report_id = r.id where r.id = $1`,
    [id],
  )
  assert.match(kept, /hooliganism/)
  for (const word of text.split(/[ ,]+/)) assert.ok(!kept.includes(word), word)
})
