import type { Account } from './base/access.ts'
import type { Write } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import type { Reading } from './detection/categories.ts'
import { findReport } from './detection/store.ts'
import { keepLesson } from './incident/lesson-store.ts'
import type { Incident } from './incident/store.ts'
import { firstReport, keepCorrection } from './incident/unsure.ts'

/**
 * Keeps what a person says of an incident instead of the program: beside what was read in its first report, and as a
 * lesson where the department allows it. `said` is the incident as it now is, or that it is none.
 */
export async function correct(
  tx: Write,
  deps: Deps,
  who: Account,
  before: Incident,
  said: Pick<Incident, 'category' | 'route' | 'urgency'> | 'nothing',
): Promise<void> {
  const decided = said === 'nothing' ? { kind: 'chatter' as const } : different(before, said)
  const reopened = said !== 'nothing' && before.status === 'dismissed'
  if (Object.keys(decided).length === 0 && !reopened) return
  const { departmentId } = before
  const first = await firstReport(tx, departmentId, before.id)
  const report = first && (await findReport(tx, departmentId, first.id))
  if (!report) return
  const { category, route, urgency } = said === 'nothing' ? before : said
  const now = deps.now()
  await keepCorrection(
    tx,
    {
      id: deps.newId(),
      departmentId,
      reportId: report.id,
      suggested: report.reading,
      decided: reopened ? { kind: 'report', category, route, urgency } : decided,
      byAccount: who.id,
    },
    now,
  )
  // What only belonged to a report says nothing of the report's kind.
  if (report.kind !== 'report') return
  const taught = said === 'nothing' ? { kind: said } : { kind: 'report' as const, category, route, urgency }
  await keepLesson(tx, report, taught, { link: true, now })
}

function different(
  before: Incident,
  after: Pick<Incident, 'category' | 'route' | 'urgency'>,
): Partial<Pick<Reading, 'category' | 'route' | 'urgency'>> {
  return {
    ...(before.category === after.category ? {} : { category: after.category }),
    ...(before.route === after.route ? {} : { route: after.route }),
    ...(before.urgency === after.urgency ? {} : { urgency: after.urgency }),
  }
}
