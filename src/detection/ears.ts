import { localDay } from '../base/calendar.ts'
import { inTransaction, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { record } from '../base/journal.ts'
import { type KeptMedia, keepMedia } from '../base/keep-media.ts'
import { id as logged } from '../base/log.ts'
import { wellFormedText } from '../base/well-formed.ts'
import type { Chat } from '../chat/chat.ts'
import type { Attachment, Message } from '../chat/message.ts'
import { countMessages } from '../chat/store.ts'
import type { Reading, Subject } from './categories.ts'
import { decideOrDoubt } from './decide.ts'
import { look, openThread, recall, settle, type Thread } from './detect.ts'
import { secondHappening } from './explain.ts'
import type { Model } from './model.ts'
import { attachToReport, isKept, keepReport, rememberedReports } from './store.ts'

/** What became of a message that was heard. */
export type Heard = {
  reading: Reading
  /** The id under which it is kept now; null for what is forgotten, and for what was kept before. */
  kept: string | null
  secret: string | null
  /** Whether it is one to be kept, now or by an earlier delivery. */
  recognised: boolean
}

export interface Ears {
  /** Reads a message in memory; keeps it, with its journal row, only if it is a report or belongs to one. */
  hear(chat: Chat, message: Message): Promise<Heard>
  /** Writes the counts (no texts) that wait in memory. */
  flush(): Promise<void>
}

type Needed = Pick<Deps, 'config' | 'db' | 'files' | 'log' | 'now' | 'newId' | 'newSecret'>

/** At or above it a report goes its way by itself; below it a person looks first. */
export const sureFrom = 0.6
const certainFrom = 0.9
/** An emergency missed is dearer than a false alarm, so it goes its way much sooner. */
export const emergencyFrom = 0.3
const days = 24 * 3_600_000
const remembersFor = 7 * days
/** A picture sent shortly before the words of the same author belongs to them. */
const pictureWaits = 3 * 60_000
const chatsInMemory = 5000
const happeningsInMemory = 500

interface Window {
  thread: Thread
  /** The happenings of which a report is kept. */
  told: Set<string>
  /** The last message's turn: a chat is read in order. */
  turn: Promise<unknown>
  pictures: { author: string; at: number; attachments: Attachment[] }[]
}

interface Count {
  chatId: string
  day: string
  messages: number
  reports: number
}

/** Whether a reading is kept and how; `told` are the happenings of this chat that are kept. What is chatter returns null and is forgotten. */
export function fate(reading: Reading, direct: boolean, told: ReadonlySet<string>): 'waiting' | 'unsure' | null {
  if (reading.kind === 'report') {
    if (reading.likelihood >= (reading.route === 'emergency' ? emergencyFrom : sureFrom))
      return shown(reading) ? 'waiting' : 'unsure'
    if (shown(reading)) return 'unsure'
  }
  // What belongs to a matter that was forgotten is forgotten with it.
  if ((reading.kind === 'follow_up' || reading.kind === 'thanks') && reading.incident && told.has(reading.incident))
    return 'waiting'
  // Who writes to the inspector alone wants an answer, whatever the program makes of it.
  return direct ? 'unsure' : null
}

/** Learned weights that can point to no word, rule or message before wake nobody by themselves unless they are all but certain: a person looks first. */
const shown = (reading: Reading): boolean =>
  reading.likelihood >= certainFrom || reading.why.some(({ by }) => by !== 'model')

/**
 * Opens the ears: a bounded window in memory for each chat, remembered anew from kept reports after a restart; or with
 * an empty memory (`recalls: false`), for a history that is read from its beginning.
 */
export function openEars(deps: Needed, model: Model, { recalls = true } = {}): Ears {
  const windows = new Map<string, Window>()
  const counts = new Map<string, Count>()

  async function windowOf(chat: Chat): Promise<Window> {
    const known = windows.get(chat.id)
    if (known) {
      windows.delete(chat.id)
      windows.set(chat.id, known)
      return known
    }
    const thread = openThread()
    const fresh: Window = { thread, told: new Set(), turn: Promise.resolve(), pictures: [] }
    windows.set(chat.id, fresh)
    const oldest = windows.keys().next().value
    if (windows.size > chatsInMemory && oldest) windows.delete(oldest)
    if (!recalls) return fresh
    fresh.turn = rememberedReports(deps.db, chat.id, new Date(deps.now().getTime() - remembersFor)).then(
      (known) => {
        for (const { incident } of known) fresh.told.add(incident)
        recall(thread, known)
      },
      (error) => {
        // Or the chat would go on without its past until the next restart.
        if (windows.get(chat.id) === fresh) windows.delete(chat.id)
        throw error
      },
    )
    return fresh
  }

  function count(chat: Chat, message: Message, kept: boolean): void {
    const day = localDay(message.at)
    const key = `${chat.id} ${day}`
    add(key, { chatId: chat.id, day, messages: 1, reports: kept ? 1 : 0 })
  }

  function add(key: string, more: Count): void {
    const { messages = 0, reports = 0 } = counts.get(key) ?? {}
    counts.set(key, { ...more, messages: messages + more.messages, reports: reports + more.reports })
  }

  /** Remembers the message only when it was forgotten or safely kept: one that comes again is read as the first time. */
  async function read(window: Window, chat: Chat, message: Message): Promise<Heard> {
    const view = look(window.thread, message, model)
    const reading = decideOrDoubt(view, model)
    const state = fate(reading, message.direct, window.told)
    const pictures = state ? picturesOf(window, message) : []
    const attachments = [...message.attachments, ...pictures.flatMap((picture) => picture.attachments)]
    const heard = state
      ? await keep(deps, chat, message, reading, state, attachments)
      : { reading, kept: null, secret: null, recognised: false }
    if (state && reading.incident) window.told.add(reading.incident)
    for (const subject of state ? reading.also : []) await keepSecond(window, chat, message, reading, subject)
    if (window.told.size > happeningsInMemory) window.told.delete(window.told.values().next().value ?? '')
    settle(window.thread, view, reading)
    count(chat, message, state !== null)
    if (!state && message.attachments.length > 0) waitForWords(window, message)
    window.pictures = window.pictures.filter((picture) => !pictures.includes(picture))
    return heard
  }

  /** Another happening told in a message that is kept: a person looks first, but in an emergency. */
  async function keepSecond(
    window: Window,
    chat: Chat,
    message: Message,
    reading: Reading,
    subject: Subject,
  ): Promise<void> {
    const { category, route, urgency, incident } = subject
    const second = { ...reading, category, route, urgency, incident, categories: [], also: [], why: [secondHappening] }
    const state = route === 'emergency' ? 'waiting' : 'unsure'
    await keep(deps, chat, { ...message, id: `${message.id}+` }, second, state, [])
    if (incident !== null) window.told.add(incident)
  }

  return {
    async hear(chat, sent) {
      // A letter that the database refuses must not cost us the message; the spans are counted in what is left.
      const message = {
        ...sent,
        text: wellFormedText(sent.text),
        authorName: wellFormedText(sent.authorName),
        author: wellFormedText(sent.author),
      }
      const window = await windowOf(chat)
      const mine = window.turn.then(() => read(window, chat, message))
      window.turn = mine.catch(() => null)
      return mine
    },
    async flush() {
      const waiting = [...counts]
      counts.clear()
      if (waiting.length === 0) return
      const write = async (tx: Write) => {
        for (const [, { chatId, day, messages, reports }] of waiting)
          await countMessages(tx, chatId, day, messages, reports)
      }
      await inTransaction(deps.db, write).catch((error) => {
        for (const [key, entry] of waiting) add(key, entry)
        throw error
      })
    },
  }
}

function waitForWords(window: Window, message: Message): void {
  const at = message.at.getTime()
  window.pictures = window.pictures.filter((picture) => at - picture.at < pictureWaits).slice(-20)
  window.pictures.push({ author: message.author, at, attachments: message.attachments })
}

function picturesOf(window: Window, message: Message): Window['pictures'] {
  const at = message.at.getTime()
  return window.pictures.filter((picture) => picture.author === message.author && at - picture.at < pictureWaits)
}

async function keep(
  deps: Needed,
  chat: Chat,
  message: Message,
  reading: Reading,
  state: 'waiting' | 'unsure',
  attachments: Attachment[],
): Promise<Heard> {
  // A second delivery is refused by the table; asked first only where files would be fetched in vain.
  if (attachments.length > 0 && (await isKept(deps.db, chat.id, message.id)))
    return { reading, kept: null, secret: null, recognised: true }
  const now = deps.now()
  const files: (KeptMedia & { kind: string })[] = []
  for (const attachment of attachments) {
    const bytes = await attachment.open()
    if (!bytes) continue
    const stored = await keepMedia(deps.files, deps.config, bytes, attachment.kind)
    if ('refused' in stored)
      deps.log.warn('attachment.refused', { reason: logged(stored.refused), chat: logged(chat.id) })
    else files.push({ ...stored, kind: attachment.kind })
  }
  const id = deps.newId()
  const secret = deps.newSecret()
  const kept = await inTransaction(deps.db, async (tx) => {
    if (!(await keepReport(tx, chat, message, reading, { id, secret, state, now }))) return false
    for (const file of files) {
      const attachment = {
        id: deps.newId(),
        departmentId: chat.departmentId,
        reportId: id,
        kind: file.kind,
        at: message.at,
      }
      await attachToReport(tx, file, attachment)
    }
    const happening = { departmentId: chat.departmentId, at: now, data: { reportId: id } }
    if (state === 'waiting') await record(tx, { ...happening, kind: 'report.kept' })
    else
      await record(tx, {
        ...happening,
        kind: 'report.unsure',
        live: { to: 'staff', type: 'unsure', departmentId: chat.departmentId },
      })
    return true
  })
  return { reading, kept: kept ? id : null, secret: kept ? secret : null, recognised: true }
}
