import { inTransaction, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type JournalEvent, record } from '../base/journal.ts'
import { unusedFiles } from '../chat/room-store.ts'
import { usualRoute } from '../detection/categories.ts'
import { findReport, type KeptReport, lineOf } from '../detection/store.ts'
import type { Gazetteer } from '../inspection/gazetteer.ts'
import { markLate, news } from './act-store.ts'
import { answerDue } from './answer.ts'
import { flagCrowd } from './crowd-store.ts'
import { adds, byPin, exactPoint, isSurer, notFound, type Placed } from './place.ts'
import { sameHappening, squaresOf } from './same.ts'
import {
  addIncident,
  findByThread,
  findIncident,
  type Incident,
  joinReport,
  leaveUnsure,
  letFollow,
  lockHappening,
  noteFollowUp,
  recentOfCategory,
  reportIsOpen,
  wakeFollowers,
} from './store.ts'
import { dropReport, orphanFiles } from './unsure.ts'

const hour = 3_600_000

/** Where a report says it was; `before` are words told earlier, which it may complete: «Бидайык», then «дом 9». */
type ReadPlace = (before: string) => Placed

/** Reads the place of a report: its words as written, and the point and likelihood if the district's gazetteer knows them. */
async function placeReader(deps: Deps, report: KeptReport): Promise<ReadPlace> {
  const told = report.reading.places.map((place) => place.text)
  const [chat, { gazetteer, middleOf }] = await Promise.all([
    deps.book.get(report.chatId),
    deps.atlas.sheet(report.departmentId),
  ])
  const near = middleOf(chat.precinctId)
  return (before) => {
    const words = before === '' || told.length === 0 ? told : [before, ...told]
    const text = words.join(', ').slice(0, 500)
    if (report.location) return { text, point: report.location, found: byPin }
    const found = gazetteer.find(words, near)
    if (!found) return { text, point: null, found: notFound(lackOf(gazetteer, words)) }
    const { point, ...kept } = found
    return { text, point, found: kept }
  }
}

/** Where nothing is known of the district, any words of a place are left to the inspector. */
function lackOf(gazetteer: Gazetteer, words: readonly string[]) {
  if (words.length === 0) return 'place'
  return gazetteer.empty ? null : gazetteer.lacking(words, null)
}

/** A report that was kept opens an incident or joins the one it belongs to; what fits nowhere waits for a person. */
export async function openIncident(deps: Deps, event: JournalEvent<'report.kept'>): Promise<void> {
  const report = await findReport(deps.db, event.departmentId, event.data.reportId)
  if (report?.state !== 'waiting') return
  const read = await placeReader(deps, report)
  const place = read('')
  const forgotten = await inTransaction(deps.db, async (tx) => {
    // Neighbours who write in the same second tell of one happening.
    await lockHappening(tx, happeningsOf(report, place))
    const joined = await incidentFor(tx, deps, report, place)
    if (joined) await follow(tx, deps, report, joined, read)
    else if (report.kind === 'report') await open(tx, deps, report, place)
    else return leave(tx, deps, report, read)
    return []
  })
  for (const hash of forgotten) await deps.files.delete(hash)
}

/** What may be the same: a thread of its chat, and the place that it tells of, in any chat. */
function happeningsOf({ departmentId, chatId, thread, reading }: KeptReport, place: Placed): string[] {
  const point = exactPoint(place.point, place.found)
  const squares = point && reading.category ? squaresOf(point) : []
  return [
    ...(thread ? [`thread ${chatId} ${thread}`] : []),
    ...squares.map((square) => `square ${departmentId} ${reading.category} ${square}`),
  ]
}

async function incidentFor(tx: Write, deps: Deps, report: KeptReport, place: Placed): Promise<Incident | null> {
  if (report.incidentId) return findIncident(tx, report.departmentId, report.incidentId)
  const known = report.thread ? await findByThread(tx, report.chatId, report.thread) : null
  // A new report on a matter that is closed is a new happening; a word about the old one still belongs to it.
  if (known && (report.kind !== 'report' || known.closedAt === null)) return known
  const { category } = report.reading
  if (report.kind !== 'report' || !category) return null
  // Without a yard there is nothing to compare: a person may still join them.
  const point = exactPoint(place.point, place.found)
  if (!point) return null
  const since = new Date(deps.now().getTime() - 24 * hour)
  const others = await recentOfCategory(tx, report.departmentId, category, since)
  const told = { point, placeText: place.text, happenedAt: report.at }
  return (
    others.find((other) => {
      const theirs = other.lon === null || other.lat === null ? null : { lon: other.lon, lat: other.lat }
      return sameHappening(told, {
        point: exactPoint(theirs, other.place),
        placeText: other.placeText,
        happenedAt: other.happenedAt,
      })
    }) ?? null
  )
}

async function follow(tx: Write, deps: Deps, report: KeptReport, incident: Incident, read: ReadPlace): Promise<void> {
  const { departmentId } = report
  await joinReport(tx, departmentId, report.id, incident.id)
  // Also when a person said that the report belongs here.
  if (report.kind === 'report' || report.incidentId) await wake(tx, deps, report)
  const [alone, together] = [read(''), read(incident.placeText)]
  const place = together.found.likelihood >= alone.found.likelihood ? together : alone
  const better = isSurer(place.found, incident.place) || adds(alone.text, incident)
  // A pin alone has no words: those that were there still say where it is.
  const text = together.text === '' ? incident.placeText : together.text
  await noteFollowUp(tx, incident, better ? { ...place, text } : place, better)
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
    title: lineOf(report.text),
    chatId: report.chatId,
    thread: report.thread,
    placeText: place.text,
    point: place.point,
    place: place.found,
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
async function leave(tx: Write, deps: Deps, report: KeptReport, read: ReadPlace): Promise<string[]> {
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
    await follow(tx, deps, report, opened, read)
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

/** After a further report: staff are told when those who tell of it look like a crowd that was called together. */
export async function noticeCrowd(deps: Deps, event: JournalEvent<'incident.followed'>): Promise<void> {
  if (event.incidentId) await flagCrowd(deps, event.departmentId, event.incidentId)
}
