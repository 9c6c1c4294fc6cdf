import { inTransaction } from '../base/database.ts'
import type { Command } from '../chat/channel.ts'
import type { Chat } from '../chat/chat.ts'
import { quietHours } from '../reply/quiet.ts'
import { categoryNames, statusNames } from '../statistics/nouns.ts'
import { whenWords } from './card.ts'
import { dayTerms } from './day-terms.ts'
import { findStaffChat, openCards, type StaffChat, setTalk, unlinkStaff } from './staff-store.ts'
import { cardWords, morningWords, quietSet, staffTexts } from './staff-texts.ts'
import { answer, speak, type Talk } from './talk.ts'
import type { Said } from './talk-texts.ts'

const mostListed = 20

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
      return tell(text === null ? morningWords.none : { ru: text, kk: text })
    }
    case 'list': {
      const text = await openList(talk, own)
      return tell(text === null ? staffTexts.noneOpen : { ru: text, kk: text })
    }
    case 'start':
      return tell(staffTexts.linked)
    default:
      return tell(staffTexts.help)
  }
}

/** Numbers, categories and what is next; the page of each where there is one. */
async function openList({ deps }: Talk, own: StaffChat): Promise<string | null> {
  const { lang } = own
  const open = await openCards(deps.db, own, mostListed)
  if (open.length === 0) return null
  const { publicUrl } = deps.config
  const lines = open.map(({ number, category, status, answerDue, answeredAt }) => {
    const next = answeredAt
      ? statusNames[lang][status]
      : `${cardWords.until[lang]} ${whenWords(answerDue, deps.now(), lang)}`
    const line = `№ ${number} · ${categoryNames[lang][category]} · ${next}`
    return publicUrl ? `${line}\n${publicUrl}/incidents/${number}` : line
  })
  return [`${staffTexts.listHead[lang]}:`, ...lines].join('\n')
}
