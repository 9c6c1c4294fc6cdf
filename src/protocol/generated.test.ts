import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { type Edition, editionAt, findPart, refOf } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import { kinds } from '../desk-papers.ts'
import { categories } from '../detection/categories.ts'
import { type Field, type PaperDocument, textIn, visible } from '../paper/document.ts'
import { forms } from '../paper/forms.ts'
import { circumstances, type PaperKind, paperKinds } from '../paper/kinds.ts'
import { layOut } from '../paper/layout.ts'
import { sorts } from '../person/generated-testing.ts'
import { isKnown, type Somebody } from '../person/person.ts'
import { candidatesFor, draftOf, lawDay } from './facts.ts'
import { type Asked, forbids, forbidsWarning, misleads, type RawLaw } from './forbidden-testing.ts'
import { answersFor, type Generated, generated } from './generated-testing.ts'
import { isKnowable } from './known-testing.ts'
import type { PaperCase } from './paper-case.ts'
import { type Fault, inventedIn, type Rows, rowsOf, tokens } from './provenance-testing.ts'
import type { Candidate } from './qualify.ts'

/** 500 invented incidents over all categories and kinds of subject; every candidate and every kind of paper is tried. */

const law = await loadEditions()
const [edition] = law as [Edition]
const raw: RawLaw = JSON.parse(
  await readFile(new URL('../../law/koap-2026-03-02/articles.json', import.meta.url), 'utf8'),
)
const count = 500

interface Drawn {
  case: Generated
  of: PaperCase
  document: PaperDocument
  asked: Asked
}

interface Tried extends Asked {
  case: Generated
  kind: 'protocol' | 'warning' | 'offered'
  allowed: boolean
  /** Why the law's data forbids it. */
  why: string[]
}

/** Notes what was tried with what the law's data says of it at that moment. */
function tries(one: Generated, kind: Tried['kind'], asked: Asked, allowed: boolean): void {
  const why = kind === 'warning' ? forbidsWarning(raw, one.rows, asked) : forbids(raw, one.rows, asked)
  tried.push({ ...asked, case: one, kind, allowed, why })
}

const drawn: Drawn[] = []
const weighed: { case: Generated; person: Somebody | null; one: Candidate }[] = []
const tried: Tried[] = []

for (let n = 0; n < count; n++) {
  const one = generated(n)
  for (const subjectId of one.offenders.length > 0 ? one.offenders : [null]) drawUpAll(one, subjectId)
}

/** Everything that may be tried of an incident against that person. */
function drawUpAll(one: Generated, subjectId: string | null): void {
  const { dice, now, lang, author, settings, unknownOffender } = one
  const ofDay = editionAt(law, lawDay(one.rows))
  const answers = answersFor(one, ofDay ?? edition, subjectId)
  const hand = dice.pick(edition.parts)
  const asked = (article: string, part: string | null): Asked => ({
    article,
    part,
    subjectId,
    unknownOffender,
    answers,
    now,
  })
  if (dice.once(9)) one.rows.drawn = [{ id: dice.id(), ...(({ article, part }) => ({ article, part }))(dice.once(2) ? hand : edition.parts[0] ?? hand), subjectId, state: dice.pick(['signed', 'decided', 'terminated'] as const) }] // biome-ignore format: one line
  const extra = { article: hand.article, part: hand.part }
  const { candidates } = candidatesFor(one.rows, ofDay ?? edition, { subjectId, answers, now, extra })
  const parents: PaperCase['parent'][] = [null]
  let chosen = findPart(edition, hand.article, hand.part)
  const person = one.rows.subjects.find(({ id }) => id === subjectId)?.person ?? null
  for (const each of ofDay ? candidates : []) weighed.push({ case: one, person, one: each })
  for (const { article, part, refusals } of [
    ...candidates,
    ...edition.doNotOffer.slice(0, 1).map(({ article }) => ({ article, part: null, refusals: null })),
  ]) {
    if (refusals && ofDay) tries(one, 'offered', asked(article, part), refusals.length === 0)
    const choice = { article, part, lang, subjectId, unknownOffender, answers }
    const made = draftOf(one.rows, { choice, author, law, now, settings })
    tries(one, 'protocol', asked(article, part), 'protocol' in made)
    if (!('protocol' in made)) continue
    const of = caseOf(one, subjectId, answers, findPart(edition, article, part), null)
    drawn.push({ case: one, of, document: made.protocol, asked: asked(article, part) })
    if (parents.length < 2)
      parents.push({
        id: dice.id(),
        document: { ...made.protocol, number: dice.mark() },
        signedAt: dice.once(2) ? now : null,
      })
    chosen ??= findPart(edition, article, part)
  }
  const listed = candidates.slice(0, 4).flatMap(({ article, part }) => findPart(edition, article, part) ?? [])
  for (const kind of paperKinds)
    if (kind !== 'protocol')
      drawUp(one, kind, subjectId, answers, parents, kind === 'warning' ? listed : [null, chosen])
}

