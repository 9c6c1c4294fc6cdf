import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { query, type Read } from '../base/database.ts'
import type { IncidentRow, QueueQuery, Tab } from './incident.ts'
import type { Status } from './life.ts'

/** The inspector's queue: fifty at a time by cursor, over any number of incidents. */

/** The column `tab` of a status, as the migration has it. */
export const tabOf = {
  new: 0,
  reopened: 0,
  accepted: 1,
  confirmed: 1,
  ordered: 2,
  submitted: 2,
  remedied: 2,
  closed: 3,
  dismissed: 3,
  handed_over: 3,
  crime: 3,
  joined: 3,
} as const satisfies Record<Status, number>

const within: Record<Tab, readonly number[]> = {
  mine: [0, 1, 2],
  new: [0],
  working: [1],
  waiting: [2],
  closed: [3],
  all: [0, 1, 2, 3],
}

export interface Scope {
  departmentId: string
  /** The precincts that may be seen; null for all. */
  precinctIds: string[] | null
  inspectorId: string
}

/** What this person's queue may show. */
export function scopeOf(who: Account, precinctIds: string[]): Scope {
  return { departmentId: who.departmentId, precinctIds: who.role === 'chief' ? null : precinctIds, inspectorId: who.id }
}

interface Cursor {
  at: string
  id: string
}

const cursorShape = z.object({ at: z.iso.datetime(), id: z.guid() })

export function writeCursor(row: { openedAt: string; id: string }): string {
  return Buffer.from(`${row.openedAt} ${row.id}`).toString('base64url')
}

export function readCursor(text: string | undefined): Cursor | null {
  if (!text) return null
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  return cursorShape.safeParse({ at, id }).data ?? null
}

const rowColumns = `i.id, i.number, i.status, i.category, i.route, i.urgency, i.title, i.place_text as "placeText",
  i.precinct_id as "precinctId", p.number as "precinctNumber", i.inspector_id as "inspectorId", a.name as "inspectorName",
  i.reports, i.opened_at as "openedAt", i.answer_due as "answerDue", i.answered_at as "answeredAt",
  i.closed_at as "closedAt", i.reopened, i.version,
  case when i.lon is null then null else json_build_object('lon', i.lon, 'lat', i.lat) end as point,
  case when i.tab = 2 then (select m.due_at from remediation m where m.department_id = i.department_id and m.incident_id = i.id
   and m.status <> 'accepted' order by m.ordered_at desc limit 1) end as "remediationDue",
  (select t.file_hash from attachment t where t.department_id = i.department_id and t.incident_id = i.id
   and t.kind = 'photo' and t.purpose = 'report' order by t.at limit 1) as photo`

const rowJoins = `left join precinct p on p.id = i.precinct_id left join account a on a.id = i.inspector_id`

interface RawRow extends Omit<IncidentRow, 'openedAt' | 'answerDue' | 'answeredAt' | 'closedAt' | 'remediationDue'> {
  openedAt: Date
  answerDue: Date
  answeredAt: Date | null
  closedAt: Date | null
  remediationDue: Date | null
}

function row(raw: RawRow): IncidentRow {
  return {
    ...raw,
    openedAt: raw.openedAt.toISOString(),
    answerDue: raw.answerDue.toISOString(),
    answeredAt: raw.answeredAt?.toISOString() ?? null,
    closedAt: raw.closedAt?.toISOString() ?? null,
    remediationDue: raw.remediationDue?.toISOString() ?? null,
  }
}

/**
 * A page of the queue, newest first. Each status (and precinct) gives its newest rows from its own index; only their
 * few winners are then dressed, so the cost does not grow with the table.
 */
