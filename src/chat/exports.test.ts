import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { after, test } from 'node:test'
import {
  type ExportItem,
  type ExportMessage,
  fingerprint,
  type OpenOptions,
  openExport,
  readExportMedia,
} from './exports.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const folder = await mkdtemp(join(tmpdir(), 'exports-'))
after(() => rm(folder, { recursive: true }))

let files = 0
async function put(content: string | Buffer): Promise<string> {
  files += 1
  const path = join(folder, `export-${files}`)
  await writeFile(path, content)
  return path
}

async function read(path: string, options?: OpenOptions): Promise<ExportItem[]> {
  return await Array.fromAsync(openExport(path, options))
}

async function messages(path: string, options?: OpenOptions): Promise<ExportMessage[]> {
  return (await read(path, options)).flatMap((item) => (item.ok ? [item.message] : []))
}

async function faults(path: string): Promise<[number, string][]> {
  return (await read(path)).flatMap((item) => (item.ok ? [] : [[item.line, item.reason] as [number, string]]))
}

test('JSON lines: good lines are read, bad ones told of, blank ones passed over', async () => {
  const items = await read(join(fixtures, 'chat.jsonl'))
  const good = items.flatMap((item) => (item.ok ? [item] : []))
  assert.deepEqual(
    good.map(({ i, message }) => [i, message.id, message.at.toISOString(), message.media, message.replyTo]),
    [
      [1, '1', '2026-03-12T16:14:00.000Z', null, null],
      [2, '2', '2026-03-12T16:15:00.000Z', 'photo', '1'],
      [3, '3', '2026-03-12T16:16:00.000Z', null, '1'],
      [6, '6', '1970-01-01T00:00:00.000Z', null, null],
      [7, '7', '2099-12-31T23:59:59.000Z', 'voice', null],
    ],
  )
  assert.deepEqual(await faults(join(fixtures, 'chat.jsonl')), [
    [5, 'impossible-date'],
    [6, 'wrong-keys'],
    [7, 'not-json'],
  ])
})

const one = (i: number, text = 'текст') =>
  JSON.stringify({ i, ts: '2026-03-12T21:14:00Z', author: 'Алия', text, media: null, reply: null })

test('JSON lines bear a byte order mark, CRLF and no final line end', async () => {
  const path = await put(`\uFEFF${one(1)}\r\n\r\n${one(2)}`)
  assert.deepEqual(
    (await read(path)).map((item) => item.ok && item.i),
    [1, 2],
  )
})

test('a line over a megabyte is refused and the next one read', async () => {
  const path = await put(`${one(1)}\n${one(2, 'я'.repeat(700_000))}\n${one(3)}\n`)
  assert.deepEqual(
    (await read(path)).map((item) => (item.ok ? item.i : item.reason)),
    [1, 'too-long', 3],
  )
})

test('a damaged line of bytes that are no UTF-8 costs that line only', async () => {
  const path = await put(
    Buffer.concat([Buffer.from(`${one(1)}\n${one(2)}\n{"i":3,`), Buffer.from([0xff, 10]), Buffer.from(one(4))]),
  )
  assert.deepEqual(
    (await read(path)).map((item) => (item.ok ? item.i : item.reason)),
    [1, 2, 'not-utf8', 4],
  )
})

test('a Telegram export: parts of text joined, service messages dropped, hostile file names refused', async () => {
  const items = await read(join(fixtures, 'telegram.json'))
  const good = items.flatMap((item) => (item.ok ? [item.message] : []))
  assert.deepEqual(
    good.map(({ id, author, text, media, mediaFile, replyTo }) => [id, author, text, media, mediaFile, replyTo]),
    [
      ['2', 'Ержан К.', 'Скобки } ] и "кавычки" \\ мусор у дома', null, null, null],
      ['3', 'Алия', 'вот', 'photo', 'photos/photo_1@12-03-2026_21-15-00.jpg', '2'],
      ['4', 'Алия', '', 'voice', null, null],
      ['5', 'Алия', '', 'sticker', 'stickers/sticker.webp', null],
      ['6', 'Алия', '', 'video', 'round_video_messages/file_1.mp4', null],
      ['7', 'Алия', '', 'location', null, null],
      ['8', 'user3', 'пересланное', null, null, null],
      ['9', 'Алия', 'Ставим камеру?', null, null, null],
      ['10', 'Алия', '', 'document', null, null],
      ['11', 'Алия', '', 'document', null, null],
    ],
  )
  assert.equal(good[0]?.at.toISOString(), '2026-03-12T16:14:00.000Z')
  assert.equal(good[1]?.at.toISOString(), '2026-03-12T16:15:00.000Z', 'a time without a zone is Kazakhstan’s')
  assert.deepEqual(good[5]?.location, { lon: 69.5901, lat: 42.3417 })
  assert.deepEqual(items.at(-1), { ok: false, line: 115, reason: 'wrong-keys' })
})

