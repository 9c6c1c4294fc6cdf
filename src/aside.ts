import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs a heavy piece of the start in a process of its own, so that its memory is given back when it is done. Throws when it fails. */
export async function runAside(entry: URL, env: Record<string, string> = {}): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(entry)], { stdio: 'inherit', env: { ...process.env, ...env } })
  const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  if (code !== 0) throw new Error(`${fileURLToPath(entry)} ended with ${signal ?? code}; what it said above tells why.`)
}
