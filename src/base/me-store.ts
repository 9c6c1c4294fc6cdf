import { z } from 'zod'
import { type Account, locales, may, type Permission, permissions } from './access.ts'
import { one, query, type Read } from './database.ts'

const accountShape = z.object({
  id: z.uuid(),
  departmentId: z.uuid(),
  login: z.string(),
  name: z.string(),
  position: z.string(),
  role: z.enum(['inspector', 'chief', 'administrator']),
  locale: z.enum(locales),
})

export const meShape = z.object({
  account: accountShape,
  csrf: z.string(),
  department: z.object({ id: z.uuid(), nameRu: z.string(), nameKk: z.string() }),
  precincts: z.array(z.object({ id: z.uuid(), number: z.string(), nameRu: z.string(), nameKk: z.string() })),
  mine: z.array(z.uuid()),
  inspectors: z.array(z.object({ id: z.uuid(), name: z.string(), precinctIds: z.array(z.uuid()) })),
  permissions: z.array(z.string()),
})
export type Me = z.infer<typeof meShape>

/** Who is signed in, of which department, with its precincts and inspectors, and what the role allows. */
export async function readMe(db: Read, who: Account, csrf: string): Promise<Me> {
  const [department, precincts, inspectors] = await Promise.all([
    one<Me['department']>(db, 'select id, name_ru as "nameRu", name_kk as "nameKk" from department where id = $1', [
      who.departmentId,
    ]),
    query<Me['precincts'][number]>(
      db,
      `select id, number, name_ru as "nameRu", name_kk as "nameKk" from precinct
       where department_id = $1 and retired_at is null order by number`,
      [who.departmentId],
    ),
    query<Me['inspectors'][number]>(
      db,
      `select a.id, a.name, coalesce(array_agg(p.precinct_id) filter (where p.precinct_id is not null), '{}') as "precinctIds"
       from account a left join precinct_inspector p on p.account_id = a.id
       where a.department_id = $1 and a.role in ('inspector', 'chief') and a.active group by a.id order by a.name`,
      [who.departmentId],
    ),
  ])
  const mine = inspectors.find((inspector) => inspector.id === who.id)?.precinctIds ?? []
  const allowed = (Object.keys(permissions) as Permission[]).filter((permission) => may(who.role, permission))
  return { account: who, csrf, department, precincts, mine, inspectors, permissions: allowed }
}

/** Resolves when the database answers; throws `DatabaseAway` when it does not. */
export async function answers(db: Read): Promise<void> {
  await query(db, 'select 1 as ok')
}
