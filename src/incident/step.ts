import { inTransaction, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type JournalEvent, record } from '../base/journal.ts'
import type { Point } from '../chat/message.ts'
import { unusedFiles } from '../chat/room-store.ts'
import { usualRoute } from '../detection/categories.ts'
import { findReport, type KeptReport } from '../detection/store.ts'
import { markLate, news } from './act-store.ts'
import { answerDue } from './answer.ts'
import { sameHappening } from './same.ts'
import {
  addIncident,
  findByThread,
  findIncident,
  type Incident,
  joinReport,
  leaveUnsure,
  letFollow,
  noteFollowUp,
  recentOfCategory,
  reportIsOpen,
  wakeFollowers,
} from './store.ts'
import { dropReport, orphanFiles } from './unsure.ts'

const hour = 3_600_000

interface Placed {
  text: string
  point: Point | null
}

/** Where a report says it was: the words as written, and their point if the district's gazetteer knows them. */
async function placeOf(deps: Deps, report: KeptReport): Promise<Placed> {
  const words = report.reading.places.map((place) => place.text)
  const text = words.join(', ').slice(0, 500)
  if (report.location) return { text, point: report.location }
  const [chat, sheet] = await Promise.all([deps.book.get(report.chatId), deps.atlas.sheet(report.departmentId)])
  return { text, point: sheet.gazetteer.find(words, sheet.middleOf(chat.precinctId))?.point ?? null }
}

/** A report that was kept opens an incident or joins the one it belongs to; what fits nowhere waits for a person. */
export async function openIncident(deps: Deps, event: JournalEvent<'report.kept'>): Promise<void> {
  const report = await findReport(deps.db, event.departmentId, event.data.reportId)
  if (report?.state !== 'waiting') return
  const place = await placeOf(deps, report)
  const forgotten = await inTransaction(deps.db, async (tx) => {
    const joined = await incidentFor(tx, deps, report, place)
    if (joined) await follow(tx, deps, report, joined, place)
    else if (report.kind === 'report') await open(tx, deps, report, place)
    else return leave(tx, deps, report, place)
    return []
  })
  for (const hash of forgotten) await deps.files.delete(hash)
}

async function incidentFor(tx: Write, deps: Deps, report: KeptReport, place: Placed): Promise<Incident | null> {
  if (report.incidentId) return findIncident(tx, report.departmentId, report.incidentId)
  const known = report.thread ? await findByThread(tx, report.chatId, report.thread) : null
  // A new report on a matter that is closed is a new happening; a word about the old one still belongs to it.
  if (known && (report.kind !== 'report' || known.closedAt === null)) return known
  const { category } = report.reading
  if (report.kind !== 'report' || !category) return null
  // Without a point there is nothing to compare: a person may still join them.
  if (!place.point) return null
  const since = new Date(deps.now().getTime() - 24 * hour)
  const others = await recentOfCategory(tx, report.departmentId, category, since)
  const told = { point: place.point, placeText: place.text, happenedAt: report.at }
  return (
    others.find((other) => {
      const point = other.lon === null || other.lat === null ? null : { lon: other.lon, lat: other.lat }
      return sameHappening(told, { point, placeText: other.placeText, happenedAt: other.happenedAt })
    }) ?? null
  )
}

async function follow(tx: Write, deps: Deps, report: KeptReport, incident: Incident, place: Placed): Promise<void> {
  const { departmentId } = report
  await joinReport(tx, departmentId, report.id, incident.id)
  // Also when a person said that the report belongs here.
  if (report.kind === 'report' || report.incidentId) await wake(tx, deps, report)
  await noteFollowUp(tx, incident, place)
  await record(tx, {
    departmentId,
    kind: 'incident.followed',
    at: deps.now(),
    incidentId: incident.id,
    data: { reportId: report.id },
    live: news(incident, 'incident.followed'),
  })
}

/** Opens the file of a happening from its first report. */
export async function open(tx: Write, deps: Deps, report: KeptReport, place: Placed): Promise<string> {
  const now = deps.now()
  const category = report.reading.category ?? 'other'
  const route = report.reading.route ?? usualRoute[category]
  const urgency = report.reading.urgency ?? 'normal'
  const id = deps.newId()
  await addIncident(tx, {
    departmentId: report.departmentId,
    id,
    category,
    route,
    urgency,
    suggested: { category, route, urgency, place: place.text },
    lang: report.reading.lang,
    title: report.text.replaceAll(/\s+/g, ' ').trim().slice(0, 140),
    chatId: report.chatId,
    thread: report.thread,
    placeText: place.text,
    point: place.point,
    openedAt: now,
    happenedAt: report.at,
    answerDue: answerDue(route, urgency, now),
  })
  await joinReport(tx, report.departmentId, report.id, id)
  await wake(tx, deps, report)
  await record(tx, {
    departmentId: report.departmentId,
    kind: 'incident.opened',
    at: now,
    incidentId: id,
    data: { reportId: report.id },
  })
  return id
}

/**
 * A word about a matter that is no incident yet. It waits as long as the report it follows does; to the inspector alone
 * a person answers; else it is forgotten, and the hashes of files that nobody needs are returned.
 */
async function leave(tx: Write, deps: Deps, report: KeptReport, place: Placed): Promise<string[]> {
  if (report.direct) {
    await leaveUnsure(tx, report.departmentId, report.id)
    const live = { to: 'staff', type: 'unsure', departmentId: report.departmentId } as const
    await record(tx, {
      departmentId: report.departmentId,
      kind: 'report.unsure',
      at: deps.now(),
      data: { reportId: report.id },
      live,
    })
    return []
  }
  if (report.thread && (await reportIsOpen(tx, report.chatId, report.thread))) {
    await letFollow(tx, report.departmentId, report.id)
    return []
  }
  const opened = report.thread ? await findByThread(tx, report.chatId, report.thread) : null
  if (opened) {
    await follow(tx, deps, report, opened, place)
    return []
  }
  const dropped = await dropReport(tx, report.departmentId, report.id)
  return dropped ? unusedFiles(tx, await orphanFiles(tx, dropped.files)) : []
}

/** What waited for this report goes on. */
async function wake(tx: Write, deps: Deps, report: KeptReport): Promise<void> {
  if (!report.thread || report.kind === 'thanks') return
  for (const reportId of await wakeFollowers(tx, report.chatId, report.thread)) {
    await record(tx, { departmentId: report.departmentId, kind: 'report.kept', at: deps.now(), data: { reportId } })
  }
}

/** Each minute: what nobody looked at in time goes to the chief as well. */
export async function escalate(deps: Deps): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const late = await markLate(tx, deps.now())
    for (const incident of late) {
      await record(tx, {
        departmentId: incident.departmentId,
        kind: 'incident.late',
        at: deps.now(),
        incidentId: incident.id,
        data: { due: incident.answerDue.toISOString() },
        live: news(incident, 'incident.late'),
      })
    }
    return late.length
  })
}
