/** Telegram Desktop's machine-readable export: of one chat, or of a whole account. */

import { z } from 'zod'
import { type ExportItem, type ExportMessage, safeName } from './export-item.ts'
import { isoInstant } from './export-jsonl.ts'
import { type Piece, splitTelegram, type TelegramChat } from './export-telegram-split.ts'
import type { MediaKind } from './message.ts'

const part = z.union([z.string(), z.looseObject({ text: z.string() }).transform((entity) => entity.text)])
const text = z.union([z.string(), z.array(part).transform((parts) => parts.join(''))])
const file = z.string().nullish()

const telegramMessage = z.looseObject({
  id: z.int(),
  type: z.string(),
  date: z.string().nullish(),
  date_unixtime: z.union([z.string().regex(/^-?\d{1,12}$/), z.int()]).nullish(),
  from: z.string().nullish(),
  from_id: z.union([z.string(), z.number()]).nullish(),
  text: text.nullish(),
  text_entities: text.nullish(),
  reply_to_message_id: z.int().nullish(),
  photo: file,
  file,
  media_type: z.string().nullish(),
  mime_type: z.string().nullish(),
  sticker_emoji: z.string().nullish(),
  location_information: z
    .looseObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
    .nullish(),
  contact_information: z.unknown().optional(),
  poll: z.looseObject({ question: text }).nullish(),
})
type TelegramMessage = z.infer<typeof telegramMessage>

/** Chats of several people; a full account also holds private talk, which is none of ours. */
const groups = ['private_group', 'private_supergroup', 'public_supergroup']

export interface TelegramReading {
  utcOffsetMinutes: number
  mediaPath: (name: string) => string
  /** Id or name of the one chat to read of a full account. */
  chat: string | undefined
  /** Several groups are read at once, whose message numbers would meet. */
  severalChats: boolean
}

/** The groups of a full account's export that would be read; none for the export of a single chat. */
export async function telegramGroups(chunks: AsyncIterable<Buffer>, chat: string | undefined): Promise<TelegramChat[]> {
  const found: TelegramChat[] = []
  for await (const piece of splitTelegram(chunks)) {
    if (piece.kind === 'message' && !piece.chat) break
    if (piece.kind === 'chat' && isRead(piece.chat, chat)) found.push(piece.chat)
  }
  return found
}

/** The messages of the export; what Telegram itself says (joins, pins, calls) is left out. */
export async function* readTelegram(
  chunks: AsyncIterable<Buffer>,
  reading: TelegramReading,
): AsyncGenerator<ExportItem> {
  let i = 0
  for await (const piece of splitTelegram(chunks)) {
    if (piece.kind === 'chat') continue
    if (piece.kind === 'fault') {
      yield { ok: false, line: piece.line, reason: piece.reason }
      continue
    }
    if (piece.chat && !isRead(piece.chat, reading.chat)) continue
    const read = readPiece(piece, reading)
    if (read === 'service') continue
    if (typeof read === 'string') yield { ok: false, line: piece.line, reason: read }
    else {
      yield { ok: true, i, message: read }
      i += 1
    }
  }
}

function isRead(chat: TelegramChat, wanted: string | undefined): boolean {
  return wanted === undefined ? groups.includes(chat.type) : chat.id === wanted || chat.name === wanted
}

function readPiece(
  piece: Extract<Piece, { kind: 'message' }>,
  reading: TelegramReading,
): ExportMessage | 'service' | 'not-json' | 'wrong-keys' | 'impossible-date' {
  let value: unknown
  try {
    value = JSON.parse(piece.bytes.toString('utf8'))
  } catch {
    return 'not-json'
  }
  if (typeof value === 'object' && value !== null && 'type' in value && value.type !== 'message') return 'service'
  const read = telegramMessage.safeParse(value)
  if (!read.success) return 'wrong-keys'
  const message = read.data
  const author = message.from ?? message.from_id
  if (author === null || author === undefined) return 'wrong-keys'
  const at = instant(message, reading.utcOffsetMinutes)
  if (!at) return 'impossible-date'
  const id = (number: number) => (piece.chat && reading.severalChats ? `${piece.chat.id}:${number}` : String(number))
  const reply = message.reply_to_message_id
  const place = message.location_information
  const exported = safeName(message.photo ?? message.file ?? '')
  return {
    id: id(message.id),
    at,
    author: String(author),
    text: message.text || message.text_entities || message.poll?.question || '',
    media: mediaOf(message),
    // "(File not included. Change data exporting settings to download.)" and the like stand in a file's place.
    mediaFile: exported === null || exported.startsWith('(') ? null : reading.mediaPath(exported),
    location: place ? { lon: place.longitude, lat: place.latitude } : null,
    replyTo: reply === null || reply === undefined ? null : id(reply),
  }
}

function instant(message: TelegramMessage, utcOffsetMinutes: number): Date | null {
  if (message.date_unixtime !== null && message.date_unixtime !== undefined) {
    const at = new Date(Number(message.date_unixtime) * 1000)
    return Number.isNaN(at.getTime()) ? null : at
  }
  return isoInstant(message.date ?? '', utcOffsetMinutes)
}

function mediaOf(message: TelegramMessage): MediaKind | null {
  if (message.location_information) return 'location'
  if (message.photo) return 'photo'
  const type = message.media_type ?? ''
  if (type === 'sticker') return 'sticker'
  if (type === 'voice_message' || type === 'audio_file') return 'voice'
  if (type === 'video_message' || type === 'video_file' || type === 'animation') return 'video'
  if (message.contact_information !== undefined) return 'document'
  if (!message.file) return null
  const mime = message.mime_type ?? ''
  if (mime.startsWith('image/')) return 'photo'
  if (mime.startsWith('video/')) return 'video'
  return mime.startsWith('audio/') ? 'voice' : 'document'
}
