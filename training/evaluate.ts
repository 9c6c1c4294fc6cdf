/**
 * Prints figures of the model in place on hands from which it did not learn (training/test), with 95 % intervals.
 *   node training/evaluate.ts              the figures, by language and category
 *   node training/evaluate.ts --errors     every message that was misread, for reading
 *   node training/evaluate.ts --ablations  the same after learning without the conversation, without folding, without rules
 *   node training/evaluate.ts FILE…        on labelled chats of your own, a .jsonl each
 */

import { fileURLToPath } from 'node:url'
import { loadModel } from '../src/detection/model-file.ts'
import { ablations } from './ablations.ts'
import { busyChats } from './busy.ts'
import { isOrdinary, measure, plain } from './card.ts'
import { busyTable, figureTable } from './card-text.ts'
import { readChat, readChats } from './corpus.ts'
import { readPhrases } from './phrases.ts'
import { type Read, readAll } from './read.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const files = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const chats = files.length > 0 ? files.map((file) => readChat(file)) : readChats(at('test'))
const model = await loadModel()
const reads = readAll(chats, model)

if (process.argv.includes('--errors')) for (const read of reads) printError(read)
else if (process.argv.includes('--ablations')) {
  const names = [
    'reportPrecision',
    'reportRecall',
    'falseAlarms',
    'categoryMacroF1',
    'emergencyRecall',
    'language',
    'placesF1',
    'follow_upF1',
    'incidentPairsF1',
  ]
  const row = (name: string, figures: Record<string, number>): void =>
    print(
      `| ${name} | ${names.map((figure) => ((figures[figure] ?? 0) * (figure === 'falseAlarms' ? 1 : 100)).toFixed(1)).join(' | ')} |`,
    )
  print(`| learned | ${names.join(' | ')} |\n|---|${names.map(() => '--:').join('|')}|`)
  row('as it ships', plain(reads))
  for (const { name, read } of ablations(readChats(at('.')), readPhrases(at('phrases')), chats, model))
    row(name, plain(read()))
} else {
  const ordinary = reads.filter(isOrdinary)
  const full = reads.filter((read) => !isOrdinary(read))
  if (full.length > 0) print(`Chats full of reports: ${full.length} messages\n\n${figureTable(measure(full))}\n`)
  print(`${busyTable(busyChats(chats, model))}\n`)
  if (ordinary.length > 0) print(`Ordinary days: ${ordinary.length} messages\n\n${figureTable(measure(ordinary))}\n`)
}

function printError({ chat, id, text, gold, made, kinds }: Read): void {
  const wrong = [
    gold.kind === made.kind ? '' : `${gold.kind} read as ${made.kind} (${(kinds[0] ?? 0).toFixed(2)} a report)`,
    gold.kind === 'report' && made.kind === 'report' && gold.category !== made.category
      ? `${gold.category} read as ${made.category}`
      : '',
    gold.kind === 'report' && made.kind === 'report' && gold.route !== made.route
      ? `route ${gold.route} read as ${made.route}`
      : '',
    gold.kind === made.kind && gold.kind === 'follow_up' && gold.incident !== made.incident
      ? `of ${gold.incident}, tied to ${made.incident}`
      : '',
    text !== '' && gold.lang !== made.lang ? `${gold.lang} read as ${made.lang}` : '',
  ].filter((one) => one !== '')
  if (wrong.length > 0) print(`${chat} ${id}: ${wrong.join('; ')}\n    ${text.replaceAll('\n', ' ')}`)
}
