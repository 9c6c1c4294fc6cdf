/** The model card as a page, docs/model-card.md; every figure in it was measured by the script that writes it. */

import { kinds, langs } from '../src/detection/categories.ts'
import type { Busy } from './busy.ts'
import type { Card, Measured } from './card.ts'
import type { Interval } from './measure.ts'

/** The figures shown, with the aim of each where the project set one; `perThousand` is no share. */
export const shown: readonly { name: string; is: string; aim?: string; perThousand?: boolean }[] = [
  { name: 'reportPrecision', is: 'report, precision', aim: '≥ 95 %' },
  { name: 'reportRecall', is: 'report, recall', aim: '≥ 92 %, each language ≥ 90 %' },
  { name: 'falseAlarms', is: 'false alarms in 1,000 non-reports', perThousand: true },
  { name: 'categoryMacroF1', is: 'category of true reports, macro-F1 of 30', aim: '≥ 88 %' },
  { name: 'category', is: 'category of true reports, right' },
  { name: 'categoryTopThree', is: 'category among the three offered', aim: '≥ 96 %' },
  { name: 'route', is: 'route of reports found', aim: '≥ 93 %' },
  { name: 'emergencyRecall', is: 'emergencies found and called so', aim: '≥ 97 %' },
  { name: 'emergencyFound', is: 'emergencies found as a report of any route' },
  { name: 'emergencyPrecision', is: 'what is called an emergency and is one' },
  { name: 'language', is: 'language', aim: '≥ 97 %' },
  { name: 'placesF1', is: 'places, F1 (spans that overlap)', aim: '≥ 88 %' },
  { name: 'placesToTheLetterF1', is: 'places to the letter, F1' },
  { name: 'incidentPairsF1', is: 'pairs of messages of one happening, F1', aim: '≥ 88 %' },
  { name: 'alsoPrecision', is: 'two happenings in one message, precision' },
  { name: 'alsoRecall', is: 'two happenings in one message, recall' },
  { name: 'urgency', is: 'urgency of reports found' },
  { name: 'kind', is: 'kind' },
  { name: 'follow_upF1', is: 'follow-up, F1' },
  { name: 'questionF1', is: 'question, F1' },
  { name: 'thanksF1', is: 'thanks, F1' },
  { name: 'reportECE', is: 'how far the likelihood of a report is off (ECE)', aim: '≤ 5 %' },
  { name: 'categoryECE', is: 'how far the likelihood of a category is off (ECE)', aim: '≤ 5 %' },
]

const percent = (share: number): string => `${(share * 100).toFixed(1)}`
const number = (value: number, perThousand = false): string => (perThousand ? value.toFixed(1) : percent(value))

function cell(interval: Interval | undefined, perThousand = false): string {
  if (interval === undefined) return ''
  const { value, low, high } = interval
  return `${number(value, perThousand)} (${number(low, perThousand)}–${number(high, perThousand)})`
}

export function figureTable({ all, byLang }: Measured): string {
  const rows = shown.map(({ name, is, aim, perThousand }) => {
    const cells = [
      cell(all[name], perThousand),
      ...langs.map((lang) => number(byLang[lang]?.[name]?.value ?? 0, perThousand)),
    ]
    return `| ${is} | ${aim ?? ''} | ${cells.join(' | ')} |`
  })
  return `| % | aim | all (95 % interval) | ${langs.join(' | ')} |\n|---|---|--:|${langs.map(() => '--:').join('|')}|\n${rows.join('\n')}`
}

/** What becomes of reports in a busy chat. */
export function busyTable(busy: readonly Busy[]): string {
  const rows = busy.map(
    ({ between, alone, found, own }) => `| ${between} | ${percent(alone)} | ${percent(found)} | ${percent(own)} |`,
  )
  return `**A busy chat:** ${busy[0]?.reports ?? 0} reports of those hands, each of another happening, strung together by different people minutes
apart, with so much chatter between two of them; % of them read as a report (that such chats are learned from was decided with this
figure in sight):

| messages between | each by itself | in the busy chat | there as a happening of its own |
|--:|--:|--:|--:|
${rows.join('\n')}`
}

