import { localDay } from '../base/calendar.ts'
import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { noteFile } from '../base/file-store.ts'
import { record } from '../base/journal.ts'
import { news } from '../incident/act-store.ts'
import type { PaperKind } from './kinds.ts'
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
  // A warning on the spot is decided when it is signed (КоАП 807).
  const stage = kind === 'warning' ? 'warned' : kind === 'protocol' ? 'drawnUp' : null
  await run(
    tx,
    `update paper set status = 'signed', signed_at = $3, pdf_hash = $4, signed_hash = $5, stage = $6,
       penalty = case when kind = 'warning' then 'warning' else penalty end
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
  const last = numberIn(number, await prefixOf(tx, departmentId, kind))
  if (last > 0) await moveBook(tx, departmentId, { kind, year: yearOf(now), last })
}

/** The number after the prefix: «ШУ5-14» with the prefix «ШУ5-» is 14; 0 where there is none. */
export function numberIn(text: string, prefix: string): number {
  const rest = prefix && text.startsWith(prefix) ? text.slice(prefix.length) : text
  return Number(/\d{1,9}/.exec(rest)?.[0] ?? 0)
}

/** Numbers begin anew with the year of Shymkent. */
const yearOf = (now: Date) => Number(localDay(now).slice(0, 4))

async function prefixOf(db: Read, departmentId: string, kind: PaperKind): Promise<string> {
  const row = await maybeOne<{ prefix: string | null }>(
    db,
    `select settings->'papers'->'prefixes'->>$2 as prefix from department where id = $1`,
    [departmentId, kind],
  )
  return row?.prefix ?? ''
}

/** The last number of a kind in a year: forward only, whoever was first. */
export async function moveBook(
  tx: Write,
  departmentId: string,
  { kind, year, last }: { kind: PaperKind; year: number; last: number },
): Promise<void> {
  await run(
    tx,
    `insert into paper_book (department_id, kind, year, last) values ($1, $2, $3, $4)
     on conflict (department_id, kind, year) do update set last = greatest(paper_book.last, excluded.last)`,
    [departmentId, kind, year, last],
  )
}

/** The book: the last number of each kind and year in which one was given, the newest year first. */
export async function bookOf(
  db: Read,
  departmentId: string,
): Promise<{ kind: PaperKind; year: number; last: number }[]> {
  return query(db, 'select kind, year, last from paper_book where department_id = $1 order by year desc, kind', [
    departmentId,
  ])
}

/** The number that comes next in the department's book, plain and as it is written: a suggestion, the officer may type another. */
export async function nextNumber(
  db: Read,
  departmentId: string,
  kind: PaperKind,
  now: Date,
): Promise<{ next: number; number: string }> {
  const row = await maybeOne<{ last: number }>(
    db,
    'select last from paper_book where department_id = $1 and kind = $2 and year = $3',
    [departmentId, kind, yearOf(now)],
  )
  const next = (row?.last ?? 0) + 1
  return { next, number: `${await prefixOf(db, departmentId, kind)}${next}` }
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
