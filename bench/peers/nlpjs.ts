import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Peer } from './reader.ts'

interface Nlp {
  addLanguage(locale: string): void
  addDocument(locale: string, text: string, intent: string): void
  train(): Promise<unknown>
  process(locale: string, text: string): Promise<{ classifications: { intent: string; score: number }[] }>
  export(minified: boolean): string
  import(json: string): void
}
interface Core {
  containerBootstrap(): { use(plugin: unknown): void }
}

const names = ['kind', 'category'] as const

/** nlp.js: its neural net over Russian stems; it has no Kazakh ones. It keeps every text it has read, so none is read twice in a process that is timed. */
export const peer: Peer = {
  async train(texts, folder) {
    for (const name of names) {
      const nlp = open()
      for (const { text, report, category } of texts) {
        if (name === 'kind') nlp.addDocument('ru', text, report ? 'report' : 'not')
        else if (category !== null) nlp.addDocument('ru', text, category)
      }
      await nlp.train()
      writeFileSync(join(folder, `model-${name}.json`), nlp.export(true))
    }
  },

  async load(folder) {
    const [kind, category] = names.map((name) => {
      const nlp = open()
      nlp.import(readFileSync(join(folder, `model-${name}.json`), 'utf8'))
      return async (text: string): Promise<string> =>
        (await nlp.process('ru', text)).classifications[0]?.intent ?? 'None'
    }) as [Ask, Ask]
    return {
      categoryOf: category,
      async read(text) {
        const report = (await kind(text)) === 'report'
        return { report, category: report ? await category(text) : null }
      },
    }
  },
}

type Ask = (text: string) => Promise<string>

function open(): Nlp {
  const need = createRequire(import.meta.url)
  const { containerBootstrap }: Core = need('@nlpjs/core')
  const { Nlp }: { Nlp: new (settings: object) => Nlp } = need('@nlpjs/nlp')
  const { LangRu }: { LangRu: unknown } = need('@nlpjs/lang-ru')
  const container = containerBootstrap()
  container.use(LangRu)
  const nlp = new Nlp({ container, autoSave: false, autoLoad: false, calculateSentiment: false, nlu: { log: false } })
  nlp.addLanguage('ru')
  return nlp
}
