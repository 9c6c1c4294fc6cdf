import { query, type Read, type Write } from '../base/database.ts'
import type { Absence, Duty, Roster } from './assign.ts'
import type { Atlas, Sheet } from './atlas.ts'
import { openGazetteer } from './gazetteer.ts'
import { knownPlace, type NewPlace } from './gazetteer-file.ts'
import type { KnownPlace } from './place-index.ts'
import type { Precinct } from './precinct.ts'

/** Precincts, who answers for them, who is away and who is on duty. */
export async function readRoster(db: Read, departmentId: string, now: Date): Promise<Roster> {
  const [precincts, inspectors, absences, duty, chiefs] = await Promise.all([
    query<Precinct>(
      db,
      `select id, number, name_ru as "nameRu", name_kk as "nameKk", area from precinct
       where department_id = $1 and retired_at is null order by number`,
      [departmentId],
    ),
    query<{ precinctId: string; accountId: string }>(
      db,
      `select pi.precinct_id as "precinctId", pi.account_id as "accountId" from precinct_inspector pi
       join account a on a.id = pi.account_id and a.active
       where a.department_id = $1 order by pi.rank, a.name`,
      [departmentId],
    ),
    query<Absence>(
      db,
      `select b.account_id as "accountId", b.deputy_id as "deputyId", b.starts_at as "startsAt", b.ends_at as "endsAt"
       from absence b join account a on a.id = b.account_id where a.department_id = $1 and b.ends_at > $2`,
      [departmentId, now],
    ),
    query<Duty>(
      db,
      `select account_id as "accountId", starts_at as "startsAt", ends_at as "endsAt" from duty
       where department_id = $1 and ends_at > $2 order by starts_at`,
      [departmentId, now],
    ),
    query<{ id: string }>(
      db,
      `select id from account where department_id = $1 and role = 'chief' and active order by created_at`,
      [departmentId],
    ),
  ])
  return { precincts, inspectors, absences, duty, chiefs: chiefs.map(({ id }) => id) }
}

async function readPlaces(db: Read, departmentId: string): Promise<KnownPlace[]> {
  const rows = await query<{
    kind: KnownPlace['kind']
    folded: string
    house: string
    lon: number | null
    lat: number | null
    nameRu: string
    nameKk: string
    shape: unknown
    onStreet: boolean
    landmark: string
  }>(
    db,
    `select kind, folded, house, lon, lat, name_ru as "nameRu", name_kk as "nameKk",
       case when kind = 'street' then shape end as shape, coalesce(properties->>'street', '') <> '' as "onStreet", coalesce(properties->>'landmark', '') as landmark
     from place where department_id = $1 and folded <> '' order by drawn`,
    [departmentId],
  )
  return rows.map(({ lon, lat, ...place }) =>
    knownPlace({ ...place, point: lon === null || lat === null ? null : { lon, lat } }),
  )
}

/** Keeps each department's sheet for half a minute: a change made by another process is seen by then. */
export function openAtlas(db: Read, now: () => Date): Atlas {
  const sheets = new Map<string, { readAt: number; sheet: Promise<Sheet> }>()
  const read = async (departmentId: string): Promise<Sheet> => {
    const [roster, places] = await Promise.all([readRoster(db, departmentId, now()), readPlaces(db, departmentId)])
    const middles = new Map(roster.precincts.map((precinct) => [precinct.id, middle(precinct)]))
    return { roster, gazetteer: openGazetteer(places), middleOf: (id) => (id ? (middles.get(id) ?? null) : null) }
  }
  return {
    sheet(departmentId) {
      const known = sheets.get(departmentId)
      if (known && now().getTime() - known.readAt < 30_000) return known.sheet
      const sheet = read(departmentId)
      sheets.set(departmentId, { readAt: now().getTime(), sheet })
      sheet.catch(() => sheets.delete(departmentId))
      return sheet
    },
    forget: (departmentId) => void sheets.delete(departmentId),
  }
}

