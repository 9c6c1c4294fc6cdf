import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { record } from '../base/journal.ts'
import type { AccountRow } from '../chat/account-store.ts'
import type { ChatEvent, Command, Press } from '../chat/channel.ts'
import type { Chat } from '../chat/chat.ts'
import type { Message } from '../chat/message.ts'
import { assign } from '../incident/act-store.ts'
import { findIncident } from '../incident/store.ts'
import { assignment } from '../inspection/assign.ts'
import { findReplyByMessage } from '../reply/store.ts'
import { readCode } from './code.ts'
import { noteOwnChat, noteOwnOfReport } from './host-store.ts'
import { bind, codeHashOf, decline, hearEvent } from './onboard.ts'
import { readPrecinctButton } from './precinct-button.ts'
import { openResidents } from './residents.ts'
import { showStaff } from './show-card.ts'
import { hearStaffPress } from './staff.ts'
import { hearStaffCommand } from './staff-command.ts'
import { hearStaff } from './staff-heard.ts'
import type { StaffHooks } from './staff-place.ts'
import { isStaffAllowed, linkStaff } from './staff-store.ts'
import { staffTexts } from './staff-texts.ts'
import * as store from './store.ts'
import { answer, speak, type Talk, talkOf } from './talk.ts'
import { bindTexts, directTexts } from './talk-texts.ts'
import { openTries } from './tries.ts'
import { openWaiting } from './waiting.ts'

/** What the bot answers itself, for whoever listens to the channels. */
export interface Bot {
  hearCommand(deps: Deps, account: AccountRow, externalId: string, chat: Chat | null, command: Command): Promise<void>
  hearEvent(deps: Deps, account: AccountRow, externalId: string, chat: Chat | null, event: ChatEvent): Promise<void>
  hearStaff(deps: Deps, account: AccountRow, chat: Chat, message: Message): Promise<void>
  hearStaffPress(deps: Deps, account: AccountRow, chat: Chat, press: Press): Promise<string | null>
  /** A button that is not under an outcome was pressed in somebody's own chat; null when it is none of ours. */
  hearDirectPress(deps: Deps, account: AccountRow, externalId: string, line: Chat, press: Press): Promise<string | null>
  /** A message to the account alone was kept: `id` of the report, and of the message in the own chat. */
  hearLine(
    deps: Deps,
    account: AccountRow,
    externalId: string,
    line: Chat,
    report: { id: string; message: string },
  ): Promise<void>
}

/** Opens the bot; the acts on incidents are the desk's. */
export function openBot(hooks: StaffHooks): Bot {
  const tries = openTries()
  const tools = { ...hooks, waiting: openWaiting() }
  const residents = openResidents()

  /** A code in one's own chat makes it the talk of an officer. */
  async function link(talk: Talk, line: Chat, command: Command): Promise<void> {
    const { deps, account, channel, externalId } = talk
    const now = deps.now()
    const to = { chatId: line.id, lang: line.lang }
    const keys = [`${channel} ${externalId}`, `${channel} by ${command.author}`]
    if (!tries.mayTry(keys, now.getTime())) return answer(talk, to, command, bindTexts.tooMany)
    const code = readCode(command.args)
    const done = await inTransaction(deps.db, async (tx) => {
      const row = code ? await store.lockCode(tx, codeHashOf(account.id, code), now) : null
      if (!row) return bindTexts.wrong
      if (!row.staffId) return bindTexts.forGroup
      const who = await store.findOfficer(tx, account.departmentId, row.staffId)
      if (!who) return bindTexts.wrong
      if (!(await isStaffAllowed(tx, account.departmentId))) return staffTexts.off
      const { departmentId, id: accountId } = account
      const chat = { id: deps.newId(), departmentId, accountId, channel, externalId, staffId: who.id, title: who.name }
      const chatId = await linkStaff(tx, chat, now)
      await store.spendCode(tx, row.codeHash, chatId, now)
      const data = { accountId: who.id, what: 'messenger' }
      await record(tx, { departmentId, kind: 'account.changed', at: now, accountId: who.id, data })
      const lang = who.locale === 'kk' ? 'kk' : 'ru'
      await speak(tx, talk, { chatId, key: `linked:${command.message}`, lang, said: staffTexts.linked })
      return null
    })
    deps.book.forget()
    if (done === bindTexts.wrong) tries.wrong(keys, now.getTime())
    if (done) await answer(talk, to, command, done)
  }

  return {
    async hearCommand(deps, account, externalId, chat, command) {
      const talk = talkOf(deps, account, externalId)
      const brings = command.name === 'bind' || (command.name === 'start' && command.args.trim() !== '')
      if (chat?.kind === 'staff') return brings ? link(talk, chat, command) : hearStaffCommand(talk, chat, command)
      if (!command.direct) {
        if (brings) return bind(talk, chat, command, tries)
        if (chat && command.name === 'leave') return decline(talk, chat, command)
        if (chat)
          await residents.hear(talk, { chatId: chat.id, lang: chat.lang, bound: chat.state === 'bound' }, command)
        return
      }
      const line = await deps.book.line(account.id)
      if (!line) return
      await inTransaction(deps.db, (tx) => noteOwnChat(tx, talk.channel, command.author, externalId))
      if (brings && (command.name === 'bind' || readCode(command.args))) return link(talk, line, command)
      await residents.hear(talk, { chatId: line.id, lang: line.lang, bound: true }, command)
    },
    hearEvent: (deps, account, externalId, _chat, event) => hearEvent(talkOf(deps, account, externalId), event),
    hearStaff: (deps, account, chat, message) => hearStaff(deps, tools, account, chat, message),
    hearStaffPress: (deps, _account, chat, press) => hearStaffPress(deps, tools, chat, press),
    async hearDirectPress(deps, account, externalId, line, press) {
      const precinctId = readPrecinctButton(press.button)
      if (!precinctId) return null
      const reply = await findReplyByMessage(deps.db, line.id, press.message, externalId)
      if (!reply?.incidentId || reply.recipient !== externalId || reply.step !== 'precinct') return null
      const word = line.lang === 'kk' ? 'kk' : 'ru'
      const [incident, { roster }] = await Promise.all([
        findIncident(deps.db, account.departmentId, reply.incidentId),
        deps.atlas.sheet(account.departmentId),
      ])
      const known = roster.precincts.some(({ id }) => id === precinctId)
      // Once an officer has it, a resident's button moves it no more.
      if (!incident || !known || incident.precinctId !== null || incident.answeredAt !== null || incident.closedAt)
        return directTexts.precinctLate[word]
      const to = assignment(roster, null, precinctId, deps.now())
      await showStaff(deps, await inTransaction(deps.db, (tx) => assign(tx, incident, to, deps.now())))
      return directTexts.precinctKept[word]
    },
    async hearLine(deps, account, externalId, line, report) {
      const talk = talkOf(deps, account, externalId)
      await inTransaction(deps.db, (tx) => noteOwnOfReport(tx, talk.channel, account.departmentId, report.id))
      await residents.confirm(talk, line, report)
    },
  }
}
