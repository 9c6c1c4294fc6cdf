import { one, type Read } from '../base/database.ts'

/** How a chat fares since a day, in counts; nobody's words. */
export interface ChatFigures {
  messages: number
  /** Days of the period that had any. */
  days: number
  /** Messages that were forgotten as soon as they were read, or not read because there were too many. */
  chatter: number
  reports: number
  /** What a person said is no report. */
  mistaken: number
  /** Opened by what was told here. */
  incidents: number
  confirmed: number
  /** Told of by many at once who had not been heard here before. */
  flagged: number
  /** Half of the incidents were answered sooner, in minutes; null where none was. */
  answerMinutes: number | null
}

/** `since` is a local day, `from` the instant at which it begins. */
export async function chatFigures(
  db: Read,
  departmentId: string,
  chatId: string,
  since: string,
  from: Date,
): Promise<ChatFigures> {
  return one<ChatFigures>(
    db,
    `select
       (select coalesce(sum(messages), 0)::int from chat_day where chat_id = $2 and day >= $3) as messages,
       (select count(*)::int from chat_day where chat_id = $2 and day >= $3 and messages > 0) as days,
       (select coalesce(sum(greatest(messages - reports, 0)), 0)::int from chat_day where chat_id = $2 and day >= $3) as chatter,
       (select count(*)::int from report where department_id = $1 and chat_id = $2 and at >= $4 and kind = 'report') as reports,
       (select count(*)::int from report where department_id = $1 and chat_id = $2 and at >= $4 and kind = 'report'
         and state = 'dropped' and deleted_at is null) as mistaken,
       count(i.id)::int as incidents,
       count(i.id) filter (where exists (select from journal j where j.department_id = i.department_id
         and j.incident_id = i.id and j.kind = 'incident.acted' and j.data->>'act' = 'confirm'))::int as confirmed,
       count(i.id) filter (where exists (select from journal j where j.department_id = i.department_id
         and j.incident_id = i.id and j.kind = 'incident.flagged'))::int as flagged,
       round(extract(epoch from percentile_cont(0.5) within group (order by i.answered_at - i.opened_at)
         filter (where i.answered_at is not null)) / 60)::int as "answerMinutes"
     from incident i where i.department_id = $1 and i.chat_id = $2 and i.opened_at >= $4`,
    [departmentId, chatId, since, from],
  )
}
