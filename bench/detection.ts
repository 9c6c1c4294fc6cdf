import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Chat, readChats } from '../training/corpus.ts'
import { figure, percentile } from './machine.ts'
import { alone, installed, type Known, runAlone } from './peers/alone.ts'
import type { Labelled } from './peers/reader.ts'
import { score } from './score.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const rounds = 5

/**
 * Our detection beside other classifiers, on one core: each learns from the same labelled texts, each is loaded afresh
 * in a process of its own for every round, reads other texts first and then each test text once.
 */
export async function benchDetection(scale: number): Promise<void> {
  const part = (chats: Chat[]): Chat[] => chats.filter((_, n) => n % Math.round(1 / Math.min(1, scale)) === 0)
  const train = textsOf(part(readChats(at('../training'))))
  const test = textsOf(part(readChats(at('../training/test'))))
  const folder = mkdtempSync(join(tmpdir(), 'uchastok-peers-'))
  console.log(
    `── Detection: single texts, ${rounds} rounds, ${alone()}; ${train.length} texts to learn from, ${test.length} of other hands to read`,
  )
  try {
    const readers = installed()
    console.log(row('', columns))
    for (const known of readers) {
      try {
        console.log(measure(known, train, test, join(folder, known.peer)))
      } catch (error) {
        console.log(`${known.title}: ${error instanceof Error ? error.message : error}`)
      }
    }
    console.log(legend)
    ours(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const columns = [
  'texts/s',
  '[min–max]',
  'report F1',
  'category',
  'macro-F1',
  'model MB',
  'load ms',
  'RSS MiB',
  'train s',
]
const legend = [
  'Texts in a second of processor time, garbage collection and compiling included, so that neighbours count little.',
  'Report F1: report or not, at a likelihood of one half. Category and macro-F1: over the true reports.',
  'Load: from nothing imported to ready. RSS: of a process that has loaded its model and read the test texts.',
  'A peer is two classifiers; the second is timed only for what the first holds to be a report. Ours gives both answers',
  'for each text, and has learned from the phrases too.',
].join('\n')

const trained = z.object({ trainSeconds: z.number() })
const readOnce = z.object({
  loadMs: z.number(),
  rssMiB: z.number(),
  said: z.array(z.object({ report: z.boolean(), category: z.string().nullable() })),
})
const timed = z.object({ loadMs: z.number(), perSecond: z.number(), read: z.number() })

/** One line of the table. */
function measure(known: Known, train: Labelled[], test: Labelled[], folder: string): string {
  mkdirSync(folder)
  const once = distinct(test)
  write(folder, { train, test, warm: others(train, once) })
  const learned = known.learns ? trained.parse(runAlone(known, 'train', folder)).trainSeconds : null
  const read = readOnce.parse(runAlone(known, 'read', folder))
  const runs = Array.from({ length: rounds }, (_, n) => {
    // A slow reader does not come to the end: each round begins elsewhere.
    const from = Math.floor((n * once.length) / rounds)
    write(folder, { round: [...once.slice(from), ...once.slice(0, from)] })
    return timed.parse(runAlone(known, 'time', folder))
  })
  const speeds = runs.map(({ perSecond }) => perSecond)
  const loads = [read, ...runs].map(({ loadMs }) => loadMs)
  const quality = score(test, read.said)
  const [least, most] = [percentile(speeds, 0), percentile(speeds, 1)].map(whole)
  return row(known.title, [
    whole(percentile(speeds, 0.5)),
    `[${least}–${most}]`,
    ...[quality.reportF1, quality.category, quality.categoryMacroF1].map((share) => share.toFixed(3)),
    (sizeOf(known.model ?? folder) / 1e6).toFixed(1),
    whole(percentile(loads, 0.5)),
    whole(read.rssMiB),
    learned === null ? '' : learned.toFixed(1),
  ])
}

const wholeChats = z.object({
  loadMs: z.number(),
  perSecond: z.number(),
  messages: z.number(),
  reportF1: z.number(),
  category: z.number(),
  categoryMacroF1: z.number(),
})

/** What only ours does: whole chats in order, with all that a reading holds. */
function ours(folder: string): void {
  const known: Known = {
    peer: 'ours',
    title: 'ours',
    learns: false,
    command: [process.execPath, at('detection-chats.ts')],
  }
  const runs = Array.from({ length: rounds }, () => wholeChats.parse(runAlone(known, null, folder)))
  const middle = (of: (run: z.infer<typeof wholeChats>) => number): number => percentile(runs.map(of), 0.5)
  console.log('\n── Detection: our whole reading of a message in its chat')
  figure(
    'messages of whole chats, in order',
    middle((run) => run.perSecond),
    '/s',
    `${runs[0]?.messages} messages, one core`,
  )
  figure('report F1', 100 * middle((run) => run.reportF1), '%')
  figure('category of the true reports', 100 * middle((run) => run.category), '%')
  figure('category, macro-F1', 100 * middle((run) => run.categoryMacroF1), '%')
  figure('model file', sizeOf(at('../src/detection/model.json')) / 1e6, 'MB', 'aim: 12 MB at most')
  figure(
    'loading the model',
    middle((run) => run.loadMs),
    'ms',
    'aim: 300 at most; resident memory above: 150 at most',
  )
}

function textsOf(chats: readonly Chat[]): Labelled[] {
  return chats.flatMap(({ messages }) =>
    messages
      .map(({ heard, gold }) => ({ text: heard.text.trim(), report: gold.kind === 'report', category: gold.category }))
      .map((one) => (one.report ? one : { ...one, category: null }))
      .filter(({ text }) => text !== ''),
  )
}

function distinct(texts: readonly Labelled[]): Labelled[] {
  return [...new Map(texts.map((one) => [one.text, one])).values()]
}

/** What to warm up on: texts from everywhere among the training texts, none of them to be read again. */
function others(train: readonly Labelled[], test: readonly Labelled[]): Labelled[] {
  const taken = new Set(test.map(({ text }) => text))
  const step = Math.max(1, Math.floor(train.length / 10_000))
  return distinct(train).filter(({ text }, n) => n % step === 0 && !taken.has(text))
}

function write(folder: string, lists: Record<string, readonly Labelled[]>): void {
  for (const [name, list] of Object.entries(lists)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(list))
}

/** Bytes of a file, or of the models in a folder. */
function sizeOf(path: string): number {
  if (!statSync(path).isDirectory()) return readFileSync(path).length
  const models = readdirSync(path).filter((name) => name.startsWith('model'))
  return models.reduce((sum, name) => sum + statSync(join(path, name)).size, 0)
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US')
const row = (name: string, cells: readonly string[]): string =>
  name.padEnd(40) + cells.map((cell, n) => cell.padStart(n === 1 ? 17 : 10)).join('')
