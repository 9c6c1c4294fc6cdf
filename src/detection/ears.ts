import { localDay } from '../base/calendar.ts'
import { inTransaction, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { secondOf } from '../chat/chat.ts'
import { sureBounds, sureFromOf } from '../chat/chat-settings.ts'
import type { Message } from '../chat/message.ts'
import { countMessages } from '../chat/store.ts'
import type { Reading, Subject } from './categories.ts'
import { decideOrDoubt } from './decide.ts'
import { look, recall, settle } from './detect.ts'
import { secondHappening } from './explain.ts'
import { type KeepNeeds, keep, keepInAlbum, NotFetched, type Place, sentWith } from './keep.ts'
import type { Model } from './model.ts'
import { findAlbum, findKept, findReport, type KeptReport, rememberedReports, reviseReport } from './store.ts'
import {
  asHeard,
  isForwarded,
  isNewcomer,
  noteId,
  noteUnder,
  openWindow,
  picturesOf,
  revised,
  type Window,
  waitForWords,
  wellFormed,
} from './window.ts'

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
  hear(chat: Place, message: Message): Promise<Heard>
  /** The author changed a message: what was kept is read anew; what was forgotten is kept if it is a report now. */
  reread(chat: Place, message: Message): Promise<void>
  /** The author took messages back: resolves when what was being read of them has been dealt with. */
  forget(chat: Place, ids: readonly string[]): Promise<void>
  /** A message that is not read, for its author says too much at once. */
  count(chat: Place, message: Message): void
  /** Writes the counts (no texts) that wait in memory. */
  flush(): Promise<void>
}

/** At or above it a report goes its way by itself; below it a person looks first. */
export const sureFrom = sureBounds.usual
const certainFrom = 0.9
/** An emergency missed is dearer than a false alarm, so it goes its way much sooner. */
export const emergencyFrom = 0.3
const remembersFor = 7 * 24 * 3_600_000
const chatsInMemory = 5000
const happeningsInMemory = 500
const albumsInMemory = 100
/** After so many deliveries in vain a message is kept without its files: its words matter more. */
const mostMisses = 3

interface Count {
  chatId: string
  day: string
  messages: number
  reports: number
  lastAt: Date
}

