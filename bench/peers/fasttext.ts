import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Peer, readerOf } from './reader.ts'

interface Model {
  predict(text: string, most: number): { size(): number; get(at: number): [number, string]; delete(): void }
  saveModel(): Blob
}
interface FastText {
  loadModel(url: string): Promise<Model>
  trainSupervised(url: string, options: object, said: () => void): Promise<Model>
}
interface Package {
  getFastTextModule: unknown
  getFastTextClass(options: { getFastTextModule: unknown }): Promise<new () => FastText>
}

// Words, pairs of words and parts of words, the best of four settings tried on a fifth of the training texts.
// With its own default of two million buckets it runs out of memory.
const options = {
  ...{ epoch: 50, lr: 0.5, dim: 50, loss: 'softmax' },
  ...{ minCount: 1, wordNgrams: 2, minn: 3, maxn: 5, bucket: 100_000 },
}
const prefix = '__label__'

/** fastText compiled to WebAssembly. */
export const peer: Peer = {
  async train(texts, folder) {
    const learn = async (name: string, lines: readonly string[]): Promise<void> => {
      const input = join(folder, `${name}.txt`)
      writeFileSync(input, `${lines.join('\n')}\n`)
      // It fetches what it learns from, and Node fetches no files: the text itself is the address.
      const url = `data:text/plain;base64,${readFileSync(input, 'base64')}`
      const model = await (await fastText()).trainSupervised(url, options, () => {})
      writeFileSync(join(folder, `model-${name}.bin`), Buffer.from(await model.saveModel().arrayBuffer()))
    }
    await learn(
      'kind',
      texts.map(({ text, report }) => `${prefix}${report ? 'report' : 'not'} ${words(text)}`),
    )
    await learn(
      'category',
      texts.filter(({ report }) => report).map(({ text, category }) => `${prefix}${category} ${words(text)}`),
    )
  },

  async load(folder) {
    const open = async (name: string) => {
      const model = await (await fastText()).loadModel(pathToFileURL(join(folder, `model-${name}.bin`)).href)
      return (text: string): string => {
        const said = model.predict(words(text), 1)
        const label = said.size() > 0 ? said.get(0)[1].slice(prefix.length) : ''
        said.delete()
        return label
      }
    }
    const [kind, category] = [await open('kind'), await open('category')]
    return readerOf((text) => kind(text) === 'report', category)
  },
}

async function fastText(): Promise<FastText> {
  const { getFastTextClass, getFastTextModule }: Package = createRequire(import.meta.url)('fasttext.wasm.js')
  return new (await getFastTextClass({ getFastTextModule }))()
}

function words(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
