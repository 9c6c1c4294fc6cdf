import { Logger, run as runWorker } from 'graphile-worker'
import { z } from 'zod'
import { openDatabase } from './database.ts'
import type { Deps } from './deps.ts'
import type { JournalEvent } from './journal.ts'
import { id } from './log.ts'

/** What the worker is asked to do beside the way of a message. */
export interface Work {
  goOn(deps: Deps, event: JournalEvent): Promise<void>
  /** Without it replies wait for a process that has the messengers. */
  post?(deps: Deps, job: { departmentId: string; id: string }): Promise<void>
  /** Run once a minute. */
  minutely: ((deps: Deps) => Promise<unknown>)[]
  /** Other jobs by name. */
  tasks: Record<string, (deps: Deps, payload: unknown) => Promise<void>>
}

const event = z.object({
  departmentId: z.uuid(),
  id: z.number(),
  kind: z.string(),
  incidentId: z.uuid().nullable(),
  accountId: z.uuid().nullable(),
  at: z.string(),
  data: z.record(z.string(), z.unknown()),
})
const postJob = z.object({ departmentId: z.uuid(), id: z.uuid() })

export interface Worker {
  close(): Promise<void>
}

const quiet = () => {}

/**
 * Starts the jobs: in order for one incident, at least once, with retries and growing pauses. Their connections do not
 * wait for the disk at commit: a crash can only undo the newest of their work together with the note that it was done,
 * and so it is done again.
 */
export async function startWorker(reading: Deps, work: Work, concurrency = 6): Promise<Worker> {
  const { connection, log } = reading.db
  const db = await openDatabase({ ...connection, options: '-c synchronous_commit=off' }, { max: concurrency + 2, log })
  const deps = { ...reading, db }
  const { post } = work
  const minutely = async () => {
    for (const task of work.minutely) await task(deps)
  }
  const runner = await runWorker({
    pgPool: db.pool,
    preset: {
      worker: {
        concurrentJobs: concurrency,
        pollInterval: 2000,
        localQueue: { size: concurrency * 4 },
        completeJobBatchDelay: 1,
        // Without it a job that fails while the database is away ends the whole process.
        failJobBatchDelay: 1,
      },
    },
    noHandleSignals: true,
    logger: new Logger(() => quiet),
    crontab: work.minutely.length > 0 ? '* * * * * minutely ?max=1' : '',
    taskList: {
      way: (payload) => work.goOn(deps, event.parse(payload) as unknown as JournalEvent),
      ...(post ? { post: (payload: unknown) => post(deps, postJob.parse(payload)) } : {}),
      ...(work.minutely.length > 0 ? { minutely } : {}),
      ...Object.fromEntries(
        Object.entries(work.tasks).map(([name, task]) => [name, (payload: unknown) => task(deps, payload)]),
      ),
    },
  })
  runner.events.on('job:error', ({ job, error }) =>
    deps.log.fault('job.fault', error, { task: id(job.task_identifier), attempt: job.attempts }),
  )
  // The runner's own promise rejects when the worker dies; that must be seen, not lost.
  runner.promise.catch((error) => deps.log.fault('worker.fault', error))
  return {
    async close() {
      await runner.stop()
      await db.close()
    },
  }
}
