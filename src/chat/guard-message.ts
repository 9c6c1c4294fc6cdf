import type { Attachment, Message, Point } from './message.ts'
import { visibleName } from './visible-name.ts'

/** What a person sends is made bearable before it is read: nothing here loses the message itself. */

export const longestText = 20_000
export const mostAttachments = 200
const longestName = 120

const nameless = 'без имени'

/** A text of bearable length, a name that can be seen, a place on land, so many files at most; which of them are larger than `fileLimit` bytes. */
export function bearable(message: Message, fileLimit = Number.POSITIVE_INFINITY): Message {
  const kept: Attachment[] = message.attachments
    .slice(0, mostAttachments)
    .map((one) => ((one.bytes ?? 0) > fileLimit ? { ...one, tooLarge: true } : one))
  const { origin } = message
  return {
    ...message,
    text: cut(message.text, longestText),
    authorName: seen(message.authorName),
    location: message.location && mayBeHere(message.location) ? message.location : null,
    attachments: kept,
    // The house chat's own title, or the person's: both were chosen by somebody.
    ...(origin && {
      origin: { ...origin, name: origin.name && seen(origin.name), chat: origin.chat && seen(origin.chat) },
    }),
  }
}

/** Cut between letters, not within one. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most
  return text.slice(0, end)
}

/** Breaks a line, or turns its direction: a name with these would write beside itself. */
const steering = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** A name of bearable length on one line; «без имени» where nothing of it can be seen. */
export function seen(name: string): string {
  return visibleName(name) === '' ? nameless : cut(name.replace(steering, ' ').trim(), longestName)
}

/**
 * Whether a place can be one of ours: within WGS 84, not the 0, 0 of a device that knows nothing, and not far out of
 * Kazakhstan, whose bounds are 46.4 to 87.4° E and 40.5 to 55.5° N; two degrees more are let be.
 */
export function mayBeHere({ lon, lat }: Point): boolean {
  return lon >= 44 && lon <= 90 && lat >= 38 && lat <= 58
}
