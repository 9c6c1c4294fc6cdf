import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'

const folder = await mkdtemp(join(tmpdir(), 'detect-'))
after(() => rm(folder, { recursive: true }))

const program = pathToFileURL(join(import.meta.dirname, 'detect.ts')).href
const start = `const { run } = await import(${JSON.stringify(program)}); process.exitCode = await run(process.argv.slice(1))`

async function detect(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', start, '--', ...args])
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    err += part
  })
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { status, out, err }
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const line = (i: number, text: string, reply: number | null = null): string =>
  JSON.stringify({ i, ts: '2026-09-01T21:00:00+05:00', author: 'Асель', text, media: null, reply })

test('one line of JSON comes out for each message, in order, with the promised keys and what was added later', async () => {
  const path = await file(
    'chat.jsonl',
    `${[line(5, 'Доброе утро'), line(6, 'Горит балкон, дом 8'), line(7, '3 подъезд', 6)].join('\n')}\n`,
  )
  const { status, out, err } = await detect(path)
  assert.equal(err, '')
  assert.equal(status, 0)
  const made = out
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one))
  assert.deepEqual(
    made.map(({ i }) => i),
    [5, 6, 7],
  )
  for (const one of made) {
    assert.deepEqual(Object.keys(one), [
      'i',
      'kind',
      'category',
      'route',
      'urgency',
      'places',
      'lang',
      'incident',
      'likelihood',
      'why',
      'also',
      'categories',
      'times',
    ])
  }
  assert.deepEqual([made[1].kind, made[1].category, made[1].incident], ['report', 'fire_gas', '6'])
  assert.deepEqual(made[1].places, [{ start: 14, end: 19, text: 'дом 8' }])
})

test('a line that cannot be read is told of by number; the others still come out', async () => {
  const path = await file('broken.jsonl', `${[line(1, 'Привет'), '{broken', line(3, 'Пока')].join('\n')}\n`)
  const { status, out, err } = await detect(path)
  assert.equal(status, 2)
  assert.match(err, /line 2/)
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one).i),
    [1, 3],
  )
})

test('a WhatsApp export is counted from 1', async () => {
  const path = await file(
    'WhatsApp Chat.txt',
    '01.09.2026, 21:00 - Асель: Опять мусор выбросили мимо контейнера, дом 14\n01.09.2026, 21:01 - Болат: Доброе утро\n',
  )
  const { status, out } = await detect(path)
  assert.equal(status, 0)
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one).i),
    [1, 2],
  )
})

test('no file, or one that is not there, is refused with what was expected', async () => {
  for (const args of [[], [join(folder, 'absent.jsonl')]]) {
    const { status, out, err } = await detect(...args)
    assert.equal(status, 2)
    assert.equal(out, '')
    assert.match(err, /Expected one exported chat/)
  }
})

test('a reader that stops early stops the command without a fault', async () => {
  const path = await file(
    'long.jsonl',
    `${Array.from({ length: 5000 }, (_, i) => line(i, 'Доброе утро')).join('\n')}\n`,
  )
  const child = spawn(process.execPath, ['--input-type=module', '-e', start, '--', path])
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    err += part
  })
  child.stdout.once('data', () => child.stdout.destroy())
  await new Promise((resolve) => child.on('close', resolve))
  assert.equal(err, '')
})
