/** Learns one fold beside the others: what `folds.ts` starts. */

import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { readChats } from './corpus.ts'
import { foldOf } from './folds.ts'
import { readPhrases } from './phrases.ts'
import { readAll } from './read.ts'
import { see, teach } from './teach.ts'

const { folder, fold } = z.object({ folder: z.string(), fold: z.int() }).parse(workerData)
const chats = readChats(folder)
const left = foldOf(chats)
const model = teach(see(chats.filter(({ hand }) => left.get(hand) !== fold)), readPhrases(`${folder}/phrases`))
parentPort?.postMessage(
  readAll(
    chats.filter(({ hand }) => left.get(hand) === fold),
    model,
  ),
)
