import { createHash } from 'node:crypto'
import { type Database, inTransaction, run } from '../base/database.ts'
import { newId } from '../base/ids.ts'
import { type Category, usualRoute } from '../detection/categories.ts'
import type { Outcome, Status } from '../incident/life.ts'

/** A department with incidents for the tests of this stage: rows as the stages leave them, made in one go. */

type Row = Record<string, unknown>

/** Adds rows to a table; columns that are not named keep their defaults. */
export async function addRows(db: Database, table: string, rows: Row[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).join(', ')
  await inTransaction(db, (tx) =>
    run(
      tx,
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    ),
  )
}

export interface Made {
  departmentId: string
  precincts: [string, string]
  chief: string
  inspector: string
  chats: { telegram: string; webchat: string }
}

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [69.6, 42.3],
      [69.61, 42.3],
      [69.61, 42.31],
      [69.6, 42.31],
      [69.6, 42.3],
    ],
  ],
}

/** A department of two precincts, a chief, an inspector of the first precinct, and two chats. */
export async function makeDepartment(db: Database, now: Date): Promise<Made> {
  const id = () => newId(now)
  const made: Made = {
    departmentId: id(),
    precincts: [id(), id()],
    chief: id(),
    inspector: id(),
    chats: { telegram: id(), webchat: id() },
  }
  const { departmentId, precincts, chief, inspector, chats } = made
  await addRows(db, 'department', [
    { id: departmentId, name_ru: 'Отдел', name_kk: 'Бөлім', settings: {}, created_at: now },
  ])
  const person = (account: string, role: string) => ({
    id: account,
    department_id: departmentId,
    login: `${role}-${account}`,
    name: role,
    role,
    created_at: now,
  })
  await addRows(db, 'account', [person(chief, 'chief'), person(inspector, 'inspector'), person(id(), 'administrator')])
  await addRows(
    db,
    'precinct',
    precincts.map((precinct, index) => ({
      id: precinct,
      department_id: departmentId,
      number: String(index + 1),
      name_ru: `Участок ${index + 1}`,
      name_kk: `Учаске ${index + 1}`,
      area: square,
    })),
  )
  await addRows(db, 'precinct_inspector', [{ precinct_id: precincts[0], account_id: inspector, rank: 1 }])
  await addRows(
    db,
    'chat',
    Object.entries(chats).map(([channel, chat], index) => ({
      id: chat,
      department_id: departmentId,
      channel,
      external_id: chat,
      title: channel,
      precinct_id: precincts[index],
      created_at: now,
    })),
  )
  return made
}

export interface Happened {
  openedAt: Date
  /** Minutes after opening; null for not yet. */
  answered?: number | null
  closed?: number | null
  category?: Category
  status?: Status
  outcome?: Outcome | null
  precinct?: 0 | 1 | null
  channel?: 'telegram' | 'webchat' | null
  reopened?: number
  place?: [lon: number, lat: number] | null
  messages?: number
  orders?: { status: 'ordered' | 'submitted' | 'accepted' | 'refused'; photo?: boolean; dueIn: number }[]
  ratings?: { score?: number | null; thanks?: boolean; notDone?: boolean }[]
  protocols?: { article: string; part?: string | null; penalty?: string | null; signed: number | null }[]
  told?: number
  /** Keys of offenders: the same key is the same person. */
  offenders?: string[]
}

/** Lays incidents out in the tables with everything that hangs on them; the first answer is due after an hour. */
export async function addIncidents(db: Database, made: Made, happened: Happened[]): Promise<string[]> {
  const { departmentId: department_id, chief: by_account } = made
  const tables = new Map<string, Row[]>()
  const add = (table: string, row: Row) => {
    const rows = tables.get(table) ?? []
    tables.set(table, rows)
    rows.push({ department_id, ...row })
  }
  const people = new Map<string, string>()
  const ids = happened.map((it) => {
    const id = newId(it.openedAt)
    const after = (minutes: number) => new Date(it.openedAt.getTime() + minutes * 60_000)
    const category = it.category ?? 'waste'
    const chat_id = it.channel ? made.chats[it.channel] : null
    add('incident', {
      id,
      number: Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 12), 16),
      status: it.status ?? 'new',
      category,
      route: usualRoute[category],
      urgency: 'normal',
      suggested: {},
      lang: 'ru',
      title: '',
      precinct_id: it.precinct === null || it.precinct === undefined ? null : made.precincts[it.precinct],
      assigned_by: 'place',
      chat_id,
      place_text: '',
      lon: it.place?.[0] ?? null,
      lat: it.place?.[1] ?? null,
      reports: it.messages ?? 0,
      opened_at: it.openedAt,
      happened_at: it.openedAt,
      answer_due: after(60),
      answered_at: it.answered == null ? null : after(it.answered),
      closed_at: it.closed == null ? null : after(it.closed),
      outcome: it.outcome ?? null,
      outcome_text: '',
      reopened: it.reopened ?? 0,
      version: 1,
    })
    const own = { incident_id: id }
    for (let n = 0; n < (it.messages ?? 0); n += 1) {
      const report = newId(it.openedAt)
      add('report', {
        ...own,
        id: report,
        chat_id: made.chats.telegram,
        external_id: report,
        state: 'joined',
        kind: 'report',
        at: it.openedAt,
        received_at: it.openedAt,
        author: '1',
        author_name: '',
        text: '',
        direct: false,
        reading: {},
        secret: report,
      })
    }
    for (const order of it.orders ?? [])
      add('remediation', {
        ...own,
        id: newId(it.openedAt),
        text: '',
        status: order.status,
        ordered_at: it.openedAt,
        due_at: after(order.dueIn),
        after_id: order.photo ? newId(it.openedAt) : null,
        reason: '',
        waived: '',
        by_account,
      })
    for (const rating of it.ratings ?? [])
      add('satisfaction', {
        ...own,
        id: newId(it.openedAt),
        rater: newId(it.openedAt),
        score: rating.score ?? null,
        thanked: rating.thanks ?? false,
        not_done: rating.notDone ?? false,
        text: '',
        at: it.openedAt,
      })
    for (const protocol of it.protocols ?? [])
      add('paper', {
        kind: 'protocol',
        ...own,
        id: newId(it.openedAt),
        number: '',
        erap_number: '',
        article: protocol.article,
        part: protocol.part ?? null,
        edition: '',
        lang: 'ru',
        status: protocol.signed === null ? 'draft' : 'signed',
        suggested: {},
        answers: {},
        fields: {},
        missing: 0,
        penalty: protocol.penalty ?? null,
        by_account,
        created_at: it.openedAt,
        updated_at: it.openedAt,
        signed_at: protocol.signed === null ? null : after(protocol.signed),
        version: 1,
      })
    for (let n = 0; n < (it.told ?? 0); n += 1)
      add('reply', {
        ...own,
        id: newId(it.openedAt),
        chat_id: made.chats.telegram,
        step: n === 0 ? 'outcome' : `outcome-${n + 1}`,
        lang: 'ru',
        text: '',
        buttons: [],
        state: 'sent',
        attempts: 1,
        error: '',
        created_at: it.openedAt,
      })
    for (const key of new Set(it.offenders ?? [])) {
      const known = people.get(key) ?? newId(it.openedAt)
      people.set(key, known)
      add('incident_subject', { ...own, subject_id: known, role: 'offender', by_account, at: it.openedAt })
    }
    return id
  })
  for (const [table, rows] of tables) await addRows(db, table, rows)
  return ids
}
