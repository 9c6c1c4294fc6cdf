import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { news } from '../incident/act-store.ts'
import type { Incident } from '../incident/store.ts'
import { likeOf, readAnyPlate, vehicleName } from './any-plate.ts'
import { type Asked, noteLook } from './look-store.ts'
import { findPlates, normalisePlate } from './plate.ts'
import { findSubject } from './store.ts'
import type { OfferedPlate, VehicleDetails, VehicleInput, VehicleLine } from './vehicle.ts'

/** Vehicles, and in which incidents they stand. */

interface Row {
  id: string
  plate: string
  details: VehicleDetails
  owner: VehicleLine['owner']
  note: string
  incidents: number
}

const columns = `v.id, v.plate, v.details,
  (select jsonb_build_object('id', s.id, 'name', s.name) from subject s where s.department_id = v.department_id and s.id = v.owner_id) as owner,
  (select count(*)::int from incident_vehicle o join incident i on i.department_id = o.department_id and i.id = o.incident_id
    where o.department_id = v.department_id and o.vehicle_id = v.id and o.incident_id <> $2 and i.status <> 'joined') as incidents`

function lineOf({ details, ...row }: Row): VehicleLine {
  const read = row.plate ? readAnyPlate(row.plate) : null
  const { make, colour, partial, description } = details
  return {
    ...{ ...row, make, colour, partial, description, name: vehicleName(row.plate, details) },
    ...{ form: read?.form ?? null, place: read?.place ?? null, ownerHint: read?.owner ?? null },
  }
}

/** The vehicles of an incident, in the order in which they were named. */
export async function vehiclesOf(db: Read, departmentId: string, incidentId: string): Promise<VehicleLine[]> {
  const rows = await query<Row>(
    db,
    `select ${columns}, x.note from incident_vehicle x join vehicle v on v.department_id = x.department_id and v.id = x.vehicle_id
     where x.department_id = $1 and x.incident_id = $2 order by x.at, v.id`,
    [departmentId, incidentId],
  )
  return rows.map(lineOf)
}

/** Plates that stand in the incident's messages and are not named in it yet; each once. */
export async function platesOffered(db: Read, departmentId: string, incidentId: string): Promise<OfferedPlate[]> {
  const messages = await query<{ id: string; text: string }>(
    db,
    `select id, text from report where department_id = $1 and incident_id = $2 and state <> 'dropped' order by at, id limit 200`,
    [departmentId, incidentId],
  )
  const named = await query<{ plate: string }>(
    db,
    `select v.plate from incident_vehicle x join vehicle v on v.department_id = x.department_id and v.id = x.vehicle_id
     where x.department_id = $1 and x.incident_id = $2`,
    [departmentId, incidentId],
  )
  const known = new Set(named.map(({ plate }) => plate))
  const offered: OfferedPlate[] = []
  for (const { id, text } of messages)
    for (const { start, end, plate } of findPlates(text.slice(0, 8000))) {
      if (!plate || known.has(plate)) continue
      known.add(plate)
      offered.push({ plate, said: text.slice(start, end), reportId: id })
    }
  return offered.slice(0, 10)
}

/** The most vehicles that one search shows. */
const mostFound = 20

/** Vehicles by a plate or a part of it; each one shown is written down as a look, one row when nothing was found. Null: too little was given. */
export async function searchVehicles(tx: Write, asked: Asked, text: string): Promise<VehicleLine[] | null> {
  const plate = normalisePlate(text) ?? readAnyPlate(text)?.plate ?? ''
  const like = likeOf(text)
  if (!plate && !like) return null
  const rows = await query<Row>(
    tx,
    `select ${columns}, '' as note from vehicle v
     where v.department_id = $1 and ((v.plate <> '' and v.plate = $3) or v.plate like $4
       or replace(v.details->>'partial', '?', '') like replace($4, '_', ''))
     order by v.plate = $3 desc, v.plate, v.id limit ${mostFound}`,
    [asked.departmentId, asked.incidentId, plate, like],
  )
  for (const vehicleId of rows.length > 0 ? rows.map(({ id }) => id) : [null])
    await noteLook(tx, asked, { what: 'vehicle', vehicleId, found: rows.length })
  return rows.map(lineOf)
}

