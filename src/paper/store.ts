import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import type { PaperLang } from '../base/law.ts'
import { news } from '../incident/act-store.ts'
import type { Incident } from '../incident/store.ts'
import { amend, changes, mergeCircumstances, type PaperDocument, textIn, touched } from './document.ts'
import type { PaperKind } from './kinds.ts'
import type { AmendInput, DraftsView } from './view.ts'

/** Papers: drawn up, changed with every version kept, signed once and then left as they are. */

export interface StoredPaper {
  id: string
  kind: PaperKind
  incidentId: string
  incidentNumber: number
  subjectId: string | null
  subjectName: string | null
  parentId: string | null
  number: string
  erapNumber: string
  article: string | null
  part: string | null
  lang: PaperLang
  status: 'draft' | 'signed' | 'cancelled'
  stage: string | null
  document: PaperDocument
  suggested: Record<string, unknown>
  answers: Record<string, string>
  penalty: string | null
  fineMrp: number | null
  cancelReason: string
  byName: string
  createdAt: Date
  updatedAt: Date
  signedAt: Date | null
  pdfHash: string | null
  signedHash: string | null
  version: number
}

const select = `select p.id, p.kind, p.incident_id as "incidentId", i.number as "incidentNumber", p.subject_id as "subjectId",
  s.name as "subjectName", p.parent_id as "parentId", p.number, p.erap_number as "erapNumber", p.article, p.part, p.lang, p.status,
  p.stage, p.fields as document, p.suggested, p.answers, p.penalty, p.fine_mrp as "fineMrp", p.cancel_reason as "cancelReason",
  a.name as "byName", p.created_at as "createdAt", p.updated_at as "updatedAt", p.signed_at as "signedAt",
  p.pdf_hash as "pdfHash", p.signed_hash as "signedHash", p.version
  from paper p join incident i on i.department_id = p.department_id and i.id = p.incident_id
  join account a on a.id = p.by_account left join subject s on s.department_id = p.department_id and s.id = p.subject_id`

/** Documents written before papers had a kind say less; nothing of them is lost. */
const whole = <T extends { kind: PaperKind; document: PaperDocument }>(row: T): T => ({
  ...row,
  document: { ...row.document, kind: row.kind, circumstances: row.document.circumstances ?? [] },
})

export async function findPaper(db: Read, departmentId: string, id: string): Promise<StoredPaper | null> {
  const row = await maybeOne<StoredPaper>(db, `${select} where p.department_id = $1 and p.id = $2`, [departmentId, id])
  return row && whole(row)
}

/** All papers of an incident that were not cancelled, the earliest first. */
export async function papersOf(db: Read, departmentId: string, incidentId: string): Promise<StoredPaper[]> {
  const rows = await query<StoredPaper>(
    db,
    `${select} where p.department_id = $1 and p.incident_id = $2 and p.status <> 'cancelled' order by p.created_at, p.id`,
    [departmentId, incidentId],
  )
  return rows.map(whole)
}

export interface NewPaper {
  id: string
  incident: Incident
  document: PaperDocument
  subjectId: string | null
  parentId?: string | null
  /** What was suggested, kept beside what was chosen. */
  suggested?: Record<string, unknown>
  answers?: Record<string, string>
  accountId: string
  now: Date
}

/** Keeps the first draft of a paper. */
export async function addPaper(tx: Write, paper: NewPaper): Promise<void> {
  const { id, incident, document, accountId, now } = paper
  const { departmentId } = incident
  await run(
    tx,
    `insert into paper (department_id, id, kind, incident_id, subject_id, parent_id, article, part, edition, lang, status, number,
       suggested, answers, fields, missing, by_account, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'draft', $11, $12, $13, $14, $15, $16, $17, $17)`,
    [
      ...[departmentId, id, document.kind, incident.id, paper.subjectId, paper.parentId ?? null],
      ...[document.article, document.part, document.edition, document.lang, document.number ?? ''],
      ...[JSON.stringify(paper.suggested ?? {}), JSON.stringify(paper.answers ?? {}), JSON.stringify(document)],
      ...[document.missing.length, accountId, now],
    ],
  )
  await keepDraft(tx, { departmentId, id, version: 1, document, accountId, now })
  await record(tx, {
    departmentId,
    kind: 'paper.drafted',
    at: now,
    incidentId: incident.id,
    accountId,
    data: { paperId: id, kind: document.kind, article: document.article, part: document.part },
    live: news(incident, 'paper.drafted'),
  })
}

