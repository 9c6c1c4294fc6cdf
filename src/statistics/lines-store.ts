import { queryAnew as query, type Read } from '../base/database.ts'
import type { Line } from './csv.ts'
import { article, cohort, type Scope, scopeParams } from './scope.ts'

const atOnce = 2000

/** Every incident of the period, the newest first, read in portions so that none need all of them at once. */
export async function* linesOf(db: Read, scope: Scope): AsyncGenerator<Line> {
  let before: { at: Date; id: string } | null = null
  for (;;) {
    const lines: (Line & { id: string })[] = await query(
      db,
      `select i.id, i.number, i.opened_at as "openedAt", i.category, i.status, i.outcome, n.number as precinct,
         i.answered_at as "answeredAt", i.answer_due as "answerDue", i.closed_at as "closedAt", i.reopened,
         (select count(*)::int from report m
          where m.department_id = i.department_id and m.incident_id = i.id and m.state = 'joined') as messages,
         array(select distinct ${article} from paper p where p.department_id = i.department_id and p.incident_id = i.id
           and p.kind = 'protocol' and p.status = 'signed' order by 1) as articles
       from incident i left join precinct n on n.id = i.precinct_id
       where ${cohort} and (i.opened_at, i.id) <
         (coalesce($5::timestamptz, 'infinity'), coalesce($6::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
       order by i.opened_at desc, i.id desc limit ${atOnce}`,
      [...scopeParams(scope), before?.at ?? null, before?.id ?? null],
    )
    yield* lines
    const last = lines.at(-1)
    if (!last || lines.length < atOnce) return
    before = { at: last.openedAt, id: last.id }
  }
}

/** The numbers of a department's precincts by their ids, of retired ones too. */
export async function precinctNumbers(db: Read, departmentId: string): Promise<Map<string, string>> {
  const rows = await query<{ id: string; number: string }>(
    db,
    'select id, number from precinct where department_id = $1',
    [departmentId],
  )
  return new Map(rows.map(({ id, number }) => [id, number]))
}
