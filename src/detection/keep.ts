import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { record } from '../base/journal.ts'
import { type KeptMedia, keepMedia } from '../base/keep-media.ts'
import { id as logged } from '../base/log.ts'
import type { Chat } from '../chat/chat.ts'
import type { Attachment, Message } from '../chat/message.ts'
import type { Reading } from './categories.ts'
import { addUnfetched, attachToReport, filesOfReport, isKept, keepReport, type Unfetched } from './store.ts'

export type KeepNeeds = Pick<Deps, 'config' | 'db' | 'files' | 'log' | 'now' | 'newId' | 'newSecret'>
/** Where a message was said. */
export type Place = Pick<Chat, 'id' | 'departmentId'> & Partial<Pick<Chat, 'settings'>>

/** How many files one report takes from the messenger. */
export const mostFiles = 10

/** The files of a message could not be fetched now; told so that it is delivered again. */
export class NotFetched extends Error {
  override name = 'NotFetched'
}

/** A file and the messenger's id of the message that it came with. */
export type Sent = Attachment & { message: string }
export const sentWith = ({ id, attachments }: Pick<Message, 'id' | 'attachments'>): Sent[] =>
  attachments.map((one) => ({ ...one, message: id }))

type Fetched = KeptMedia & { kind: string; message: string }

/** Fetches and keeps what came with a message; with `giveUp`, what cannot be had is noted instead. */
async function fetchAll(
  deps: KeepNeeds,
  chat: Place,
  attachments: readonly Sent[],
  giveUp: boolean,
): Promise<{ files: Fetched[]; unfetched: Unfetched[] }> {
  const files: Fetched[] = []
  const unfetched: Unfetched[] = []
  for (const [index, { kind, open, seconds, bytes: size, tooLarge, message }] of attachments.entries()) {
    const note = (why: Unfetched['why']) =>
      unfetched.push({ kind, why, ...(seconds && { seconds }), ...(size && { bytes: size }) })
    if (index >= mostFiles || tooLarge) {
      note(tooLarge ? 'too-large' : 'too-many')
      continue
    }
    let cut = false
    const bytes = await open().catch((error) => {
      deps.log.fault('attachment.not-fetched', error, { chat: logged(chat.id), kind: logged(kind) })
      if (!giveUp) throw new NotFetched('A file could not be fetched from the messenger.', { cause: error })
      cut = true
      return null
    })
    const stored = bytes && (await keepMedia(deps.files, deps.config, bytes, kind))
    if (stored && !('refused' in stored)) {
      files.push({ ...stored, kind, message })
      continue
    }
    const why = stored ? stored.refused : cut ? 'cut' : 'gone'
    note(why)
    deps.log.warn('attachment.refused', { reason: logged(why), chat: logged(chat.id) })
  }
  return { files, unfetched }
}

/** Keeps a message with its files and its journal row; null when this chat's message was kept before. */
export async function keep(
  deps: KeepNeeds,
  chat: Place,
  message: Message,
  reading: Reading,
  kept: { state: 'waiting' | 'unsure'; attachments: Sent[]; newcomer: boolean; giveUp: boolean },
): Promise<{ id: string; secret: string } | null> {
  const { state, attachments } = kept
  // A second delivery is refused by the table; asked first only where files would be fetched in vain.
  if (attachments.length > 0 && (await isKept(deps.db, chat.id, message.id))) return null
  const { files, unfetched } = await fetchAll(deps, chat, attachments, kept.giveUp)
  const id = deps.newId()
  const secret = deps.newSecret()
  const now = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const row = { id, secret, state, now, newcomer: kept.newcomer, unfetched }
    if (!(await keepReport(tx, chat, message, reading, row))) return null
    for (const { kind, message: from, ...file } of files) {
      const own = { id: deps.newId(), departmentId: chat.departmentId, reportId: id, kind, at: message.at }
      const attachment = { ...own, message: from }
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
    return { id, secret }
  })
}

/** A further picture of an album goes to the report that the others went to, as long as it has room. */
export async function keepInAlbum(
  deps: KeepNeeds,
  chat: Place,
  message: Message,
  reportId: string,
  giveUp: boolean,
): Promise<void> {
  const there = await filesOfReport(deps.db, chat.departmentId, reportId)
  const sent = sentWith(message)
  const room = Math.max(0, mostFiles - there.size)
  const { files, unfetched } = await fetchAll(deps, chat, sent.slice(0, room), giveUp)
  for (const { kind } of sent.slice(room)) unfetched.push({ kind, why: 'too-many' })
  const of = { departmentId: chat.departmentId, reportId, message: message.id }
  await inTransaction(deps.db, async (tx) => {
    for (const { kind, ...file } of files) {
      // Delivered again, or sent twice: one is enough.
      if (there.has(file.hash)) continue
      await attachToReport(tx, file, { ...of, id: deps.newId(), kind, at: message.at })
    }
    await addUnfetched(tx, of, unfetched)
  })
}
