import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import type { Edition, PaperLang } from './base/law.ts'
import type { IncidentPage } from './incident/incident.ts'
import { getIncident } from './incident/store.ts'
import { paperKinds } from './paper/kinds.ts'
import type { PaperView } from './paper/view.ts'
import { ask, openPaperDesk, type PaperDesk } from './papers-testing.ts'
import { sorts } from './person/generated-testing.ts'
import { isKnown } from './person/person.ts'
import { reporter } from './person/testing.ts'
import type { NamedPage } from './person/view.ts'
import { readCase, readDepartment } from './protocol/case-store.ts'
import type { CaseRows } from './protocol/facts.ts'
import { type Asked, forbids, forbidsWarning, type RawLaw } from './protocol/forbidden-testing.ts'
import { type Generated, generated } from './protocol/generated-testing.ts'
import type { PaperCase } from './protocol/paper-case.ts'
import { inventedIn, rowsOf } from './protocol/provenance-testing.ts'
import type { CandidatesView } from './protocol/view.ts'
import { findRemediation } from './remediation/store.ts'

/** Twenty of the invented incidents over HTTP with a real database: what `protocol/generated.test.ts` asks of the makers, asked of the server. */

const raw: RawLaw = JSON.parse(await readFile(new URL('../law/koap-2026-03-02/articles.json', import.meta.url), 'utf8'))
/** One of each kind of subject, and two more. */
const sample = [...sorts, 'minor' as const, 'adult' as const].map((sort, at) => {
  for (let n = at * 23; ; n++) {
    const one = generated(n % 500)
    if (one.sort === sort) return one
  }
})

let desk: PaperDesk
before(async () => {
  desk = await openPaperDesk()
})
after(() => desk?.staff.close())

const counts = { papers: 0, refused: 0, values: 0 }

