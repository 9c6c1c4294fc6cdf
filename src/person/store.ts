import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { news } from '../incident/act-store.ts'
import type { Incident } from '../incident/store.ts'
import { foldName, isNear } from './fold-name.ts'
import { documentKey } from './identity-document.ts'
import { type Asked, noteLook } from './look-store.ts'
import { birthOf, complete, documentKeyOf, fullName, type Somebody } from './person.ts'
import { normalisePlate } from './plate.ts'
import type { EarlierIncident, FoundSubject, SearchInput, SubjectRole } from './view.ts'

/** People and firms, known and not known yet, and in which incidents they stand. */

export interface Subject {
  id: string
  name: string
  iin: string | null
  person: Somebody
  createdAt: Date
  updatedAt: Date
}

const columns = `s.id, s.name, s.iin, s.details as person, s.created_at as "createdAt", s.updated_at as "updatedAt"`

/** The record with this id; of one that was found to be the same as another, the one that it became a part of. */
export async function findSubject(db: Read, departmentId: string, id: string): Promise<Subject | null> {
  const found = await maybeOne<Subject>(
    db,
    `with recursive chain as (
       select id, merged_into, 1 as step from subject where department_id = $1 and id = $2
       union all
       select m.id, m.merged_into, step + 1 from chain join subject m on m.department_id = $1 and m.id = chain.merged_into
       where step < 20)
     select ${columns} from chain join subject s on s.department_id = $1 and s.id = chain.id where chain.merged_into is null`,
    [departmentId, id],
  )
  return found && { ...found, person: complete(found.person) }
}

/** The most people that one search shows: a longer list is looked through, not searched. */
const mostFound = 20
const mostRead = 100

type Wanted = Pick<SearchInput, 'iin' | 'plate' | 'name' | 'document'>

/** Searches by one thing and writes down that it was done: a row for each person shown, one row when nobody was found. */
export async function searchSubjects(tx: Write, asked: Asked, wanted: Wanted): Promise<FoundSubject[]> {
  const params: unknown[] = [asked.departmentId, asked.incidentId]
  const bind = (value: unknown) => `$${params.push(value)}`
  const [where, order] = conditionOf(wanted, bind)
  const found = await query<Omit<FoundSubject, 'kind' | 'birth'> & { person: Somebody; folded: string }>(
    tx,
    `select s.id, s.name, s.iin, s.plates, s.details as person, s.folded, ${earlierCount} as incidents, ${protocolCount} as protocols
     from subject s where s.department_id = $1 and s.merged_into is null and ${where} order by ${order}, s.id limit ${mostRead}`,
    params,
  )
  const name = wanted.name === undefined ? '' : foldName(wanted.name)
  // Trigrams find a lot that is only alike; who is shown is also looked at, so only the near ones are.
  const rows = (name ? found.filter(({ folded }) => isNear(name, folded)) : found).slice(0, mostFound)
  const shown = rows.length > 0 ? rows.map(({ id }) => id) : [null]
  for (const subjectId of shown) await noteLook(tx, asked, { subjectId, what: 'search', found: rows.length })
  return rows.map(({ person, folded: _, ...row }) => ({ ...row, kind: person.kind, birth: birthIn(person) }))
}

const birthIn = (person: Somebody) => (person.kind === 'individual' ? birthOf(person) : null)

const asOffender = `from incident_subject o join incident i on i.department_id = o.department_id and i.id = o.incident_id
  where o.department_id = s.department_id and o.subject_id = s.id and o.role = 'offender' and o.incident_id <> $2
    and i.status <> 'joined'`
const earlierCount = `(select count(*)::int ${asOffender})`
const protocolCount = `(select count(*)::int from incident_subject o join paper p on p.kind in ('protocol', 'warning') and p.department_id = o.department_id
  and p.incident_id = o.incident_id and p.subject_id = o.subject_id and p.status = 'signed'
  where o.department_id = s.department_id and o.subject_id = s.id and o.role = 'offender' and o.incident_id <> $2)`

function conditionOf(
  { iin, plate, name, document }: Wanted,
  bind: (value: unknown) => string,
): [where: string, order: string] {
  if (iin !== undefined) return [`s.iin = ${bind(iin.replace(/[\s\u00a0-]/g, ''))}`, 's.name']
  if (document !== undefined) return [`s.document_key = ${bind(documentKey(document))}`, 's.name']
  if (plate !== undefined) {
    const one = bind(normalisePlate(plate) ?? plate.trim().toUpperCase())
    return [
      `(s.plates @> array[${one}] or s.id in (select owner_id from vehicle v where v.department_id = $1 and v.plate = ${one}))`,
      's.name',
    ]
  }
  const folded = foldName(name ?? '')
  if (folded === '') return ['false', 's.name']
  const parts = folded
    .split(' ')
    .slice(0, 6)
    .map((word) => `s.folded like ${bind(`%${word}%`)}`)
  const whole = bind(folded)
  return [`((${parts.join(' and ')}) or ${whole} <% s.folded)`, `word_similarity(${whole}, s.folded) desc, s.name`]
}