export function cardText(made: Card): string {
  const falseAlarms = made.ordinary.all.falseAlarms
  return `# Model card: the reading of chat messages

Written by \`npm run train\`; every figure below was measured by that script. The label guide says what the words mean.

## What it is

Written word lists for thirty categories in Russian and Kazakh and rules for danger, time and place; on top of them linear
weights over hashed words, parts of words and pairs (${(made.bytes / 1e6).toFixed(1)} MB), and a small net that weighs a message's own words with its
conversation: whom it answers, who wrote before, which happening of the chat it fits. Likelihoods are tempered on hands left out of
learning (kind ${made.temperature.kind}, category ${made.temperature.category}, route ${made.temperature.route}); a report is told from ${made.thresholds.other}, an emergency from ${made.thresholds.emergency}.
It suggests; people decide. It does not look at pictures, does not listen to voice, and knows nothing of what was said in
another chat.

## What it was made of

${made.messages} labelled messages by ${made.hands} invented hands: ${made.chats} whole chats and ${made.singles} single messages; ${made.phrases} short phrases; two
lists of words (training/README.md names their sources and licences). **No real chat was available.** All of it was written for
this project; real chats will differ, and the figures will be lower on them.

${Object.entries(made.byKind)
  .map(([kind, count]) => `${kind} ${count}`)
  .join(', ')}; ${Object.entries(made.byLang)
    .map(([lang, count]) => `${lang} ${count}`)
    .join(', ')}.

## On hands kept for testing

Whole chats by hands from which nothing was learned and on which nothing was tuned, read in order, with nothing known of what came
after. Two sorts: chats full of reports (${made.test.messages} messages, ${made.test.reports} reports), and ordinary days (${made.ordinary.messages} messages, ${made.ordinary.reports} reports).
Intervals: chats drawn anew with replacement. The columns by language hold messages labelled with it.

**Ordinary days: ${cell(falseAlarms, true)} false alarms in 1,000 non-reports** (aim ≤ 5); ${percent(made.ordinary.all.reportRecall?.value ?? 0)} % of their few reports found.

**Chats full of reports:**

${figureTable(made.test)}

${busyTable(made.busy)}

## On every hand in turn

Each hand left out of learning in turn (five parts), single messages among them, which are harder: they have no chat around them and were
written to cover the breadth of every category.

${figureTable(made.heldOut)}

| said by people ↓, by the program → | ${kinds.join(' | ')} |
|---|${kinds.map(() => '--:').join('|')}|
${kinds.map((gold) => `| ${gold} | ${kinds.map((kind) => made.confusion[gold][kind]).join(' | ')} |`).join('\n')}

| category | true reports | precision % | recall % | F1 % | most often taken for |
|---|--:|--:|--:|--:|---|
${Object.entries(made.categories)
  .map(
    ([name, one]) =>
      `| ${name} | ${one.reports} | ${percent(one.precision)} | ${percent(one.recall)} | ${percent(one.f1)} | ${one.takenFor} |`,
  )
  .join('\n')}

## Known weaknesses

- What adds to a report and what only comments on it («ужас», «иду туда») is the hardest line; follow-ups are lost and invented there, and pairs of messages suffer twice.
- Two happenings in one message are seen in about half of the cases, and one of the two is sometimes misnamed.
- Categories that share their subject are confused: \`minors\` with \`smoking\` and \`drinking\`, \`harassment\` with \`fraud\` and \`suspicious\`, \`other\` with everything.
- A report told by a hint, a joke or a nickname of a place, with none of the usual words, is missed.
- Where a Kazakh message holds two or three Russian words, people themselves differ on whether it is \`mixed\`.
- Danger told in plain words is decided by lists whatever was learned: new words for danger must be added by hand.
`
}
