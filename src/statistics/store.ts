import { one, query, type Read } from '../base/database.ts'
import {
  type Breakdown,
  breakdownIds,
  type Campaign,
  type Figure,
  figureIds,
  type Spread,
  type Times,
} from './measures.ts'
import {
  answeredAt,
  answerSeconds,
  article,
  cell,
  cohort,
  dayOf,
  overdue,
  penalty,
  repeaters,
  type Scope,
  scopeParams,
  seen,
  speed,
  within,
} from './scope.ts'

/** The figures of a period, from the tables themselves: nothing is entered by hand and nothing is counted ahead. */

type Counted = { value: string; count: number }
type Figures = Partial<Record<Figure, number>>
interface Found {
  figures: Figures
  breakdowns?: Partial<Record<Breakdown, Counted[]>>
}

/** Everything that the campaign's page shows, in five statements side by side. */
export async function campaignOf(db: Read, scope: Scope, now: Date): Promise<Campaign> {
  const [counts, times, follows, dated, heard] = await Promise.all([
    incidentCounts(db, scope, now),
    timesIn(db, scope),
    whatFollowed(db, scope, now),
    datedByThemselves(db, scope),
    heardIn(db, scope),
  ])
  const found: Found[] = [counts, follows, dated]
  const figures = Object.fromEntries(
    figureIds.map((id) => [id, found.reduce((sum, part) => sum + (part.figures[id] ?? 0), 0)]),
  ) as Record<Figure, number>
  const breakdowns = Object.fromEntries(
    breakdownIds.map((id) => [id, found.flatMap((part) => part.breakdowns?.[id] ?? [])]),
  ) as Record<Breakdown, Counted[]>
  const scored = breakdowns.score.reduce((sum, { count }) => sum + count, 0)
  const points = breakdowns.score.reduce((sum, { value, count }) => sum + Number(value) * count, 0)
  return {
    from: scope.period.from,
    to: scope.period.to,
    figures,
    breakdowns,
    times,
    heard,
    repeatPeople: follows.repeatPeople,
    meanScore: scored > 0 ? points / scored : null,
  }
}

const dimensions = {
  category: 'category',
  status: 'status',
  outcome: 'outcome',
  precinct: 'precinct',
  channel: 'channel',
  speed: 'speed',
  openedOn: 'day',
  cell: 'cell',
} as const satisfies Partial<Record<Breakdown, string>>

/** One reading of the incidents gives the figures of them all and of each value. */
async function incidentCounts(db: Read, scope: Scope, now: Date): Promise<Found> {
  const names = Object.entries(dimensions) as [Breakdown, string][]
  const rows = await query<Record<string, string | number | null> & { count: number; set: number }>(
    db,
    `with f as (
       select i.category, i.status, i.outcome, coalesce(i.precinct_id::text, 'none') as precinct,
         coalesce(c.channel, 'none') as channel, ${speed} as speed, ${dayOf('i.opened_at')}::text as day, ${cell} as cell,
         i.closed_at, i.answered_at, i.answer_due, i.reopened, ${answeredAt} as reacted
       from incident i left join chat c on c.id = i.chat_id where ${cohort})
     select ${names.map(([, column]) => column).join(', ')},
       grouping(${names.map(([, column]) => column).join(', ')})::int as set, count(*)::int as count,
       count(closed_at)::int as ended, count(answered_at)::int as answered,
       count(*) filter (where reacted <= answer_due)::int as "inTime",
       count(*) filter (where coalesce(reacted, $5) > answer_due)::int as late,
       count(*) filter (where reacted is null and answer_due >= $5)::int as unanswered,
       count(*) filter (where reopened > 0)::int as reopened
     from f group by grouping sets ((), ${names.map(([, column]) => `(${column})`).join(', ')})
     order by count desc`,
    [...scopeParams(scope), now],
  )
  const all = (1 << names.length) - 1
  const total = rows.find(({ set }) => set === all) as unknown as Record<Figure | 'count', number>
  const breakdowns: Partial<Record<Breakdown, Counted[]>> = {}
  names.forEach(([name, column], index) => {
    const set = all ^ (1 << (names.length - 1 - index))
    breakdowns[name] = rows
      .filter((row) => row.set === set && row[column] !== null)
      .map((row) => ({ value: String(row[column]), count: row.count }))
  })
  const { ended, answered, inTime, late, unanswered, reopened } = total
  return { figures: { opened: total.count, ended, answered, inTime, late, unanswered, reopened }, breakdowns }
}

/** Medians and 95th percentiles, in seconds: of all, of each category, of each precinct. */
async function timesIn(db: Read, scope: Scope): Promise<Campaign['times']> {
  const rows = await query<{
    set: number
    category: string | null
    precinct: string
    answered: number
    ended: number
    answer: number[] | null
    closing: number[] | null
  }>(
    db,
    `with f as (
       select i.category, coalesce(i.precinct_id::text, 'none') as precinct, ${answerSeconds}::int as answer,
         extract(epoch from i.closed_at - i.opened_at)::int as closing
       from incident i where ${cohort})
     select grouping(category, precinct)::int as set, category, precinct, count(answer)::int as answered,
       count(closing)::int as ended,
       percentile_disc(array[0.5, 0.95]) within group (order by answer) as answer,
       percentile_disc(array[0.5, 0.95]) within group (order by closing) as closing
     from f group by grouping sets ((), (category), (precinct))`,
    scopeParams(scope),
  )
  const spread = (of: number, at: number[] | null): Spread => ({ of, median: at?.[0] ?? null, p95: at?.[1] ?? null })
  const times = (row: (typeof rows)[number] | undefined): Times => ({
    answer: spread(row?.answered ?? 0, row?.answer ?? null),
    closing: spread(row?.ended ?? 0, row?.closing ?? null),
  })
  return {
    ...times(rows.find(({ set }) => set === 3)),
    byCategory: rows.filter(({ set }) => set === 1).map((row) => ({ value: row.category ?? '', ...times(row) })),
    byPrecinct: rows.filter(({ set }) => set === 2).map((row) => ({ value: row.precinct, ...times(row) })),
  }
}

