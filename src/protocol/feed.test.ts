import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instant } from '../base/calendar.ts'
import { type FeedEntry, feed } from './feed.ts'

interface Component {
  name: string
  properties: [name: string, value: string][]
  inside: Component[]
}

/** Reads a calendar as strictly as RFC 5545 is written; throws at the first thing that is wrong. */
function read(text: string): Component {
  assert.ok(text.endsWith('\r\n'), 'the last line is not ended')
  assert.ok(!/[^\r]\n|\r[^\n]/.test(text), 'a line ends in something else than CRLF')
  for (const line of text.slice(0, -2).split('\r\n')) {
    assert.ok(Buffer.byteLength(line) <= 75, `a line has ${Buffer.byteLength(line)} octets`)
    assert.ok(line.isWellFormed() && !line.includes('\ufffd'), 'a letter was cut in two')
  }
  const lines = text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n')
  const open: Component[] = [{ name: '', properties: [], inside: [] }]
  for (const line of lines) {
    const [, name = '', value = ''] =
      /^([A-Z-]+)(?:;[A-Z-]+=[^:;]+)*:(.*)$/.exec(line) ?? assert.fail(`no content line: ${line}`)
    const last = open.at(-1) as Component
    if (name === 'BEGIN') {
      const inner = { name: value, properties: [], inside: [] }
      last.inside.push(inner)
      open.push(inner)
    } else if (name === 'END') assert.equal(open.pop()?.name, value)
    else last.properties.push([name, value])
  }
  assert.equal(open.length, 1, 'something is not ended')
  assert.equal(open[0]?.inside.length, 1)
  return open[0]?.inside[0] as Component
}

/** A value of TEXT; a separator or a backslash that stands alone is an error. */
function textOf(value: string): string {
  assert.ok(!/(^|[^\\])(\\\\)*[;,]/.test(value), `not escaped: ${value}`)
  return value.replace(/\\(.)/g, (_, mark: string) => {
    assert.match(mark, /[\\;,nN]/)
    return mark.toLowerCase() === 'n' ? '\n' : mark
  })
}

const of = (one: Component | undefined, name: string) => one?.properties.find(([key]) => key === name)?.[1] ?? ''

const entry = (more: Partial<FeedEntry> = {}): FeedEntry => ({
  ...{ incidentId: '0190f3b0-0000-7000-8000-000000000001', number: 214, paperId: null, id: 'send.decider' },
  label: { ru: 'Направить протокол в суд или орган', kk: 'Хаттаманы сотқа немесе органға жіберу' },
  ...{ rule: 'КоАП 808', immediate: false, latest: null },
  fromAt: instant('2026-11-20', '12:00'),
  doBy: instant('2026-11-24'),
  ...more,
})

test('a calendar is read strictly: one entry a term, in UTC, with an alarm', () => {
  const calendar = read(feed([entry()], 'ru', 'uchastok.example'))
  assert.equal(calendar.name, 'VCALENDAR')
  assert.equal(of(calendar, 'VERSION'), '2.0')
  const [event] = calendar.inside
  assert.equal(event?.name, 'VEVENT')
  assert.equal(of(event, 'DTSTART'), '20261123T180000Z')
  assert.equal(of(event, 'DTEND'), '20261123T190000Z')
  assert.equal(of(event, 'DTSTAMP'), '20261120T070000Z')
  assert.equal(textOf(of(event, 'SUMMARY')), '№ 214: Направить протокол в суд или орган')
  assert.equal(textOf(of(event, 'DESCRIPTION')), 'КоАП 808')
  assert.deepEqual(
    event?.inside.map(({ name }) => name),
    ['VALARM'],
  )
  assert.match(of(event?.inside[0], 'TRIGGER'), /^-PT\d+H$/)
})

test('addresses of entries stay the same and differ from one another', () => {
  const uids = (entries: FeedEntry[]) => read(feed(entries, 'ru', 'a.example')).inside.map((one) => of(one, 'UID'))
  const entries = [entry(), entry({ paperId: '0190f3b0-0000-7000-8000-000000000002' }), entry({ id: 'copy.absent' })]
  assert.equal(new Set(uids(entries)).size, 3)
  assert.deepEqual(uids(entries), uids(entries.map((one) => ({ ...one, doBy: instant('2026-11-30') }))))
})

test('the same entries give the same bytes, in Kazakh too; none gives a calendar that is empty', () => {
  assert.equal(feed([entry()], 'kk', 'a'), feed([entry()], 'kk', 'a'))
  assert.match(textOf(of(read(feed([entry()], 'kk', 'a')).inside[0], 'SUMMARY')), /Хаттаманы сотқа/)
  assert.equal(textOf(of(read(feed([entry()], 'kk', 'a')).inside[0], 'DESCRIPTION')), 'ӘҚБтК 808')
  assert.deepEqual(read(feed([], 'ru', 'a')).inside, [])
  assert.deepEqual(read(feed([entry({ doBy: null })], 'ru', 'a')).inside, [])
})

test('an unsettled counting is said beside the earlier day', () => {
  const [event] = read(feed([entry({ latest: instant('2026-11-26') })], 'ru', 'a')).inside
  assert.equal(textOf(of(event, 'DESCRIPTION')), 'КоАП 808\nПорядок счёта не установлен: показан ранний день.')
})

test('whatever stands in a label comes back as it was and breaks no line', () => {
  const label = fc
    .string({ unit: 'binary', maxLength: 300 })
    .filter((text) => text.isWellFormed() && !text.includes('\ufffd'))
  fc.assert(
    fc.property(label, (ru) => {
      const [event] = read(feed([entry({ label: { ru, kk: ru } })], 'ru', 'a')).inside
      const plain = ru.replace(/\r\n|\r/g, '\n').replace(/[^\n\P{Cc}]/gu, ' ')
      assert.equal(textOf(of(event, 'SUMMARY')), `№ 214: ${plain}`)
    }),
  )
})
