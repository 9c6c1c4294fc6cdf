import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import staticFiles from '@fastify/static'
import { accountRoutes } from './base/account-routes.ts'
import type { Deps } from './base/deps.ts'
import { openHttp } from './base/http.ts'
import { lawRoutes } from './base/law-routes.ts'
import { peopleRoutes } from './base/people-routes.ts'
import { botRoutes } from './bot/routes.ts'
import { chatAdminRoutes } from './chat/admin-routes.ts'
import { channelRoutes } from './chat/channel-routes.ts'
import { chatSettingsRoutes } from './chat/chat-settings-routes.ts'
import { hubRoutes } from './chat/hub-routes.ts'
import { openChannelRoutes } from './chat/open-routes.ts'
import { roomRoutes } from './chat/room-routes.ts'
import { blockingRoutes } from './desk-blocking.ts'
import { deskPaperRoutes, paperHooks } from './desk-papers.ts'
import { deskRoutes } from './desk-routes.ts'
import { unsureRoutes } from './desk-unsure.ts'
import { importRoutes } from './import-routes.ts'
import { learningRoutes } from './incident/learning-routes.ts'
import { inspectionRoutes } from './inspection/routes.ts'
import { paperRoutes } from './paper/routes.ts'
import { signatureRoutes } from './paper/signature-routes.ts'
import { linksRoutes } from './person/links-routes.ts'
import { lookRoutes } from './person/look-routes.ts'
import { mergeRoutes } from './person/merge-routes.ts'
import { registerRoutes } from './person/register-routes.ts'
import { personRoutes } from './person/routes.ts'
import { vehicleRoutes } from './person/vehicle-routes.ts'
import { bundleRoutes } from './protocol/bundle-routes.ts'
import { caseActRoutes } from './protocol/case-act-routes.ts'
import { deadlineRoutes } from './protocol/deadline-routes.ts'
import { penaltyRoutes } from './protocol/penalty-routes.ts'
import { protocolRoutes } from './protocol/routes.ts'
import { paperSettingsRoutes } from './protocol/settings-routes.ts'
import { replyRoutes } from './reply/routes.ts'
import { testRoutes } from './reply/test-routes.ts'
import { satisfactionRoutes } from './satisfaction/routes.ts'
import { chatFiguresRoutes } from './statistics/chat-figures-routes.ts'
import { form1adRoutes } from './statistics/form-1ad-routes.ts'
import { readingRoutes } from './statistics/reading-routes.ts'
import { statisticsRoutes } from './statistics/routes.ts'

const webDist = fileURLToPath(new URL('../web/dist/', import.meta.url))

/** Every stage's routes on one server, and the built pages. */
export async function openServer(deps: Deps) {
  const app = await openHttp(deps)
  peopleRoutes(app, deps)
  deskRoutes(app, deps)
  unsureRoutes(app, deps)
  blockingRoutes(app, deps)
  roomRoutes(app, deps)
  personRoutes(app, deps)
  lookRoutes(app, deps)
  mergeRoutes(app, deps)
  vehicleRoutes(app, deps)
  linksRoutes(app, deps)
  registerRoutes(app, deps)
  protocolRoutes(app, deps)
  deadlineRoutes(app, deps)
  penaltyRoutes(app, deps)
  paperRoutes(app, deps, paperHooks(deps))
  signatureRoutes(app, deps)
  caseActRoutes(app, deps)
  deskPaperRoutes(app, deps)
  paperSettingsRoutes(app, deps)
  bundleRoutes(app, deps)
  replyRoutes(app, deps)
  testRoutes(app, deps)
  satisfactionRoutes(app, deps)
  statisticsRoutes(app, deps)
  chatFiguresRoutes(app, deps)
  form1adRoutes(app, deps)
  accountRoutes(app, deps)
  inspectionRoutes(app, deps)
  chatAdminRoutes(app, deps)
  botRoutes(app, deps)
  channelRoutes(app, deps)
  chatSettingsRoutes(app, deps)
  hubRoutes(app, deps)
  openChannelRoutes(app)
  importRoutes(app, deps)
  learningRoutes(app, deps)
  lawRoutes(app, deps)
  readingRoutes(app)
  const built = existsSync(webDist)
  if (built) {
    await app.register(staticFiles, {
      root: webDist,
      wildcard: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: cacheFor,
    })
    // A room, a reporter's own page: the light entry. Everything else that is no file: the staff's application.
    for (const path of ['/room/*', '/r/*']) {
      app.get(path, { schema: { hide: true } }, (_request, reply) =>
        reply.header('cache-control', 'no-cache').sendFile('room.html'),
      )
    }
  }
  app.setNotFoundHandler((request, reply) => {
    if (!built || request.method !== 'GET' || /^\/(api|assets)\//.test(request.url)) {
      return reply
        .code(404)
        .send({ error: 'not-found', message: `There is nothing at ${request.method} ${request.url.split('?')[0]}.` })
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
  return app
}

function cacheFor(reply: { header(name: string, value: string): unknown }, path: string): void {
  const immutable = path.includes('/assets/')
  reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
}
