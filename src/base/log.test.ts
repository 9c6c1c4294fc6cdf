import assert from 'node:assert/strict'
import test from 'node:test'
import { id, openLog } from './log.ts'

function written(use: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = []
  use(openLog({ level: 'debug', sink: { write: (line) => void lines.push(line) } }))
  return lines.join('')
}

const secrets = [
  '900101300123',
  '+7 701 123-45-67',
  '8(701)1234567',
  '87011234567',
  'Опять выбросили мусор у подъезда',
  'Ахметов',
  'somebody@example.kz ',
  'x'.repeat(65),
  '701-123-45-67-00',
]

test('what looks like a phone, an ИИН or a text is hidden, however it came in', () => {
  for (const secret of secrets) {
    const line = written((log) => {
      log.info('report.kept', { thing: id(secret) })
      // Past the compiler, as a library or a mistake might.
      log.info('report.kept', { thing: secret as never, [secret]: 1 })
      log.info(secret as 'report.kept')
      log.fault('report.fault', Object.assign(new Error(secret), { code: secret, name: secret, detail: secret }))
      log.fault('report.fault', secret)
    })
    assert.equal(line.includes(secret.trim()), false, line)
    assert.match(line, /\[hidden\]/)
  }
})

test('a number as long as a phone or an ИИН is hidden, a count is not', () => {
  const line = written((log) => log.warn('queue.long', { jobs: 1500, phone: 77_011_234_567, iin: 900101300123 }))
  assert.deepEqual(pick(line, 'jobs', 'phone', 'iin'), [1500, '[hidden]', '[hidden]'])
})

test('ids, hashes, codes and durations stay readable', () => {
  const uuid = '0190b0c8-7c1e-7d1a-9c2e-3f4a5b6c7d8e'
  const hash = 'ab'.repeat(32)
  const line = written((log) =>
    log.info('incident.opened', {
      incident: id(uuid),
      file: id(hash),
      route: id('/api/incidents/:id'),
      ms: 12.5,
      late: false,
    }),
  )
  assert.deepEqual(pick(line, 'event', 'incident', 'file', 'route', 'ms', 'late'), [
    'incident.opened',
    uuid,
    hash,
    '/api/incidents/:id',
    12.5,
    false,
  ])
})

test('a fault is told by its name, code and place, not by its message', () => {
  const error = Object.assign(new TypeError('invalid input: "Сапаров"'), { code: '22P02' })
  const line = written((log) => log.fault('http.fault', error))
  assert.deepEqual(pick(line, 'error', 'code'), ['TypeError', '22P02'])
  assert.match(line, /src\/base\/log\.test\.ts:\d+/)
})

test('an unknown object, a nested value and a date do not get through', () => {
  const line = written((log) =>
    log.info('odd.fields', { a: { text: 'привет' }, b: ['привет'], c: new Date(0) } as never),
  )
  assert.deepEqual(pick(line, 'a', 'b', 'c'), ['[hidden]', '[hidden]', '[hidden]'])
})

test('the compiler refuses texts', () => {
  const text: string = 'какой-то текст'
  written((log) => {
    // @ts-expect-error an event is a literal name
    log.info(text)
    // @ts-expect-error a field is never a plain string
    log.info('report.kept', { text })
  })
})

function pick(line: string, ...names: string[]): unknown[] {
  const entry = JSON.parse(line) as Record<string, unknown>
  return names.map((name) => entry[name])
}
