import { queryOptions } from '@tanstack/react-query'
import type { IncidentPage } from '../../src/incident/incident.ts'
import type { Person, Somebody } from '../../src/person/person.ts'
import type { RegisterFound, RegisterId, RegistersView } from '../../src/person/register.ts'
import type { IncidentVehicles, VehicleInput, VehicleLine } from '../../src/person/vehicle.ts'
import type { FoundSubject, NamedPage, SubjectRecord } from '../../src/person/view.ts'
import { get, patch, post, queries, remove, withQuery } from '../api.ts'

/** What is known of people and vehicles; every question to the server is journalled with its reason. */

export type Wanted = { iin: string } | { plate: string } | { name: string } | { document: string }

export const searchPeople = (wanted: Wanted, reason: string, incidentId: string) =>
  post<{ items: FoundSubject[] }>('/api/people/search', { ...wanted, reason, incidentId })

export const openPerson = (id: string, reason: string, incidentId: string) =>
  get<SubjectRecord>(withQuery(`/api/people/${id}`, { reason, incidentId }))

export const nameSomebody = (page: IncidentPage, subject: Somebody | { id: string }, role: string) =>
  post<NamedPage>(`/api/incidents/${page.id}/subjects`, { subject, role })

export const identifyPerson = (id: string, subject: Person | { id: string }, reason: string, incidentId: string) =>
  post<{ id: string; mergeId: string | null; warnings: NamedPage['warnings'] }>(`/api/people/${id}/identify`, {
    ...{ subject, reason, incidentId },
  })

export const undoMerge = (mergeId: string, reason: string, incidentId: string) =>
  post(`/api/people/merges/${mergeId}/undo`, { reason, incidentId })

export const registersQuery = queryOptions({
  queryKey: ['registers'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => get<RegistersView>('/api/registers', signal),
})

export const askRegister = (register: RegisterId, key: string, reason: string, incidentId: string) =>
  post<RegisterFound>('/api/registers/find', { register, key, reason, incidentId })

export const vehiclesQuery = (incidentId: string) =>
  queryOptions({
    queryKey: ['incidents', incidentId, 'vehicles'],
    queryFn: ({ signal }) => get<IncidentVehicles>(`/api/incidents/${incidentId}/vehicles`, signal),
  })

export type VehicleSaid = Partial<VehicleInput>

const keep = (incidentId: string) => (list: IncidentVehicles) => {
  queries.setQueryData(vehiclesQuery(incidentId).queryKey, list)
  void queries.invalidateQueries({ queryKey: ['incident'] })
}
export const nameVehicle = (incidentId: string, vehicle: VehicleSaid | { id: string; note: string }) =>
  post<IncidentVehicles>(`/api/incidents/${incidentId}/vehicles`, { vehicle }).then(keep(incidentId))
export const changeVehicle = (incidentId: string, id: string, vehicle: VehicleSaid) =>
  patch<IncidentVehicles>(`/api/incidents/${incidentId}/vehicles/${id}`, vehicle).then(keep(incidentId))
export const removeVehicle = (incidentId: string, id: string) =>
  remove<IncidentVehicles>(`/api/incidents/${incidentId}/vehicles/${id}`).then(keep(incidentId))
export const searchVehicles = (plate: string, reason: string, incidentId: string) =>
  post<{ items: VehicleLine[] }>('/api/vehicles/search', { plate, reason, incidentId })