function drawUp(
  one: Generated,
  kind: Exclude<PaperKind, 'protocol'>,
  subjectId: string | null,
  answers: Record<string, string>,
  parents: readonly PaperCase['parent'][],
  parts: readonly PaperCase['part'][],
): void {
  for (const part of parts)
    for (const parent of kind === 'warning' ? [null] : parents) {
      const of = caseOf(one, subjectId, answers, part, parent)
      const allowed = (kinds[kind].notYet?.(of) ?? null) === null
      const asked = {
        article: part?.article ?? '',
        part: part?.part ?? null,
        subjectId,
        unknownOffender: false,
        answers,
        now: one.now,
      }
      if (kind === 'warning') tries(one, kind, asked, allowed)
      if (allowed) drawn.push({ case: one, of, document: kinds[kind].make(of), asked })
    }
}

function caseOf(
  one: Generated,
  subjectId: string | null,
  answers: Record<string, string>,
  part: PaperCase['part'],
  parent: PaperCase['parent'],
): PaperCase {
  const { lang, rows, incident, author, department, settings, order, now } = one
  const subject = rows.subjects.find(({ id }) => id === subjectId)
  const ofDay = editionAt(law, lawDay(rows))
  return {
    ...{ lang, rows, incident, author, department, settings, order, now, parent, answers },
    ...{ edition: ofDay, part: ofDay && part },
    subject: subject && isKnown(subject.person) ? { id: subject.id, person: subject.person } : null,
  }
}

const shown = (faults: readonly unknown[]) =>
  [...new Set(faults.map((one) => JSON.stringify(one)))].slice(0, 12).join('\n')
const table: [string, string][] = []

test('the incidents cover every category, every kind of subject and every kind of paper', () => {
  const cases = new Map(drawn.map((one) => [one.case.n, one.case]))
  const all = Array.from({ length: count }, (_, n) => generated(n))
  assert.deepEqual(new Set(all.map(({ category }) => category)), new Set(categories))
  assert.deepEqual(new Set(all.map(({ sort }) => sort)), new Set(sorts))
  assert.deepEqual(new Set(drawn.map(({ document }) => document.kind)), new Set(paperKinds))
  assert.deepEqual(new Set(drawn.map(({ document }) => document.lang)), new Set(['ru', 'kk']))
  assert.ok(
    all.some(({ rows }) =>
      rows.subjects.some(
        ({ person }) => isKnown(person) && person.kind === 'individual' && (person.residence?.length ?? 0) > 250,
      ),
    ),
  )
  assert.equal(JSON.stringify(generated(7)), JSON.stringify(generated(7)), 'the same number gives the same incident')
  table.push(['incidents', `${count}, with papers ${cases.size}`], ['papers drawn up', String(drawn.length)])
})

/** What a case holds is read once for all its papers of the same parent. */
const read = new Map<string, Rows>()
function rowsFor(of: PaperCase): Rows {
  const key = `${of.incident.id} ${of.subject?.id} ${of.parent?.id} ${of.part && refOf(of.part)}`
  const rows = read.get(key) ?? rowsOf(of, edition)
  read.set(key, rows)
  return rows
}

const per = (share: number) => `${(100 * share).toFixed(2)} %`

test('no value of any paper is invented, and each names its row', () => {
  const faults: Fault[] = []
  let values = 0
  for (const { of, document } of drawn) {
    values += document.fields.filter(({ value }) => value !== null).length
    faults.push(...inventedIn(document, rowsFor(of)))
  }
  const sourceless = faults.filter(({ why }) => why !== 'invented').length
  table.push(['values printed', String(values)], ['values invented', String(faults.length - sourceless)])
  table.push(['values with a source and its row', per(1 - sourceless / values)])
  assert.ok(values > 20_000, String(values))
  assert.equal(faults.length, 0, shown(faults))
})

