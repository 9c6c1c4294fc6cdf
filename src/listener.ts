import { inTransaction } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { accountOfChannel } from './chat/account.ts'
import { type AccountRow, findAccount } from './chat/account-store.ts'
import type { Channel, ChatEvent, Command, Listener, Press } from './chat/channel.ts'
import { type Chat, idInLine } from './chat/chat.ts'
import { measures, openGuard, openLanes } from './chat/guard.ts'
import { bearable } from './chat/guard-message.ts'
import type { Message } from './chat/message.ts'
import { takeBack } from './incident/take-back-store.ts'
import { noteArrival } from './reply/arrival-store.ts'
import { hearPress, hearReaction } from './satisfaction/step.ts'

/** What the bot answers itself: commands, what happens to a chat, and the talk of an inspector with it. */
export interface Talk {
  hearCommand(
    deps: Deps,
    account: AccountRow,
    chatExternalId: string,
    chat: Chat | null,
    command: Command,
  ): Promise<void>
  hearEvent(deps: Deps, account: AccountRow, chatExternalId: string, chat: Chat | null, event: ChatEvent): Promise<void>
  /** Somebody wrote to the account alone, and it was kept. */
  hearLine(
    deps: Deps,
    account: AccountRow,
    chatExternalId: string,
    line: Chat,
    report: { id: string; message: string },
  ): Promise<void>
  hearStaff(deps: Deps, account: AccountRow, chat: Chat, message: Message): Promise<void>
  hearStaffPress(deps: Deps, account: AccountRow, chat: Chat, press: Press): Promise<string | null>
  /** A button in somebody's own chat that is under no outcome; null when it is none of the bot's. */
  hearDirectPress(deps: Deps, account: AccountRow, own: string, line: Chat, press: Press): Promise<string | null>
}

/** A bot that answers nothing. */
export const noTalk: Talk = {
  hearCommand: async () => {},
  hearEvent: async () => {},
  hearLine: async () => {},
  hearStaff: async () => {},
  hearStaffPress: async () => null,
  hearDirectPress: async () => null,
}

/** Clocks of two machines differ a little. */
const clocksDiffer = 60_000

