import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Database, one, openDatabase } from './base/database.ts'
import { readOwner } from './base/postgres-owner.ts'

/** `npm start` on an empty folder: a link that works once, no password that anybody knows, nothing of the demo. */

const start = fileURLToPath(new URL('../start.mjs', import.meta.url))
let dataDir: string
let link: string
const running = new Set<ChildProcess>()

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'uchastok-first-'))
})
after(async () => {
  for (const child of running) await stop(child)
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
})

async function begin(): Promise<{ child: ChildProcess; said: string; address: string }> {
  const env = { PATH: process.env.PATH, PORT: '0', UCHASTOK_DATA: dataDir, NODE_ENV: 'test', LOG_LEVEL: 'error' }
  const child = spawn(process.execPath, [start], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      said += bytes
    })
  for (let patience = 600; patience > 0; patience--) {
    const address = /^Uchastok: (http\S+)$/m.exec(said)?.[1]
    if (address) return { child, said, address }
    assert.equal(child.exitCode, null, said)
    await sleep(100)
  }
  throw new Error(`It did not start within a minute: ${said}`)
}

async function stop(child: ChildProcess): Promise<number | null> {
  running.delete(child)
  if (child.exitCode !== null) return child.exitCode
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  return code
}

async function post(address: string, path: string, body: unknown) {
  const headers = { 'content-type': 'application/json', 'x-uchastok': '1' }
  const answer = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) })
  await answer.text()
  return answer
}

const linkIn = (said: string) => /\/invite\/([\w-]{43})$/m.exec(said)?.[1]

test('the first start prints a link and makes one administrator without a password, and nothing else', async () => {
  const { child, said, address } = await begin()
  assert.equal(said.match(/\/invite\//g)?.length, 1, said)
  link = linkIn(said) ?? assert.fail(said)
  for (const password of ['', 'admin', 'password', 'administrator', 'uchastok', 'changeme', '12345678'])
    assert.ok([401, 429].includes((await post(address, '/api/sign-in', { login: 'admin', password })).status), password)
  const db = await database()
  const made = await one(
    db,
    `select (select count(*)::int from department) as departments, (select count(*)::int from account) as accounts,
       (select count(*)::int from account where password_hash is not null) as passwords,
       (select count(*)::int from precinct) + (select count(*)::int from chat) + (select count(*)::int from place)
         + (select count(*)::int from report) + (select count(*)::int from incident) + (select count(*)::int from subject) as others,
       (select count(*)::int from invite where token_hash = $1) as plain`,
    [link],
  )
  assert.deepEqual(made, { departments: 1, accounts: 1, passwords: 0, others: 0, plain: 0 })
  await db.close()
  assert.equal(await stop(child), 0)
})

function database(): Promise<Database> {
  return openDatabase({ host: readOwner(dataDir)?.socketDir ?? '', port: 5432, user: 'uchastok', database: 'uchastok' })
}

test('a second start prints no link; the first one works, once, for a password that is long enough', async () => {
  const { child, said, address } = await begin()
  assert.equal(linkIn(said), undefined, said)
  const opened = await fetch(`${address}/api/invites/${link}`)
  assert.deepEqual(await opened.json(), { name: 'Администратор', login: 'admin' })
  assert.equal((await post(address, `/api/invites/${link}`, { password: 'short' })).status, 400)
  const both = await Promise.all(
    ['one long password', 'another long password'].map((password) =>
      post(address, `/api/invites/${link}`, { password }),
    ),
  )
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 404])
  const password = both[0]?.status === 200 ? 'one long password' : 'another long password'
  assert.equal((await fetch(`${address}/api/invites/${link}`)).status, 404)
  assert.equal((await post(address, `/api/invites/${link}`, { password: 'a third long password' })).status, 404)
  const db = await database()
  // Wrong passwords of the test before may have locked the account for a while.
  await db.pool.query('update account set locked_until = null')
  await db.close()
  assert.equal((await post(address, '/api/sign-in', { login: 'admin', password })).status, 200)
  assert.equal(await stop(child), 0)
})

test('a start after that prints nothing but where it is', async () => {
  const { child, said } = await begin()
  assert.match(said, /^Uchastok: http:\S+\s*$/)
  assert.equal(await stop(child), 0)
})
