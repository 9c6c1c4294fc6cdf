import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { addMonths, localDay } from '../base/calendar.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { type Edition, editionAt, findPart } from '../base/law.ts'
import type { Incident } from '../incident/store.ts'
import { incidentFor } from '../inspection/incident-route.ts'
import { isKnown, isMinor, type Somebody } from '../person/person.ts'
import type { ActData, CaseAct } from './case-act.ts'
import { caseActInput, strikeInput } from './case-act-input.ts'
import {
  type CasePaper,
  type CaseRefused,
  type CaseWork,
  caseActsOf,
  findCase,
  standingActs,
  strikeAct,
  writeAct,
} from './case-act-store.ts'
import { type ActedView, type ActRefused, actedView, actRefused, type CaseView, caseView } from './case-act-view.ts'
import { refusalWords, refusedByLaw, shortTerm, warningRules } from './case-check.ts'
import { type CaseLaw, caseLawOf, type Liable } from './case-law.ts'
import { outcomeOf, tengeOf } from './case-outcome.ts'
import { type Deadline, deadlinesOf } from './clock.ts'
import { actsOfPaper, actsOpenTo, type CaseActor, eventsOfActs, factsOfActs, stageOf } from './life.ts'

const refusals = { '4xx': errorBody }
const one = z.object({ id: z.uuid() })

interface Case {
  paper: CasePaper & { signedAt: Date }
  incident: Incident
  edition: Edition | null
  law: CaseLaw
}

