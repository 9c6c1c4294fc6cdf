import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readConfig } from './base/config.ts'
import { inTransaction, maybeOne, one } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { openFileStore } from './base/files.ts'
import { newId, newSecret } from './base/ids.ts'
import { loadEditions } from './base/law-files.ts'
import { openLive } from './base/live.ts'
import { openLog } from './base/log.ts'
import { startWorker } from './base/worker.ts'
import { ExportError, fingerprint } from './chat/exports.ts'
import { beginImport } from './chat/import-store.ts'
import { addChat, chatsOf } from './chat/store.ts'
import { openEars } from './detection/ears.ts'
import { loadModel } from './detection/model-file.ts'
import { importChat } from './import-chat.ts'
import { openAtlas } from './inspection/store.ts'
import { openOwnDatabase } from './main.ts'
import { goOn } from './way.ts'

const usage = `npm run import -- --chat NAME FILE
  NAME  the chat's title, its room address, or its id; --create makes a new one of that title
  FILE  an export of WhatsApp (.txt or .zip), of Telegram Desktop (result.json, its folder or zip), or JSON lines`

/** `npm run import -- --chat NAME FILE`: reads an exported chat; the same file twice adds nothing. */
export async function run(args: string[]): Promise<number> {
  const asked = readArgs(args)
  if (!asked) {
    console.error(usage)
    return 2
  }
  const config = readConfig(process.env)
  const log = openLog({ level: process.env.LOG_LEVEL ? config.logLevel : 'error' })
  const { db, postgres } = await openOwnDatabase(config, log)
  try {
    const [files, law, live, model] = await Promise.all([
      openFileStore(config.dataDir),
      loadEditions(),
      openLive(db),
      loadModel(),
    ])
    const now = () => new Date()
    const base = { config, db, log, files, live, law, now, newId: () => newId(now()), newSecret }
    const deps: Deps = { ...base, channels: new Map(), ears: openEars(base, model), atlas: openAtlas(db, now) }
    const chat = await chatNamed(deps, asked.chat, asked.create)
    if (!chat) return 2
    const file = await fingerprint(asked.file)
    const job = await inTransaction(db, (tx) =>
      beginImport(
        tx,
        {
          id: deps.newId(),
          departmentId: chat.departmentId,
          chatId: chat.id,
          fileHash: file.hash,
          fileName: basename(asked.file),
          size: file.size,
          byAccount: null,
        },
        now(),
      ),
    )
    if (job.state === 'done') {
      console.log(
        `This file was imported into «${chat.title}» before: ${job.read} messages read, ${job.kept} kept. Nothing was added.`,
      )
      await live.close()
      return 0
    }
    const worker = await startWorker(deps, { goOn, post: async () => {}, minutely: [], tasks: {} })
    const done = await importChat(deps, deps.ears, job, asked.file, ({ read, kept }) =>
      process.stderr.write(`\r${read} read, ${kept} kept`),
    )
    process.stderr.write('\n')
    await settled(deps, chat.id)
    await worker.close()
    await live.close()
    const { incidents } = await one<{ incidents: number }>(
      db,
      'select count(distinct incident_id)::int as incidents from report where chat_id = $1',
      [chat.id],
    )
    console.log(
      `«${chat.title}»: ${done.read} messages read, ${done.unreadable} unreadable, ${done.kept} kept; the chat has ${incidents} incidents.`,
    )
    if (done.problem)
      console.error(`The file could not be read to its end: ${done.problem}. What was read before it is kept.`)
    return done.problem || done.unreadable > 0 ? 2 : 0
  } catch (error) {
    if (!(error instanceof ExportError)) throw error
    console.error(error.message)
    return 2
  } finally {
    await db.close()
    await postgres?.stop()
  }
}

function readArgs(args: string[]): { chat: string; file: string; create: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { chat: { type: 'string' }, create: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [file] = positionals
    return values.chat && file && positionals.length === 1 ? { chat: values.chat, file, create: values.create } : null
  } catch {
    return null
  }
}

async function chatNamed(deps: Deps, name: string, create: boolean) {
  const department = await maybeOne<{ id: string }>(deps.db, 'select id from department order by created_at limit 1')
  if (!department) {
    console.error(
      'There is no department yet: start the program once with "npm start" (or "npm run demo"), then import.',
    )
    return null
  }
  const chats = await chatsOf(deps.db, department.id)
  const found = chats.filter((chat) => chat.title === name || chat.slug === name || chat.id === name)
  if (found.length === 1 && found[0]) return found[0]
  if (found.length === 0 && create) {
    const id = deps.newId()
    const chat = {
      id,
      departmentId: department.id,
      channel: 'export',
      externalId: id,
      title: name,
      slug: null,
      precinctId: null,
      lang: 'mixed' as const,
    }
    await inTransaction(deps.db, (tx) => addChat(tx, chat, deps.now()))
    return chat
  }
  const known = chats.map((chat) => `  ${chat.title}${chat.slug ? ` (${chat.slug})` : ''}`).join('\n')
  console.error(
    `Expected the name of a chat, got «${name}»${found.length > 1 ? ', which several have: give the id' : ''}. Known chats:\n${known || '  none'}\nAdd --create to make it.`,
  )
  return null
}

/** Waits until every message that was kept has found its incident. */
async function settled(deps: Deps, chatId: string): Promise<void> {
  for (let patience = 1200; patience > 0; patience--) {
    const { waiting } = await one<{ waiting: number }>(
      deps.db,
      `select count(*)::int as waiting from report where chat_id = $1 and state = 'waiting'`,
      [chatId],
    )
    if (waiting === 0) return
    await sleep(250)
  }
}
