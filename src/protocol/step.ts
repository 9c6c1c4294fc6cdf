import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type Happening, record } from '../base/journal.ts'
import { type Line, termsOf } from './deadline.ts'
import { filesOf, filesThatMayBurn, type TermFile } from './deadline-store.ts'
import { keyOf, type Reminder, remindersOf } from './remind.ts'
import {
  addReminders,
  departmentIds,
  incidentsReminded,
  type KeptReminder,
  remindersKept,
  seeReminders,
} from './reminder-store.ts'

const day = 86_400_000
/** The limitation is told of a week before. */
const ahead = 8 * day
const batch = 500

/** Each minute: whoever must do something soon is told of it once; what was done meanwhile is put away. */
export async function remindOfTerms(deps: Deps): Promise<number> {
  let told = 0
  for (const departmentId of await departmentIds(deps.db)) {
    const now = deps.now()
    const scope = { departmentId, precinctIds: null, inspectorIds: [] }
    const files = await filesThatMayBurn(deps.db, scope, now, new Date(now.getTime() + ahead))
    const known = new Set(files.map(({ id }) => id))
    const rest = (await incidentsReminded(deps.db, departmentId)).filter((id) => !known.has(id))
    if (rest.length > 0) files.push(...(await filesOf(deps.db, departmentId, rest)))
    for (let at = 0; at < files.length; at += batch)
      told += await remind(deps, departmentId, files.slice(at, at + batch), now)
  }
  return told
}

async function remind(deps: Deps, departmentId: string, files: TermFile[], now: Date): Promise<number> {
  const { roster } = await deps.atlas.sheet(departmentId)
  const editions = deps.law.editions(departmentId)
  const calendar = deps.law.calendar(departmentId)
  const ids = files.map(({ id }) => id)
  const terms = new Map(files.map((file) => [file.id, termsOf(file.rows, editions, calendar)]))
  const due = files.flatMap((file) => remindersOf(file, terms.get(file.id) ?? [], roster, now))
  const kept = await remindersKept(deps.db, departmentId, ids)
  const before = new Set(kept.map(keyOf))
  const fresh = due.filter((one) => !before.has(keyOf(one)))
  const met = kept.filter((one) => !one.seen && isMet(one, terms.get(one.incidentId) ?? [])).map(({ id }) => id)
  if (fresh.length === 0 && met.length === 0) return 0
  return inTransaction(deps.db, async (tx) => {
    await seeReminders(tx, departmentId, met, now)
    const numbered = fresh.map((one) => ({ ...one, id: deps.newId() }))
    const added = await addReminders(tx, departmentId, numbered, now)
    for (const one of added) {
      const file = files.find(({ id }) => id === one.incidentId)
      if (file) await record(tx, entry(departmentId, file, one, now))
    }
    return added.length
  })
}

/** Done, or no longer a term of the incident. */
function isMet(one: KeptReminder, lines: readonly Line[]): boolean {
  return !lines.some(({ id, paperId, done }) => id === one.term && paperId === one.paperId && done === null)
}

function entry(
  departmentId: string,
  file: TermFile,
  { term, dueAt, step, accountId }: Reminder,
  at: Date,
): Happening<'deadline.near'> {
  const { id, number, status, precinctId, inspectorId, urgency } = file
  const kind = 'deadline.near'
  return {
    ...{ departmentId, kind, at, incidentId: id },
    data: { term, due: dueAt.toISOString(), step, accountId },
    live: { to: 'staff', type: 'incident', departmentId, id, number, status, precinctId, inspectorId, urgency, kind },
  }
}