async function photo(): Promise<FormData> {
  const bytes = await sharp({ create: { width: 32, height: 24, channels: 3, background: '#456' } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  form.set('purpose', 'finding')
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'a.jpg')
  return form
}

/** The incident as the inspector works on it: accepted, visited, people named. */
async function open(one: Generated): Promise<{ id: string; path: string }> {
  const { inspector, yard, staff } = desk
  const id = await yard.open(one.category)
  const path = `/api/incidents/${id}`
  const act = async (input: object) => {
    const { version } = await ask<IncidentPage>(inspector, 'GET', path)
    return ask<IncidentPage>(inspector, 'POST', `${path}/acts`, { version, ...input })
  }
  await act({ act: 'accept' })
  const { finding } = one.rows
  if (finding) {
    const ago = Math.max(3_600_000, one.now.getTime() - (finding.happenedAt ?? one.rows.happenedAt).getTime())
    const happenedAt = new Date(staff.running.deps.now().getTime() - ago).toISOString()
    await act({ act: 'confirm', text: finding.text, placeText: finding.placeText, happenedAt, answers: {} })
  }
  for (const { person, role } of one.rows.subjects)
    await ask<NamedPage>(inspector, 'POST', `${path}/subjects`, { subject: person, role })
  if (one.rows.attachments.length > 0) await ask(inspector, 'POST', `${path}/files`, await photo())
  return { id, path }
}

async function answersOver(path: string, one: Generated, subjectId: string | null): Promise<Record<string, string>> {
  let answers: Record<string, string> = {}
  for (let round = 0; round < 2; round++) {
    const asked = `answers=${encodeURIComponent(JSON.stringify(answers))}${subjectId ? `&subject=${subjectId}` : ''}`
    const { questions } = await ask<CandidatesView>(desk.inspector, 'GET', `${path}/candidates?${asked}`)
    for (const { id, answers: offered } of questions)
      if (answers[id] === undefined && offered.length > 0) answers = { ...answers, [id]: one.dice.pick(offered).id }
  }
  return answers
}

async function rowsIn(id: string): Promise<{ rows: CaseRows; incident: PaperCase['incident'] }> {
  const incident = await getIncident(desk.staff.db, desk.staff.departmentId, id)
  return { rows: await readCase(desk.staff.db, incident), incident }
}

for (const [at, one] of sample.entries())
  test(`${at + 1}: ${one.category}, ${one.sort}: offered, drawn up and refused as the law's data says, each value from its row`, async () => {
    const { inspector, staff } = desk
    const { id, path } = await open(one)
    const { rows, incident } = await rowsIn(id)
    const offender = rows.subjects.find(({ role }) => role === 'offender') ?? null
    const answers = await answersOver(path, one, offender?.id ?? null)
    const now = staff.running.deps.now()
    const asked = (article: string, part: string | null): Asked => ({ ...{ article, part, answers, now }, subjectId: offender?.id ?? null, unknownOffender: one.unknownOffender }) // biome-ignore format: one line
    const [edition] = staff.running.deps.law.editions(staff.departmentId) as [Edition]
    const query = `answers=${encodeURIComponent(JSON.stringify(answers))}${offender ? `&subject=${offender.id}` : ''}`
    const { candidates } = await ask<CandidatesView>(inspector, 'GET', `${path}/candidates?${query}`)
    const base = { lang: one.lang, answers, subjectIds: offender ? [offender.id] : [] }
    for (const { article, part, refusals, ref } of candidates) {
      const why = forbids(raw, rows, asked(article, part))
      assert.equal(
        refusals.length === 0,
        why.length === 0,
        `${ref}: ${why} / ${refusals.map(({ refused }) => refused)}`,
      )
      const wanted = { ...base, kind: 'protocol', article, part, unknownOffender: one.unknownOffender }
      const [paper] = await tryOut(path, wanted, why.length === 0)
      if (paper) await hold(paper, { rows, incident, edition, lang: one.lang })
      const warning = forbidsWarning(raw, rows, asked(article, part))
      await tryOut(path, { ...base, kind: 'warning', article, part }, warning.length === 0 && offender !== null)
    }
    for (const kind of paperKinds.filter((each) => each !== 'protocol' && each !== 'warning')) {
      const answer = await inspector.ask('POST', `${path}/papers`, { ...base, kind })
      assert.ok([200, 409].includes(answer.status), `${kind}: ${answer.status} ${JSON.stringify(answer.body)}`)
      const [paper] = answer.status === 200 ? (answer.body as { items: PaperView[] }).items : []
      if (paper) await hold(paper, { rows, incident, edition, lang: one.lang })
    }
  })

async function tryOut(path: string, body: object, allowed: boolean): Promise<PaperView[]> {
  const answer = await desk.inspector.ask('POST', `${path}/papers`, body)
  const told = `${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`
  assert.equal(answer.status, allowed ? 200 : 409, told)
  counts[allowed ? 'papers' : 'refused'] += 1
  return allowed ? (answer.body as { items: PaperView[] }).items : []
}

/** Nothing in the paper that the database does not hold. */
async function hold(
  paper: PaperView,
  at: { rows: CaseRows; incident: PaperCase['incident']; edition: Edition; lang: PaperLang },
): Promise<void> {
  const { db, departmentId, ids } = desk.staff
  const { name, settings } = await readDepartment(db, departmentId)
  const subject = at.rows.subjects.find((each) => each.id === paper.subjectId)
  const of: PaperCase = {
    ...{ ...at, settings, department: name, answers: {}, parent: null, part: null },
    author: { id: ids.inspector, position: 'участковый инспектор полиции', name: 'Person inspector' },
    subject: subject && isKnown(subject.person) ? { id: subject.id, person: subject.person } : null,
    order: await findRemediation(db, departmentId, at.incident.id),
    now: new Date(paper.createdAt),
  }
  counts.values += paper.document.fields.filter(({ value }) => value !== null).length
  assert.deepEqual(inventedIn(paper.document, rowsOf(of, at.edition)), [])
  for (const name of reporter.split(' '))
    assert.ok(!JSON.stringify(paper.document).includes(name), 'who reported is named')
}

test('the sample has seen papers drawn up and refused', () => {
  console.log(
    `\nover HTTP: ${sample.length} incidents, ${counts.papers} cases drawn up, ${counts.refused} refused, ${counts.values} values traced\n`,
  )
  assert.ok(counts.papers > 10 && counts.refused > 20 && counts.values > 1000, JSON.stringify(counts))
})