/** What becomes of a signed paper: its acts, what they set going, and mistakes struck out. */
export function caseActRoutes(app: App, deps: Deps): void {
  const found = async (who: Account, id: string): Promise<Case> => {
    const paper = await findCase(deps.db, who.departmentId, id)
    if (!paper) throw notFound('The paper')
    const incident = await incidentFor(deps, who, paper.incidentId)
    const { signedAt } = paper
    if (paper.status !== 'signed' || !signedAt || stageOf(paper.kind, []) === null)
      throw new HttpError(409, 'refused', 'Only a signed protocol or warning has a case to follow.', {
        refused: 'not-now',
      })
    const editions = deps.law.editions(who.departmentId)
    const edition = editions.find(({ id }) => id === paper.edition) ?? editionAt(editions, localDay(signedAt))
    const part = edition && findPart(edition, paper.article, paper.part)
    const liable = liableOf(paper.person, signedAt)
    return { paper: { ...paper, signedAt }, incident, edition, law: caseLawOf(paper, part, edition, signedAt, liable) }
  }

  const view = async (who: Account, id: string): Promise<CaseView> => {
    const { paper, edition, law } = await found(who, id)
    const kept = await caseActsOf(deps.db, who.departmentId, id)
    const own = standingActs(kept)
    const stage = stageOf(paper.kind, own) ?? 'drawnUp'
    const acts = actsOfPaper(paper.kind, paper.signedAt, own)
    const outcome = outcomeOf(acts, law.mrp)
    const { decided, inForce, executed, ...rest } = outcome
    const terms = termsOf(deps, who, { paper, edition, acts })
    return {
      ...{ id, kind: paper.kind, stage, version: paper.version, signedAt: paper.signedAt.toISOString(), law },
      acts: kept.map(({ happenedAt, at, struckAt, data, ...line }) => ({
        ...line,
        data: plain(data),
        ...{ happenedAt: happenedAt.toISOString(), at: at.toISOString(), struckAt: iso(struckAt) },
      })),
      strikable: own.at(-1)?.id ?? null,
      open: actsOpenTo(actorOf(who), stage).filter((act) => refusedByLaw(law, acts, act) === null),
      outcome: { ...rest, decided: iso(decided), inForce: iso(inForce), executed: iso(executed) },
      sums: sumsOf(acts, law, paper.signedAt, { deps, who, terms }),
      repeatUntil: executed && addMonths(localDay(executed), law.minor ? 6 : 12),
    }
  }

  app.get(
    '/api/papers/:id/acts',
    { schema: { params: one, response: { 200: caseView, ...refusals } } },
    async (request, reply) => {
      const who = need(request, 'noteDecision')
      reply.header('cache-control', 'no-store')
      return view(who, request.params.id)
    },
  )

  app.post(
    '/api/papers/:id/acts',
    {
      schema: {
        params: one,
        body: caseActInput,
        response: {
          200: actedView,
          409: z.union([actRefused, errorBody]),
          422: actRefused,
          403: z.union([actRefused, errorBody]),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const who = need(request, 'noteDecision')
      const { id } = request.params
      const { act, happenedAt, version, data } = request.body
      const { paper, incident, edition, law } = await found(who, id)
      const before = actsOfPaper(
        paper.kind,
        paper.signedAt,
        standingActs(await caseActsOf(deps.db, who.departmentId, id)),
      )
      const calendar = deps.law.calendar(who.departmentId)
      const actId = deps.newId()
      const said = { id: actId, act, happenedAt: new Date(happenedAt), data: data as ActData, law, calendar }
      const done = await inTransaction(deps.db, (tx) => writeAct(tx, work(deps, who, incident, id, version), said))
      if ('refused' in done) return reply.code(statusOf(done)).send(refusalOf(done, who))
      const after = standingActs(await caseActsOf(deps.db, who.departmentId, id))
      const known = new Set(termsOf(deps, who, { paper, edition, acts: before }).map(termKey))
      const started = termsOf(deps, who, { paper, edition, acts: actsOfPaper(paper.kind, paper.signedAt, after) })
        .filter((term) => !known.has(termKey(term)) && !term.done && !term.immediate)
        .map(({ id: term, label, rule, doBy, latest }) => ({
          id: term,
          label,
          article: rule,
          due: iso(doBy),
          latest: iso(latest),
        }))
      const answer: ActedView = {
        ...(await view(who, id)),
        ...{ actId, started, warnings: done.warnings.map((warning) => ({ id: warning, rule: warningRules[warning] })) },
      }
      return answer
    },
  )

  app.post(
    '/api/papers/:id/acts/:actId/strike',
    {
      schema: {
        params: one.extend({ actId: z.uuid() }),
        body: strikeInput,
        response: { 200: caseView, 409: z.union([actRefused, errorBody]), ...refusals },
      },
    },
    async (request, reply) => {
      const who = need(request, 'noteDecision')
      const { id, actId } = request.params
      const { version, reason } = request.body
      const { incident } = await found(who, id)
      const done = await inTransaction(deps.db, (tx) =>
        strikeAct(tx, work(deps, who, incident, id, version), { actId, reason }),
      )
      if ('refused' in done) return reply.code(409).send(refusalOf(done, who))
      return view(who, id)
    },
  )
}

const iso = (at: Date | null) => at?.toISOString() ?? null
const actorOf = (who: Account): CaseActor => (who.role === 'chief' ? 'chief' : 'inspector')
const termKey = ({ id, fromAt }: Deadline) => `${id} ${fromAt?.getTime()}`

function work(deps: Deps, who: Account, incident: Incident, paperId: string, version: number): CaseWork {
  return { incident, paperId, version, by: actorOf(who), accountId: who.id, now: deps.now() }
}

/** Who is liable, as far as it limits the fine; nobody while he is not known. */
/** Whom the sanction is measured by, on the day of signing. */
export function liableOf(person: Somebody | null, on: Date): Liable | null {
  if (!person || !isKnown(person)) return null
  const size = person.kind === 'entity' ? person.size : null
  return { kind: person.kind, size, minor: isMinor(person, localDay(on)) }
}

/** Only what stands in the row, without fields left open. */
function plain(data: ActData): CaseView['acts'][number]['data'] {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}

function termsOf(
  deps: Deps,
  who: Account,
  { paper, edition, acts }: { paper: Case['paper']; edition: Edition | null; acts: readonly CaseAct[] },
): Deadline[] {
  if (!edition) return []
  const { person, signedAt, article, part } = paper
  const events = { protocolDrawnUp: signedAt, ...eventsOfActs(acts) }
  return deadlinesOf(events, edition, deps.law.calendar(who.departmentId), {
    ...factsOfActs(acts),
    part: findPart(edition, article, part),
    minor: liableOf(person, signedAt)?.minor ?? null,
    entity: person?.kind === 'entity',
  }).filter(({ limitation }) => !limitation)
}

/** What is to be paid: as decided, or before a decision by the one fine that the part knows for such a person. */
function sumsOf(
  acts: readonly CaseAct[],
  law: CaseLaw,
  signedAt: Date,
  { deps, who, terms }: { deps: Deps; who: Account; terms: readonly Deadline[] },
): CaseView['sums'] {
  const { decision, fineTenge } = outcomeOf(acts, law.mrp)
  const foreseen =
    law.fineMax !== null && law.fineMax === law.fineMin && law.mrp !== null ? tengeOf(law.fineMax, law.mrp) : null
  const full = decision === null ? foreseen : fineTenge
  const short = law.shortProcedure !== false && !acts.some(({ act }) => act === 'decide' || act === 'payHalf')
  const { until, latest } = shortTerm(acts, signedAt, deps.law.calendar(who.departmentId))
  const payUntil = terms.find(({ id, done }) => id === 'fine.pay' && !done && decision === 'fine')?.doBy ?? null
  return {
    full,
    half: short && full !== null ? full / 2 : null,
    halfUntil: short && full !== null ? until.toISOString() : null,
    halfLatest: short && full !== null && latest > until ? latest.toISOString() : null,
    payUntil: iso(payUntil),
  }
}

const usual = {
  'not-now': {
    ru: 'На этой стадии дела такого действия нет. Обновите страницу.',
    kk: 'Істің бұл сатысында мұндай әрекет жоқ. Бетті жаңартыңыз.',
  },
  'not-yours': { ru: 'Это действие записывает начальник.', kk: 'Бұл әрекетті бастық жазады.' },
  'changed-meanwhile': {
    ru: 'Дело тем временем изменил кто-то другой. Обновите страницу и запишите снова.',
    kk: 'Осы уақытта істі басқа адам өзгертті. Бетті жаңартып, қайта жазыңыз.',
  },
}

function refusalOf({ refused, rule }: CaseRefused, who: Account): ActRefused {
  const told =
    refused === 'not-now' || refused === 'not-yours' || refused === 'changed-meanwhile'
      ? { reason: usual[refused], rule }
      : refusalWords[refused]
  return { error: 'refused', refused, message: told.reason[who.locale === 'kk' ? 'kk' : 'ru'], ...told }
}

function statusOf({ refused }: CaseRefused): 403 | 409 | 422 {
  if (refused === 'not-yours') return 403
  return refused === 'not-now' || refused === 'changed-meanwhile' ? 409 : 422
}
