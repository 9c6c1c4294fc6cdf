import { localDay } from '../base/calendar.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type JournalEvent, record } from '../base/journal.ts'
import { id as logged } from '../base/log.ts'
import { channelName } from '../chat/account.ts'
import { findAccount } from '../chat/account-store.ts'
import { findReport } from '../detection/store.ts'
import { findIncident } from '../incident/store.ts'
import { say } from '../reply/store.ts'
import { dayTerms } from './day-terms.ts'
import { forgetHosts } from './host-store.ts'
import { isMorning } from './morning.ts'
import { precinctButtons } from './precinct-button.ts'
import { redrawCards, ringAgain, showStaff } from './show-card.ts'
import { allStaffChats, cardsOf, setTalk } from './staff-store.ts'
import * as store from './store.ts'
import { speak, talkOf } from './talk.ts'
import { bindTexts, directTexts } from './talk-texts.ts'

const day = 86_400_000

/** A new incident stands in the messenger of its inspector; of the chiefs where it has none. What came with an old history wakes nobody. */
export async function tellStaff(deps: Deps, event: JournalEvent<'incident.opened'>): Promise<void> {
  if (!event.incidentId) return
  const [incident, report] = await Promise.all([
    findIncident(deps.db, event.departmentId, event.incidentId),
    findReport(deps.db, event.departmentId, event.data.reportId),
  ])
  if (incident && report && deps.now().getTime() - report.at.getTime() < day) await showStaff(deps, incident)
}

/** The cards follow what became of the incident; whom it was given to, or who has it again, gets one too. */
export async function tellStaffMore(
  deps: Deps,
  event: JournalEvent<'incident.followed' | 'incident.acted'>,
): Promise<void> {
  if (!event.incidentId) return
  const incident = await findIncident(deps.db, event.departmentId, event.incidentId)
  if (!incident) return
  const { departmentId, id } = incident
  if (!('act' in event.data)) {
    // It may have been open before the officer had a messenger; what came with an old history wakes nobody.
    const report = await findReport(deps.db, departmentId, event.data.reportId)
    if (report && deps.now().getTime() - report.at.getTime() < day) return showStaff(deps, incident)
  } else if (event.data.act === 'assign' || event.data.act === 'reopen') {
    await showStaff(deps, incident)
    if (event.data.act === 'reopen' && event.accountId === null)
      await inTransaction(deps.db, (tx) => ringAgain(deps, tx, incident))
    return
  }
  if ((await cardsOf(deps.db, departmentId, id)).length > 0)
    await inTransaction(deps.db, (tx) => redrawCards(deps, tx, incident))
}

/** Who wrote to the account alone of something without a place is asked which precinct it is about. */
export async function askPrecinct(deps: Deps, event: JournalEvent<'incident.opened'>): Promise<void> {
  if (!event.incidentId) return
  const report = await findReport(deps.db, event.departmentId, event.data.reportId)
  if (!report?.answerTo) return
  const incident = await findIncident(deps.db, event.departmentId, event.incidentId)
  if (!incident || incident.precinctId !== null || incident.closedAt !== null) return
  // What came with an imported history waits for no answer.
  if (deps.now().getTime() - report.at.getTime() > day) return
  const line = await deps.book.get(report.chatId)
  const { roster } = await deps.atlas.sheet(incident.departmentId)
  if (line.kind !== 'line' || !line.accountId || roster.precincts.length < 2) return
  const account = await findAccount(deps.db, line.accountId)
  const recipient = report.answerTo
  if (!account) return
  await inTransaction(deps.db, (tx) =>
    say(
      tx,
      {
        ...{
          departmentId: incident.departmentId,
          id: deps.newId(),
          incidentId: incident.id,
          chatId: line.id,
          recipient,
        },
        ...{ step: 'precinct', lang: line.lang, quiet: 'now' as const },
        text:
          line.lang === 'mixed'
            ? `${directTexts.whichPrecinct.kk}\n\n${directTexts.whichPrecinct.ru}`
            : directTexts.whichPrecinct[line.lang],
        buttons: precinctButtons(roster.precincts, line.lang),
      },
      deps.now(),
    ),
  )
}

/** Each minute: the bot leaves groups that gave no code within a day, and those that refused it, once they have heard why. */
export async function leaveUnbound(deps: Deps): Promise<void> {
  const now = deps.now()
  for (const chat of await store.chatsToLeave(deps.db, new Date(now.getTime() - day))) {
    const account = await findAccount(deps.db, chat.accountId)
    if (!account) continue
    const name = channelName(account.kind, account.id)
    if (chat.state === 'asked') {
      await inTransaction(deps.db, async (tx) => {
        await store.setState(tx, chat.id, 'refused', 'unbound')
        await speak(tx, talkOf(deps, account, ''), {
          ...{ chatId: chat.id, key: `unbound:${now.getTime()}`, lang: 'mixed', said: bindTexts.unbound },
        })
      })
      continue
    }
    if (!chat.told || !deps.hub.speaksFor(name)) continue
    const { externalId } = await deps.book.get(chat.id)
    // Where it can leave only by a person's hand it says nothing more; the administrator sees the chat as refused.
    await deps.channels
      .get(name)
      ?.leave?.(externalId)
      .catch((error) => deps.log.fault('bot.stayed', error, { chat: logged(chat.id) }))
    await inTransaction(deps.db, async (tx) => {
      await store.setState(tx, chat.id, 'left', 'refused')
      await forgetHosts(tx, chat.id)
      const data = { chatId: chat.id, what: 'refused' }
      await record(tx, { departmentId: chat.departmentId, kind: 'chat.changed', at: now, data })
    })
  }
}

/** Each minute: who wants them gets the terms of the day at half past eight. */
export async function tellMorning(deps: Deps): Promise<void> {
  const now = deps.now()
  if (!isMorning(now, null)) return
  for (const talk of await allStaffChats(deps.db)) {
    const { reminders = true, morningOn = null } = talk.settings
    if (!reminders || !isMorning(now, morningOn)) continue
    const text = await dayTerms(deps, talk)
    await inTransaction(deps.db, async (tx) => {
      const step = `morning:${localDay(now)}`
      const { departmentId, id: chatId, lang } = talk
      if (text !== null) await say(tx, { departmentId, id: deps.newId(), chatId, step, lang, text }, now)
      await setTalk(tx, talk.id, { morningOn: localDay(now) })
    })
  }
}
