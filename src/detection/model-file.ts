import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { emptyModel, type Model, parseModel } from './model.ts'

const shipped = fileURLToPath(new URL('./model.json', import.meta.url))

/** Reads the model that ships with the program, or another file; throws, naming the file, when it is no model. */
export async function loadModel(path: string = shipped): Promise<Model> {
  let json: string
  try {
    json = await readFile(path, 'utf8')
  } catch (error) {
    if (path === shipped && error instanceof Error && 'code' in error && error.code === 'ENOENT') return emptyModel()
    throw new Error(`${path} cannot be read. It was expected to hold the learned model; make it with "npm run train".`, { cause: error })
  }
  return parseModel(json)
}
