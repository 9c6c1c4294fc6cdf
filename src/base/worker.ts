import { Logger, run as runWorker } from 'graphile-worker'
import { z } from 'zod'
import type { Deps } from './deps.ts'
import type { JournalEvent } from './journal.ts'
import { id } from './log.ts'

/** What the worker is asked to do beside the way of a message. */
export interface Work {
  goOn(deps: Deps, event: JournalEvent): Promise<void>
  post(deps: Deps, job: { departmentId: string; id: string }): Promise<void>
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

/** Starts the jobs: in order for one incident, at least once, with retries and growing pauses. */
export async function startWorker(deps: Deps, work: Work, concurrency = 4): Promise<Worker> {
  const quiet = () => {}
  const runner = await runWorker({
    pgPool: deps.db.pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: new Logger(() => quiet),
    crontab: '* * * * * minutely ?max=1',
    taskList: {
      way: (payload) => work.goOn(deps, event.parse(payload) as unknown as JournalEvent),
      post: (payload) => work.post(deps, postJob.parse(payload)),
      minutely: async () => {
        for (const task of work.minutely) await task(deps)
      },
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
  return { close: () => runner.stop() }
}
