import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type Channel, type Listener, unlimited } from './channel.ts'
import type { Message } from './message.ts'
import { addRoomMessage, editRoomMessage, purgeRooms, type RoomFile, rewriteRooms } from './room-store.ts'

/** Our own web chat: a messenger of rooms. A room's id is its chat's id. */
export interface WebChat extends Channel {
  /** A resident writes in a room (or, with `direct`, to the inspector alone: then the room does not see it). */
  say(chatId: string, message: Message, files: RoomFile[]): Promise<void>
  press(chatId: string, message: string, button: string, by: string): Promise<string | null>
  /** Forgets what is older than a room remembers. */
  purge(): Promise<void>
}

export const webChatName = 'webchat'
/** How long a room remembers what was said in it. */
export const roomMemory = 24 * 3_600_000
/** How long what a room has forgotten may still lie in the pages of its table, in milliseconds. */
const rewriteEach = 3_600_000
const heardInMemory = 5000

/** Opens the web chat on the database's unlogged tables. */
export function openWebChat(deps: Pick<Deps, 'db' | 'files' | 'now'>): WebChat {
  let listener: Listener | null = null
  const hearing = new Map<string, Promise<void>>()
  /** Messages may have been deleted before this process began. */
  let deleted = true
  let rewrittenAt = 0
  const bot = { author: 'bot', authorName: '', byBot: true, media: null, attachments: [], location: null }

  /** What a page sends again, because its connection broke, is heard once; what failed is heard again. */
  function hearOnce(on: Listener, chatId: string, message: Message): Promise<void> {
    const key = `${chatId}/${message.id}`
    const known = hearing.get(key)
    if (known) return known
    const heard = on.message(chatId, message)
    hearing.set(key, heard)
    heard.catch(() => hearing.delete(key))
    const oldest = hearing.keys().next().value
    if (hearing.size > heardInMemory && oldest) hearing.delete(oldest)
    return heard
  }

  return {
    name: webChatName,
    can: unlimited,
    async listen(on) {
      listener = on
    },
    async post(chatId, { key, text, replyTo, buttons }) {
      const message = { ...bot, id: key, at: deps.now(), text, replyTo, buttons, editedAt: null }
      await inTransaction(deps.db, (tx) => addRoomMessage(tx, chatId, message))
      return key
    },
    async edit(chatId, id, { text, buttons, replyTo }) {
      const now = deps.now()
      await inTransaction(deps.db, async (tx) => {
        if (await editRoomMessage(tx, chatId, id, text, buttons, now)) return
        // The room forgot the message meanwhile: what changed is said anew under the same id.
        await addRoomMessage(tx, chatId, { ...bot, id, at: now, text, replyTo, buttons, editedAt: null })
      })
    },
    async say(chatId, message, files) {
      if (!listener) throw new Error('The web chat hears nobody yet: call listen() before a message is written.')
      if (!message.direct) {
        const { id, at, author, authorName, text, media, location, replyTo } = message
        const shown = {
          id,
          at,
          author,
          authorName,
          byBot: false,
          text,
          media,
          attachments: files,
          location,
          replyTo,
          buttons: [],
          editedAt: null,
        }
        await inTransaction(deps.db, (tx) => addRoomMessage(tx, chatId, shown))
      }
      await hearOnce(listener, chatId, message)
    },
    async press(chatId, message, button, by) {
      return listener ? listener.press(chatId, { message, button, by }) : null
    },
    async purge() {
      const now = deps.now().getTime()
      const gone = await inTransaction(deps.db, (tx) => purgeRooms(tx, new Date(now - roomMemory)))
      for (const hash of gone.files) await deps.files.delete(hash)
      deleted ||= gone.messages > 0
      if (!deleted || now - rewrittenAt < rewriteEach) return
      await rewriteRooms(deps.db)
      deleted = false
      rewrittenAt = now
    },
    async close() {
      listener = null
    },
  }
}