test('a value that is planted is caught, whatever it looks like', () => {
  const {
    of,
    document,
    case: one,
  } = drawn.find(
    ({ document, case: { rows } }) =>
      document.kind === 'protocol' &&
      rows.finding?.placeText &&
      document.fields.some(({ id, value }) => id === 'person.residence' && value),
  ) as Drawn
  const rows = rowsFor(of)
  const planted = (id: string, change: Partial<Field>) =>
    inventedIn(
      { ...document, fields: document.fields.map((field) => (field.id === id ? { ...field, ...change } : field)) },
      rows,
    ).map(({ why }) => why)
  assert.deepEqual(inventedIn(document, rows), [])
  const place = one.rows.finding?.placeText as string
  const other = generated((one.n + 1) % count)
  const wrong: [string, Partial<Field>][] = [
    ['offence.place', { value: `${place}, кв. 5` }],
    ['offence.place', { value: place.slice(0, -1) }],
    ['offence.place', { value: other.incident.placeText || 'двор' }],
    ['offence.place', { value: { ru: place, kk: `${place} ауласы` } }],
    [
      'offence.time',
      { value: '1 января 2020 г., 10:00', source: 'inspector', sourceRef: one.rows.finding?.id ?? null },
    ],
    ['person.residence', { value: place }],
    ['person.contacts', { value: '+77010000000', source: 'register', sourceRef: of.subject?.id ?? null }],
    ['witnesses', { value: one.rows.reports[0]?.id ?? '', source: 'inspector', sourceRef: one.author.id }],
    ['offence.article', { value: 'статья 999 Кодекса Республики Казахстан об административных правонарушениях' }],
    ['hearing.time', { value: 'завтра', source: 'system', sourceRef: null }],
    ['author.name', { sourceRef: null, source: 'inspector' }],
    ['author.name', { sourceRef: other.author.id }],
  ]
  for (const [id, change] of wrong) assert.notDeepEqual(planted(id, change), [], `${id} ${JSON.stringify(change)}`)
})

test('what the page prints beside the values stands there for every case alike', () => {
  const faults: string[] = []
  for (const { document } of drawn.filter((_, index) => index % 4 === 0))
    for (const on of [document.circumstances, circumstances]) {
      const paper = { ...document, circumstances: [...on] }
      const marked = paper.fields.map((field) => (field.value === null ? field : { ...field, value: 'ъъъ' }))
      const words = new Set(printed({ ...paper, fields: marked }))
      const values = new Set(tokens(paper.fields.map(({ value }) => textIn(value, paper.lang) ?? '').join(' ')))
      for (const token of printed(paper))
        if (!words.has(token) && !values.has(token)) faults.push(`${paper.kind}: ${token}`)
    }
  assert.equal(faults.length, 0, shown(faults))
})

const printed = (document: PaperDocument) =>
  tokens(JSON.stringify(layOut(document, forms[document.kind])).replaceAll('\\n', ' '))

/** Reckoned from the law and the person; their words are looked at above. */
const derived = new Set(['other.excludes'])

test('what can be known from the input is filled, and what is not is listed as missing', () => {
  const fields = new Map<string, { known: number; filled: number }>()
  let unexpected: string[] = []
  for (const { of, document } of drawn)
    for (const { id, value, byHand } of visible(document)) {
      const known = isKnowable(id, document, of)
      const text = textIn(value, document.lang)
      if (known === null && !derived.has(id))
        unexpected = text === null || byHand ? unexpected : [...unexpected, `${document.kind} ${id}: ${text}`]
      if (known !== true) continue
      const key = `${document.kind} ${id}`
      const one = fields.get(key) ?? { known: 0, filled: 0 }
      fields.set(key, { known: one.known + 1, filled: one.filled + (text === null ? 0 : 1) })
    }
  const all = [...fields.values()]
  const [known, filled] = [all.reduce((sum, one) => sum + one.known, 0), all.reduce((sum, one) => sum + one.filled, 0)]
  table.push(['fields that can be known', String(known)], ['of them filled', per(filled / known)])
  for (const [key, one] of fields) if (one.filled < one.known) table.push([`  ${key}`, `${one.filled} of ${one.known}`])
  assert.equal(unexpected.length, 0, shown(unexpected))
  for (const { document } of drawn) assert.deepEqual(document.missing, emptyOf(document), document.kind)
  assert.ok(filled / known >= 0.95, shown(table))
})

/** Obligatory fields of a paper that are empty and not for the hand, told anew. */
const emptyOf = ({ fields, lang, circumstances: on }: PaperDocument) =>
  fields
    .filter(
      ({ id, obligation, byHand, value, when }) =>
        obligation === 'obligatory' &&
        !byHand &&
        textIn(value, lang) === null &&
        !(when && !on.includes(when)) &&
        id !== 'contacts.confirmed',
    )
    .map(({ id }) => id)

