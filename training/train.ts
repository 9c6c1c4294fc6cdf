/**
 * Makes src/detection/model.json from training/chats, singles, corrections and phrases; the same data give the same bytes.
 * `node training/train.ts` measures on hands left out, refuses to put a worse model in place, and writes the model and both cards.
 * `--accept` puts it in place whatever the guard says; `--quick` leaves the calibration as it is and writes no cards;
 * `--keep FILE` keeps how the hands left out were read, for looking at.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Model, parseModel, writeModel } from '../src/detection/model.ts'
import { busyChats } from './busy.ts'
import { calibrate } from './calibrate.ts'
import { card } from './card.ts'
import { cardText } from './card-text.ts'
import { readChats } from './corpus.ts'
import { heldOut } from './folds.ts'
import { fallen, printFigures } from './guard.ts'
import { readPhrases } from './phrases.ts'
import { readAll } from './read.ts'
import { see, teach } from './teach.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const say = (line: string): void => void process.stderr.write(`${line}\n`)
const [accept, quick] = ['--accept', '--quick'].map((flag) => process.argv.includes(flag))
const modelFile = at('../src/detection/model.json')
const cardFile = at('../src/detection/model-card.json')

const chats = readChats(at('.'))
const test = readChats(at('test'))
const phrases = readPhrases(at('phrases'))
const before = existing()

say(
  `Learning from ${chats.reduce((sum, { messages }) => sum + messages.length, 0)} messages and ${phrases.length} phrases.`,
)
const model = teach(see(chats), phrases)
const unseen = quick ? [] : await heldOut(at('.'))
const keep = process.argv.indexOf('--keep')
if (keep > 0) writeFileSync(process.argv[keep + 1] ?? 'reads.json', JSON.stringify(unseen))
if (quick && before !== null) copyCalibration(model, before)
else {
  const { temperature, thresholds } = calibrate(unseen)
  for (const name of ['kind', 'category', 'route'] as const) model.heads[name].temperature = temperature[name]
  model.thresholds = thresholds
}
const json = `${writeModel(model)}\n`
const now = readAll(test, model)
const was = before === null ? null : readAll(test, before)
printFigures(now, was)
const worse = was === null ? [] : fallen(now, was)
if (worse.length > 0 && !accept) {
  say(
    `\nThe model was not replaced. These figures fell on the hands kept for testing:\n${worse.join('\n')}\nLook why, or put it in place all the same with --accept.`,
  )
  process.exitCode = 1
} else {
  writeFileSync(modelFile, json)
  say(`src/detection/model.json: ${json.length} bytes`)
  if (!quick) {
    const made = card(chats, phrases, unseen, now, busyChats(test, model), model, json.length)
    writeFileSync(cardFile, `${JSON.stringify(made, null, 2)}\n`)
    writeFileSync(at('../docs/model-card.md'), cardText(made))
  }
}

/** The model in place; null where there is none that this program can read. */
function existing(): Model | null {
  try {
    return parseModel(readFileSync(modelFile, 'utf8'))
  } catch (error) {
    say(`There is no model to compare with: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    return null
  }
}

function copyCalibration(to: Model, from: Model): void {
  for (const name of ['kind', 'category', 'route'] as const) to.heads[name].temperature = from.heads[name].temperature
  to.thresholds = from.thresholds
}