export async function queue(
  db: Read,
  scope: Scope,
  asked: QueueQuery,
): Promise<{ items: IncidentRow[]; next: string | null }> {
  const cursor = readCursor(asked.before)
  const params: unknown[] = [
    scope.departmentId,
    within[asked.tab],
    cursor?.at ?? null,
    cursor?.id ?? null,
    asked.limit + 1,
  ]
  const bind = (value: unknown): string => `$${params.push(value)}`
  const filters = [
    "(x.opened_at, x.id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))",
  ]
  if (asked.category) filters.push(`x.category = ${bind(asked.category)}`)
  if (asked.q) filters.push(words(asked.q, bind))
  const filter = filters.join(' and ')
  const newest = (where: string) =>
    `select x.id, x.opened_at from incident x where x.department_id = $1 and x.tab = s.tab and ${where} and ${filter}
     order by x.opened_at desc, x.id desc limit $5`
  const precincts = asked.precinct ? [asked.precinct] : scope.precinctIds
  const seen = precincts && scope.precinctIds ? precincts.filter((id) => scope.precinctIds?.includes(id)) : precincts
  const branches: string[] = []
  if (asked.tab === 'mine')
    branches.push(`cross join lateral (${newest(`x.inspector_id = ${bind(scope.inspectorId)}`)}) n`)
  else if (seen === null) branches.push(`cross join lateral (${newest('true')}) n`)
  else {
    branches.push(
      `cross join unnest(${bind(seen)}::uuid[]) pr(id) cross join lateral (${newest('x.precinct_id = pr.id')}) n`,
    )
    if (!asked.precinct)
      branches.push(`cross join lateral (${newest(`x.inspector_id = ${bind(scope.inspectorId)}`)}) n`)
  }
  const found = branches
    .map((branch) => `select n.id, n.opened_at from unnest($2::smallint[]) s(tab) ${branch}`)
    .join(' union ')
  const rows = await query<RawRow>(
    db,
    `with found as (${found}), page as (select id, opened_at from found order by opened_at desc, id desc limit $5)
     select ${rowColumns} from page join incident i on i.department_id = $1 and i.id = page.id ${rowJoins}
     order by i.opened_at desc, i.id desc`,
    params,
  )
  const items = rows.slice(0, asked.limit).map(row)
  const last = items.at(-1)
  return { items, next: rows.length > asked.limit && last ? writeCursor(last) : null }
}

function words(q: string, bind: (value: unknown) => string): string {
  if (/^№?\s*\d{1,15}$/.test(q)) return `x.number = ${bind(Number(q.replace(/\D/g, '')))}`
  return `to_tsvector('russian', x.title || ' ' || x.place_text) @@ websearch_to_tsquery('russian', ${bind(q)})`
}

/** How many wait in each tab, counted to a thousand at most. */
export async function queueCounts(
  db: Read,
  scope: Scope,
): Promise<Record<'mine' | 'new' | 'working' | 'waiting', number>> {
  const count = (where: string) =>
    `(select count(*)::int from (select 1 from incident where department_id = $1 and ${where} limit 1000) c)`
  const visible =
    scope.precinctIds === null ? '$2::uuid[] is null' : '(precinct_id = any($2::uuid[]) or inspector_id = $3)'
  const inTab = (tab: Tab) => `tab = any('{${within[tab].join(',')}}'::smallint[])`
  const [counts] = await query<Record<'mine' | 'new' | 'working' | 'waiting', number>>(
    db,
    `select ${count(`inspector_id = $3 and ${inTab('mine')}`)} as mine, ${count(`${visible} and ${inTab('new')}`)} as new,
       ${count(`${visible} and ${inTab('working')}`)} as working, ${count(`${visible} and ${inTab('waiting')}`)} as waiting`,
    [scope.departmentId, scope.precinctIds, scope.inspectorId],
  )
  return counts ?? { mine: 0, new: 0, working: 0, waiting: 0 }
}

/** One line by id. */
export async function rowsById(db: Read, departmentId: string, ids: string[]): Promise<IncidentRow[]> {
  const rows = await query<RawRow>(
    db,
    `select ${rowColumns} from incident i ${rowJoins} where i.department_id = $1 and i.id = any($2::uuid[])
     order by i.opened_at desc`,
    [departmentId, ids],
  )
  return rows.map(row)
}

export interface Pin {
  id: string
  number: number
  category: string
  status: string
  lon: number
  lat: number
}

/** The newest two thousand points of a tab. */
export async function pins(db: Read, scope: Scope, tab: Tab): Promise<Pin[]> {
  return query<Pin>(
    db,
    `select id, number, category, status, lon, lat from incident
     where department_id = $1 and tab = any($2::smallint[]) and lon is not null
       and ($3::uuid[] is null or precinct_id = any($3) or inspector_id = $4)
       and ($5 or inspector_id = $4)
     order by opened_at desc limit 2000`,
    [scope.departmentId, within[tab], scope.precinctIds, scope.inspectorId, tab !== 'mine'],
  )
}
