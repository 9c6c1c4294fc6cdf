import { inTransaction, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { channelName } from '../chat/account.ts'
import type { AccountRow } from '../chat/account-store.ts'
import type { Button, Command } from '../chat/channel.ts'
import type { Lang } from '../detection/categories.ts'
import { say } from '../reply/store.ts'
import { inLang, type Said } from './talk-texts.ts'

/** What the parts of the bot's talk have in common: who talks where, and how something is said. */

export interface Talk {
  deps: Deps
  account: AccountRow
  channel: string
  /** The messenger's id of the chat that is talked in. */
  externalId: string
}

export function talkOf(deps: Deps, account: AccountRow, externalId: string): Talk {
  return { deps, account, externalId, channel: channelName(account.kind, account.id) }
}

export interface Saying {
  chatId: string
  recipient?: string | null
  /** The same words said twice under it are said once. */
  key: string
  lang: Lang
  said: Said
  replyTo?: string | null
  buttons?: Button[][]
}

/** Lays an answer out: who asked waits for it, so it goes at once, in quiet hours without a sound. */
export async function speak(tx: Write, { deps, account }: Talk, saying: Saying): Promise<void> {
  const { chatId, recipient = null, key, lang, said, replyTo = null, buttons = [] } = saying
  await say(
    tx,
    {
      ...{ departmentId: account.departmentId, id: deps.newId(), chatId, recipient, step: `bot:${key}`.slice(0, 200) },
      ...{ lang, text: inLang(lang, said), buttons, replyTo, quiet: 'now' as const },
    },
    deps.now(),
  )
}

/** Answers a command where it was given: in the group, or to the person alone. */
export async function answer(
  talk: Talk,
  to: { chatId: string; lang: Lang },
  command: Command,
  said: Said,
  buttons: Button[][] = [],
): Promise<void> {
  const recipient = command.direct ? talk.externalId : null
  const key = `${command.name}:${command.message}`
  await inTransaction(talk.deps.db, (tx) =>
    speak(tx, talk, { ...to, recipient, key, said, buttons, replyTo: command.direct ? null : command.message }),
  )
}
