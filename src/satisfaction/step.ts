import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import type { JournalEvent } from '../base/journal.ts'
import type { Press, Reaction } from '../chat/channel.ts'
import type { Chat } from '../chat/chat.ts'
import { getChat } from '../chat/store.ts'
import { findReport } from '../detection/store.ts'
import { act } from '../incident/act-store.ts'
import { findIncident } from '../incident/store.ts'
import { findReplyByMessage } from '../reply/store.ts'
import { type ButtonId, buttonIds, pressed } from '../reply/texts.ts'
import { type Given, give, putThanks, takeThanksBack } from './store.ts'
import { isThankful } from './thankful.ts'

/** A button under an outcome was pressed: keeps the voice, but not that of an officer, and says a short word to who pressed. */
export async function hearPress(deps: Deps, chat: Chat, press: Press, serves: boolean): Promise<string | null> {
  const reply = await findReplyByMessage(deps.db, chat.id, press.message, press.by)
  const button = buttonIds.find((id) => id === press.button)
  if (!reply?.incidentId || !button) return null
  const incident = await findIncident(deps.db, reply.departmentId, reply.incidentId)
  if (serves) return pressed(chat.lang, 'serves')
  if (!incident?.closedAt) return pressed(chat.lang, 'too_late')
  const given = { rater: `${chat.channel}:${press.by}`, chatId: chat.id, ...voice(button) }
  await inTransaction(deps.db, (tx) => give(tx, incident, given, deps.newId(), deps.now()))
  return pressed(chat.lang, button === 'thanks' ? 'thanks' : button === 'not_done' ? 'not_done' : 'rated')
}

/**
 * What stands under an outcome of ours: thanks, as long as it stands. In a line `own` is the person's own chat. Whoever
 * is not heard (`mayThank`) can still take back what they gave before.
 */
export async function hearReaction(
  deps: Deps,
  chat: Chat,
  own: string | null,
  { message, by, emoji }: Reaction,
  mayThank: boolean,
): Promise<void> {
  const reply = await findReplyByMessage(deps.db, chat.id, message, own)
  if (!reply?.incidentId || reply.recipient !== own || !reply.step.startsWith('outcome')) return
  const incident = await findIncident(deps.db, reply.departmentId, reply.incidentId)
  if (!incident) return
  const put = { rater: `${chat.channel}:${by}`, chatId: chat.id, message }
  const thanks = isThankful(emoji)
  // One that was opened again has no outcome yet.
  if (thanks && !(mayThank && incident.closedAt)) return
  await inTransaction(deps.db, (tx) =>
    thanks ? putThanks(tx, incident, put, deps.newId(), deps.now()) : takeThanksBack(tx, incident, put, deps.now()),
  )
}

function voice(button: ButtonId): Pick<Given, 'score' | 'thanks' | 'notDone'> {
  if (button === 'thanks') return { thanks: true }
  if (button === 'not_done') return { notDone: true }
  return { score: Number(button.slice('rate:'.length)) }
}

/** "Not done" opens the incident again and so tells the chief; a second such voice changes nothing. */
export async function reopenWhenNotDone(deps: Deps, event: JournalEvent<'satisfaction.given'>): Promise<void> {
  const { incidentId } = event
  if (!incidentId || !event.data.notDone) return
  await inTransaction(deps.db, (tx) =>
    act(tx, {
      departmentId: event.departmentId,
      id: incidentId,
      version: null,
      act: 'reopen',
      by: 'resident',
      accountId: null,
      now: deps.now(),
      detail: { satisfactionId: event.data.satisfactionId },
    }),
  )
}

/** A word of thanks in the chat that belongs to an incident counts as a voice. */
export async function thankFromChat(deps: Deps, event: JournalEvent<'incident.followed'>): Promise<void> {
  const report = await findReport(deps.db, event.departmentId, event.data.reportId)
  if (report?.kind !== 'thanks' || !event.incidentId) return
  const incident = await findIncident(deps.db, event.departmentId, event.incidentId)
  if (!incident) return
  const { channel } = await getChat(deps.db, report.chatId)
  // The same person's word, button and reaction are one voice.
  const given = { rater: `${channel}:${report.author}`, chatId: report.chatId, thanks: true }
  await inTransaction(deps.db, (tx) => give(tx, incident, given, deps.newId(), deps.now()))
}
