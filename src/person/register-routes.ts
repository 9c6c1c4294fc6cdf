import { basename } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../base/access.ts'
import { isDay, localDay } from '../base/calendar.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, account, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { incidentFor } from '../inspection/incident-route.ts'
import { readAnyPlate } from './any-plate.ts'
import { noteLook } from './look-store.ts'
import {
  refusedLine,
  registerFind,
  registerFound,
  registerIds,
  registerLimits,
  registerLoaded,
  registersView,
} from './register.ts'
import { loadRegister, registersOf, removeRegister } from './register-store.ts'

const answers = { '4xx': errorBody }
const registerParam = z.object({ register: z.enum(registerIds) })
/** A refused file says which lines were wrong. */
const fileRefused = errorBody.extend({ count: z.number().int().optional(), lines: z.array(refusedLine).optional() })

/** Registers: in what state they are, asking them for a reason, and the files that are loaded as them. */
export function registerRoutes(app: App, deps: Deps): void {
  const statesOf = (departmentId: string) =>
    Promise.all(registersOf(deps.db, departmentId).map(async (one) => ({ register: one.id, state: await one.state() })))

  app.get('/api/registers', { schema: { response: { 200: registersView, ...answers } } }, async (request) => {
    const who = account(request)
    if (!may(who.role, 'loadRegisters') && !may(who.role, 'lookUpPerson')) need(request, 'loadRegisters')
    return { items: await statesOf(who.departmentId) }
  })

  app.post(
    '/api/registers/find',
    {
      config: {
        rateLimit: {
          max: 30,
          timeWindow: '1 minute',
          keyGenerator: (request: FastifyRequest) => request.session?.account.id ?? request.ip,
        },
      },
      schema: { body: registerFind, response: { 200: registerFound, ...answers } },
    },
    async (request, reply) => {
      const who = need(request, 'lookUpPerson')
      const { register, key, incidentId, reason } = request.body
      const incident = await incidentFor(deps, who, incidentId)
      const wanted = register === 'vehicles' ? (readAnyPlate(key)?.plate ?? key) : key.replace(/[\s\u00a0-]/g, '')
      reply.header('cache-control', 'no-store')
      return inTransaction(deps.db, async (tx) => {
        const asked = registersOf(tx, who.departmentId).find(({ id }) => id === register)
        if (!asked) throw notFound('The register')
        const state = await asked.state()
        const items = state.state === 'not-connected' ? [] : await asked.find(wanted)
        const look = { departmentId: who.departmentId, accountId: who.id, incidentId: incident.id, reason }
        await noteLook(
          tx,
          { ...look, now: deps.now(), newId: deps.newId },
          { what: 'register', register, found: items.length },
        )
        return { register, state, items }
      })
    },
  )

  app.post(
    '/api/registers/:register',
    {
      schema: {
        params: registerParam,
        querystring: z.object({ validOn: z.string().refine(isDay, 'expected a day YYYY-MM-DD').optional() }),
        response: { 200: registerLoaded, 400: fileRefused, 409: fileRefused, 413: fileRefused, ...answers },
      },
    },
    async (request, reply) => {
      const who = need(request, 'loadRegisters')
      const { register } = request.params
      const today = localDay(deps.now())
      const validOn = request.query.validOn ?? today
      if (validOn > today)
        throw new HttpError(400, 'bad-input', 'validOn: a day that has come already.', { field: 'validOn' })
      const limit = registerLimits.bytes
      const part = request.isMultipart() ? await request.file({ limits: { fileSize: limit + 1 } }) : undefined
      if (!part)
        throw new HttpError(400, 'bad-input', 'Send one file as multipart/form-data in the field "file".', {
          field: 'file',
        })
      const chunks: Uint8Array[] = []
      let size = 0
      for await (const chunk of part.file as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size <= limit) chunks.push(chunk)
      }
      if (size > limit)
        throw new HttpError(413, 'register-too-large', `The file is larger than ${limit / 1024 / 1024} MiB.`)
      const fileId = deps.newId()
      const name =
        basename(part.filename.replaceAll('\\', '/'))
          .replace(/\p{Cc}/gu, '')
          .slice(0, 200) || `${register}.csv`
      const loading = {
        departmentId: who.departmentId,
        fileId,
        register,
        name,
        validOn,
        accountId: who.id,
        now: deps.now(),
      }
      const done = await inTransaction(deps.db, (tx) => loadRegister(tx, loading, chunks))
      if (done.refused !== null) {
        const { count, lines } = done
        const column = 'column' in done ? done.column : ''
        reply.code(done.refused === 'newer-there' ? 409 : 400)
        return { error: `register-${done.refused}`, message: messages[done.refused], field: column, count, lines }
      }
      const state = await registersOf(deps.db, who.departmentId)
        .find(({ id }) => id === register)
        ?.state()
      return { register, state: state ?? { state: 'not-connected' as const }, refused: done.count, lines: done.lines }
    },
  )

  app.delete(
    '/api/registers/:register',
    { schema: { params: registerParam, response: { 200: registersView, ...answers } } },
    async (request) => {
      const who = need(request, 'loadRegisters')
      const { register } = request.params
      const removing = { departmentId: who.departmentId, register, accountId: who.id, now: deps.now() }
      if (!(await inTransaction(deps.db, (tx) => removeRegister(tx, removing))))
        throw notFound('The file of the register')
      return { items: await statesOf(who.departmentId) }
    },
  )
}

const messages = {
  empty: 'No line of the file could be taken.',
  long: `The file has more than ${registerLimits.rows} lines.`,
  broken: 'Too many lines cannot be read: this does not look like a CSV table.',
  'newer-there': 'A file of a later day is loaded already. Remove it first if this one is right.',
  column: 'The header lacks a column that is needed.',
} as const
