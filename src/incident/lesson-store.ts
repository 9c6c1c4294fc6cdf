import { localDay } from '../base/calendar.ts'
import { maybeOne, one, query, type Read, run, type Write } from '../base/database.ts'
import type { Reading } from '../detection/categories.ts'
import { type Label, type Lesson, lessonOf, type Taught } from './lesson.ts'

/** Lessons: what may be learned from decisions of people, kept only while the department allows it. */

const allowed = `coalesce((settings->>'learning')::boolean, false)`

export interface Learning {
  allowed: boolean
  /** Who switched it last, and when; null when nobody ever has. */
  since: Date | null
  byName: string | null
  lessons: number
}

export async function learningOf(db: Read, departmentId: string): Promise<Learning> {
  return one<Learning>(
    db,
    `select ${allowed} as allowed, last.at as since, last.name as "byName",
       (select count(*)::int from lesson l where l.department_id = d.id) as lessons
     from department d left join lateral (
       select j.at, a.name from journal j left join account a on a.id = j.account_id
       where j.department_id = d.id and j.kind = 'learning.changed' order by j.id desc limit 1) last on true
     where d.id = $1`,
    [departmentId],
  )
}

/** Allows the department's lessons or, with all that were kept, ends them; null when it is so already. */
export async function changeLearning(
  tx: Write,
  departmentId: string,
  allow: boolean,
): Promise<{ forgotten: number } | null> {
  const changed = await run(
    tx,
    `update department set settings = settings || jsonb_build_object('learning', $2::boolean) where id = $1 and ${allowed} <> $2`,
    [departmentId, allow],
  )
  if (changed === 0) return null
  return { forgotten: allow ? 0 : await run(tx, 'delete from lesson where department_id = $1', [departmentId]) }
}

/**
 * Keeps what a decision teaches, if the department allows it; the latest decision about a message, or about the same
 * words, is the one that stays. `link` is false where the message itself is forgotten: nothing may lead back to it.
 */
export async function keepLesson(
  tx: Write,
  report: {
    id: string
    departmentId: string
    text: string
    authorName: string
    media: string | null
    reading: Reading
  },
  taught: Taught,
  { link, now }: { link: boolean; now: Date },
): Promise<void> {
  // The lock makes a withdrawal wait, so that it finds this row too.
  const learns = await maybeOne(tx, `select 1 as yes from department where id = $1 and ${allowed} for share`, [
    report.departmentId,
  ])
  if (!learns) return
  await query(tx, 'delete from lesson where department_id = $1 and report_id = $2', [report.departmentId, report.id])
  const lesson = lessonOf(report, taught)
  if (!lesson) return
  await query(
    tx,
    `insert into lesson (department_id, text_hash, report_id, day, text, media, label)
     values ($1, sha256(convert_to($4, 'UTF8')), $2, $3, $4, $5, $6)
     on conflict (department_id, text_hash) do update
       set report_id = excluded.report_id, day = excluded.day, media = excluded.media, label = excluded.label`,
    [
      report.departmentId,
      link ? report.id : null,
      localDay(now),
      lesson.text,
      lesson.media,
      JSON.stringify(lesson.label),
    ],
  )
}

/** The departments of this database, and how many decisions each made that taught nothing because it did not allow it. */
export async function learningDepartments(
  db: Read,
): Promise<{ id: string; allowed: boolean; before: number; forgotten: number }[]> {
  return query(
    db,
    `select d.id, ${allowed} as allowed, count(distinct r.id)::int as before,
       (count(distinct r.id) filter (where r.state = 'dropped'))::int as forgotten
     from department d
     left join correction c on c.department_id = d.id and c.at < coalesce(
       (select max(j.at) from journal j where j.department_id = d.id and j.kind = 'learning.changed'
        and (j.data->>'allowed')::boolean), 'infinity')
     left join report r on r.department_id = c.department_id and r.id = c.report_id
     group by d.id order by d.id`,
  )
}

/** A department's lessons in an order that depends on nothing but them; none when it does not allow them. */
export async function lessonsOf(db: Read, departmentId: string): Promise<(Lesson & { day: string })[]> {
  return query<Lesson & { day: string; label: Label }>(
    db,
    `select to_char(l.day, 'YYYY-MM-DD') as day, l.text, l.media, l.label from lesson l
     join department d on d.id = l.department_id
     where l.department_id = $1 and ${allowed} order by l.day, l.text collate "C"`,
    [departmentId],
  )
}
