import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import type { Press } from '../chat/channel.ts'
import type { Chat } from '../chat/chat.ts'
import type { ActInput } from '../incident/incident.ts'
import { findIncident, type Incident } from '../incident/store.ts'
import { openChatsOf, say } from '../reply/store.ts'
import { type Asked, type Asking, quickText, readButton } from './card.ts'
import { readNoteButton } from './note-buttons.ts'
import { offeredFor, redrawCard } from './show-card.ts'
import { hearNotePress } from './staff-heard.ts'
import { isPlaced, isTaken, meant, refusalWord, type StaffTools } from './staff-place.ts'
import { cardMaterial, findStaffChat } from './staff-store.ts'
import { type QuickKey, staffTexts } from './staff-texts.ts'

/** The buttons of an inspector's talk with the bot: each does what the page does, by the same act and with the same checks. */

/** A button under a card, or under an answer, was pressed; the word for who pressed. */
export async function hearStaffPress(deps: Deps, tools: StaffTools, chat: Chat, press: Press): Promise<string | null> {
  const ofNote = readNoteButton(press.button)
  if (ofNote) return hearNotePress(deps, tools, chat, press, ofNote)
  const asked = readButton(press.button)
  if (!asked) return null
  const found = await meant(deps, chat, press.message)
  if (!isPlaced(found)) return found ? found[(await findStaffChat(deps.db, chat.id))?.lang ?? 'ru'] : null
  const { talk, incident } = found
  const { lang } = talk
  const show = async (asking: Asking, of: Incident = incident) => {
    if (found.replyId !== '')
      await inTransaction(deps.db, (tx) => redrawCard(deps, tx, { id: found.replyId }, talk, of, asking))
  }
  if (asked.version !== incident.version) {
    await show({ step: 'open' })
    // A finger that presses twice has changed nothing in between.
    const isMine = asked.what === 'accept' && incident.answeredAt !== null && incident.inspectorId === found.who.id
    return (isTaken(found) ? staffTexts.byOther : isMine ? staffTexts.yours : staffTexts.changed)[lang]
  }
  const asking = await askingOf(deps, asked, incident)
  if (asking) {
    await show(asking)
    return null
  }
  switch (asked.what) {
    case 'send': {
      const sent = await tellChats(deps, incident, asked.key)
      await show({ step: 'open' })
      return staffTexts[sent][lang]
    }
    case 'accept':
    case 'sure':
    case 'hand':
    case 'amend': {
      const done = await tools.act(deps, found.who, incident, inputOf(asked))
      if (!('refused' in done)) {
        await show({ step: 'open' }, done.incident)
        return staffTexts[asked.what === 'accept' ? 'accepted' : 'done'][lang]
      }
      const now = await findIncident(deps.db, talk.departmentId, incident.id)
      if (now) await show({ step: 'open' }, now)
      return refusalWord(done.refused, now ? { ...found, incident: now } : found)[lang]
    }
  }
  return null
}

/** What the card asks next; null where the button already does something. */
async function askingOf(deps: Deps, asked: Asked, incident: Incident): Promise<Asking | null> {
  switch (asked.what) {
    case 'back':
      return { step: 'open' }
    case 'dismiss':
    case 'whom':
    case 'route':
    case 'finish':
      return { step: asked.what }
    case 'category': {
      const { offered } = await cardMaterial(deps.db, incident.departmentId, incident.id)
      return { step: 'category', offered: offeredFor(incident, offered) }
    }
    case 'ask':
      return { step: 'what' }
    case 'preview':
      return { step: 'preview', key: asked.key }
    case 'send':
    case 'accept':
    case 'sure':
    case 'hand':
    case 'amend':
      return null
  }
}

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

/** Says ready words in every chat that told of it, as an answer to its first message there. */
async function tellChats(deps: Deps, incident: Incident, key: QuickKey): Promise<'sent' | 'sentBefore' | 'nowhere'> {
  const { departmentId, id: incidentId, number, version } = incident
  const chats = await openChatsOf(deps.db, departmentId, incidentId)
  if (chats.length === 0) return 'nowhere'
  const said = await inTransaction(deps.db, async (tx) => {
    const told: boolean[] = []
    for (const { chatId, recipient, message, lang } of chats) {
      const words = (one: 'ru' | 'kk') => quickText(number, one, key)
      const base = { departmentId, id: deps.newId(), incidentId, chatId, recipient, lang, replyTo: message }
      const text = lang === 'mixed' ? `${words('kk')}\n${words('ru')}` : words(lang)
      told.push(await say(tx, { ...base, step: `quick:${key}:${version}`, text }, deps.now()))
    }
    return told.includes(true)
  })
  return said ? 'sent' : 'sentBefore'
}
