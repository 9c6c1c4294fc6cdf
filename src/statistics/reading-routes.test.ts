import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { readConfig } from '../base/config.ts'
import { inTransaction, query } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { openHttp, sessionCookie } from '../base/http.ts'
import { newSecret } from '../base/ids.ts'
import { silent } from '../base/log.ts'
import { openSession } from '../base/people.ts'
import { testDatabase } from '../base/testing.ts'
import { parseReadingCard, type ReadingCardAnswer, weakest } from './reading-card.ts'
import { loadReadingCard } from './reading-card-file.ts'
import { readingRoutes } from './reading-routes.ts'
import { makeDepartment } from './testing.ts'

const { db, close } = await testDatabase()
const now = new Date('2026-10-20T07:00:00Z')
// Of all that a route may need, this one stands on no more.
const app = await openHttp({ db, config: readConfig({ NODE_ENV: 'test' }), log: silent, now: () => now } as Deps)
readingRoutes(app)
test.after(async () => {
  await app.close()
  await close()
})

const made = await makeDepartment(db, now)

async function ask(accountId: string | null) {
  const token = newSecret()
  if (accountId) await inTransaction(db, (tx) => openSession(tx, accountId, token, newSecret(), now))
  return app.inject({ url: '/api/reading/card', ...(accountId ? { cookies: { [sessionCookie]: token } } : {}) })
}

test('every role of staff sees how well messages are read, nobody else does', async () => {
  const people = await query<{ id: string; role: string }>(
    db,
    'select id, role from account where department_id = $1',
    [made.departmentId],
  )
  assert.deepEqual([...new Set(people.map(({ role }) => role))].sort(), ['administrator', 'chief', 'inspector'])
  for (const { id, role } of people) {
    const answer = await ask(id)
    assert.equal(answer.statusCode, 200, role)
    const { card } = answer.json<ReadingCardAnswer>()
    assert.ok(card, 'the file that comes with the model is not understood: its shape changed')
    assert.ok(card.test.all.reportRecall.value > 0.5)
    assert.deepEqual(Object.keys(card.heldOut.byLang).sort(), ['kk', 'mixed', 'ru'])
    assert.equal(weakest(card, 5).length, 5)
  }
  assert.equal((await ask(null)).statusCode, 401)
})

test('a file that is not there, is torn or tells of something else gives no card', async () => {
  const torn = join(tmpdir(), `uchastok-card-${process.pid}.json`)
  assert.equal(await loadReadingCard(torn), null)
  await writeFile(torn, '{"messages": 1, "hands"')
  assert.equal(await loadReadingCard(torn), null)
  assert.equal(parseReadingCard('[]'), null)
  assert.equal(parseReadingCard('{"messages": 12}'), null)
})

test('the weakest categories come first, with what they are taken for; one measured on few messages says nothing', async () => {
  const card = await loadReadingCard()
  assert.ok(card)
  card.categories = {
    noise: { reports: 100, recall: 0.9, takenFor: 'parking 3' },
    dogs: { reports: 100, recall: 0.4, takenFor: 'livestock 9, animal_cruelty 8, nothing 7' },
    parking: { reports: 3, recall: 0, takenFor: '' },
    waste: { reports: 40, recall: 0.6, takenFor: '' },
  }
  assert.deepEqual(weakest(card, 2), [
    { category: 'dogs', recall: 0.4, takenFor: ['livestock', 'animal_cruelty'] },
    { category: 'waste', recall: 0.6, takenFor: [] },
  ])
})
