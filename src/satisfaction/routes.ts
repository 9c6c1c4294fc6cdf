import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, notFound, refused } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { keepMedia } from '../base/keep-media.ts'
import { sendFile } from '../base/send-file.ts'
import type { Message } from '../chat/message.ts'
import type { RoomFile } from '../chat/room-store.ts'
import { forgetFiles, readSaid } from '../chat/said.ts'
import { getChat } from '../chat/store.ts'
import type { Reading } from '../detection/categories.ts'
import { attachToReport, findReport, type KeptReport, keepReport } from '../detection/store.ts'
import type { Body } from '../incident/life.ts'
import { findIncident, type Incident } from '../incident/store.ts'
import { findRemediation } from '../remediation/store.ts'
import { type MyReport, myReport, openTo, rating, stepsOf } from './my-report.ts'
import { addedId, findBySecret, findVoice, give, type OwnWords, ownWords, pastOf, tieToIncident } from './store.ts'

const secretParam = z.object({ secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
const answers = { '4xx': errorBody }
/** Milliseconds that a look-up takes, whether the secret opens something or not. */
const evenMs = 60

/** The page of one's own report: who has its secret link needs no account. */
export function satisfactionRoutes(app: App, deps: Deps): void {
  const own = async (secret: string): Promise<{ report: KeptReport; incident: Incident | null }> => {
    const even = sleep(evenMs)
    const found = await findBySecret(deps.db, secret)
    const report = found && (await findReport(deps.db, found.departmentId, found.id))
    const incident = report?.incidentId ? await findIncident(deps.db, report.departmentId, report.incidentId) : null
    await even
    if (!report) throw notFound('The report')
    return { report, incident }
  }
  const raterOf = (report: KeptReport) => `report:${report.id}`
  const view = async (report: KeptReport, incident: Incident | null): Promise<MyReport> => {
    const [words, past, remediation, mine] = await Promise.all([
      ownWords(deps.db, report),
      incident && pastOf(deps.db, incident.departmentId, incident.id),
      incident && findRemediation(deps.db, incident.departmentId, incident.id),
      incident && findVoice(deps.db, incident.departmentId, incident.id, raterOf(report)),
    ])
    return shown(report, incident, {
      words,
      past,
      mine,
      due: remediation?.status === 'accepted' ? null : remediation?.dueAt,
    })
  }

  app.get(
    '/api/my/:secret',
    {
      config: { rateLimit: { max: 120, timeWindow: '1 minute' } },
      schema: { params: secretParam, response: { 200: myReport, ...answers } },
    },
    async (request, reply) => {
      const { report, incident } = await own(request.params.secret)
      reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
      return view(report, incident)
    },
  )

  app.post(
    '/api/my/:secret/rate',
    {
      config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: { params: secretParam, body: rating, response: { 200: myReport, ...answers } },
    },
    async (request) => {
      const { report, incident } = await own(request.params.secret)
      const { score, thanks, notDone, text } = request.body
      if (!incident) throw refused('not-now')
      const open = openTo(incident.status, incident.closedAt)
      if (notDone ? !open.mayReopen : !open.mayRate) throw refused('not-now')
      const given = { rater: raterOf(report), chatId: report.chatId, score, thanks, notDone, text }
      await inTransaction(deps.db, (tx) => give(tx, incident, given, deps.newId(), deps.now()))
      return view(report, incident)
    },
  )

  app.post(
    '/api/my/:secret/add',
    {
      config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: { params: secretParam, response: { 200: myReport, ...answers } },
    },
    async (request) => {
      const { report, incident } = await own(request.params.secret)
      if (report.state === 'dropped') throw refused('not-now')
      await add(deps, request, report)
      return view(report, incident)
    },
  )

  const fileParams = secretParam.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) })
  app.get(
    '/api/my/:secret/files/:hash',
    { schema: { params: fileParams, querystring: z.object({ w: z.enum(['400', '1600']).optional() }) } },
    async (request, reply) => {
      const { report } = await own(request.params.secret)
      const words = await ownWords(deps.db, report)
      const file = words.flatMap(({ photos }) => photos).find(({ hash }) => hash === request.params.hash)
      if (!file) throw notFound('The file')
      return sendFile(deps.files, reply, file.hash, file.mime, request.query.w)
    },
  )
}

