/** Reads labelled chats, training/chats/<hand>-<number>.jsonl, and single messages, training/singles/<hand>.jsonl and training/corrections/<department>.jsonl: a line a message. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
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
    /** The words of each place, or where they stand when the same words stand earlier as well. */
    places: z.array(z.union([z.string(), z.tuple([z.int(), z.int()])])).default([]),
    lang: z.enum(langs),
    incident: z.string().nullish(),
    also: z
      .array(
        z.object({
          category: z.enum(categories),
          route: z.enum(routes),
          urgency: z.enum(urgencies),
          incident: z.string(),
        }),
      )
      .default([]),
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
  /** The messages have nothing to do with each other: each is read as the first of a chat. */
  single: boolean
}

/** All chats and single messages of a folder by name; throws, naming file and line, when a line is not a labelled message. */
export function readChats(folder: string): Chat[] {
  return ['chats', 'singles', 'corrections'].flatMap((kind) => {
    const inside = join(folder, kind)
    if (!existsSync(inside)) return []
    const files = readdirSync(inside).filter((file) => file.endsWith('.jsonl'))
    return files.sort().map((file) => readChat(join(inside, file), kind !== 'chats'))
  })
}

export function readChat(path: string, single = false): Chat {
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
    for (const one of [told, ...label.also.map(({ incident }) => incident)])
      if (one !== null && !first.has(one)) first.set(one, one === told ? String(i) : `${i}+`)
    const shown = text ?? ''
    messages.push({
      heard: {
        id: String(i),
        at: single ? spread(new Date(ts), i) : new Date(ts),
        author,
        text: shown,
        media: media ?? null,
        replyTo: reply === null || reply === undefined ? null : String(reply),
        location: null,
      },
      gold: {
        kind: label.kind,
        category: label.category ?? null,
        categories: [],
        times: [],
        route: label.route ?? null,
        urgency: label.urgency ?? null,
        places: label.places.flatMap((place) => {
          const start = typeof place === 'string' ? shown.indexOf(place) : place[0]
          const end = typeof place === 'string' ? start + place.length : place[1]
          return start < 0 ? [] : [{ start, end, text: shown.slice(start, end) }]
        }),
        lang: label.lang,
        incident: told === null ? null : (first.get(told) ?? null),
        also: label.also.map((one) => ({ ...one, incident: first.get(one.incident) ?? null })),
        likelihood: 1,
        why: [],
      },
    })
  }
  return { file, hand: file.replace(/(?:-\d+)?\.jsonl$/, ''), messages, single }
}

/** Single messages were not said at any hour: theirs are spread over the day, so that none is learned. */
function spread(at: Date, i: number): Date {
  return new Date(at.getTime() + ((i * 37) % 24) * 3_600_000)
}

function json(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}
