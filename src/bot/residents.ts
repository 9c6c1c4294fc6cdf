import { formatDay, localDay } from '../base/calendar.ts'
import { inTransaction } from '../base/database.ts'
import { asked, block, unblock } from '../chat/blocked-store.ts'
import type { Command } from '../chat/channel.ts'
import type { Chat } from '../chat/chat.ts'
import { openGuard } from '../chat/guard.ts'
import { accountLink } from './link.ts'
import * as store from './store.ts'
import { answer, speak, type Talk } from './talk.ts'
import { aboutText, directTexts, notYetText, ownStatus, type Said, writeDirect } from './talk-texts.ts'

/** What residents may ask of the bot. In a group nothing is answered that tells who wrote what. */

type Where = { chatId: string; lang: Chat['lang']; bound: boolean }

const ownFor = 30 * 24 * 3_600_000
/** One group hears the same explanation three times, and then every five minutes: it is a chat of people. */
const often = { most: 3, aMinute: 0.2 }
/** Ten photos in a row get one word. */
const confirmed = { most: 1, aMinute: 0.5 }

export interface Residents {
  /** Whether the command was one of these. */
  hear(talk: Talk, where: Where, command: Command): Promise<boolean>
  /** What was written to the account alone and waits for a person has no number yet: it is told that it has arrived. */
  confirm(talk: Talk, line: Chat, report: { id: string; message: string }): Promise<void>
}

export function openResidents(): Residents {
  const guard = openGuard()

  const replies: Record<string, (talk: Talk, command: Command, bound: boolean) => Promise<Said | null>> = {
    about: async (_, __, bound) => (bound ? aboutText : notYet),
    private: async (talk, { direct }) => (direct ? directTexts.private : writeDirect(linkTo(talk))),
    my: async (talk, command) => (command.direct ? ownReports(talk, command.author) : writeDirect(linkTo(talk))),
    async stop(talk, { author }) {
      const { deps, account, channel } = talk
      const reason = await store.blockReason(deps.db, account.departmentId, channel, author, deps.now())
      if (!reason)
        await inTransaction(deps.db, (tx) =>
          block(tx, account.departmentId, { channel, author, reason: asked, until: null, byAccount: null }, deps.now()),
        )
      deps.book.forget()
      return directTexts.stopped
    },
    async start(talk, { author, direct }) {
      const { deps, account, channel } = talk
      const reason = await store.blockReason(deps.db, account.departmentId, channel, author, deps.now())
      if (reason === asked) {
        await inTransaction(deps.db, (tx) => unblock(tx, account.departmentId, channel, author))
        deps.book.forget()
        return directTexts.started
      }
      if (!direct) return null
      return reason ? directTexts.blocked : directTexts.private
    },
    help: async (_, { direct }) => (direct ? directTexts.help : null),
  }

  return {
    async hear(talk, where, command) {
      const reply = Object.hasOwn(replies, command.name) ? replies[command.name] : undefined
      // An unknown word after a slash may be meant for another bot of the group.
      if (!reply && !command.direct) return false
      const { now } = talk.deps
      const said = await (reply ?? (async () => directTexts.help))(talk, command, where.bound)
      const mayRepeat =
        command.direct || guard.admits(`${talk.channel} ${talk.externalId} ${command.name}`, often, now().getTime())
      if (said && mayRepeat) await answer(talk, where, command, said)
      return reply !== undefined
    },
    async confirm(talk, line, report) {
      const { deps, account, externalId } = talk
      if (!(await store.isUnsure(deps.db, account.departmentId, report.id))) return
      if (!guard.admits(`${talk.channel} ${externalId} passed`, confirmed, deps.now().getTime())) return
      await inTransaction(deps.db, (tx) =>
        speak(tx, talk, {
          ...{ chatId: line.id, recipient: externalId, key: `passed:${report.message}`, lang: line.lang },
          said: directTexts.passed,
        }),
      )
    },
  }
}

const notYet: Said = { ru: `${notYetText.ru}\n${aboutText.ru}`, kk: `${notYetText.kk}\n${aboutText.kk}` }

const linkTo = ({ account }: Talk) => accountLink(account.kind, account.address)

/** Number, day and status of the own reports; the words stay away from a screen that others may see. */
async function ownReports({ deps, channel }: Talk, author: string): Promise<Said> {
  const since = new Date(deps.now().getTime() - ownFor)
  const own = await store.ownReports(deps.db, channel, author, since)
  if (own.length === 0) return directTexts.none
  own.sort((a, b) => b.at.getTime() - a.at.getTime())
  const { publicUrl } = deps.config
  const lines = (lang: 'ru' | 'kk') =>
    own
      .slice(0, 10)
      .map(({ number, status, secret, at }) => {
        const named = number === null ? '—' : `№ ${number}`
        const link = publicUrl ? `\n${publicUrl}/r/${secret}` : ''
        return `${named}, ${formatDay(localDay(at), lang)}: ${ownStatus[status ?? 'waiting'][lang]}${link}`
      })
      .join('\n')
  return { ru: lines('ru'), kk: lines('kk') }
}