/** Where everything that messengers tell comes in: finds the chat, keeps guard, and hands it to whom it concerns. */
export function openListening(deps: Deps, talk: Talk): (channel: Channel) => Listener {
  const guard = openGuard()
  const lanes = openLanes()

  /** The chat in which it was said, and the message as it is read there; null for what is not read at all. */
  async function placed(
    { name: channel, can }: Channel,
    externalId: string,
    sent: Message,
  ): Promise<[Chat, Message] | null> {
    // What another bot writes is neither a neighbour's word nor an order.
    if (sent.byBot) return null
    const found = await deps.book.find(channel, externalId)
    const account = accountOfChannel(channel)
    const chat = found ?? (sent.direct && account ? await deps.book.line(account) : null)
    // A chat that no administrator bound is not read at all.
    if (!chat || chat.paused || chat.state !== 'bound') return null
    // Nor what was written in it before.
    if (chat.accountId && sent.at.getTime() < chat.createdAt.getTime() - clocksDiffer) return null
    // An officer's own talk with the bot is work, whatever was decided of the author in a group.
    if (chat.kind !== 'staff' && (await deps.book.isBlocked(chat.departmentId, channel, sent.author, deps.now())))
      return null
    const message = bearable(chat.accountId ? notLater(sent, deps.now()) : sent, can.fileLimit)
    return [chat, chat.kind === 'line' ? inLine(externalId, message) : message]
  }

  /** What was written is measured by when it was written: a day's messages that come at once are no flood. */
  function isTooMuch(chat: Chat, { author, at }: Message): boolean {
    if (!chat.accountId) return false
    const measure = chat.kind === 'line' ? measures.direct : measures.group
    return !guard.admits(`${chat.id} ${author}`, measure, Math.min(at.getTime(), deps.now().getTime()))
  }

  return (channel) => {
    const { name } = channel
    const accountId = accountOfChannel(name)
    const account = async () => (accountId ? findAccount(deps.db, accountId) : null)
    return {
      async message(externalId, sent) {
        const place = await placed(channel, externalId, sent)
        if (!place) return
        const [chat, message] = place
        if (chat.kind === 'staff') {
          const own = await account()
          if (own) await talk.hearStaff(deps, own, chat, message)
        } else if (isTooMuch(chat, message)) deps.ears.count(chat, message)
        else {
          const { kept } = await lanes.inTurn(chat.id, message.author, () => deps.ears.hear(chat, message))
          const own = kept && chat.kind === 'line' ? await account() : null
          if (own && kept) await talk.hearLine(deps, own, externalId, chat, { id: kept, message: sent.id })
        }
      },
      async edited(externalId, sent) {
        const place = await placed(channel, externalId, sent)
        if (!place || place[0].kind === 'staff') return
        const [chat, message] = place
        if (isTooMuch(chat, message)) return
        await lanes.inTurn(chat.id, message.author, () => deps.ears.reread(chat, message))
      },
      async deleted(externalId, messages) {
        const found = await deps.book.find(name, externalId)
        const chat = found ?? (accountId ? await deps.book.line(accountId) : null)
        // Also in a chat that is paused or was left: what somebody takes back is taken back.
        if (!chat || chat.kind === 'staff') return
        const ids = chat.kind === 'line' ? messages.map((id) => idInLine(externalId, id)) : messages
        await deps.ears.forget(chat, ids)
        await takeBack(deps, chat, ids)
      },
      async press(externalId, press) {
        const found = await deps.book.find(name, externalId)
        if (found?.kind === 'staff') {
          const own = await account()
          return own ? talk.hearStaffPress(deps, own, found, press) : null
        }
        const chat = found ?? (accountId ? await deps.book.line(accountId) : null)
        const own = chat?.kind === 'line' ? await account() : null
        const word = chat && own ? await talk.hearDirectPress(deps, own, externalId, chat, press) : null
        if (!chat || word !== null) return word
        const serves = (await deps.book.find(name, press.by))?.kind === 'staff'
        return hearPress(deps, chat, press, serves)
      },
      async reaction(externalId, reaction) {
        const [found, who] = [await deps.book.find(name, externalId), await deps.book.find(name, reaction.by)]
        const chat = found ?? (accountId ? await deps.book.line(accountId) : null)
        // What officers put under their own work is no thanks.
        if (!chat || chat.kind === 'staff' || who?.kind === 'staff') return
        if (!guard.admits(`${chat.id} ${reaction.by} reactions`, measures.group, deps.now().getTime())) return
        const isBlocked = await deps.book.isBlocked(chat.departmentId, name, reaction.by, deps.now())
        const mayThank = chat.state === 'bound' && !chat.paused && !isBlocked
        await hearReaction(deps, chat, chat.kind === 'line' ? externalId : null, reaction, mayThank)
      },
      async command(externalId, command) {
        const own = await account()
        if (!own) return
        // Also of who is blocked: they may ask to be heard again.
        const at = Math.min(command.at.getTime(), deps.now().getTime())
        if (!guard.admits(`${name} ${command.author} commands`, measures.command, at)) return
        const chat = await deps.book.find(name, externalId)
        // What a group sees is nobody's own talk, whatever the messenger says of it.
        const direct = command.direct && chat?.kind !== 'group'
        await talk.hearCommand(deps, own, externalId, chat, { ...command, direct })
      },
      async event(externalId, event) {
        const [own, chat] = [await account(), await deps.book.find(name, externalId)]
        // The line is no group: nothing happens to it, though a chat of the messenger be numbered like it.
        if (!own || chat?.kind === 'line') return
        await talk.hearEvent(deps, own, externalId, chat, event)
        deps.book.forget()
      },
      async delivered(_chat, arrival) {
        const own = await account()
        if (!own) return
        const of = { departmentId: own.departmentId, channel: name }
        await inTransaction(deps.db, (tx) => noteArrival(tx, of, arrival, deps.now()))
      },
    }
  }
}

/** A messenger whose clock is far ahead tells what is said now; else a chat would have been heard of a year from now. */
function notLater(sent: Message, now: Date): Message {
  return sent.at.getTime() > now.getTime() + 5 * clocksDiffer ? { ...sent, at: now } : sent
}

/** In a line the ids of many chats meet: each has its own chat before it, and the answer goes there. */
function inLine(ownChat: string, message: Message): Message {
  const { id, replyTo, album } = message
  return {
    ...message,
    id: idInLine(ownChat, id),
    replyTo: replyTo === null ? null : idInLine(ownChat, replyTo),
    direct: true,
    answerTo: ownChat,
    ...(album ? { album: idInLine(ownChat, album) } : {}),
  }
}
