import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyError, type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Refusal } from '../incident/life.ts'
import { type Account, may, type Permission } from './access.ts'
import { DatabaseAway } from './database.ts'
import type { Deps } from './deps.ts'
import { id as logged } from './log.ts'
import { findSession } from './people.ts'
import { takeWellFormed } from './well-formed.ts'

/** HTTP is decided here and in `routes.ts` files, nowhere else. */

export const sessionCookie = 'uchastok'

export const errorBody = z.object({
  error: z.string(),
  message: z.string(),
  field: z.string().optional(),
  refused: z.string().optional(),
})

/** An answer other than success, thrown by routes only. `error` is a stable id that the web has words for. */
export class HttpError extends Error {
  readonly status: number
  readonly error: string
  readonly more: { field?: string; refused?: string }
  constructor(status: number, error: string, message: string, more: { field?: string; refused?: string } = {}) {
    super(message)
    this.status = status
    this.error = error
    this.more = more
  }
}

const refusalStatus = {
  'not-now': 409,
  'not-yours': 403,
  'changed-meanwhile': 409,
  incomplete: 422,
} as const satisfies Record<Refusal, number>

const refusalMessage = {
  'not-now': 'This is not possible in the present status. Reload the page to see where it stands.',
  'not-yours': 'Your role does not allow this.',
  'changed-meanwhile': 'Somebody changed it meanwhile. Reload, look at what changed, and do it again.',
  incomplete: 'Something that this needs is missing.',
} as const satisfies Record<Refusal, string>

/** A refusal, as an HTTP answer. */
export function refused(refusal: Refusal, message: string = refusalMessage[refusal]): HttpError {
  return new HttpError(refusalStatus[refusal], 'refused', message, { refused: refusal })
}

export const notFound = (what: string) =>
  new HttpError(404, 'not-found', `${what} was not found. It may have been removed, or the address is wrong.`)

declare module 'fastify' {
  interface FastifyRequest {
    session: { account: Account; csrf: string } | null
  }
}

/** The server as routes see it. */
export type App = Awaited<ReturnType<typeof openHttp>>

/** Who asks; 401 when nobody is signed in. */
export function account(request: FastifyRequest): Account {
  if (!request.session) throw new HttpError(401, 'sign-in', 'Sign in first.')
  return request.session.account
}

/** Who asks, if the role has this permission; 403 otherwise. */
export function need(request: FastifyRequest, permission: Permission): Account {
  const who = account(request)
  if (!may(who.role, permission)) throw new HttpError(403, 'not-yours', 'Your role does not allow this.')
  return who
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

async function readSession(deps: Deps, request: FastifyRequest): Promise<void> {
  if (!request.url.startsWith('/api/')) return
  const token = request.cookies[sessionCookie]
  if (token) request.session = await findSession(deps.db, token, deps.now())
  if (reading.has(request.method)) return
  // A foreign page can send neither header without asking first, so either one shows that the request is ours.
  const ours = request.session
    ? request.headers['x-csrf'] === request.session.csrf || request.headers['x-uchastok'] === '1'
    : request.headers['x-uchastok'] === '1'
  if (!ours)
    throw new HttpError(403, 'csrf', 'The request did not come from this application. Reload the page and try again.')
}

function answerError(
  deps: Deps,
  error: FastifyError | HttpError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (error instanceof HttpError) {
    void reply.code(error.status).send({ error: error.error, message: error.message, ...error.more })
    return
  }
  if (error instanceof DatabaseAway) {
    void reply.code(503).header('retry-after', '2').send({
      error: 'database-away',
      message: 'The database does not answer at the moment. Nothing was saved; try again in a few seconds.',
    })
    return
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation
    const field = first?.instancePath.slice(1).replaceAll('/', '.') ?? ''
    void reply.code(400).send({
      error: 'bad-input',
      message: `${field || error.validationContext}: ${first?.message ?? 'not understood'}`,
      field,
    })
    return
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status < 500) {
    const code = 'code' in error ? String(error.code) : ''
    const id = status === 413 ? 'too-large' : status === 429 ? 'too-many' : 'bad-input'
    void reply.code(status).send({ error: id, message: error.message || code })
    return
  }
  deps.log.fault('http.fault', error, {
    method: logged(request.method),
    route: logged(request.routeOptions.url ?? 'unknown'),
  })
  void reply
    .code(500)
    .send({ error: 'fault', message: 'Something broke on our side. Nothing was saved; it was written to the log.' })
}

/** The server with its guards: sessions, CSRF, rate limits, a strict CSP, schemas at every door, and `/api/openapi.json`. */
export async function openHttp(deps: Deps) {
  const proxies = deps.config.trustProxy
  const options: FastifyServerOptions = {
    bodyLimit: 1_000_000,
    routerOptions: { maxParamLength: 200 },
    trustProxy: typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies,
  }
  const app = Fastify(options).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('session', null)
  await app.register(cookie)
  // One byte more than is allowed: what is cut off there is seen to be too large, and never kept as if it were whole.
  const fileSize = Math.max(deps.config.photoLimit, deps.config.videoLimit) + 1
  await app.register(multipart, { limits: { files: 10, fields: 20, fieldSize: 100_000, fileSize } })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'blob:', 'data:'],
        'media-src': ["'self'", 'blob:'],
        'worker-src': ["'self'", 'blob:'],
        // The one program outside: NCALayer on the officer's own machine, which signs.
        'connect-src': ["'self'", 'wss://127.0.0.1:13579'],
        'font-src': ["'self'"],
        'object-src': ["'none'"],
        'frame-src': ["'self'", 'blob:'],
        'frame-ancestors': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
      },
    },
    // Offices serve it inside their own network over plain HTTP; HSTS is the proxy's to set.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(rateLimit, {
    hook: 'preHandler',
    timeWindow: '1 minute',
    // A whole office may sit behind one address, so who is signed in has a measure of their own.
    max: (_request, key) => (key.startsWith('account:') ? 6000 : 1200),
    keyGenerator: (request) => (request.session ? `account:${request.session.account.id}` : request.ip),
    allowList: (request) => !request.url.startsWith('/api/'),
  })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Uchastok', version: '0.1.0' } },
    transform: jsonSchemaTransform,
  })
  app.addHook('preValidation', takeWellFormed)
  app.addHook('onRequest', (request) => readSession(deps, request))
  app.setErrorHandler((error, request, reply) => answerError(deps, error as FastifyError, request, reply))
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  return app
}
