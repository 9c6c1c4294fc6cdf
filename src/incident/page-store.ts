import type { Account } from '../base/access.ts'
import { one, query, type Read } from '../base/database.ts'
import { toneOf } from '../chat/chat-settings.ts'
import type { IncidentPage, ReportView } from './incident.ts'
import { actsOpenTo } from './life.ts'
import { rowsById, type Scope } from './queue.ts'
import type { Incident } from './store.ts'

/** The page of an incident: one reading across the tables of every stage, for staff who may see it. */

const iso = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const attachmentJson = `jsonb_build_object('id', t.id, 'hash', t.file_hash, 'kind', t.kind, 'mime', f.mime, 'purpose', t.purpose,
  'caption', t.caption, 'at', ${iso('t.at')}, 'reportId', t.report_id, 'deletedAt', ${iso('t.deleted_at')})`

/** Readings kept before these were told. */
const older = `'{"categories": [], "times": [], "also": []}'::jsonb`

const reportJson = `jsonb_build_object('id', r.id, 'kind', r.kind, 'at', ${iso('r.at')}, 'authorName', r.author_name, 'text', r.text,
  'media', r.media, 'direct', r.direct, 'chatTitle', c.title, 'chatId', r.chat_id, 'state', r.state, 'incidentId', r.incident_id,
  'reading', ${older} || r.reading, 'editedAt', ${iso('r.edited_at')}, 'earlier', r.earlier, 'deletedAt', ${iso('r.deleted_at')}, 'origin', r.origin,
  'blocked', (select jsonb_build_object('until', ${iso('b.until')}, 'asked', b.reason = 'asked') from blocked_author b
    where b.department_id = r.department_id and b.channel = c.channel and b.author = r.author),
  'mayBlock', r.author <> '' and c.channel <> 'export' and c.kind <> 'staff',
  'chairman', r.author <> '' and coalesce(c.settings->'chairman'->>'author' = r.author, false),
  'unfetched', r.unfetched, 'attachments', coalesce((select jsonb_agg(${attachmentJson} order by t.at) from attachment t
    join file f on f.hash = t.file_hash where t.department_id = r.department_id and t.report_id = r.id), '[]'))`

const list = (json: string, from: string, order: string) =>
  `coalesce((select jsonb_agg(${json} order by ${order}) from ${from}), '[]')`

type Parts = Pick<
  IncidentPage,
  'messages' | 'attachments' | 'findings' | 'subjects' | 'papers' | 'remediation' | 'replies' | 'ratings' | 'journal'
> & { suggested: IncidentPage['suggested']; assignedBy: string; chatTitle: string | null; chatSettings: unknown }

