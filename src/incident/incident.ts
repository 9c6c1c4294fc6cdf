import { z } from 'zod'
import { tones } from '../chat/chat-settings.ts'
import { mediaKinds, type Point } from '../chat/message.ts'
import { categories, kinds, langs, routes, urgencies } from '../detection/categories.ts'
import { acts, bodies, outcomes, statuses } from './life.ts'
import { placeFound } from './place.ts'
import { reading } from './reading-view.ts'

/** The file of a happening, and the shapes in which people see it. */

const instant = z.iso.datetime({ offset: true })
const id = z.uuid()

export const point = z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
/** One line of the inspector's queue. */
export const incidentRow = z.object({
  id,
  number: z.number().int(),
  status: z.enum(statuses),
  category: z.enum(categories),
  route: z.enum(routes),
  urgency: z.enum(urgencies),
  title: z.string(),
  placeText: z.string(),
  precinctId: id.nullable(),
  precinctNumber: z.string().nullable(),
  inspectorId: id.nullable(),
  inspectorName: z.string().nullable(),
  reports: z.number().int(),
  openedAt: instant,
  answerDue: instant,
  answeredAt: instant.nullable(),
  remediationDue: instant.nullable(),
  closedAt: instant.nullable(),
  reopened: z.number().int(),
  photo: z.string().nullable(),
  point: point.nullable(),
  version: z.number().int(),
})
export type IncidentRow = z.infer<typeof incidentRow>

export const attachmentView = z.object({
  id,
  hash: z.string(),
  kind: z.string(),
  mime: z.string(),
  purpose: z.enum(['report', 'finding', 'before', 'after', 'receipt', 'explanation']),
  caption: z.string(),
  at: instant,
  reportId: id.nullable(),
  /** Its author took it back when it was evidence already. */
  deletedAt: instant.nullable(),
})
export type AttachmentView = z.infer<typeof attachmentView>

/** A kept message as staff see it; who wrote it is shown to staff only, never to neighbours or the offender. */
export const reportView = z.object({
  id,
  kind: z.enum(kinds),
  at: instant,
  authorName: z.string(),
  text: z.string(),
  media: z.enum(mediaKinds).nullable(),
  direct: z.boolean(),
  chatTitle: z.string(),
  chatId: id,
  state: z.enum(['waiting', 'following', 'joined', 'unsure', 'dropped']),
  incidentId: id.nullable(),
  reading,
  /** Its author changed it, or took it back when it was evidence already. */
  editedAt: instant.nullable(),
  /** Its words before they were changed, where an officer had taken them up. */
  earlier: z.string().nullable(),
  deletedAt: instant.nullable(),
  /** Its author is not read, until then or for good; `asked`: so the author wishes. What has passed may still stand here. */
  blocked: z.object({ until: instant.nullable(), asked: z.boolean() }).nullable(),
  /** There is a messenger and an author that may be left unread. */
  mayBlock: z.boolean(),
  /** Its author speaks for the residents of the chat. */
  chairman: z.boolean(),
  /** Forwarded: who wrote it first, as far as the messenger told. */
  origin: z.object({ name: z.string().nullable(), chat: z.string().nullable(), at: instant.nullable() }).nullable(),
  /** Files that came with it and are not here. */
  unfetched: z.array(
    z.object({
      kind: z.enum(mediaKinds),
      why: z.enum(['gone', 'cut', 'too-many', 'too-large', 'wrong-type', 'no-space']),
      seconds: z.number().optional(),
      bytes: z.number().optional(),
    }),
  ),
  attachments: z.array(attachmentView),
})
export type ReportView = z.infer<typeof reportView>

export const findingView = z.object({
  id,
  text: z.string(),
  confirmed: z.boolean(),
  happenedAt: instant.nullable(),
  placeText: z.string(),
  answers: z.record(z.string(), z.string()),
  byName: z.string(),
  at: instant,
})

export const remediationView = z.object({
  id,
  text: z.string(),
  status: z.enum(['ordered', 'submitted', 'accepted', 'refused']),
  orderedAt: instant,
  dueAt: instant,
  submittedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  reason: z.string(),
  waived: z.string(),
  beforeId: id.nullable(),
  afterId: id.nullable(),
  receiptId: id.nullable(),
})

export const subjectLine = z.object({
  id,
  kind: z.enum(['individual', 'entity', 'unknown']),
  name: z.string(),
  iin: z.string().nullable(),
  role: z.enum(['offender', 'victim', 'witness', 'representative']),
})

export const paperLine = z.object({
  id,
  /** paper/kinds.ts */
  kind: z.string(),
  stage: z.string().nullable(),
  parentId: id.nullable(),
  article: z.string().nullable(),
  part: z.string().nullable(),
  number: z.string(),
  status: z.enum(['draft', 'signed', 'cancelled']),
  lang: z.enum(['ru', 'kk']),
  missing: z.number().int(),
  subjectName: z.string().nullable(),
  updatedAt: instant,
  signedAt: instant.nullable(),
})

