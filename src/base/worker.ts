import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type Runner, type RunnerOptions, run as runWorker, type WorkerEvents } from 'graphile-worker'
import { z } from 'zod'
import { DatabaseAway, inTransaction, openDatabase } from './database.ts'
import type { Deps } from './deps.ts'
import type { JournalEvent } from './journal.ts'
import { id } from './log.ts'
import { freeJobs } from './migrate.ts'

/** What the worker is asked to do beside the way of a message. */
export interface Work {
  goOn(deps: Deps, event: JournalEvent): Promise<void>
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

export interface Worker {
  close(): Promise<void>
}

const quiet = () => {}

/**
 * Starts the jobs: in order for one incident, at least once, with retries and growing pauses. Their connections do not
 * wait for the disk at commit: a crash can only undo the newest of their work together with the note that it was done,
 * and so it is done again. The runner gives up when the database is away at the wrong moment; then another one begins.
 */
export async function startWorker(reading: Deps, work: Work, concurrency = 6): Promise<Worker> {
  const { connection, log } = reading.db
  const db = await openDatabase({ ...connection, options: '-c synchronous_commit=off' }, { max: concurrency + 2, log })
  const deps = { ...reading, db }
  const runners: Runner[] = []
  const closing = new AbortController()

  const launch = async (): Promise<void> => {
    const events: WorkerEvents = new EventEmitter()
    const running = new Set<string>()
    let pool = ''
    events.on('pool:create', ({ workerPool }) => {
      pool = workerPool.id
    })
    events.on('job:start', ({ job }) => running.add(job.id))
    events.on('job:complete', ({ job }) => running.delete(job.id))
    events.on('job:error', ({ job, error }) =>
      log.fault('job.fault', error, { task: id(job.task_identifier), attempt: job.attempts }),
    )
    // A queue that gives up with jobs in hand throws what nobody awaits; the next runner frees those jobs.
    events.on('localQueue:setMode', ({ localQueue, newMode }) => {
      if (newMode === 'RELEASED') localQueue.release().catch((error) => log.fault('worker.fault', error))
    })
    events.on('pool:gracefulShutdown', () => {
      if (!closing.signal.aborted) void replace(pool, running)
    })
    const runner = await runWorker(options(deps, work, concurrency, events))
    // The runner's own promise rejects when it gives up; the next one is then on its way.
    runner.promise.catch((error) => log.fault('worker.fault', error))
    if (closing.signal.aborted) await runner.stop()
    else runners.push(runner)
  }

  /** What the runner that gave up holds is done by the next one; what it is still doing it ends by itself. */
  const replace = async (pool: string, running: ReadonlySet<string>): Promise<void> => {
    log.warn('worker.gave-up')
    for (let wait = 250; !closing.signal.aborted; wait = Math.min(wait * 2, 10_000)) {
      await sleep(wait, undefined, { ref: false, signal: closing.signal }).catch(quiet)
      try {
        if (closing.signal.aborted) return
        await inTransaction(db, (tx) => freeJobs(tx, { heldBy: pool, but: [...running] }))
        await launch()
        return log.info('worker.goes-on')
      } catch (error) {
        if (!(error instanceof DatabaseAway)) log.fault('worker.fault', error)
      }
    }
  }

  await launch()
  return {
    async close() {
      closing.abort()
      await Promise.all(runners.map((runner) => runner.stop().catch(quiet)))
      await db.close()
    },
  }
}

function options(deps: Deps, work: Work, concurrency: number, events: WorkerEvents): RunnerOptions {
  const minutely = async () => {
    for (const task of work.minutely) await task(deps)
  }
  return {
    pgPool: deps.db.pool,
    events,
    preset: {
      worker: {
        concurrentJobs: concurrency,
        pollInterval: 100,
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
      ...(work.minutely.length > 0 ? { minutely } : {}),
      ...Object.fromEntries(
        Object.entries(work.tasks).map(([name, task]) => [name, (payload: unknown) => task(deps, payload)]),
      ),
    },
  }
}
