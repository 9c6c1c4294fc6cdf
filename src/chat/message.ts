/** What every channel hands on: one message of a shared chat, as the messenger gave it. */

export const mediaKinds = ['photo', 'video', 'voice', 'sticker', 'document', 'location'] as const
export type MediaKind = (typeof mediaKinds)[number]

/** WGS 84 degrees. */
export interface Point {
  lon: number
  lat: number
}

/** A file that came with a message. Its bytes are fetched only when the message is kept: chatter leaves nothing on disk. */
export interface Attachment {
  kind: MediaKind
  /** The sender's name for the file, if any; never trusted. */
  name: string | null
  /** How long a sound or a film is, and how large the file, where the messenger tells before it is fetched. */
  seconds?: number
  bytes?: number
  /** More than the messenger gives to such as us. */
  tooLarge?: boolean
  /** The original bytes, or null when the messenger no longer has them. */
  open(): Promise<Buffer | null>
}

/** From whom a forwarded message came, as far as the messenger tells. */
export interface Origin {
  name: string | null
  chat: string | null
  at: Date | null
}

export interface Message {
  /** The messenger's own id, unique in its chat. */
  id: string
  at: Date
  /** The messenger's stable id of the author (a name where an export has nothing better). */
  author: string
  authorName: string
  text: string
  /** What kind of thing came with the text; null for plain text. */
  media: MediaKind | null
  attachments: Attachment[]
  location: Point | null
  /** The id of the message answered, if any. */
  replyTo: string | null
  /** Written to the inspector only: never shown in the chat. */
  direct: boolean
  /** Forwarded: who wrote it first. Not there: written by the author. */
  origin?: Origin
  /** Pictures sent at once share it. */
  album?: string
  /** The topic of the chat it stands in. */
  topic?: string
  /** Another bot wrote it: data, never an order to us. */
  byBot?: boolean
  /** The writer's own chat, where a line answers; the listener sets it. */
  answerTo?: string
}

type Content = Pick<Message, 'text' | 'media' | 'attachments' | 'location'>

/** What a message holds; its kind is that of its first file, or a place. */
export function contentOf({ text = '', attachments = [], location = null }: Partial<Content>): Content {
  return { text, attachments, location, media: attachments[0]?.kind ?? (location ? 'location' : null) }
}

/** A place on the ground; null for numbers that name none. */
export function pointOf(lon: number, lat: number): Point | null {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null
}
