import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Role, roles } from './base/access.ts'
import { readConfig } from './base/config.ts'
import { type Database, inTransaction, query } from './base/database.ts'
import { silent } from './base/log.ts'
import { addAccount, hashPassword } from './base/people.ts'
import { testDatabase } from './base/testing.ts'
import { type Options, type Running, startUchastok } from './main.ts'

/** The whole program on a database of the test's own, with one person of each role signed in. For tests alone. */

export type Door = ReturnType<typeof openDoor>

export interface Staff {
  running: Running
  db: Database
  departmentId: string
  dataDir: string
  ids: Record<Role, string>
  doors: Record<Role, Door>
  signIn(login: string): Promise<Door>
  close(): Promise<void>
}

export const password = 'a long password'

/** Starts it; on the database given, or else on one that is removed by `close`. */
export async function startStaff(given?: Database, options: Pick<Options, 'kinds' | 'now'> = {}): Promise<Staff> {
  const own = given ? null : await testDatabase()
  const db = given ?? own?.db
  if (!db) throw new Error('There is no database to test on.')
  const dataDir = await mkdtemp(join(tmpdir(), 'uchastok-staff-'))
  const config = readConfig({ PORT: '0', UCHASTOK_DATA: dataDir, NODE_ENV: 'test' })
  const running = await startUchastok({ ...options, config, db, log: silent })
  const { newId, now } = running.deps
  const departmentId = newId()
  const ids = {} as Record<Role, string>
  const doors = {} as Record<Role, Door>
  const hash = await hashPassword(password)
  await inTransaction(db, async (tx) => {
    await query(tx, `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Отдел', 'Бөлім', now())`, [
      departmentId,
    ])
    for (const role of roles) {
      ids[role] = newId()
      const base = { id: ids[role], departmentId, login: role, name: `Person ${role}`, position: '' }
      await addAccount(tx, { ...base, role, locale: 'ru' }, now(), hash)
    }
  })
  const signIn = (login: string) => enter(running.address, login)
  for (const role of roles) doors[role] = await signIn(role)
  return {
    running,
    db,
    departmentId,
    dataDir,
    ids,
    doors,
    signIn,
    async close() {
      await running.close()
      await own?.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function enter(address: string, login: string): Promise<Door> {
  const response = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-uchastok': '1' },
    body: JSON.stringify({ login, password }),
  })
  if (!response.ok) throw new Error(`${login} could not sign in: ${response.status} ${await response.text()}`)
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return openDoor(address, cookie, ((await response.json()) as { csrf: string }).csrf)
}

/** Asks as the holder of this session; without a cookie, as a stranger. */
export function openDoor(address: string, cookie = '', csrf = '') {
  return {
    cookie,
    csrf,
    async ask(method: string, path: string, body?: unknown) {
      const json = body !== undefined && !(body instanceof FormData)
      const response = await fetch(address + path, {
        method,
        headers: { cookie, 'x-csrf': csrf, ...(json ? { 'content-type': 'application/json' } : {}) },
        body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
      })
      const text = await response.text()
      return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers }
    },
  }
}

const reports = [
  'Возле дома 14 на улице Теректи свалили строительный мусор, третий день лежит, уберите пожалуйста',
  'Соседи в 22 квартире опять шумят после полуночи, музыка на весь подъезд, дети не спят',
  'Стая бродячих собак у школы 47, вчера покусали ребёнка',
]
const chatter = [
  'Всем привет',
  'С днём рождения, Айгуль!',
  'ок',
  'а во сколько собрание?',
  'Спасибо',
  'Кто едет в центр?',
]

/** A WhatsApp export of invented talk; every tenth message tells of something. */
export function whatsapp(messages: number): string {
  const lines = Array.from({ length: messages }, (_, at) => {
    const when = new Date(Date.UTC(2026, 8, 1, 6) + at * 7 * 60_000)
    const two = (value: number) => String(value).padStart(2, '0')
    const day = `${two(when.getUTCDate())}.${two(when.getUTCMonth() + 1)}.${when.getUTCFullYear()}`
    const text = at % 10 === 3 ? reports[Math.floor(at / 10) % reports.length] : chatter[at % chatter.length]
    return `${day}, ${two(when.getUTCHours())}:${two(when.getUTCMinutes())} - Житель ${at % 17}: ${text}`
  })
  return `${lines.join('\n')}\n`
}
