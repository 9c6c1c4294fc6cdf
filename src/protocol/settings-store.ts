import { maybeOne, one, type Read, run, type Write } from '../base/database.ts'
import { bookOf, moveBook } from '../paper/sign-store.ts'
import { type BookLine, type PaperSettings, readPaperSettings } from './paper-settings.ts'

/** What a department writes into every paper, and its book of numbers. */

export interface SetPapers {
  settings: PaperSettings
  book: BookLine[]
  /** When it was set last, and by whom; null before anybody did. */
  since: Date | null
  byName: string | null
}

export async function papersSet(db: Read, departmentId: string): Promise<SetPapers> {
  const row = await one<{ papers: unknown; since: Date | null; byName: string | null }>(
    db,
    `select d.settings->'papers' as papers, last.at as since, last.name as "byName"
     from department d left join lateral (
       select j.at, a.name from journal j left join account a on a.id = j.account_id
       where j.department_id = d.id and j.kind = 'papers.changed' order by j.id desc limit 1) last on true
     where d.id = $1`,
    [departmentId],
  )
  const { papers, since, byName } = row
  return { settings: readPaperSettings(papers), book: await bookOf(db, departmentId), since, byName }
}

/** Sets all of it, if nobody did since it was read and no number goes back. */
export async function setPapers(
  tx: Write,
  departmentId: string,
  set: { settings: PaperSettings; since: Date | null; book: readonly BookLine[] },
): Promise<{ done: true } | { refused: 'changed-meanwhile' } | { refused: 'book-back'; line: BookLine }> {
  // One at a time: who waits for this row sees what the other has set.
  await maybeOne(tx, 'select id from department where id = $1 for update', [departmentId])
  const before = await papersSet(tx, departmentId)
  if ((before.since?.getTime() ?? null) !== (set.since?.getTime() ?? null)) return { refused: 'changed-meanwhile' }
  for (const line of set.book) {
    const now = before.book.find(({ kind, year }) => kind === line.kind && year === line.year)
    if (now && now.last > line.last) return { refused: 'book-back', line: now }
    if (line.last > 0) await moveBook(tx, departmentId, line)
  }
  await run(tx, `update department set settings = settings || jsonb_build_object('papers', $2::jsonb) where id = $1`, [
    departmentId,
    JSON.stringify(set.settings),
  ])
  return { done: true }
}
