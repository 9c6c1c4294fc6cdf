/** Measures on whole hands that were left out: never on messages of a hand that was learned from. */

import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Chat } from './corpus.ts'
import type { Read } from './read.ts'

export const folds = 5
const atOnce = 2

/** Which fold each hand is left out in: hands by size, each to the fold that is the smallest so far. */
export function foldOf(chats: readonly Chat[]): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { hand, messages } of chats) sizes.set(hand, (sizes.get(hand) ?? 0) + messages.length)
  const full = new Array<number>(folds).fill(0)
  const found = new Map<string, number>()
  for (const [hand, size] of [...sizes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))) {
    const least = full.indexOf(Math.min(...full))
    found.set(hand, least)
    full[least] = (full[least] ?? 0) + size
  }
  return found
}

/** Every message as read by a model that learned from the other hands only; the folds are learned side by side. */
export async function heldOut(folder: string): Promise<Read[]> {
  const results = new Map<number, Read[]>()
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < folds) {
      const fold = next
      next += 1
      results.set(fold, await foldInWorker(folder, fold))
      process.stderr.write(`Measured fold ${fold + 1} of ${folds}.\n`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return [...results].sort(([a], [b]) => a - b).flatMap(([, reads]) => reads)
}

function foldInWorker(folder: string, fold: number): Promise<Read[]> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('./fold-worker.ts', import.meta.url))
    const worker = new Worker(file, { workerData: { folder, fold } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