/** A person's whole record, with earlier incidents as offender, newest first; the look is written down first. */
export async function openSubject(
  tx: Write,
  asked: Asked,
  id: string,
): Promise<{ subject: Subject; earlier: EarlierIncident[] } | null> {
  const subject = await findSubject(tx, asked.departmentId, id)
  await noteLook(tx, asked, { subjectId: subject?.id ?? null, what: 'open', found: subject ? 1 : 0 })
  if (!subject) return null
  const rows = await query<Omit<EarlierIncident, 'openedAt'> & { openedAt: Date }>(
    tx,
    `select i.id, i.number, i.category, i.status, i.opened_at as "openedAt",
       coalesce((select jsonb_agg(jsonb_build_object('article', p.article, 'part', p.part, 'status', p.status, 'number', p.number,
         'penalty', p.penalty, 'signedAt', to_char(p.signed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by p.created_at)
         from paper p where p.kind in ('protocol', 'warning') and p.department_id = o.department_id and p.incident_id = o.incident_id
           and p.subject_id = o.subject_id and p.status <> 'cancelled'), '[]') as protocols
     from incident_subject o join incident i on i.department_id = o.department_id and i.id = o.incident_id
     where o.department_id = $1 and o.subject_id = $3 and o.role = 'offender' and o.incident_id <> $2 and i.status <> 'joined'
     order by i.opened_at desc limit 100`,
    [asked.departmentId, asked.incidentId, subject.id],
  )
  return { subject, earlier: rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() })) }
}

export interface Naming {
  incident: Incident
  subject: { id: string } | Somebody
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

export const numberOf = (one: Somebody) =>
  one.kind === 'individual' ? one.iin : one.kind === 'entity' ? one.bin : null

/** The record of this person: a new one, or the one with the same ИИН, БИН or document, to which the data is added. */
export async function keepPerson(
  tx: Write,
  departmentId: string,
  person: Somebody,
  now: Date,
  newId: () => string,
): Promise<string> {
  const iin = numberOf(person)
  const document = documentKeyOf(person)
  const id = newId()
  // A foreigner without an ИИН is known by the passport: the same number and name are the same person.
  const same =
    iin === null && document !== null
      ? await maybeOne<{ id: string }>(
          tx,
          `select id from subject where department_id = $1 and document_key = $2 and folded = $3 and merged_into is null
           order by created_at limit 1`,
          [departmentId, document, foldName(fullName(person))],
        )
      : null
  const added = same
    ? 0
    : await run(
        tx,
        `insert into subject (department_id, id, kind, iin, name, folded, document_key, details, plates, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) on conflict (department_id, iin) where iin is not null do nothing`,
        [
          ...[departmentId, id, person.kind, iin, fullName(person), foldName(fullName(person)), document],
          ...[JSON.stringify(person), person.plates, now],
        ],
      )
  if (added > 0) return id
  const known = await maybeOne<Subject>(
    tx,
    `select ${columns} from subject s where s.department_id = $1 and (s.id = $3 or ($3::uuid is null and s.iin = $2)) for update`,
    [departmentId, iin, same?.id ?? null],
  )
  if (!known) throw new Error('Expected the record with this ИИН, which was there a moment ago. Try again.')
  await saveSubject(tx, departmentId, known.id, joined(complete(known.person), person), now)
  return known.id
}

/** Writes a record's data over what it held. */
export async function saveSubject(
  tx: Write,
  departmentId: string,
  id: string,
  person: Somebody,
  now: Date,
): Promise<void> {
  await run(
    tx,
    `update subject set kind = $3, iin = $4, name = $5, folded = $6, document_key = $7, details = $8, plates = $9, updated_at = $10
     where department_id = $1 and id = $2`,
    [
      ...[departmentId, id, person.kind, numberOf(person), fullName(person), foldName(fullName(person))],
      ...[documentKeyOf(person), JSON.stringify(person), person.plates, now],
    ],
  )
}

/** What is newly said goes over what was known; what was left empty forgets nothing, and who is known stays known. */
export function joined(known: Somebody, said: Somebody): Somebody {
  const plates = [...new Set([...known.plates, ...said.plates])]
  if (known.kind !== said.kind) {
    const one = said.kind === 'unknown' ? known : said
    const other = one === said ? known : said
    const seen = one.kind === 'individual' && other.kind === 'unknown' ? { description: other.description } : {}
    return { ...one, ...seen, plates } as Somebody
  }
  const told = Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  )
  return { ...known, ...told, plates } as Somebody
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
      `select 1 as drawn where exists (select from paper where department_id = $1 and incident_id = $2 and subject_id = $3
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
