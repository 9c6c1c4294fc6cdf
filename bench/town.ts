import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, readConfig } from '../src/base/config.ts'
import { inTransaction, query } from '../src/base/database.ts'
import { newId } from '../src/base/ids.ts'
import { silent } from '../src/base/log.ts'
import { addAccount, hashPassword } from '../src/base/people.ts'
import { type MemoryChannel, memoryChannel } from '../src/chat/memory.ts'
import { addChat } from '../src/chat/store.ts'
import { putPrecinct, setInspectors } from '../src/inspection/store.ts'
import { openOwnDatabase, type Running, startUchastok } from '../src/main.ts'

/** A whole Uchastok on an embedded PostgreSQL of its own, with precincts and chats, for one measurement. */
export interface Town {
  running: Running
  memory: MemoryChannel
  dataDir: string
  departmentId: string
  precinctIds: string[]
  inspectorIds: string[]
  chats: string[]
  /** Signs in and returns the headers of that person. */
  signIn(login: string): Promise<Record<string, string>>
  close(): Promise<void>
}

const password = 'bench bench bench'

export async function openTown(size: { precincts: number; chats: number; channel?: string }): Promise<Town> {
  const dataDir = await mkdtemp(join(tmpdir(), 'uchastok-bench-'))
  const config: Config = readConfig({ PORT: '0', UCHASTOK_DATA: dataDir, LOG_LEVEL: 'silent', TRUST_PROXY: 'true' })
  const { db, postgres } = await openOwnDatabase(config, silent)
  const departmentId = newId()
  const now = new Date()
  const hash = await hashPassword(password)
  const precinctIds: string[] = []
  const inspectorIds: string[] = []
  const chats: string[] = []
  await inTransaction(db, async (tx) => {
    await query(tx, 'insert into department (id, name_ru, name_kk, created_at) values ($1, $2, $3, $4)', [
      departmentId,
      'Отдел',
      'Бөлім',
      now,
    ])
    const person = { departmentId, position: '', locale: 'ru' as const }
    await addAccount(tx, { ...person, id: newId(), login: 'chief', name: 'Chief', role: 'chief' }, now, hash)
    for (let n = 0; n < size.precincts; n++) {
      const id = newId()
      inspectorIds.push(id)
      await addAccount(
        tx,
        { ...person, id, login: `inspector${n}`, name: `Inspector ${n}`, role: 'inspector' },
        now,
        hash,
      )
      const [lon, lat] = [69 + n / 100, 42]
      const area = {
        type: 'Polygon' as const,
        coordinates: [
          [
            [lon, lat],
            [lon + 0.01, lat],
            [lon + 0.01, lat + 0.01],
            [lon, lat + 0.01],
            [lon, lat],
          ] as [number, number][],
        ],
      }
      const precinct = await putPrecinct(tx, departmentId, {
        id: newId(),
        number: String(n + 1),
        nameRu: `№ ${n + 1}`,
        nameKk: `№ ${n + 1}`,
        area,
      })
      await setInspectors(tx, precinct, [id])
      precinctIds.push(precinct)
    }
    for (let n = 0; n < size.chats; n++) {
      const id = newId()
      const channel = size.channel ?? 'memory'
      const precinctId = precinctIds[n % precinctIds.length] ?? null
      const chat = {
        id,
        departmentId,
        channel,
        externalId: channel === 'webchat' ? id : `chat${n}`,
        title: `Chat ${n}`,
        slug: `chat-${n}`,
        precinctId,
        lang: 'mixed' as const,
      }
      await addChat(tx, chat, now)
      chats.push(chat.externalId)
    }
  })
  const memory = memoryChannel()
  const running = await startUchastok({ config, db, log: silent, channels: [memory] })
  return {
    running,
    memory,
    dataDir,
    departmentId,
    precinctIds,
    inspectorIds,
    chats,
    async signIn(login) {
      const answer = await fetch(`${running.address}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-uchastok': '1' },
        body: JSON.stringify({ login, password }),
      })
      const { csrf } = (await answer.json()) as { csrf: string }
      return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf': csrf }
    },
    async close() {
      await running.close()
      await db.close()
      await postgres?.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
