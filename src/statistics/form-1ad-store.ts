import { maybeOne, queryAnew as query, type Read } from '../base/database.ts'
import { rowsById } from '../incident/queue.ts'
import type { Somebody } from '../person/person.ts'
import type { CaseAct, Ground } from '../protocol/case-act.ts'
import {
  addCases,
  countCase,
  type FormCase,
  type FormMeasure,
  type FormRow,
  formOf,
  keyOf,
  type MrpOfYear,
} from './form-1ad.ts'
import type { FormRecord } from './form-1ad-csv.ts'
import type { FormList, FormView } from './form-1ad-view.ts'
import { type Scope, scopeParams, seen, within } from './scope.ts'

/** Cases of a period read in portions, counted by the same pure words as their lists. */

const atOnce = 2000

/** Signed protocols and warnings of the period, by the day of signing, which opens the case (КоАП 802(4)). */
const cohort = `p.department_id = $1 and p.status = 'signed' and p.kind in ('protocol', 'warning')
  and p.article is not null and ${within('p.signed_at')} and ${seen}`

const acts = `coalesce((select jsonb_agg(jsonb_build_object('act', c.act, 'at', c.happened_at, 'data', c.data)
    order by c.happened_at, c.at, c.id)
  from case_act c where c.department_id = p.department_id and c.paper_id = p.id and c.struck_at is null), '[]') as acts`

const columns = `p.id, p.incident_id as "incidentId", p.kind, p.article, p.part, p.signed_at as "signedAt", ${acts}`

type Raw<T> = Omit<T, 'acts'> & { acts: { act: CaseAct['act']; at: string; data: CaseAct['data'] }[] }

function readActs<T extends { acts: unknown }>(row: Raw<T>): T {
  const own = row.acts.map(({ act, at, data }) => ({ act, happenedAt: new Date(at), data }))
  return { ...row, acts: own } as unknown as T
}

/** The cases of the period, the oldest first, a portion at a time. */
export async function* casesOf<T extends FormCase = FormCase>(
  db: Read,
  scope: Scope,
  more = '',
  joins = '',
): AsyncGenerator<T[]> {
  let after: { at: Date; id: string } | null = null
  for (;;) {
    const rows: Raw<T>[] = await query<Raw<T>>(
      db,
      `select ${columns}${more} from paper p join incident i on i.department_id = p.department_id and i.id = p.incident_id ${joins}
       where ${cohort} and (p.signed_at, p.id) >
         (coalesce($5::timestamptz, '-infinity'), coalesce($6::uuid, '00000000-0000-0000-0000-000000000000'))
       order by p.signed_at, p.id limit ${atOnce}`,
      [...scopeParams(scope), after?.at ?? null, after?.id ?? null],
    )
    const cases = rows.map(readActs<T>)
    yield cases
    const last: T | undefined = cases.at(-1)
    if (!last || cases.length < atOnce) return
    after = { at: last.signedAt, id: last.id }
  }
}

/** The form of a period. */
export async function form1ad(db: Read, scope: Scope, mrpOf: MrpOfYear): Promise<FormView> {
  const rows = new Map<string, FormRow>()
  for await (const cases of casesOf(db, scope)) addCases(rows, cases, mrpOf)
  return { ...scope.period, ...formOf(rows.values()) }
}

export interface FormAsked {
  measure: FormMeasure
  /** «505/1», or undefined for all. */
  article: string | undefined
  ground: Ground | undefined
  skip: number
  limit: number
}

/** A page of the incidents behind a figure, the newest first. */
export async function form1adList(db: Read, scope: Scope, asked: FormAsked, mrpOf: MrpOfYear): Promise<FormList> {
  const { measure, article, ground, skip, limit } = asked
  const times = new Map<string, number>()
  for await (const cases of casesOf(db, scope))
    for (const one of cases) {
      if (article !== undefined && keyOf(one) !== article) continue
      const counted = countCase(one, mrpOf)
      if (!counted.holds.has(measure) || (ground && counted.ground !== ground)) continue
      // Later cases come last, so an incident stands where its newest case does.
      const before = times.get(one.incidentId) ?? 0
      times.delete(one.incidentId)
      times.set(one.incidentId, before + 1)
    }
  const all = [...times].reverse()
  const page = all.slice(skip, skip + limit)
  const lines = await rowsById(
    db,
    scope.departmentId,
    page.map(([id]) => id),
  )
  const byId = new Map(lines.map((line) => [line.id, line]))
  return {
    items: page.flatMap(([id, count]) => {
      const line = byId.get(id)
      return line ? [{ ...line, times: count }] : []
    }),
    next: skip + limit < all.length ? skip + limit : null,
    total: all.reduce((sum, [, count]) => sum + count, 0),
    incidents: all.length,
  }
}

/** One line a case, without names: what the officers' export asks for. */
export async function* recordsOf(db: Read, scope: Scope): AsyncGenerator<FormRecord[]> {
  const department = await maybeOne<{ nameRu: string; nameKk: string }>(
    db,
    'select name_ru as "nameRu", name_kk as "nameKk" from department where id = $1',
    [scope.departmentId],
  )
  const more = `, i.place_text as place, n.number as precinct, s.details as person`
  const joins = `left join precinct n on n.id = i.precinct_id
    left join subject s on s.department_id = p.department_id and s.id = p.subject_id`
  type Row = FormCase & { place: string; precinct: string | null; person: Somebody | null }
  for await (const rows of casesOf<Row>(db, scope, more, joins))
    yield rows.map((row) => ({ ...row, department: department ?? { nameRu: '', nameKk: '' } }))
}