export interface NamingVehicle {
  incident: Incident
  vehicle: { id: string; note: string } | VehicleInput
  accountId: string
  now: Date
  newId(): string
}

export type VehicleRefusal = 'no-vehicle' | 'no-owner'

/** Names a vehicle in an incident: one found before, or a new one; what is said of a plate known already is added to it. */
export async function nameVehicle(tx: Write, naming: NamingVehicle): Promise<{ id: string } | { no: VehicleRefusal }> {
  const { incident, vehicle, accountId, now } = naming
  const { departmentId } = incident
  const kept =
    'id' in vehicle ? await findVehicle(tx, departmentId, vehicle.id) : await keepVehicle(tx, naming, vehicle)
  if (!kept) return { no: 'no-vehicle' }
  if ('no' in kept) return kept
  const added = await run(
    tx,
    `insert into incident_vehicle (department_id, incident_id, vehicle_id, note, by_account, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (department_id, incident_id, vehicle_id) do update set note = excluded.note
       where excluded.note <> '' and incident_vehicle.note <> excluded.note`,
    [departmentId, incident.id, kept.id, vehicle.note, accountId, now],
  )
  if (added > 0) await tellOf(tx, naming, kept.id)
  return { id: kept.id }
}

async function tellOf(
  tx: Write,
  { incident, accountId, now }: Pick<NamingVehicle, 'incident' | 'accountId' | 'now'>,
  vehicleId: string,
  removed = false,
): Promise<void> {
  await record(tx, {
    departmentId: incident.departmentId,
    kind: 'vehicle.named',
    at: now,
    incidentId: incident.id,
    accountId,
    data: removed ? { vehicleId, removed: true } : { vehicleId },
    live: { ...news(incident, 'vehicle.named') },
  })
}

interface Kept {
  id: string
  plate: string
  details: VehicleDetails
  ownerId: string | null
}
const keptColumns = 'id, plate, details, owner_id as "ownerId"'

export function findVehicle(db: Read, departmentId: string, id: string): Promise<Kept | null> {
  return maybeOne<Kept>(db, `select ${keptColumns} from vehicle where department_id = $1 and id = $2`, [
    departmentId,
    id,
  ])
}

const detailsOf = ({ make, colour, partial, description, source }: VehicleInput): VehicleDetails => ({
  ...{ make, colour, partial, description, source },
})

async function keepVehicle(
  tx: Write,
  { incident: { departmentId }, now, newId }: NamingVehicle,
  input: VehicleInput,
): Promise<{ id: string } | { no: 'no-owner' }> {
  const owner = input.ownerId ? await findSubject(tx, departmentId, input.ownerId) : null
  if (input.ownerId && !owner) return { no: 'no-owner' }
  const plate = input.plate ? (readAnyPlate(input.plate)?.plate ?? '') : ''
  const id = newId()
  const added = await run(
    tx,
    `insert into vehicle (department_id, id, plate, owner_id, details, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (department_id, plate) where plate <> '' do nothing`,
    [departmentId, id, plate, owner?.id ?? null, JSON.stringify(detailsOf(input)), now],
  )
  if (added > 0) return { id }
  const known = await maybeOne<Kept>(
    tx,
    `select ${keptColumns} from vehicle where department_id = $1 and plate = $2 for update`,
    [departmentId, plate],
  )
  if (!known) throw new Error('Expected the vehicle with this plate, which was there a moment ago. Try again.')
  await save(
    tx,
    departmentId,
    { ...known, details: over(known.details, detailsOf(input)), ownerId: owner?.id ?? known.ownerId },
    now,
  )
  return { id: known.id }
}

/** What is newly said goes over what was known; what was left empty forgets nothing. */
function over(known: VehicleDetails, said: VehicleDetails): VehicleDetails {
  return { ...known, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)) }
}

