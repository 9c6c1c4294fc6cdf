import { benchDetection } from './detection.ts'
import { benchFlood } from './flood.ts'
import { machine } from './machine.ts'
import { benchMillion } from './million.ts'
import { benchPapers } from './papers.ts'
import { benchScreen } from './screen.ts'
import { benchTelegram } from './telegram.ts'
import { openTown } from './town.ts'
import { benchWay } from './way.ts'

const questions = {
  way: benchWay,
  screen: benchScreen,
  million: benchMillion,
  detection: benchDetection,
  papers: benchPapers,
  flood: benchFlood,
  telegram: benchTelegram,
}

/** `npm run bench [-- way|screen|million|detection|papers|flood|telegram] [--scale 0.1]`: prints what was measured, on what machine. */
export async function run(args: string[]): Promise<number> {
  const scale = Number(args[args.indexOf('--scale') + 1] ?? Number.NaN)
  const size = args.includes('--scale') && scale > 0 ? scale : 1
  const asked = args.filter((arg): arg is keyof typeof questions => arg in questions)
  const town = await openTown({ precincts: 1, chats: 1 })
  console.log(await machine(town.running.deps.db))
  await town.close()
  console.log(`${new Date().toISOString()}, scale ${size}\n`)
  for (const question of asked.length > 0 ? asked : (Object.keys(questions) as (keyof typeof questions)[]))
    await questions[question](size)
  return 0
}
