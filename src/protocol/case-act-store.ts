import type { Calendar } from '../base/calendar.ts'
import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { news } from '../incident/act-store.ts'
import type { Incident } from '../incident/store.ts'
import type { Somebody } from '../person/person.ts'
import type { ActData, CaseAct, CaseActName, Decision } from './case-act.ts'
import { type ActRefusal, type ActWarning, refusedByLaw, settleDay, shortTerm, warningsOf } from './case-check.ts'
import type { CaseLaw } from './case-law.ts'
import { outcomeOf } from './case-outcome.ts'
import { actsOfPaper, type CaseActor, nextStage, type Stage, stageOf } from './life.ts'

/** Cases of signed papers: each act is a row, the stage on the paper follows from the rows, a mistake is struck out. */

export interface CasePaper {
  id: string
  incidentId: string
  kind: string
  article: string
  part: string | null
  edition: string
  status: string
  version: number
  signedAt: Date | null
  person: Somebody | null
}

export async function findCase(db: Read, departmentId: string, id: string): Promise<CasePaper | null> {
  return maybeOne<CasePaper>(
    db,
    `select p.id, p.incident_id as "incidentId", p.kind, p.article, p.part, p.edition, p.status, p.version,
       p.signed_at as "signedAt", s.details as person
     from paper p left join subject s on s.department_id = p.department_id and s.id = p.subject_id
     where p.department_id = $1 and p.id = $2`,
    [departmentId, id],
  )
}

export interface KeptAct extends CaseAct {
  id: string
  byName: string
  at: Date
  struckAt: Date | null
  struckBy: string | null
  struckWhy: string
}

/** Every act of a paper, struck ones too, in the order in which they happened. */
export async function caseActsOf(db: Read, departmentId: string, paperId: string): Promise<KeptAct[]> {
  return query<KeptAct>(
    db,
    `select c.id, c.act, c.happened_at as "happenedAt", c.data, a.name as "byName", c.at, c.struck_at as "struckAt",
       b.name as "struckBy", c.struck_why as "struckWhy"
     from case_act c join account a on a.id = c.by_account left join account b on b.id = c.struck_by
     where c.department_id = $1 and c.paper_id = $2 order by c.happened_at, c.at, c.id`,
    [departmentId, paperId],
  )
}

/** The acts that count. */
export const standingActs = (acts: readonly KeptAct[]): KeptAct[] => acts.filter(({ struckAt }) => struckAt === null)

export interface CaseWork {
  incident: Incident
  paperId: string
  version: number
  by: CaseActor
  accountId: string
  now: Date
}

export type CaseRefused = { refused: 'not-now' | 'not-yours' | 'changed-meanwhile' | ActRefusal; rule: string }

async function lockCase(
  tx: Write,
  { incident, paperId, version }: CaseWork,
): Promise<CaseRefused | { signedAt: Date; kind: string }> {
  const row = await maybeOne<{ version: number; status: string; kind: string; signedAt: Date | null }>(
    tx,
    `select version, status, kind, signed_at as "signedAt" from paper where department_id = $1 and id = $2 for update`,
    [incident.departmentId, paperId],
  )
  if (row?.status !== 'signed' || !row.signedAt) return { refused: 'not-now', rule: 'КоАП 803' }
  if (row.version !== version) return { refused: 'changed-meanwhile', rule: '' }
  return { signedAt: row.signedAt, kind: row.kind }
}

export interface NewAct {
  id: string
  act: CaseActName
  happenedAt: Date
  data: ActData
  law: CaseLaw
  calendar: Calendar
}

