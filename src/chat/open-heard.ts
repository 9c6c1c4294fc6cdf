import type { Heard } from './intake.ts'
import type { Attachment, Message } from './message.ts'
import { type OpenEvent, type OpenMessage, openLimits } from './open-shapes.ts'
import { saidAs } from './take-call.ts'
import { visibleName } from './visible-name.ts'

/** The bytes of the form's parts, by name. */
export type Parts = ReadonlyMap<string, Buffer>
/** Gives the bytes at an address of the connected system; null for an address that is not its own. */
export type Fetching = (url: string) => Attachment['open'] | null
export type Wrong = { at: string; expected: string }

/** Clocks may differ by so much, in milliseconds. */
const ahead = 300_000

/** What was posted, in our words, or what is wrong with it. `answer` takes the word for who pressed. */
export function heardOpen(
  event: OpenEvent,
  { delivery, parts, fetching, now }: { delivery: string; parts: Parts; fetching: Fetching; now: Date },
  answer: (word: string | null) => Promise<void>,
): Heard | Wrong {
  const about = { delivery, chat: event.chat, at: null }
  switch (event.type) {
    case 'message':
    case 'edited': {
      const message = messageOf(event.message, parts, fetching)
      if ('expected' in message) return message
      if (message.at.getTime() > now.getTime() + ahead)
        return { at: 'message.at', expected: `not later than now: ${now.toISOString()}` }
      if (event.type === 'edited') return { ...about, to: 'edited', message }
      const said = saidAs({ ...about, at: message.at }, message)
      return said ?? { at: 'message', expected: 'a text, a file or a location' }
    }
    case 'deleted':
      return { ...about, to: 'deleted', messages: event.messages }
    case 'press':
      return { ...about, to: 'press', press: event.press, answer }
    case 'reaction':
      return { ...about, to: 'reaction', reaction: event.reaction }
    case 'event':
      return { ...about, to: 'event', event: event.event }
  }
}

function messageOf(told: OpenMessage, parts: Parts, fetching: Fetching): Message | Wrong {
  const { files, origin, album, topic, byBot, ...rest } = told
  const attachments: Attachment[] = []
  for (const [n, { kind, name, part, url = '' }] of files.entries()) {
    const bytes = part === undefined ? undefined : parts.get(part)
    const open = bytes ? async () => bytes : part === undefined ? fetching(url) : null
    const at = `message.files.${n}.${part === undefined ? 'url' : 'part'}`
    if (!open)
      return {
        at,
        expected:
          part === undefined
            ? 'an address that begins as your webhook does (the account needs one)'
            : 'a part of this form',
      }
    if (bytes && bytes.length > openLimits.file) return { at, expected: `at most ${openLimits.file} bytes` }
    attachments.push({ kind, name, open })
  }
  return {
    ...{ ...rest, at: new Date(told.at), authorName: visibleName(told.authorName), attachments },
    media: attachments[0]?.kind ?? (told.location ? 'location' : null),
    ...(origin && { origin: { ...origin, at: origin.at ? new Date(origin.at) : null } }),
    ...(album && { album }),
    ...(topic && { topic }),
    ...(byBot && { byBot }),
  }
}
