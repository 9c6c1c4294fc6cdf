import type { Telegram } from '../emulators/telegram.ts'
import type { User } from '../emulators/telegram-world.ts'
import { type Database, inTransaction, query } from './base/database.ts'
import { newId, newSecret } from './base/ids.ts'
import { openSealKey, seal } from './base/seal.ts'
import { channelName } from './chat/account.ts'
import { addAccount } from './chat/account-store.ts'

/** A department whose bot stands in many groups of the stand-in for Telegram. For tests and measurements. */

export interface TelegramTown {
  departmentId: string
  accountId: string
  groups: number[]
}

export async function makeTelegramTown(
  db: Database,
  config: Parameters<typeof openSealKey>[0],
  telegram: Telegram,
  size: number,
): Promise<TelegramTown> {
  const sealKey = await openSealKey(config)
  const [departmentId, accountId] = [newId(), newId()]
  const chairman: User = telegram.person('Председатель')
  const groups = Array.from({ length: size }, (_, n) => telegram.group(`Двор ${n + 1}`, [chairman]))
  // Bound long ago: what the bot says on coming in is said.
  for (const group of groups) telegram.setBot(group, 'administrator', chairman)
  telegram.bot.queue.splice(0)
  const now = new Date()
  await inTransaction(db, async (tx) => {
    const named = `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Отдел', 'Бөлім', $2)`
    await query(tx, named, [departmentId, now])
    const sealed = seal(sealKey, JSON.stringify({ token: telegram.bot.token }))
    const base = {
      id: accountId,
      departmentId,
      kind: 'telegram' as const,
      title: 'Бот',
      address: '',
      hook: newSecret(),
    }
    await addAccount(tx, { ...base, sealed, settings: { apiRoot: telegram.url } }, now)
    const bound = `insert into chat (id, department_id, account_id, channel, external_id, title, lang, created_at)
      values ($1, $2, $3, $4, $5, $6, 'ru', $7)`
    for (const [n, group] of groups.entries())
      await query(tx, bound, [
        ...[newId(), departmentId, accountId, channelName('telegram', accountId)],
        ...[String(group), `Двор ${n + 1}`, now],
      ])
  })
  return { departmentId, accountId, groups }
}
