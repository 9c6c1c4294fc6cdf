import type { Account } from './base/access.ts'
import { inTransaction, type Write } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { record } from './base/journal.ts'
import { correct } from './desk-correct.ts'
import { usualRoute } from './detection/categories.ts'
import { act, type Change } from './incident/act-store.ts'
import { answerDue } from './incident/answer.ts'
import type { ActInput } from './incident/incident.ts'
import type { Outcome, Refusal } from './incident/life.ts'
import { addIncident, findIncident, type Incident, moveReports } from './incident/store.ts'
import { addFinding, mayBeGiven } from './inspection/store.ts'
import {
  addRemediation,
  countOwn,
  decideProof,
  extendRemediation,
  findRemediation,
  submitProof,
} from './remediation/store.ts'

/** The inspector's desk: what an act brings with it, across the stages, in one transaction. */

type Done = { refused: Refusal } | { incident: Incident }

interface Doing<A extends ActInput['act']> {
  tx: Write
  deps: Deps
  who: Account
  incident: Incident
  input: Extract<ActInput, { act: A }>
  /** Changes the status and the given columns; a refusal rolls everything back. */
  move(change?: Change, detail?: Record<string, unknown>): Promise<Done>
}

/** Thrown inside the transaction to roll it back; never leaves this file. */
class Refused extends Error {
  readonly refused: Refusal
  constructor(refused: Refusal) {
    super(refused)
    this.refused = refused
  }
}

const orRollBack = (done: Done): Incident => {
  if ('refused' in done) throw new Refused(done.refused)
  return done.incident
}

