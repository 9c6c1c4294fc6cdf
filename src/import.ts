import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from './base/config.ts'
import { inTransaction } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { openFileStore } from './base/files.ts'
import { newId, newSecret } from './base/ids.ts'
import { openLawBook } from './base/law-book.ts'
import { loadEditions } from './base/law-files.ts'
import { openLive } from './base/live.ts'
import { openLog } from './base/log.ts'
import { openSealKey } from './base/seal.ts'
import { startWorker } from './base/worker.ts'
import { openChatBook } from './chat/book.ts'
import type { Channel } from './chat/channel.ts'
import { ExportError, fingerprint } from './chat/exports.ts'
import { openHub } from './chat/hub.ts'
import { beginImport } from './chat/import-store.ts'
import { addChat, chatsOf, firstDepartment } from './chat/store.ts'
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
  const live = await openLive(db)
  try {
    const [files, law, model, sealKey] = await Promise.all([
      openFileStore(config.dataDir),
      loadEditions().then((editions) => openLawBook({ db, live, log }, editions)),
      loadModel(),
      openSealKey(config),
    ])
    const now = () => new Date()
    const base = { config, db, log, files, live, law, sealKey, now, newId: () => newId(now()), newSecret }
    const channels = new Map<string, Channel>()
    const deps: Deps = {
      ...base,
      channels,
      // Never started: this process only reads a file in, it speaks for no account.
      hub: openHub({ ...base, channels }),
      ears: openEars(base, model),
      atlas: openAtlas(db, now),
      book: openChatBook(db),
    }
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
      return 0
    }
    const worker = await startWorker(deps, { goOn, minutely: [], tasks: {} })
    const done = await importChat(deps, () => openEars(base, model, { recalls: false }), job, asked.file, {
      onProgress: ({ read, kept }) => process.stderr.write(`\r${read} read, ${kept} kept`),
    }).finally(() => worker.close())
    process.stderr.write('\n')
    console.log(
      `«${chat.title}»: ${done.read} messages read, ${done.unreadable} unreadable, ${done.kept} kept, of ${done.incidents} incidents.`,
    )
    if (done.problem)
      console.error(`The file could not be read to its end: ${done.problem}. What was read before it is kept.`)
    return done.problem || done.unreadable > 0 ? 2 : 0
  } catch (error) {
    if (!(error instanceof ExportError)) throw error
    console.error(error.message)
    return 2
  } finally {
    await live.close()
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
  const departmentId = await firstDepartment(deps.db)
  if (!departmentId) {
    console.error(
      'There is no department yet: start the program once with "npm start" (or "npm run demo"), then import.',
    )
    return null
  }
  const chats = await chatsOf(deps.db, departmentId)
  const found = chats.filter((chat) => chat.title === name || chat.slug === name || chat.id === name)
  if (found.length === 1 && found[0]) return found[0]
  if (found.length === 0 && create) {
    const id = deps.newId()
    const chat = {
      id,
      departmentId,
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