export const replyView = z.object({
  id,
  step: z.string(),
  chatTitle: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'sending', 'sent', 'failed', 'dropped']),
  /** Why it did not get through the last time; empty, or a word of reply/retry.ts. */
  error: z.string(),
  /** The messenger's own code of it; empty where it has none. */
  code: z.string(),
  attempts: z.number().int(),
  /** It is to one person, not to the whole chat. */
  personal: z.boolean(),
  createdAt: instant,
  /** Since when its present words wait. */
  waitingSince: instant,
  /** The next try, or the end of the chat's quiet hours; null: as soon as its turn comes. */
  nextAt: instant.nullable(),
  /** When it first stood in the chat. */
  sentAt: instant.nullable(),
  /** Where the messenger tells. */
  deliveredAt: instant.nullable(),
  readAt: instant.nullable(),
})

export const journalView = z.object({
  id: z.number().int(),
  at: instant,
  kind: z.string(),
  byName: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})

export const ratingView = z.object({
  score: z.number().int().nullable(),
  thanks: z.boolean(),
  /** Thanks put under the outcome in a chat. */
  reacted: z.boolean(),
  notDone: z.boolean(),
  text: z.string(),
  at: instant,
})

/** Everything about one incident, as its page needs it. */
export const incidentPage = incidentRow.extend({
  lang: z.enum(langs),
  suggested: z.object({
    category: z.enum(categories),
    route: z.enum(routes),
    urgency: z.enum(urgencies),
    place: z.string(),
  }),
  assignedBy: z.string(),
  place: placeFound.nullable(),
  chatTitle: z.string().nullable(),
  /** How the bot speaks in that chat. */
  tone: z.enum(tones),
  happenedAt: instant,
  outcome: z.enum(outcomes).nullable(),
  outcomeText: z.string(),
  handedTo: z.enum(bodies).nullable(),
  joinedInto: id.nullable(),
  acts: z.array(z.enum(acts)),
  messages: z.array(reportView),
  attachments: z.array(attachmentView),
  findings: z.array(findingView),
  subjects: z.array(subjectLine),
  papers: z.array(paperLine),
  remediation: z.array(remediationView),
  replies: z.array(replyView),
  ratings: z.array(ratingView),
  journal: z.array(journalView),
  nearby: z.array(incidentRow),
})
export type IncidentPage = z.infer<typeof incidentPage>

const words = (most: number) => z.string().trim().max(most)
const needed = (most: number) => words(most).min(1)

/** What each act needs to be told. `version` is the one the person saw: an act upon an older one is refused as `changed-meanwhile`. */
const version = z.number().int()
export const actInput = z.discriminatedUnion('act', [
  z.object({ act: z.literal('accept'), version }),
  z.object({
    act: z.literal('confirm'),
    version,
    text: needed(5000),
    happenedAt: instant.optional(),
    placeText: words(500).default(''),
    answers: z.record(z.string(), z.string()).default({}),
  }),
  z.object({ act: z.literal('notFound'), version, text: needed(5000) }),
  z.object({ act: z.literal('order'), version, text: needed(5000), dueAt: instant }),
  z.object({ act: z.literal('extend'), version, dueAt: instant, reason: needed(1000) }),
  z.object({
    act: z.literal('submit'),
    version,
    beforeId: id.nullable(),
    afterId: id.nullable(),
    receiptId: id.nullable(),
  }),
  z.object({ act: z.literal('approve'), version, waived: words(1000).default('') }),
  z.object({ act: z.literal('refuse'), version, reason: needed(1000), dueAt: instant }),
  z.object({ act: z.literal('close'), version, outcome: z.enum(outcomes), text: words(2000).default('') }),
  z.object({ act: z.literal('dismiss'), version, text: words(2000).default('') }),
  z.object({ act: z.literal('handOver'), version, to: z.enum(bodies), text: words(2000).default('') }),
  z.object({ act: z.literal('crime'), version, text: needed(5000) }),
  z.object({ act: z.literal('reopen'), version, text: needed(2000) }),
  z.object({ act: z.literal('join'), version, into: id }),
  z.object({ act: z.literal('split'), version, reportIds: z.array(id).min(1).max(200) }),
  z.object({ act: z.literal('assign'), version, inspectorId: id, precinctId: id.optional() }),
  z.object({
    act: z.literal('amend'),
    version,
    category: z.enum(categories).optional(),
    route: z.enum(routes).optional(),
    urgency: z.enum(urgencies).optional(),
    placeText: words(500).optional(),
    point: point.nullable().optional(),
  }),
])
export type ActInput = z.infer<typeof actInput>

export const tabs = ['mine', 'new', 'working', 'waiting', 'closed', 'all'] as const
export type Tab = (typeof tabs)[number]

/** What a queue may be asked for. `before` is the cursor that the page before gave. */
export const queueQuery = z.object({
  tab: z.enum(tabs).default('all'),
  precinct: id.optional(),
  category: z.enum(categories).optional(),
  q: z.string().trim().max(200).optional(),
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type QueueQuery = z.infer<typeof queueQuery>

export const queuePage = z.object({ items: z.array(incidentRow), next: z.string().nullable() })

/** A message of which the program is not sure, waiting for one tap. */
export const unsureDecision = z.discriminatedUnion('decide', [
  z.object({ decide: z.literal('report'), category: z.enum(categories), route: z.enum(routes).optional() }),
  z.object({ decide: z.literal('join'), incidentId: id }),
  z.object({ decide: z.literal('nothing') }),
])

export interface Place {
  text: string
  point: Point | null
}