const doing: { [A in ActInput['act']]: (doing: Doing<A>) => Promise<Done> } = {
  accept: ({ who, move }) => move({ inspectorId: who.id }),
  async confirm({ tx, deps, who, incident, input, move }) {
    await find(tx, deps, who, incident, input.text, true, input)
    return move({
      ...(input.placeText ? { placeText: input.placeText } : {}),
      ...(input.happenedAt ? { happenedAt: new Date(input.happenedAt) } : {}),
    })
  },
  async notFound({ tx, deps, who, incident, input, move }) {
    await find(tx, deps, who, incident, input.text, false, { placeText: '', answers: {} })
    return move({ outcome: 'not_confirmed' })
  },
  async order({ tx, deps, who, incident, input, move }) {
    const dueAt = new Date(input.dueAt)
    if (dueAt <= deps.now()) return { refused: 'incomplete' }
    const id = deps.newId()
    await addRemediation(
      tx,
      { departmentId: incident.departmentId, id, incidentId: incident.id, text: input.text, dueAt, byAccount: who.id },
      deps.now(),
    )
    return move({}, { due: dueAt.toISOString(), remediationId: id })
  },
  async extend({ tx, incident, input, move }) {
    const order = await findRemediation(tx, incident.departmentId, incident.id)
    if (!order) return { refused: 'incomplete' }
    await extendRemediation(tx, incident.departmentId, order.id, new Date(input.dueAt), input.reason)
    return move({}, { due: input.dueAt, remediationId: order.id })
  },
  async submit({ tx, deps, incident, input, move }) {
    const order = await findRemediation(tx, incident.departmentId, incident.id)
    const proof = [input.beforeId, input.afterId, input.receiptId].filter((id) => id !== null)
    if (!order || proof.length === 0) return { refused: 'incomplete' }
    if ((await countOwn(tx, incident.departmentId, incident.id, proof)) !== new Set(proof).size)
      return { refused: 'incomplete' }
    await submitProof(tx, incident.departmentId, order.id, input, deps.now())
    return move({}, { remediationId: order.id })
  },
  async approve({ tx, deps, incident, input, move }) {
    const order = await findRemediation(tx, incident.departmentId, incident.id)
    // Without an after-photo only a written reason closes it: a receipt alone does not show the yard.
    if (!order || (!order.afterId && input.waived === '')) return { refused: 'incomplete' }
    await decideProof(tx, incident.departmentId, order.id, { accepted: true, waived: input.waived }, deps.now())
    return move({}, { remediationId: order.id, byPhoto: order.afterId !== null })
  },
  async refuse({ tx, deps, incident, input, move }) {
    const order = await findRemediation(tx, incident.departmentId, incident.id)
    if (!order) return { refused: 'incomplete' }
    await decideProof(
      tx,
      incident.departmentId,
      order.id,
      { accepted: false, reason: input.reason, dueAt: new Date(input.dueAt) },
      deps.now(),
    )
    return move({}, { due: input.dueAt, remediationId: order.id })
  },
  close: ({ input, move }) => move({ outcome: input.outcome, outcomeText: input.text }, { outcome: input.outcome }),
  async dismiss({ tx, deps, who, incident, input, move }) {
    await correct(tx, deps, who, incident, 'nothing')
    return move({ outcome: 'not_report', outcomeText: input.text }, { outcome: 'not_report' satisfies Outcome })
  },
  handOver: ({ input, move }) =>
    move({ outcome: 'handed_over', handedTo: input.to, outcomeText: input.text }, { to: input.to }),
  crime: ({ input, move }) =>
    move({ outcome: 'crime', outcomeText: input.text }, { outcome: 'crime' satisfies Outcome }),
  async reopen({ tx, deps, who, incident, move }) {
    if (incident.status === 'dismissed') await correct(tx, deps, who, incident, incident)
    return move()
  },
  async join({ tx, incident, input, move }) {
    const into = await findIncident(tx, incident.departmentId, input.into)
    if (!into || into.id === incident.id || into.status === 'joined' || into.joinedInto)
      return { refused: 'incomplete' }
    const done = await move({ joinedInto: into.id }, { into: into.id })
    if ('refused' in done) return done
    await moveReports(tx, incident.departmentId, incident.id, into.id, null)
    return done
  },
  async split({ tx, deps, incident, input, move }) {
    const done = await move({}, { reports: input.reportIds.length })
    if ('refused' in done) return done
    const id = deps.newId()
    const now = deps.now()
    await addIncident(tx, {
      departmentId: incident.departmentId,
      id,
      category: incident.category,
      route: incident.route,
      urgency: incident.urgency,
      suggested: {
        category: incident.category,
        route: incident.route,
        urgency: incident.urgency,
        place: incident.placeText,
      },
      lang: incident.lang,
      title: incident.title,
      chatId: incident.chatId ?? '',
      thread: null,
      placeText: '',
      point: null,
      openedAt: now,
      happenedAt: incident.happenedAt,
      answerDue: answerDue(incident.route, incident.urgency, now),
    })
    const moved = await moveReports(tx, incident.departmentId, incident.id, id, input.reportIds)
    if (moved !== input.reportIds.length) return { refused: 'incomplete' }
    const [reportId = ''] = input.reportIds
    await record(tx, {
      departmentId: incident.departmentId,
      kind: 'incident.opened',
      at: now,
      incidentId: id,
      data: { reportId },
    })
    return done
  },
  async assign({ tx, incident, input, move }) {
    const { inspectorId, precinctId } = input
    if (!(await mayBeGiven(tx, incident.departmentId, inspectorId, precinctId ?? null)))
      return { refused: 'incomplete' }
    return move({ inspectorId, ...(precinctId ? { precinctId } : {}) }, { inspectorId })
  },
  async amend({ tx, deps, who, incident, input, move }) {
    const { category, route, urgency, placeText, point } = input
    const done = await move(
      {
        ...(category ? { category, route: route ?? usualRoute[category] } : route ? { route } : {}),
        ...(urgency ? { urgency } : {}),
        ...(placeText === undefined ? {} : { placeText }),
        ...(point === undefined ? {} : { point }),
      },
      { ...(category ? { category } : {}), ...(urgency ? { urgency } : {}), ...(route ? { route } : {}) },
    )
    if ('incident' in done) await correct(tx, deps, who, incident, done.incident)
    return done
  },
}

async function find(
  tx: Write,
  deps: Deps,
  who: Account,
  incident: Incident,
  text: string,
  confirmed: boolean,
  input: { happenedAt?: string | undefined; placeText: string; answers: Record<string, string> },
): Promise<void> {
  await addFinding(tx, {
    id: deps.newId(),
    departmentId: incident.departmentId,
    incidentId: incident.id,
    text,
    confirmed,
    happenedAt: input.happenedAt ? new Date(input.happenedAt) : null,
    placeText: input.placeText,
    answers: input.answers,
    byAccount: who.id,
    at: deps.now(),
  })
}

/** Does what a person asked, whole or not at all. The caller has checked that the person may see the incident. */
export async function doAct(deps: Deps, who: Account, incident: Incident, input: ActInput): Promise<Done> {
  const { role } = who
  if (role === 'administrator') return { refused: 'not-yours' }
  try {
    return await inTransaction(deps.db, async (tx) => {
      const move = (change: Change = {}, detail?: Record<string, unknown>) =>
        act(tx, {
          departmentId: incident.departmentId,
          id: incident.id,
          version: input.version,
          act: input.act,
          by: role,
          accountId: who.id,
          now: deps.now(),
          change,
          ...(detail ? { detail } : {}),
        })
      const run = doing[input.act] as (doing: unknown) => Promise<Done>
      const done = await run({ tx, deps, who, incident, input, move })
      return { incident: orRollBack(done) }
    })
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refused }
    throw error
  }
}
