import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import test, { after, before } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { crc32, deflateRawSync } from 'node:zlib'
import { inTransaction, one, query } from './base/database.ts'
import { beginImport, findImport } from './chat/import-store.ts'
import { resumeImports } from './import-task.ts'
import { importsFolder, keepUpload, uploadFolder } from './import-upload.ts'
import { type Staff, startStaff, whatsapp } from './staff-testing.ts'

let staff: Staff
before(async () => {
  staff = await startStaff()
})
after(() => staff?.close())

async function newChat(title: string): Promise<string> {
  const { status, body } = await staff.doors.administrator.ask('POST', '/api/chats', { title, channel: 'export' })
  assert.equal(status, 201)
  return body.id
}

async function send(
  chatId: string,
  content: string | Buffer,
  name = 'WhatsApp Chat.txt',
  who: 'chief' | 'inspector' = 'chief',
) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  return staff.doors[who].ask('POST', `/api/chats/${chatId}/import`, form)
}

async function ended(id: string) {
  for (let patience = 400; patience > 0; patience--) {
    const job = await findImport(staff.db, id)
    if (job?.state === 'done' || job?.state === 'failed') return job
    await sleep(50)
  }
  throw new Error('The import did not end within 20 seconds.')
}

const uploads = () => readdirSync(importsFolder(staff.dataDir))

test('an export is read in, its file is gone afterwards, and the same file again adds nothing', async () => {
  const chatId = await newChat('История двора')
  const answer = await send(chatId, whatsapp(60), '../../etc/WhatsApp Chat.txt')
  assert.equal(answer.status, 202, JSON.stringify(answer.body))
  assert.deepEqual([answer.body.already, answer.body.fileName], [false, 'WhatsApp Chat.txt'])
  const done = await ended(answer.body.id)
  assert.deepEqual([done.state, done.problem, done.read, done.unreadable], ['done', '', 60, 0])
  assert.ok(done.kept >= 3 && done.incidents >= 1, JSON.stringify(done))
  assert.deepEqual(
    await staff.doors.chief
      .ask('GET', '/api/imports')
      .then(({ body }) => [body.items[0].chatTitle, body.items[0].kept]),
    ['История двора', done.kept],
  )
  const { days } = await one<{ days: number }>(
    staff.db,
    'select sum(messages)::int as days from chat_day where chat_id = $1',
    [chatId],
  )
  assert.equal(days, 60)
  const again = await send(chatId, whatsapp(60))
  assert.deepEqual([again.status, again.body.already, again.body.id, again.body.kept], [200, true, done.id, done.kept])
  assert.deepEqual(await keptOf(chatId), done.kept)
  // A newer export of the same chat brings only what is new.
  const newer = await ended((await send(chatId, whatsapp(80))).body.id)
  assert.equal(newer.read, 80)
  assert.equal(await keptOf(chatId), done.kept + newer.kept)
  await gone()
})

/** The file goes right after the figures are final. */
async function gone(): Promise<void> {
  for (let patience = 100; patience > 0 && uploads().length > 0; patience--) await sleep(20)
  assert.deepEqual(uploads(), [])
}

async function keptOf(chatId: string): Promise<number> {
  return (
    await one<{ kept: number }>(staff.db, 'select count(*)::int as kept from report where chat_id = $1', [chatId])
  ).kept
}

test('who may not import sends nothing, and a chat of nobody takes nothing', async () => {
  const chatId = await newChat('Чужой')
  assert.equal((await send(chatId, whatsapp(2), 'a.txt', 'inspector')).status, 403)
  assert.equal((await send('00000000-0000-7000-8000-000000000000', whatsapp(2))).status, 404)
  const bare = await staff.doors.chief.ask('POST', `/api/chats/${chatId}/import`, {})
  assert.deepEqual([bare.status, bare.body.field], [400, 'file'])
  assert.deepEqual(uploads(), [])
})

test('two messages are a chat', async () => {
  const chatId = await newChat('Маленький')
  const done = await ended((await send(chatId, whatsapp(2))).body.id)
  assert.deepEqual([done.state, done.problem, done.read, done.kept], ['done', '', 2, 0])
})

