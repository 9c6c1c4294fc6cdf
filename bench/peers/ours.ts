import type { Peer } from './reader.ts'

/** Our model as it ships, on texts alone; it has learned already. */
export const peer: Peer = {
  train() {
    throw new Error('Our model is made by "npm run train", not by the bench.')
  },

  async load() {
    const { readAlone } = await import('../../src/detection/detect.ts')
    const { categories, kinds } = await import('../../src/detection/categories.ts')
    const { loadModel } = await import('../../src/detection/model-file.ts')
    const model = await loadModel()
    const report = kinds.indexOf('report')
    const named = (likely: Float64Array): string => categories[likely.indexOf(Math.max(...likely))] ?? 'other'
    return {
      categoryOf: (text) => named(readAlone(text, model).categories),
      read(text) {
        const likely = readAlone(text, model)
        return { report: (likely.kinds[report] ?? 0) >= 0.5, category: named(likely.categories) }
      },
    }
  },
}
