import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import type { Precinct } from './precinct.ts'

/** Precincts as the administrator sees them, and the ground that maps are drawn from. */

export interface ManagedPrecinct extends Precinct {
  /** The main inspector first; `away` while an absence lasts. */
  inspectors: { id: string; name: string; active: boolean; away: boolean }[]
  chats: number
}

/** All precincts that are in use, by number. */
export async function managedPrecincts(db: Read, departmentId: string, now: Date): Promise<ManagedPrecinct[]> {
  return query<ManagedPrecinct>(
    db,
    `select p.id, p.number, p.name_ru as "nameRu", p.name_kk as "nameKk", p.area,
       (select count(*)::int from chat c where c.precinct_id = p.id) as chats,
       coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'active', a.active, 'away',
           exists(select from absence b where b.account_id = a.id and b.starts_at <= $2 and b.ends_at > $2)) order by pi.rank, a.name)
         from precinct_inspector pi join account a on a.id = pi.account_id where pi.precinct_id = p.id), '[]') as inspectors
     from precinct p where p.department_id = $1 and p.retired_at is null order by length(p.number), p.number`,
    [departmentId, now],
  )
}

export async function findPrecinct(db: Read, departmentId: string, id: string): Promise<Precinct | null> {
  return maybeOne<Precinct>(
    db,
    `select id, number, name_ru as "nameRu", name_kk as "nameKk", area from precinct
     where department_id = $1 and id = $2 and retired_at is null`,
    [departmentId, id],
  )
}

/** The precinct in use that has this number. */
export async function precinctNumbered(db: Read, departmentId: string, number: string): Promise<{ id: string } | null> {
  return maybeOne(db, 'select id from precinct where department_id = $1 and number = $2 and retired_at is null', [
    departmentId,
    number,
  ])
}

/** Changes number, names and area; the number of another precinct is a unique violation. */
export async function changePrecinct(tx: Write, departmentId: string, precinct: Precinct): Promise<void> {
  await run(
    tx,
    'update precinct set number = $3, name_ru = $4, name_kk = $5, area = $6 where department_id = $1 and id = $2',
    [departmentId, precinct.id, precinct.number, precinct.nameRu, precinct.nameKk, JSON.stringify(precinct.area)],
  )
}

/** Takes a precinct out of use: its inspectors and chats are free; incidents keep it for history. */
export async function retirePrecinct(tx: Write, departmentId: string, id: string, now: Date): Promise<boolean> {
  const retired = await run(
    tx,
    'update precinct set retired_at = $3 where department_id = $1 and id = $2 and retired_at is null',
    [departmentId, id, now],
  )
  if (retired === 0) return false
  await run(tx, 'delete from precinct_inspector where precinct_id = $1', [id])
  await run(tx, 'update chat set precinct_id = null where precinct_id = $1', [id])
  return true
}

/** How many of these accounts may be inspectors of this department. */
export async function countInspectors(db: Read, departmentId: string, ids: readonly string[]): Promise<number> {
  const rows = await query(
    db,
    `select id from account where department_id = $1 and id = any($2) and active and role in ('inspector', 'chief')`,
    [departmentId, ids],
  )
  return rows.length
}

export interface PlaceRow {
  kind: string
  nameRu: string
  nameKk: string
  house: string
  shape: { type: string }
  properties: Record<string, unknown>
}

/** Everything with a shape, always in the same order, so that the same ground has the same ETag. */
export async function placeRows(db: Read, departmentId: string): Promise<PlaceRow[]> {
  return query<PlaceRow>(
    db,
    `select kind, name_ru as "nameRu", name_kk as "nameKk", house, shape, properties from place
     where department_id = $1 and shape is not null order by drawn`,
    [departmentId],
  )
}

export async function precinctRows(db: Read, departmentId: string): Promise<Precinct[]> {
  return query<Precinct>(
    db,
    `select id, number, name_ru as "nameRu", name_kk as "nameKk", area from precinct
     where department_id = $1 and retired_at is null order by number`,
    [departmentId],
  )
}

export async function countPlaces(db: Read, departmentId: string): Promise<{ kind: string; count: number }[]> {
  return query(
    db,
    'select kind, count(*)::int as count from place where department_id = $1 group by kind order by kind',
    [departmentId],
  )
}
