import { maybeOne, type Read, run, type Write } from '../base/database.ts'
import { noteFile } from '../base/file-store.ts'
import { record } from '../base/journal.ts'
import { news } from '../incident/act-store.ts'
import { casePapers, type PaperKind } from './kinds.ts'
import { type Done, lockPaper, type Paperwork, saveDocument } from './store.ts'

/** How a draft ends: signed under a number, or put aside. */

/** Signs a complete draft under the department's own number; from then on nothing of its text changes. */
export async function signPaper(
  tx: Write,
  work: Paperwork,
  signing: { number: string; pdf: { hash: string; size: number }; signedHash: string },
): Promise<Done | { refused: 'incomplete'; missing: string[] }> {
  const before = await lockPaper(tx, work, 'draft')
  if (!before) return { refused: 'not-now' }
  if (work.version !== null && work.version !== before.version) return { refused: 'changed-meanwhile' }
  const { document, article, part, kind } = before
  if (document.missing.length > 0) return { refused: 'incomplete', missing: document.missing }
  const { incident, id, accountId, now } = work
  await saveDocument(tx, work, before.version + 1, { ...document, number: signing.number })
  await noteFile(tx, { ...signing.pdf, mime: 'application/pdf' }, now)
  const stage = (casePapers as readonly PaperKind[]).includes(kind) ? 'drawnUp' : null
  await run(
    tx,
    `update paper set status = 'signed', signed_at = $3, pdf_hash = $4, signed_hash = $5, stage = $6
     where department_id = $1 and id = $2`,
    [incident.departmentId, id, now, signing.pdf.hash, signing.signedHash, stage],
  )
  await noteNumber(tx, incident.departmentId, kind, signing.number, now)
  await record(tx, {
    departmentId: incident.departmentId,
    kind: 'paper.signed',
    at: now,
    incidentId: incident.id,
    accountId,
    data: { paperId: id, kind, article, part },
    live: news(incident, 'paper.signed'),
  })
  return { done: true }
}

/** The last number of the book goes on from what was really given, whoever typed it. */
async function noteNumber(tx: Write, departmentId: string, kind: PaperKind, number: string, now: Date): Promise<void> {
  const last = Number(/\d{1,9}/.exec(number)?.[0] ?? 0)
  if (last === 0) return
  await run(
    tx,
    `insert into paper_book (department_id, kind, year, last) values ($1, $2, $3, $4)
     on conflict (department_id, kind, year) do update set last = greatest(paper_book.last, excluded.last)`,
    [departmentId, kind, now.getUTCFullYear(), last],
  )
}

/** The number that comes next in the department's book: a suggestion, the officer may type another. */
export async function nextNumber(db: Read, departmentId: string, kind: PaperKind, now: Date): Promise<number> {
  const row = await maybeOne<{ last: number }>(
    db,
    'select last from paper_book where department_id = $1 and kind = $2 and year = $3',
    [departmentId, kind, now.getUTCFullYear()],
  )
  return (row?.last ?? 0) + 1
}

/** Puts a draft aside; a signed paper is left to those who decide on it. */
export async function cancelPaper(tx: Write, work: Paperwork, reason: string): Promise<Done> {
  const before = await lockPaper(tx, work, 'draft')
  if (!before) return { refused: 'not-now' }
  if (work.version !== null && work.version !== before.version) return { refused: 'changed-meanwhile' }
  const { incident, id, accountId, now } = work
  await run(
    tx,
    `update paper set status = 'cancelled', cancel_reason = $3, version = version + 1, updated_at = $4
     where department_id = $1 and id = $2`,
    [incident.departmentId, id, reason, now],
  )
  await record(tx, {
    departmentId: incident.departmentId,
    kind: 'paper.cancelled',
    at: now,
    incidentId: incident.id,
    accountId,
    data: { paperId: id, kind: before.kind },
    live: news(incident, 'paper.cancelled'),
  })
  return { done: true }
}