function middle(precinct: Precinct) {
  const ring =
    (precinct.area.type === 'Polygon' ? precinct.area.coordinates[0] : precinct.area.coordinates[0]?.[0]) ?? []
  const sum = ring.reduce((total, [lon, lat]) => ({ lon: total.lon + lon, lat: total.lat + lat }), { lon: 0, lat: 0 })
  return ring.length > 0 ? { lon: sum.lon / ring.length, lat: sum.lat / ring.length } : { lon: 0, lat: 0 }
}

export interface NewFinding {
  id: string
  departmentId: string
  incidentId: string
  text: string
  confirmed: boolean
  happenedAt: Date | null
  placeText: string
  answers: Record<string, string>
  byAccount: string
  at: Date
}

export async function addFinding(tx: Write, finding: NewFinding): Promise<void> {
  await query(
    tx,
    `insert into finding (department_id, id, incident_id, text, confirmed, happened_at, place_text, answers, by_account, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      finding.departmentId,
      finding.id,
      finding.incidentId,
      finding.text,
      finding.confirmed,
      finding.happenedAt,
      finding.placeText,
      JSON.stringify(finding.answers),
      finding.byAccount,
      finding.at,
    ],
  )
}

/** Whether an incident may be given to this person, and to this precinct if one is named: both of the department, both at work. */
export async function mayBeGiven(
  db: Read,
  departmentId: string,
  accountId: string,
  precinctId: string | null,
): Promise<boolean> {
  const [answer] = await query<{ may: boolean }>(
    db,
    `select exists(select from account where id = $2 and department_id = $1 and active and role in ('inspector', 'chief'))
       and ($3::uuid is null or exists(select from precinct where id = $3 and department_id = $1 and retired_at is null)) as may`,
    [departmentId, accountId, precinctId],
  )
  return answer?.may ?? false
}

/** Replaces the department's gazetteer by these places. */
export async function replacePlaces(
  tx: Write,
  departmentId: string,
  places: readonly (NewPlace & { id: string })[],
): Promise<void> {
  await query(tx, 'delete from place where department_id = $1', [departmentId])
  for (let at = 0; at < places.length; at += 500) {
    await query(
      tx,
      `insert into place (id, department_id, kind, name_ru, name_kk, folded, house, lon, lat, shape, properties, drawn)
       select (p->>'id')::uuid, $1, p->>'kind', p->>'nameRu', p->>'nameKk', p->>'folded', p->>'house',
         (p->'point'->>'lon')::float8, (p->'point'->>'lat')::float8, p->'shape', p->'properties', $3::int + turn
       from jsonb_array_elements($2::jsonb) with ordinality as x(p, turn)`,
      [departmentId, JSON.stringify(places.slice(at, at + 500)), at],
    )
  }
}

/** Adds a precinct or changes the one with this number; returns its id. */
export async function putPrecinct(tx: Write, departmentId: string, precinct: Precinct): Promise<string> {
  const [row] = await query<{ id: string }>(
    tx,
    `insert into precinct (id, department_id, number, name_ru, name_kk, area) values ($1, $2, $3, $4, $5, $6)
     on conflict (department_id, number) do update set name_ru = $4, name_kk = $5, area = $6, retired_at = null returning id`,
    [precinct.id, departmentId, precinct.number, precinct.nameRu, precinct.nameKk, JSON.stringify(precinct.area)],
  )
  return row?.id ?? precinct.id
}

/** Names the inspectors of a precinct, the main one first. */
export async function setInspectors(tx: Write, precinctId: string, accountIds: readonly string[]): Promise<void> {
  await query(tx, 'delete from precinct_inspector where precinct_id = $1', [precinctId])
  await query(
    tx,
    `insert into precinct_inspector (precinct_id, account_id, rank)
     select $1, id, rank from unnest($2::uuid[]) with ordinality as x(id, rank)`,
    [precinctId, accountIds],
  )
}