async function keepDraft(
  tx: Write,
  draft: { departmentId: string; id: string; version: number; document: PaperDocument; accountId: string; now: Date },
): Promise<void> {
  await run(
    tx,
    'insert into paper_draft (department_id, paper_id, version, fields, by_account, at) values ($1, $2, $3, $4, $5, $6)',
    [draft.departmentId, draft.id, draft.version, JSON.stringify(draft.document), draft.accountId, draft.now],
  )
}

export interface Paperwork {
  incident: Incident
  id: string
  /** The version that the person saw; null where it does not matter. */
  version: number | null
  accountId: string
  now: Date
}

export type Done = { done: true } | { refused: 'changed-meanwhile' | 'not-now' }
export interface Conflict {
  refused: 'conflict'
  byName: string
  conflicts: { id: string; label: { ru: string; kk: string }; theirs: string | null }[]
}

type Locked = Pick<StoredPaper, 'version' | 'kind' | 'status' | 'document' | 'article' | 'part' | 'stage'>

/** The row, held until the transaction ends, if it is in that status. */
export async function lockPaper(
  tx: Write,
  { incident, id }: Pick<Paperwork, 'incident' | 'id'>,
  status: StoredPaper['status'],
): Promise<Locked | null> {
  const row = await maybeOne<Locked>(
    tx,
    `select version, kind, status, fields as document, article, part, stage from paper where department_id = $1 and id = $2 for update`,
    [incident.departmentId, id],
  )
  return row?.status === status ? whole(row) : null
}

/**
 * Changes a draft; every version is kept. What somebody else changed since the version that the person saw stays, and
 * what both changed is a conflict that loses nothing of either.
 */
export async function amendPaper(
  tx: Write,
  work: Paperwork,
  input: Omit<AmendInput, 'version'>,
): Promise<Done | Conflict> {
  const before = await lockPaper(tx, work, 'draft')
  if (!before) return { refused: 'not-now' }
  if (work.version !== null && work.version > before.version) return { refused: 'changed-meanwhile' }
  const isBehind = work.version !== null && work.version < before.version
  const seen = isBehind ? await seenDocument(tx, work) : before.document
  const conflict = isBehind && (await conflictOf(tx, work, before, input, seen))
  if (conflict) return conflict
  const { circumstances: now } = before.document
  const circumstances = input.circumstances && mergeCircumstances(seen?.circumstances ?? now, now, input.circumstances)
  const document = amend(before.document, { ...input, circumstances }, work.accountId)
  const { departmentId } = work.incident
  if (input.erapNumber !== undefined)
    await run(tx, 'update paper set erap_number = $3 where department_id = $1 and id = $2', [
      ...[departmentId, work.id, input.erapNumber],
    ])
  const same = JSON.stringify(document) === JSON.stringify(before.document)
  if (same) return { done: true }
  const version = before.version + 1
  await saveDocument(tx, work, version, document)
  await keepDraft(tx, { ...work, departmentId, version, document })
  await tellChanged(tx, work, version, before.kind)
  return { done: true }
}

/** The document as the person saw it, or null when it is not kept. */
async function seenDocument(tx: Write, work: Paperwork): Promise<PaperDocument | null> {
  const row = await maybeOne<{ document: PaperDocument }>(
    tx,
    'select fields as document from paper_draft where department_id = $1 and paper_id = $2 and version = $3',
    [work.incident.departmentId, work.id, work.version],
  )
  return row?.document ?? null
}

