import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { isWorkday, kazakhstan } from './calendar.ts'
import { type Edition, editionAt, findEdition, findPart, mrpOf } from './law.ts'
import { applyChanges, type ChangeSaid, calendarWith, type LawChange } from './law-change.ts'
import { loadEditions } from './law-files.ts'
import { sayProblem } from './law-problem.ts'
import { propose } from './law-proposal.ts'

const editions = await loadEditions()
const [base] = editions as [Edition]
const json = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../law/koap-2026-03-02/${name}.json`, import.meta.url), 'utf8'))
const files = (from: string) => {
  const [articles, procedure] = [json('articles'), json('procedure')]
  for (const file of [articles, procedure]) file.source.editionWindow.notBefore = from
  return { articles, procedure }
}

let turn = 0
function made(said: ChangeSaid, minute = ++turn, struckMinute: number | null = null): LawChange {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22) + minutes * 60_000)
  return {
    ...said,
    id: `change-${minute}`,
    reason: 'Закон о республиканском бюджете',
    byName: 'Администратор',
    at: at(minute),
    struckAt: struckMinute === null ? null : at(struckMinute),
    struckByName: null,
  }
}
const mrp = (tenge: number, validFrom = '2027-01-01', year = 2027): ChangeSaid => ({
  kind: 'correction',
  edition: base.id,
  validFrom,
  document: { what: 'mrp', year, tenge },
})
const inForce = (list: readonly Edition[], day: string) => editionAt(list, day)?.id

test('without changes the editions are those of the program', () => {
  assert.deepEqual(applyChanges(editions, []), editions)
})

test('a correction makes an edition of its own from its day on; the old one stays for old cases', () => {
  const list = applyChanges(editions, [made(mrp(4500))])
  assert.equal(inForce(list, '2026-12-31'), base.id)
  assert.equal(inForce(list, '2027-01-01'), `${base.id}.1`)
  assert.equal(mrpOf(findEdition(list, `${base.id}.1`) as Edition, 2027), 4500)
  assert.equal(mrpOf(findEdition(list, base.id) as Edition, 2027), null)
  assert.equal(base.mrp[2027], undefined)
})

test('corrections add up, and what a part and a term say is put right', () => {
  const list = applyChanges(editions, [
    made(mrp(4500)),
    made({
      kind: 'correction',
      edition: base.id,
      validFrom: '2026-12-01',
      document: { what: 'part', article: '597', part: '5-1', set: { considersBy: ['policeHead'] } },
    }),
    made({
      kind: 'correction',
      edition: base.id,
      validFrom: '2027-02-01',
      document: { what: 'term', id: base.terms[0]?.id ?? '', set: { length: 9, unit: 'days' } },
    }),
  ])
  const at = (day: string) => editionAt(list, day) as Edition
  assert.deepEqual(findPart(at('2026-12-05'), '597', '5-1')?.considersBy, ['policeHead'])
  assert.equal(mrpOf(at('2026-12-05'), 2027), null)
  assert.deepEqual(findPart(at('2027-01-05'), '597', '5-1')?.considersBy, ['policeHead'])
  assert.equal(mrpOf(at('2027-01-05'), 2027), 4500)
  assert.equal(at('2027-02-05').terms[0]?.length, 9)
  assert.equal(at('2027-02-05').corrections.length, 3)
  // That of before the second correction is no longer given, but a case begun under it finds it as it was.
  const first = findEdition(list, `${base.id}.1`)
  assert.equal(first?.withdrawn?.why, 'replaced')
  assert.deepEqual(findPart(first as Edition, '597', '5-1')?.considersBy, findPart(base, '597', '5-1')?.considersBy)
})

test('a correction that is taken back gives no new papers and keeps its edition for the old ones', () => {
  const wrong = made(mrp(9999), 1, 5)
  const list = applyChanges(editions, [wrong])
  assert.equal(inForce(list, '2027-03-01'), base.id)
  const gone = findEdition(list, `${base.id}.1`)
  assert.deepEqual([gone?.withdrawn?.why, gone?.mrp[2027]], ['struck', 9999])
  const again = applyChanges(editions, [wrong, made(mrp(4600), 6)])
  assert.equal(inForce(again, '2027-03-01'), `${base.id}.2`)
})

test('a new edition follows the old one with its corrections; withdrawn, it leaves the place to the old', () => {
  const added = made(
    { kind: 'edition', edition: 'koap-2026-06-11', validFrom: '2026-06-11', document: files('2026-06-11') },
    1,
  )
  const list = applyChanges(editions, [added, made(mrp(4500), 2)])
  assert.equal(inForce(list, '2026-06-10'), base.id)
  assert.equal(inForce(list, '2027-05-01'), 'koap-2026-06-11', 'a correction of the older reading does not outlive it')
  const withdrawal: ChangeSaid = { kind: 'withdrawal', edition: 'koap-2026-06-11', validFrom: null, document: {} }
  const without = applyChanges(editions, [added, made(withdrawal, 3)])
  assert.equal(inForce(without, '2026-11-22'), base.id)
  assert.equal(findEdition(without, 'koap-2026-06-11')?.withdrawn?.why, 'withdrawn')
  assert.equal(inForce(applyChanges(editions, [added, made(withdrawal, 3, 4)]), '2026-11-22'), 'koap-2026-06-11')
  assert.equal(inForce(applyChanges(editions, [{ ...added, struckAt: new Date('2026-11-23') }]), '2026-11-22'), base.id)
})

test('an edition once given never changes, whatever comes after', () => {
  const days = fc.constantFrom('2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01')
  const each = fc.record({
    day: days,
    tenge: fc.integer({ min: 1, max: 9 }),
    struckAfter: fc.option(fc.integer({ min: 1, max: 9 })),
  })
  fc.assert(
    fc.property(fc.array(each, { maxLength: 7 }), (list) => {
      const changes = list.map(({ day, tenge, struckAfter }, at) =>
        made(mrp(tenge, day), at * 10, struckAfter === null ? null : at * 10 + struckAfter),
      )
      const content = (one: Edition) => JSON.stringify([one.id, one.validFrom, one.mrp, one.corrections])
      let known = new Map<string, string>()
      for (let until = 0; until <= changes.length; until += 1) {
        const now = applyChanges(editions, changes.slice(0, until))
        const here = new Map(now.map((one) => [one.id, content(one)]))
        assert.equal(here.size, now.length)
        for (const [id, text] of known) assert.equal(here.get(id), text)
        known = here
        // The newest living correction that holds on a day is the one that counts.
        const living = changes.slice(0, until).filter((change) => !change.struckAt)
        const last = living.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1)).at(-1)
        const expected = last?.kind === 'correction' && last.document.what === 'mrp' ? last.validFrom : base.validFrom
        assert.equal(editionAt(now, '2027-06-01')?.validFrom, expected)
      }
    }),
    { numRuns: 60 },
  )
})

test('days off of a year take the place of those known, until taken back', () => {
  const days = { holidays: ['2027-01-01'], religious: [], off: ['2027-01-04'], worked: ['2027-01-09'], note: '' }
  const own: ChangeSaid = { kind: 'calendar', edition: '2027', validFrom: null, document: days }
  const calendar = calendarWith(kazakhstan, [made(own, 1)])
  assert.equal(isWorkday('2027-01-09', calendar), true)
  assert.equal(isWorkday('2027-01-04', calendar), false)
  assert.equal(isWorkday('2026-12-16', calendar), false)
  assert.deepEqual(calendarWith(kazakhstan, [made(own, 1, 2)]), kazakhstan)
})

test('what an administrator sends is looked at whole, and each fault is named with what was expected', () => {
  const reason = 'Официальный текст, adilet.zan.kz'
  const says = (raw: unknown) => {
    const proposal = propose(raw, editions, '2026-11-22')
    return 'problems' in proposal ? proposal.problems.map((one) => sayProblem(one, 'ru')).join('\n') : 'right'
  }
  const spoiled = files('2026-06-11')
  spoiled.articles.articles[0].parts[0].sanctions[0].kind = 'flogging'
  spoiled.articles.mrp = { 2027: -1 }
  const contradicting = files('2026-06-11')
  contradicting.articles.articles[0].parts[0].considersBy = ['policeHead']
  const fix = (correction: unknown, more = {}) => ({
    ...{ kind: 'correction', reason, edition: base.id, validFrom: '2027-01-01', correction },
    ...more,
  })
  const part = (set: unknown) => ({ what: 'part', article: '505', part: '1', set })
  const cases: [unknown, RegExp][] = [
    [{ kind: 'edition', reason, ...files('2026-06-11') }, /^right$/],
    [fix({ what: 'mrp', year: 2027, tenge: 4500 }), /^right$/],
    [fix(part({ noteRu: 'Сверено' })), /^right$/],
    [null, /ожидалось: объект/],
    [{ kind: 'edition', reason: '', ...files('2026-06-11') }, /reason: ожидалось: не короче 3 знаков/],
    [
      { kind: 'edition', reason, ...spoiled },
      /articles\.mrp\.2027: ожидалось: больше 0; получено: -1\narticles\.articles\.0\.parts\.0\.sanctions\.0\.kind: ожидалось: одно из: fine, warning.*получено: "flogging"/,
    ],
    [{ kind: 'edition', reason, ...contradicting }, /73\(1\)\.considersBy: ожидалось: суд/],
    [{ kind: 'edition', reason, ...files('2026-03-02') }, /прежнюю сначала отзовите/],
    [
      { kind: 'edition', reason, articles: files('2026-06-11').articles, procedure: json('procedure') },
      /как в файле статей/,
    ],
    [fix({ what: 'mrp', year: 2027, tenge: 0 }), /correction\.tenge/],
    [
      fix({ what: 'mrp', year: 2027, tenge: 4500 }, { validFrom: '2027-02-30' }),
      /validFrom: ожидалось: существующий день/,
    ],
    [fix({ what: 'mrp', year: 2027, tenge: 4500 }, { validFrom: '2026-01-01' }), /не раньше 2026-03-02/],
    [fix({ what: 'mrp', year: 2027, tenge: 4500 }, { edition: 'koap-1' }), /edition: ожидалось: действующая редакция/],
    [fix({ ...part({ noteRu: '' }), part: '9' }), /часть этой редакции; получено: 505\(9\)/],
    [fix(part({})), /хотя бы одно поле/],
    [fix(part({ warningFirst: false })), /505\(1\)\.warningFirst: ожидалось: true/],
    [fix(part({ sanctionz: [] })), /нет лишних полей; получено: sanctionz/],
    [fix({ what: 'term', id: 'never', set: { length: 3 } }), /срок этой редакции/],
    [{ kind: 'withdrawal', reason, edition: base.id }, /не последняя действующая/],
    [{ kind: 'withdrawal', reason, edition: 'koap-1' }, /действующая редакция/],
    [
      { kind: 'calendar', reason, year: 2027, days: { holidays: ['2028-01-01'], religious: [], note: '' } },
      /дни 2027 года/,
    ],
    [
      { kind: 'calendar', reason, year: 2027, days: { holidays: ['1 января'], religious: [], note: '' } },
      /days\.holidays\.0: ожидалось: существующий день/,
    ],
  ]
  for (const [raw, expected] of cases) assert.match(says(raw), expected)
})
