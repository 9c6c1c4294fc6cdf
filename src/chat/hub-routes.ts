import type { Deps } from '../base/deps.ts'
import type { App } from '../base/http.ts'
import { id as logged } from '../base/log.ts'
import { measures, openGuard } from './guard.ts'

/** The largest call of a messenger, in bytes; what is larger is refused before it is read. */
export const largestCall = 5 * 1024 * 1024
/** Secret parts of addresses are made by `newSecret`: nothing else is looked up. */
const isHook = (hook: string) => /^[\w-]{16,100}$/.test(hook)
const wrongAddresses = { most: 60, aMinute: 30 }

type HookRequest = { Params: { hook: string }; Querystring: Record<string, unknown> }

/**
 * Where messengers call: `/hooks/<secret>`. No session and no cookie; each channel checks its own signature. The call
 * is answered 200 when what it brings is forgotten or kept, and 503 when it could be neither, so that it comes again.
 */
export function hubRoutes(app: App, deps: Deps): void {
  const guard = openGuard(5000)
  const now = () => deps.now().getTime()
  const toStranger = (ip: string) => (guard.admits(`stranger ${ip}`, wrongAddresses, now()) ? 404 : 429)
  void app.register(async (hooks) => {
    hooks.removeAllContentTypeParsers()
    // The bytes as they came: signatures are over them.
    hooks.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestCall }, (_request, body, done) =>
      done(null, body),
    )
    hooks.route<HookRequest>({
      method: ['GET', 'POST'],
      url: '/hooks/:hook',
      schema: { hide: true },
      bodyLimit: largestCall,
      async onRequest(request, reply) {
        const { hook } = request.params
        if (!isHook(hook)) return reply.code(404).send()
        // Who tries addresses is stopped; one that is called has a measure of its own.
        const mayCall = guard.admits(`hook ${hook}`, measures.hook, now())
        if (!mayCall) return reply.code(429).header('retry-after', '1').send()
        // Nobody makes us read megabytes at an address that is none; where the database is away, the handler says so.
        if (!(await deps.hub.knows(hook).catch(() => true))) return reply.code(toStranger(request.ip)).send()
        return undefined
      },
      async handler(request, reply) {
        const { hook } = request.params
        const texts = (from: object) =>
          Object.fromEntries(
            Object.entries(from).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
          )
        const call = {
          method: request.method,
          headers: texts(request.headers),
          query: texts(request.query),
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        }
        try {
          const answer = await deps.hub.hook(hook, call)
          if (!answer) return reply.code(toStranger(request.ip)).send()
          if (answer.status === 503) reply.header('retry-after', '5')
          if (answer.type) reply.type(answer.type)
          return reply.code(answer.status).send(answer.body ?? '')
        } catch (error) {
          deps.log.fault('hook.not-taken', error, { method: logged(request.method) })
          return reply.code(503).header('retry-after', '5').send()
        }
      },
    })
  })
}
