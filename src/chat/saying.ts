import { remember } from './bounded.ts'
import { ChannelFault, type Post } from './channel.ts'
import { splitText } from './split-text.ts'

/** A text that is too long for one message goes out as several; the buttons stand under the last. */
export type Piece = Pick<Post, 'key' | 'text' | 'replyTo' | 'buttons' | 'photo' | 'silent' | 'outside'>

export interface Messenger {
  textLimit: number
  /** What may stand under a picture. */
  captionLimit: number
  send(chat: string, piece: Piece): Promise<string>
  change(chat: string, message: string, piece: Pick<Piece, 'text' | 'buttons'>): Promise<void>
  remove(chat: string, message: string): Promise<void>
}

/** Says each key once as long as this process remembers; what went out before a fault is not said again. */
export function openSaying(messenger: Messenger) {
  const { textLimit, captionLimit, send, change, remove } = messenger
  const posting = new Map<string, Promise<string>>()
  const out = new Map<string, string[]>()
  const parts = new Map<string, string[]>()

  async function say(chat: string, post: Post, key: string): Promise<string> {
    const { text, photo, buttons, replyTo, silent, outside } = post
    const isUnder = photo !== undefined && text.length <= captionLimit
    const texts = isUnder ? [text] : [...(photo ? [''] : []), ...splitText(text, textLimit)]
    if (!photo && text.trim() === '') throw new ChannelFault('refused', 'The text is empty.')
    const ids = out.get(key) ?? []
    remember(out, key, ids)
    for (const [n, piece] of texts.entries()) {
      if (n < ids.length) continue
      const isLast = n === texts.length - 1
      // A messenger that knows keys is told them, so that after a restart of ours, too, nothing is said twice. The last one
      // has the post's own: what becomes of it tells of all.
      const one = { key: isLast ? post.key : `${post.key}.${n}`, text: piece }
      const more = { buttons: isLast ? buttons : [], replyTo: n === 0 ? replyTo : null }
      const how = { ...(n === 0 && photo && { photo }), ...(silent && { silent }), ...(outside && { outside }) }
      ids.push(await send(chat, { ...one, ...more, ...how }))
    }
    const id = ids.at(-1) ?? ''
    if (ids.length > 1) remember(parts, `${chat} ${id}`, ids)
    return id
  }

  return {
    post(chat: string, post: Post): Promise<string> {
      const key = `${chat} ${post.key}`
      const known = posting.get(key)
      if (known) return known
      const saying = say(chat, post, key)
      void remember(posting, key, saying)
      saying.catch(() => posting.delete(key))
      return saying
    },
    /** A shorter text needs fewer messages; a longer one ends where the last of them does. */
    async edit(chat: string, message: string, post: Post): Promise<void> {
      const ids = parts.get(`${chat} ${message}`) ?? [message]
      const texts = splitText(post.text, textLimit)
      for (const id of ids.splice(0, ids.length - texts.length)) await remove(chat, id)
      for (const [n, id] of ids.entries()) {
        const isLast = n === ids.length - 1
        const text = isLast ? cut(texts.slice(n).join('\n'), textLimit) : (texts[n] ?? '')
        await change(chat, id, { text, buttons: isLast ? post.buttons : [] })
      }
    },
  }
}

/** The beginning of a text that is too long. */
export const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${splitText(text, limit - 1)[0] ?? ''}…`
