import { setTimeout as sleep } from 'node:timers/promises'
import { runAside } from './aside.ts'
import { type Config, readConfig } from './base/config.ts'
import { type Database, inTransaction, openDatabase } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { openFileStore } from './base/files.ts'
import { newId, newSecret } from './base/ids.ts'
import { openLawBook } from './base/law-book.ts'
import { loadEditions } from './base/law-files.ts'
import { openLive } from './base/live.ts'
import { type Log, id as logged, openLog } from './base/log.ts'
import { freeJobs, migrate } from './base/migrate.ts'
import { type Postgres, startPostgres } from './base/postgres.ts'
import { openSealKey } from './base/seal.ts'
import { startWorker } from './base/worker.ts'
import { openBot } from './bot/bot.ts'
import { leaveUnbound, tellMorning } from './bot/step.ts'
import { freeLeases } from './chat/account-store.ts'
import { openChatBook } from './chat/book.ts'
import type { Channel } from './chat/channel.ts'
import { openHub } from './chat/hub.ts'
import { type Kinds, kinds as ours } from './chat/kinds.ts'
import { memoryChannel } from './chat/memory.ts'
import { openWebChat } from './chat/webchat.ts'
import { doAct } from './desk.ts'
import { openEars } from './detection/ears.ts'
import { loadModel } from './detection/model-file.ts'
import { firstAdministrator } from './first.ts'
import { importTask, resumeImports } from './import-task.ts'
import { escalate } from './incident/step.ts'
import { openAtlas } from './inspection/store.ts'
import { openListening } from './listener.ts'
import { remindOfTerms } from './protocol/step.ts'
import { openOutbox } from './reply/outbox.ts'
import { failStale } from './reply/outbox-store.ts'
import { openServer } from './server.ts'
import { goOn } from './way.ts'
import { buildWeb } from './web-build.ts'

/** Settings → database → channels → worker → server; down again in reverse. */

export interface Running {
  deps: Deps
  address: string
  close(): Promise<void>
}

export interface Options {
  config: Config
  db: Database
  log: Log
  channels?: Channel[]
  /** The messengers that accounts may be of; tests bring their own. */
  kinds?: Kinds
  now?: () => Date
  /** Jobs done at once. */
  concurrency?: number
  /** Done before jobs and requests are taken. */
  before?: (deps: Deps) => Promise<unknown>
}

/** Starts everything that stands on the database: what `npm start`, the demo, the tests and the bench have in common. */
export async function startUchastok({
  config,
  db,
  log,
  channels = [memoryChannel()],
  kinds = ours,
  now = () => new Date(),
  concurrency = 6,
  before = async () => {},
}: Options): Promise<Running> {
  const [files, editions, live, model, sealKey] = await Promise.all([
    openFileStore(config.dataDir),
    loadEditions(),
    openLive(db),
    loadModel(),
    openSealKey(config),
  ])
  const law = await openLawBook({ db, live, log }, editions)
  const base = { config, db, log, files, live, law, sealKey, now, newId: () => newId(now()), newSecret }
  const webchat = openWebChat(base)
  const named = new Map([webchat, ...channels].map((channel) => [channel.name, channel]))
  const deps: Deps = {
    ...base,
    channels: named,
    hub: openHub({ ...base, channels: named }, { kinds }),
    ears: openEars(base, model),
    atlas: openAtlas(db, now),
    book: openChatBook(db),
  }
  const listenerOf = openListening(deps, openBot({ act: doAct }))
  const own = [...deps.channels.values()]
  for (const channel of own) await channel.listen(listenerOf(channel))
  await before(deps)
  await resumeImports(deps)
  const stopping = new AbortController()
  const readIn = importTask(() => openEars(base, model, { recalls: false }), stopping.signal)
  // Not with the worker's connections: the upload is deleted when it is read, so that must be on the disk.
  const tasks = { import: (_: Deps, job: unknown) => readIn(deps, job) }
  const worker = await startWorker(
    deps,
    {
      goOn,
      minutely: [
        leaveStale,
        escalate,
        remindOfTerms,
        leaveUnbound,
        tellMorning,
        () => deps.ears.flush(),
        () => webchat.purge(),
      ],
      tasks,
    },
    concurrency,
  )
  await deps.hub.start(listenerOf)
  const outbox = openOutbox(deps)
  const server = await openServer(deps)
  const address = await server.listen({ host: config.host, port: config.port })
  return {
    deps,
    address,
    async close() {
      server.server.closeAllConnections()
      await server.close()
      await outbox.close()
      await deps.hub.close()
      for (const channel of own) await channel.close()
      stopping.abort()
      await worker.close()
      // Counts are worth no refusal to end: the database may be away for good.
      await deps.ears.flush().catch((error) => log.fault('counts.lost', error))
      await live.close()
    },
  }
}

const leaveStale = (deps: Deps) => inTransaction(deps.db, (tx) => failStale(tx, deps.now()))

/** Opens the database that the settings name: theirs, or the embedded one. */
export async function openOwnDatabase(config: Config, log: Log): Promise<{ db: Database; postgres: Postgres | null }> {
  const postgres = config.databaseUrl ? null : await startPostgres({ dataDir: config.dataDir, log })
  const db = await openDatabase(postgres?.connection ?? { connectionString: config.databaseUrl ?? '' }, {
    max: config.databaseConnections,
    log,
  })
  await migrate(db)
  if (postgres?.owner) {
    await inTransaction(db, (tx) => freeJobs(tx))
    await inTransaction(db, (tx) => freeLeases(tx))
  }
  return { db, postgres }
}

/** The entry of `npm start` and `npm run demo`. Resolves with the exit status after Ctrl-C. */
export async function run(args: string[]): Promise<number> {
  const demo = args[0] === 'demo'
  const config = readConfig(process.env)
  const log = openLog({ level: demo && !process.env.LOG_LEVEL ? 'warn' : config.logLevel })
  const started = Date.now()
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort())
  // A test of the start is about the program; the pages have tests of their own.
  if (config.mode !== 'test') await buildWeb()
  const { db, postgres } = await openOwnDatabase(config, log)
  let running: Running | null = null
  let group: { address: string; close(): Promise<void> } | null = null
  try {
    const show = demo ? await import('../demo/people.ts') : null
    if (show && !(await show.hasDemo(db, config.dataDir))) await runAside(new URL('../demo/fill.ts', import.meta.url))
    running = await startUchastok({ config, db, log })
    log.info('started', { port: config.port, ms: Date.now() - started })
    const address = config.publicUrl ?? running.address
    if (show) {
      group = await show.openGroup(running.deps, address)
      console.log(await show.demoPeople(db, address, group?.address))
    } else {
      const link = await inTransaction(db, (tx) => firstAdministrator(tx, newId, newSecret, new Date()))
      if (link)
        console.log(
          `\nПервый администратор задаёт пароль по этой ссылке (один раз, в течение 7 дней).\nThe first administrator sets a password here (once, within 7 days):\n  ${address}/invite/${link}\n`,
        )
      console.log(`Uchastok: ${address}`)
    }
    while (!ending.signal.aborted) await sleep(60_000, undefined, { signal: ending.signal }).catch(() => {})
    return 0
  } finally {
    if (running) await running.close()
    await group?.close()
    await db.close()
    await postgres?.stop()
    log.info('stopped', { pid: logged(String(process.pid)) })
  }
}
