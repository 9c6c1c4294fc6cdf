import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from './base/config.ts'
import { openLog } from './base/log.ts'
import { kinds, langs } from './detection/categories.ts'
import { type Lesson, lineOf } from './incident/lesson.ts'
import { learningDepartments, lessonsOf } from './incident/lesson-store.ts'
import { openOwnDatabase } from './main.ts'

/** Read by `npm run train`; git-ignored: what residents wrote, even without their names, is not ours to publish. */
const usual = fileURLToPath(new URL('../training/corrections', import.meta.url))
const usage = `npm run corrections -- [FOLDER]
  FOLDER  where <department>.jsonl is written, one for each department that allows it; training/corrections unless given`

/** `npm run corrections`: writes what people's decisions teach as labelled messages, and removes the file of who allows it no more. */
export async function run(args: string[]): Promise<number> {
  const [given] = args
  if (args.length > 1 || given?.startsWith('-')) {
    console.error(usage)
    return 2
  }
  const folder = given ? resolve(given) : usual
  const config = readConfig(process.env)
  const { db, postgres } = await openOwnDatabase(
    config,
    openLog({ level: process.env.LOG_LEVEL ? config.logLevel : 'error' }),
  )
  try {
    await mkdir(folder, { recursive: true })
    const departments = await learningDepartments(db)
    const written: Lesson[] = []
    let files = 0
    for (const { id } of departments) {
      const lessons = await lessonsOf(db, id)
      const file = join(folder, `${id}.jsonl`)
      if (lessons.length === 0) {
        await rm(file, { force: true })
        continue
      }
      const lines = lessons.map((lesson, at) => `${lineOf(lesson, lesson.day, at + 1)}\n`)
      await writeFile(file, lines.join(''), { mode: 0o600 })
      written.push(...lessons)
      files += 1
    }
    const without = departments.filter(({ allowed }) => !allowed).length
    console.log(`${written.length} messages of ${files} departments written to ${folder}.`)
    if (written.length > 0) console.log(tableOf(written))
    console.log(`${without} of ${departments.length} departments do not allow it: nothing of theirs is written.`)
    for (const { id, allowed, before, forgotten } of departments)
      if (allowed && before > 0)
        console.log(
          `Of department ${id}, ${before} messages decided before it was allowed are not used; the text of ${forgotten} of them is forgotten.`,
        )
    console.log(nextOf(written.length, given))
    return 0
  } finally {
    await db.close()
    await postgres?.stop()
  }
}

/** How many of each kind in each language. */
function tableOf(lessons: Lesson[]): string {
  const count = (kind: string, lang: string) =>
    lessons.filter(({ label }) => label.kind === kind && label.lang === lang).length
  const row = (name: string, cells: readonly (string | number)[]) =>
    `  ${name.padEnd(10)}${cells.map((cell) => String(cell).padStart(7)).join('')}`
  const told = kinds.filter((kind) => lessons.some(({ label }) => label.kind === kind))
  return [
    row('', langs),
    ...told.map((kind) =>
      row(
        kind,
        langs.map((lang) => count(kind, lang)),
      ),
    ),
  ].join('\n')
}

function nextOf(messages: number, given: string | undefined): string {
  if (messages === 0)
    return 'Nothing to learn from yet: a chief or an administrator allows it on the page “Learning”, then people decide in the queue of the unsure.'
  if (given) return 'Next: put the files into training/corrections and run "npm run train".'
  return 'Next: "npm run train" learns from them beside the invented chats, "npm run evaluate" says whether it got better.'
}
