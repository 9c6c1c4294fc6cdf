import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { news } from '../incident/act-store.ts'
import type { Incident } from '../incident/store.ts'
import { birthOf, fullName, type Person } from './person.ts'
import { normalisePlate } from './plate.ts'
import type { EarlierIncident, FoundSubject, LookLine, SearchInput, SubjectRole } from './view.ts'

/** People and firms, in which incidents they stand, and every look at them. */

export interface Subject {
  id: string
  name: string
  iin: string | null
  person: Person
  createdAt: Date
  updatedAt: Date
}

const columns = `s.id, s.name, s.iin, s.details as person, s.created_at as "createdAt", s.updated_at as "updatedAt"`

export async function findSubject(db: Read, departmentId: string, id: string): Promise<Subject | null> {
  return maybeOne<Subject>(db, `select ${columns} from subject s where s.department_id = $1 and s.id = $2`, [
    departmentId,
    id,
  ])
}

/** The most people that one search shows: a longer list is looked through, not searched. */
const mostFound = 20

interface Asked {
  departmentId: string
  accountId: string
  incidentId: string
  reason: string
  now: Date
  newId(): string
}

/** Searches by one thing and writes down that it was done: a row for each person shown, one row when nobody was found. */
export async function searchSubjects(
  tx: Write,
  asked: Asked,
  wanted: Pick<SearchInput, 'iin' | 'plate' | 'name'>,
): Promise<FoundSubject[]> {
  const params: unknown[] = [asked.departmentId, asked.incidentId]
  const bind = (value: unknown) => `$${params.push(value)}`
  const [where, order] = conditionOf(wanted, bind)
  const rows = await query<Omit<FoundSubject, 'kind' | 'birth'> & { person: Person }>(
    tx,
    `select s.id, s.name, s.iin, s.plates, s.details as person, ${earlierCount} as incidents, ${protocolCount} as protocols
     from subject s where s.department_id = $1 and ${where} order by ${order}, s.id limit ${mostFound}`,
    params,
  )
  const shown = rows.length > 0 ? rows.map(({ id }) => id) : [null]
  for (const subjectId of shown) await noteLook(tx, { ...asked, subjectId, what: 'search', found: rows.length })
  return rows.map(({ person, ...row }) => ({ ...row, kind: person.kind, birth: birthIn(person) }))
}

const birthIn = (person: Person) => (person.kind === 'individual' ? birthOf(person) : null)

const asOffender = `from incident_subject o join incident i on i.department_id = o.department_id and i.id = o.incident_id
  where o.department_id = s.department_id and o.subject_id = s.id and o.role = 'offender' and o.incident_id <> $2
    and i.status <> 'joined'`
const earlierCount = `(select count(*)::int ${asOffender})`
const protocolCount = `(select count(*)::int from incident_subject o join protocol p on p.department_id = o.department_id
  and p.incident_id = o.incident_id and p.subject_id = o.subject_id and p.status = 'signed'
  where o.department_id = s.department_id and o.subject_id = s.id and o.role = 'offender' and o.incident_id <> $2)`

function conditionOf(
  { iin, plate, name }: Pick<SearchInput, 'iin' | 'plate' | 'name'>,
  bind: (value: unknown) => string,
): [where: string, order: string] {
  if (iin !== undefined) return [`s.iin = ${bind(iin.replace(/[\s\u00a0-]/g, ''))}`, 's.name']
  if (plate !== undefined) return [`s.plates @> array[${bind(normalisePlate(plate) ?? plate)}]`, 's.name']
  const whole = bind(name?.toLowerCase() ?? '')
  const words = (name ?? '').toLowerCase().split(/\s+/).slice(0, 6)
  const parts = words.map((word) => `lower(s.name) like ${bind(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`)
  return [
    `((${parts.join(' and ')}) or ${whole} <% lower(s.name))`,
    `word_similarity(${whole}, lower(s.name)) desc, s.name`,
  ]
}

/** A person's whole record, with earlier incidents as offender, newest first; the look is written down first. */
export async function openSubject(
  tx: Write,
  asked: Asked,
  id: string,
): Promise<{ subject: Subject; earlier: EarlierIncident[] } | null> {
  const subject = await findSubject(tx, asked.departmentId, id)
  await noteLook(tx, { ...asked, subjectId: subject?.id ?? null, what: 'open', found: subject ? 1 : 0 })
  if (!subject) return null
  const rows = await query<Omit<EarlierIncident, 'openedAt'> & { openedAt: Date }>(
    tx,
    `select i.id, i.number, i.category, i.status, i.opened_at as "openedAt",
       coalesce((select jsonb_agg(jsonb_build_object('article', p.article, 'part', p.part, 'status', p.status, 'number', p.number,
         'penalty', p.penalty, 'signedAt', to_char(p.signed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by p.created_at)
         from protocol p where p.department_id = o.department_id and p.incident_id = o.incident_id
           and p.subject_id = o.subject_id and p.status <> 'cancelled'), '[]') as protocols
     from incident_subject o join incident i on i.department_id = o.department_id and i.id = o.incident_id
     where o.department_id = $1 and o.subject_id = $3 and o.role = 'offender' and o.incident_id <> $2 and i.status <> 'joined'
     order by i.opened_at desc limit 100`,
    [asked.departmentId, asked.incidentId, id],
  )
  return { subject, earlier: rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() })) }
}

