import type { Command } from './channel.ts'
import type { Message } from './message.ts'

/** The order «/name args» that a person's own words are, or null. What is forwarded or of another bot is data, never an order. */
export function orderOf({ text, origin, byBot, ...said }: Message): Command | null {
  const [, name, args = ''] = /^\/([\p{L}\d_]{1,32})(?:\s+([\s\S]*))?$/u.exec(text.trim()) ?? []
  if (name === undefined || origin || byBot) return null
  const { id: message, at, author, authorName, direct, replyTo } = said
  return { name: name.toLowerCase(), args: args.trim(), message, at, author, authorName, direct, replyTo }
}
