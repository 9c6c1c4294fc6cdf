import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { inTransaction, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { absencesOf, addAbsence, addDuty, dutiesOf, isAway, removeAbsence, removeDuty } from './duty-store.ts'
import { countInspectors } from './precinct-store.ts'

const instant = z.iso.datetime({ offset: true })
const longest = 400 * 86_400_000

const given = z.object({ accountId: z.uuid(), startsAt: instant, endsAt: instant })
const ordered = (span: { startsAt: string; endsAt: string }) => Date.parse(span.startsAt) < Date.parse(span.endsAt)
const short = (span: { startsAt: string; endsAt: string }) =>
  Date.parse(span.endsAt) - Date.parse(span.startsAt) <= longest
const dutyBody = given
  .refine(ordered, { error: 'the end must be after the start', path: ['endsAt'] })
  .refine(short, { error: 'longer than a year', path: ['endsAt'] })
const absenceBody = given
  .extend({ deputyId: z.uuid().nullable().default(null) })
  .refine(ordered, { error: 'the end must be after the start', path: ['endsAt'] })
  .refine(short, { error: 'longer than a year', path: ['endsAt'] })
  .refine((absence) => absence.deputyId !== absence.accountId, {
    error: 'somebody else must stand in',
    path: ['deputyId'],
  })

const span = { id: z.uuid(), accountId: z.uuid(), name: z.string(), startsAt: z.string(), endsAt: z.string() }
export const absenceView = z.object({ ...span, deputyId: z.uuid().nullable(), deputyName: z.string().nullable() })
export const dutyView = z.object(span)
export type AbsenceView = z.infer<typeof absenceView>
export type DutyView = z.infer<typeof dutyView>

const iso = <T extends { startsAt: Date; endsAt: Date }>(row: T) => ({
  ...row,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
})
const idParam = z.object({ id: z.uuid() })
const done = z.object({ ok: z.boolean() })

/** Absences with their deputies, and who is on duty for the whole department. */
export function dutyRoutes(app: App, deps: Deps): void {
  /** `save` tells whom the change is about. */
  const change = async (who: Account, what: string, save: (tx: Write) => Promise<string>) => {
    await inTransaction(deps.db, async (tx) => {
      const accountId = await save(tx)
      await record(tx, {
        departmentId: who.departmentId,
        kind: 'account.changed',
        at: deps.now(),
        accountId: who.id,
        data: { accountId, what },
      })
    })
    deps.atlas.forget(who.departmentId)
  }
  const known = async (who: Account, ids: string[], field: string) => {
    if ((await countInspectors(deps.db, who.departmentId, ids)) === new Set(ids).size) return
    throw new HttpError(400, 'bad-input', `${field}: expected an active inspector or chief of this department.`, {
      field,
    })
  }

  app.get(
    '/api/absences',
    { schema: { response: { 200: z.object({ items: z.array(absenceView) }), '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageDuty')
      return { items: (await absencesOf(deps.db, who.departmentId, deps.now())).map(iso) }
    },
  )

  app.post(
    '/api/absences',
    { schema: { body: absenceBody, response: { 201: z.object({ id: z.uuid() }), '4xx': errorBody } } },
    async (request, reply) => {
      const who = need(request, 'manageDuty')
      const { accountId, deputyId } = request.body
      await known(who, [accountId], 'accountId')
      if (deputyId) await known(who, [deputyId], 'deputyId')
      const absence = {
        id: deps.newId(),
        accountId,
        deputyId,
        startsAt: new Date(request.body.startsAt),
        endsAt: new Date(request.body.endsAt),
      }
      if (await isAway(deps.db, accountId, absence.startsAt, absence.endsAt))
        throw new HttpError(409, 'taken', 'This person is already away in this time.', { field: 'startsAt' })
      await change(who, 'absence added', async (tx) => {
        await addAbsence(tx, absence)
        return accountId
      })
      reply.code(201)
      return { id: absence.id }
    },
  )

  app.delete(
    '/api/absences/:id',
    { schema: { params: idParam, response: { 200: done, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageDuty')
      await change(who, 'absence removed', async (tx) => {
        const accountId = await removeAbsence(tx, who.departmentId, request.params.id)
        if (!accountId) throw notFound('The absence')
        return accountId
      })
      return { ok: true }
    },
  )

  app.get(
    '/api/duty',
    { schema: { response: { 200: z.object({ items: z.array(dutyView) }), '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageDuty')
      return { items: (await dutiesOf(deps.db, who.departmentId, deps.now())).map(iso) }
    },
  )

  app.post(
    '/api/duty',
    { schema: { body: dutyBody, response: { 201: z.object({ id: z.uuid() }), '4xx': errorBody } } },
    async (request, reply) => {
      const who = need(request, 'manageDuty')
      const { accountId } = request.body
      await known(who, [accountId], 'accountId')
      const id = deps.newId()
      const duty = { id, accountId, startsAt: new Date(request.body.startsAt), endsAt: new Date(request.body.endsAt) }
      await change(who, 'duty added', async (tx) => {
        await addDuty(tx, who.departmentId, duty)
        return accountId
      })
      reply.code(201)
      return { id }
    },
  )

  app.delete(
    '/api/duty/:id',
    { schema: { params: idParam, response: { 200: done, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'manageDuty')
      await change(who, 'duty removed', async (tx) => {
        const accountId = await removeDuty(tx, who.departmentId, request.params.id)
        if (!accountId) throw notFound('The duty')
        return accountId
      })
      return { ok: true }
    },
  )
}