test('what is wrong with a file is told by its id, and what was good before it is kept', async () => {
  const chatId = await newChat('Разное')
  const zip = zipOf('_chat.txt', Buffer.from(whatsapp(3000)))
  const cases: [
    string,
    string | Buffer,
    { state: string; problem: string },
    (read: number, unreadable: number) => boolean,
  ][] = [
    ['no chat', 'a picture, no chat', { state: 'failed', problem: 'unknown-format' }, (read) => read === 0],
    ['empty', '', { state: 'failed', problem: 'unknown-format' }, (read) => read === 0],
    [
      'cut zip',
      zip.subarray(0, Math.floor(zip.length / 2)),
      { state: 'failed', problem: 'truncated' },
      (read) => read === 0,
    ],
    [
      'bomb',
      zipOf('_chat.txt', Buffer.alloc(40_000_000, 'a')),
      { state: 'failed', problem: 'too-large' },
      (read) => read === 0,
    ],
    [
      'mixed up',
      `${whatsapp(20)}{"id":1,"type":"message"}\n%PDF-1.4\n${whatsapp(25).split('\n').slice(20).join('\n')}`,
      { state: 'done', problem: '' },
      (read) => read === 25,
    ],
  ]
  for (const [name, content, expected, figures] of cases) {
    const answer = await send(chatId, content, `${name}.zip`)
    assert.equal(answer.status, 202, `${name}: ${JSON.stringify(answer.body)}`)
    const done = await ended(answer.body.id)
    assert.deepEqual({ state: done.state, problem: done.problem }, expected, name)
    assert.ok(figures(done.read, done.unreadable), `${name}: ${done.read} read, ${done.unreadable} unreadable`)
  }
  await gone()
})

test('a file that failed may be sent again and is then tried again', async () => {
  const chatId = await newChat('Ещё раз')
  const first = await ended((await send(chatId, 'no chat at all')).body.id)
  assert.equal(first.state, 'failed')
  const second = await send(chatId, 'no chat at all')
  assert.deepEqual([second.status, second.body.already], [202, false])
  assert.equal((await ended(second.body.id)).state, 'failed')
})

test('an upload that fits nowhere or is too large leaves nothing behind', async () => {
  const folder = uploadFolder(staff.dataDir, 'full')
  mkdirSync(folder, { recursive: true })
  // Every write to this device finds no space left.
  symlinkSync('/dev/full', join(folder, 'export'))
  assert.deepEqual(await keepUpload(staff.dataDir, 'full', Readable.from([Buffer.alloc(100_000)])), {
    refused: 'disk-full',
  })
  const large = Readable.from([Buffer.alloc(600), Buffer.alloc(600)])
  assert.deepEqual(await keepUpload(staff.dataDir, 'large', large, 1000), { refused: 'too-large' })
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(10)
      throw new Error('the line broke')
    })(),
  )
  await assert.rejects(keepUpload(staff.dataDir, 'broken', broken), /the line broke/)
  assert.deepEqual(uploads(), [])
})

test('at the start, uploads that nobody waits for are deleted and those broken off go on or say so', async () => {
  const chatId = await newChat('После сбоя')
  const { deps } = staff.running
  const begin = (fileHash: string) =>
    inTransaction(staff.db, (tx) =>
      beginImport(
        tx,
        {
          id: deps.newId(),
          departmentId: staff.departmentId,
          chatId,
          fileHash,
          fileName: 'a.txt',
          size: 1,
          byAccount: null,
        },
        deps.now(),
      ),
    )
  const [kept, lost] = [await begin('kept'), await begin('lost')]
  await mkdir(uploadFolder(staff.dataDir, kept.id), { recursive: true })
  await writeFile(join(uploadFolder(staff.dataDir, kept.id), 'export'), whatsapp(12))
  await mkdir(uploadFolder(staff.dataDir, 'orphan'), { recursive: true })
  await resumeImports(deps)
  assert.equal(uploads().includes('orphan'), false)
  const { state, read } = await ended(kept.id)
  assert.deepEqual([state, read], ['done', 12])
  assert.deepEqual(await ended(lost.id).then(({ state, problem }) => [state, problem]), ['failed', 'interrupted'])
  await gone()
  const left = () =>
    one<{ jobs: number }>(
      staff.db,
      `select count(*)::int as jobs from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'import'`,
    )
  // The runner notes the end of a job a little after the job has ended.
  for (let patience = 100; patience > 0 && (await left()).jobs > 0; patience--) await sleep(100)
  assert.equal((await left()).jobs, 0)
})

test('what was chatter is nowhere in the database after an import', async () => {
  const chatId = await newChat('Болтовня')
  const secret = 'Зарипапайым'
  await ended(
    (await send(chatId, `${whatsapp(12)}09.09.2026, 10:00 - Житель 1: С днём рождения, ${secret}!\n`)).body.id,
  )
  const tables = await query<{ name: string }>(
    staff.db,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  for (const { name } of tables) {
    const { found } = await one<{ found: number }>(
      staff.db,
      `select count(*)::int as found from ${name} t where t::text like $1`,
      [`%${secret}%`],
    )
    assert.equal(found, 0, name)
  }
})

/** A zip with one file, as a phone packs it. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const path = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(0x0800, 2)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc32(content), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(content.length, 18)
  common.writeUInt16LE(path.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, packed])
  const tail = Buffer.alloc(14)
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, path])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end])
}
