/** The model card: what the model is, what it was made of, how well it reads hands it did not see, where it fails. */

import { categories, type Kind, kinds, langs } from '../src/detection/categories.ts'
import type { Model } from '../src/detection/model.ts'
import type { Busy } from './busy.ts'
import type { Chat } from './corpus.ts'
import { confusion, count, figures, type Interval, measured, sum } from './measure.ts'
import type { Phrase } from './phrases.ts'
import type { Read } from './read.ts'

/** Figures of one set of messages: all of it, and by the language of the message. */
export interface Measured {
  messages: number
  reports: number
  all: Record<string, Interval>
  byLang: Record<string, Record<string, Interval>>
}

export interface Card {
  chats: number
  singles: number
  hands: number
  messages: number
  phrases: number
  byKind: Record<string, number>
  byLang: Record<string, number>
  bytes: number
  temperature: Record<string, number>
  thresholds: Model['thresholds']
  /** Hands kept for testing: chats full of reports, and ordinary ones. */
  test: Measured
  ordinary: Measured
  /** Their reports strung together. */
  busy: Busy[]
  /** Whole hands left out of learning in turn. */
  heldOut: Measured
  /** Of the hands left out in turn: the true reports of each category, and how they were told. */
  categories: Record<string, { reports: number; precision: number; recall: number; f1: number; takenFor: string }>
  confusion: Record<Kind, Record<Kind, number>>
}

export function card(
  chats: readonly Chat[],
  phrases: readonly Phrase[],
  heldOut: readonly Read[],
  test: readonly Read[],
  busy: Busy[],
  model: Model,
  bytes: number,
): Card {
  const messages = chats.flatMap((chat) => chat.messages)
  const { kind, category, route } = model.heads
  return {
    chats: chats.filter(({ single }) => !single).length,
    singles: chats.filter(({ single }) => single).reduce((total, one) => total + one.messages.length, 0),
    hands: new Set(chats.map(({ hand }) => hand)).size,
    messages: messages.length,
    phrases: phrases.length,
    byKind: Object.fromEntries(kinds.map((name) => [name, messages.filter(({ gold }) => gold.kind === name).length])),
    byLang: Object.fromEntries(langs.map((name) => [name, messages.filter(({ gold }) => gold.lang === name).length])),
    bytes,
    temperature: { kind: kind.temperature, category: category.temperature, route: route.temperature },
    thresholds: model.thresholds,
    test: measure(test.filter((read) => !isOrdinary(read))),
    ordinary: measure(test.filter(isOrdinary)),
    busy,
    heldOut: measure(heldOut),
    categories: byCategory(heldOut),
    confusion: confusion(heldOut),
  }
}

/** Chats of the test in which next to nothing is reported, as on most days. */
export const isOrdinary = ({ hand }: Read): boolean => hand.endsWith('-lavka')

export function measure(reads: readonly Read[]): Measured {
  return {
    messages: reads.length,
    reports: reads.filter(({ gold }) => gold.kind === 'report').length,
    all: measured(reads),
    byLang: Object.fromEntries(
      langs.map((lang) => [
        lang,
        measured(
          reads.filter((read) => read.lang === lang),
          200,
        ),
      ]),
    ),
  }
}

function byCategory(reads: readonly Read[]): Card['categories'] {
  const told = reads.filter(({ gold }) => gold.kind === 'report')
  const said = (read: Read): string =>
    read.made.kind === 'report'
      ? (read.made.category ?? 'other')
      : (categories[read.categories.indexOf(Math.max(...read.categories))] ?? 'other')
  return Object.fromEntries(
    categories.map((category) => {
      const mine = told.filter(({ gold }) => gold.category === category)
      const right = mine.filter((read) => said(read) === category).length
      const made = told.filter((read) => said(read) === category).length
      const others = Map.groupBy(
        mine.filter((read) => said(read) !== category),
        said,
      )
      const taken = [...others].sort(([, a], [, b]) => b.length - a.length).slice(0, 2)
      return [
        category,
        {
          reports: mine.length,
          precision: share(right, made),
          recall: share(right, mine.length),
          f1: share(2 * right, made + mine.length),
          takenFor: taken.map(([name, list]) => `${name} ${list.length}`).join(', '),
        },
      ]
    }),
  )
}

/** Figures of some reads as plain numbers. */
export const plain = (reads: readonly Read[]): Record<string, number> =>
  figures(sum([...Map.groupBy(reads, ({ chat }) => chat).values()].map(count)))

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000)
