import { z } from 'zod'
import { type Category, categories, langs } from '../detection/categories.ts'

/** How well messages are read, as it was measured when the model was learned (`training/card.ts` writes the file). */

/** A share 0 … 1, or a number in a thousand, with the interval in which it lies in 95 of 100 draws. */
const figure = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type Figure = z.infer<typeof figure>

const figures = z.object({
  /** Of the reports: how many are found. */
  reportRecall: figure,
  /** Of what is said to be a report: how many are. */
  reportPrecision: figure,
  /** In a thousand messages that are no reports: how many are taken for one. */
  falseAlarms: figure,
  category: figure,
  categoryTopThree: figure,
  emergencyFound: figure,
})

const measured = z.object({
  messages: z.number().int(),
  reports: z.number().int(),
  all: figures,
  byLang: z.record(z.enum(langs), figures),
})

export const readingCard = z.object({
  messages: z.number().int(),
  hands: z.number().int(),
  test: measured,
  ordinary: measured,
  heldOut: measured,
  categories: z.partialRecord(
    z.enum(categories),
    z.object({ reports: z.number().int(), recall: z.number(), takenFor: z.string() }),
  ),
})
export type ReadingCard = z.infer<typeof readingCard>

export const readingCardAnswer = z.object({
  /** Null where no figures came with the program, or they cannot be understood. */
  card: readingCard.nullable(),
})
export type ReadingCardAnswer = z.infer<typeof readingCardAnswer>

/** The card that a text holds; null when it holds none. */
export function parseReadingCard(text: string): ReadingCard | null {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = readingCard.safeParse(data)
  return parsed.success ? parsed.data : null
}

export interface Weak {
  category: Category
  /** Share of its reports whose category is told right, 0 … 1. */
  recall: number
  /** What it is most often taken for. */
  takenFor: Category[]
}

/** The categories that are told right least often, weakest first; one measured on few messages says nothing. */
export function weakest(card: ReadingCard, most: number, fewest = 30): Weak[] {
  return categories
    .flatMap((category) => {
      const one = card.categories[category]
      if (!one || one.reports < fewest) return []
      const named = one.takenFor.split(', ').map((part) => part.split(' ')[0])
      const takenFor = categories.filter((other) => named.includes(other))
      return [{ category, recall: one.recall, takenFor: takenFor.sort((a, b) => named.indexOf(a) - named.indexOf(b)) }]
    })
    .sort((a, b) => a.recall - b.recall)
    .slice(0, most)
}
