import { readConfig } from '../src/base/config.ts'
import { openLog } from '../src/base/log.ts'
import { openOwnDatabase, startUchastok } from '../src/main.ts'
import { demoClock, loadDemo } from './load.ts'

/** Lets the invented week happen in a process of its own, beside the PostgreSQL that the demo has started. */
const config = { ...readConfig(process.env), host: '127.0.0.1', port: 0 }
const log = openLog({ level: 'warn' })
const { db, postgres } = await openOwnDatabase(config, log)
const clock = demoClock()
try {
  const running = await startUchastok({ config, db, log, now: clock.now, before: (deps) => loadDemo(deps, clock) })
  await running.close()
} finally {
  await db.close()
  await postgres?.stop()
}
