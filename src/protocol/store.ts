import { localDay } from '../base/calendar.ts'
import { query, type Read, type Write } from '../base/database.ts'
import { editionAt } from '../base/law.ts'
import type { Incident } from '../incident/store.ts'
import { addPaper, type StoredPaper } from '../paper/store.ts'
import { readCase } from './case-store.ts'
import {
  type CaseRows,
  type DraftStop,
  type Drawing,
  draftOf,
  lawDay,
  provingKinds,
  type SignedPaper,
} from './facts.ts'
import { weighPenalties } from './penalty-store.ts'

/** Draws up the draft of a protocol out of what the incident holds, or says why none may be. */
export async function drawUp(
  tx: Write,
  incident: Incident,
  id: string,
  drawing: Drawing,
): Promise<{ stops: [DraftStop, ...DraftStop[]] } | { id: string }> {
  const { choice, author, now } = drawing
  const rows = { ...(await readCase(tx, incident)), papers: await signedPapers(tx, incident) }
  const drawn = draftOf(rows, drawing)
  if ('stops' in drawn) return drawn
  const { protocol, suggested } = drawn
  const { subjectId, answers } = choice
  const kept = { ...suggested, ...(await repeatShown(tx, incident, rows, drawing)) }
  await addPaper(tx, {
    id,
    incident,
    document: protocol,
    subjectId,
    suggested: kept,
    answers,
    accountId: author.id,
    now,
  })
  return { id }
}

/** What was suggested of a repeat, where the inspector answered that question (КоАП 61). */
async function repeatShown(tx: Write, incident: Incident, rows: CaseRows, { choice, law, now }: Drawing) {
  const subject = rows.subjects.find(({ id }) => id === choice.subjectId)
  const edition = editionAt(law, lawDay(rows))
  if (!choice.answers.repeat || !subject || !edition) return {}
  const { person } = subject
  const iin = person.kind === 'individual' ? person.iin : person.kind === 'entity' ? person.bin : null
  const { suggested } = await weighPenalties(tx, {
    ...{ departmentId: incident.departmentId, incidentId: incident.id, subject: { id: subject.id, iin, person } },
    ...{ article: choice.article, part: choice.part, edition, offenceOn: lawDay(rows), today: localDay(now) },
  })
  return { repeat: suggested }
}

/** Signed papers of the incident that a protocol names among what goes with it, the earliest first. */
async function signedPapers(db: Read, { departmentId, id }: Incident): Promise<SignedPaper[]> {
  return query<SignedPaper>(
    db,
    `select id, kind, number, signed_at as "signedAt" from paper
     where department_id = $1 and incident_id = $2 and status = 'signed' and kind = any($3) order by signed_at, id`,
    [departmentId, id, [...provingKinds]],
  )
}

/** A protocol or a warning whose terms run. */
export type CasePaper = Pick<
  StoredPaper,
  'id' | 'kind' | 'article' | 'part' | 'subjectId' | 'signedAt' | 'status' | 'stage'
>

/** The protocols and warnings of an incident that were not cancelled, the signed ones first. */
export async function casePapersOf(db: Read, departmentId: string, incidentId: string): Promise<CasePaper[]> {
  return query<CasePaper>(
    db,
    `select id, kind, article, part, subject_id as "subjectId", signed_at as "signedAt", status, stage from paper
     where department_id = $1 and incident_id = $2 and kind in ('protocol', 'warning') and status <> 'cancelled'
     order by signed_at desc nulls last, created_at desc`,
    [departmentId, incidentId],
  )
}
