import { query, type Read, type Write } from '../base/database.ts'
import { vehicleName } from './any-plate.ts'
import { type LinkNode, type LinksView, linkKey, mostHops, mostOfKind } from './links.ts'
import { type Asked, noteLook } from './look-store.ts'
import { findSubject } from './store.ts'
import type { VehicleDetails } from './vehicle.ts'
import { findVehicle } from './vehicle-store.ts'

/** Follows people, vehicles and incidents of one department, step by step and within bounds. */

type Tie = LinksView['ties'][number]
export type LinksFound = Omit<LinksView, 'incidents'> & {
  incidents: (Omit<LinksView['incidents'][number], 'open'> & {
    precinctId: string | null
    inspectorId: string | null
  })[]
}

/** What hangs together with a person or a vehicle; each person shown is written down as a look. Null: no such thing. */
export async function linksOf(tx: Write, asked: Asked, centre: LinkNode): Promise<LinksFound | null> {
  const { departmentId } = asked
  const there =
    centre.type === 'person'
      ? await findSubject(tx, departmentId, centre.id)
      : await findVehicle(tx, departmentId, centre.id)
  if (!there) {
    await noteLook(tx, asked, { what: 'links', found: 0 })
    return null
  }
  const start: LinkNode = { ...centre, id: there.id }
  const reached = new Map<string, { node: LinkNode; hops: number }>([[linkKey(start), { node: start, hops: 0 }]])
  const count = { person: 0, vehicle: 0, incident: 0 }
  const ties = new Map<string, Tie>()
  let edge: LinkNode[] = [start]
  let more = false
  for (let hops = 1; hops <= mostHops && edge.length > 0; hops++) {
    const next: LinkNode[] = []
    for (const tie of await tiesOf(tx, departmentId, edge)) {
      const fresh = [tie.from, tie.to].filter((node) => !reached.has(linkKey(node)))
      // Whoever stands at the end of the last step is shown, who is beyond is not.
      if (fresh.some(({ type }) => count[type] >= mostOfKind)) {
        more = true
        continue
      }
      for (const node of fresh) {
        reached.set(linkKey(node), { node, hops })
        count[node.type] += 1
        next.push(node)
      }
      ties.set(`${linkKey(tie.from)} ${linkKey(tie.to)} ${tie.as}`, tie)
    }
    edge = next
  }
  const all = [...reached.values()]
  const ids = (type: LinkNode['type']) => all.filter(({ node }) => node.type === type).map(({ node }) => node.id)
  const hopsOf = (type: LinkNode['type'], id: string) => reached.get(linkKey({ type, id }))?.hops ?? 0
  const people = await peopleOf(tx, departmentId, ids('person'))
  const vehicles = await vehiclesOfIds(tx, departmentId, ids('vehicle'))
  const incidents = await incidentsOf(tx, departmentId, ids('incident'))
  await noteLook(tx, asked, {
    what: 'links',
    found: people.length,
    [start.type === 'person' ? 'subjectId' : 'vehicleId']: start.id,
  })
  for (const { id } of people)
    if (id !== start.id) await noteLook(tx, asked, { what: 'links', found: people.length, subjectId: id })
  const near = <T extends { id: string }>(type: LinkNode['type'], rows: T[]) =>
    rows.map((row) => ({ ...row, hops: hopsOf(type, row.id) })).sort((a, b) => a.hops - b.hops)
  return {
    centre: start,
    people: near('person', people),
    vehicles: near(
      'vehicle',
      vehicles.map(({ id, plate, details }) => ({ id, plate, name: vehicleName(plate, details) })),
    ),
    incidents: near(
      'incident',
      incidents.map(({ openedAt, lon, lat, ...row }) => ({
        ...row,
        openedAt: openedAt.toISOString(),
        point: lon === null || lat === null ? null : { lon, lat },
      })),
    ),
    ties: [...ties.values()],
    more,
  }
}

/** Everything that is tied to one of these at once. Incidents lead on to people and vehicles, these to incidents and to each other. */
async function tiesOf(db: Read, departmentId: string, edge: LinkNode[]): Promise<Tie[]> {
  const ids = (type: LinkNode['type']) => edge.filter((node) => node.type === type).map(({ id }) => id)
  const params = [departmentId, ids('person'), ids('vehicle'), ids('incident')]
  const rows = await query<{
    fromType: LinkNode['type']
    fromId: string
    toType: LinkNode['type']
    toId: string
    as: Tie['as']
  }>(
    db,
    `select * from (
       select 'person' as "fromType", x.subject_id as "fromId", 'incident' as "toType", x.incident_id as "toId", x.role as "as", x.at
       from incident_subject x join incident i on i.department_id = x.department_id and i.id = x.incident_id and i.status <> 'joined'
       where x.department_id = $1 and (x.subject_id = any($2) or x.incident_id = any($4))
       union all
       select 'vehicle', x.vehicle_id, 'incident', x.incident_id, 'seen', x.at
       from incident_vehicle x join incident i on i.department_id = x.department_id and i.id = x.incident_id and i.status <> 'joined'
       where x.department_id = $1 and (x.vehicle_id = any($3) or x.incident_id = any($4))
       union all
       select 'person', v.owner_id, 'vehicle', v.id, 'owner', v.created_at from vehicle v
       where v.department_id = $1 and v.owner_id is not null and (v.owner_id = any($2) or v.id = any($3))
       union all
       select 'person', s.id, 'vehicle', v.id, 'owner', v.created_at from vehicle v
       join subject s on s.department_id = v.department_id and s.plates @> array[v.plate] and s.merged_into is null
       where v.department_id = $1 and v.plate <> '' and (s.id = any($2) or v.id = any($3))
       union all
       select 'person', (s.details->>'representativeId')::uuid, 'person', s.id, 'represents', s.created_at from subject s
       where s.department_id = $1 and s.details->>'representativeId' is not null and s.id = any($2)
     ) tied order by at desc limit 400`,
    params,
  )
  return rows.map(({ fromType, fromId, toType, toId, as }) => ({
    from: { type: fromType, id: fromId },
    to: { type: toType, id: toId },
    as,
  }))
}

const peopleOf = (db: Read, departmentId: string, ids: string[]) =>
  query<{ id: string; kind: LinksView['people'][number]['kind']; name: string }>(
    db,
    'select id, kind, name from subject where department_id = $1 and id = any($2) order by name, id',
    [departmentId, ids],
  )

const vehiclesOfIds = (db: Read, departmentId: string, ids: string[]) =>
  query<{ id: string; plate: string; details: VehicleDetails }>(
    db,
    'select id, plate, details from vehicle where department_id = $1 and id = any($2) order by plate, id',
    [departmentId, ids],
  )

const incidentsOf = (db: Read, departmentId: string, ids: string[]) =>
  query<
    Pick<
      LinksFound['incidents'][number],
      'id' | 'number' | 'category' | 'status' | 'placeText' | 'precinctId' | 'inspectorId'
    > & {
      openedAt: Date
      lon: number | null
      lat: number | null
    }
  >(
    db,
    `select id, number, category, status, place_text as "placeText", lon, lat, opened_at as "openedAt", precinct_id as "precinctId",
       inspector_id as "inspectorId" from incident where department_id = $1 and id = any($2) order by opened_at desc, id`,
    [departmentId, ids],
  )
