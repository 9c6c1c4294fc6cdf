import type { Role } from '../base/access.ts'

/** The life of an incident: which act is open in which status, to whom, and where it leads. */

export const statuses = [
  'new',
  'accepted',
  'confirmed',
  'ordered',
  'submitted',
  'remedied',
  'closed',
  'dismissed',
  'handed_over',
  'crime',
  'reopened',
  'joined',
] as const
export type Status = (typeof statuses)[number]

export const acts = [
  'accept',
  'confirm',
  'notFound',
  'order',
  'extend',
  'submit',
  'approve',
  'refuse',
  'close',
  'dismiss',
  'handOver',
  'crime',
  'reopen',
  'join',
  'split',
  'assign',
  'amend',
] as const
export type Act = (typeof acts)[number]

/** Who asks: staff by role, a resident by link or button, or the program's own clock. */
export type Actor = Exclude<Role, 'administrator'> | 'resident'

type Step = readonly [to: Status, ...by: Actor[]]
type Life = Record<Status, Partial<Record<Act, Step>>>

const officer = ['inspector', 'chief'] as const
const stay = (status: Status) =>
  ({ assign: [status, 'chief'], amend: [status, ...officer], split: [status, ...officer] }) as const
const elsewhere = {
  dismiss: ['dismissed', ...officer],
  handOver: ['handed_over', ...officer],
  crime: ['crime', ...officer],
  join: ['joined', ...officer],
} as const

export const life: Life = {
  new: { accept: ['accepted', ...officer], ...elsewhere, ...stay('new') },
  reopened: { accept: ['accepted', ...officer], ...elsewhere, ...stay('reopened') },
  accepted: {
    confirm: ['confirmed', ...officer],
    notFound: ['closed', ...officer],
    ...elsewhere,
    ...stay('accepted'),
  },
  confirmed: {
    confirm: ['confirmed', ...officer],
    order: ['ordered', ...officer],
    close: ['closed', ...officer],
    handOver: ['handed_over', ...officer],
    crime: ['crime', ...officer],
    ...stay('confirmed'),
  },
  ordered: {
    submit: ['submitted', ...officer],
    extend: ['ordered', ...officer],
    close: ['closed', ...officer],
    ...stay('ordered'),
  },
  submitted: {
    approve: ['remedied', ...officer],
    refuse: ['ordered', ...officer],
    ...stay('submitted'),
  },
  remedied: { close: ['closed', ...officer], ...stay('remedied') },
  closed: { reopen: ['reopened', 'inspector', 'chief', 'resident'] },
  dismissed: { reopen: ['reopened', ...officer] },
  handed_over: { close: ['closed', ...officer], reopen: ['reopened', 'inspector', 'chief', 'resident'] },
  crime: { close: ['closed', ...officer], reopen: ['reopened', ...officer] },
  joined: {},
}

/** Why an act was not done; a value, never an exception. */
export type Refusal = 'not-now' | 'not-yours' | 'changed-meanwhile' | 'incomplete'

/** Where the act leads, or why it may not be done now or by this actor. */
export function next(status: Status, act: Act, by: Actor): { to: Status } | { refused: Refusal } {
  const step = life[status][act]
  if (!step) return { refused: 'not-now' }
  const [to, ...allowed] = step
  return allowed.includes(by) ? { to } : { refused: 'not-yours' }
}

/** The acts that a button may offer. */
export function actsOpenTo(by: Actor, status: Status): Act[] {
  return acts.filter((act) => {
    const step = life[status][act]
    return step ? step.slice(1).includes(by) : false
  })
}

/** How an incident ended; what residents are told and the campaign counts. */
export const outcomes = [
  'remedied',
  'protocol',
  'warning',
  'talk',
  'not_confirmed',
  'not_found_who',
  'handed_over',
  'crime',
  'not_report',
] as const
export type Outcome = (typeof outcomes)[number]

/** Bodies that take over what is not the police's. */
export const bodies = ['109', 'akimat', 'ecology', 'utilities', 'emergency_service', 'fire_service'] as const
export type Body = (typeof bodies)[number]

/** Statuses that still wait for the inspector, in the order of his queue. */
export const openStatuses: readonly Status[] = [
  'new',
  'reopened',
  'accepted',
  'confirmed',
  'submitted',
  'ordered',
  'remedied',
]
