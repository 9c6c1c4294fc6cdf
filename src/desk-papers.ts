import { z } from 'zod'
import type { Account } from './base/access.ts'
import { inTransaction, type Write } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from './base/http.ts'
import { type Both, editionAt, findPart, type Part } from './base/law.ts'
import { bodies } from './incident/life.ts'
import type { Incident } from './incident/store.ts'
import { incidentFor, incidentParam } from './inspection/incident-route.ts'
import { type PaperDocument, textIn } from './paper/document.ts'
import { casePapers, paperKinds } from './paper/kinds.ts'
import { type PaperHooks, viewOf } from './paper/routes.ts'
import { addPaper, amendPaper, findPaper } from './paper/store.ts'
import { paperLang, paperView } from './paper/view.ts'
import { isKnown } from './person/person.ts'
import { readCase, readDepartment } from './protocol/case-store.ts'
import { type CaseRows, candidatesFor, caseSoFar, type DraftStop, firstOffender, lawDay } from './protocol/facts.ts'
import { inspectionAct, representation } from './protocol/make-acts.ts'
import { explanation, notice, receipt, rights } from './protocol/make-case.ts'
import { crimeReport, transfer } from './protocol/make-letters.ts'
import { refuseWarning, warning } from './protocol/make-warning.ts'
import type { PaperCase } from './protocol/paper-case.ts'
import { refuseDraft } from './protocol/refuse.ts'
import { drawUp } from './protocol/store.ts'
import { answers, draftRefused } from './protocol/view.ts'
import { demand } from './remediation/make-demand.ts'
import { demandAct } from './remediation/make-demand-act.ts'
import { findRemediation } from './remediation/store.ts'

/** Drawing papers up: which kinds there are, what each needs, and who fills it. */

const id = z.uuid()

/** What a paper is asked for with. */
export const paperInput = z.strictObject({
  kind: z.enum(paperKinds),
  lang: paperLang,
  /** Whom it is about: people named in the incident. Several offenders get a protocol each (КоАП 803, 58). */
  subjectIds: z.array(id).max(20).default([]),
  /** It is not known who did it (КоАП 806(9)). */
  unknownOffender: z.boolean().default(false),
  parentId: id.nullable().default(null),
  /** An earlier paper of this incident whose typed fields are taken over: its edition was withdrawn, its part was the wrong one. */
  fromId: id.nullable().default(null),
  article: z.string().trim().min(1).max(20).nullable().default(null),
  part: z.string().trim().min(1).max(10).nullable().default(null),
  answers: answers.default({}),
})
type PaperInput = z.infer<typeof paperInput>

type Stop = DraftStop | { refused: 'not-now'; transferTo: null; reason: Both; rule: string }
type Maker = (of: PaperCase) => PaperDocument
interface Kind {
  make: Maker
  /** Why it cannot be drawn up yet, or null. */
  notYet?(of: PaperCase): Both | null
}

/** Everything but the protocol, which asks the law first. */
export const kinds: Record<Exclude<PaperInput['kind'], 'protocol'>, Kind> = {
  warning: { make: warning, notYet: refuseWarning },
  explanation: { make: explanation },
  inspectionAct: { make: inspectionAct, notYet: notFoundYet },
  representation: { make: representation, notYet: notFoundYet },
  demandAct: { make: demandAct, notYet: notOrderedYet },
  rights: { make: rights },
  receipt: { make: receipt },
  notice: {
    make: notice,
    notYet: ({ parent }) =>
      parent
        ? null
        : {
            ru: 'Сначала составьте протокол: извещение говорит, когда и где он будет рассмотрен.',
            kk: 'Алдымен хаттама жасаңыз: хабарламада істің қашан және қайда қаралатыны жазылады.',
          },
  },
  crimeReport: { make: crimeReport },
  transfer: {
    make: transfer,
    notYet: ({ incident }) =>
      incident.handedTo
        ? null
        : {
            ru: 'Сначала передайте происшествие тому, кто его решает: письмо пишется ему.',
            kk: 'Алдымен оқиғаны шешетін органға тапсырыңыз: хат соған жазылады.',
          },
  },
  demand: { make: demand, notYet: notOrderedYet },
}

