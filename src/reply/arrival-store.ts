import { maybeOne, query, run, type Write } from '../base/database.ts'
import { record, tell } from '../base/journal.ts'
import type { Arrival, FaultKind } from '../chat/channel.ts'
import { news } from '../incident/act-store.ts'
import { findIncident } from '../incident/store.ts'
import { chanceOf, lateFateOf } from './retry.ts'
import { outboxChannel } from './store.ts'

/** What the messenger tells later of a message that it took: in any order, twice, before our call has ended. */

interface Row {
  id: string
  incidentId: string | null
  step: string
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped'
  round: number
  externalId: string | null
  attempts: number
  outside: boolean
  arrived: boolean
  late: Late | null
}

/** Why it could not be delivered, as it is kept beside the message. */
interface Late {
  kind: FaultKind
  code: string
  retryAfterMs: number
}

const columns = `x.id, x.incident_id as "incidentId", x.step, x.state, x.round, x.external_id as "externalId", x.attempts, x.outside,
  coalesce(x.delivered_at, x.read_at) is not null as arrived, x.late`

/** The key under which a message is posted: each time that it must be said anew, one of its own. */
export const keyOf = (id: string, round: number): string => (round === 0 ? id : `${id}~${round}`)

const keyShape = /^([0-9a-f]{8}-[0-9a-f-]{27})(?:~(\d{1,6}))?$/

/** Notes what became of a message of this channel; false when it is none of ours, or of an earlier time that it was said. */
export async function noteArrival(
  tx: Write,
  of: { departmentId: string; channel: string },
  arrival: Arrival,
  now: Date,
): Promise<boolean> {
  const { departmentId } = of
  const [, id, round = '0'] = keyShape.exec(arrival.key ?? '') ?? []
  const found = await maybeOne<Row>(
    tx,
    id
      ? `select ${columns} from reply x join chat c on c.id = x.chat_id
         where x.department_id = $1 and c.channel = $2 and x.id = $3 for update of x`
      : `select ${columns} from reply x join chat c on c.id = x.chat_id
         where x.department_id = $1 and c.channel = $2 and x.external_id = $3 order by x.created_at desc limit 1 for update of x`,
    [departmentId, of.channel, id ?? arrival.message],
  )
  if (!found) return false
  const told = id ? Number(round) : found.round
  // Said anew meanwhile, or about to be, for it seemed lost: this one did arrive all the same.
  const seemedLost =
    told === found.round - 1 && found.externalId === null && isOpen(found) && arrival.state !== 'failed'
  if (told !== found.round && !(seemedLost && arrival.state !== 'sent')) return false
  if (arrival.state === 'failed') return noteLate(tx, departmentId, found, arrival, now)
  const stands = (isOpen(found) && found.externalId === null) || seemedLost
  const rows = await run(
    tx,
    `update reply set delivered_at = case when $4 = 'sent' then delivered_at else least(delivered_at, $5) end,
       read_at = case when $4 = 'read' then least(read_at, $5) else read_at end,
       round = $6, external_id = case when $7 or state = 'sending' then coalesce(external_id, $3) else external_id end,
       state = case when $7 then 'sent' else state end, sent_at = case when $7 then coalesce(sent_at, $5) else sent_at end,
       error = case when $7 then '' else error end, code = case when $7 then '' else code end,
       next_at = case when $7 then null else next_at end, maybe = maybe and not $7, late = null
     where department_id = $1 and id = $2`,
    [departmentId, found.id, arrival.message, arrival.state, arrival.at, told, stands],
  )
  const { incidentId, step } = found
  const incident = incidentId ? await findIncident(tx, departmentId, incidentId) : null
  const live = incident ? { live: news(incident, 'reply.sent') } : {}
  const data = { replyId: found.id, step }
  if (stands) await record(tx, { departmentId, incidentId, kind: 'reply.sent', at: now, data, ...live })
  else if (incident && arrival.state !== 'sent') await tell(tx, news(incident, 'reply.sent'))
  return rows === 1
}

/** Nobody is speaking it now, and it does not stand in the messenger as far as we know. */
const isOpen = ({ state }: Row): boolean => state === 'waiting' || state === 'failed'

async function noteLate(tx: Write, departmentId: string, row: Row, arrival: Arrival, now: Date): Promise<boolean> {
  // Who saw it on one of several phones has seen it; who let it be has decided.
  if (row.arrived || row.state === 'dropped' || row.state === 'failed') return false
  const { kind = 'refused', said: code = '', retryAfterMs = 0 } = arrival.why ?? {}
  const late: Late = { kind, code, retryAfterMs }
  if (row.state === 'sending') {
    await run(tx, 'update reply set late = $3 where department_id = $1 and id = $2', [
      departmentId,
      row.id,
      JSON.stringify(late),
    ])
    return true
  }
  await sayAnew(tx, departmentId, row, late, now)
  return true
}

/** Our call has ended: what was told of it meanwhile counts now. */
export async function settleLate(tx: Write, departmentId: string, id: string, now: Date): Promise<void> {
  const row = await maybeOne<Row>(
    tx,
    `select ${columns} from reply x where x.department_id = $1 and x.id = $2 and x.late is not null for update`,
    [departmentId, id],
  )
  if (row?.late && !row.arrived) await sayAnew(tx, departmentId, row, row.late, now)
}

/** It does not stand there: it waits to be said anew, or a person decides. */
async function sayAnew(tx: Write, departmentId: string, row: Row, late: Late, now: Date): Promise<void> {
  const { id, incidentId, step, attempts, outside } = row
  const { kind, retryAfterMs, code } = late
  const fate = lateFateOf({ kind, retryAfterMs, attempts, outside }, chanceOf(id))
  const nextAt = fate.next === 'again' ? new Date(now.getTime() + fate.inMs) : null
  await query(
    tx,
    `with changed as (
       update reply set state = case when state = 'dropped' then state when $3::timestamptz is null then 'failed' else 'waiting' end,
         error = $4, code = $5, next_at = $3, round = round + 1, external_id = null, sent_at = null, maybe = false, late = null,
         outside = outside or $6
       where department_id = $1 and id = $2 returning state)
     select pg_notify('${outboxChannel}', '') from changed where state = 'waiting'`,
    [departmentId, id, nextAt, fate.why, code, kind === 'window'],
  )
  const incident = incidentId ? await findIncident(tx, departmentId, incidentId) : null
  const live = incident ? { live: news(incident, 'reply.failed') } : {}
  const data = { replyId: id, step, why: fate.why, ...(code && { code }) }
  if (fate.next === 'failed')
    await record(tx, { departmentId, incidentId, kind: 'reply.failed', at: now, data, ...live })
  else if (incident) await tell(tx, news(incident, 'reply.failed'))
}
