import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { openArchive } from './archive.ts'
import { fingerprint, type OpenOptions, openExport, readExportMedia } from './exports.ts'

const folder = await mkdtemp(join(tmpdir(), 'archive-'))
after(() => rm(folder, { recursive: true }))

/** A file for a zip; what is given beside name and data overrides what an honest program would write. */
interface Packed {
  name: string | Buffer
  data?: Buffer | string
  stored?: boolean
  packed?: Buffer
  size?: number
  sum?: number
  flags?: number
  mode?: number
}

function zipOf(files: Packed[], count = files.length): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const file of files) {
    const data = Buffer.from(file.data ?? '')
    const name = Buffer.from(file.name)
    const packed = file.packed ?? (file.stored ? data : deflateRawSync(data))
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(file.flags ?? 0x800, 2)
    common.writeUInt16LE(file.stored ? 0 : 8, 4)
    common.writeUInt32LE(file.sum ?? crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(file.size ?? data.length, 18)
    common.writeUInt16LE(name.length, 22)
    bodies.push(Buffer.from('PK\x03\x04'), common, name, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((file.mode ?? 0o100644) << 16) >>> 0, 6)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, name)
    at += 30 + name.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listing, end])
}

let files = 0
async function put(zip: Buffer): Promise<string> {
  files += 1
  const path = join(folder, `export-${files}`)
  await writeFile(path, zip)
  return path
}

async function texts(path: string, options?: OpenOptions): Promise<string[]> {
  const items = await Array.fromAsync(openExport(path, options))
  return items.map((item) => (item.ok ? item.message.text : item.reason))
}

const chat = '12.03.2026, 21:14 - Алия: мусор\n12.03.2026, 21:15 - Алия: IMG-20260312-WA0001.jpg (файл добавлен)\n'

test('a zip of WhatsApp is read with its media, whatever documents lie in it', async () => {
  const path = await put(
    zipOf([
      { name: 'список.txt', data: '1. хлеб\n2. молоко\n' },
      { name: 'Чат WhatsApp с контактом Двор.txt', data: chat, flags: 0 },
      { name: 'IMG-20260312-WA0001.jpg', data: 'jpeg', stored: true },
    ]),
  )
  const items = await Array.fromAsync(openExport(path))
  assert.deepEqual(
    items.map((item) => item.ok && item.message.mediaFile),
    [null, 'IMG-20260312-WA0001.jpg'],
  )
  assert.equal((await readExportMedia(path, 'IMG-20260312-WA0001.jpg', 4))?.toString(), 'jpeg')
  assert.equal(await readExportMedia(path, 'IMG-20260312-WA0001.jpg', 3), null)
  assert.equal(await readExportMedia(path, 'IMG-20260312-WA0002.jpg', 4), null)
  assert.equal((await fingerprint(path)).size, (await readFile(path)).length)
})

test('a zip of a Telegram folder names its media by their place in the zip', async () => {
  const telegram = await readFile(join(import.meta.dirname, 'fixtures/telegram.json'))
  const photo = 'ChatExport_2026-03-12/photos/photo_1@12-03-2026_21-15-00.jpg'
  const path = await put(
    zipOf([
      { name: photo, data: 'jpeg' },
      { name: 'ChatExport_2026-03-12/result.json', data: telegram },
    ]),
  )
  const names = (await Array.fromAsync(openExport(path))).map((item) => item.ok && item.message.mediaFile)
  assert.equal(names[1], photo)
  assert.equal((await readExportMedia(path, photo, 100))?.toString(), 'jpeg')
})

const good = { name: '_chat.txt', data: chat }
const unsafe: [string, Packed[]][] = [
  ['a name that climbs out', [good, { name: '../../etc/cron.d/x' }]],
  ['a name that climbs out with backslashes', [good, { name: '..\\x' }]],
  ['a name from the root', [good, { name: '/etc/passwd' }]],
  ['a name with a drive letter', [good, { name: 'C:\\x.txt' }]],
  ['a name with a zero byte', [good, { name: 'a.txt\0.jpg' }]],
  ['a link', [good, { name: 'link.jpg', data: '/etc/passwd', mode: 0o120777 }]],
  ['a device', [good, { name: 'device', mode: 0o060644 }]],
  ['a password', [{ ...good, flags: 0x801 }]],
  ['strong encryption', [{ ...good, flags: 0x841 }]],
  ['two files of one name', [good, good]],
  ['a file larger than it says', [{ ...good, size: 10 }]],
  ['a stored file of two sizes', [{ ...good, stored: true, size: 10 }]],
]
for (const [name, packed] of unsafe) {
  test(`an archive with ${name} is refused as unsafe`, async () => {
    await assert.rejects(texts(await put(zipOf(packed))), { name: 'ExportError', problem: 'unsafe-archive' })
  })
}

