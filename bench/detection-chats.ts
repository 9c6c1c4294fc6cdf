/** Our whole detection over the test chats, in a process of its own: `node bench/detection-chats.ts <folder>` leaves `result.json` there. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { categories } from '../src/detection/categories.ts'
import { detect, openThread } from '../src/detection/detect.ts'
import { loadModel } from '../src/detection/model-file.ts'
import { type Chat, readChats } from '../training/corpus.ts'
import { readAll } from '../training/read.ts'
import { score } from './score.ts'

const warmUpMessages = 8000

const before = performance.now()
const model = await loadModel()
const loadMs = performance.now() - before

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const learned = readChats(at('../training')).filter(({ single }) => !single)
const test = readChats(at('../training/test'))
const warm: Chat[] = []
for (const chat of learned) if (sizeOf(warm) < warmUpMessages) warm.push(chat)

run(warm)
const from = process.cpuUsage()
run(test)
const { user, system } = process.cpuUsage(from)
const perSecond = (1e6 * sizeOf(test)) / (user + system)

const reads = readAll(test, model)
const quality = score(
  reads.map(({ gold }) => ({ report: gold.kind === 'report', category: gold.category })),
  reads.map(({ made, categories: likely }) => ({
    report: made.kind === 'report',
    category: made.kind === 'report' ? made.category : (categories[likely.indexOf(Math.max(...likely))] ?? null),
  })),
)
writeFileSync(
  join(process.argv[2] ?? '.', 'result.json'),
  JSON.stringify({ loadMs, perSecond, messages: reads.length, ...quality }),
)

function run(chats: readonly Chat[]): void {
  for (const { messages } of chats) {
    const thread = openThread()
    for (const { heard } of messages) detect(thread, heard, model)
  }
}

function sizeOf(chats: readonly Chat[]): number {
  return chats.reduce((sum, { messages }) => sum + messages.length, 0)
}
