import { inTransaction, maybeOne } from '../src/base/database.ts'
import type { Deps } from '../src/base/deps.ts'
import { record } from '../src/base/journal.ts'
import { getAccount } from '../src/base/people.ts'
import { doAct } from '../src/desk.ts'
import { type Category, type Reading, usualRoute } from '../src/detection/categories.ts'
import { act } from '../src/incident/act-store.ts'
import type { ActInput } from '../src/incident/incident.ts'
import type { Outcome } from '../src/incident/life.ts'
import { findIncident, type Incident } from '../src/incident/store.ts'
import { decideReport, keepCorrection } from '../src/incident/unsure.ts'
import type { placesFile } from '../src/inspection/gazetteer-file.ts'
import { give } from '../src/satisfaction/store.ts'
import type { DemoIncident, DemoStep } from './files.ts'
import { bringOffender, bringProtocol } from './paper.ts'

/** What people did with an incident of the demo, as moments in time: through the same acts as the pages. */

interface Life {
  incident: DemoIncident
  departmentId: string
  chatId: string
  /** The ids of its messages in the chat. */
  messages: string[]
  end: number
  accounts: Map<string, string>
  bring(photo: string, purpose: string, by: string, incidentId: string): Promise<string>
  places: ReturnType<typeof placesFile.parse>
}

const day = 86_400_000
const minute = 60_000
/** By the key of the demo file, the incident that came of it: for joins across chats. */
const opened = new Map<string, string>()

export function live(deps: Deps, life: Life): { at: number; happen(): Promise<void> }[] {
  const { incident, end } = life
  const at = (daysBefore: number) => end - daysBefore * day
  const moments = incident.steps.map((step) => ({ at: at(step.days_before_now), happen: () => take(deps, life, step) }))
  moments.push(...papers(deps, life, at))
  const [first] = incident.steps
  if (first) moments.unshift({ at: at(first.days_before_now) - minute, happen: () => decide(deps, life, first.by) })
  for (const rating of incident.ratings) {
    moments.push({
      at: at(rating.days_before_now),
      async happen() {
        const found = await find(deps, life)
        if (!found) return
        const given = {
          rater: `webchat:demo:${incident.chat}:${rating.author}`,
          chatId: life.chatId,
          ...(rating.score === null ? {} : { score: rating.score }),
          thanks: rating.thanks,
          notDone: rating.not_done,
          text: rating.text,
        }
        await inTransaction(deps.db, (tx) => give(tx, found, given, deps.newId(), deps.now()))
      },
    })
  }
  return moments
}

/** Who did it is named a minute after the visit; the protocol at its own time, or right after the last step. */
function papers(deps: Deps, life: Life, at: (daysBefore: number) => number): { at: number; happen(): Promise<void> }[] {
  const { incident } = life
  const visit = incident.steps.find((step) => step.act === 'confirm')
  const last = incident.steps.at(-1)
  if (!visit || !last) return []
  const by = life.accounts.get(visit.by) ?? ''
  const onIncident = (bring: typeof bringProtocol) => async () => {
    const found = await find(deps, life)
    if (found) await bring(deps, incident, found.id, by)
  }
  const named = {
    at: at(visit.days_before_now) + minute,
    happen: onIncident(async (...given) => void (await bringOffender(...given))),
  }
  if (!incident.protocol) return [named]
  const drawnUp = incident.protocol.days_before_now ?? last.days_before_now
  const moment = Math.min(at(drawnUp) + 2 * minute, life.end)
  return [named, { at: moment, happen: onIncident(bringProtocol) }]
}

/** The incident that the program made of these messages; null when it made none. */
async function find(deps: Deps, life: Life): Promise<Incident | null> {
  const row = await maybeOne<{ id: string }>(
    deps.db,
    `select incident_id as id from report where chat_id = $1 and external_id = any($2) and incident_id is not null
     order by array_position($2, external_id) limit 1`,
    [life.chatId, life.messages],
  )
  if (!row) return null
  opened.set(life.incident.key, row.id)
  return findIncident(deps.db, life.departmentId, row.id)
}