/** Ten gigabytes of one byte in ten megabytes: a flushed block of a megabyte, ten thousand times. */
function tenGigabytes(start: string, byte: number): Buffer {
  const flush = { finishFlush: constants.Z_FULL_FLUSH }
  const block = deflateRawSync(Buffer.alloc(1024 * 1024, byte), flush)
  return Buffer.concat([deflateRawSync(start, flush), ...Array<Buffer>(10_240).fill(block), deflateRawSync('')])
}

test('ten gigabytes in ten megabytes are refused after few of them, whatever the header says', async () => {
  const packed = tenGigabytes(chat, 97)
  assert.ok(packed.length < 16 * 1024 * 1024)
  const modest = await put(zipOf([{ ...good, packed, size: packed.length * 150 }]))
  await assert.rejects(texts(modest), { name: 'ExportError', problem: 'too-large' })
  const archive = await openArchive(modest)
  let inflated = 0
  const inflate = async () => {
    for await (const chunk of archive.read('_chat.txt')) inflated += chunk.length
  }
  await assert.rejects(inflate(), { problem: 'too-large' })
  archive.close()
  assert.ok(inflated < 128 * 1024 * 1024, `${inflated} bytes`)

  const lying = await put(zipOf([{ ...good, packed, size: 1024 * 1024 }]))
  await assert.rejects(texts(lying), { name: 'ExportError', problem: 'unsafe-archive' })
  const zeros = tenGigabytes('', 0)
  const telling = await put(zipOf([{ ...good, packed: zeros, size: 0xfffffff0 }]))
  await assert.rejects(texts(telling), { name: 'ExportError', problem: 'too-large' })
  const large = { packed: Buffer.alloc(20 * 1024 * 1024), size: 3 * 1024 ** 3 }
  await assert.rejects(texts(await put(zipOf([good, { name: 'a.mp4', ...large }, { name: 'b.mp4', ...large }]))), {
    problem: 'too-large',
  })
})

test('the limit of all bytes holds while inflating, and is an option', async () => {
  const lines = Array.from({ length: 3000 }, (_, i) => `12.03.2026, 21:14 - Алия: ${i} ${crc32(String(i))}\n`).join('')
  const path = await put(zipOf([{ name: '_chat.txt', data: lines }]))
  assert.equal((await texts(path)).length, 3000)
  await assert.rejects(texts(path, { maxBytes: 10_000 }), { problem: 'too-large' })
  const archive = await openArchive(path, { maxBytes: 1_000_000 })
  archive.close()
})

test('an archive of more files than the limit is refused before they are listed', async () => {
  await assert.rejects(texts(await put(zipOf([good, { name: 'a' }, { name: 'b' }])), { maxEntries: 2 }), {
    problem: 'too-large',
  })
  const path = await put(zipOf([good], 65_000))
  await assert.rejects(texts(path, { maxEntries: 64_000 }), { problem: 'too-large' })
  await assert.rejects(texts(path), { problem: 'truncated' })
})

test('an archive inside an archive is not opened', async () => {
  const path = await put(
    zipOf([
      { name: 'chat.zip', data: zipOf([good]) },
      { name: 'chat.txt', data: zipOf([good]) },
    ]),
  )
  await assert.rejects(texts(path), { name: 'ExportError' })
  await assert.rejects(texts(await put(zipOf([]))), { problem: 'unknown-format' })
})

test('an archive cut off is refused with a word on what to do', async () => {
  const path = await put(zipOf([good, { name: 'photo.jpg', data: 'jpeg' }]))
  await truncate(path, 200)
  await assert.rejects(texts(path), (error: Error & { problem?: string }) => {
    assert.equal(error.problem, 'truncated')
    assert.match(error.message, /again/)
    return true
  })
})

test('a file damaged inside an archive is read up to the damage', async () => {
  const lines = Array.from({ length: 40_000 }, (_, i) => `12.03.2026, 21:14 - Алия: ${i} ${crc32(String(i))}\n`)
  const packed = deflateRawSync(lines.join(''))
  packed.fill(0xff, packed.length - 2000)
  const data = Buffer.from(lines.join(''))
  const read = await texts(await put(zipOf([{ name: '_chat.txt', packed, size: data.length, sum: crc32(data) }])))
  assert.equal(read.at(-1), 'cut-off')
  const whole = lines.slice(0, 30_000).map((line) => line.slice(26, -1))
  assert.deepEqual(read.slice(0, 30_000), whole)
})

test('a stored file whose sum does not agree is told to be damaged, and such a photo is not given out', async () => {
  const path = await put(
    zipOf([
      { ...good, sum: 1 },
      { name: 'photo.jpg', data: 'jpeg', stored: true, sum: 2 },
    ]),
  )
  assert.equal((await texts(path)).at(-1), 'cut-off')
  assert.equal(await readExportMedia(path, 'photo.jpg', 100), null)
})

test('nothing is put on disk', async () => {
  const before = await readdir(folder)
  const path = await put(zipOf([good, { name: 'photo.jpg', data: 'jpeg' }]))
  await texts(path)
  await readExportMedia(path, 'photo.jpg', 100)
  assert.equal((await readdir(folder)).length, before.length + 1)
})
