import { oneAnew as one, queryAnew as query, type Read } from '../base/database.ts'
import type { Campaign, Spread, Times } from './campaign.ts'
import { type Breakdown, breakdownIds, type Figure, figureIds } from './measures.ts'
import {
  answeredAt,
  answerSeconds,
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

/** The figures of a period, from the tables themselves: nothing is entered by hand and nothing is counted ahead. */

type Counted = { value: string; count: number }
type Figures = Partial<Record<Figure, number>>
interface Found {
  figures: Figures
  breakdowns?: Partial<Record<Breakdown, Counted[]>>
}

/** Everything that the campaign's page shows, in a few statements side by side. */
export async function campaignOf(db: Read, scope: Scope, now: Date): Promise<Campaign> {
  const [counts, times, voices, answers, repeats, dated, heard] = await Promise.all([
    incidentCounts(db, scope, now),
    timesIn(db, scope),
    ordersAndVoices(db, scope, now),
    answersGiven(db, scope),
    repeatsIn(db, scope),
    datedByThemselves(db, scope),
    heardIn(db, scope),
  ])
  const found: Found[] = [counts, voices, answers, repeats, dated]
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
    repeatPeople: repeats.repeatPeople,
    meanScore: scored > 0 ? points / scored : null,
  }
}

/** What incidents are divided by, each with its columns. */
const dimensions = {
  category: ['category'],
  status: ['status'],
  outcome: ['outcome'],
  precinct: ['precinct'],
  channel: ['channel'],
  speed: ['speed'],
  openedOn: ['day'],
  cell: ['east', 'north'],
} as const satisfies Partial<Record<Breakdown, readonly string[]>>
const columns = Object.values(dimensions).flat()
const missing: Partial<Record<Breakdown, string>> = { precinct: 'none', channel: 'none' }

type CountRow = Record<(typeof columns)[number], string | number | null> & { set: number; count: number } & Record<
    'ended' | 'answered' | 'inTime' | 'late' | 'unanswered' | 'reopened' | 'messages',
    number
  >

/** One reading of the incidents gives the figures of them all and of each value. */
async function incidentCounts(db: Read, scope: Scope, now: Date): Promise<Found> {
  const rows = await query<CountRow>(
    db,
    `with f as (
       select i.category, i.status, i.outcome, i.precinct_id as precinct, c.channel, ${speed} as speed,
         ${dayOf('i.opened_at')} as day, ${east} as east, ${north} as north,
         i.closed_at, i.answered_at, i.answer_due, i.reopened, i.reports, ${answeredAt} as reacted
       from incident i left join chat c on c.id = i.chat_id where ${cohort})
     select ${columns.join(', ')}, grouping(${columns.join(', ')})::int as set, count(*)::int as count,
       count(closed_at)::int as ended, count(answered_at)::int as answered,
       count(*) filter (where reacted <= answer_due)::int as "inTime",
       count(*) filter (where coalesce(reacted, $5) > answer_due)::int as late,
       count(*) filter (where reacted is null and answer_due >= $5)::int as unanswered,
       count(*) filter (where reopened > 0)::int as reopened, coalesce(sum(reports), 0)::int as messages
     from f group by grouping sets ((), ${Object.values(dimensions)
       .map((set) => `(${set.join(', ')})`)
       .join(', ')})`,
    [...scopeParams(scope), now],
  )
  // `grouping` has a bit for each column that a row is not divided by, the last column lowest.
  const bits = (set: readonly string[]) =>
    columns.reduce(
      (mask, column, index) => (set.includes(column) ? mask : mask | (1 << (columns.length - 1 - index))),
      0,
    )
  const breakdowns: Partial<Record<Breakdown, Counted[]>> = {}
  for (const [name, set] of Object.entries(dimensions) as [Breakdown, readonly (typeof columns)[number][]][]) {
    const mask = bits(set)
    breakdowns[name] = rows
      .filter((row) => row.set === mask && (missing[name] || set.every((column) => row[column] !== null)))
      .map((row) => ({ value: set.map((column) => row[column] ?? missing[name]).join(','), count: row.count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
  const all = rows.find(({ set }) => set === bits([])) as CountRow
  const { count, ended, answered, inTime, late, unanswered, reopened, messages } = all
  return { figures: { opened: count, ended, answered, inTime, late, unanswered, reopened, messages }, breakdowns }
}

/** Medians and 95th percentiles, in seconds: of all, of each category, of each precinct. */
async function timesIn(db: Read, scope: Scope): Promise<Campaign['times']> {
  const rows = await query<{
    set: number
    category: string | null
    precinct: string | null
    answered: number
    ended: number
    answer: number[] | null
    closing: number[] | null
  }>(
    db,
    `with f as (
       select i.category, i.precinct_id as precinct, ${answerSeconds}::int as answer,
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
    byPrecinct: rows.filter(({ set }) => set === 2).map((row) => ({ value: row.precinct ?? 'none', ...times(row) })),
  }
}

const among = `f as materialized (select i.id, i.closed_at from incident i where ${cohort})`

/** What came of the orders to put right, and what residents said. */
async function ordersAndVoices(db: Read, scope: Scope, now: Date): Promise<Found> {
  const found = await one<Record<Figure | `s${number}`, number>>(
    db,
    `with ${among},
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
       from f join satisfaction v on v.department_id = $1 and v.incident_id = f.id)
     select * from orders, voices`,
    [...scopeParams(scope), now],
  )
  const score = [5, 4, 3, 2, 1]
    .map((value) => ({ value: String(value), count: found[`s${value}`] ?? 0 }))
    .filter(({ count }) => count > 0)
  return { figures: found, breakdowns: { score } }
}

/** Outcomes posted back to the chats. */
async function answersGiven(db: Read, scope: Scope): Promise<Found> {
  const figures = await one<{ told: number }>(
    db,
    `with ${among} select count(*)::int as told from f
     join reply a on a.department_id = $1 and a.incident_id = f.id and a.step like 'outcome%' and a.state = 'sent'`,
    scopeParams(scope),
  )
  return { figures }
}

/** Offenders met again, and duplicates put together. */
async function repeatsIn(db: Read, scope: Scope): Promise<Found & { repeatPeople: number }> {
  const found = await one<Record<Figure | 'repeatPeople', number>>(
    db,
    `with ${among},
     again as (select count(distinct f.id)::int as repeat, count(distinct s.subject_id)::int as "repeatPeople" from f
       join incident_subject s on s.department_id = $1 and s.incident_id = f.id and s.role = 'offender'
       where ${offendedAgain}),
     copies as (select count(*)::int as joined from incident i
       where ${seen} and ${within('i.opened_at')} and i.status = 'joined')
     select * from again, copies`,
    scopeParams(scope),
  )
  return { figures: found, repeatPeople: found.repeatPeople }
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
      `select ${article} as article, ${penalty} as penalty, count(*)::int as count from paper p
       join incident i on i.department_id = p.department_id and i.id = p.incident_id
       where p.department_id = $1 and p.kind = 'protocol' and p.status = 'signed' and ${within('p.signed_at')} and ${seen}
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