interface Parts {
  words: OwnWords[]
  past: Awaited<ReturnType<typeof pastOf>> | null
  mine: MyReport['mine']
  due: Date | null | undefined
}

function shown(report: KeptReport, incident: Incident | null, { words, past, mine, due }: Parts): MyReport {
  const said = words.map(({ at, text, photos }) => ({ at: at.toISOString(), text, photos }))
  const closedAt = incident?.closedAt ?? null
  const steps = stepsOf({
    receivedAt: report.receivedAt,
    seenAt: past?.seenAt ?? null,
    acts: past?.acts ?? [],
    closedAt,
  })
  return {
    ...(said[0] ?? { at: report.at.toISOString(), text: report.text, photos: [] }),
    added: said.slice(1),
    number: incident?.number ?? null,
    status:
      report.state === 'dropped' ? 'dropped' : (incident?.status ?? (report.state === 'unsure' ? 'unsure' : 'waiting')),
    category: incident?.category ?? null,
    lang: report.reading.lang,
    direct: report.direct,
    placeText: report.reading.places.map(({ text }) => text).join(', '),
    steps: steps.map(({ key, at }) => ({ key, at: at?.toISOString() ?? null })),
    removalDue: closedAt ? null : (due?.toISOString() ?? null),
    outcome: incident?.outcome ?? null,
    handedTo: (incident?.handedTo ?? null) as Body | null,
    closed: closedAt !== null,
    mayAdd: report.state !== 'dropped',
    ...(incident ? openTo(incident.status, closedAt) : { mayRate: false, mayReopen: false }),
    mine,
  }
}

/** Keeps what the reporter adds: to the inspector alone, as a follow-up of the same happening. */
async function add(deps: Deps, request: FastifyRequest, report: KeptReport): Promise<void> {
  const { input, files } = await readSaid(deps, request)
  const chat = await getChat(deps.db, report.chatId)
  const now = deps.now()
  const kept = { id: deps.newId(), secret: deps.newSecret(), state: 'waiting', now } as const
  const message: Message = {
    id: addedId(report.id, input.id ?? kept.id),
    at: now,
    author: report.author,
    authorName: report.authorName,
    text: input.text,
    media: files[0]?.kind ?? null,
    attachments: [],
    location: input.location,
    replyTo: report.externalId,
    direct: true,
  }
  const media = await Promise.all(files.map((file) => measured(deps, file)))
  const isNew = await inTransaction(deps.db, async (tx) => {
    if (!(await keepReport(tx, chat, message, readingOf(report), kept))) return false
    for (const { kind, ...file } of media) {
      const attachment = { id: deps.newId(), departmentId: report.departmentId, reportId: kept.id, kind, at: now }
      await attachToReport(tx, file, attachment)
    }
    if (report.incidentId) await tieToIncident(tx, report.departmentId, kept.id, report.incidentId)
    await record(tx, { departmentId: report.departmentId, kind: 'report.kept', at: now, data: { reportId: kept.id } })
    return true
  })
  if (!isNew) await forgetFiles(deps, files)
}

async function measured(deps: Deps, { hash, kind }: RoomFile) {
  const bytes = await deps.files.read(hash)
  const kept = bytes && (await keepMedia(deps.files, deps.config, bytes, kind))
  if (!kept || 'refused' in kept) throw new Error(`The file ${hash} was kept a moment ago and cannot be read now.`)
  return { ...kept, kind }
}

/** Nothing is read into it: the reporter says oneself what it belongs to. */
function readingOf(report: KeptReport): Reading {
  return {
    kind: 'follow_up',
    category: null,
    route: null,
    urgency: null,
    places: [],
    lang: report.reading.lang,
    incident: report.thread,
    categories: [],
    times: [],
    also: [],
    likelihood: 1,
    why: [{ by: 'context', what: report.externalId, weight: 1 }],
  }
}
