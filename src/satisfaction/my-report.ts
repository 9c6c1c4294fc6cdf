import { z } from 'zod'
import { categories, langs } from '../detection/categories.ts'
import { type Act, bodies, next, outcomes, type Status, statuses } from '../incident/life.ts'

/** What a reporter sees of the own report: nothing of the offender, of other reporters or of the inspector. */

const instant = z.iso.datetime({ offset: true })

export const stepKeys = [
  'received',
  'seen',
  'accepted',
  'checked',
  'ordered',
  'remedied',
  'reopened',
  'closed',
] as const
export type StepKey = (typeof stepKeys)[number]

const ownFile = z.object({ hash: z.string(), kind: z.string(), mime: z.string() })
const ownWords = z.object({ at: instant, text: z.string(), photos: z.array(ownFile) })

export const myReport = ownWords.extend({
  number: z.number().int().nullable(),
  /** `waiting` and `unsure`: no incident yet; `dropped`: a person found no report in it, and the text is gone. */
  status: z.enum([...statuses, 'waiting', 'unsure', 'dropped']),
  category: z.enum(categories).nullable(),
  lang: z.enum(langs),
  direct: z.boolean(),
  /** The place as this reporter named it. */
  placeText: z.string(),
  added: z.array(ownWords),
  /** In order; those without a time are still to come. */
  steps: z.array(z.object({ key: z.enum(stepKeys), at: instant.nullable() })),
  removalDue: instant.nullable(),
  outcome: z.enum(outcomes).nullable(),
  handedTo: z.enum(bodies).nullable(),
  closed: z.boolean(),
  mayRate: z.boolean(),
  mayReopen: z.boolean(),
  mayAdd: z.boolean(),
  mine: z.object({ score: z.number().int().nullable(), thanks: z.boolean(), notDone: z.boolean() }).nullable(),
})
export type MyReport = z.infer<typeof myReport>

export const rating = z
  .object({
    score: z.number().int().min(1).max(5).optional(),
    thanks: z.literal(true).optional(),
    notDone: z.literal(true).optional(),
    text: z.string().trim().max(2000, 'at most 2000 characters').default(''),
  })
  .refine((given) => given.score !== undefined || given.thanks || given.notDone, {
    error: 'one of score (1 to 5), thanks, notDone',
  })

export interface Past {
  receivedAt: Date
  seenAt: Date | null
  acts: { act: Act; at: Date }[]
  closedAt: Date | null
}

const stepOf: Partial<Record<Act, StepKey>> = {
  accept: 'accepted',
  confirm: 'checked',
  notFound: 'checked',
  order: 'ordered',
  approve: 'remedied',
  reopen: 'reopened',
}
const usual: readonly StepKey[] = ['accepted', 'checked']

/** The way of a report so far and what is still to come. After a reopening the work begins anew; what was skipped is left out. */
export function stepsOf({ receivedAt, seenAt, acts, closedAt }: Past): { key: StepKey; at: Date | null }[] {
  const reopened = acts.findLast(({ act }) => act === 'reopen')
  const since = reopened ? acts.slice(acts.indexOf(reopened)) : acts
  const done = new Map<StepKey, Date>()
  for (const { act, at } of since) {
    const key = stepOf[act]
    // A proof sent back is not remedied: a later approval counts, and a repeated visit does not move the first.
    if (key && (key === 'remedied' || !done.has(key))) done.set(key, at)
  }
  const order: StepKey[] = reopened
    ? ['received', 'seen', 'reopened', 'accepted', 'checked', 'ordered', 'remedied', 'closed']
    : ['received', 'seen', 'accepted', 'checked', 'ordered', 'remedied', 'closed']
  done.set('received', receivedAt)
  if (seenAt) done.set('seen', seenAt)
  if (closedAt) done.set('closed', closedAt)
  const awaited = (key: StepKey) =>
    !closedAt &&
    (key === 'seen' || key === 'closed' || usual.includes(key) || (key === 'remedied' && done.has('ordered')))
  // Who reported what was known already did so later than the work began.
  const shown = (at: Date | undefined) => (at && at < receivedAt ? receivedAt : (at ?? null))
  return order.filter((key) => done.has(key) || awaited(key)).map((key) => ({ key, at: shown(done.get(key)) }))
}

/** What the reporter may still say of it, by the one table of acts. */
export function openTo(status: Status, closedAt: Date | null): { mayRate: boolean; mayReopen: boolean } {
  return {
    mayRate: closedAt !== null && status !== 'joined' && status !== 'dismissed',
    mayReopen: 'to' in next(status, 'reopen', 'resident'),
  }
}
