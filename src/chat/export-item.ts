/** What the reading of an exported chat gives: messages, lines that could not be read, and refusals of the whole. */

import type { MediaKind, Point } from './message.ts'

/** One message of an exported chat, whatever program exported it. */
export interface ExportMessage {
  /** The exporter's id; where it gives none, a hash that a second import of the same chat repeats. */
  id: string
  at: Date
  /** The name shown in the chat. */
  author: string
  text: string
  media: MediaKind | null
  /** A name for `readExportMedia`, relative to the export; null when the file was not exported. */
  mediaFile: string | null
  location: Point | null
  replyTo: string | null
}

/** One step of the reading; `line` counts physical lines from 1. `reason` never repeats what was written there. */
export type ExportItem =
  | { ok: true; i: number; message: ExportMessage }
  | { ok: false; line: number; reason: ExportFault }

/** Why a line could not be read; the web has its words for each. */
export const exportFaults = [
  'not-json',
  'wrong-keys',
  'impossible-date',
  'too-long',
  'not-utf8',
  'no-header',
  'other-format',
  'cut-off',
] as const
export type ExportFault = (typeof exportFaults)[number]

export interface OpenOptions {
  /** Minutes east of UTC of times that carry no zone; 300 (Kazakhstan) unless told. */
  utcOffsetMinutes?: number
  /** Most bytes that all files of an archive may inflate to; 4 GiB unless told. */
  maxBytes?: number
  /** Most bytes one compressed byte of an archive may inflate to; 200 unless told. */
  maxRatio?: number
  /** Most files in an archive; 100,000 unless told. */
  maxEntries?: number
  /** Id or name of the chat to read of a full Telegram account; all its groups unless told. */
  chat?: string
}

export type ExportProblem = 'not-found' | 'unknown-format' | 'encoding' | 'too-large' | 'unsafe-archive' | 'truncated'

/** A whole export that cannot be read; `problem` is for programs, the message for people. */
export class ExportError extends Error {
  override readonly name = 'ExportError'
  readonly problem: ExportProblem

  constructor(problem: ExportProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.problem = problem
  }
}

/** The longest line, message or JSON object that is read, in bytes. */
export const longest = 1024 * 1024

/** The whole name if it stays inside the export (no `..`, root, drive letter, NUL); null otherwise. */
export function safeName(name: string): string | null {
  const path = name.replaceAll('\\', '/')
  if (path === '' || path.length > 1024 || path.includes('\0') || path.startsWith('/')) return null
  if (/^[a-z]:/i.test(path) || path.split('/').includes('..')) return null
  return path
}
