import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Edition, readEdition } from './law.ts'
import { checkEdition } from './law-check.ts'
import { sayProblem } from './law-problem.ts'

const ours = path.join(import.meta.dirname, '../../law')

/** The editions kept in a folder, oldest first: each in a folder of its own that bears its id. Throws where one is not sound. */
export async function loadEditions(folder = ours): Promise<Edition[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  if (names.length === 0)
    throw new Error(
      `Expected folders with editions of the law in ${folder}, found none. Restore law/ from the repository.`,
    )
  const editions = await Promise.all(names.map((name) => loadEdition(folder, name)))
  return editions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
}

async function loadEdition(folder: string, name: string): Promise<Edition> {
  const json = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(folder, name, file), 'utf8'))
  const edition = readEdition(await json('articles.json'), await json('procedure.json'))
  if (edition.id !== name)
    throw new Error(
      `Expected the folder ${edition.id} for an edition valid from ${edition.validFrom}, got ${name}. Rename it.`,
    )
  const problems = checkEdition(edition)
  if (problems.length > 0)
    throw new Error(
      `The edition in ${path.join(folder, name)} contradicts itself; correct it there:\n${problems.map((one) => sayProblem(one, 'ru')).join('\n')}`,
    )
  return edition
}
