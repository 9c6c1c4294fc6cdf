import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Peer, readerOf } from './reader.ts'

interface Bayes {
  addDocument(text: string, label: string): void
  train(): void
  classify(text: string): string
}
interface Package {
  PorterStemmerRu: object
  BayesClassifier: { new (stemmer: object): Bayes; restore(saved: unknown, stemmer: object): Bayes }
}

const names = ['kind', 'category'] as const

/** `natural`: naive Bayes over Russian stems; it has no Kazakh ones. */
export const peer: Peer = {
  train(texts, folder) {
    const { BayesClassifier, PorterStemmerRu } = natural()
    for (const name of names) {
      const bayes = new BayesClassifier(PorterStemmerRu)
      for (const { text, report, category } of texts) {
        if (name === 'kind') bayes.addDocument(text, report ? 'report' : 'not')
        else if (category !== null) bayes.addDocument(text, category)
      }
      bayes.train()
      writeFileSync(join(folder, `model-${name}.json`), JSON.stringify(bayes))
    }
  },

  async load(folder) {
    const { BayesClassifier, PorterStemmerRu } = natural()
    const [kind, category] = names.map((name) => {
      const saved: unknown = JSON.parse(readFileSync(join(folder, `model-${name}.json`), 'utf8'))
      return BayesClassifier.restore(saved, PorterStemmerRu)
    }) as [Bayes, Bayes]
    return readerOf(
      (text) => kind.classify(text) === 'report',
      (text) => category.classify(text),
    )
  },
}

function natural(): Package {
  return createRequire(import.meta.url)('natural')
}
