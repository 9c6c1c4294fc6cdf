/** The command `detect FILE`: reads an exported chat and says, message by message, what each one is. */

import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { ExportError } from './chat/export-item.ts'
import { openExport } from './chat/exports.ts'
import type { Reading } from './detection/categories.ts'
import { detect, openThread } from './detection/detect.ts'
import { loadModel } from './detection/model-file.ts'

const usage =
  "Expected one exported chat: JSON lines (i, ts, author, text, media, reply), a WhatsApp .txt or .zip, or Telegram Desktop's result.json, its folder or a zip of it.\n  npm run --silent detect -- FILE\n"

/** Writes one JSON line per message to standard output; returns the exit status: 0, or 2 if anything could not be read. */
export async function run(args: string[]): Promise<number> {
  const [path, ...rest] = args
  if (path === undefined || rest.length > 0) return refuse(usage)
  if (!existsSync(path)) return refuse(`There is no ${path}.\n${usage}`)
  const model = await loadModel()
  // `detect FILE | head`: who reads no further wants no more.
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  const thread = openThread()
  let status = 0
  let count = 0
  let numbered = true
  try {
    for await (const item of openExport(path)) {
      if (!item.ok) {
        status = refuse(`line ${item.line} cannot be read: ${item.reason}\n`)
        continue
      }
      // Only JSON lines number their messages, and use the number as id; in other exports we count from 1.
      if (count === 0) numbered = item.message.id === String(item.i)
      count += 1
      await write(`${JSON.stringify(shown(numbered ? item.i : count, detect(thread, item.message, model)))}\n`)
    }
  } catch (error) {
    if (!(error instanceof ExportError)) throw error
    return refuse(`${error.message}\n`)
  }
  return status
}

function shown(i: number, reading: Reading): object {
  const { kind, category, categories, route, urgency, places, times, lang, incident, also, likelihood, why } = reading
  return { i, kind, category, route, urgency, places, lang, incident, likelihood, why, also, categories, times }
}

async function write(line: string): Promise<void> {
  if (!process.stdout.write(line)) await once(process.stdout, 'drain')
}

function refuse(message: string): number {
  process.stderr.write(message)
  return 2
}
