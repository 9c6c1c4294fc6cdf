import { z } from 'zod'
import { type Account, locales } from './access.ts'
import { inTransaction } from './database.ts'
import type { Deps } from './deps.ts'
import { type App, account, HttpError, notFound, sessionCookie } from './http.ts'
import { answers, meShape, readMe } from './me-store.ts'
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

const password = z.string().min(10, 'at least 10 characters').max(200)

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
    return readMe(deps.db, who, request.session?.csrf ?? '')
  })

  app.patch(
    '/api/me',
    { schema: { body: z.object({ locale: z.enum(locales) }), response: { 200: meShape } } },
    async (request) => {
      const who = account(request)
      await inTransaction(deps.db, (tx) => setLocale(tx, who.id, request.body.locale))
      return readMe(deps.db, { ...who, locale: request.body.locale }, request.session?.csrf ?? '')
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
      return readMe(deps.db, answer.account, csrf)
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
      return readMe(deps.db, who, csrf)
    },
  )

  app.get('/api/health', async () => {
    await answers(deps.db)
    return { ok: true, at: deps.now().toISOString() }
  })
}
