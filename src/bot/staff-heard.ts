import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { record } from '../base/journal.ts'
import { wellFormedText } from '../base/well-formed.ts'
import type { AccountRow } from '../chat/account-store.ts'
import type { Button, Press } from '../chat/channel.ts'
import type { Chat } from '../chat/chat.ts'
import type { Message } from '../chat/message.ts'
import { news } from '../incident/act-store.ts'
import { actsOpenTo } from '../incident/life.ts'
import { findIncident } from '../incident/store.ts'
import { precinctAt } from '../inspection/precinct.ts'
import { findReplyByMessage, rewrite } from '../reply/store.ts'
import { keepEvidence } from './evidence.ts'
import { type NoteButton, noteButtons, whichButtons } from './note-buttons.ts'
import { addNote, findNote } from './note-store.ts'
import { redrawCards } from './show-card.ts'
import {
  isPlaced,
  meant,
  officerOf,
  type Placed,
  placedAt,
  placedByNumber,
  refusalWord,
  type StaffTools,
} from './staff-place.ts'
import { openCards } from './staff-store.ts'
import { attached, noted, noteWords, placed, seenThere, staffTexts } from './staff-texts.ts'
import { speak, talkOf } from './talk.ts'
import type { Said } from './talk-texts.ts'

/** What an officer writes and sends: as an answer to a card, with «№ 12» in it, or asked for afterwards. */

interface Kept {
  said: Said
  buttons?: Button[][]
}

const mostOpen = 6
const longest = 5000

/** A file, a place or words of an officer; what belongs to no incident gets a hint, or is asked for. */
export async function hearStaff(
  deps: Deps,
  tools: StaffTools,
  account: AccountRow,
  chat: Chat,
  message: Message,
): Promise<void> {
  const officer = await officerOf(deps, chat)
  const lang = officer?.talk.lang ?? 'ru'
  const tell = ({ said, buttons = [] }: Kept, key = 'heard') =>
    inTransaction(deps.db, (tx) =>
      speak(tx, talkOf(deps, account, chat.externalId), {
        ...{ chatId: chat.id, key: `${key}:${message.id}`, lang, said, buttons, replyTo: message.id },
      }),
    )
  if (!officer) return tell({ said: staffTexts.off })
  const answered = message.replyTo === null ? null : await meant(deps, chat, message.replyTo)
  const found = answered ?? (await placedByNumber(deps, officer, message.text))
  if (isPlaced(found))
    return tell(await keep(deps, tools, found, message), message.album ? `album:${message.album}` : 'heard')
  if (found) return tell({ said: found })
  if (!message.location && filesOf(message).length === 0) return tell({ said: staffTexts.help })
  const open = await openCards(deps.db, officer.talk, mostOpen)
  if (open.length === 0) return tell({ said: staffTexts.help })
  if (!tools.waiting.add(chat.id, message, deps.now().getTime())) return
  await tell({ said: staffTexts.which, buttons: whichButtons(open, lang) }, 'which')
}

