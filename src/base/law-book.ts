import { type Calendar, kazakhstan } from './calendar.ts'
import type { Read } from './database.ts'
import type { Edition } from './law.ts'
import { applyChanges, calendarWith } from './law-change.ts'
import { departmentsOfChanges, readLawChanges } from './law-store.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'

/** The law and the days off as each department has them: what came with the program, and what its administrator laid over it. */
export interface LawBook {
  /** The editions that came with the program, the same for all. */
  readonly plain: readonly Edition[]
  editions(departmentId: string): readonly Edition[]
  calendar(departmentId: string): Calendar
  /** Reads a department's changes anew; done by itself when another process made one. */
  reload(departmentId: string): Promise<void>
}

interface Laid {
  editions: readonly Edition[]
  calendar: Calendar
}

/** Opens the book: all that departments changed is read now, and again whenever one changes something. */
export async function openLawBook(
  { db, live, log }: { db: Read; live: Live; log: Log },
  editions: readonly Edition[],
  calendar: Calendar = kazakhstan,
): Promise<LawBook> {
  const plain: Laid = { editions, calendar }
  const laid = new Map<string, Laid>()
  const turns = new Map<string, Promise<void>>()
  const reload = async (departmentId: string) => {
    const changes = await readLawChanges(db, departmentId)
    laid.set(departmentId, {
      editions: applyChanges(editions, changes),
      calendar: calendarWith(calendar, changes),
    })
  }
  // One after another, so that an earlier reading never overwrites a later one.
  const inTurn = (departmentId: string) => {
    const next = (turns.get(departmentId) ?? Promise.resolve()).catch(() => {}).then(() => reload(departmentId))
    turns.set(departmentId, next)
    return next
  }
  const all = async () => {
    const known = new Set([...laid.keys(), ...(await departmentsOfChanges(db))])
    await Promise.all([...known].map(inTurn))
  }
  live.follow((news) => {
    if (news.to === 'all') all().catch((error) => log.fault('law.reload', error))
    else if (news.to === 'staff' && news.type === 'law')
      inTurn(news.departmentId).catch((error) => log.fault('law.reload', error))
  })
  await all()
  const of = (departmentId: string) => laid.get(departmentId) ?? plain
  return {
    plain: editions,
    editions: (departmentId) => of(departmentId).editions,
    calendar: (departmentId) => of(departmentId).calendar,
    reload: inTurn,
  }
}
