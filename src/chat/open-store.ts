import { query, run, type Write } from '../base/database.ts'
import type { OpenSaid } from './open-shapes.ts'

/** Lays out what a connected system will ask for; a post with an id that was laid out before changes nothing. */
export async function layOut(tx: Write, accountId: string, body: OpenSaid, now: Date): Promise<void> {
  await run(
    tx,
    `insert into open_event (account_id, at, body, next_at)
     select $1, $2, $3, $2 where $3::jsonb->>'type' <> 'post' or not exists (
       select from open_event where account_id = $1 and body->>'type' = 'post'
         and body->>'chat' = $3::jsonb->>'chat' and body->>'message' = $3::jsonb->>'message')`,
    [accountId, now, JSON.stringify(body)],
  )
}

/** What was shown up to here is taken; what was taken a week ago is forgotten. One that was not yet shown is never taken. */
export async function take(tx: Write, accountId: string, after: number, now: Date, weekAgo: Date): Promise<void> {
  await run(
    tx,
    `update open_event set taken_at = $3 where account_id = $1 and id <= $2 and attempts > 0 and taken_at is null`,
    [accountId, after, now],
  )
  await run(tx, 'delete from open_event where account_id = $1 and taken_at < $2', [accountId, weekAgo])
}

/** The oldest that are not taken. */
export async function show(tx: Write, accountId: string, limit: number) {
  const shown = await query<{ n: string; at: Date; event: OpenSaid }>(
    tx,
    `update open_event set attempts = attempts + 1 where account_id = $1 and id in (
       select id from open_event where account_id = $1 and taken_at is null order by id limit $2)
     returning id as n, at, body as event`,
    [accountId, limit],
  )
  return shown.map((one) => ({ ...one, n: Number(one.n) })).toSorted((a, b) => a.n - b.n)
}
