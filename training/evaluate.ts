/**
 * Prints figures. Without arguments: on hands left out of learning, in turn. With files: the shipped model on those
 * files (which tells nothing if it has learned from them).
 */

import { fileURLToPath } from 'node:url'
import { loadModel } from '../src/detection/model-file.ts'
import { readChat, readChats } from './corpus.ts'
import { heldOut, readAll } from './folds.ts'
import { measure } from './measure.ts'
import { readPhrases } from './phrases.ts'

const files = process.argv.slice(2)
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const pairs =
  files.length > 0
    ? readAll(files.map(readChat), await loadModel())
    : heldOut(readChats(at('chats')), readPhrases(at('phrases')))
process.stdout.write(`${JSON.stringify(measure(pairs), null, 2)}\n`)
