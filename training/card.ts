/** The model card: what the model is, what it was made of, how well it reads hands it did not see, where it fails. */

import { categories, kinds, langs } from '../src/detection/categories.ts'
import type { Chat } from './corpus.ts'
import { type Figures, measure, type Pair } from './measure.ts'
import type { Phrase } from './phrases.ts'

export interface Card {
  chats: number
  hands: number
  messages: number
  phrases: number
  byKind: Record<string, number>
  byLang: Record<string, number>
  bytes: number
  heldOut: Figures
  heldOutByLang: Record<string, Figures>
  /** Of each category: its reports, how many were found, how many found with this category, how many were wrongly said to be it. */
  categories: Record<string, { reports: number; found: number; right: number; wronglySaid: number }>
}

export function card(chats: readonly Chat[], phrases: readonly Phrase[], pairs: readonly Pair[], bytes: number): Card {
  const count = (right: (pair: Pair) => boolean): number => pairs.filter(right).length
  return {
    chats: chats.length,
    hands: new Set(chats.map((chat) => chat.hand)).size,
    messages: pairs.length,
    phrases: phrases.length,
    byKind: Object.fromEntries(kinds.map((kind) => [kind, count(({ gold }) => gold.kind === kind)])),
    byLang: Object.fromEntries(langs.map((lang) => [lang, count(({ gold }) => gold.lang === lang)])),
    bytes,
    heldOut: measure(pairs),
    heldOutByLang: Object.fromEntries(
      langs.map((lang) => [lang, measure(pairs.filter(({ gold }) => gold.lang === lang))]),
    ),
    categories: Object.fromEntries(
      categories.map((category) => {
        const mine = pairs.filter(({ gold }) => gold.kind === 'report' && gold.category === category)
        const found = mine.filter(({ made }) => made.kind === 'report')
        return [
          category,
          {
            reports: mine.length,
            found: found.length,
            right: found.filter(({ made }) => made.category === category).length,
            wronglySaid: count(
              ({ gold, made }) => made.kind === 'report' && made.category === category && gold.category !== category,
            ),
          },
        ]
      }),
    ),
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** The card as a page; every figure in it was measured by the script. */
export function cardText(made: Card): string {
  const all = made.heldOut
  const columns: [string, Figures][] = [
    ['all', all],
    ...langs.map((lang): [string, Figures] => [lang, made.heldOutByLang[lang] ?? all]),
  ]
  const row = (name: string, figure: (figures: Figures) => number): string =>
    `| ${name} | ${columns.map(([, figures]) => percent(figure(figures))).join(' | ')} |`
  return `# Model card: the reading of chat messages

Written by \`npm run train\`; every figure below was measured by that script. The label guide says what the words mean.

## What it is

Written word lists for thirty categories in Russian and Kazakh, rules for places, language and danger, and on top of them
linear weights over hashed words and parts of words (${(made.bytes / 1e6).toFixed(1)} MB). It suggests; people decide. It does not look at pictures,
does not listen to voice, and knows nothing of what was said in another chat.

## What it was made of

${made.messages} labelled messages in ${made.chats} invented chats by ${made.hands} invented hands, and ${made.phrases} single phrases. **No real chat was
available.** All of it was written for this project; real chats will differ, and the figures will be lower on them.

${Object.entries(made.byKind)
  .map(([kind, count]) => `${kind} ${count}`)
  .join(', ')}; ${Object.entries(made.byLang)
    .map(([lang, count]) => `${lang} ${count}`)
    .join(', ')}.

## How it was measured

Whole hands were left out in turn (five parts); each message was read by a model that had learned from other hands only,
in the order of its chat, with nothing known of what came after. Places: a span counts when it overlaps one that a person
marked. Incidents: pairs of messages of one chat. The columns by language hold messages labelled with it, so pairs across languages are only in the first.

| | ${columns.map(([name]) => name).join(' | ')} |
|---|${columns.map(() => '--:').join('|')}|
${row('kind right', (figures) => figures.kind)}
${kinds.map((kind) => row(`${kind}, F1`, (figures) => figures.kinds[kind].f1)).join('\n')}
${row('report, precision', (figures) => figures.kinds.report.precision)}
${row('report, recall', (figures) => figures.kinds.report.recall)}
${row('category right, of reports found', (figures) => figures.category)}
${row('found and category right, of all reports', (figures) => figures.reportAndCategory)}
${row('route right, of reports found', (figures) => figures.route)}
${row('urgency right, of reports found', (figures) => figures.urgency)}
${row('places, F1', (figures) => figures.places.f1)}
${row('places to the letter, F1', (figures) => figures.placesExact)}
${row('language right', (figures) => figures.lang)}
${row('incidents, F1', (figures) => figures.incidents.f1)}

## By category

| category | reports | found | with this category | wrongly said |
|---|--:|--:|--:|--:|
${Object.entries(made.categories)
  .map(([category, one]) => `| ${category} | ${one.reports} | ${one.found} | ${one.right} | ${one.wronglySaid} |`)
  .join('\n')}

## Known weaknesses

- Short messages that make sense only with what came before («опять», «тағы солар») are often missed or tied to the wrong happening.
- Two happenings told at once by several people, without replies, are told apart by words and places only.
- Categories that share their subject are confused: \`minors\` with \`smoking\` and \`drinking\`, \`harassment\` with \`fraud\`, \`other\` with everything.
- A message with two different reports is read as one.
- Irony, nicknames of places and houses named by number alone («у 31го») are weak points; so is Kazakh in Latin letters by sound.
- Danger told in plain words is decided by lists: new words for danger must be added by hand.
`
}
