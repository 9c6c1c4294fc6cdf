import { setTimeout as sleep } from 'node:timers/promises'
import { run as change, inTransaction, one, type Read } from '../src/base/database.ts'
import { newId } from '../src/base/ids.ts'
import type { Message } from '../src/chat/message.ts'
import { figure, memory } from './machine.ts'
import { texts } from './texts.ts'
import { openTown, type Town } from './town.ts'

/** How many messages a second walk the whole way, and how many incidents a second it opens. */

const message = (author: string, text: string, at: Date): Message => ({
  id: newId(),
  at,
  author,
  authorName: author,
  text,
  media: null,
  attachments: [],
  location: null,
  replyTo: null,
  direct: false,
})

/** Waits until no job of the way or the outbox is left. */
async function quiet(db: Read): Promise<void> {
  for (;;) {
    const { left } = await one<{ left: number }>(
      db,
      `select ((select count(*) from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = 'way')
       + (select count(*) from reply where state = 'sending' or state = 'waiting' and greatest(not_before, next_at) is null))::int
       as left`,
    )
    if (left === 0) return
    await sleep(20)
  }
}

const counts = (db: Read) =>
  one<{ incidents: number; reports: number }>(
    db,
    'select (select count(*)::int from incident) as incidents, (select count(*)::int from report) as reports',
  )

/** Chats are independent of one another, so they are written in at once; within one, in order. */
async function write(town: Town, byChat: Message[][]): Promise<void> {
  await Promise.all(
    byChat.map(async (messages, n) => {
      for (const one of messages) await town.memory.say(town.chats[n] ?? '', one)
    }),
  )
}

/** Autocommitted single-row inserts into a table of reports' shape by four clients: the ceiling of this PostgreSQL in this run. */
export async function rawInserts(town: Town, seconds = 4): Promise<number> {
  const { db } = town.running.deps
  await inTransaction(db, (tx) =>
    change(tx, 'create table if not exists bench_raw (id uuid primary key, chat uuid, at timestamptz, body text)'),
  )
  const until = performance.now() + seconds * 1000
  let done = 0
  const client = async () => {
    while (performance.now() < until) {
      await db.pool.query({
        name: 'raw',
        text: 'insert into bench_raw values ($1, $2, now(), $3)',
        values: [newId(), newId(), 'Шум после 23 '.repeat(24)],
      })
      done += 1
    }
  }
  const began = performance.now()
  await Promise.all([client(), client(), client(), client()])
  return done / ((performance.now() - began) / 1000)
}

export async function benchWay(scale: number): Promise<void> {
  const town = await openTown({ precincts: 20, chats: 400 })
  const { db } = town.running.deps
  try {
    const idle = memory(town.dataDir)
    figure(
      'resident memory, idle: sum of all processes',
      idle.rss,
      'MiB',
      `${idle.processes} processes; shared pages counted once: ${Math.round(idle.pss)} MiB`,
    )
    const raw = await rawInserts(town)
    figure('raw INSERTs of one row, 4 clients, same PostgreSQL', raw, '/s')
    const { chatter, reports } = texts()
    const now = Date.now()

    const total = 40_000 * scale
    const every = 50
    const stream = Array.from({ length: 400 }, (): Message[] => [])
    for (let n = 0; n < total; n++) {
      const text = n % every === 0 ? reports[(n / every) % reports.length]?.text : chatter[n % chatter.length]
      const chat = n % 400
      stream[chat]?.push(message(`resident ${(n * 7) % 60}`, text ?? '', new Date(now - (total - n) * 10)))
    }
    const before = await counts(db)
    const began = performance.now()
    await write(town, stream)
    await quiet(db)
    const took = (performance.now() - began) / 1000
    const then = await counts(db)
    figure(
      'messages through the whole way, 2 % reports',
      total / took,
      '/s',
      `${total} messages, ${then.reports - before.reports} kept, ${then.incidents - before.incidents} incidents`,
    )

    // Every message a report of its own: another category each time in a chat, so that none joins the one before.
    const many = Math.round(2000 * scale)
    const burst = Array.from({ length: 400 }, (): Message[] => [])
    for (let n = 0; n < many; n++) {
      const chat = n % 400
      burst[chat]?.push(
        message(
          `newcomer ${n}`,
          reports[(n * 13) % reports.length]?.text ?? '',
          new Date(now + 86_400_000 * (1 + Math.floor(n / 400))),
        ),
      )
    }
    const start = performance.now()
    await write(town, burst)
    await quiet(db)
    const spent = (performance.now() - start) / 1000
    const end = await counts(db)
    figure(
      'incidents opened, assigned and answered in the chat',
      (end.incidents - then.incidents) / spent,
      '/s',
      `${end.incidents - then.incidents} of ${many} reports, × ${((end.incidents - then.incidents) / spent / raw).toFixed(3)} of raw INSERTs`,
    )
    const busy = memory(town.dataDir)
    figure(
      'resident memory after it: sum of all processes',
      busy.rss,
      'MiB',
      `shared pages counted once: ${Math.round(busy.pss)} MiB`,
    )
  } finally {
    await town.close()
  }
}