async function save(tx: Write, departmentId: string, vehicle: Kept, now: Date): Promise<void> {
  await run(
    tx,
    'update vehicle set plate = $3, details = $4, owner_id = $5, updated_at = $6 where department_id = $1 and id = $2',
    [...[departmentId, vehicle.id, vehicle.plate, JSON.stringify(vehicle.details), vehicle.ownerId, now]],
  )
}

/**
 * Tells more of a vehicle of the incident. When the plate now given is that of a vehicle known already, the two are one:
 * all incidents of the described one go over to it.
 */
export async function changeVehicle(
  tx: Write,
  naming: Omit<NamingVehicle, 'vehicle'> & { vehicleId: string; input: VehicleInput },
): Promise<{ id: string } | { no: VehicleRefusal }> {
  const { incident, vehicleId, input, now } = naming
  const { departmentId } = incident
  const here = await maybeOne<Kept>(
    tx,
    `select ${keptColumns} from vehicle where department_id = $1 and id = $2 and exists (select from incident_vehicle x
       where x.department_id = $1 and x.vehicle_id = $2 and x.incident_id = $3) for update`,
    [departmentId, vehicleId, incident.id],
  )
  if (!here) return { no: 'no-vehicle' }
  const owner = input.ownerId ? await findSubject(tx, departmentId, input.ownerId) : null
  if (input.ownerId && !owner) return { no: 'no-owner' }
  const plate = input.plate ? (readAnyPlate(input.plate)?.plate ?? here.plate) : here.plate
  const other = await maybeOne<Kept>(
    tx,
    `select ${keptColumns} from vehicle where department_id = $1 and plate = $2 and plate <> '' and id <> $3 for update`,
    [departmentId, plate, vehicleId],
  )
  const details = over(here.details, detailsOf(input))
  const ownerId = owner?.id ?? here.ownerId
  if (other) {
    const joined = { ...other, details: over(details, other.details), ownerId: other.ownerId ?? ownerId }
    await save(tx, departmentId, joined, now)
    await run(
      tx,
      `insert into incident_vehicle (department_id, incident_id, vehicle_id, note, by_account, at)
       select department_id, incident_id, $3, note, by_account, at from incident_vehicle where department_id = $1 and vehicle_id = $2
       on conflict do nothing`,
      [departmentId, vehicleId, other.id],
    )
    await run(tx, 'delete from incident_vehicle where department_id = $1 and vehicle_id = $2', [
      departmentId,
      vehicleId,
    ])
    await run(tx, 'update look set vehicle_id = $3 where department_id = $1 and vehicle_id = $2', [
      departmentId,
      vehicleId,
      other.id,
    ])
    await run(tx, 'delete from vehicle where department_id = $1 and id = $2', [departmentId, vehicleId])
  } else await save(tx, departmentId, { ...here, plate, details, ownerId }, now)
  const id = other?.id ?? vehicleId
  if (input.note)
    await run(
      tx,
      'update incident_vehicle set note = $4 where department_id = $1 and incident_id = $2 and vehicle_id = $3',
      [...[departmentId, incident.id, id, input.note]],
    )
  await tellOf(tx, naming, id)
  return { id }
}

/** Takes a vehicle out of the incident again; one that stood nowhere else and was known by its looks alone goes with it. */
export async function removeVehicle(
  tx: Write,
  naming: Pick<NamingVehicle, 'incident' | 'accountId' | 'now'> & { vehicleId: string },
): Promise<boolean> {
  const { incident, vehicleId } = naming
  const gone = await run(
    tx,
    'delete from incident_vehicle where department_id = $1 and incident_id = $2 and vehicle_id = $3',
    [incident.departmentId, incident.id, vehicleId],
  )
  if (gone === 0) return false
  await run(
    tx,
    `delete from vehicle v where department_id = $1 and id = $2 and plate = ''
       and not exists (select from incident_vehicle x where x.department_id = $1 and x.vehicle_id = $2)`,
    [incident.departmentId, vehicleId],
  )
  await tellOf(tx, naming, vehicleId, true)
  return true
}
