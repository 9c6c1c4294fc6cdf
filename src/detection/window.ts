import { wellFormedText } from '../base/well-formed.ts'
import { idOfForgotten } from '../chat/chat.ts'
import type { Attachment, Message } from '../chat/message.ts'
import type { Reading } from './categories.ts'
import type { KeptReport } from './store.ts'
import { openThread, type Thread } from './thread.ts'

/** What is remembered of a chat in memory, all of it bounded. Times in milliseconds. */
export interface Window {
  thread: Thread
  /** The happenings of which a report is kept. */
  told: Set<string>
  /** The last message's turn: a chat is read in order. */
  turn: Promise<unknown>
  /** Pictures that wait for words. */
  pictures: Pictures[]
  /** Of pictures sent at once: the report that they belong to. */
  albums: Map<string, string>
  /** Messages taken back, and messages read anew: an older delivery of them that comes late is not read. */
  gone: Set<string>
  edited: Set<string>
  /** When each author was first heard here. */
  authors: Map<string, number>
  /** How often the files of a message could not be fetched. */
  misses: Map<string, number>
  openedAt: number
}

interface Pictures {
  message: string
  author: string
  album: string | null
  at: number
  attachments: Attachment[]
}

const day = 24 * 3_600_000
/** A picture sent shortly before the words of the same author belongs to them. */
const pictureWaits = 3 * 60_000
const idsInMemory = 500
const authorsInMemory = 3000

export function openWindow(now: number): Window {
  return {
    thread: openThread(),
    told: new Set(),
    turn: Promise.resolve(),
    pictures: [],
    albums: new Map(),
    gone: new Set(),
    edited: new Set(),
    authors: new Map(),
    misses: new Map(),
    openedAt: now,
  }
}

export function waitForWords(window: Window, message: Message): void {
  const at = message.at.getTime()
  window.pictures = window.pictures.filter((picture) => at - picture.at < pictureWaits).slice(-20)
  const { id, author, album = null, attachments } = message
  window.pictures.push({ message: id, author, album, at, attachments })
}

/** The pictures that were sent before these words, by who wrote them. */
export function picturesOf(window: Window, message: Message): Pictures[] {
  const at = message.at.getTime()
  return window.pictures.filter((picture) => picture.author === message.author && at - picture.at < pictureWaits)
}

/** Adds to a set or map that keeps the latest few. */
export function noteId(ids: Set<string>, id: string, most = idsInMemory): void {
  ids.delete(id)
  ids.add(id)
  const [oldest] = ids
  if (ids.size > most && oldest !== undefined) ids.delete(oldest)
}

export function noteUnder<T>(ids: Map<string, T>, id: string, value: T, most = idsInMemory): void {
  ids.delete(id)
  ids.set(id, value)
  const [oldest] = ids.keys()
  if (ids.size > most && oldest !== undefined) ids.delete(oldest)
}

/** Whether an author was first heard less than a day before; only who listened for a day can tell. */
export function isNewcomer(window: Window, author: string, at: number): boolean {
  const first = window.authors.get(author) ?? at
  if (!window.authors.has(author)) noteUnder(window.authors, author, at, authorsInMemory)
  return first - window.openedAt >= day && at - first < day
}

/** A letter that the database refuses must not cost us the message; the spans are counted in what is left. */
export function wellFormed(sent: Message): Message {
  const { text, authorName, author } = sent
  return {
    ...sent,
    text: wellFormedText(text),
    authorName: wellFormedText(authorName),
    author: wellFormedText(author),
  }
}

/** What is read in a changed message. Where it goes was decided already, unless it still waits; its old words are not kept. */
export function revised({ state, reading: before }: KeptReport, fresh: Reading): Reading {
  if (state !== 'joined' && state !== 'following' && fresh.kind !== 'chatter')
    return { ...fresh, incident: before.incident }
  const { places, times, why, lang, likelihood } = fresh
  return { ...before, places, times, why, lang, likelihood }
}

/** A message as detection hears it: a matter told in a line is named by nothing that tells whose chat it was. */
export function asHeard(message: Message): Message {
  const { id, replyTo, answerTo } = message
  return answerTo === undefined
    ? message
    : { ...message, id: idOfForgotten(id), replyTo: replyTo === null ? null : idOfForgotten(replyTo) }
}

/** Whether an album is what one person forwarded in one go; in a line its name has the person before it. */
export const isForwarded = (album: string): boolean => /(?:^|\/)forward:/.test(album)
