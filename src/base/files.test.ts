import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import test from 'node:test'
import { promisify } from 'node:util'
import exifr from 'exifr'
import sharp from 'sharp'
import { openFileStore } from './files.ts'
import { checkMedia, limitOf } from './media.ts'

const folder = mkdtempSync(join(tmpdir(), 'uchastok-files-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const store = await openFileStore(folder)
const limit = 1_000_000

const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#668844' } })
  .withExif({
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '42/1 20/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '69/1 36/1 0/1' },
  })
  .jpeg()
  .toBuffer()

test('what is put is got back, under the hash of its bytes', async () => {
  const bytes = Buffer.from('смета работ')
  const hash = createHash('sha256').update(bytes).digest('hex')
  assert.deepEqual(await store.put(bytes, { limit }), { hash, size: bytes.length })
  assert.deepEqual(await store.read(hash), bytes)
  const stream = await store.get(hash)
  assert.ok(stream)
  assert.deepEqual(await buffer(stream), bytes)
  assert.equal(await store.size(hash), bytes.length)
})

test('a stream of many pieces is kept whole, and the same bytes only once', async () => {
  const pieces = Array.from({ length: 50 }, (_, index) => Buffer.alloc(1000, index))
  const first = await store.put(Readable.from(pieces), { limit })
  const second = await store.put(Buffer.concat(pieces), { limit })
  assert.deepEqual(first, second)
  assert.ok('hash' in first)
  assert.deepEqual(await store.read(first.hash), Buffer.concat(pieces))
  assert.deepEqual(arriving(folder), [])
})

test('a file over the limit is refused and leaves nothing behind', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65536)
    })(),
  )
  assert.deepEqual(await store.put(endless, { limit }), { refused: 'too-large', limit })
  assert.equal(endless.destroyed, true)
  assert.deepEqual(arriving(folder), [])
})

test('a sender who goes away in the middle leaves nothing behind', async () => {
  const torn = Readable.from(
    (async function* () {
      yield Buffer.alloc(10)
      throw new Error('gone')
    })(),
  )
  await assert.rejects(store.put(torn, { limit }), /gone/)
  assert.deepEqual(arriving(folder), [])
})

test('nothing but a hash ever becomes a path', async () => {
  for (const name of [
    '../../../etc/passwd',
    '..%2f..%2fetc',
    `${'a'.repeat(63)}/`,
    'A'.repeat(64),
    '',
    `${'a'.repeat(64)}\0`,
  ]) {
    assert.equal(await store.read(name), null)
    assert.equal(await store.get(name), null)
    assert.equal(await store.has(name), false)
    assert.equal(await store.delete(name), false)
    assert.equal(await store.preview(name, 400), null)
  }
})

test('a deleted file is gone with its previews', async () => {
  const kept = await store.put(await sharp(photo).resize(500).jpeg().toBuffer(), { limit })
  assert.ok('hash' in kept)
  assert.ok(Buffer.isBuffer(await store.preview(kept.hash, 400)))
  assert.equal(await store.delete(kept.hash), true)
  assert.equal(await store.preview(kept.hash, 400), null)
  assert.equal(await store.has(kept.hash), false)
})

test('a full disk is a refusal, and the half-written file is removed', async (t) => {
  const full = mkdtempSync(join(tmpdir(), 'uchastok-full-'))
  t.after(() => rmSync(full, { recursive: true, force: true }))
  const module = JSON.stringify(new URL('./files.ts', import.meta.url))
  const script = `
    const { openFileStore } = await import(${module})
    const store = await openFileStore(${JSON.stringify(full)})
    const small = await store.put(Buffer.alloc(1000), { limit: 1e9 })
    console.log(JSON.stringify([small.size, await store.put(Buffer.alloc(3_000_000), { limit: 1e9 })]))`
  const node = [process.execPath, '--input-type=module', '--eval', script]
  // A real small disk where we may mount one, otherwise a limit on the size of files: the kernel refuses both ways.
  const disk = `mount -t tmpfs -o size=1m tmpfs ${full} && exec "$@"`
  const mounted = await promisify(execFile)('unshare', ['--mount', 'sh', '-c', disk, 'sh', ...node]).catch(() => null)
  const limited = await promisify(execFile)('bash', ['-c', 'ulimit -f 1000 && exec "$@"', 'bash', ...node])
  for (const { stdout } of [mounted, limited].filter((run) => run !== null)) {
    assert.deepEqual(JSON.parse(stdout), [1000, { refused: 'no-space' }])
  }
  assert.deepEqual(arriving(full), [])
})

