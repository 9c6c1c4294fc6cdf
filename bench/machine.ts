import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { one, type Read } from '../src/base/database.ts'

/** What the figures were measured on. */
export async function machine(db: Read): Promise<string> {
  const { version } = await one<{ version: string }>(db, `select current_setting('server_version') as version`)
  const [cpu] = cpus()
  return `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}, PostgreSQL ${version}`
}

/** Value at a share of the sorted list, e.g. 0.95; in the list's unit. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Resident memory in MiB of this process and of all PostgreSQL processes on the data folder: summed, and with shared pages counted once (PSS). */
export function memory(dataDir: string): { rss: number; pss: number; processes: number } {
  let [rss, pss, processes] = [0, 0, 0]
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const ours = Number(pid) === process.pid || readlinkSync(`/proc/${pid}/cwd`).startsWith(dataDir)
      if (!ours) continue
      const status = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      rss += Number(/^Rss:\s+(\d+)/m.exec(status)?.[1] ?? 0)
      pss += Number(/^Pss:\s+(\d+)/m.exec(status)?.[1] ?? 0)
      processes += 1
    } catch {
      // A process that ended while we looked, or one of another user.
    }
  }
  return { rss: rss / 1024, pss: pss / 1024, processes }
}

const line = (name: string, value: string, note = '') =>
  console.log(`${name.padEnd(58)} ${value.padStart(14)}  ${note}`)

export function figure(name: string, value: number, unit: string, note = ''): void {
  const shown = value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(value >= 10 ? 1 : 2)
  line(name, `${shown} ${unit}`, note)
}
