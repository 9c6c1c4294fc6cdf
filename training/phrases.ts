/** Reads training/phrases: short phrases under a heading `[category]` or `[kind]`, to widen what words are known. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Category, categories, type Kind, kinds } from '../src/detection/categories.ts'

export interface Phrase {
  text: string
  kind: Kind
  category: Category | null
}

export function readPhrases(folder: string): Phrase[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'))
  return files.sort().flatMap((file) => {
    let kind: Kind = 'report'
    let category: Category | null = null
    const phrases: Phrase[] = []
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const text = line.trim()
      if (text === '' || text.startsWith('#')) continue
      if (!text.startsWith('[')) {
        phrases.push({ text, kind, category })
        continue
      }
      const name = text.slice(1, -1)
      const known = categories.find((one) => one === name)
      const other = kinds.find((one) => one === name)
      if (known === undefined && other === undefined)
        throw new Error(`${file}: [${name}] is neither a category nor a kind.`)
      kind = other ?? 'report'
      category = known ?? null
    }
    return phrases
  })
}

/** The words of one language in training/words, a line each. */
export function wordList(lang: 'ru' | 'kk'): string[] {
  const text = readFileSync(new URL(`./words/${lang}.txt`, import.meta.url), 'utf8')
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}
