import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, need, notFound, refused } from '../base/http.ts'
import { precinctsFor } from '../inspection/incident-route.ts'
import { decideReply, replyLines } from './dead-letter-store.ts'
import { repliesQuery, repliesView, replyLine } from './reply-view.ts'

const one = z.object({ id: z.uuid() })
const answers = { '4xx': errorBody }

/** What waits to be said and what nobody took: looked at, said again, dropped. */
export function replyRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/replies',
    { schema: { querystring: repliesQuery, response: { 200: repliesView, ...answers } } },
    async (request) => {
      const who = need(request, 'manageReplies')
      const { state, channel = null, search, limit } = request.query
      return replyLines(deps.db, who, await precinctsFor(deps, who), { state, channel, search, limit })
    },
  )

  const decide = async (request: FastifyRequest, id: string, what: 'again' | 'drop') => {
    const who = need(request, 'manageReplies')
    const precincts = await precinctsFor(deps, who)
    const done = await inTransaction(deps.db, (tx) => decideReply(tx, who, precincts, id, what, deps.now()))
    if (!done) throw notFound('The message')
    if ('refused' in done) throw refused(done.refused, 'It is being sent, or stands in the chat already.')
    return done
  }
  const schema = { params: one, response: { 200: replyLine, ...answers } }
  app.post('/api/replies/:id/again', { schema }, (request) => decide(request, request.params.id, 'again'))
  app.post('/api/replies/:id/drop', { schema }, (request) => decide(request, request.params.id, 'drop'))
}
