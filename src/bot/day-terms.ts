import type { Deps } from '../base/deps.ts'
import { termsOf } from '../protocol/deadline.ts'
import { filesThatMayBurn } from '../protocol/deadline-store.ts'
import { morningText, termsOfDay } from './morning.ts'
import type { StaffChat } from './staff-store.ts'

const day = 86_400_000

/** The terms of an officer that were missed or end today, in words; null when there are none. */
export async function dayTerms(deps: Deps, talk: StaffChat): Promise<string | null> {
  const now = deps.now()
  const { departmentId, staffId } = talk
  const scope = { departmentId, precinctIds: [], inspectorIds: [staffId] }
  const files = await filesThatMayBurn(deps.db, scope, now, new Date(now.getTime() + day))
  const [editions, calendar] = [deps.law.editions(departmentId), deps.law.calendar(departmentId)]
  const lines = files.flatMap(({ number, rows }) => termsOf(rows, editions, calendar).map((line) => ({ number, line })))
  const due = termsOfDay(lines, now)
  return due.length === 0 ? null : morningText(due, talk.lang, now)
}
