import { queryAnew as query, type Read } from '../base/database.ts'
import { readCursor, rowsById, writeCursor } from '../incident/queue.ts'
import type { ListPage } from './campaign.ts'
import type { Measure } from './measures.ts'
import {
  answeredAt,
  article,
  cohort,
  dayOf,
  east,
  north,
  offendedAgain,
  overdue,
  penalty,
  type Scope,
  scopeParams,
  seen,
  speed,
  within,
} from './scope.ts'

/** The incidents behind a figure: for each measure the same words of SQL say what it counts, one incident at a time. */

/** What is counted of an incident `i`; `$5` is now, `$6` the value asked for. */
interface Counting {
  where: string
  /** How many things the incident brings; one unless said. Where it brings none, it is not listed. */
  times?: string
}

const of = (where: string): Counting => ({ where: `${cohort} and ${where}` })
const things = (base: string, table: string, where: string): Counting => ({
  where: base,
  times: `(select count(*)::int from ${table} where ${where})`,
})
const order = (where = 'true') =>
  things(cohort, 'remediation r', `r.department_id = $1 and r.incident_id = i.id and ${where}`)
const voice = (where = 'true') =>
  things(cohort, 'satisfaction v', `v.department_id = $1 and v.incident_id = i.id and ${where}`)
const protocol = (where = 'true'): Counting => {
  const signed = `p.department_id = $1 and p.kind = 'protocol' and p.status = 'signed' and ${within('p.signed_at')} and ${where}`
  return things(
    `${seen} and i.id in (select p.incident_id from paper p where ${signed})`,
    'paper p',
    `p.incident_id = i.id and ${signed}`,
  )
}
const present = (where: string): Counting => ({ where: `${seen} and ${where}` })

const countings: Record<Measure, Counting> = {
  opened: of('true'),
  joined: { where: `${seen} and ${within('i.opened_at')} and i.status = 'joined'` },
  ended: of('i.closed_at is not null'),
  closedIn: { where: `${seen} and ${within('i.closed_at')} and i.status <> 'joined'` },
  answered: of('i.answered_at is not null'),
  inTime: of(`${answeredAt} <= i.answer_due`),
  late: of(`coalesce(${answeredAt}, $5) > i.answer_due`),
  unanswered: of(`${answeredAt} is null and i.answer_due >= $5`),
  reopened: of('i.reopened > 0'),
  repeat: of(`exists (select from incident_subject s where s.department_id = $1 and s.incident_id = i.id
    and s.role = 'offender' and ${offendedAgain})`),
  messages: { where: cohort, times: 'i.reports' },
  protocols: protocol(),
  orders: order(),
  accepted: order(`r.status = 'accepted'`),
  byPhoto: order(`r.status = 'accepted' and r.after_id is not null`),
  waived: order(`r.status = 'accepted' and r.after_id is null`),
  overdue: order(overdue('$5')),
  rated: of(`i.closed_at is not null and exists (select from satisfaction v
    where v.department_id = $1 and v.incident_id = i.id)`),
  ratings: voice(),
  thanks: voice('v.thanks'),
  notDone: voice('v.not_done'),
  told: things(
    cohort,
    'reply a',
    `a.department_id = $1 and a.incident_id = i.id and a.step like 'outcome%' and a.state = 'sent'`,
  ),
  category: of('i.category = $6'),
  status: of('i.status = $6'),
  outcome: of('i.outcome = $6'),
  precinct: of(`coalesce(i.precinct_id::text, 'none') = $6`),
  channel: of(`coalesce((select c.channel from chat c where c.id = i.chat_id), 'none') = $6`),
  speed: of(`${speed} = $6`),
  openedOn: of(`${dayOf('i.opened_at')}::text = $6`),
  closedOn: {
    where: `${seen} and ${within('i.closed_at')} and i.status <> 'joined' and ${dayOf('i.closed_at')}::text = $6`,
  },
  cell: of(`${east} || ',' || ${north} = $6`),
  score: voice('v.score::text = $6'),
  article: protocol(`${article} = $6`),
  penalty: protocol(`${penalty} = $6`),
  sanction: protocol(`${article} || '/' || ${penalty} = $6`),
  openNow: present(`i.closed_at is null`),
  newNow: present(`i.status in ('new', 'reopened')`),
  lateNow: present(`i.status in ('new', 'reopened') and i.answered_at is null and i.answer_due < $5`),
  workingNow: present(`i.status in ('accepted', 'confirmed')`),
  waitingNow: present(`i.status in ('ordered', 'submitted', 'remedied')`),
  submittedNow: present(`i.status = 'submitted'`),
  overdueNow: present(`i.status = 'ordered' and exists (select from remediation r
    where r.department_id = $1 and r.incident_id = i.id and ${overdue('$5')})`),
  reopenedNow: present(`i.reopened > 0 and i.closed_at is null`),
  emergencyNow: present(`i.route = 'emergency' and i.closed_at is null`),
}

export interface Asked {
  measure: Measure
  value: string
  /** Only this inspector's, if given. */
  inspectorId: string | null
  before: string | undefined
  limit: number
}

/** A page of the incidents behind a figure, the newest first, with the figure itself. */
export async function listOf(db: Read, scope: Scope, asked: Asked, now: Date): Promise<ListPage> {
  const { where, times = '1' } = countings[asked.measure]
  const cursor = readCursor(asked.before)
  // Every parameter is used in each statement, whatever its measure needs.
  const counted = `select i.id, i.opened_at, ${times} as times from incident i
    where ${where} and ($7::uuid is null or i.inspector_id = $7)
      and coalesce($3::timestamptz, $4::timestamptz, $5::timestamptz) is not null and coalesce($6::text, '') is not null`
  const params = [...scopeParams(scope), now, asked.value, asked.inspectorId]
  const [rows, sums] = await Promise.all([
    query<{ id: string; openedAt: Date; times: number }>(
      db,
      `select id, opened_at as "openedAt", times from (${counted}) c
       where times > 0 and (opened_at, id) < (coalesce($8::timestamptz, 'infinity'), coalesce($9::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
       order by opened_at desc, id desc limit $10`,
      [...params, cursor?.at ?? null, cursor?.id ?? null, asked.limit + 1],
    ),
    query<{ total: number; incidents: number }>(
      db,
      `select coalesce(sum(times), 0)::int as total, count(*)::int as incidents from (${counted}) c where times > 0`,
      params,
    ),
  ])
  const page = rows.slice(0, asked.limit)
  const lines = await rowsById(
    db,
    scope.departmentId,
    page.map(({ id }) => id),
  )
  const byId = new Map(lines.map((line) => [line.id, line]))
  const items = page.flatMap(({ id, times }) => {
    const line = byId.get(id)
    return line ? [{ ...line, times }] : []
  })
  const last = page.at(-1)
  const next =
    rows.length > asked.limit && last ? writeCursor({ openedAt: last.openedAt.toISOString(), id: last.id }) : null
  return { items, next, total: sums[0]?.total ?? 0, incidents: sums[0]?.incidents ?? 0 }
}