test('of a full Telegram account only groups are read, or the one that was asked for', async () => {
  const message = (id: number, text: string) => ({
    id,
    type: 'message',
    date_unixtime: '1773332040',
    from: 'Алия',
    text,
    reply_to_message_id: id - 1,
  })
  const chat = (id: number, type: string, name: string, text: string) => ({
    name,
    type,
    id,
    messages: [message(7, text)],
  })
  const list = [chat(1, 'personal_chat', 'Мама', 'личное'), chat(2, 'private_supergroup', 'Двор', 'мусор')]
  const full = {
    about: 'x',
    personal_information: { messages: [{ id: 1 }] },
    contacts: { list: [] },
    chats: { about: '', list },
  }
  const path = await put(JSON.stringify(full, null, 1))
  assert.deepEqual(
    (await messages(path)).map(({ id, text, replyTo }) => [id, text, replyTo]),
    [['7', 'мусор', '6']],
  )
  list.push(chat(3, 'public_supergroup', 'Школа', 'шум'))
  const several = await put(JSON.stringify(full))
  assert.deepEqual(
    (await messages(several)).map(({ id, replyTo }) => [id, replyTo]),
    [
      ['2:7', '2:6'],
      ['3:7', '3:6'],
    ],
  )
  assert.deepEqual(
    (await messages(several, { chat: 'Школа' })).map(({ id, text }) => [id, text]),
    [['7', 'шум']],
  )
})

test('UTF-16 of either order and Windows-1251 read like UTF-8', async () => {
  const text = await readFile(join(fixtures, 'android-ru.txt'), 'utf8')
  const plain = await messages(join(fixtures, 'android-ru.txt'))
  const little = Buffer.from(`\uFEFF${text}`, 'utf16le')
  assert.deepEqual(await messages(await put(little)), plain)
  assert.deepEqual(await messages(await put(Buffer.from(little).swap16())), plain)
  assert.deepEqual(await messages(await put(cyrillic(text, 0xc0))), plain)
})

/** Russian letters from the given byte on, in alphabet order, as Windows-1251 has them. */
function cyrillic(text: string, from: number): Buffer {
  return Buffer.from(
    [...text].map((letter) =>
      letter >= 'А' && letter <= 'я' ? from + letter.charCodeAt(0) - 0x410 : letter.charCodeAt(0),
    ),
  )
}

const refused: [string, Buffer, string][] = [
  [
    'KOI8-R',
    Buffer.from(
      '12.03.2026, 21:14 - Anna: \xcd\xd5\xd3\xcf\xd2 \xd5 \xcb\xcf\xce\xd4\xc5\xca\xce\xc5\xd2\xcf\xd7 \xcf\xd0\xd1\xd4\xd8\n',
      'latin1',
    ),
    'encoding',
  ],
  ['Latin-1', Buffer.from('12.03.2026, 21:14 - Ren\xe9: d\xe9j\xe0 vu, \xe0 bient\xf4t\n', 'latin1'), 'encoding'],
  ['UTF-16 without its mark', Buffer.from('12.03.2026, 21:14 - A: b\n', 'utf16le'), 'encoding'],
  ['an empty file', Buffer.alloc(0), 'unknown-format'],
  ['a letter', Buffer.from('Уважаемые жильцы!\nСобрание в 19:00.\n'), 'unknown-format'],
  ['a Telegram page', Buffer.from('<!DOCTYPE html><html></html>'), 'unknown-format'],
]
for (const [name, content, problem] of refused) {
  test(`${name} is refused: ${problem}`, async () => {
    await assert.rejects(read(await put(content)), { name: 'ExportError', problem })
  })
}

