import type { Rights } from '../chat/channel.ts'

/** What the bot lacks in a chat: kept in `chat.problem`, told in words. */

export const lacks = ['no-posting', 'no-reading'] as const
export type Lack = (typeof lacks)[number]

/** What a messenger's rights lack; nothing where it does not tell. */
export function lackOf(rights: Rights | null): Lack | null {
  if (!rights) return null
  if (!rights.posts) return 'no-posting'
  // An administrator of a group sees everything, whatever its privacy is set to.
  return rights.readsAll || rights.admin ? null : 'no-reading'
}

/** The name of a chat, which anybody may have set: one line of letters that can be seen. */
export function plainTitle(title: string): string {
  const seen = title
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return [...seen].slice(0, 120).join('').toWellFormed()
}
