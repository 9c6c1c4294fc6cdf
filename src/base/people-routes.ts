import { z } from 'zod'
import { type Account, locales, may, type Permission, permissions } from './access.ts'
import { inTransaction, maybeOne, one, query } from './database.ts'
import type { Deps } from './deps.ts'
import { type App, account, HttpError, notFound, sessionCookie } from './http.ts'
import {
  closeSession,
  findInvite,
  getAccount,
  hashPassword,
  openSession,
  sessionLength,
  setLocale,
  signIn,
  useInvite,
} from './people.ts'

const accountShape = z.object({
  id: z.uuid(),
  departmentId: z.uuid(),
  login: z.string(),
  name: z.string(),
  position: z.string(),
  role: z.enum(['inspector', 'chief', 'administrator']),
  locale: z.enum(locales),
})

export const meShape = z.object({
  account: accountShape,
  csrf: z.string(),
  department: z.object({ id: z.uuid(), nameRu: z.string(), nameKk: z.string() }),
  precincts: z.array(z.object({ id: z.uuid(), number: z.string(), nameRu: z.string(), nameKk: z.string() })),
  mine: z.array(z.uuid()),
  inspectors: z.array(z.object({ id: z.uuid(), name: z.string(), precinctIds: z.array(z.uuid()) })),
  permissions: z.array(z.string()),
})
export type Me = z.infer<typeof meShape>

const password = z.string().min(10, 'at least 10 characters').max(200)

async function me(deps: Deps, who: Account, csrf: string): Promise<Me> {
  const [department, precincts, inspectors] = await Promise.all([
    one<Me['department']>(
      deps.db,
      'select id, name_ru as "nameRu", name_kk as "nameKk" from department where id = $1',
      [who.departmentId],
    ),
    query<Me['precincts'][number]>(
      deps.db,
      `select id, number, name_ru as "nameRu", name_kk as "nameKk" from precinct
       where department_id = $1 and retired_at is null order by number`,
      [who.departmentId],
    ),
    query<Me['inspectors'][number]>(
      deps.db,
      `select a.id, a.name, coalesce(array_agg(p.precinct_id) filter (where p.precinct_id is not null), '{}') as "precinctIds"
       from account a left join precinct_inspector p on p.account_id = a.id
       where a.department_id = $1 and a.role in ('inspector', 'chief') and a.active group by a.id order by a.name`,
      [who.departmentId],
    ),
  ])
  const mine = inspectors.find((inspector) => inspector.id === who.id)?.precinctIds ?? []
  const allowed = (Object.keys(permissions) as Permission[]).filter((permission) => may(who.role, permission))
  return { account: who, csrf, department, precincts, mine, inspectors, permissions: allowed }
}

/** Signing in and out, invitations, and who I am. */
export function peopleRoutes(app: App, deps: Deps): void {
  const secure = deps.config.publicUrl?.startsWith('https:') ?? false
  const cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: sessionLength / 1000 } as const

  const open = async (who: Account): Promise<{ token: string; csrf: string }> => {
    const [token, csrf] = [deps.newSecret(), deps.newSecret()]
    await inTransaction(deps.db, (tx) => openSession(tx, who.id, token, csrf, deps.now()))
    return { token, csrf }
  }

  app.get('/api/me', { schema: { response: { 200: meShape } } }, async (request) => {
    const who = account(request)
    return me(deps, who, request.session?.csrf ?? '')
  })

  app.patch(
    '/api/me',
    { schema: { body: z.object({ locale: z.enum(locales) }), response: { 200: meShape } } },
    async (request) => {
      const who = account(request)
      await inTransaction(deps.db, (tx) => setLocale(tx, who.id, request.body.locale))
      return me(deps, { ...who, locale: request.body.locale }, request.session?.csrf ?? '')
    },
  )

  app.post(
    '/api/sign-in',
    {
      config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        body: z.object({ login: z.string().trim().min(1).max(100), password: z.string().max(200) }),
        response: { 200: meShape },
      },
    },
    async (request, reply) => {
      const answer = await inTransaction(deps.db, (tx) =>
        signIn(tx, request.body.login, request.body.password, deps.now()),
      )
      if ('refused' in answer) {
        if (answer.refused === 'locked')
          throw new HttpError(
            429,
            'locked',
            'Too many wrong passwords. Try again in 15 minutes or ask the administrator for a new link.',
          )
        throw new HttpError(401, 'wrong', 'Login or password is wrong.')
      }
      const { token, csrf } = await open(answer.account)
      reply.setCookie(sessionCookie, token, cookieOptions)
      return me(deps, answer.account, csrf)
    },
  )

  app.post('/api/sign-out', async (request, reply) => {
    const token = request.cookies[sessionCookie]
    if (token) await inTransaction(deps.db, (tx) => closeSession(tx, token))
    reply.clearCookie(sessionCookie, { path: '/' })
    return {}
  })

  const tokenParam = z.object({ token: z.string().min(20).max(100) })
  app.get(
    '/api/invites/:token',
    { schema: { params: tokenParam, response: { 200: z.object({ name: z.string(), login: z.string() }) } } },
    async (request) => {
      const found = await findInvite(deps.db, request.params.token, deps.now())
      if (!found) throw notFound('The invitation')
      return { name: found.name, login: found.login }
    },
  )

  app.post(
    '/api/invites/:token',
    {
      config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: { params: tokenParam, body: z.object({ password }), response: { 200: meShape } },
    },
    async (request, reply) => {
      const hash = await hashPassword(request.body.password)
      const accountId = await inTransaction(deps.db, (tx) => useInvite(tx, request.params.token, hash, deps.now()))
      if (!accountId) throw notFound('The invitation')
      const who = await getAccount(deps.db, accountId)
      const { token, csrf } = await open(who)
      reply.setCookie(sessionCookie, token, cookieOptions)
      return me(deps, who, csrf)
    },
  )

  app.get('/api/health', async (_request, reply) => {
    const row = await maybeOne<{ ok: number }>(deps.db, 'select 1 as ok', [])
    if (!row) reply.code(503)
    return { ok: Boolean(row), at: deps.now().toISOString() }
  })
}
