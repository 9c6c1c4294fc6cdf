import type { Account } from '../base/access.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import type { AccountRow } from '../chat/account-store.ts'
import type { Command, Press } from '../chat/channel.ts'
import type { Chat } from '../chat/chat.ts'
import type { Message } from '../chat/message.ts'
import type { ActInput } from '../incident/incident.ts'
import type { Refusal } from '../incident/life.ts'
import { maySee } from '../incident/see.ts'
import { findIncident, type Incident } from '../incident/store.ts'
import { ownPrecincts } from '../inspection/assign.ts'
import { precinctAt } from '../inspection/precinct.ts'
import { quietHours } from '../reply/quiet.ts'
import { findReplyByMessage, openChatsOf, say } from '../reply/store.ts'
import { type Asked, type Asking, quickText, readButton } from './card.ts'
import { dayTerms } from './day-terms.ts'
import { keepEvidence } from './evidence.ts'
import { offeredFor, redrawCard } from './show-card.ts'
import { cardMaterial, findStaffChat, type StaffChat, setTalk, unlinkStaff } from './staff-store.ts'
import { attached, morningWords, placed, quietSet, staffTexts } from './staff-texts.ts'
import { findOfficer } from './store.ts'
import { answer, speak, type Talk, talkOf } from './talk.ts'
import type { Said } from './talk-texts.ts'

/** An inspector's own talk with the bot: each button does what the page does, by the same act and with the same checks. */

/** What the bot may do to an incident: the desk's own act. */
export interface StaffHooks {
  act(
    deps: Deps,
    who: Account,
    incident: Incident,
    input: ActInput,
  ): Promise<{ refused: Refusal } | { incident: Incident }>
}

type Placed = { talk: StaffChat; who: Account; incident: Incident; replyId: string }

/** Whose talk it is and which incident the message stands for; a word for the officer where that may not be. */
async function meant(deps: Deps, chat: Chat, message: string): Promise<Placed | Said | null> {
  const talk = await findStaffChat(deps.db, chat.id)
  if (!talk) return staffTexts.off
  const [who, reply] = await Promise.all([
    findOfficer(deps.db, talk.departmentId, talk.staffId),
    findReplyByMessage(deps.db, chat.id, message),
  ])
  if (!who || !reply?.incidentId) return null
  const incident = await findIncident(deps.db, talk.departmentId, reply.incidentId)
  if (!incident) return null
  const { roster } = await deps.atlas.sheet(talk.departmentId)
  if (!maySee(who, ownPrecincts(roster, who.id, deps.now()), incident)) return staffTexts.notYours
  return { talk, who, incident, replyId: reply.step === 'card' ? reply.id : '' }
}

const isPlaced = (found: Placed | Said | null): found is Placed => found !== null && 'incident' in found

/** A button under a card was pressed; the word for who pressed. */
export async function hearStaffPress(deps: Deps, hooks: StaffHooks, chat: Chat, press: Press): Promise<string | null> {
  const asked = readButton(press.button)
  if (!asked) return null
  const found = await meant(deps, chat, press.message)
  if (!isPlaced(found)) return found ? found[await langOf(deps, chat)] : null
  const { talk, incident } = found
  const { lang } = talk
  const show = async (asking: Asking, of: Incident = incident) => {
    if (found.replyId !== '')
      await inTransaction(deps.db, (tx) => redrawCard(deps, tx, { id: found.replyId }, talk, of, asking))
  }
  if (asked.version !== incident.version) {
    await show({ step: 'open' })
    return (isTaken(found) ? staffTexts.byOther : staffTexts.changed)[lang]
  }
  switch (asked.what) {
    case 'back':
      await show({ step: 'open' })
      return null
    case 'dismiss':
      await show({ step: 'dismiss' })
      return null
    case 'whom':
      await show({ step: 'whom' })
      return null
    case 'category': {
      const { offered } = await cardMaterial(deps.db, talk.departmentId, incident.id)
      await show({ step: 'category', offered: offeredFor(incident, offered) })
      return null
    }
    case 'ask':
      await show({ step: 'what' })
      return null
    case 'preview':
      await show({ step: 'preview', key: asked.key })
      return null
    case 'send': {
      const sent = await tellChats(deps, incident, asked.key)
      await show({ step: 'open' })
      return (sent ? staffTexts.sent : staffTexts.nowhere)[lang]
    }
    case 'accept':
    case 'sure':
    case 'hand':
    case 'amend': {
      const done = await hooks.act(deps, found.who, incident, inputOf(asked))
      if (!('refused' in done)) {
        await show({ step: 'open' }, done.incident)
        return staffTexts.done[lang]
      }
      const now = await findIncident(deps.db, talk.departmentId, incident.id)
      if (now) await show({ step: 'open' }, now)
      return refusalWord(done.refused, now ? { ...found, incident: now } : found)[lang]
    }
  }
}

const isTaken = ({ who, incident }: Placed): boolean =>
  incident.answeredAt !== null && incident.inspectorId !== null && incident.inspectorId !== who.id

function inputOf(asked: Extract<Asked, { what: 'accept' | 'sure' | 'hand' | 'amend' }>): ActInput {
  const { version } = asked
  switch (asked.what) {
    case 'accept':
      return { act: 'accept', version }
    case 'sure':
      return { act: 'dismiss', version, text: '' }
    case 'hand':
      return { act: 'handOver', version, to: asked.to, text: '' }
    case 'amend':
      return { act: 'amend', version, category: asked.category }
  }
}

