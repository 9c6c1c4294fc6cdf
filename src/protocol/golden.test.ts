import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { type Day, instant, localDay } from '../base/calendar.ts'
import { loadEditions } from '../base/law-files.ts'
import { type Person, personSchema } from '../person/person.ts'
import { type Candidate, candidates } from './qualify.ts'
import { partOf } from './qualify-rule.ts'
import type { Drawn, Instead } from './refuse.ts'

const [edition] = (await loadEditions()) as [Awaited<ReturnType<typeof loadEditions>>[number]]

const person = (more: object = {}): Person =>
  personSchema.parse({ kind: 'individual', surname: 'Примеров', given: 'Образец', birth: '1990-01-01', ...more })
const firm = (size: string | null): Person => personSchema.parse({ kind: 'entity', name: 'ТОО «Образец»', size })

/** Who answers, by the name in the table; «official» and «trader» are people who acted as such. */
const whoIs: Record<string, Person> = {
  adult: person(),
  official: person(),
  trader: person(),
  mother3: person({ sex: 'f', excludes: ['childUnder3'] }),
  mother14: person({ sex: 'f', excludes: ['childUnder14'] }),
  man63: person({ sex: 'm', birth: '1963-11-20' }),
  man64: person({ sex: 'm', birth: '1962-01-01' }),
  teen17: person({ birth: '2009-06-01' }),
  teen16: person({ birth: '2010-11-20' }),
  child15: person({ birth: '2010-11-21' }),
  child13: person({ birth: '2013-01-01' }),
  foreigner: person({ foreigner: true, citizenship: 'Другая страна' }),
  serviceman: person({ special: 'serviceman' }),
  prosecutor: person({ special: 'disciplinary' }),
  small: firm('small'),
  nonprofit: firm('nonprofit'),
  medium: firm('medium'),
  large: firm('large'),
  firm: firm(null),
}
const capacity: Record<string, Record<string, string>> = {
  official: { capacity: 'official' },
  trader: { capacity: 'smallBusiness' },
}

const rows = (await readFile(new URL('./golden.md', import.meta.url), 'utf8'))
  .split('\n')
  .filter((line) => line.startsWith('| КоАП'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )

test('the golden cases are at least 130 and each names its rule and its part', () => {
  assert.ok(rows.length >= 130, String(rows.length))
  for (const row of rows) assert.equal(row.length, 12, row.join(' | '))
})

for (const row of rows) {
  const [rule = '', part = '', who = '', circumstances = ''] = row
  const name = [rule, part, who, circumstances].filter(Boolean).join(' · ')
  test(`golden: ${name}`, () => check(candidateOf(part, who, circumstances), row))
}

function candidateOf(ref: string, who: string, circumstances: string): Candidate {
  const said = (key: string, other: string) => new RegExp(`${key}=(\\S+)`).exec(circumstances)?.[1] ?? other
  const subject = whoIs[who]
  assert.ok(subject, `no such person: ${who}`)
  const answers = Object.fromEntries(
    [...circumstances.matchAll(/([\w.]+):(\S+)/g)].map(([, id, answer]) => [id, answer]),
  )
  const offence: Day = said('offence', '2026-11-20')
  const { candidates: found } = candidates({
    ...{ category: 'other', edition, subject, subjectId: 's1', extra: partOf(ref) },
    answers: { ...capacity[who], ...answers } as Record<string, string>,
    offenceAt: instant(offence, '12:00'),
    detectedAt: instant(said('detected', offence), '13:00'),
    now: instant(said('opened', '2026-11-22'), '14:00'),
    drawn: drawnBy(/drawn=(\S+) (\w+)/.exec(circumstances)),
  })
  const one = found.find((each) => each.ref === ref)
  assert.ok(one?.byHand)
  return one
}

function drawnBy(told: RegExpExecArray | null): Drawn[] {
  const [, ref = '', state = 'signed'] = told ?? []
  return told ? [{ id: 'p1', ...partOf(ref), subjectId: 's1', state: state === 'terminated' ? state : 'signed' }] : []
}

function check(one: Candidate, row: string[]): void {
  const [, , , , decides, fines, tenge, half, flags, stops, instead, limitation] = row as [string, ...string[]]
  const { consequences } = one
  const [fine] = consequences?.fines ?? []
  if (decides) assert.equal(consequences?.considers.map(({ code }) => code).join(' '), decides, 'who decides')
  if (fines === 'нет') assert.deepEqual(consequences?.fines, [], 'no fine is named')
  else if (fines && /^\d+$/.test(fines)) assert.equal(fine?.mrp, Number(fines), 'МРП')
  else if (fines)
    assert.equal(
      consequences?.fines.map(({ kind, mrp, percent }) => `${kind} ${mrp ?? `${percent}%`}`).join(', '),
      fines,
      'fines by kind of subject',
    )
  if (tenge) assert.equal(fine?.tenge, tenge === 'не известно' ? null : Number(tenge), 'tenge')
  if (half) assert.equal(fine?.half, half === 'нет' ? null : Number(half), 'half of the fine')
  for (const flag of flags?.split(' ').filter(Boolean) ?? []) checkFlag(one, flag)
  if (stops) assert.equal(one.refusals.map(({ refused }) => refused).join(', ') || 'нет', stops, 'stops')
  if (instead) assert.equal(insteadText(one.refusals[0]?.instead), instead, 'what to do instead')
  if (limitation) {
    const ends = [consequences?.limitation?.until, consequences?.limitation?.minorHalf]
      .flatMap((at) => (at ? [localDay(new Date(Date.parse(at) - 1))] : []))
      .slice(0, limitation.split(' / ').length)
    assert.equal(ends.join(' / '), limitation, 'the last day of the limitation')
  }
}

function checkFlag({ consequences, standing }: Candidate, flag: string): void {
  const [, open, name, value] = /^([!?]?)(\w+)=?(.*)$/.exec(flag) as unknown as [string, string, string, string]
  const fine = consequences?.fines[0]
  const seen: Record<string, unknown> = {
    ...{ warningFirst: consequences?.warningFirst, onSpot: consequences?.onSpotWarning },
    ...{ short: consequences?.shortProcedure, court: consequences?.courtOnly, works: consequences?.works },
    ...{ arrest: consequences?.arrest, immediately: consequences?.sendImmediately },
    ...{ presence: consequences?.presenceObligatory, capped: fine?.capped, payer: fine?.payer, standing },
  }
  assert.ok(name in seen, `no such sign: ${name}`)
  assert.equal(seen[name], value || (open === '?' ? null : open !== '!'), flag)
}

function insteadText(instead: Instead | undefined): string {
  switch (instead?.do) {
    case 'handOver':
      return `handOver ${instead.to ?? '-'}`
    case 'answer':
      return `answer ${instead.question}`
    case 'part':
      return `part ${instead.part === null ? instead.article : `${instead.article}(${instead.part})`}`
    case 'crime':
    case 'finding':
    case 'paper':
    case 'close':
      return instead.do
    case undefined:
      return 'нет'
  }
}
