import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { type CsvBroken, type CsvRow, encodingOf, openCsv } from './csv-reader.ts'
import {
  type RefusedLine,
  type Register,
  type RegisterData,
  type RegisterId,
  type RegisterState,
  registerIds,
  registerLimits,
} from './register.ts'
import { readHeader, readRow } from './register-columns.ts'

/** Registers as files that the department loads: the adapter of the interface in register.ts. */

interface FileRow {
  fileId: string
  name: string
  validOn: string
  rows: number
  refused: number
  loadedAt: Date
  byName: string
}

function fileOf(db: Read, departmentId: string, register: RegisterId): Promise<FileRow | null> {
  return maybeOne<FileRow>(
    db,
    `select f.id as "fileId", f.name, f.valid_on as "validOn", f.rows, f.refused, f.at as "loadedAt", a.name as "byName"
     from register_file f join account a on a.id = f.by_account
     where f.department_id = $1 and f.register = $2 and f.removed_at is null order by f.valid_on desc, f.at desc limit 1`,
    [departmentId, register],
  )
}

/** A register that is a file, or is not connected as long as none was loaded. */
export function fileRegister(db: Read, departmentId: string, id: RegisterId): Register {
  return {
    id,
    async state(): Promise<RegisterState> {
      const file = await fileOf(db, departmentId, id)
      return file ? { state: 'file', ...file, loadedAt: file.loadedAt.toISOString() } : { state: 'not-connected' }
    },
    async find(key) {
      const file = await fileOf(db, departmentId, id)
      if (!file) return []
      const rows = await query<{ data: RegisterData }>(
        db,
        'select data from register_row where department_id = $1 and file_id = $2 and key = $3 order by line limit 50',
        [departmentId, file.fileId, key],
      )
      return rows.map(({ data }) => data)
    },
  }
}

/** Every register there is. Another adapter takes the place of a file here. */
export const registersOf = (db: Read, departmentId: string): Register[] =>
  registerIds.map((id) => fileRegister(db, departmentId, id))

export type LoadRefusal =
  | { refused: 'empty' | 'long' | 'broken' | 'newer-there'; lines: RefusedLine[]; count: number }
  | { refused: 'column'; column: string; lines: RefusedLine[]; count: number }
export interface Loading {
  departmentId: string
  fileId: string
  register: RegisterId
  name: string
  validOn: string
  accountId: string
  now: Date
}

const batch = 1000

