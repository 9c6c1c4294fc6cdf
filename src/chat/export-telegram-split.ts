/** Cuts the messages out of a Telegram Desktop `result.json` without holding the file: they may be gigabytes. */

import { longest } from './export-item.ts'

/** Where the message was found; null in an export of a single chat. */
export interface TelegramChat {
  id: string
  name: string
  type: string
}

export type Piece =
  | { kind: 'chat'; chat: TelegramChat }
  | { kind: 'message'; line: number; bytes: Buffer; chat: TelegramChat | null }
  | { kind: 'fault'; line: number; reason: 'too-long' | 'not-json' | 'cut-off' | 'other-format' }

interface Level {
  array: boolean
  /** The key under which this object or array stands. */
  key: string
  /** The key read last inside this object. */
  lastKey: string
  chat: TelegramChat | null
}

const quote = 34
const backslash = 92
const deepest = 64

/**
 * Follows the brackets of the whole and gathers each object that stands directly in a `messages` array
 * of the file or of one of its `chats.list`; knows strings and escapes, and holds one object of at most 1 MB.
 */
export async function* splitTelegram(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const stack: Level[] = []
  let line = 1
  let done = false
  let inString = false
  let escaped = false
  let token = ''
  let depth = 0 // inside a message being gathered; 0 outside
  let startLine = 0
  let parts: Buffer[] = []
  let size = 0

  for await (const chunk of chunks) {
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number
      if (byte === 10) line += 1
      if (inString) {
        if (escaped) escaped = false
        else if (byte === backslash) escaped = true
        else if (byte === quote) inString = false
        if (depth === 0 && inString && token.length < 256) token += String.fromCharCode(byte)
        continue
      }
      if (byte === quote) {
        inString = true
        if (depth === 0) token = ''
        continue
      }
      const opens = byte === 123 || byte === 91
      const closes = byte === 125 || byte === 93
      if (depth > 0) {
        if (opens) depth += 1
        if (closes) depth -= 1
        if (depth > 0) continue
        size += at + 1 - from
        if (size <= longest) parts.push(chunk.subarray(from, at + 1))
        const chat = stack.at(-2)?.chat ?? null
        yield size > longest
          ? { kind: 'fault', line: startLine, reason: 'too-long' }
          : { kind: 'message', line: startLine, bytes: Buffer.concat(parts), chat }
        parts = []
        continue
      }
      if (byte <= 32) continue
      if (done) {
        yield { kind: 'fault', line, reason: 'other-format' }
        return
      }
      const top = stack.at(-1)
      if (opens) {
        if (byte === 123 && top && holdsMessages(stack)) {
          const chat = stack.at(-2)?.chat
          if (chat && top.lastKey === '') yield { kind: 'chat', chat }
          top.lastKey = 'started'
          depth = 1
          startLine = line
          from = at
          size = 0
          continue
        }
        if (stack.length >= deepest) {
          yield { kind: 'fault', line, reason: 'not-json' }
          return
        }
        const chat = byte === 123 && isChat(stack) ? { id: '', name: '', type: '' } : null
        stack.push({ array: byte === 91, key: top && !top.array ? top.lastKey : '', lastKey: '', chat })
        token = ''
      } else if (closes) {
        if (!top || top.array !== (byte === 93)) {
          yield { kind: 'fault', line, reason: 'not-json' }
          return
        }
        keepChatWord(top, token)
        token = ''
        stack.pop()
        done = stack.length === 0
      } else if (byte === 58 && top && !top.array) {
        top.lastKey = token
        token = ''
      } else if (byte === 44) {
        if (top) keepChatWord(top, token)
        token = ''
      } else if (token.length < 64) {
        token += String.fromCharCode(byte)
      }
    }
    if (depth > 0) {
      size += chunk.length - from
      if (size > longest) parts = []
      else parts.push(Buffer.from(chunk.subarray(from)))
    }
  }
  if (!done) yield { kind: 'fault', line: depth > 0 ? startLine : line, reason: 'cut-off' }
}

/** The array on top is `messages` of the file itself or of a chat in the list. */
function holdsMessages(stack: Level[]): boolean {
  const top = stack.at(-1)
  if (!top?.array || top.key !== 'messages') return false
  return stack.length === 2 || (stack.length === 5 && stack[3]?.chat !== null)
}

/** The next object is one of `chats.list` (or of the chats that were left). */
function isChat(stack: Level[]): boolean {
  const [, chats, list] = stack
  return stack.length === 3 && list?.array === true && list.key === 'list' && /^(left_)?chats$/.test(chats?.key ?? '')
}

function keepChatWord(level: Level, token: string): void {
  if (!level.chat || token === '') return
  const word = unescaped(Buffer.from(token, 'latin1').toString('utf8'))
  if (level.lastKey === 'id') level.chat.id = word
  if (level.lastKey === 'name') level.chat.name = word
  if (level.lastKey === 'type') level.chat.type = word
}

function unescaped(word: string): string {
  try {
    return String(JSON.parse(`"${word}"`))
  } catch {
    return word
  }
}
