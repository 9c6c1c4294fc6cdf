import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { incidentFor, incidentParam } from '../inspection/incident-route.ts'
import { incidentVehicles, vehicleInput, vehicleLine } from './vehicle.ts'
import {
  changeVehicle,
  nameVehicle,
  platesOffered,
  removeVehicle,
  searchVehicles,
  type VehicleRefusal,
  vehiclesOf,
} from './vehicle-store.ts'
import { reason } from './view.ts'

const answers = { '4xx': errorBody }
const chosenVehicle = z.strictObject({ id: z.uuid(), note: z.string().trim().max(300).default('') })

/** The vehicles of an incident, and looking one up by its plate. */
export function vehicleRoutes(app: App, deps: Deps): void {
  const listOf = async (departmentId: string, incidentId: string) => ({
    items: await vehiclesOf(deps.db, departmentId, incidentId),
    offered: await platesOffered(deps.db, departmentId, incidentId),
  })

  app.get(
    '/api/incidents/:id/vehicles',
    { schema: { params: incidentParam, response: { 200: incidentVehicles, ...answers } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const incident = await incidentFor(deps, who, request.params.id)
      return listOf(who.departmentId, incident.id)
    },
  )

  app.post(
    '/api/incidents/:id/vehicles',
    {
      schema: {
        params: incidentParam,
        body: z.object({ vehicle: z.union([chosenVehicle, vehicleInput], { error: whichIsWrong }) }),
        response: { 200: incidentVehicles, ...answers },
      },
    },
    async (request) => {
      const who = need(request, 'lookUpPerson')
      const incident = await incidentFor(deps, who, request.params.id)
      const { vehicle } = request.body
      const naming = { incident, vehicle, accountId: who.id, now: deps.now(), newId: deps.newId }
      taken(await inTransaction(deps.db, (tx) => nameVehicle(tx, naming)))
      return listOf(who.departmentId, incident.id)
    },
  )

  app.patch(
    '/api/incidents/:id/vehicles/:vehicleId',
    {
      schema: {
        params: incidentParam.extend({ vehicleId: z.uuid() }),
        body: vehicleInput,
        response: { 200: incidentVehicles, ...answers },
      },
    },
    async (request) => {
      const who = need(request, 'lookUpPerson')
      const incident = await incidentFor(deps, who, request.params.id)
      const { vehicleId } = request.params
      const naming = { incident, vehicleId, input: request.body, accountId: who.id, now: deps.now(), newId: deps.newId }
      taken(await inTransaction(deps.db, (tx) => changeVehicle(tx, naming)))
      return listOf(who.departmentId, incident.id)
    },
  )

  app.delete(
    '/api/incidents/:id/vehicles/:vehicleId',
    {
      schema: {
        params: incidentParam.extend({ vehicleId: z.uuid() }),
        response: { 200: incidentVehicles, ...answers },
      },
    },
    async (request) => {
      const who = need(request, 'lookUpPerson')
      const incident = await incidentFor(deps, who, request.params.id)
      const removing = { incident, vehicleId: request.params.vehicleId, accountId: who.id, now: deps.now() }
      if (!(await inTransaction(deps.db, (tx) => removeVehicle(tx, removing))))
        throw notFound('This vehicle in this incident')
      return listOf(who.departmentId, incident.id)
    },
  )

  app.post(
    '/api/vehicles/search',
    {
      config: {
        rateLimit: {
          max: 30,
          timeWindow: '1 minute',
          keyGenerator: (request: FastifyRequest) => request.session?.account.id ?? request.ip,
        },
      },
      schema: {
        body: z.strictObject({ plate: z.string().trim().min(1).max(20), reason, incidentId: z.uuid() }),
        response: { 200: z.object({ items: z.array(vehicleLine) }), ...answers },
      },
    },
    async (request, reply) => {
      const who = need(request, 'lookUpPerson')
      const incident = await incidentFor(deps, who, request.body.incidentId)
      const asked = {
        ...{ departmentId: who.departmentId, accountId: who.id, incidentId: incident.id, reason: request.body.reason },
        ...{ now: deps.now(), newId: deps.newId },
      }
      const items = await inTransaction(deps.db, (tx) => searchVehicles(tx, asked, request.body.plate))
      if (!items)
        throw new HttpError(400, 'bad-input', 'plate: at least 3 signs of the plate; ? stands for any sign.', {
          field: 'plate',
        })
      reply.header('cache-control', 'no-store')
      return { items }
    },
  )
}

function taken(done: { id: string } | { no: VehicleRefusal }): void {
  if (!('no' in done)) return
  throw notFound(done.no === 'no-owner' ? 'The owner' : 'The vehicle')
}

function whichIsWrong(issue: {
  input?: unknown
  errors?: readonly (readonly { path: PropertyKey[]; message: string }[])[]
}) {
  const meant = typeof issue.input === 'object' && issue.input !== null && 'id' in issue.input ? 0 : 1
  const first = issue.errors?.[meant]?.[0]
  return first ? `${first.path.join('.')}: ${first.message}` : 'a vehicle, or the id of one found before'
}