/** Where the program was not sure, the inspector says that it is a report, as in the queue of the unsure. */
async function decide(deps: Deps, life: Life, by: string): Promise<void> {
  const { departmentId, chatId, messages, incident } = life
  const accountId = life.accounts.get(by)
  if (!accountId || (await find(deps, life))) return
  const unsure = await maybeOne<{ id: string; reading: Reading }>(
    deps.db,
    `select id, reading from report where chat_id = $1 and external_id = any($2) and state = 'unsure'
     order by array_position($2, external_id) limit 1`,
    [chatId, messages],
  )
  if (!unsure) return
  const category = incident.category as Category
  const decided = { kind: 'report' as const, category, route: usualRoute[category] }
  const correction = {
    id: deps.newId(),
    departmentId,
    reportId: unsure.id,
    suggested: unsure.reading,
    decided,
    byAccount: accountId,
  }
  await inTransaction(deps.db, async (tx) => {
    await decideReport(tx, departmentId, unsure.id, decided)
    await record(tx, { departmentId, kind: 'report.kept', at: deps.now(), accountId, data: { reportId: unsure.id } })
    await keepCorrection(tx, correction, deps.now())
  })
}

async function take(deps: Deps, life: Life, step: DemoStep): Promise<void> {
  let incident = await find(deps, life)
  if (!incident) return
  if (step.by === 'resident') {
    const { id, departmentId } = incident
    await inTransaction(deps.db, (tx) =>
      act(tx, { departmentId, id, version: null, act: 'reopen', by: 'resident', accountId: null, now: deps.now() }),
    )
    return
  }
  const who = await getAccount(deps.db, life.accounts.get(step.by) ?? '')
  const category = life.incident.category as Category
  if (step === life.incident.steps[0] && incident.category !== category) {
    const amended = await doAct(deps, who, incident, { act: 'amend', version: incident.version, category })
    if ('incident' in amended) incident = amended.incident
  }
  const input = await inputOf(deps, life, step, incident, who.id)
  if (!input) return
  await doAct(deps, who, incident, input)
}

async function inputOf(
  deps: Deps,
  life: Life,
  step: DemoStep,
  { id, version }: Incident,
  by: string,
): Promise<ActInput | null> {
  const due = (days: number) => new Date(deps.now().getTime() + days * day).toISOString()
  const text = step.text || '—'
  switch (step.act) {
    case 'accept':
      return { act: 'accept', version }
    case 'confirm':
      return { act: 'confirm', version, text, placeText: life.incident.place_text, answers: step.answers }
    case 'notFound':
      return { act: 'notFound', version, text }
    case 'order':
      return { act: 'order', version, text, dueAt: due(step.due_in_days ?? 2) }
    case 'submit': {
      const bring = async (name: string | null | undefined, purpose: string) =>
        name ? life.bring(name, purpose, by, id) : null
      const [beforeId, afterId, receiptId] = [
        await bring(step.before, 'before'),
        await bring(step.after, 'after'),
        await bring(step.receipt, 'receipt'),
      ]
      return { act: 'submit', version, beforeId, afterId, receiptId }
    }
    case 'approve':
      return { act: 'approve', version, waived: '' }
    case 'refuse':
      return { act: 'refuse', version, reason: step.reason || text, dueAt: due(step.due_in_days ?? 1) }
    case 'close':
      return { act: 'close', version, outcome: (step.outcome ?? 'talk') as Outcome, text }
    case 'dismiss':
      return { act: 'dismiss', version, text }
    case 'handOver':
      return { act: 'handOver', version, to: step.body ?? '109', text }
    case 'crime':
      return { act: 'crime', version, text }
    case 'reopen':
      return { act: 'reopen', version, text }
    case 'join': {
      const into = opened.get(step.into ?? '')
      return into && into !== id ? { act: 'join', version, into } : null
    }
  }
}