/** Everything about an incident in one round trip. */
export async function incidentPageOf(db: Read, who: Account, incident: Incident): Promise<IncidentPage> {
  const { departmentId, id } = incident
  const own = (table: string) => `${table}.department_id = $1 and ${table}.incident_id = $2`
  const [{ chatSettings, ...parts }, nearby, [line]] = await Promise.all([
    one<Parts>(
      db,
      `select i.suggested, i.assigned_by as "assignedBy", (select title from chat where chat.id = i.chat_id) as "chatTitle",
       (select settings from chat where chat.id = i.chat_id) as "chatSettings",
       ${list(reportJson, `report r join chat c on c.id = r.chat_id where ${own('r')} and r.state <> 'dropped'`, 'r.at, r.id')} as messages,
       ${list(attachmentJson, `attachment t join file f on f.hash = t.file_hash where ${own('t')}`, 't.at, t.id')} as attachments,
       ${list(
         `jsonb_build_object('id', x.id, 'text', x.text, 'confirmed', x.confirmed, 'happenedAt', ${iso('x.happened_at')},
          'placeText', x.place_text, 'answers', x.answers, 'byName', a.name, 'at', ${iso('x.at')})`,
         `finding x join account a on a.id = x.by_account where ${own('x')}`,
         'x.at',
       )} as findings,
       ${list(
         `jsonb_build_object('id', s.id, 'kind', s.kind, 'name', s.name, 'iin', s.iin, 'role', x.role)`,
         `incident_subject x join subject s on s.department_id = x.department_id and s.id = x.subject_id where ${own('x')}`,
         'x.at',
       )} as subjects,
       ${list(
         `jsonb_build_object('id', x.id, 'kind', x.kind, 'stage', x.stage, 'parentId', x.parent_id, 'article', x.article, 'part', x.part, 'number', x.number, 'status', x.status, 'lang', x.lang,
          'missing', x.missing, 'subjectName', s.name, 'updatedAt', ${iso('x.updated_at')}, 'signedAt', ${iso('x.signed_at')})`,
         `paper x left join subject s on s.department_id = x.department_id and s.id = x.subject_id where ${own('x')}`,
         'x.created_at',
       )} as papers,
       ${list(
         `jsonb_build_object('id', x.id, 'text', x.text, 'status', x.status, 'orderedAt', ${iso('x.ordered_at')}, 'dueAt', ${iso('x.due_at')},
          'submittedAt', ${iso('x.submitted_at')}, 'decidedAt', ${iso('x.decided_at')}, 'reason', x.reason, 'waived', x.waived,
          'beforeId', x.before_id, 'afterId', x.after_id, 'receiptId', x.receipt_id)`,
         `remediation x where ${own('x')}`,
         'x.ordered_at',
       )} as remediation,
       ${list(
         `jsonb_build_object('id', x.id, 'step', x.step, 'chatTitle', c.title, 'text', x.text, 'state', x.state, 'error', x.error, 'code', x.code,
          'attempts', x.attempts, 'personal', x.recipient is not null, 'createdAt', ${iso('x.created_at')},
          'waitingSince', ${iso('coalesce(x.waiting_since, x.created_at)')},
          'nextAt', case when x.state = 'waiting' then ${iso('greatest(x.not_before, x.next_at)')} end, 'sentAt', ${iso('x.sent_at')},
          'deliveredAt', ${iso('x.delivered_at')}, 'readAt', ${iso('x.read_at')})`,
         `reply x join chat c on c.id = x.chat_id where ${own('x')}`,
         'x.created_at',
       )} as replies,
       ${list(
         `jsonb_build_object('score', x.score, 'thanks', x.thanks, 'reacted', cardinality(x.reactions) > 0, 'notDone', x.not_done, 'text', x.text, 'at', ${iso('x.at')})`,
         `satisfaction x where ${own('x')}`,
         'x.at',
       )} as ratings,
       ${list(
         `jsonb_build_object('id', x.id, 'at', ${iso('x.at')}, 'kind', x.kind, 'byName', a.name, 'data', x.data)`,
         `journal x left join account a on a.id = x.account_id where ${own('x')}`,
         'x.id',
       )} as journal
       from incident i where i.department_id = $1 and i.id = $2`,
      [departmentId, id],
    ),
    nearbyOf(db, incident),
    rowsById(db, departmentId, [id]),
  ])
  if (!line) throw new Error(`The incident ${id} has no line: it was removed while its page was read.`)
  return {
    ...line,
    ...parts,
    tone: toneOf(chatSettings),
    lang: incident.lang,
    place: incident.place,
    happenedAt: incident.happenedAt.toISOString(),
    outcome: incident.outcome,
    outcomeText: incident.outcomeText,
    handedTo: incident.handedTo as IncidentPage['handedTo'],
    joinedInto: incident.joinedInto,
    acts: who.role === 'administrator' ? [] : actsOpenTo(who.role, incident.status),
    nearby,
  }
}

/** Open incidents of the last two days close by (some 300 m) or of the same category in the precinct: perhaps the same. */
async function nearbyOf(db: Read, incident: Incident) {
  const found = await query<{ id: string }>(
    db,
    `select id from incident
     where department_id = $1 and id <> $2 and opened_at between $3::timestamptz - interval '2 days' and $3::timestamptz + interval '2 days'
       and status not in ('joined', 'dismissed')
       and ((lon between $4::float8 - 0.0036 and $4::float8 + 0.0036 and lat between $5::float8 - 0.0027 and $5::float8 + 0.0027)
         or (category = $6 and precinct_id = $7))
     order by opened_at desc limit 8`,
    [
      incident.departmentId,
      incident.id,
      incident.openedAt,
      incident.lon,
      incident.lat,
      incident.category,
      incident.precinctId,
    ],
  )
  return rowsById(
    db,
    incident.departmentId,
    found.map(({ id }) => id),
  )
}

/** Chats of the own precincts, of none, and those for which the person was named. */
const ofScope = `($2::uuid[] is null or c.precinct_id is null or c.precinct_id = any($2) or c.settings->>'inspectorId' = $3)`
type Waiting = Pick<Scope, 'departmentId' | 'precinctIds' | 'inspectorId'>

/** Kept messages that wait for a person, newest first. */
export async function unsureReports(
  db: Read,
  { departmentId, precinctIds, inspectorId }: Waiting,
): Promise<ReportView[]> {
  const rows = await query<{ report: ReportView }>(
    db,
    `select ${reportJson} as report from report r join chat c on c.id = r.chat_id
     where r.department_id = $1 and r.state = 'unsure' and ${ofScope}
     order by r.received_at desc limit 100`,
    [departmentId, precinctIds, inspectorId],
  )
  return rows.map(({ report }) => report)
}

/** How many messages wait for a person, counted to a thousand. */
export async function countUnsure(db: Read, { departmentId, precinctIds, inspectorId }: Waiting): Promise<number> {
  const { n } = await one<{ n: number }>(
    db,
    `select count(*)::int as n from (select 1 from report r join chat c on c.id = r.chat_id
     where r.department_id = $1 and r.state = 'unsure' and ${ofScope} limit 1000) x`,
    [departmentId, precinctIds, inspectorId],
  )
  return n
}