/** What stands behind the incidents in other tables: messages, orders, voices, answers, offenders. */
async function whatFollowed(db: Read, scope: Scope, now: Date): Promise<Found & { repeatPeople: number }> {
  const found = await one<Record<Figure | 'repeatPeople' | `s${number}`, number>>(
    db,
    `with f as materialized (select i.id, i.closed_at, i.department_id from incident i where ${cohort}),
     messages as (select count(*)::int as messages from f
       join report m on m.department_id = $1 and m.incident_id = f.id and m.state = 'joined'),
     orders as (select count(*)::int as orders, count(*) filter (where r.status = 'accepted')::int as accepted,
         count(*) filter (where r.status = 'accepted' and r.after_id is not null)::int as "byPhoto",
         count(*) filter (where r.status = 'accepted' and r.after_id is null)::int as waived,
         count(*) filter (where ${overdue('$5')})::int as overdue
       from f i join remediation r on r.department_id = $1 and r.incident_id = i.id),
     voices as (select count(*)::int as ratings, count(*) filter (where v.thanks)::int as thanks,
         count(*) filter (where v.not_done)::int as "notDone",
         count(distinct f.id) filter (where f.closed_at is not null)::int as rated,
         count(*) filter (where v.score = 1)::int as s1, count(*) filter (where v.score = 2)::int as s2,
         count(*) filter (where v.score = 3)::int as s3, count(*) filter (where v.score = 4)::int as s4,
         count(*) filter (where v.score = 5)::int as s5
       from f join satisfaction v on v.department_id = $1 and v.incident_id = f.id),
     told as (select count(*)::int as told from f
       join reply a on a.department_id = $1 and a.incident_id = f.id and a.step like 'outcome%' and a.state = 'sent'),
     again as (select count(distinct f.id)::int as repeat, count(distinct s.subject_id)::int as "repeatPeople" from f
       join incident_subject s on s.department_id = $1 and s.incident_id = f.id and s.role = 'offender'
       where s.subject_id in (${repeaters})),
     copies as (select count(*)::int as joined from incident i
       where ${seen} and ${within('i.opened_at')} and i.status = 'joined')
     select * from messages, orders, voices, told, again, copies`,
    [...scopeParams(scope), now],
  )
  const { repeatPeople } = found
  const score = [5, 4, 3, 2, 1]
    .map((value) => ({ value: String(value), count: found[`s${value}`] ?? 0 }))
    .filter(({ count }) => count > 0)
  return { figures: found, breakdowns: { score }, repeatPeople }
}

/** What counts by its own day, whenever its incident was opened: closings and signed protocols. */
async function datedByThemselves(db: Read, scope: Scope): Promise<Found> {
  const [closed, signed] = await Promise.all([
    query<Counted>(
      db,
      `select ${dayOf('i.closed_at')}::text as value, count(*)::int as count from incident i
       where ${seen} and ${within('i.closed_at')} and i.status <> 'joined' group by 1 order by 1`,
      scopeParams(scope),
    ),
    query<{ article: string; penalty: string; count: number }>(
      db,
      `select ${article} as article, ${penalty} as penalty, count(*)::int as count from protocol p
       join incident i on i.department_id = p.department_id and i.id = p.incident_id
       where p.department_id = $1 and p.status = 'signed' and ${within('p.signed_at')} and ${seen}
       group by 1, 2 order by count desc`,
      scopeParams(scope),
    ),
  ])
  return {
    figures: { closedIn: total(closed), protocols: total(signed) },
    breakdowns: {
      closedOn: closed,
      article: summed(signed.map(({ article, count }) => ({ value: article, count }))),
      penalty: summed(signed.map(({ penalty, count }) => ({ value: penalty, count }))),
      sanction: signed.map(({ article, penalty, count }) => ({ value: `${article}/${penalty}`, count })),
    },
  }
}

/** How many messages were read in the chats; their texts are forgotten, only the counts of days are kept. */
async function heardIn(db: Read, { departmentId, precinctIds, period }: Scope): Promise<number> {
  const { heard } = await one<{ heard: number }>(
    db,
    `select coalesce(sum(d.messages), 0)::int as heard from chat_day d join chat c on c.id = d.chat_id
     where c.department_id = $1 and ($2::uuid[] is null or c.precinct_id = any($2)) and d.day between $3 and $4`,
    [departmentId, precinctIds, period.from, period.to],
  )
  return heard
}

const total = (rows: { count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0)

function summed(rows: Counted[]): Counted[] {
  const sums = new Map<string, number>()
  for (const { value, count } of rows) sums.set(value, (sums.get(value) ?? 0) + count)
  return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}
