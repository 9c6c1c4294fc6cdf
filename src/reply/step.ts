import { formatDay, localDay } from '../base/calendar.ts'
import { inOneStatement, inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type JournalEvent, record } from '../base/journal.ts'
import { id as logged } from '../base/log.ts'
import type { Lang } from '../detection/categories.ts'
import { findReport } from '../detection/store.ts'
import { news } from '../incident/act-store.ts'
import type { Body } from '../incident/life.ts'
import type { PlaceFound } from '../incident/place.ts'
import { findIncident, type Incident } from '../incident/store.ts'
import { findReply, markFailed, markSent, openChatsOf, revise, sayOnce, wasAnswered } from './store.ts'
import { acknowledgement, outcomeText, progress, reopenedText, satisfactionButtons } from './texts.ts'

const told = (incident: Incident, lang: Lang = incident.lang) => ({ number: incident.number, lang })

const answersWithin = 24 * 3_600_000

/** Answers once in each chat that told of it; what was written to the inspector alone is not answered in the open. */
export async function acknowledge(
  deps: Deps,
  event: JournalEvent<'incident.opened' | 'incident.followed'>,
): Promise<void> {
  if (!event.incidentId) return
  const [incident, report] = await Promise.all([
    findIncident(deps.db, event.departmentId, event.incidentId),
    findReport(deps.db, event.departmentId, event.data.reportId),
  ])
  if (!incident || !report || report.direct || incident.closedAt || report.kind === 'thanks') return
  // An old message, or one of a day to come, came with an imported history: nobody waits for an answer to it.
  if (Math.abs(deps.now().getTime() - report.at.getTime()) > answersWithin) return
  const lang = report.reading.lang
  const answered = await wasAnswered(deps.db, incident.departmentId, incident.id)
  const text = acknowledgement({
    ...told(incident, lang),
    category: incident.category,
    emergency: incident.route === 'emergency',
    missing: answered ? null : missingOf(incident),
  })
  await inOneStatement(deps.db, (tx) =>
    sayOnce(
      tx,
      {
        departmentId: incident.departmentId,
        id: deps.newId(),
        incidentId: incident.id,
        chatId: report.chatId,
        step: 'acknowledged',
        lang,
        text,
        buttons: [],
        replyTo: report.externalId,
      },
      deps.now(),
    ),
  )
}

/** Asked back once an incident, in the first chat that is answered. */
function missingOf({ place, placeText, lon }: Incident): PlaceFound['missing'] {
  if (place) return place.missing
  return placeText === '' && lon === null ? 'place' : null
}

/** What residents learn of an act: the first answer changes as the work goes on; the outcome is a message of its own. */
export async function tellResidents(deps: Deps, event: JournalEvent<'incident.acted'>): Promise<void> {
  if (!event.incidentId) return
  const incident = await findIncident(deps.db, event.departmentId, event.incidentId)
  if (!incident) return
  const { act } = event.data
  if (act === 'accept') {
    await inTransaction(deps.db, (tx) =>
      revise(tx, incident.departmentId, incident.id, 'acknowledged', (lang) =>
        progress({ ...told(incident, lang as Lang), step: 'accepted' }),
      ),
    )
  }
  if (act === 'order' || act === 'extend') {
    const due = event.data.detail?.due
    if (typeof due !== 'string') return
    const day = localDay(new Date(due))
    // A removal is a matter of days: the year would only lengthen the message.
    const words = {
      ru: formatDay(day, 'ru').replace(/ \d{4} г\.$/, ''),
      kk: formatDay(day, 'kk').replace(/^\d{4} жылғы /, ''),
    }
    await inTransaction(deps.db, (tx) =>
      revise(tx, incident.departmentId, incident.id, 'acknowledged', (lang) =>
        progress({ ...told(incident, lang as Lang), step: 'ordered', due: words }),
      ),
    )
  }
  if (act === 'reopen')
    await sayEverywhere(
      deps,
      incident,
      `reopened-${incident.reopened}`,
      (lang) => reopenedText(told(incident, lang)),
      false,
    )
  if (act === 'close' || act === 'notFound' || act === 'handOver' || act === 'crime') await postOutcome(deps, incident)
}

/** The outcome, in every chat that told of it, with the buttons for thanks and marks under it. */
async function postOutcome(deps: Deps, incident: Incident): Promise<void> {
  const { outcome } = incident
  if (!outcome) return
  const days = incident.closedAt ? (incident.closedAt.getTime() - incident.openedAt.getTime()) / 86_400_000 : 0
  const say = (lang: Lang) =>
    outcomeText({ ...told(incident, lang), outcome, handedTo: incident.handedTo as Body | null, days })
  const step = incident.reopened > 0 ? `outcome-${incident.reopened + 1}` : 'outcome'
  await sayEverywhere(deps, incident, step, say, true)
}

async function sayEverywhere(
  deps: Deps,
  incident: Incident,
  step: string,
  say: (lang: Lang) => string,
  buttons: boolean,
): Promise<void> {
  const chats = await openChatsOf(deps.db, incident.departmentId, incident.id)
  await inTransaction(deps.db, async (tx) => {
    for (const { chatId, message, lang } of chats) {
      const reply = {
        departmentId: incident.departmentId,
        id: deps.newId(),
        incidentId: incident.id,
        chatId,
        step,
        lang,
        text: say(lang),
        buttons: buttons ? satisfactionButtons(lang) : [],
        replyTo: message,
      }
      await sayOnce(tx, reply, deps.now())
    }
  })
}

const lastAttempt = 12

/** Posts or edits one message; the worker tries again with growing pauses when the messenger does not take it. */
export async function post(deps: Deps, job: { departmentId: string; id: string }): Promise<void> {
  const reply = await findReply(deps.db, job.departmentId, job.id)
  if (reply?.state !== 'waiting') return
  const chat = await deps.book.get(reply.chatId)
  const channel = deps.channels.get(chat.channel)
  const said = { key: reply.id, text: reply.text, replyTo: reply.replyTo, buttons: reply.buttons }
  try {
    if (!channel) throw new Error(`The channel ${chat.channel} is switched off.`)
    let externalId = reply.externalId
    if (externalId === null) externalId = await channel.post(chat.externalId, said)
    else if (channel.can.edit) await channel.edit(chat.externalId, externalId, said)
    const sent = externalId
    const incident = await findIncident(deps.db, reply.departmentId, reply.incidentId)
    await inTransaction(deps.db, async (tx) => {
      await markSent(tx, reply.departmentId, reply.id, sent, deps.now())
      await record(tx, {
        departmentId: reply.departmentId,
        kind: 'reply.sent',
        at: deps.now(),
        incidentId: reply.incidentId,
        data: { replyId: reply.id, step: reply.step },
        ...(incident ? { live: news(incident, 'reply.sent') } : {}),
      })
    })
  } catch (error) {
    const last = reply.attempts + 1 >= lastAttempt || !channel
    deps.log.fault('reply.not-taken', error, { reply: logged(reply.id), last })
    await inTransaction(deps.db, async (tx) => {
      await markFailed(tx, reply.departmentId, reply.id, channel ? 'not-taken' : 'channel-off', last)
      if (last) {
        const data = { replyId: reply.id, step: reply.step }
        await record(tx, {
          departmentId: reply.departmentId,
          kind: 'reply.failed',
          at: deps.now(),
          incidentId: reply.incidentId,
          data,
        })
      }
    })
    if (!last) throw error
  }
}
