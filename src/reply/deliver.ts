import { inTransaction, isState } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { record } from '../base/journal.ts'
import { id as logged } from '../base/log.ts'
import { type Channel, ChannelFault, type Post } from '../chat/channel.ts'
import { messengerId } from '../chat/chat.ts'
import { news } from '../incident/act-store.ts'
import { findIncident } from '../incident/store.ts'
import { keyOf, settleLate } from './arrival-store.ts'
import { type Due, markMissed, markSent, moveChat, type Taken, takeUp } from './outbox-store.ts'
import { priorities } from './priority.ts'
import { quietOf, quietUntil } from './quiet.ts'
import { chanceOf, type Fate, fateOf, type Missed } from './retry.ts'

export type Needed = Pick<Deps, 'db' | 'log' | 'files' | 'now'>

/** What came of a call, for the pace of the channel. */
export type Delivered =
  /** Nothing had to be said, or no longer. */
  { did: 'nothing' } | { did: 'sent' } | { did: 'missed'; fate: Fate }

/** How a call is waited for, and how what came of it gets written down. */
export interface Manner {
  call<T>(promise: Promise<T>): Promise<T>
  note(write: () => Promise<void>): Promise<void>
}

const plain: Manner = { call: (promise) => promise, note: (write) => write() }

/** Says or edits one message: notes that the call begins, calls, notes how it ended. `missedInARow` is of the channel. */
export async function deliver(
  deps: Needed,
  channel: Channel,
  due: Due,
  missedInARow = 0,
  { call, note }: Manner = plain,
): Promise<Delivered> {
  const taken = await inTransaction(deps.db, (tx) => takeUp(tx, due.departmentId, due.id, deps.now()))
  if (!taken) return { did: 'nothing' }
  const { externalId, text, buttons } = taken
  const stands = externalId !== null && (!channel.can.edit || sameWords(taken))
  let sent = externalId ?? ''
  try {
    const post = await postOf(deps, due, taken)
    if (externalId === null) sent = await call(channel.post(due.chat, post))
    else if (!stands) await call(channel.edit(due.chat, externalId, post))
  } catch (error) {
    const fate = fateOf(missedOf(error, taken, missedInARow), chanceOf(due.id))
    deps.log.fault('reply.not-taken', error, { reply: logged(due.id), failed: fate.next === 'failed' })
    const code = error instanceof ChannelFault ? error.said : ''
    await note(() => noteMissed(deps, due, taken, fate, code))
    return { did: 'missed', fate }
  }
  await note(() => noteSent(deps, due, taken, { externalId: sent, text, buttons, edited: !stands }))
  return { did: stands ? 'nothing' : 'sent' }
}

async function postOf(deps: Needed, due: Due, taken: Taken): Promise<Post> {
  const { text, replyTo, buttons, photoHash } = taken
  const rings = due.priority === priorities.emergency
  const silent = !rings && quietUntil(quietOf(due.settings, due.rings), deps.now()) !== null
  const preview = photoHash ? await deps.files.preview(photoHash, 1600) : null
  const bytes = preview instanceof Buffer ? preview : null
  return {
    ...{ key: keyOf(due.id, taken.round), text, buttons, replyTo: replyTo && messengerId(replyTo, taken.recipient) },
    ...(silent ? { silent } : {}),
    ...(taken.outside ? { outside: true } : {}),
    ...(bytes ? { photo: { bytes, name: 'photo.jpg' } } : {}),
  }
}

const sameWords = (taken: Taken) =>
  taken.postedText === taken.text && JSON.stringify(taken.postedButtons) === JSON.stringify(taken.buttons)

function missedOf(error: unknown, { attempts, outside }: Taken, missedInARow: number): Missed {
  const before = { attempts, outside, missedInARow }
  if (!(error instanceof ChannelFault)) return { kind: 'broken', retryAfterMs: 0, movedTo: null, ...before }
  return { kind: error.kind, retryAfterMs: error.retryAfterMs, movedTo: error.movedTo, ...before }
}

async function noteSent(
  deps: Needed,
  { departmentId, id }: Due,
  taken: Taken,
  done: { externalId: string; text: string; buttons: Taken['buttons']; edited: boolean },
): Promise<void> {
  const { incidentId, step } = taken
  const incident = incidentId ? await findIncident(deps.db, departmentId, incidentId) : null
  await inTransaction(deps.db, async (tx) => {
    const now = deps.now()
    await markSent(tx, departmentId, id, done, now)
    await record(tx, {
      ...{ departmentId, kind: 'reply.sent', at: now, incidentId },
      data: { replyId: id, step, ...(taken.maybe ? { maybe: true } : {}) },
      ...(incident ? { live: news(incident, 'reply.sent') } : {}),
    })
    await settleLate(tx, departmentId, id, now)
  })
}

async function noteMissed(
  deps: Needed,
  { departmentId, id }: Due,
  taken: Taken,
  fate: Fate,
  code: string,
): Promise<void> {
  const now = deps.now()
  const { incidentId, step, chatId, recipient } = taken
  const fail = async (why: Extract<Fate, { next: 'failed' }>['why']) => {
    const incident = incidentId ? await findIncident(deps.db, departmentId, incidentId) : null
    await inTransaction(deps.db, async (tx) => {
      await markMissed(tx, departmentId, id, { why, code, nextAt: null, counts: true, maybe: false }, now)
      await record(tx, {
        ...{
          departmentId,
          kind: 'reply.failed',
          at: now,
          incidentId,
          data: { replyId: id, step, why, ...(code && { code }) },
        },
        ...(incident ? { live: news(incident, 'reply.failed') } : {}),
      })
    })
  }
  switch (fate.next) {
    case 'failed':
      return fail(fate.why)
    case 'moved': {
      const again = { why: 'moved', code, nextAt: now, counts: true, maybe: false } as const
      try {
        await inTransaction(deps.db, async (tx) => {
          await moveChat(tx, { departmentId, id, chatId, recipient }, fate.to, now)
          await markMissed(tx, departmentId, id, again, now)
        })
      } catch (error) {
        // Somebody bound the chat under its new id meanwhile.
        if (!isState(error, 'uniqueViolation')) throw error
        await fail('moved')
      }
      return
    }
    case 'again': {
      // Nobody knows whether the messenger took it before it fell silent; an edit may be repeated.
      const maybe = taken.externalId === null && (fate.why === 'away' || fate.why === 'broken')
      const nextAt = new Date(now.getTime() + fate.inMs)
      await inTransaction(deps.db, (tx) =>
        markMissed(tx, departmentId, id, { why: fate.why, code, nextAt, counts: fate.counts, maybe }, now),
      )
    }
  }
}
