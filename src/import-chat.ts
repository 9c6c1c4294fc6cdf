import { inTransaction } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { record } from './base/journal.ts'
import { ExportError, openExport, readExportMedia } from './chat/exports.ts'
import { type ChatImport, noteImport } from './chat/import-store.ts'
import type { Message } from './chat/message.ts'
import { getChat } from './chat/store.ts'
import type { Ears } from './detection/ears.ts'

/** What an import tells while it goes on. */
export interface Progress {
  read: number
  unreadable: number
  kept: number
}

const noteEach = 500

/**
 * Reads an exported chat as if its messages came now, in order, with a memory of its own. Chatter is read and
 * forgotten; what is kept already is not kept twice, so a second run, or one after a crash, adds only what is missing.
 */
export async function importChat(
  deps: Deps,
  ears: Ears,
  job: ChatImport,
  path: string,
  onProgress: (progress: Progress) => void = () => {},
): Promise<Progress & { problem: string }> {
  const chat = await getChat(deps.db, job.chatId)
  const progress: Progress = { read: 0, unreadable: 0, kept: 0 }
  const note = (state: ChatImport['state'], problem: string) =>
    inTransaction(deps.db, (tx) =>
      noteImport(tx, { id: job.id, departmentId: job.departmentId, state, problem, ...progress }, deps.now()),
    )
  let problem = ''
  await note('running', '')
  try {
    for await (const item of openExport(path)) {
      if (!item.ok) {
        progress.unreadable += 1
        continue
      }
      const { message } = item
      const { mediaFile } = message
      const heard: Message = {
        id: message.id,
        at: message.at,
        author: message.author,
        authorName: message.author,
        text: message.text,
        media: message.media,
        attachments:
          mediaFile && message.media
            ? [
                {
                  kind: message.media,
                  name: mediaFile,
                  open: () => readExportMedia(path, mediaFile, deps.config.videoLimit),
                },
              ]
            : [],
        location: message.location,
        replyTo: message.replyTo,
        direct: false,
      }
      const { kept } = await ears.hear(chat, heard)
      progress.read += 1
      if (kept) progress.kept += 1
      if (progress.read % noteEach === 0) {
        await note('running', '')
        onProgress(progress)
      }
    }
  } catch (error) {
    // What was read before stays; the person is told what is wrong with the rest.
    if (!(error instanceof ExportError)) throw error
    problem = error.problem
  }
  await ears.flush()
  await note(problem && progress.read === 0 ? 'failed' : 'done', problem)
  await inTransaction(deps.db, (tx) =>
    record(tx, {
      departmentId: job.departmentId,
      kind: 'import.ended',
      at: deps.now(),
      accountId: job.byAccount,
      data: { importId: job.id, kept: progress.kept, incidents: 0 },
    }),
  )
  onProgress(progress)
  return { ...progress, problem }
}
