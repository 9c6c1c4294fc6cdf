/**
 * Makes src/detection/model.json from training/chats and training/phrases, and measures it on hands it did not see.
 * `node training/train.ts` writes the model and both cards; the same chats give the same bytes.
 */

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Head, type Model, type ModelFile, pack } from '../src/detection/model.ts'
import { card, cardText } from './card.ts'
import { readChats } from './corpus.ts'
import { heldOut } from './folds.ts'
import { readPhrases } from './phrases.ts'
import { buckets, see, teach } from './teach.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const chats = readChats(at('chats'))
const phrases = readPhrases(at('phrases'))
const model = teach(see(chats, null), phrases)
const json = JSON.stringify(fileOf(model))
writeFileSync(at('../src/detection/model.json'), `${json}\n`)
process.stderr.write(`model.json: ${chats.length} chats, ${phrases.length} phrases, ${json.length} bytes\n`)

if (!process.argv.includes('--no-card')) {
  const figures = card(chats, phrases, heldOut(chats, phrases), json.length)
  writeFileSync(at('../src/detection/model-card.json'), `${JSON.stringify(figures, null, 2)}\n`)
  writeFileSync(at('../docs/model-card.md'), cardText(figures))
}

function fileOf(learned: Model): ModelFile {
  return {
    version: 1,
    buckets,
    kind: headOf(learned.kind),
    category: headOf(learned.category),
    urgency: headOf(learned.urgency),
  }
}

function headOf<Class extends string>({ classes, step, bias, gain, weights }: Head<Class>): ModelFile['kind'] {
  return { classes: [...classes], step, bias: [...bias], gain, weights: pack(weights).toString('base64') }
}
