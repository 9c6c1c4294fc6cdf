import type { Message } from '../chat/message.ts'
import { type Category, type Kind, type Lang, langs, type Reading } from './categories.ts'
import { type Trace, traceOf } from './trace.ts'

/** What detection needs of a message. */
export type Heard = Pick<Message, 'id' | 'at' | 'author' | 'text' | 'media' | 'replyTo' | 'location'>

/** A message heard, without its text. */
export interface Remembered {
  id: string
  at: number
  author: string
  kind: Kind
  /** The happening it belongs to. */
  incident: string | null
  /** The happening it speaks about without belonging to it: an official's «какой дом?». */
  about: string | null
  media: boolean
  bare: boolean
}

/** A happening told in this chat: traces of words, no words. */
export interface Happening {
  incident: string
  category: Category
  firstAt: number
  lastAt: number
  /** The number of the message in which it was last spoken of. */
  lastCount: number
  reporter: string
  authors: Set<string>
  trace: Trace
  /** Somebody said that it is over. */
  over: boolean
}

/** A bounded window of a chat in memory. */
export interface Thread {
  heard: Remembered[]
  byId: Map<string, Remembered>
  happenings: Map<string, Happening>
  /** How often each author spoke as an official does. */
  officials: Map<string, number>
  /** How many messages were heard. */
  count: number
  /** How many of them, the late ones more, were in each language. */
  langs: Record<Lang, number>
}

const hour = 3_600_000
const messagesAtMost = 200
const messagesFor = 6 * hour
const happeningsAtMost = 50
const officialsAtMost = 50
const happeningsFor = 8 * 24 * hour

export function openThread(): Thread {
  return {
    heard: [],
    byId: new Map(),
    happenings: new Map(),
    officials: new Map(),
    count: 0,
    langs: { ru: 0, kk: 0, mixed: 0 },
  }
}

/** Primes a thread with the incidents that are open, oldest first, after a restart. */
export function recall(
  thread: Thread,
  known: { incident: string; category: Category; at: Date; text: string; author: string; places: string[] }[],
): void {
  for (const one of known) {
    const trace = traceOf(one.text, one.places)
    join(thread, one.incident, one.category, one.author, one.at.getTime(), trace)
  }
}

/** Puts a message that was read into the window and lets go of what is too old. */
export function remember(
  thread: Thread,
  heard: Heard,
  reading: Reading,
  trace: Trace,
  about: string | null,
  over: boolean,
): void {
  const at = heard.at.getTime()
  const one: Remembered = {
    id: heard.id,
    at,
    author: heard.author,
    kind: reading.kind,
    incident: reading.incident,
    about,
    media: heard.media !== null,
    bare: heard.text.trim() === '',
  }
  thread.count += 1
  for (const lang of langs) thread.langs[lang] *= 0.97
  thread.langs[reading.lang] += 1
  thread.heard.push(one)
  thread.byId.set(one.id, one)
  if (reading.incident !== null && reading.category !== null) {
    const happening = join(thread, reading.incident, reading.category, heard.author, at, trace)
    if (over) happening.over = true
    else if (reading.kind === 'report') happening.over = false
  }
  for (const { incident, category } of reading.also)
    if (incident !== null) join(thread, incident, category, heard.author, at, trace)
  forget(thread, at)
}

/** Notes that an author answered as an official does; few are noted, the oldest are let go. */
export function noteOfficial(thread: Thread, author: string): void {
  const times = (thread.officials.get(author) ?? 0) + 1
  thread.officials.delete(author)
  thread.officials.set(author, times)
  const oldest = thread.officials.keys().next().value
  if (thread.officials.size > officialsAtMost && oldest !== undefined) thread.officials.delete(oldest)
}

function join(
  thread: Thread,
  incident: string,
  category: Category,
  author: string,
  at: number,
  trace: Trace,
): Happening {
  const known = thread.happenings.get(incident)
  if (known === undefined) {
    const fresh = {
      incident,
      category,
      firstAt: at,
      lastAt: at,
      lastCount: thread.count,
      reporter: author,
      authors: new Set([author]),
      trace,
      over: false,
    }
    thread.happenings.set(incident, fresh)
    return fresh
  }
  known.lastAt = Math.max(known.lastAt, at)
  known.lastCount = thread.count
  if (known.authors.size < 30) known.authors.add(author)
  for (const word of trace.words) if (known.trace.words.size < 80) known.trace.words.add(word)
  for (const place of trace.places) if (known.trace.places.size < 30) known.trace.places.add(place)
  return known
}

function forget(thread: Thread, now: number): void {
  let gone = 0
  while (thread.heard.length - gone > messagesAtMost || now - (thread.heard[gone]?.at ?? now) > messagesFor) {
    const old = thread.heard[gone]
    if (old === undefined) break
    if (thread.byId.get(old.id) === old) thread.byId.delete(old.id)
    gone += 1
  }
  if (gone > 0) thread.heard.splice(0, gone)
  for (const [incident, happening] of thread.happenings) {
    const crowded = thread.happenings.size > happeningsAtMost
    if (crowded || now - happening.lastAt > happeningsFor) thread.happenings.delete(incident)
  }
}
