import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { inTransaction, query } from '../base/database.ts'
import { newId } from '../base/ids.ts'
import type { MemoryChannel } from '../chat/memory.ts'
import type { Point } from '../chat/message.ts'
import { addChat } from '../chat/store.ts'
import { type Staff, startStaff } from '../staff-testing.ts'
import { sameHappening, squaresOf } from './same.ts'

/** Many who write in the same second: each happening is opened once, and nobody is left out of its count. */

let staff: Staff
let memory: MemoryChannel
before(async () => {
  staff = await startStaff()
  memory = staff.running.deps.channels.get('memory') as MemoryChannel
})
after(() => staff.close())

let said = 0
const write = (chat: string, text: string, location: Point | null = null) => {
  said += 1
  const from = { author: `a${said}`, authorName: 'Сосед', media: null, attachments: [], replyTo: null, direct: false }
  return memory.say(chat, { ...from, id: `m${said}`, at: new Date(), text, location })
}

async function openChat(externalId: string): Promise<string> {
  const id = newId()
  const base = { title: externalId, slug: null, precinctId: null, lang: 'ru' as const, channel: 'memory', externalId }
  await inTransaction(staff.db, (tx) => addChat(tx, { ...base, id, departmentId: staff.departmentId }, new Date()))
  return id
}

/** The incidents of these chats with their counts, when every report has one. */
async function incidentsOf(chats: string[], reports: number): Promise<number[]> {
  for (let patience = 400; patience > 0; patience--) {
    const rows = await query<{ incident: string | null; counted: number }>(
      staff.db,
      `select r.incident_id as incident, i.reports as counted from report r left join incident i on i.id = r.incident_id
       where r.chat_id = any($1)`,
      [chats],
    )
    if (rows.length === reports && rows.every(({ incident }) => incident !== null))
      return [...new Map(rows.map(({ incident, counted }) => [incident, counted])).values()]
    await sleep(25)
  }
  throw new Error('Waited ten seconds in vain for every report to have its incident.')
}

test('twenty neighbours tell of one thing in the same second: one incident, told of by twenty', async () => {
  const text = 'В контейнеры во дворе дома 14 опять вываливают строительный мусор и битый кирпич!'
  for (let n = 0; n < 4; n++) {
    const chat = await openChat(`yard-${n}`)
    await Promise.all(Array.from({ length: 20 }, () => write(`yard-${n}`, text)))
    assert.deepEqual(await incidentsOf([chat], 20), [20])
  }
})

test('two chats tell of one yard in the same second: one incident', async () => {
  for (let n = 0; n < 4; n++) {
    const names = [`left-${n}`, `right-${n}`]
    const chats = await Promise.all(names.map(openChat))
    const [lon, lat] = [69.6 + n / 50, 42.32]
    const text = 'Прямо сейчас жгут мусор и покрышки, едкий дым на весь двор!'
    await Promise.all(names.map((name, at) => write(name, text, { lon, lat: lat + at * 0.0003 })))
    assert.deepEqual(await incidentsOf(chats, 2), [2])
  }
})

test('two places that are near enough to be the same have a square in common, everywhere in the country', () => {
  const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true })
  const at = new Date()
  fc.assert(
    fc.property(
      degrees(40.5, 55.5),
      degrees(46.4, 87.4),
      degrees(-0.002, 0.002),
      degrees(-0.002, 0.002),
      (lat, lon, north, east) => {
        const [one, other] = [
          { lat, lon },
          { lat: lat + north, lon: lon + east },
        ]
        const told = { placeText: '', happenedAt: at }
        fc.pre(sameHappening({ ...told, point: one }, { ...told, point: other }))
        assert.ok(squaresOf(one).some((square) => squaresOf(other).includes(square)))
      },
    ),
    { numRuns: 2000 },
  )
})