async function conflictOf(
  tx: Write,
  work: Paperwork,
  now: Locked,
  input: Omit<AmendInput, 'version'>,
  seen: PaperDocument | null,
): Promise<Conflict | null> {
  const changed = seen ? touched(seen, now.document) : now.document.fields.map((field) => field.id)
  const lang = input.lang ?? now.document.lang
  const conflicts = now.document.fields
    .filter(({ id, value }) => {
      const given = input.fields[id]
      return given !== undefined && changed.includes(id) && (given?.trim() || null) !== textIn(value, lang)
    })
    .map(({ id, label, value }) => ({ id, label, theirs: textIn(value, lang) }))
  if (conflicts.length === 0) return null
  const last = await maybeOne<{ name: string }>(
    tx,
    `select a.name from paper_draft d join account a on a.id = d.by_account
     where d.department_id = $1 and d.paper_id = $2 order by d.version desc limit 1`,
    [work.incident.departmentId, work.id],
  )
  return { refused: 'conflict', byName: last?.name ?? '', conflicts }
}

/** Writes the document of a paper that is held. */
export async function saveDocument(
  tx: Write,
  work: Paperwork,
  version: number,
  document: PaperDocument,
): Promise<void> {
  await run(
    tx,
    `update paper set fields = $3, missing = $4, version = $5, updated_at = $6, lang = $7, number = $8
     where department_id = $1 and id = $2`,
    [
      ...[work.incident.departmentId, work.id, JSON.stringify(document), document.missing.length, version, work.now],
      ...[document.lang, document.number ?? ''],
    ],
  )
}

/** One line in the journal for a spell of typing, not for each word of it. */
const spell = 5 * 60_000

async function tellChanged(tx: Write, work: Paperwork, version: number, kind: PaperKind): Promise<void> {
  const { incident, id, accountId, now } = work
  const told = await maybeOne(
    tx,
    `select 1 as told from journal where department_id = $1 and incident_id = $2 and kind = 'paper.changed' and account_id = $3
       and data->>'paperId' = $4 and at > $5 limit 1`,
    [incident.departmentId, incident.id, accountId, id, new Date(now.getTime() - spell)],
  )
  if (told) return
  await record(tx, {
    departmentId: incident.departmentId,
    kind: 'paper.changed',
    at: now,
    incidentId: incident.id,
    accountId,
    data: { paperId: id, kind, version },
    live: news(incident, 'paper.changed'),
  })
}

/** Every version of a draft, the first one first, with what each changed. */
export async function draftsOf(db: Read, departmentId: string, paper: StoredPaper): Promise<DraftsView> {
  const rows = await query<{ version: number; at: Date; byName: string; document: PaperDocument }>(
    db,
    `select d.version, d.at, a.name as "byName", d.fields as document from paper_draft d join account a on a.id = d.by_account
     where d.department_id = $1 and d.paper_id = $2 order by d.version`,
    [departmentId, paper.id],
  )
  const read = rows.map((row) => whole({ ...row, kind: paper.kind }))
  return {
    items: read.map(({ document, at, version, byName }, index) => {
      const before = read[index - 1]
      return {
        ...{ version, byName, document, at: at.toISOString() },
        changes: before ? changes(before.document, document) : [],
      }
    }),
  }
}

/** Which of these attachments are photos, a dozen at most: what a paper can show. */
export async function picturesOf(
  db: Read,
  departmentId: string,
  ids: readonly string[],
): Promise<{ id: string; hash: string }[]> {
  return query(
    db,
    `select id, file_hash as hash from attachment where department_id = $1 and id = any($2::uuid[]) and kind = 'photo'
     order by at, id limit 12`,
    [departmentId, ids],
  )
}
