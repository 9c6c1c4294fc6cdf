import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises'
import { DatabaseAway, inTransaction } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { record } from './base/journal.ts'
import { id as logged } from './base/log.ts'
import { ExportError, type ExportMessage, openExport, readExportMedia } from './chat/exports.ts'
import { type ChatImport, noteImport, outcomeOf } from './chat/import-store.ts'
import type { Message } from './chat/message.ts'
import { getChat } from './chat/store.ts'
import type { Ears } from './detection/ears.ts'

/** What an import tells while it goes on. */
export interface Progress {
  read: number
  unreadable: number
  kept: number
  incidents: number
}

/** What may be wrong with an import beside what `ExportProblem` names; the web has its words for each. */
export const importProblems = ['cut-off', 'empty', 'fault', 'interrupted'] as const

export interface ImportOptions {
  onProgress?: (progress: Progress) => void
  /** Breaks off with its reason; the import goes on when it is asked for again. */
  signal?: AbortSignal
}

const noteEachMs = 1000
const breatheEach = 20
const pausesAtMost = 60

/**
 * Reads an exported chat as if its messages came now, in order, with a memory of its own. Chatter is read and
 * forgotten; what is kept already is not kept twice, so a second run, or one after a crash, adds only what is missing.
 * While the database is away it waits, then reads the file again from its beginning.
 */
export async function importChat(
  deps: Deps,
  newEars: () => Ears,
  job: ChatImport,
  path: string,
  options: ImportOptions = {},
): Promise<Progress & { problem: string }> {
  for (let pauses = 0; ; pauses++) {
    try {
      return await readThrough(deps, newEars(), job, path, options)
    } catch (error) {
      if (!(error instanceof DatabaseAway) || pauses === pausesAtMost) throw error
      deps.log.warn('import.waits-for-database', { import: logged(job.id), pauses })
      await sleep(Math.min(30_000, 250 * 2 ** pauses), undefined, { signal: options.signal })
    }
  }
}

async function readThrough(
  deps: Deps,
  ears: Ears,
  job: ChatImport,
  path: string,
  { onProgress = () => {}, signal }: ImportOptions,
): Promise<Progress & { problem: string }> {
  const chat = await getChat(deps.db, job.chatId)
  const progress: Progress = { read: 0, unreadable: 0, kept: 0, incidents: 0 }
  const note = (state: ChatImport['state'], problem: string) =>
    inTransaction(deps.db, (tx) =>
      noteImport(tx, { id: job.id, departmentId: job.departmentId, state, problem, ...progress }, deps.now()),
    )
  const recognised: string[] = []
  let problem = ''
  let noted = performance.now()
  await note('running', '')
  try {
    for await (const item of openExport(path)) {
      if (item.ok) {
        const { recognised: isOne, kept } = await ears.hear(chat, asHeard(deps, path, item.message))
        progress.read += 1
        if (kept) progress.kept += 1
        if (isOne) recognised.push(item.message.id)
      } else {
        progress.unreadable += 1
        if (item.reason === 'cut-off') problem = 'cut-off'
      }
      if ((progress.read + progress.unreadable) % breatheEach > 0) continue
      // A long file of chatter must not keep the server from answering.
      await breathe()
      signal?.throwIfAborted()
      if (performance.now() - noted < noteEachMs) continue
      await note('running', '')
      noted = performance.now()
      onProgress(progress)
    }
  } catch (error) {
    // What was read before stays; the person is told what is wrong with the rest.
    if (!(error instanceof ExportError)) throw error
    problem = error.problem
  }
  if (progress.read === 0) problem ||= 'empty'
  await settle(deps, job, recognised, progress, signal)
  await ears.flush()
  await note(progress.read === 0 ? 'failed' : 'done', problem)
  await inTransaction(deps.db, (tx) =>
    record(tx, {
      departmentId: job.departmentId,
      kind: 'import.ended',
      at: deps.now(),
      accountId: job.byAccount,
      data: { importId: job.id, kept: progress.kept, incidents: progress.incidents },
    }),
  )
  onProgress(progress)
  return { ...progress, problem }
}

function asHeard(deps: Deps, path: string, message: ExportMessage): Message {
  const { mediaFile, media } = message
  const open = () => (mediaFile ? readExportMedia(path, mediaFile, deps.config.videoLimit) : Promise.resolve(null))
  return {
    id: message.id,
    at: message.at,
    author: message.author,
    authorName: message.author,
    text: message.text,
    media,
    attachments: mediaFile && media ? [{ kind: media, name: mediaFile, open }] : [],
    location: message.location,
    replyTo: message.replyTo,
    direct: false,
  }
}

const settlePatience = 480

/** Waits, two minutes at most, until what was kept has found its incidents; then the figures are final. */
async function settle(
  deps: Deps,
  job: ChatImport,
  messageIds: readonly string[],
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let patience = settlePatience; patience > 0; patience--) {
    const { kept, incidents, waiting } = await outcomeOf(deps.db, job.chatId, messageIds, job.createdAt)
    Object.assign(progress, { kept, incidents })
    if (waiting === 0) return
    await sleep(250, undefined, { signal })
  }
}
