import { z } from 'zod'
import { locales, roles } from './access.ts'
import { inTransaction, isState } from './database.ts'
import type { Deps } from './deps.ts'
import { type App, errorBody, HttpError, need, notFound } from './http.ts'
import { record } from './journal.ts'
import { addressOf } from './origin.ts'
import {
  addAccount,
  changePerson,
  findPerson,
  invite,
  inviteLength,
  loginTaken,
  type Person,
  peopleOf,
} from './people.ts'

const line = (most: number, why: string) => z.string().trim().min(1, why).max(most, `at most ${most} characters`)

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,59}$/, 'two to sixty Latin letters, digits, points, hyphens')

const given = z.object({
  login,
  name: line(200, 'a name'),
  position: z.string().trim().max(200, 'at most 200 characters').default(''),
  role: z.enum(roles),
  locale: z.enum(locales).default('ru'),
})
const change = z
  .object({
    login,
    name: given.shape.name,
    position: z.string().trim().max(200, 'at most 200 characters'),
    role: z.enum(roles),
    locale: z.enum(locales),
    active: z.boolean(),
  })
  .partial()

export const personView = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  position: z.string(),
  role: z.enum(roles),
  locale: z.enum(locales),
  active: z.boolean(),
  hasPassword: z.boolean(),
  inviteExpiresAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type PersonView = z.infer<typeof personView>

const view = (person: Person): PersonView => ({
  id: person.id,
  login: person.login,
  name: person.name,
  position: person.position,
  role: person.role,
  locale: person.locale,
  active: person.active,
  hasPassword: person.hasPassword,
  inviteExpiresAt: person.inviteExpiresAt?.toISOString() ?? null,
  createdAt: person.createdAt.toISOString(),
})

const taken = () =>
  new HttpError(409, 'taken', 'Somebody has this login already. Choose another one.', { field: 'login' })
const idParam = z.object({ id: z.uuid() })

/** People of the department: who they are, what they may do, their one-time links. */
export function accountRoutes(app: App, deps: Deps): void {
  const noted = (departmentId: string, by: string, accountId: string, what: string) => ({
    departmentId,
    kind: 'account.changed' as const,
    at: deps.now(),
    accountId: by,
    data: { accountId, what },
  })
  const person = async (departmentId: string, id: string): Promise<Person> => {
    const found = await findPerson(deps.db, departmentId, id)
    if (!found) throw notFound('The account')
    return found
  }

  app.get(
    '/api/accounts',
    { schema: { response: { 200: z.object({ items: z.array(personView) }), '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'managePeople')
      return { items: (await peopleOf(deps.db, who.departmentId)).map(view) }
    },
  )

  app.post(
    '/api/accounts',
    { schema: { body: given, response: { 201: personView, '4xx': errorBody } } },
    async (request, reply) => {
      const who = need(request, 'managePeople')
      const id = deps.newId()
      if (await loginTaken(deps.db, request.body.login)) throw taken()
      await inTransaction(deps.db, async (tx) => {
        await addAccount(tx, { ...request.body, id, departmentId: who.departmentId }, deps.now())
        await record(tx, noted(who.departmentId, who.id, id, 'added'))
      }).catch(asTaken)
      deps.atlas.forget(who.departmentId)
      reply.code(201)
      return view(await person(who.departmentId, id))
    },
  )

  app.patch(
    '/api/accounts/:id',
    { schema: { params: idParam, body: change, response: { 200: personView, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'managePeople')
      const before = await person(who.departmentId, request.params.id)
      const { body } = request
      if (body.login && (await loginTaken(deps.db, body.login, before.id))) throw taken()
      await inTransaction(deps.db, async (tx) => {
        const done = await changePerson(tx, before, defined(body))
        if ('refused' in done)
          throw new HttpError(
            409,
            'refused',
            'This is the last active administrator: nobody could manage the program any more. Name another administrator first.',
            { refused: done.refused },
          )
        await record(tx, noted(who.departmentId, who.id, before.id, Object.keys(defined(body)).sort().join(' ')))
      }).catch(asTaken)
      deps.atlas.forget(who.departmentId)
      return view(await person(who.departmentId, before.id))
    },
  )

  app.post(
    '/api/accounts/:id/invite',
    {
      schema: {
        params: idParam,
        response: { 200: z.object({ link: z.url(), expiresAt: z.iso.datetime() }), '4xx': errorBody },
      },
    },
    async (request) => {
      const who = need(request, 'managePeople')
      const invited = await person(who.departmentId, request.params.id)
      if (!invited.active)
        throw new HttpError(409, 'refused', 'This account is switched off. Switch it on first.', { refused: 'not-now' })
      const token = deps.newSecret()
      const now = deps.now()
      await inTransaction(deps.db, async (tx) => {
        await invite(tx, invited.id, token, now)
        await record(tx, noted(who.departmentId, who.id, invited.id, 'invited'))
      })
      return {
        link: `${addressOf(deps.config, request)}/invite/${token}`,
        expiresAt: new Date(now.getTime() + inviteLength).toISOString(),
      }
    },
  )
}

/** Two administrators may give the same login at once: the table decides. */
function asTaken(error: unknown): never {
  throw isState(error, 'uniqueViolation', 'account_login_key') ? taken() : error
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