function notOrderedYet({ order }: PaperCase): Both | null {
  if (order) return null
  return {
    ru: 'Сначала укажите, что и к какому сроку устранить.',
    kk: 'Алдымен нені және қай мерзімге дейін жою керегін көрсетіңіз.',
  }
}

function notFoundYet({ rows }: PaperCase): Both | null {
  if (rows.finding) return null
  return {
    ru: 'Сначала запишите, что установлено на месте.',
    kk: 'Алдымен орнында не анықталғанын жазыңыз.',
  }
}

/** Papers are drawn up here, whatever their kind. */
export function deskPaperRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/incidents/:id/papers',
    {
      schema: {
        params: incidentParam,
        body: paperInput,
        response: { 200: z.object({ items: z.array(paperView) }), 409: draftRefused, '4xx': errorBody },
      },
    },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const incident = await incidentFor(deps, who, request.params.id)
      const drawn = await drawPapers(deps, who, incident, request.body)
      if ('stop' in drawn) {
        const message = drawn.stop.reason[who.locale === 'kk' ? 'kk' : 'ru']
        return reply.code(409).send({ error: 'refused', message, ...drawn.stop })
      }
      const items = await Promise.all(drawn.ids.map((each) => findPaper(deps.db, who.departmentId, each)))
      return { items: items.filter((one) => one !== null).map(viewOf) }
    },
  )
}

/** What is looked at once more when a paper is signed: the law may have moved under the draft, and time goes on. */
export function paperHooks(deps: Deps): PaperHooks {
  return {
    async mayBeSigned(who, incident, { document, subjectId, answers }) {
      if (!casePapers.some((kind) => kind === document.kind) || !document.article) return null
      const editions = deps.law.editions(who.departmentId)
      const edition = editions.find((one) => one.id === document.edition)
      const part = edition && findPart(edition, document.article, document.part)
      if (!part)
        return {
          refused: 'no-edition',
          reason: {
            ru: 'Редакция закона, по которой составлен проект, больше не применяется: выберите часть заново.',
            kk: 'Жоба жасалған заң редакциясы енді қолданылмайды: бөлікті қайта таңдаңыз.',
          },
          rule: 'КоАП 5',
        }
      const rows = await readCase(deps.db, incident)
      return refuseDraft(part, edition, caseSoFar(rows, subjectId, answers, deps.now()))[0] ?? null
    },
  }
}

/** Draws up what is asked for, all or nothing; returns the ids, or why not. */
export async function drawPapers(
  deps: Deps,
  who: Pick<Account, 'id' | 'departmentId' | 'position' | 'name'>,
  incident: Incident,
  input: PaperInput,
): Promise<{ ids: string[] } | { stop: Stop }> {
  const { kind } = input
  const now = deps.now()
  const subjects = input.subjectIds.length > 0 ? input.subjectIds : [null]
  const stopped: { stop?: Stop } = {}
  const ids = await inTransaction(deps.db, async (tx) => {
    const made: string[] = []
    for (const subjectId of subjects) {
      const newId = deps.newId()
      if (kind === 'protocol') {
        const { article, part, lang, unknownOffender, answers } = input
        if (!article)
          throw new HttpError(400, 'bad-input', 'article: a protocol is of an article.', { field: 'article' })
        const author = { id: who.id, position: who.position, name: who.name }
        const law = deps.law.editions(who.departmentId)
        const choice = { article, part, lang, subjectId, unknownOffender, answers }
        const { settings } = await readDepartment(tx, who.departmentId)
        const done = await drawUp(tx, incident, newId, { choice, author, law, now, settings })
        if ('stops' in done) {
          stopped.stop = done.stops[0]
          throw stopped
        }
        made.push(done.id)
        await takeOver(tx, who, incident, input, { id: done.id, now })
        continue
      }
      const of = await caseFor(deps, who, incident, input, subjectId)
      const entry = kinds[kind]
      const reason = entry.notYet?.(of) ?? null
      if (reason) {
        stopped.stop = { refused: 'not-now', transferTo: null, reason, rule: '' }
        throw stopped
      }
      const { parentId } = input
      const document = entry.make(of)
      const { answers } = input
      await addPaper(tx, { id: newId, incident, document, subjectId, parentId, answers, accountId: who.id, now })
      made.push(newId)
      await takeOver(tx, who, incident, input, { id: newId, now })
    }
    return made
  }).catch((fault) => {
    if (fault === stopped) return null
    throw fault
  })
  return stopped.stop ? { stop: stopped.stop } : { ids: ids ?? [] }
}