test('a preview is small, upright and without the place it was taken at', async () => {
  const kept = await store.put(await sharp(photo).keepExif().withMetadata({ orientation: 6 }).jpeg().toBuffer(), {
    limit,
  })
  assert.ok('hash' in kept)
  assert.ok(await exifr.gps((await store.read(kept.hash)) ?? Buffer.alloc(0)))
  for (const width of [400, 1600] as const) {
    const picture = await store.preview(kept.hash, width)
    assert.ok(Buffer.isBuffer(picture))
    const shown = await sharp(picture).metadata()
    assert.deepEqual([shown.format, shown.height, shown.exif, shown.xmp], ['jpeg', width, undefined, undefined])
    assert.ok((shown.width ?? 0) < width)
    assert.deepEqual(await store.preview(kept.hash, width), picture)
  }
})

test('a picture bomb and a torn picture have no preview, and nothing breaks', async () => {
  const bomb = await sharp({
    create: { width: 16000, height: 16000, channels: 3, background: '#000' },
    limitInputPixels: false,
  })
    .png()
    .toBuffer()
  for (const bytes of [bomb, photo.subarray(0, 300), Buffer.from('not a picture')]) {
    const kept = await store.put(bytes, { limit: 10_000_000 })
    assert.ok('hash' in kept)
    assert.deepEqual(await store.preview(kept.hash, 400), { refused: 'no-preview' })
  }
})

test('a file is what its bytes say, whatever its name', async () => {
  const program = Buffer.concat([Buffer.from('7f454c46020101000000000000000000', 'hex'), Buffer.alloc(4000)])
  const windows = Buffer.concat([Buffer.from('4d5a9000', 'hex'), Buffer.alloc(4000)])
  const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n', 'latin1')
  const png = await sharp(photo).resize(10).png().toBuffer()
  const page = Buffer.from('<html><script>alert(1)</script></html>')
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  const table = [
    [photo, 'photo', { mime: 'image/jpeg', extension: 'jpg' }],
    [png, 'photo', { mime: 'image/png', extension: 'png' }],
    [pdf, 'document', { mime: 'application/pdf', extension: 'pdf' }],
    [photo, 'document', { mime: 'image/jpeg', extension: 'jpg' }],
    [pdf, 'photo', { refused: 'wrong-type', found: 'application/pdf' }],
    [photo, 'voice', { refused: 'wrong-type', found: 'image/jpeg' }],
    [program, 'photo', { refused: 'wrong-type', found: 'application/x-elf' }],
    [windows, 'document', { refused: 'wrong-type', found: 'application/x-msdownload' }],
    [page, 'photo', { refused: 'wrong-type', found: null }],
    [drawing, 'photo', { refused: 'wrong-type', found: null }],
    [Buffer.alloc(0), 'photo', { refused: 'wrong-type', found: null }],
  ] as const
  for (const [bytes, claimed, expected] of table) assert.deepEqual(await checkMedia(bytes, claimed), expected)
})

test('a photo of 60 MB is over the limit, a video of 60 MB is not', () => {
  const limits = { photoLimit: 25 * 1024 * 1024, videoLimit: 100 * 1024 * 1024 }
  assert.ok(60_000_000 > limitOf('photo', limits))
  assert.ok(60_000_000 < limitOf('video', limits))
})

function arriving(dataDir: string): string[] {
  return readdirSync(join(dataDir, 'files', 'arriving'))
}