async function noteLook(
  tx: Write,
  look: Asked & { subjectId: string | null; what: LookLine['what']; found: number },
): Promise<void> {
  await query(
    tx,
    `insert into look (department_id, id, account_id, subject_id, incident_id, what, reason, found, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      look.departmentId,
      look.newId(),
      look.accountId,
      look.subjectId,
      look.incidentId,
      look.what,
      look.reason,
      look.found,
      look.now,
    ],
  )
}

/** Looks at people's data, newest first. */
export async function looksOf(
  db: Read,
  departmentId: string,
  page: { before: { at: string; id: string } | null; limit: number },
): Promise<LookLine[]> {
  const rows = await query<Omit<LookLine, 'at'> & { at: Date }>(
    db,
    `select l.id, l.at, l.account_id as "accountId", a.name as "byName", l.what, l.reason, l.found, l.subject_id as "subjectId",
       s.name as "subjectName", l.incident_id as "incidentId", i.number as "incidentNumber"
     from (select * from look where department_id = $1
         and ($2::timestamptz is null or at <= $2) and ($2::timestamptz is null or (at, id) < ($2, $3::uuid))
       order by at desc, id desc limit $4) l
     join account a on a.id = l.account_id
     left join subject s on s.department_id = $1 and s.id = l.subject_id
     left join incident i on i.department_id = $1 and i.id = l.incident_id
     order by l.at desc, l.id desc`,
    [departmentId, page.before?.at ?? null, page.before?.id ?? null, page.limit],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export interface Naming {
  incident: Incident
  subject: { id: string } | Person
  role: SubjectRole
  accountId: string
  now: Date
  newId(): string
}

/** Names somebody in an incident: one found before, or new data that is added to the record with the same ИИН. Null: no such person. */
export async function nameSubject(tx: Write, naming: Naming): Promise<string | null> {
  const { incident, subject, role, accountId, now } = naming
  const { departmentId } = incident
  const subjectId =
    'id' in subject
      ? ((await findSubject(tx, departmentId, subject.id))?.id ?? null)
      : await keepPerson(tx, departmentId, subject, now, naming.newId)
  if (!subjectId) return null
  const added = await run(
    tx,
    `insert into incident_subject (department_id, incident_id, subject_id, role, by_account, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [departmentId, incident.id, subjectId, role, accountId, now],
  )
  if (added > 0)
    await record(tx, {
      departmentId,
      kind: 'subject.named',
      at: now,
      incidentId: incident.id,
      accountId,
      data: { subjectId, role },
      live: news(incident, 'subject.named'),
    })
  return subjectId
}

async function keepPerson(
  tx: Write,
  departmentId: string,
  person: Person,
  now: Date,
  newId: () => string,
): Promise<string> {
  const iin = person.kind === 'individual' ? person.iin : person.bin
  const id = newId()
  const added = await run(
    tx,
    `insert into subject (department_id, id, kind, iin, name, details, plates, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (department_id, iin) where iin is not null do nothing`,
    [departmentId, id, person.kind, iin, fullName(person), JSON.stringify(person), person.plates, now],
  )
  if (added > 0) return id
  const known = await maybeOne<Subject>(
    tx,
    `select ${columns} from subject s where s.department_id = $1 and s.iin = $2 for update`,
    [departmentId, iin],
  )
  if (!known) throw new Error('Expected the record with this ИИН, which was there a moment ago. Try again.')
  const merged = joined(known.person, person)
  await run(
    tx,
    `update subject set kind = $3, name = $4, details = $5, plates = $6, updated_at = $7 where department_id = $1 and id = $2`,
    [departmentId, known.id, merged.kind, fullName(merged), JSON.stringify(merged), merged.plates, now],
  )
  return known.id
}

/** What is newly said goes over what was known; what was left empty forgets nothing. */
function joined(known: Person, said: Person): Person {
  if (known.kind !== said.kind) return said
  const told = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
  return { ...known, ...told, plates: [...new Set([...known.plates, ...said.plates])] } as Person
}

/** Takes somebody out of an incident again; not who a protocol has been drawn up against. */
export async function removeSubject(
  tx: Write,
  naming: Pick<Naming, 'incident' | 'role' | 'accountId' | 'now'> & { subjectId: string },
): Promise<'removed' | 'not-there' | 'in-protocol'> {
  const { incident, subjectId, role, accountId, now } = naming
  const { departmentId } = incident
  if (role === 'offender') {
    const drawn = await maybeOne(
      tx,
      `select 1 as drawn where exists (select from protocol where department_id = $1 and incident_id = $2 and subject_id = $3
         and status <> 'cancelled')`,
      [departmentId, incident.id, subjectId],
    )
    if (drawn) return 'in-protocol'
  }
  const gone = await run(
    tx,
    'delete from incident_subject where department_id = $1 and incident_id = $2 and subject_id = $3 and role = $4',
    [departmentId, incident.id, subjectId, role],
  )
  if (gone === 0) return 'not-there'
  await record(tx, {
    departmentId,
    kind: 'subject.removed',
    at: now,
    incidentId: incident.id,
    accountId,
    data: { subjectId, role },
    live: { ...news(incident, 'subject.named'), kind: 'subject.removed' },
  })
  return 'removed'
}