/** What a person typed in the earlier paper stands in the new one too; the article and its words are the new choice's. */
async function takeOver(
  tx: Write,
  who: Pick<Account, 'id' | 'departmentId'>,
  incident: Incident,
  { fromId, kind, lang }: PaperInput,
  fresh: { id: string; now: Date },
): Promise<void> {
  if (!fromId) return
  const from = await findPaper(tx, who.departmentId, fromId)
  if (from?.incidentId !== incident.id || from.kind !== kind) throw notFound('The paper to take over from')
  const typed = from.document.fields.filter((one) => one.typed !== undefined && one.id !== 'offence.article')
  const fields = Object.fromEntries(typed.map(({ id, value }) => [id, textIn(value, lang)]))
  const { circumstances } = from.document
  await amendPaper(tx, { incident, ...fresh, version: null, accountId: who.id }, { fields, circumstances })
}

async function caseFor(
  deps: Deps,
  who: Pick<Account, 'id' | 'departmentId' | 'position' | 'name'>,
  incident: Incident,
  input: PaperInput,
  subjectId: string | null,
): Promise<PaperCase> {
  const rows = await readCase(deps.db, incident)
  const { name, settings } = await readDepartment(deps.db, who.departmentId)
  const edition = editionAt(deps.law.editions(who.departmentId), lawDay(rows))
  const parent = input.parentId ? await findPaper(deps.db, who.departmentId, input.parentId) : null
  if (input.parentId && parent?.incidentId !== incident.id) throw notFound('The paper that this one goes with')
  const chosen = subjectId ?? parent?.subjectId ?? firstOffender(rows)
  const subject = rows.subjects.find((one) => one.id === chosen)
  if (subjectId && !subject) throw notFound('The person in this incident')
  const order = await findRemediation(deps.db, who.departmentId, incident.id)
  const { article, part } = input.article ? input : (parent ?? { article: null, part: null })
  return {
    ...{ lang: input.lang, rows, incident, author: { id: who.id, position: who.position, name: who.name } },
    ...{ department: name, settings, edition, order, now: deps.now() },
    answers: { ...rows.finding?.answers, ...input.answers },
    subject: subject && isKnown(subject.person) ? { id: subject.id, person: subject.person } : null,
    parent: parent && { id: parent.id, document: parent.document, signedAt: parent.signedAt },
    part: article && edition ? findPart(edition, article, part) : partMeant(deps, who, rows, incident.handedTo),
  }
}

/** The part that the findings fit and that this body draws up; null where none stands out. */
function partMeant(
  deps: Deps,
  who: Pick<Account, 'departmentId'>,
  rows: CaseRows,
  handedTo: string | null,
): Part | null {
  const edition = editionAt(deps.law.editions(who.departmentId), lawDay(rows))
  const body = bodies.find((one) => one === handedTo)
  if (!edition || !body) return null
  const asked = { subjectId: firstOffender(rows), answers: rows.finding?.answers ?? {}, now: deps.now() }
  const fitting = candidatesFor(rows, edition, asked).candidates.find(
    (one) => one.standing === 'fits' && one.refusals.some(({ transferTo }) => transferTo === body),
  )
  return fitting ? findPart(edition, fitting.article, fitting.part) : null
}