/** Whether a reading is kept and how; `told` are the happenings of this chat that are kept. What is chatter returns null and is forgotten. */
export function fate(
  reading: Reading,
  direct: boolean,
  told: ReadonlySet<string>,
  sure: number = sureFrom,
): 'waiting' | 'unsure' | null {
  if (reading.kind === 'report') {
    if (reading.likelihood >= (reading.route === 'emergency' ? emergencyFrom : sure))
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
export function openEars(deps: KeepNeeds, model: Model, { recalls = true } = {}): Ears {
  const windows = new Map<string, Window>()
  const counts = new Map<string, Count>()

  async function windowOf(chat: Place): Promise<Window> {
    const known = windows.get(chat.id)
    if (known) {
      windows.delete(chat.id)
      windows.set(chat.id, known)
      return known
    }
    const fresh = openWindow(deps.now().getTime())
    windows.set(chat.id, fresh)
    const oldest = windows.keys().next().value
    if (windows.size > chatsInMemory && oldest) windows.delete(oldest)
    if (!recalls) return fresh
    fresh.turn = rememberedReports(deps.db, chat.id, new Date(deps.now().getTime() - remembersFor)).then(
      (known) => {
        for (const { incident, author, at } of known) {
          fresh.told.add(incident)
          noteUnder(fresh.authors, author, Math.min(at.getTime(), fresh.authors.get(author) ?? at.getTime()))
        }
        recall(fresh.thread, known)
      },
      (error) => {
        // Or the chat would go on without its past until the next restart.
        if (windows.get(chat.id) === fresh) windows.delete(chat.id)
        throw error
      },
    )
    return fresh
  }

  function count(chat: Place, message: Message, kept: boolean): void {
    const day = localDay(message.at)
    const more = { chatId: chat.id, day, messages: 1, reports: kept ? 1 : 0, lastAt: message.at }
    add(`${chat.id} ${day}`, more)
  }

  function add(key: string, more: Count): void {
    const { messages = 0, reports = 0, lastAt = more.lastAt } = counts.get(key) ?? {}
    const latest = lastAt > more.lastAt ? lastAt : more.lastAt
    counts.set(key, { ...more, messages: messages + more.messages, reports: reports + more.reports, lastAt: latest })
  }

  /** Remembers the message only when it was forgotten or safely kept: one that comes again is read as the first time. */
  async function read(window: Window, chat: Place, message: Message, again = false): Promise<Heard> {
    const view = look(window.thread, asHeard(message), model)
    const reading = decideOrDoubt(view, model)
    const nothing = { reading, kept: null, secret: null, recognised: false }
    // Taken back before it came, or changed before it came: the later word holds.
    const late = window.gone.has(message.id) || (!again && window.edited.has(message.id))
    const album = late ? null : await albumOf(window, chat, message)
    const state = late || album ? null : fate(reading, message.direct, window.told, sureFromOf(chat.settings))
    const giveUp = (window.misses.get(message.id) ?? 0) + 1 >= mostMisses
    if (album) await missing(window, message, () => keepInAlbum(deps, chat, message, album, giveUp))
    const pictures = state ? picturesOf(window, message) : []
    let heard: Heard = album ? { ...nothing, recognised: true } : nothing
    if (state) {
      const attachments = [...sentWith(message), ...pictures.flatMap((one) => sentWith({ ...one, id: one.message }))]
      const newcomer = isNewcomer(window, message.author, message.at.getTime())
      // Pictures of one album whose words came last: those still to come go there too.
      const shared = message.album ?? pictures.find((picture) => picture.album !== null)?.album
      const told = shared ? { ...message, album: shared } : message
      const kept = await missing(window, message, () =>
        keep(deps, chat, told, reading, { state, attachments, newcomer, giveUp }),
      )
      heard = { reading, kept: kept?.id ?? null, secret: kept?.secret ?? null, recognised: true }
      if (kept && shared) noteUnder(window.albums, shared, kept.id, albumsInMemory)
      if (reading.incident) window.told.add(reading.incident)
      for (const subject of reading.also) await keepSecond(window, chat, message, reading, subject)
      if (window.told.size > happeningsInMemory) window.told.delete(window.told.values().next().value ?? '')
    } else isNewcomer(window, message.author, message.at.getTime())
    if (!late) settle(window.thread, view, reading)
    if (!again) count(chat, message, heard.recognised)
    if (!heard.recognised && !late && !again && message.attachments.length > 0) waitForWords(window, message)
    window.pictures = window.pictures.filter((picture) => !pictures.includes(picture))
    return heard
  }

  /** Counts how often files could not be fetched; the message is then delivered again. */
  async function missing<T>(window: Window, message: Message, act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      if (error instanceof NotFetched) noteUnder(window.misses, message.id, (window.misses.get(message.id) ?? 0) + 1)
      throw error
    }
  }

  /** The report that a further picture without words belongs to. */
  async function albumOf(window: Window, chat: Place, message: Message): Promise<string | null> {
    const { album, text, attachments } = message
    if (!album || text.trim() !== '' || attachments.length === 0) return null
    const known = window.albums.get(album) ?? (recalls ? await findAlbum(deps.db, chat.id, album) : null)
    if (known) noteUnder(window.albums, album, known, albumsInMemory)
    return known
  }

  /** Another happening told in a message that is kept: a person looks first, but in an emergency. */
  async function keepSecond(
    window: Window,
    chat: Place,
    message: Message,
    reading: Reading,
    subject: Subject,
  ): Promise<void> {
    const { category, route, urgency, incident } = subject
    const second = { ...reading, category, route, urgency, incident, categories: [], also: [], why: [secondHappening] }
    const state = route === 'emergency' ? 'waiting' : 'unsure'
    const alone = { attachments: [], newcomer: false, giveUp: true }
    await keep(deps, chat, { ...message, id: secondOf(message.id) }, second, { state, ...alone })
    if (incident !== null) window.told.add(incident)
  }

  async function revise(window: Window, message: Message, kept: KeptReport, added = false): Promise<void> {
    if (kept.state === 'dropped' || kept.deletedAt || kept.text === message.text) return
    const view = look(window.thread, asHeard(message), model)
    const fresh = decideOrDoubt(view, model)
    const reading = revised(kept, fresh)
    settle(window.thread, view, reading)
    // What a person was to look at goes its way by itself if it is plain now.
    const plain = kept.state === 'unsure' && fate(fresh, false, window.told) === 'waiting'
    const { departmentId, incidentId } = kept
    const now = deps.now()
    await inTransaction(deps.db, async (tx) => {
      if (!(await reviseReport(tx, kept, message, reading, plain ? 'waiting' : kept.state, added ? null : now))) return
      const happening = { departmentId, incidentId, at: now, data: { reportId: kept.id } }
      const unsure = { to: 'staff', type: 'unsure', departmentId } as const
      const page = incidentId
        ? ({ to: 'staff', type: 'incident', departmentId, id: incidentId, kind: 'report.edited' } as const)
        : unsure
      await record(tx, { ...happening, kind: added ? 'report.added' : 'report.edited', live: page })
      if (plain) await record(tx, { ...happening, kind: 'report.kept', live: unsure })
    })
    if (plain && reading.incident) window.told.add(reading.incident)
  }

  /** One after the other in a chat. */
  async function inTurn<T>(chat: Place, act: (window: Window) => Promise<T>): Promise<T> {
    const window = await windowOf(chat)
    const mine = window.turn.then(() => act(window))
    window.turn = mine.catch(() => null)
    return mine
  }

  /** Forwards of one person in one go are one report: the words of a further one stand under the first one's. */
  async function underFirst(window: Window, chat: Place, message: Message): Promise<Heard | null> {
    const { album, text } = message
    if (!album || !isForwarded(album) || text.trim() === '' || window.gone.has(message.id)) return null
    const known = window.albums.get(album) ?? (recalls ? await findAlbum(deps.db, chat.id, album) : null)
    const first = known && (await findReport(deps.db, chat.departmentId, known))
    if (!first || first.externalId === message.id || first.state === 'dropped' || first.deletedAt) return null
    // Delivered again: it stands there already.
    if (!first.text.split('\n\n').includes(text))
      await revise(window, { ...message, text: `${first.text}\n\n${text}` }, first, true)
    if (message.attachments.length > 0)
      await missing(window, message, () => keepInAlbum(deps, chat, message, first.id, true))
    count(chat, message, true)
    return { reading: first.reading, kept: null, secret: null, recognised: true }
  }

  return {
    hear: (chat, sent) =>
      inTurn(chat, async (window) => {
        const message = wellFormed(sent)
        return (await underFirst(window, chat, message)) ?? read(window, chat, message)
      }),
    reread: (chat, sent) =>
      inTurn(chat, async (window) => {
        const message = wellFormed(sent)
        noteId(window.edited, message.id)
        const kept = await findKept(deps.db, chat.id, message.id)
        if (!kept) {
          await read(window, chat, message, true)
          return
        }
        const second = await findKept(deps.db, chat.id, secondOf(message.id))
        for (const report of second ? [kept, second] : [kept]) await revise(window, message, report)
      }),
    async forget(chat, ids) {
      const window = await windowOf(chat)
      for (const id of ids) noteId(window.gone, id)
      window.pictures = window.pictures.filter(({ message }) => !ids.includes(message))
      await window.turn
    },
    count: (chat, message) => count(chat, message, false),
    async flush() {
      const waiting = [...counts]
      counts.clear()
      if (waiting.length === 0) return
      const write = async (tx: Write) => {
        for (const [, { chatId, day, messages, reports, lastAt }] of waiting)
          await countMessages(tx, chatId, day, messages, reports, lastAt)
      }
      await inTransaction(deps.db, write).catch((error) => {
        for (const [key, entry] of waiting) add(key, entry)
        throw error
      })
    },
  }
}
