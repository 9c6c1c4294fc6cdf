/** Reads labelled chats: training/chats/<hand>-<number>.jsonl, a line a message. */

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { mediaKinds } from '../src/chat/message.ts'
import { categories, kinds, langs, type Reading, routes, urgencies } from '../src/detection/categories.ts'
import type { Heard } from '../src/detection/detect.ts'

const line = z.object({
  i: z.int(),
  ts: z.iso.datetime({ offset: true }),
  author: z.string(),
  text: z.string().nullable(),
  media: z.enum(mediaKinds).nullish(),
  reply: z.int().nullish(),
  label: z.object({
    kind: z.enum(kinds),
    category: z.enum(categories).nullish(),
    route: z.enum(routes).nullish(),
    urgency: z.enum(urgencies).nullish(),
    places: z.array(z.string()).default([]),
    lang: z.enum(langs),
    incident: z.string().nullish(),
  }),
})

export interface Labelled {
  heard: Heard
  /** What a person said of the message; `incident` is the id of the happening's first message. */
  gold: Reading
}

export interface Chat {
  file: string
  /** Who wrote it: the file's name up to its last dash. Hands are never split between learning and measuring. */
  hand: string
  messages: Labelled[]
}

/** All chats of a folder by name; throws, naming file and line, when a line is not a labelled message. */
export function readChats(folder: string): Chat[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
  return files.map((file) => readChat(join(folder, file)))
}

export function readChat(path: string): Chat {
  const file = basename(path)
  const first = new Map<string, string>()
  const messages: Labelled[] = []
  for (const [index, raw] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (raw.trim() === '') continue
    const parsed = line.safeParse(json(raw))
    if (!parsed.success)
      throw new Error(`${file}, line ${index + 1}, is not a labelled message: ${z.prettifyError(parsed.error)}`)
    const { i, ts, author, text, media, reply, label } = parsed.data
    const told = label.incident ?? null
    if (told !== null && !first.has(told)) first.set(told, String(i))
    const shown = text ?? ''
    messages.push({
      heard: {
        id: String(i),
        at: new Date(ts),
        author,
        text: shown,
        media: media ?? null,
        replyTo: reply === null || reply === undefined ? null : String(reply),
        location: null,
      },
      gold: {
        kind: label.kind,
        category: label.category ?? null,
        route: label.route ?? null,
        urgency: label.urgency ?? null,
        places: label.places.flatMap((place) => {
          const start = shown.indexOf(place)
          return start < 0 ? [] : [{ start, end: start + place.length, text: place }]
        }),
        lang: label.lang,
        incident: told === null ? null : (first.get(told) ?? null),
        likelihood: 1,
        why: [],
      },
    })
  }
  return { file, hand: file.replace(/-[^-]*$/, ''), messages }
}

function json(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}
