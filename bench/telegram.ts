import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startTelegram } from '../emulators/telegram.ts'
import { readConfig } from '../src/base/config.ts'
import { query, type Read } from '../src/base/database.ts'
import { silent } from '../src/base/log.ts'
import { openOwnDatabase } from '../src/main.ts'
import { makeTelegramTown } from '../src/telegram-testing.ts'
import { figure, percentile } from './machine.ts'
import { texts } from './texts.ts'

/** How many messages a second come in from Telegram over HTTP, and how soon a report is an incident. */

const root = fileURLToPath(new URL('../', import.meta.url))
const server = `
  const { startUchastok } = await import('./src/main.ts')
  const { openDatabase } = await import('./src/base/database.ts')
  const { readConfig } = await import('./src/base/config.ts')
  const { silent } = await import('./src/base/log.ts')
  const config = readConfig(process.env)
  const db = await openDatabase(JSON.parse(process.env.CONNECTION), { max: config.databaseConnections, log: silent })
  await startUchastok({ config, db, log: silent, channels: [] })
  console.log('It runs.')`
const [groups, rate, reportEvery] = [400, 500, 50]

export async function benchTelegram(scale: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'uchastok-telegram-'))
  const settings = { PORT: '0', UCHASTOK_DATA: dataDir, LOG_LEVEL: 'silent', NODE_ENV: 'test' }
  const config = readConfig(settings)
  const telegram = await startTelegram()
  const { db, postgres } = await openOwnDatabase(config, silent)
  const town = await makeTelegramTown(db, config, telegram, groups)
  const env = { ...settings, PATH: process.env.PATH, CONNECTION: JSON.stringify(postgres?.connection) }
  const child = spawn(process.execPath, ['--input-type=module', '--eval', server], { cwd: root, env })
  child.stderr.pipe(process.stderr)
  try {
    await once(child.stdout, 'data')
    const people = Array.from({ length: 4000 }, (_, n) => telegram.person(`Сосед ${n}`))
    const { chatter, reports } = texts()
    const posted = new Map<string, number>()
    let written = 0
    const write = () => {
      const n = written++
      const group = town.groups[n % groups] ?? 0
      const by = people[(n * 7) % people.length] ?? telegram.bot.user
      const told = n % reportEvery === 0 ? reports[(n / reportEvery) % reports.length]?.text : undefined
      const { id } = telegram.say(group, by, told ?? chatter[n % chatter.length] ?? '')
      posted.set(`${group} ${id}`, Date.now())
    }
    const taken = async () => {
      while (telegram.waiting() > 0) await sleep(5)
    }
    for (let n = 0; n < 1000; n++) write()
    await taken()

    const steady = Math.round(20_000 * scale)
    const [began, first, busy] = [performance.now(), Date.now(), cpuSeconds(child.pid)]
    for (let n = 0; n < steady; n++) {
      write()
      const early = (n / rate) * 1000 - (performance.now() - began)
      if (early > 4) await sleep(early)
    }
    await taken()
    const cost = ((cpuSeconds(child.pid) - busy) * 1000) / steady
    const share = `the server needs ${cost.toFixed(2)} ms of one core for each`
    figure('Telegram: messages in, at a steady pace', steady / ((performance.now() - began) / 1000), '/s', share)
    const waits = await untilIncident(db, posted, first)
    const spread = `p50 ${Math.round(percentile(waits, 0.5))} ms, most ${Math.round(Math.max(...waits))} ms, ${waits.length} incidents`
    figure('Telegram: from the message to its incident, p95', percentile(waits, 0.95), 'ms', spread)

    const burst = Math.round(20_000 * scale)
    for (let n = 0; n < burst; n++) write()
    const start = performance.now()
    await taken()
    figure('Telegram: messages in, all waiting at once', burst / ((performance.now() - start) / 1000), '/s')
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    await telegram.close()
    await db.close()
    await postgres?.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** Seconds of a core that a process has used, from proc(5). */
function cpuSeconds(pid = 0): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Milliseconds from writing to the journal's row of the incident, of what was written since. */
async function untilIncident(db: Read, posted: Map<string, number>, since: number): Promise<number[]> {
  for (let before = -1; ; ) {
    const rows = await query<{ chat: string; message: string; at: Date }>(
      db,
      `select c.external_id as chat, r.external_id as message, j.at from journal j
         join report r on r.id = (j.data->>'reportId')::uuid join chat c on c.id = r.chat_id
       where j.kind = 'incident.opened'`,
      [],
    )
    const waits = rows.flatMap(({ chat, message, at }) => {
      const then = posted.get(`${chat} ${message}`)
      return then !== undefined && then >= since ? [at.getTime() - then] : []
    })
    if (waits.length === before) return waits
    before = waits.length
    await sleep(1500)
  }
}
