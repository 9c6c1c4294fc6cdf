import type { ChatEvent, Command, Listener, Press } from './channel.ts'
import type { Message } from './message.ts'

/** What a messenger told, once its own form is read; `null` is nothing for us. */
export type Incoming =
  | { kind: 'message' | 'edited'; message: Message }
  | { kind: 'deleted'; ids: string[] }
  | { kind: 'press'; press: Press }
  | { kind: 'command'; command: Command }
  | { kind: 'event'; event: ChatEvent }
  | null

/** Hands it to the listener; the word for who pressed, if any. */
export async function hand(on: Listener, chat: string, incoming: Incoming): Promise<string | null> {
  switch (incoming?.kind) {
    case 'message':
      await on.message(chat, incoming.message)
      return null
    case 'edited':
      await on.edited(chat, incoming.message)
      return null
    case 'deleted':
      await on.deleted(chat, incoming.ids)
      return null
    case 'press':
      return on.press(chat, incoming.press)
    case 'command':
      await on.command(chat, incoming.command)
      return null
    case 'event':
      await on.event(chat, incoming.event)
      return null
    case undefined:
      return null
  }
}

/** The order «/name args» that a person's own words are, else the message itself. What is forwarded or of another bot is data. */
export function orderOf(message: Message): Incoming {
  const [, name, args = ''] = /^\/([\p{L}\d_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/u.exec(message.text.trim()) ?? []
  if (name === undefined || message.origin || message.byBot) return { kind: 'message', message }
  const { id, at, author, authorName, direct, replyTo } = message
  const order = { name: name.toLowerCase(), args: args.trim(), message: id, at, author, authorName, direct, replyTo }
  return { kind: 'command', command: order }
}
