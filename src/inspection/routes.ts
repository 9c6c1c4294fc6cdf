import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { inTransaction, isState, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { dutyRoutes } from './duty-routes.ts'
import { placesOfCsv } from './gazetteer-csv.ts'
import { type NewPlace, placesFile, placesOf } from './gazetteer-file.ts'
import { groundRoute } from './ground-route.ts'
import { closed, crossesItself, overlap } from './outline.ts'
import { type Area, area, type Precinct } from './precinct.ts'
import { precinctsFile, precinctsOf } from './precinct-file.ts'
import {
  changePrecinct,
  countInspectors,
  countPlaces,
  findPrecinct,
  managedPrecincts,
  precinctNumbered,
  precinctRows,
  retirePrecinct,
} from './precinct-store.ts'
import { putPrecinct, replacePlaces, setInspectors } from './store.ts'

const mebibyte = 1024 * 1024
const placesLimit = 30 * mebibyte

const text = (most: number) => z.string().trim().max(most, `at most ${most} characters`)
const drawn = z.object({
  number: text(20).min(1, 'a number'),
  nameRu: text(200).default(''),
  nameKk: text(200).default(''),
  area: area.refine((value) => JSON.stringify(value).length < 500_000, 'too many points'),
})

/** What is odd about a precinct that was saved all the same. */
const warnings = z.object({ crosses: z.boolean(), overlaps: z.array(z.string()) })
const saved = z.object({ id: z.uuid(), warnings })

export const managedPrecinct = z.object({
  id: z.uuid(),
  number: z.string(),
  nameRu: z.string(),
  nameKk: z.string(),
  area,
  inspectors: z.array(z.object({ id: z.uuid(), name: z.string(), active: z.boolean(), away: z.boolean() })),
  chats: z.number().int(),
})
export type ManagedPrecinctView = z.infer<typeof managedPrecinct>

const idParam = z.object({ id: z.uuid() })

/** Precincts, their inspectors, the gazetteer, the ground of maps, absences and duties. */
export function inspectionRoutes(app: App, deps: Deps): void {
  const ground = groundRoute(app, deps)
  dutyRoutes(app, deps)

  /** Saves a change of the map with its journal row; everything that was known by heart is read anew. */
  const change = async <T>(who: Account, what: string, save: (tx: Write) => Promise<{ id: string; value: T }>) => {
    const done = await inTransaction(deps.db, async (tx) => {
      const { id, value } = await save(tx)
      await record(tx, {
        departmentId: who.departmentId,
        kind: 'precinct.changed',
        at: deps.now(),
        accountId: who.id,
        data: { precinctId: id, what },
      })
      return value
    }).catch((error: unknown) => {
      throw isState(error, 'uniqueViolation', 'precinct_department_id_number_key') ? numberTaken() : error
    })
    deps.atlas.forget(who.departmentId)
    ground.forget(who.departmentId)
    return done
  }
  const precinctFor = async (who: Account, id: string): Promise<Precinct> => {
    const found = await findPrecinct(deps.db, who.departmentId, id)
    if (!found) throw notFound('The precinct')
    return found
  }
  const oddities = async (departmentId: string, id: string, shape: Area) => {
    const others = (await precinctRows(deps.db, departmentId)).filter((other) => other.id !== id)
    return {
      crosses: crossesItself(shape),
      overlaps: others.filter((other) => overlap(shape, other.area)).map(({ number }) => number),
    }
  }

  app.get(
    '/api/precincts',
    { schema: { response: { 200: z.object({ items: z.array(managedPrecinct) }), '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'managePrecincts')
      return { items: await managedPrecincts(deps.db, who.departmentId, deps.now()) }
    },
  )

  app.post(
    '/api/precincts',
    { schema: { body: drawn, response: { 201: saved, '4xx': errorBody } } },
    async (request, reply) => {
      const who = need(request, 'managePrecincts')
      if (await precinctNumbered(deps.db, who.departmentId, request.body.number)) throw numberTaken()
      const precinct = named({ ...request.body, id: deps.newId() })
      const id = await change(who, 'added', async (tx) => {
        const value = await putPrecinct(tx, who.departmentId, precinct)
        return { id: value, value }
      })
      reply.code(201)
      return { id, warnings: await oddities(who.departmentId, id, precinct.area) }
    },
  )

  app.put(
    '/api/precincts/:id',
    { schema: { params: idParam, body: drawn, response: { 200: saved, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'managePrecincts')
      const { id } = await precinctFor(who, request.params.id)
      const precinct = named({ ...request.body, id })
      await change(who, 'changed', async (tx) => {
        await changePrecinct(tx, who.departmentId, precinct)
        return { id, value: id }
      })
      return { id, warnings: await oddities(who.departmentId, id, precinct.area) }
    },
  )

  app.delete(
    '/api/precincts/:id',
    { schema: { params: idParam, response: { 200: z.object({ ok: z.boolean() }), '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'managePrecincts')
      const { id } = await precinctFor(who, request.params.id)
      await change(who, 'retired', async (tx) => ({
        id,
        value: await retirePrecinct(tx, who.departmentId, id, deps.now()),
      }))
      return { ok: true }
    },
  )

  app.put(
    '/api/precincts/:id/inspectors',
    {
      schema: {
        params: idParam,
        body: z.object({ accountIds: z.array(z.uuid()).max(20) }),
        response: { 200: z.object({ ok: z.boolean() }), '4xx': errorBody },
      },
    },
    async (request) => {
      const who = need(request, 'managePrecincts')
      const { id } = await precinctFor(who, request.params.id)
      const ids = [...new Set(request.body.accountIds)]
      if ((await countInspectors(deps.db, who.departmentId, ids)) < ids.length)
        throw new HttpError(
          400,
          'bad-input',
          'accountIds: expected active inspectors or chiefs of this department. Reload the page and choose again.',
          { field: 'accountIds' },
        )
      await change(who, 'inspectors', async (tx) => {
        await setInspectors(tx, id, ids)
        return { id, value: id }
      })
      return { ok: true }
    },
  )

  const imported = z.object({
    added: z.number().int(),
    changed: z.number().int(),
    skipped: z.number().int(),
    fields: z.object({ number: z.string(), nameRu: z.string(), nameKk: z.string() }),
    overlaps: z.array(z.tuple([z.string(), z.string()])),
  })
  app.post(
    '/api/precincts/import',
    {
      bodyLimit: placesLimit,
      schema: { body: precinctsFile, response: { 200: imported, '4xx': errorBody } },
    },
    async (request) => {
      const who = need(request, 'managePrecincts')
      const read = precinctsOf(request.body)
      if ('problem' in read)
        throw new HttpError(400, read.problem, read.message, { field: `features.${Math.max(0, read.feature - 1)}` })
      const before = new Set((await precinctRows(deps.db, who.departmentId)).map(({ number }) => number))
      await change(who, 'imported', async (tx) => {
        for (const precinct of read.precincts)
          await putPrecinct(tx, who.departmentId, { ...precinct, id: deps.newId() })
        return { id: 'all', value: null }
      })
      const changed = read.precincts.filter(({ number }) => before.has(number)).length
      return {
        added: read.precincts.length - changed,
        changed,
        skipped: read.skipped,
        fields: read.fields,
        overlaps: overlapping(await precinctRows(deps.db, who.departmentId)),
      }
    },
  )

  const counted = z.object({ items: z.array(z.object({ kind: z.string(), count: z.number().int() })) })
  app.get('/api/places/counts', { schema: { response: { 200: counted, '4xx': errorBody } } }, async (request) => {
    const who = need(request, 'managePrecincts')
    return { items: await countPlaces(deps.db, who.departmentId) }
  })

  app.post(
    '/api/places/import',
    { bodyLimit: placesLimit, schema: { body: placesUpload, response: { 200: counted, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'managePrecincts')
      const places = uploaded(request.body).map((place) => ({ ...place, id: deps.newId() }))
      if (places.length === 0)
        throw new HttpError(400, 'file-empty', 'The file holds no places.', { field: 'features' })
      await change(who, 'places', async (tx) => {
        await replacePlaces(tx, who.departmentId, places)
        return { id: 'all', value: null }
      })
      return { items: await countPlaces(deps.db, who.departmentId) }
    },
  )
}

/** A map, or a table as text. */
const placesUpload = z.discriminatedUnion('type', [
  placesFile,
  z.object({ type: z.literal('csv'), text: z.string().max(placesLimit) }),
])

function uploaded(body: z.infer<typeof placesUpload>): NewPlace[] {
  if (body.type === 'FeatureCollection') return placesOf(body)
  const read = placesOfCsv(body.text)
  if ('places' in read) return read.places
  throw new HttpError(400, read.problem, read.message, { field: `lines.${read.line}.${read.column}` })
}

const numberTaken = () =>
  new HttpError(409, 'taken', 'There is a precinct with this number already.', { field: 'number' })

function named(precinct: Precinct): Precinct {
  return {
    ...precinct,
    nameRu: precinct.nameRu || `Участок № ${precinct.number}`,
    nameKk: precinct.nameKk || `№ ${precinct.number} учаске`,
    area: closed(precinct.area),
  }
}

function overlapping(precincts: readonly Precinct[]): [string, string][] {
  return precincts.flatMap((one, at) =>
    precincts
      .slice(at + 1)
      .filter((other) => overlap(one.area, other.area))
      .map((other): [string, string] => [one.number, other.number]),
  )
}
