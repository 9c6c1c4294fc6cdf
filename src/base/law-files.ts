import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Edition, readEdition } from './law.ts'

const ours = path.join(import.meta.dirname, '../../law')

/** The editions kept in a folder; one today, a later reading goes into a folder of its own. */
export async function loadEditions(folder = ours): Promise<Edition[]> {
  const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(path.join(folder, name), 'utf8'))
  return [readEdition(await json('koap-articles.json'), await json('koap-procedure.json'))]
}