test('a path where nothing is, is told of', async () => {
  await assert.rejects(read(join(folder, 'nothing')), { name: 'ExportError', problem: 'not-found' })
})

test('a file cut anywhere gives a beginning of its messages, each as it was', async () => {
  for (const name of ['telegram.json', 'chat.jsonl']) {
    const bytes = await readFile(join(fixtures, name))
    const whole = await messages(join(fixtures, name))
    for (const part of [0.5, 0.7, 0.93]) {
      const items = await read(await put(bytes.subarray(0, Math.floor(bytes.length * part))))
      const got = items.flatMap((item) => (item.ok ? [item.message] : []))
      assert.ok(got.length > 0 && got.length < whole.length)
      assert.deepEqual(got, whole.slice(0, got.length))
      assert.ok(
        items.some((item) => !item.ok && item.reason === 'cut-off'),
        `${name} at ${part}`,
      )
    }
  }
})

test('two exports glued together: the first is read, the second told of', async () => {
  const line = '12.03.2026, 21:14 - Алия: раз\n'
  const telegram = await readFile(join(fixtures, 'telegram.json'), 'utf8')
  assert.deepEqual(await faults(await put(`${one(1)}\n${line}`)), [[2, 'other-format']])
  assert.deepEqual(await faults(await put(`${line}${one(1)}\n`)), [[2, 'other-format']])
  assert.deepEqual((await faults(await put(`${telegram}${line}`))).at(-1), [118, 'other-format'])
})

test('no reason repeats what a person wrote', async () => {
  const path = await put(`${one(1)}\nтайна\n{"i":2,"тайна":1}\n`)
  assert.ok(!JSON.stringify((await read(path)).slice(1)).includes('тайна'))
})

test('media of a folder are read by name, but nothing outside of it and nothing over the limit', async () => {
  const root = join(folder, 'chat')
  await mkdir(join(root, 'photos'), { recursive: true })
  await copyFile(join(fixtures, 'telegram.json'), join(root, 'result.json'))
  await writeFile(join(root, 'photos/photo_1@12-03-2026_21-15-00.jpg'), 'jpeg')
  await writeFile(join(folder, 'secret'), 'secret')
  await symlink(join(folder, 'secret'), join(root, 'photos/link.jpg'))
  const name = (await messages(root)).find(({ mediaFile }) => mediaFile?.endsWith('.jpg'))?.mediaFile ?? ''
  assert.equal((await readExportMedia(root, name, 4))?.toString(), 'jpeg')
  assert.equal((await readExportMedia(join(root, 'result.json'), name, 4))?.toString(), 'jpeg')
  assert.equal(await readExportMedia(root, name, 3), null)
  for (const outside of ['../secret', '/etc/hostname', 'C:\\x', 'photos/link.jpg', 'photos', 'none.jpg', 'a\0b', '']) {
    assert.equal(await readExportMedia(root, outside, 100), null, outside)
  }
})

test('the fingerprint is the SHA-256 of the bytes', async () => {
  const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  assert.deepEqual(await fingerprint(await put('abc')), { size: 3, hash })
})

test('60 MB of JSON lines are read without being held', async () => {
  const path = join(folder, 'large.jsonl')
  const out = createWriteStream(path)
  const block = (from: number) =>
    Array.from({ length: 1000 }, (_, i) => `${one(from + i, 'мусор у дома '.repeat(22))}\n`).join('')
  for (let from = 0; from < 96_000; from += 1000) out.write(block(from))
  out.end()
  await finished(out)
  assert.ok((await fingerprint(path)).size > 60 * 1024 * 1024 * 0.9)
  const before = process.memoryUsage()
  let most = 0
  let count = 0
  for await (const item of openExport(path)) {
    assert.ok(item.ok)
    count += 1
    if (count % 2000 === 0) {
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      most = Math.max(most, heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers)
    }
  }
  assert.equal(count, 96_000)
  assert.ok(most < 100 * 1024 * 1024, `${most} bytes`)
})