function refusalWord(refusal: Refusal, found: Placed): Said {
  if (isTaken(found)) return staffTexts.byOther
  switch (refusal) {
    case 'not-yours':
      return staffTexts.notYours
    case 'changed-meanwhile':
      return staffTexts.changed
    case 'not-now':
    case 'incomplete':
      return staffTexts.notNow
  }
}

/** Sends ready words to every chat that told of it, as an answer to its first message there; false when there is none. */
async function tellChats(deps: Deps, incident: Incident, key: Parameters<typeof quickText>[2]): Promise<boolean> {
  const chats = await openChatsOf(deps.db, incident.departmentId, incident.id)
  await inTransaction(deps.db, async (tx) => {
    for (const { chatId, recipient, message, lang } of chats) {
      const words = (one: 'ru' | 'kk') => quickText(incident.number, one, key)
      await say(
        tx,
        {
          ...{
            departmentId: incident.departmentId,
            id: deps.newId(),
            incidentId: incident.id,
            chatId,
            recipient,
            lang,
          },
          ...{
            step: `quick:${key}:${incident.version}`,
            text: lang === 'mixed' ? `${words('kk')}\n${words('ru')}` : words(lang),
          },
          replyTo: message,
        },
        deps.now(),
      )
    }
  })
  return chats.length > 0
}

const langOf = async (deps: Deps, chat: Chat) => (await findStaffChat(deps.db, chat.id))?.lang ?? 'ru'

/** What an officer writes: a file or a place as an answer to a card belongs to its incident; anything else gets a hint. */
export async function hearStaff(
  deps: Deps,
  hooks: StaffHooks,
  account: AccountRow,
  chat: Chat,
  message: Message,
): Promise<void> {
  const talk = talkOf(deps, account, chat.externalId)
  const lang = await langOf(deps, chat)
  const tell = (said: Said, key = 'heard') =>
    inTransaction(deps.db, (tx) =>
      speak(tx, talk, { chatId: chat.id, key: `${key}:${message.id}`, lang, said, replyTo: message.id }),
    )
  const found = message.replyTo === null ? null : await meant(deps, chat, message.replyTo)
  if (!isPlaced(found))
    return tell(found ?? ((await findStaffChat(deps.db, chat.id)) ? staffTexts.help : staffTexts.off))
  const { who, incident } = found
  if (message.location) {
    const { roster } = await deps.atlas.sheet(incident.departmentId)
    // A point in the sea is a slip of the finger, and would send the incident to nobody.
    if (!precinctAt(roster.precincts, message.location)) return tell(staffTexts.farPlace)
    const { version } = incident
    const done = await hooks.act(deps, who, incident, { act: 'amend', version, point: message.location })
    return tell('refused' in done ? refusalWord(done.refused, found) : placed(incident.number))
  }
  const files = message.attachments.filter(({ kind }) => kind !== 'location' && kind !== 'sticker')
  if (files.length === 0) return tell(staffTexts.help)
  const kept = await keepEvidence(deps, who, incident, message, files)
  if (!kept) return tell(staffTexts.notTaken)
  const said = attached(incident.number)
  const isPressed = files.some(({ kind }) => kind === 'photo')
  await tell(
    isPressed ? { ru: `${said.ru} ${staffTexts.asFile.ru}`, kk: `${said.kk} ${staffTexts.asFile.kk}` } : said,
    message.album ? `album:${message.album}` : 'heard',
  )
}

/** A command in an officer's own talk. */
export async function hearStaffCommand(talk: Talk, chat: Chat, command: Command): Promise<void> {
  const { deps, account } = talk
  const own = await findStaffChat(deps.db, chat.id)
  const lang = own?.lang ?? 'ru'
  const tell = (said: Said) => answer(talk, { chatId: chat.id, lang }, { ...command, direct: false }, said)
  if (command.name === 'stop' && chat.staffId) {
    const { staffId } = chat
    const line = await deps.book.line(account.id)
    await inTransaction(deps.db, async (tx) => {
      await unlinkStaff(tx, chat.departmentId, chat.id, staffId)
      // From now on it is the own chat of somebody who may write to the line.
      const goodbye = { key: `unlinked:${command.message}`, lang, said: staffTexts.unlinked }
      if (line) await speak(tx, talk, { chatId: line.id, recipient: talk.externalId, ...goodbye })
    })
    deps.book.forget()
    return
  }
  if (!own) return tell(staffTexts.off)
  switch (command.name) {
    case 'reminders': {
      const reminders = own.settings.reminders === false
      await inTransaction(deps.db, (tx) => setTalk(tx, chat.id, { reminders }))
      return tell(reminders ? staffTexts.remindersOn : staffTexts.remindersOff)
    }
    case 'quiet': {
      if (command.args.trim() === 'off') {
        await inTransaction(deps.db, (tx) => setTalk(tx, chat.id, { quiet: null }))
        return tell(staffTexts.quietOff)
      }
      const [from = '', to = ''] = command.args.split(/\s*[-–—]\s*|\s+/)
      const quiet = quietHours.safeParse({ from, to })
      if (!quiet.success) return tell(staffTexts.quietHow)
      await inTransaction(deps.db, (tx) => setTalk(tx, chat.id, { quiet: quiet.data }))
      return tell(quietSet(from, to))
    }
    case 'today': {
      const text = await dayTerms(deps, own)
      const said = text === null ? morningWords.none : { ru: text, kk: text }
      return tell(said)
    }
    case 'start':
      return tell(staffTexts.linked)
    default:
      return tell(staffTexts.help)
  }
}