/** Reads a register's file into the place of the one before; lines that cannot be taken are told of, and the rest is taken. */
export async function loadRegister(
  tx: Write,
  loading: Loading,
  chunks: readonly Uint8Array[],
): Promise<LoadRefusal | { refused: null; count: number; lines: RefusedLine[] }> {
  const { departmentId, fileId, register } = loading
  await query(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${departmentId} ${register}`])
  const before = await fileOf(tx, departmentId, register)
  if (before && before.validOn > loading.validOn) return { refused: 'newer-there', lines: [], count: 0 }
  const lines: RefusedLine[] = []
  let [count, broken, rows, at] = [0, 0, 0, 0]
  let header: Map<string, number> | null = null
  const refuse = (line: RefusedLine) => {
    count += 1
    if (lines.length < registerLimits.told) lines.push(line)
  }
  let waiting: { line: number; key: string; data: string }[] = []
  const write = async () => {
    if (waiting.length === 0) return
    await run(
      tx,
      `insert into register_row (department_id, file_id, line, key, data)
       select $1, $2, line, key, data from unnest($3::int[], $4::text[], $5::jsonb[]) as row (line, key, data)`,
      [
        ...[departmentId, fileId, waiting.map(({ line }) => line), waiting.map(({ key }) => key)],
        waiting.map(({ data }) => data),
      ],
    )
    waiting = []
  }
  await run(
    tx,
    `insert into register_file (department_id, id, register, name, valid_on, rows, by_account, at) values ($1, $2, $3, $4, $5, 0, $6, $7)`,
    [departmentId, fileId, register, loading.name, loading.validOn, loading.accountId, loading.now],
  )
  const gone = <T extends LoadRefusal>(refusal: T) => undo(tx, departmentId, fileId).then(() => refusal)
  for (const record of recordsOf(chunks)) {
    if ('fault' in record) {
      broken += 1
      refuse({ line: record.line, column: '', why: faults[record.fault] })
      if (broken > registerLimits.broken) return gone({ refused: 'broken', lines, count })
      continue
    }
    if (!header) {
      const read = readHeader(register, record.cells)
      if ('missing' in read) return gone({ refused: 'column', column: read.missing, lines, count })
      header = read.at
      continue
    }
    const read = readRow(register, header, record.cells)
    if ('why' in read) {
      refuse({ line: record.line, ...read })
      continue
    }
    rows += 1
    if (rows > registerLimits.rows) return gone({ refused: 'long', lines, count })
    waiting.push({ line: record.line, key: read.key, data: JSON.stringify(read.data).replaceAll('\\u0000', '') })
    at += 1
    if (at % batch === 0) await write()
  }
  await write()
  if (rows === 0) return gone({ refused: 'empty', lines, count })
  await run(tx, 'update register_file set rows = $3, refused = $4 where department_id = $1 and id = $2', [
    ...[departmentId, fileId, rows, count],
  ])
  await forget(tx, loading, fileId)
  await record(tx, {
    ...{ departmentId, kind: 'register.changed', at: loading.now, accountId: loading.accountId },
    data: { register, fileId, rows },
  })
  return { refused: null, count, lines }
}

const faults = {
  quote: { ru: 'кавычка не закрыта или стоит не на месте', kk: 'тырнақша жабылмаған немесе орнында емес' },
  long: { ru: 'строка длиннее 20 000 знаков', kk: 'жол 20 000 таңбадан ұзын' },
  nul: { ru: 'нулевой знак: файл повреждён', kk: 'нөлдік таңба: файл бүлінген' },
} as const

function* recordsOf(chunks: readonly Uint8Array[]): Generator<CsvRow | CsvBroken> {
  const decoder = new TextDecoder(encodingOf(chunks))
  const reader = openCsv()
  for (const chunk of chunks) yield* reader.push(decoder.decode(chunk, { stream: true }))
  yield* reader.push(decoder.decode())
  yield* reader.end()
}

async function undo(tx: Write, departmentId: string, fileId: string): Promise<void> {
  await run(tx, 'delete from register_row where department_id = $1 and file_id = $2', [departmentId, fileId])
  await run(tx, 'delete from register_file where department_id = $1 and id = $2', [departmentId, fileId])
}

/** Rows of the register's other files are erased; that they were there stays known. */
async function forget(
  tx: Write,
  { departmentId, register, now }: Omit<Loading, 'fileId'>,
  except: string | null,
): Promise<number> {
  const old = await query<{ id: string }>(
    tx,
    `update register_file set removed_at = $4 where department_id = $1 and register = $2 and removed_at is null and ($3::uuid is null or id <> $3)
     returning id`,
    [departmentId, register, except, now],
  )
  await run(tx, 'delete from register_row where department_id = $1 and file_id = any($2)', [
    departmentId,
    old.map(({ id }) => id),
  ])
  return old.length
}

/** Takes the register's file away; false when there was none. */
export async function removeRegister(
  tx: Write,
  removing: Pick<Loading, 'departmentId' | 'register' | 'accountId' | 'now'>,
): Promise<boolean> {
  const { departmentId, register, accountId, now } = removing
  const file = await fileOf(tx, departmentId, register)
  if (!file) return false
  await forget(tx, { ...removing, name: '', validOn: '' }, null)
  await record(tx, {
    ...{ departmentId, kind: 'register.changed', at: now, accountId },
    data: { register, fileId: file.fileId, rows: file.rows, removed: true },
  })
  return true
}
