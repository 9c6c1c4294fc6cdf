import { formatDay, localDay } from '../base/calendar.ts'
import { inTransaction, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import type { JournalEvent } from '../base/journal.ts'
import { toneOf } from '../chat/chat-settings.ts'
import type { Lang } from '../detection/categories.ts'
import { findReport, type KeptReport } from '../detection/store.ts'
import type { Body } from '../incident/life.ts'
import type { PlaceFound } from '../incident/place.ts'
import { findIncident, type Incident } from '../incident/store.ts'
import { addToDigest, digestWindow, type Listening, listenerState, lockChat, mayAcknowledge } from './digest-store.ts'
import { priorities } from './priority.ts'
import { quietOf, quietUntil } from './quiet.ts'
import { openChatsOf, revise, sayOnce, wasAnswered } from './store.ts'
import { acknowledgement, outcomeText, progress, reopenedText, satisfactionButtons } from './texts.ts'

/** `settings` of the chat where it is said. */
const told = (incident: Incident, lang: Lang, settings: unknown) => ({
  ...{ number: incident.number, lang, tone: toneOf(settings) },
})

const answersWithin = 24 * 3_600_000

/**
 * Answers once in each chat that told of it; who wrote to a line is answered alone. What was written to the inspector
 * within a shared chat is not answered in the open. When a chat floods, what is not an emergency is gathered in a digest.
 */
export async function acknowledge(
  deps: Deps,
  event: JournalEvent<'incident.opened' | 'incident.followed'>,
): Promise<void> {
  if (!event.incidentId) return
  const [incident, report] = await Promise.all([
    findIncident(deps.db, event.departmentId, event.incidentId),
    findReport(deps.db, event.departmentId, event.data.reportId),
  ])
  if (!incident || !report || incident.closedAt || report.kind === 'thanks') return
  const now = deps.now()
  // An old message, or one of a day to come, came with an imported history: nobody waits for an answer to it.
  if (Math.abs(now.getTime() - report.at.getTime()) > answersWithin) return
  const emergency = incident.route === 'emergency'
  await inTransaction(deps.db, async (tx) => {
    // Or several at the same instant would count the same few, and all pass. Danger waits for nobody.
    if (!emergency) await lockChat(tx, report.chatId)
    const chat = await listenerState(tx, report, incident, new Date(now.getTime() - digestWindow))
    if (!chat.acknowledged && (!report.direct || chat.recipient !== null))
      await answer(tx, deps, { incident, report, chat, emergency }, now)
  })
}

interface Answering {
  incident: Incident
  report: KeptReport
  chat: Listening
  emergency: boolean
}

async function answer(tx: Write, deps: Deps, of: Answering, now: Date): Promise<void> {
  const { incident, report, chat, emergency } = of
  const lang = report.reading.lang
  const { departmentId } = incident
  if (!emergency && chat.recipient === null && !mayAcknowledge(chat)) {
    const edits = deps.channels.get(chat.channel)?.can.edit ?? true
    const add = { departmentId, chatId: report.chatId, number: incident.number, lang, edits }
    return addToDigest(tx, add, deps.newId(), now)
  }
  const answered = await wasAnswered(tx, departmentId, incident.id)
  const missing = answered ? null : missingOf(incident)
  const text = acknowledgement({
    ...told(incident, lang, chat.settings),
    category: incident.category,
    emergency,
    missing,
  })
  const { emergency: first, asked, acknowledged } = priorities
  const reply = {
    ...{ departmentId, id: deps.newId(), incidentId: incident.id, chatId: report.chatId, recipient: chat.recipient },
    ...{ step: 'acknowledged', lang, text, buttons: [], replyTo: report.externalId },
    priority: emergency ? first : missing ? asked : acknowledged,
  }
  await sayOnce(tx, reply, now)
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
      revise(
        tx,
        incident.departmentId,
        incident.id,
        'acknowledged',
        (lang, settings) => progress({ ...told(incident, lang as Lang, settings), step: 'accepted' }),
        deps.now(),
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
      revise(
        tx,
        incident.departmentId,
        incident.id,
        'acknowledged',
        (lang, settings) => progress({ ...told(incident, lang as Lang, settings), step: 'ordered', due: words }),
        deps.now(),
      ),
    )
  }
  if (act === 'reopen')
    await sayEverywhere(
      deps,
      incident,
      `reopened-${incident.reopened}`,
      (lang, settings) => reopenedText(told(incident, lang, settings)),
      false,
    )
  if (act === 'close' || act === 'notFound' || act === 'handOver' || act === 'crime') await postOutcome(deps, incident)
}

/** The outcome, in every chat that told of it, with the buttons for thanks and marks under it. */
async function postOutcome(deps: Deps, incident: Incident): Promise<void> {
  const { outcome } = incident
  if (!outcome) return
  const days = incident.closedAt ? (incident.closedAt.getTime() - incident.openedAt.getTime()) / 86_400_000 : 0
  const say = (lang: Lang, settings: unknown) =>
    outcomeText({ ...told(incident, lang, settings), outcome, handedTo: incident.handedTo as Body | null, days })
  const step = incident.reopened > 0 ? `outcome-${incident.reopened + 1}` : 'outcome'
  await sayEverywhere(deps, incident, step, say, true)
}

async function sayEverywhere(
  deps: Deps,
  incident: Incident,
  step: string,
  say: (lang: Lang, settings: unknown) => string,
  buttons: boolean,
): Promise<void> {
  const chats = await openChatsOf(deps.db, incident.departmentId, incident.id)
  const now = deps.now()
  await inTransaction(deps.db, async (tx) => {
    for (const { chatId, message, lang, recipient, settings, rings } of chats) {
      const reply = {
        departmentId: incident.departmentId,
        id: deps.newId(),
        incidentId: incident.id,
        ...{ chatId, recipient, step, lang },
        text: say(lang, settings),
        buttons: buttons ? satisfactionButtons(lang) : [],
        replyTo: message,
        priority: buttons ? priorities.outcome : priorities.other,
        // Nobody waits for it in the night.
        notBefore: quietUntil(quietOf(settings, rings), now),
      }
      await sayOnce(tx, reply, now)
    }
  })
}
