import { one, query, type Read } from '../base/database.ts'
import type { Both } from '../base/law.ts'
import type { Span } from '../detection/categories.ts'
import type { Incident } from '../incident/store.ts'
import type { CaseRows } from './facts.ts'
import { type PaperSettings, readPaperSettings } from './paper-settings.ts'
import { drawnOf } from './qualify-store.ts'

/** Reads the rows of an incident that a paper rests on; authors and texts of messages are not among them. */
export async function readCase(db: Read, incident: Incident): Promise<CaseRows> {
  const { departmentId, id, category, openedAt, happenedAt, placeText } = incident
  const own = [departmentId, id]
  const findings = await query<NonNullable<CaseRows['finding']>>(
    db,
    `select id, text, happened_at as "happenedAt", place_text as "placeText", answers, at from finding
     where department_id = $1 and incident_id = $2 and confirmed order by at desc, id desc limit 1`,
    own,
  )
  const reports = await query<{ id: string; at: Date; places: Span[] }>(
    db,
    `select id, at, coalesce(reading->'places', '[]') as places from report
     where department_id = $1 and incident_id = $2 and state <> 'dropped' order by at, id limit 50`,
    own,
  )
  const subjects = await query<CaseRows['subjects'][number]>(
    db,
    `select s.id, x.role, s.details as person, x.at from incident_subject x
     join subject s on s.department_id = x.department_id and s.id = x.subject_id
     where x.department_id = $1 and x.incident_id = $2 order by x.at, s.id`,
    own,
  )
  const attachments = await query<CaseRows['attachments'][number]>(
    db,
    `select id, file_hash as hash, kind, purpose, caption, at from attachment
     where department_id = $1 and incident_id = $2 and kind in ('photo', 'video', 'document')
     order by at, array_position(array['report', 'finding', 'before', 'after', 'receipt', 'explanation'], purpose), id limit 40`,
    own,
  )
  return {
    ...{ category, openedAt, happenedAt, subjects, attachments },
    place: placeText ? { id, text: placeText } : null,
    finding: findings[0] ?? null,
    drawn: await drawnOf(db, departmentId, id),
    reports: reports.map(({ id: report, at, places }) => ({
      id: report,
      at,
      place: places.map(({ text }) => text).join(', ') || null,
    })),
  }
}

/** How the department is called, and what it writes into its papers. */
export async function readDepartment(db: Read, departmentId: string): Promise<{ name: Both; settings: PaperSettings }> {
  const row = await one<{ ru: string; kk: string; papers: unknown }>(
    db,
    `select name_ru as ru, name_kk as kk, settings->'papers' as papers from department where id = $1`,
    [departmentId],
  )
  return { name: { ru: row.ru, kk: row.kk }, settings: readPaperSettings(row.papers) }
}
