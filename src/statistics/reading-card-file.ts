import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseReadingCard, type ReadingCard } from './reading-card.ts'

const shipped = fileURLToPath(new URL('../detection/model-card.json', import.meta.url))

/** The figures that came with the model, or those of another file; null when they cannot be read or understood. */
export async function loadReadingCard(path: string = shipped): Promise<ReadingCard | null> {
  try {
    return parseReadingCard(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}
