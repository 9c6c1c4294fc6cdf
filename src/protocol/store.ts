import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import type { PaperLang } from '../base/law.ts'
import { news } from '../incident/act-store.ts'
import type { Incident } from '../incident/store.ts'
import { readCase } from './case-store.ts'
import { type DraftStop, type Drawing, draftOf } from './facts.ts'
import type { Protocol } from './protocol.ts'
import { amend, changes } from './protocol-changes.ts'
import type { Decision, DraftsView, ProtocolView } from './view.ts'

/** Protocols: drawn up, changed with every version kept, signed once and then left as they are. */

/** The draft as a whole; why it was cancelled stands in it too. */
type Document = Protocol & { cancelReason?: string }

export interface StoredProtocol {
  id: string
  incidentId: string
  incidentNumber: number
  subjectId: string | null
  subjectName: string | null
  number: string
  erapNumber: string
  article: string
  part: string | null
  lang: PaperLang
  status: 'draft' | 'signed' | 'cancelled'
  document: Document
  suggested: ProtocolView['suggested']
  answers: Record<string, string>
  penalty: ProtocolView['penalty']
  fineMrp: number | null
  byName: string
  createdAt: Date
  updatedAt: Date
  signedAt: Date | null
  version: number
}

const select = `select p.id, p.incident_id as "incidentId", i.number as "incidentNumber", p.subject_id as "subjectId",
  s.name as "subjectName", p.number, p.erap_number as "erapNumber", p.article, p.part, p.lang, p.status, p.fields as document,
  p.suggested, p.answers, p.penalty, p.fine_mrp as "fineMrp", a.name as "byName", p.created_at as "createdAt",
  p.updated_at as "updatedAt", p.signed_at as "signedAt", p.version
  from protocol p join incident i on i.department_id = p.department_id and i.id = p.incident_id
  join account a on a.id = p.by_account left join subject s on s.department_id = p.department_id and s.id = p.subject_id`

export async function findProtocol(db: Read, departmentId: string, id: string): Promise<StoredProtocol | null> {
  return maybeOne<StoredProtocol>(db, `${select} where p.department_id = $1 and p.id = $2`, [departmentId, id])
}

/** The protocol whose terms run: the latest one that is not cancelled. */
export async function currentProtocol(
  db: Read,
  departmentId: string,
  incidentId: string,
): Promise<StoredProtocol | null> {
  return maybeOne<StoredProtocol>(
    db,
    `${select} where p.department_id = $1 and p.incident_id = $2 and p.status <> 'cancelled'
     order by p.signed_at desc nulls last, p.created_at desc limit 1`,
    [departmentId, incidentId],
  )
}

/** Draws up a draft out of what the incident holds, or says why none may be. */
export async function drawUp(
  tx: Write,
  incident: Incident,
  id: string,
  drawing: Drawing,
): Promise<{ stops: [DraftStop, ...DraftStop[]] } | { id: string }> {
  const { choice, author, now } = drawing
  const drawn = draftOf(await readCase(tx, incident), drawing)
  if ('stops' in drawn) return drawn
  const { protocol, suggested } = drawn
  const { departmentId } = incident
  await run(
    tx,
    `insert into protocol (department_id, id, incident_id, subject_id, article, part, edition, lang, status, suggested, answers,
       fields, missing, by_account, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10, $11, $12, $13, $14, $14)`,
    [
      departmentId,
      id,
      incident.id,
      choice.subjectId,
      protocol.article,
      protocol.part,
      protocol.edition,
      protocol.lang,
      JSON.stringify(suggested),
      JSON.stringify(choice.answers),
      JSON.stringify(protocol),
      protocol.missing.length,
      author.id,
      now,
    ],
  )
  await keepDraft(tx, { departmentId, id, version: 1, document: protocol, accountId: author.id, now })
  await record(tx, {
    departmentId,
    kind: 'protocol.drafted',
    at: now,
    incidentId: incident.id,
    accountId: author.id,
    data: { protocolId: id, article: protocol.article, part: protocol.part },
    live: news(incident, 'protocol.drafted'),
  })
  return { id }
}

