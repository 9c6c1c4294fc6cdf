import { createHash } from 'node:crypto'
import type { Lang } from '../detection/categories.ts'

/** A shared chat that the program listens to. */
export interface Chat {
  id: string
  departmentId: string
  channel: string
  externalId: string
  title: string
  slug: string | null
  precinctId: string | null
  lang: Lang
  paused: boolean
  /** Our account with the messenger; null for our own rooms, exports and the memory channel. */
  accountId: string | null
  /** 'line': what people write to the account alone; 'staff': an inspector's own talk with it. */
  kind: 'group' | 'line' | 'staff'
  /** Only a bound chat is read. */
  state: 'asked' | 'bound' | 'left' | 'refused'
  staffId: string | null
  /** What the administrator set for it alone; each reader knows its own part. */
  settings: Readonly<Record<string, unknown>>
  createdAt: Date
}

/** In a line the own chats of many people are one, so a message's id has its writer's chat before it. */
export const idInLine = (ownChat: string, id: string): string => `${ownChat}/${id}`

/** A second happening told in one message is kept beside the first; no messenger's id has a space. */
export const secondOf = (id: string): string => `${id} +`

/** The messenger's own id of a kept report's message, in the chat where it was written. */
export function messengerId(externalId: string, ownChat: string | null): string {
  const id = externalId.endsWith(' +') ? externalId.slice(0, -2) : externalId
  return ownChat !== null && id.startsWith(`${ownChat}/`) ? id.slice(ownChat.length + 1) : id
}

/**
 * What stands for the id of a forgotten message of a line: enough to know it when it is delivered again, and nothing of
 * whose chat it was. The database makes the same in `forgottenId`.
 */
export const idOfForgotten = (externalId: string): string =>
  `gone:${createHash('sha256').update(externalId, 'utf8').digest('hex')}`

/** The same as SQL, of a row of `report` before it is emptied. */
export const forgottenId = `case when answer_to is null then external_id
  else 'gone:' || encode(sha256(convert_to(external_id, 'UTF8')), 'hex') end`
