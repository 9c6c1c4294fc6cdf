import { z } from 'zod'
import { DatabaseAway, inTransaction } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { addImportJob, type ChatImport, findImport, noteImport, openImports } from './chat/import-store.ts'
import type { Ears } from './detection/ears.ts'
import { importChat } from './import-chat.ts'
import { dropUpload, hasUpload, uploadPath, uploadsKept } from './import-upload.ts'

const payload = z.object({ departmentId: z.uuid(), importId: z.uuid() })

/** The job that reads an upload in. The file is deleted when that is done or failed for good; a restart goes on. */
export function importTask(newEars: () => Ears, signal: AbortSignal): (deps: Deps, job: unknown) => Promise<void> {
  return async (deps, job) => {
    const { importId } = payload.parse(job)
    const { dataDir } = deps.config
    const wanted = await findImport(deps.db, importId)
    const open = wanted !== null && (wanted.state === 'waiting' || wanted.state === 'running')
    if (open && !(await hasUpload(dataDir, importId))) return fail(deps, wanted, 'interrupted')
    if (open) {
      try {
        await importChat(deps, newEars, wanted, uploadPath(dataDir, importId), { signal })
      } catch (error) {
        // The program is being stopped, or the database is gone for long: the file stays for another try.
        if (signal.aborted || error instanceof DatabaseAway) throw error
        deps.log.fault('import.fault', error)
        await fail(deps, wanted, 'fault')
      }
    }
    await dropUpload(dataDir, importId)
  }
}

/** At the start: uploads that nobody waits for are deleted; imports that were broken off go on, or say why they cannot. */
export async function resumeImports(deps: Deps): Promise<void> {
  const { dataDir } = deps.config
  const open = await openImports(deps.db)
  const kept = new Set(await uploadsKept(dataDir))
  for (const id of kept) if (!open.some((job) => job.id === id)) await dropUpload(dataDir, id)
  for (const job of open) {
    if (kept.has(job.id)) await inTransaction(deps.db, (tx) => addImportJob(tx, job))
    else await fail(deps, job, 'interrupted')
  }
}

async function fail(deps: Deps, job: ChatImport, problem: string): Promise<void> {
  const at = (await findImport(deps.db, job.id)) ?? job
  await inTransaction(deps.db, (tx) => noteImport(tx, { ...at, state: 'failed', problem }, deps.now()))
}
