import type { Day } from '../base/calendar.ts'
import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import type { Edition } from '../base/law.ts'
import { news } from '../incident/act-store.ts'
import type { Incident } from '../incident/store.ts'
import { birthOf, type Somebody } from '../person/person.ts'
import { registersOf } from '../person/register-store.ts'
import type { CaseAct } from './case-act.ts'
import {
  type EarlierPenalty,
  penaltyKinds,
  type Repeater,
  repeatSuggested,
  suggestRepeat,
  weighRepeat,
} from './repeat.ts'
import { penaltyOfCase } from './repeat-case.ts'
import type { Origin, PenaltyInput } from './repeat-view.ts'

/** Earlier penalties of a person: our own cases, those entered by hand, and the register that the department loaded. */

export interface KnownPenalty {
  penalty: EarlierPenalty
  origin: Origin
}

export interface KnownPenalties {
  known: KnownPenalty[]
  /** As of which day the register of penalties was written out, where the person can be found in it. */
  registerOn: Day | null
  /** No line of it was refused: who is not found in it has no penalty by it. */
  registerWhole: boolean
}

const nowhere: Origin = { paper: null, entered: null, register: null }

/** All that is known of a person's earlier penalties; papers of the incident itself are left out. */
export async function earlierPenalties(
  db: Read,
  asked: { departmentId: string; subjectId: string; iin: string | null; incidentId: string; today: Day },
): Promise<KnownPenalties> {
  const own = await ofCases(db, asked)
  const entered = await ofHand(db, asked)
  const register = await ofRegister(db, asked)
  return { ...register, known: [...own, ...entered, ...register.known] }
}

export interface RepeatWanted {
  departmentId: string
  incidentId: string
  subject: { id: string; iin: string | null; person: Somebody | null }
  article: string
  part: string | null
  edition: Edition
  offenceOn: Day
  today: Day
}

/** The earlier penalties weighed against an offence, and what they suggest. Showing it is a look: the caller notes it. */
export async function weighPenalties(db: Read, wanted: RepeatWanted) {
  const { departmentId, incidentId, subject, article, part, edition, offenceOn, today } = wanted
  const asked = { departmentId, incidentId, subjectId: subject.id, iin: subject.iin, today }
  const { known, registerOn, registerWhole } = await earlierPenalties(db, asked)
  const origins = new Map(known.map(({ penalty, origin }) => [penalty.id, origin]))
  const penalties = known.map(({ penalty }) => penalty)
  const lines = weighRepeat({ penalties, article, part, edition, offenceOn, who: repeaterOf(subject.person) })
  const suggestion = suggestRepeat(lines, offenceOn, registerWhole ? registerOn : null)
  return {
    ...{ suggestion, registerOn, suggested: repeatSuggested(lines, suggestion) },
    lines: lines.map((line) => ({ ...line, origin: origins.get(line.penalty.id) ?? nowhere })),
  }
}

function repeaterOf(person: Somebody | null): Repeater {
  if (person?.kind === 'entity') return { birth: null, entity: true, size: person.size }
  return { birth: person?.kind === 'individual' ? birthOf(person) : null, entity: false, size: null }
}

async function ofCases(
  db: Read,
  asked: { departmentId: string; subjectId: string; incidentId: string },
): Promise<KnownPenalty[]> {
  type Row = Omit<Parameters<typeof penaltyOfCase>[0], 'acts'> & {
    incidentNumber: number
    acts: (Omit<CaseAct, 'happenedAt'> & { happenedAt: string })[]
  }
  const rows = await query<Row>(
    db,
    `select p.id, p.kind, p.article, p.part, p.number, p.signed_at as "signedAt", i.number as "incidentNumber",
       coalesce((select jsonb_agg(jsonb_build_object('act', a.act, 'data', a.data, 'happenedAt',
         to_char(a.happened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by a.happened_at, a.at, a.id)
         from case_act a where a.department_id = p.department_id and a.paper_id = p.id and a.struck_at is null), '[]') as acts
     from paper p join incident i on i.department_id = p.department_id and i.id = p.incident_id
     where p.department_id = $1 and p.subject_id = $2 and p.incident_id <> $3 and p.status = 'signed'
       and p.kind in ('protocol', 'warning') and p.article is not null and p.signed_at is not null
     order by p.signed_at desc limit 200`,
    [asked.departmentId, asked.subjectId, asked.incidentId],
  )
  return rows.map(({ incidentNumber, acts, ...row }) => ({
    penalty: penaltyOfCase({ ...row, acts: acts.map((one) => ({ ...one, happenedAt: new Date(one.happenedAt) })) }),
    origin: { ...nowhere, paper: { kind: row.kind, number: row.number, incidentNumber } },
  }))
}

const days = `to_char(p.decided_on, 'YYYY-MM-DD') as "decidedOn", to_char(p.executed_on, 'YYYY-MM-DD') as "executedOn"`

