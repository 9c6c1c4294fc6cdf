import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, need } from '../base/http.ts'
import { addressOf } from '../base/origin.ts'
import { tokenHash } from '../base/people.ts'
import { incidentFor, incidentParam, precinctsFor } from '../inspection/incident-route.ts'
import { eventName } from './clock-events.ts'
import { aboutOf, burns, type Line, missedAt, nameOf, termsOf, type Urgency, urgencyOf } from './deadline.ts'
import { feedOwner, filesOf, filesThatMayBurn, hasFeed, setFeed, type TermFile } from './deadline-store.ts'
import {
  type BurningLine,
  burningQuery,
  burningView,
  type DeadlineLine,
  deadlinesView,
  feedGiven,
  feedState,
  remindersView,
  seenInput,
} from './deadline-view.ts'
import { feed } from './feed.ts'
import { remindersFor, seeReminders, stepsBeside } from './reminder-store.ts'

const refusals = { '4xx': errorBody }
const day = 86_400_000
const shown = 500

/** The terms of an incident, what burns today, reminders, and the address by which a calendar reads them. */
export function deadlineRoutes(app: App, deps: Deps): void {
  /** How the terms of a file are counted by this department's law. */
  const counting = (departmentId: string) => {
    const [editions, calendar] = [deps.law.editions(departmentId), deps.law.calendar(departmentId)]
    return (file: TermFile) => termsOf(file.rows, editions, calendar)
  }

  /** Whose terms a person may ask for: his own with those he stands in for, or all that he may see. */
  const scopeOf = async (who: Pick<Account, 'id' | 'departmentId' | 'role'>, scope: 'mine' | 'all') => {
    const { departmentId, id } = who
    const { roster } = await deps.atlas.sheet(departmentId)
    const now = deps.now()
    const away = roster.absences.filter((one) => one.deputyId === id && one.startsAt <= now && now < one.endsAt)
    const inspectorIds = [id, ...away.map(({ accountId }) => accountId)]
    if (scope === 'mine') return { departmentId, precinctIds: [], inspectorIds }
    if (who.role === 'chief') return { departmentId, precinctIds: null, inspectorIds }
    return { departmentId, precinctIds: await precinctsFor(deps, who as Account), inspectorIds }
  }

  app.get(
    '/api/incidents/:id/deadlines',
    { schema: { params: incidentParam, response: { 200: deadlinesView, ...refusals } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const incident = await incidentFor(deps, who, request.params.id)
      const [file] = await filesOf(deps.db, who.departmentId, [incident.id])
      if (!file) return { items: [], papers: [] }
      const now = deps.now()
      return {
        items: counting(who.departmentId)(file)
          .filter(({ id }) => id !== 'incident.answer')
          .map((line) => lineView(line, now)),
        papers: file.rows.papers.map((paper) => ({
          ...{ id: paper.id, kind: paper.kind, subjectName: paper.subjectName, about: aboutOf(paper) },
        })),
      }
    },
  )

  app.get(
    '/api/deadlines',
    { schema: { querystring: burningQuery, response: { 200: burningView, ...refusals } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const { scope, days } = request.query
      const now = deps.now()
      const until = new Date(now.getTime() + days * day)
      const files = await filesThatMayBurn(deps.db, await scopeOf(who, scope), now, until)
      const linesOf = counting(who.departmentId)
      const burning = files.flatMap((file) => burningOf(file, linesOf(file), now, until))
      burning.sort((a, b) => Date.parse(a.due ?? '') - Date.parse(b.due ?? ''))
      const count = (urgency: Urgency) => burning.filter((one) => one.urgency === urgency).length
      return {
        items: burning.slice(0, shown),
        counts: { late: count('late'), today: count('today'), soon: count('soon') },
      }
    },
  )

  app.get('/api/reminders', { schema: { response: { 200: remindersView, ...refusals } } }, async (request) => {
    const who = need(request, 'seeIncidents')
    const editions = deps.law.editions(who.departmentId)
    const rows = await remindersFor(deps.db, who.departmentId, who.id)
    return {
      items: rows.map(({ dueAt, at, ...row }) => {
        const { label, rule } = nameOf(row.term, editions)
        return { ...row, label, article: rule, due: dueAt.toISOString(), at: at.toISOString() }
      }),
    }
  })

  app.post(
    '/api/reminders/seen',
    { schema: { body: seenInput, response: { 200: z.object({ seen: z.number().int() }), ...refusals } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const seen = await inTransaction(deps.db, async (tx) => {
        const ids = await stepsBeside(tx, who.id, request.body.ids)
        return seeReminders(tx, who.departmentId, ids, deps.now(), who.id)
      })
      return { seen }
    },
  )

  app.get('/api/deadlines/feed', { schema: { response: { 200: feedState, ...refusals } } }, async (request) => {
    const who = need(request, 'seeIncidents')
    return { on: await hasFeed(deps.db, who.id) }
  })

  app.post('/api/deadlines/feed', { schema: { response: { 201: feedGiven, ...refusals } } }, async (request, reply) => {
    const who = need(request, 'seeIncidents')
    const secret = deps.newSecret()
    await inTransaction(deps.db, (tx) => setFeed(tx, who.id, tokenHash(secret)))
    reply.code(201).header('cache-control', 'no-store')
    return { address: `${addressOf(deps.config, request)}/feed/${secret}.ics` }
  })

  app.delete('/api/deadlines/feed', { schema: { response: { 200: feedState, ...refusals } } }, async (request) => {
    const who = need(request, 'seeIncidents')
    await inTransaction(deps.db, (tx) => setFeed(tx, who.id, null))
    return { on: false }
  })

  app.get(
    '/feed/:file',
    { config: feedLimit, schema: { hide: true, params: z.object({ file: z.string().max(100) }) } },
    async (request, reply) => {
      const secret = /^([A-Za-z0-9_-]{43})\.ics$/.exec(request.params.file)?.[1]
      const owner = secret ? await feedOwner(deps.db, tokenHash(secret)) : null
      reply.header('x-robots-tag', 'noindex').header('cache-control', 'private, no-cache')
      if (!owner || owner.role === 'administrator')
        return reply.code(404).type('text/plain').send('There is no such calendar.')
      const now = deps.now()
      const files = await filesThatMayBurn(
        deps.db,
        await scopeOf(owner, 'mine'),
        now,
        new Date(now.getTime() + 60 * day),
      )
      const linesOf = counting(owner.departmentId)
      const entries = files.flatMap((file) =>
        linesOf(file)
          .filter((line) => isAhead(line, now))
          .map((line) => ({ ...line, incidentId: file.id, number: file.number })),
      )
      const host = new URL(addressOf(deps.config, request)).hostname
      const text = feed(entries, owner.locale === 'kk' ? 'kk' : 'ru', host)
      const tag = `"${tokenHash(text).slice(0, 32)}"`
      reply.header('etag', tag)
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type('text/calendar; charset=utf-8').send(text)
    },
  )
}

/** A calendar asks once an hour; who tries addresses asks more often. */
const feedLimit = {
  rateLimit: { max: 30, timeWindow: '1 minute', allowList: [], keyGenerator: ({ ip }: { ip: string }) => ip },
}

/** What stands in a calendar: duties that are open, a month back at most. */
function isAhead(line: Line, now: Date): boolean {
  const end = missedAt(line)
  // An answer is wanted within the hour: a calendar that asks once an hour is no help.
  if (line.id === 'incident.answer') return false
  return end !== null && end.getTime() > now.getTime() - 30 * day && burns(line, now)
}

const iso = (at: Date | null) => at?.toISOString() ?? null

function lineView(line: Line, now: Date): DeadlineLine {
  const { rule, fromAt, doBy, latest, done, watched: _, ...rest } = line
  return {
    ...rest,
    article: rule,
    fromLabel: eventName(line.from),
    burns: burns(line, now),
    ...{ fromAt: iso(fromAt), due: iso(doBy), latest: iso(latest), done: iso(done) },
  }
}

/** Of a term of others that was missed long ago nothing is to be done here any more. */
const stale = 30 * day

function burningOf(file: TermFile, lines: readonly Line[], now: Date, until: Date): BurningLine[] {
  const { id: incidentId, number, category, placeText, precinctNumber, inspectorName, rows } = file
  return lines.flatMap((line) => {
    const end = missedAt(line)
    if (!end || end > until || !burns(line, now)) return []
    if (line.watched && end.getTime() < now.getTime() - stale) return []
    const { id, label, rule: article, latest, immediate, whose, limitation, paperId } = line
    const paper = rows.papers.find((one) => one.id === paperId)
    return [
      {
        ...{ id, label, article, immediate, whose, limitation, paperId, incidentId, number, category, placeText },
        ...{ precinctNumber, inspectorName, due: end.toISOString(), latest: iso(latest) },
        urgency: urgencyOf(line, now),
        about: paper ? aboutOf(paper) : null,
      },
    ]
  })
}
