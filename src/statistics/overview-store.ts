import { z } from 'zod'
import { queryAnew as query, type Read } from '../base/database.ts'
import { overdue } from './scope.ts'

/** How the department stands at this moment: what burns, and who carries how much. */

const count = z.number().int()
const load = z.object({
  open: count,
  fresh: count,
  late: count,
  working: count,
  waiting: count,
  overdue: count,
  closedWeek: count,
})
export const overview = z.object({
  now: z.object({
    openNow: count,
    newNow: count,
    lateNow: count,
    workingNow: count,
    waitingNow: count,
    submittedNow: count,
    overdueNow: count,
    reopenedNow: count,
    emergencyNow: count,
  }),
  inspectors: z.array(load.extend({ id: z.uuid().nullable(), name: z.string(), precincts: z.array(z.string()) })),
  precincts: z.array(
    load.extend({
      id: z.uuid(),
      number: z.string(),
      nameRu: z.string(),
      nameKk: z.string(),
      openedWeek: count,
      inspectors: z.array(z.string()),
    }),
  ),
})
export type Overview = z.infer<typeof overview>

const late = `i.status in ('new', 'reopened') and i.answered_at is null and i.answer_due < $2`
const overdueNow = `i.status = 'ordered' and exists (select from remediation r
  where r.department_id = $1 and r.incident_id = i.id and ${overdue('$2')})`
const many = (where: string, name: string) => `count(*) filter (where ${where})::int as "${name}"`

// What is open is little beside all that ever was: it is read through the index of statuses, and the last week by its day.
const open = `select i.* from incident i where i.department_id = $1
  and i.status in ('new', 'reopened', 'accepted', 'confirmed', 'ordered', 'submitted', 'remedied')`
const loads = [
  many('true', 'open'),
  many(`i.status in ('new', 'reopened')`, 'fresh'),
  many(late, 'late'),
  many(`i.status in ('accepted', 'confirmed')`, 'working'),
  many(`i.status in ('ordered', 'submitted', 'remedied')`, 'waiting'),
  many(overdueNow, 'overdue'),
].join(', ')
const nothing = { open: 0, fresh: 0, late: 0, working: 0, waiting: 0, overdue: 0, closedWeek: 0 }
type Load = typeof nothing

/** What stands open in a department now, by inspector and by precinct; precincts in the order of their numbers. */
export async function overviewOf(db: Read, departmentId: string, now: Date): Promise<Overview> {
  const week = new Date(now.getTime() - 7 * 86_400_000)
  const [all, byInspector, byPrecinct, weeks, people, precincts] = await Promise.all([
    query<Overview['now']>(
      db,
      `select ${many('i.closed_at is null', 'openNow')}, ${many(`i.status in ('new', 'reopened')`, 'newNow')}, ${many(late, 'lateNow')},
         ${many(`i.status in ('accepted', 'confirmed')`, 'workingNow')},
         ${many(`i.status in ('ordered', 'submitted', 'remedied')`, 'waitingNow')}, ${many(`i.status = 'submitted'`, 'submittedNow')},
         ${many(overdueNow, 'overdueNow')}, ${many('i.reopened > 0', 'reopenedNow')}, ${many(`i.route = 'emergency'`, 'emergencyNow')}
       from (${open}) i`,
      [departmentId, now],
    ),
    query<Load & { id: string | null }>(
      db,
      `select i.inspector_id as id, ${loads}, 0 as "closedWeek" from (${open}) i group by 1`,
      [departmentId, now],
    ),
    query<Load & { id: string | null }>(
      db,
      `select i.precinct_id as id, ${loads}, 0 as "closedWeek" from (${open}) i group by 1`,
      [departmentId, now],
    ),
    query<{ inspectorId: string | null; precinctId: string | null; opened: number; closed: number }>(
      db,
      `select inspector_id as "inspectorId", precinct_id as "precinctId",
         count(*) filter (where opened_at >= $2)::int as opened, count(*) filter (where closed_at >= $2)::int as closed
       from incident where department_id = $1 and (opened_at >= $2 or closed_at >= $2) and status <> 'joined' group by 1, 2`,
      [departmentId, week],
    ),
    query<{ id: string; name: string; role: string; precincts: string[] }>(
      db,
      `select a.id, a.name, a.role, coalesce(array_agg(p.number order by p.number) filter (where p.id is not null), '{}') as precincts
       from account a left join precinct_inspector pi on pi.account_id = a.id
       left join precinct p on p.id = pi.precinct_id and p.retired_at is null
       where a.department_id = $1 and a.role in ('inspector', 'chief') and a.active group by a.id
       order by min(nullif(regexp_replace(p.number, '\\D', '', 'g'), '')::numeric) nulls last, a.name collate "kk-x-icu"`,
      [departmentId],
    ),
    query<{ id: string; number: string; nameRu: string; nameKk: string; inspectors: string[] }>(
      db,
      `select p.id, p.number, p.name_ru as "nameRu", p.name_kk as "nameKk",
         coalesce(array_agg(a.name order by pi.rank) filter (where a.id is not null), '{}') as inspectors
       from precinct p left join precinct_inspector pi on pi.precinct_id = p.id
       left join account a on a.id = pi.account_id and a.active
       where p.department_id = $1 and p.retired_at is null group by p.id
       order by nullif(regexp_replace(p.number, '\\D', '', 'g'), '')::numeric nulls last, p.number`,
      [departmentId],
    ),
  ])
  const sum = (where: (row: (typeof weeks)[number]) => boolean, what: 'opened' | 'closed') =>
    weeks.filter(where).reduce((total, row) => total + row[what], 0)
  const loadOf = (rows: (Load & { id: string | null })[], id: string | null): Load => {
    const { id: _id, ...found } = rows.find((row) => row.id === id) ?? { id, ...nothing }
    return found
  }
  const nobody = loadOf(byInspector, null)
  return {
    now: all[0] as Overview['now'],
    inspectors: [
      ...people
        .map(({ id, name, role, precincts }) => ({
          id,
          name,
          precincts,
          role,
          ...loadOf(byInspector, id),
          closedWeek: sum((row) => row.inspectorId === id, 'closed'),
        }))
        // A chief stands among the inspectors only when he carries something himself.
        .filter(({ role, open, closedWeek }) => role === 'inspector' || open > 0 || closedWeek > 0)
        .map(({ role: _role, ...line }) => line),
      ...(nobody.open > 0
        ? [
            {
              id: null,
              name: '',
              precincts: [],
              ...nobody,
              closedWeek: sum((row) => row.inspectorId === null, 'closed'),
            },
          ]
        : []),
    ],
    precincts: precincts.map((precinct) => ({
      ...precinct,
      ...loadOf(byPrecinct, precinct.id),
      openedWeek: sum((row) => row.precinctId === precinct.id, 'opened'),
      closedWeek: sum((row) => row.precinctId === precinct.id, 'closed'),
    })),
  }
}