test('no paper that the law data forbids is offered or drawn up, and none that it allows is refused', () => {
  const wrong: string[] = []
  const kept: string[] = []
  let forbidden = 0
  for (const one of tried) {
    const { why } = one
    if (why.length > 0) forbidden += 1
    const told = `${one.case.n} ${one.case.sort} ${one.kind} ${one.article}(${one.part})`
    if (one.allowed && why.length > 0) wrong.push(`${told}: ${why.join('; ')}`)
    if (!one.allowed && why.length === 0) kept.push(told)
  }
  table.push(['papers tried against the law', String(tried.length)], ['of them forbidden', String(forbidden)])
  table.push(['forbidden but offered or drawn up', String(wrong.length)], ['allowed but refused', String(kept.length)])
  assert.ok(forbidden > 500 && tried.length - forbidden > 500, `${forbidden} of ${tried.length}`)
  assert.equal(wrong.length, 0, shown(wrong))
  assert.equal(kept.length, 0, shown(kept))
})

test('no candidate promises a measure that the law data does not have for that person', () => {
  const wrong = weighed.flatMap(({ case: one, person, one: told }) =>
    misleads(raw, told, person, one.rows.finding?.happenedAt ?? one.now, one.now).map(
      (why) => `${one.n} ${told.ref}: ${why}`,
    ),
  )
  table.push(
    ['candidates weighed', String(weighed.length)],
    ['with a measure that the law has not', String(wrong.length)],
  )
  assert.ok(weighed.length > 1500, String(weighed.length))
  assert.equal(wrong.length, 0, shown(wrong))
  const never: RawLaw = {
    ...raw,
    mrp: { '2026': 1 },
    articles: raw.articles.map((one) => ({ ...one, parts: one.parts.map((part) => ({ ...part, sanctions: [] })) })),
  }
  assert.ok(weighed.some(({ case: { now }, person, one }) => misleads(never, one, person, now, now).length > 0))
})

test('a paper that goes with something is not drawn up without it', () => {
  const without: string[] = []
  for (const { of, document } of drawn) {
    const { order, incident, parent, rows } = of
    const needed: Partial<Record<PaperKind, unknown>> = {
      ...{ demand: order, demandAct: order, transfer: incident.handedTo, notice: parent },
      ...{ inspectionAct: rows.finding, representation: rows.finding },
    }
    if (document.kind in needed && !needed[document.kind]) without.push(document.kind)
  }
  assert.deepEqual(without, [])
})

test('a field that is left empty though it is known is counted', () => {
  const { of, document } = drawn.find(
    ({ document, case: { rows } }) => document.kind === 'protocol' && rows.finding,
  ) as Drawn
  const known = document.fields.filter(({ id }) => isKnowable(id, document, of) === true)
  assert.ok(known.length > 5 && known.every(({ value }) => value !== null))
  const emptied = { ...document, fields: document.fields.map((field) => ({ ...field, value: null })) }
  assert.equal(
    emptied.fields.filter(({ id, value }) => isKnowable(id, emptied, of) === true && value === null).length,
    known.length,
  )
})

test('a law that forbids more is seen at once: each rule of the telling anew bites', () => {
  const allowed = tried.filter(({ allowed, kind }) => allowed && kind === 'protocol').slice(0, 200)
  const all = (change: (part: RawLaw['articles'][number]['parts'][number]) => object): RawLaw => ({
    ...raw,
    articles: raw.articles.map((one) => ({
      ...one,
      parts: one.parts.map((part) => ({ ...part, ...change(part) })),
    })),
  })
  const stricter: RawLaw[] = [
    all(() => ({ drawnUpBy: ['akimat'] })),
    all(() => ({ flags: ['privateComplaintOnly'] })),
    { ...raw, doNotOffer: raw.articles },
    { ...raw, articles: [] },
    { ...raw, source: { editionWindow: { notBefore: '2027-01-01' } } },
  ]
  for (const law of stricter) assert.ok(allowed.some((one) => forbids(law, one.case.rows, one).length > 0))
  const later = (one: Tried) =>
    forbids(raw, one.case.rows, { ...one, now: new Date(one.now.getTime() + 70 * 86_400_000) })
  assert.ok(allowed.some((one) => later(one).includes('limitation passed (62)')))
  const warned = tried.filter(({ allowed, kind }) => allowed && kind === 'warning')
  const never = all(() => ({ onSpotWarning: false }))
  assert.ok(warned.length > 0 && warned.every((one) => forbidsWarning(never, one.case.rows, one).length > 0))
})

after(() => console.log(`\n${table.map(([name, value]) => `${name.padEnd(44)}${value.padStart(20)}`).join('\n')}\n`))
