import type { Account } from '../base/access.ts'
import { maybeOne, one, query, type Read, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { news } from '../incident/act-store.ts'
import { findIncident } from '../incident/store.ts'
import type { RepliesView, ReplyLine } from './reply-view.ts'
import { outboxChannel } from './store.ts'

/** What waits and what nobody took, and what a person decides about it. */

type Who = Pick<Account, 'id' | 'role' | 'departmentId'>

/** The chief and the administrator see all, an inspector what belongs to incidents that he may see. */
const seen = `x.department_id = $1 and ($2 <> 'inspector' or (i.id is not null
  and (i.inspector_id = $3 or i.precinct_id is null or i.precinct_id = any($4))))`
const from = `reply x join chat c on c.id = x.chat_id
  left join incident i on i.department_id = x.department_id and i.id = x.incident_id`
const personal = `(x.recipient is not null or c.kind = 'staff')`
/** Who may not read a text does not find it either. */
const readable = `($2 <> 'administrator' or not ${personal})`
const found = `($8::text = '' or i.number::text = $8 or position(lower($8) in lower(c.title)) > 0
  or (${readable} and position(lower($8) in lower(x.text)) > 0))`
const line = `x.id, x.incident_id as "incidentId", i.number as "incidentNumber", x.chat_id as "chatId", c.title as "chatTitle",
  c.channel, ${personal} as personal, x.step, case when ${readable} then x.text end as text, x.state,
  x.error as why, x.code, x.priority, x.attempts, x.maybe, x.created_at as "createdAt",
  coalesce(x.waiting_since, x.created_at) as "waitingSince",
  case when x.state = 'waiting' then greatest(x.not_before, x.next_at) end as "nextAt", x.sent_at as "sentAt",
  x.delivered_at as "deliveredAt", x.read_at as "readAt"`

/** Newest first what failed and what was sent; in the order in which it came what waits. */
export async function replyLines(
  db: Read,
  who: Who,
  precinctIds: string[],
  of: { state: 'waiting' | 'failed' | 'sent'; channel: string | null; search: string; limit: number },
): Promise<RepliesView> {
  const params = [who.departmentId, who.role, who.id, precinctIds]
  const states = of.state === 'waiting' ? ['waiting', 'sending'] : [of.state]
  const [rows, counts] = await Promise.all([
    query<Row>(
      db,
      `select ${line} from ${from} where ${seen} and x.state = any($5) and ($6::text is null or c.channel = $6) and ${found}
       order by ${of.state === 'waiting' ? 'x.priority, x.created_at, x.id' : 'x.id desc'} limit $7`,
      [...params, states, of.channel, of.limit, of.search.replace(/^№\s*/, '')],
    ),
    one<RepliesView['counts']>(
      db,
      `select count(*) filter (where x.state <> 'failed')::int as waiting, count(*) filter (where x.state = 'failed')::int as failed
       from ${from} where ${seen} and x.state in ('waiting', 'sending', 'failed')`,
      params,
    ),
  ])
  return { items: rows.map(lineOf), counts }
}

type Times = 'nextAt' | 'sentAt' | 'deliveredAt' | 'readAt'
type Row = Omit<ReplyLine, 'createdAt' | 'waitingSince' | Times> & {
  createdAt: Date
  waitingSince: Date
} & Record<Times, Date | null>

const lineOf = (row: Row): ReplyLine => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  waitingSince: row.waitingSince.toISOString(),
  nextAt: row.nextAt?.toISOString() ?? null,
  sentAt: row.sentAt?.toISOString() ?? null,
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  readAt: row.readAt?.toISOString() ?? null,
})

const was = {
  again: `x.state in ('failed', 'dropped', 'waiting')`,
  drop: `x.state in ('failed', 'waiting')`,
} as const
const set = {
  again: `state = 'waiting', attempts = 0, error = '', code = '', outside = false, next_at = null, not_before = null, waiting_since = $3`,
  drop: `state = 'dropped', next_at = null`,
} as const

/** Says it again at once, or never; refuses what is on its way or stands there, null when there is none that this person may see. */
export async function decideReply(
  tx: Write,
  who: Who,
  precinctIds: string[],
  id: string,
  what: 'again' | 'drop',
  now: Date,
): Promise<ReplyLine | { refused: 'not-now' } | null> {
  const params = [who.departmentId, who.role, who.id, precinctIds, id]
  const found = await maybeOne<Row & { may: boolean }>(
    tx,
    `select ${line}, ${was[what]} as may from ${from} where ${seen} and x.id = $5 for update of x`,
    params,
  )
  if (!found) return null
  if (!found.may) return { refused: 'not-now' }
  const own = [who.departmentId, id]
  await query(
    tx,
    `update reply set ${set[what]} where department_id = $1 and id = $2`,
    what === 'again' ? [...own, now] : own,
  )
  if (what === 'again') await one(tx, `select pg_notify('${outboxChannel}', '')`)
  const { incidentId, step } = found
  const incident = incidentId ? await findIncident(tx, who.departmentId, incidentId) : null
  await record(tx, {
    ...{ departmentId: who.departmentId, kind: 'reply.changed', at: now, incidentId, accountId: who.id },
    data: { replyId: id, step, what },
    ...(incident ? { live: news(incident, 'reply.changed') } : {}),
  })
  return lineOf(await one<Row>(tx, `select ${line} from ${from} where ${seen} and x.id = $5`, params))
}