/** Writes an act down with its day, moves the paper to the stage that follows, and tells the journal. */
export async function writeAct(
  tx: Write,
  work: CaseWork,
  { id, act, happenedAt, data, law, calendar }: NewAct,
): Promise<CaseRefused | { warnings: ActWarning[] }> {
  const paper = await lockCase(tx, work)
  if ('refused' in paper) return paper
  const { incident, paperId, now } = work
  const acts = standingActs(await caseActsOf(tx, incident.departmentId, paperId))
  const stage = stageOf(paper.kind, acts)
  if (!stage) return { refused: 'not-now', rule: 'КоАП 803' }
  const step = nextStage(stage, act, work.by)
  if ('refused' in step) return step
  const before = actsOfPaper(paper.kind, paper.signedAt, acts)
  const shut = refusedByLaw(law, before, act)
  if (shut) return { refused: shut, rule: '' }
  const day = settleDay(happenedAt, { signedAt: paper.signedAt, last: acts.at(-1)?.happenedAt ?? null, now })
  if ('refused' in day) return { refused: day.refused, rule: '' }
  // Between the two readings of the seven days half counts as paid in time, with a warning.
  const late = act === 'payHalf' && day >= shortTerm(before, paper.signedAt, calendar).latest
  const one: CaseAct = { act, happenedAt: day, data: late ? { ...data, late } : data }
  await run(
    tx,
    `insert into case_act (department_id, id, incident_id, paper_id, act, happened_at, data, by_account, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [incident.departmentId, id, incident.id, paperId, act, day, JSON.stringify(one.data), work.accountId, now],
  )
  await follow(tx, work, paper, [...acts, one])
  await tellActed(tx, work, { paperId, actId: id, act })
  return { warnings: warningsOf({ law, before, one, signedAt: paper.signedAt, calendar }) }
}

/** Strikes the last act out; the stage is again the one before it. */
export async function strikeAct(
  tx: Write,
  work: CaseWork,
  { actId, reason }: { actId: string; reason: string },
): Promise<CaseRefused | { done: true }> {
  const paper = await lockCase(tx, work)
  if ('refused' in paper) return paper
  const { incident, paperId, now } = work
  const acts = standingActs(await caseActsOf(tx, incident.departmentId, paperId))
  const last = acts.at(-1)
  if (last?.id !== actId) return { refused: 'not-now', rule: '' }
  await run(
    tx,
    `update case_act set struck_at = $3, struck_by = $4, struck_why = $5 where department_id = $1 and id = $2`,
    [incident.departmentId, actId, now, work.accountId, reason],
  )
  await follow(tx, work, paper, acts.slice(0, -1))
  await tellActed(tx, work, { paperId, actId, act: last.act, struck: true })
  return { done: true }
}

/** The stage and the measure that the acts lead to, as the figures read them off the paper. */
async function follow(
  tx: Write,
  { incident, paperId, now }: CaseWork,
  { kind, signedAt }: { kind: string; signedAt: Date },
  acts: readonly CaseAct[],
): Promise<void> {
  const { decision, fineMrp } = outcomeOf(actsOfPaper(kind, signedAt, acts))
  const stage: Stage | null = stageOf(kind, acts)
  await run(
    tx,
    `update paper set stage = $3, penalty = $4, fine_mrp = $5, version = version + 1, updated_at = $6
     where department_id = $1 and id = $2`,
    [incident.departmentId, paperId, stage, decision && measureOf(decision), fineMrp, now],
  )
}

/** The measure as the campaign counts it; null while nothing is decided. */
function measureOf(decision: Decision): string | null {
  switch (decision) {
    case 'warning':
    case 'fine':
    case 'works':
    case 'arrest':
    case 'expulsion':
    case 'remark':
    case 'terminated':
    case 'transferred':
      return decision
    case 'requalified':
      return null
  }
}

async function tellActed(
  tx: Write,
  { incident, accountId, now }: CaseWork,
  data: { paperId: string; actId: string; act: string; struck?: true },
): Promise<void> {
  const { departmentId, id } = incident
  await record(tx, {
    ...{ departmentId, kind: 'case.acted', at: now, incidentId: id, accountId, data },
    live: { ...news(incident, 'case.acted') },
  })
}
