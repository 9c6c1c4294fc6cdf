/** Prints how far two people who labelled the same chats apart agree: `node training/agree.ts`; training/agreement.md tells of it. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { kinds, langs, type Reading, routes, urgencies } from '../src/detection/categories.ts'
import { readChats } from './corpus.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const line = z.object({
  chat: z.string(),
  i: z.int(),
  kind: z.enum(kinds),
  category: z.string().nullable(),
  route: z.enum(routes).nullable(),
  urgency: z.enum(urgencies).nullable(),
  lang: z.enum(langs).nullable(),
})

const first = new Map<string, Reading>()
for (const { file, messages } of readChats(at('test')))
  for (const { heard, gold } of messages) first.set(`${file} ${heard.id}`, gold)
const both = readFileSync(at('test/second.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .flatMap((raw) => {
    const second = line.parse(JSON.parse(raw))
    const mine = first.get(`${second.chat} ${second.i}`)
    return mine === undefined ? [] : [{ mine, second }]
  })
const told = both.filter(({ mine, second }) => mine.kind === 'report' && second.kind === 'report')
const rows: [string, [string, string][]][] = [
  ['kind', both.map(({ mine, second }) => [mine.kind, second.kind])],
  ['report or not', both.map(({ mine, second }) => [String(mine.kind === 'report'), String(second.kind === 'report')])],
  ['category of reports', told.map(({ mine, second }) => [mine.category ?? '', second.category ?? ''])],
  ['route of reports', told.map(({ mine, second }) => [mine.route ?? '', second.route ?? ''])],
  ['urgency of reports', told.map(({ mine, second }) => [mine.urgency ?? '', second.urgency ?? ''])],
  ['language', both.map(({ mine, second }) => [mine.lang, second.lang ?? mine.lang])],
]
process.stdout.write('| what | messages | the same | kappa |\n|---|--:|--:|--:|\n')
for (const [name, pairs] of rows)
  process.stdout.write(
    `| ${name} | ${pairs.length} | ${(share(pairs) * 100).toFixed(1)} % | ${kappa(pairs).toFixed(3)} |\n`,
  )

function share(pairs: readonly [string, string][]): number {
  return pairs.filter(([a, b]) => a === b).length / pairs.length
}

/** Cohen's kappa (1960): agreement beyond what chance would give. */
function kappa(pairs: readonly [string, string][]): number {
  const of = (side: 0 | 1, name: string): number => pairs.filter((pair) => pair[side] === name).length / pairs.length
  const chance = [...new Set(pairs.flat())].reduce((sum, name) => sum + of(0, name) * of(1, name), 0)
  return chance === 1 ? 1 : (share(pairs) - chance) / (1 - chance)
}