/** A button under such an answer was pressed; the word for who pressed. */
export async function hearNotePress(
  deps: Deps,
  tools: StaffTools,
  chat: Chat,
  press: Press,
  asked: NoteButton,
): Promise<string | null> {
  const officer = await officerOf(deps, chat)
  if (!officer) return staffTexts.off.ru
  const { lang, departmentId } = officer.talk
  const reply = await findReplyByMessage(deps.db, chat.id, press.message)
  if (!reply) return null
  /** The question goes once it is answered. */
  const settle = ({ said, buttons = [] }: Kept) =>
    inTransaction(deps.db, (tx) => rewrite(tx, departmentId, reply.id, { text: said[lang], buttons }, deps.now()))
  if (asked.what === 'which') {
    const first = reply.step.replace(/^bot:which:/, '')
    const messages = tools.waiting.take(chat.id, first, deps.now().getTime())
    if (messages.length === 0) {
      await settle({ said: staffTexts.whichLate })
      return staffTexts.whichLate[lang]
    }
    let last: Kept = { said: staffTexts.notTaken }
    for (const message of messages) {
      const found = await placedAt(deps, officer, asked.incidentId)
      last = isPlaced(found) ? await keep(deps, tools, found, message) : { said: found ?? staffTexts.notNow }
    }
    await settle(last)
    return null
  }
  const note = await findNote(deps.db, departmentId, asked.noteId)
  const found = note?.byAccount === officer.who.id ? await placedAt(deps, officer, note.incidentId) : null
  if (!isPlaced(found)) return (found ?? staffTexts.notNow)[lang]
  if (!note) return staffTexts.notNow[lang]
  const { incident } = found
  const { version } = incident
  const done = await tools.act(
    deps,
    officer.who,
    incident,
    asked.what === 'found'
      ? { act: 'confirm', version, text: note.text, placeText: '', answers: {} }
      : { act: 'notFound', version, text: note.text },
  )
  if ('refused' in done) return refusalWord(done.refused, found)[lang]
  await settle({ said: seenThere(incident.number, asked.what === 'found') })
  return staffTexts.done[lang]
}

const filesOf = ({ attachments }: Message) =>
  attachments.filter(({ kind }) => kind !== 'location' && kind !== 'sticker')

/** Puts to an incident what was sent, and shows on its cards that it is there. */
async function keep(deps: Deps, tools: StaffTools, found: Placed, message: Message): Promise<Kept> {
  const kept = message.location
    ? await keepPlace(deps, tools, found, message.location)
    : await keepRest(deps, found, message)
  const now = await findIncident(deps.db, found.talk.departmentId, found.incident.id)
  if (now) await inTransaction(deps.db, (tx) => redrawCards(deps, tx, now))
  return kept
}

async function keepPlace(
  deps: Deps,
  tools: StaffTools,
  found: Placed,
  point: NonNullable<Message['location']>,
): Promise<Kept> {
  const { who, incident } = found
  const { roster } = await deps.atlas.sheet(incident.departmentId)
  // A point in the sea is a slip of the finger, and would send the incident to nobody.
  if (!precinctAt(roster.precincts, point)) return { said: staffTexts.farPlace }
  const done = await tools.act(deps, who, incident, { act: 'amend', version: incident.version, point })
  return { said: 'refused' in done ? refusalWord(done.refused, found) : placed(incident.number) }
}

async function keepRest(deps: Deps, found: Placed, message: Message): Promise<Kept> {
  const { who, incident, talk } = found
  const files = filesOf(message)
  if (files.length > 0) {
    if (!(await keepEvidence(deps, who, incident, message, files))) return { said: staffTexts.notTaken }
    const said = attached(incident.number)
    const isPressed = files.some(({ kind }) => kind === 'photo')
    const { asFile } = staffTexts
    return { said: isPressed ? { ru: `${said.ru} ${asFile.ru}`, kk: `${said.kk} ${asFile.kk}` } : said }
  }
  const text = wellFormedText(message.text).trim().slice(0, longest)
  if (text === '') return { said: staffTexts.help }
  const { departmentId, id: incidentId } = incident
  const [noteId, at] = [deps.newId(), deps.now()]
  await inTransaction(deps.db, async (tx) => {
    await addNote(tx, departmentId, { id: noteId, incidentId, text, byAccount: who.id }, at)
    await record(tx, {
      ...{ departmentId, kind: 'note.added', at, incidentId, accountId: who.id },
      data: { noteId },
      live: news(incident, 'note.added'),
    })
  })
  const said = noted(incident.number)
  const { first } = noteWords
  const isNew = actsOpenTo(talk.role, incident.status).includes('accept')
  return {
    said: isNew ? { ru: `${said.ru} ${first.ru}`, kk: `${said.kk} ${first.kk}` } : said,
    buttons: noteButtons(noteId, incident.status, talk),
  }
}