async function keepDraft(
  tx: Write,
  draft: { departmentId: string; id: string; version: number; document: Document; accountId: string; now: Date },
): Promise<void> {
  await run(
    tx,
    `insert into protocol_draft (department_id, protocol_id, version, fields, by_account, at) values ($1, $2, $3, $4, $5, $6)`,
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

async function lock(tx: Write, { incident, id, version }: Paperwork, status: 'draft' | 'signed') {
  const row = await maybeOne<{
    version: number
    status: string
    document: Document
    article: string
    part: string | null
  }>(
    tx,
    `select version, status, fields as document, article, part from protocol where department_id = $1 and id = $2 for update`,
    [incident.departmentId, id],
  )
  if (row?.status !== status) return { refused: 'not-now' } as const
  if (version !== null && version !== row.version) return { refused: 'changed-meanwhile' } as const
  return row
}

/** Sets fields of a draft; each becomes the inspector's word, and the version is kept. */
export async function amendProtocol(
  tx: Write,
  work: Paperwork,
  values: Readonly<Record<string, string | null>>,
): Promise<Done> {
  const before = await lock(tx, work, 'draft')
  if ('refused' in before) return before
  const document: Document = amend(before.document, values, work.accountId)
  if (changes(before.document, document).length === 0) return { done: true }
  const version = before.version + 1
  await save(tx, work, version, document)
  await keepDraft(tx, { ...work, departmentId: work.incident.departmentId, version, document })
  await tellChanged(tx, work, version)
  return { done: true }
}

async function save(tx: Write, work: Paperwork, version: number, document: Document): Promise<void> {
  await run(
    tx,
    `update protocol set fields = $3, missing = $4, version = $5, updated_at = $6 where department_id = $1 and id = $2`,
    [work.incident.departmentId, work.id, JSON.stringify(document), document.missing.length, version, work.now],
  )
}

async function tellChanged(tx: Write, { incident, id, accountId, now }: Paperwork, version: number): Promise<void> {
  await record(tx, {
    departmentId: incident.departmentId,
    kind: 'protocol.changed',
    at: now,
    incidentId: incident.id,
    accountId,
    data: { protocolId: id, version },
    live: { ...news(incident, 'protocol.drafted'), kind: 'protocol.changed' },
  })
}

/** Signs a complete draft under the department's own number; from then on nothing of its text changes. */
export async function signProtocol(
  tx: Write,
  work: Paperwork,
  number: string,
): Promise<Done | { refused: 'incomplete'; missing: string[] }> {
  const before = await lock(tx, work, 'draft')
  if ('refused' in before) return before
  const { document, article, part } = before
  if (document.missing.length > 0) return { refused: 'incomplete', missing: document.missing }
  const { incident, id, accountId, now } = work
  await save(tx, work, before.version + 1, { ...document, number })
  await run(
    tx,
    `update protocol set status = 'signed', number = $3, signed_at = $4 where department_id = $1 and id = $2`,
    [incident.departmentId, id, number, now],
  )
  await record(tx, {
    departmentId: incident.departmentId,
    kind: 'protocol.signed',
    at: now,
    incidentId: incident.id,
    accountId,
    data: { protocolId: id, article, part },
    live: news(incident, 'protocol.signed'),
  })
  return { done: true }
}

/** Puts a draft aside; a signed protocol is left to those who decide on it. */
export async function cancelProtocol(tx: Write, work: Paperwork, reason: string): Promise<Done> {
  const before = await lock(tx, work, 'draft')
  if ('refused' in before) return before
  const { incident, id, accountId, now } = work
  await save(tx, work, before.version + 1, { ...before.document, cancelReason: reason })
  await run(tx, `update protocol set status = 'cancelled' where department_id = $1 and id = $2`, [
    incident.departmentId,
    id,
  ])
  await record(tx, {
    departmentId: incident.departmentId,
    kind: 'protocol.cancelled',
    at: now,
    incidentId: incident.id,
    accountId,
    data: { protocolId: id },
    live: { ...news(incident, 'protocol.drafted'), kind: 'protocol.cancelled' },
  })
  return { done: true }
}

/** Writes down what was decided on a signed protocol; the decision itself is made elsewhere. */
export async function noteDecision(tx: Write, work: Paperwork, decision: Decision): Promise<Done> {
  const before = await lock(tx, work, 'signed')
  if ('refused' in before) return before
  await run(
    tx,
    `update protocol set penalty = $3, fine_mrp = $4, erap_number = coalesce($5, erap_number), version = version + 1, updated_at = $6
     where department_id = $1 and id = $2`,
    [work.incident.departmentId, work.id, decision.penalty, decision.fineMrp, decision.erapNumber ?? null, work.now],
  )
  await tellChanged(tx, work, before.version + 1)
  return { done: true }
}

/** Every version of a draft, the first one first, with what each changed. */
export async function draftsOf(db: Read, departmentId: string, id: string): Promise<DraftsView> {
  const rows = await query<{ version: number; at: Date; byName: string; document: Document }>(
    db,
    `select d.version, d.at, a.name as "byName", d.fields as document from protocol_draft d join account a on a.id = d.by_account
     where d.department_id = $1 and d.protocol_id = $2 order by d.version`,
    [departmentId, id],
  )
  return {
    items: rows.map(({ document, at, ...row }, index) => {
      const before = rows[index - 1]
      return {
        ...row,
        at: at.toISOString(),
        fields: document.fields,
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