async function ofHand(db: Read, asked: { departmentId: string; subjectId: string }): Promise<KnownPenalty[]> {
  type Row = Pick<
    EarlierPenalty,
    'id' | 'article' | 'part' | 'penalty' | 'fineMrp' | 'decidedOn' | 'executedOn' | 'execution'
  > & { decidedBy: string; note: string; byName: string; at: Date }
  const rows = await query<Row>(
    db,
    `select p.id, p.article, p.part, p.penalty, p.fine_mrp as "fineMrp", ${days}, p.execution, p.decided_by as "decidedBy",
       p.note, p.at, a.name as "byName"
     from prior_penalty p join account a on a.id = p.by_account
     where p.department_id = $1 and p.subject_id = $2 and p.struck_at is null order by p.decided_on desc limit 200`,
    [asked.departmentId, asked.subjectId],
  )
  return rows.map(({ decidedBy, note, byName, at, ...row }) => ({
    penalty: { ...row, ...standing, source: 'entered', ref: decidedBy },
    origin: { ...nowhere, entered: { decidedBy, note, byName, at: at.toISOString() } },
  }))
}

const standing = { outcome: 'imposed', inForceOn: null, appealed: false, shortPaid: false } as const

/** The register's own answer; where lines of its file were refused, what is not found in it may still be. */
async function ofRegister(
  db: Read,
  asked: { departmentId: string; iin: string | null; today: Day },
): Promise<KnownPenalties> {
  const register = registersOf(db, asked.departmentId).find(({ id }) => id === 'penalties')
  const state = (await register?.state()) ?? { state: 'not-connected' as const }
  if (!register || state.state === 'not-connected' || asked.iin === null)
    return { known: [], registerOn: null, registerWhole: false }
  const file = state.state === 'file' ? state : { validOn: asked.today, refused: 0, fileId: 'register' }
  const found = await register.find(asked.iin)
  const known = found.flatMap((row, place): KnownPenalty[] => {
    if (row.kind !== 'penalty') return []
    const { article, part, fineMrp, decidedOn, executedOn, decidedBy } = row
    const penalty = penaltyKinds.find((one) => one === row.penalty) ?? 'other'
    const execution = executedOn === null ? 'unknown' : 'done'
    return [
      {
        penalty: {
          ...{ id: `${file.fileId}:${place}`, article, part, penalty, fineMrp, decidedOn, executedOn, execution },
          ...{ ...standing, source: 'register', ref: decidedBy ?? '' },
        },
        origin: { ...nowhere, register: { name: state.name, validOn: file.validOn } },
      },
    ]
  })
  return { known, registerOn: file.validOn, registerWhole: file.refused === 0 }
}

export interface Noting {
  incident: Incident
  subjectId: string
  accountId: string
  now: Date
}

/** Writes down a penalty that the officer read elsewhere; its id. */
export async function notePenalty(
  tx: Write,
  noting: Noting,
  id: string,
  { incidentId: _, ...input }: PenaltyInput,
): Promise<void> {
  const { incident, subjectId, accountId, now } = noting
  await run(
    tx,
    `insert into prior_penalty (department_id, id, subject_id, article, part, penalty, fine_mrp, decided_on, executed_on,
       execution, decided_by, note, source, by_account, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'entered', $13, $14)`,
    [
      ...[incident.departmentId, id, subjectId, input.article, input.part, input.penalty, input.fineMrp],
      ...[input.decidedOn, input.executedOn, input.execution, input.decidedBy, input.note, accountId, now],
    ],
  )
  await tell(tx, noting, { subjectId, penaltyId: id })
}

/** Takes an entered penalty back; it stays on record with the reason. False: there is none, or it was taken back before. */
export async function strikePenalty(tx: Write, noting: Noting, id: string, reason: string): Promise<boolean> {
  const { incident, subjectId, accountId, now } = noting
  const struck = await run(
    tx,
    `update prior_penalty set struck_at = $4, struck_by = $5, struck_why = $6
     where department_id = $1 and id = $2 and subject_id = $3 and struck_at is null`,
    [incident.departmentId, id, subjectId, now, accountId, reason],
  )
  if (struck === 0) return false
  await tell(tx, noting, { subjectId, penaltyId: id, struck: true })
  return true
}

async function tell(
  tx: Write,
  { incident, accountId, now }: Noting,
  data: { subjectId: string; penaltyId: string; struck?: true },
): Promise<void> {
  await record(tx, {
    ...{
      departmentId: incident.departmentId,
      kind: 'penalty.noted',
      at: now,
      incidentId: incident.id,
      accountId,
      data,
    },
    live: news(incident, 'penalty.noted'),
  })
}

/** Whether somebody stands in an incident, with the number by which a register knows him. */
export async function namedSubject(
  db: Read,
  incident: Incident,
  subjectId: string,
): Promise<{ id: string; iin: string | null } | null> {
  return maybeOne(
    db,
    `select s.id, s.iin from subject s where s.department_id = $1 and s.id = $3
       and exists (select from incident_subject x where x.department_id = $1 and x.incident_id = $2 and x.subject_id = s.id)`,
    [incident.departmentId, incident.id, subjectId],
  )
}
