import type { Locale } from '../base/access.ts'
import { localDay, localTime } from '../base/calendar.ts'
import type { Category } from '../detection/categories.ts'
import type { Outcome, Status } from '../incident/life.ts'
import type { Campaign } from './campaign.ts'
import { breakdownIds, figureIds } from './measures.ts'
import { categoryNames, outcomeNames, statusNames } from './nouns.ts'
import { valueWord } from './value-word.ts'
import { articleWord, breakdownWords, figureWords } from './words.ts'

/** Tables for Excel: semicolons, CRLF, a byte order mark. No personal data: numbers, codes and times only. */

export const byteOrderMark = '\uFEFF'
type Cell = string | number | null

/** One line. A cell that a spreadsheet would take for a formula is made harmless by an apostrophe. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  const safe = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const heads: Record<
  Locale,
  {
    section: string
    value: string
    count: string
    period: string
    heard: string
    mean: string
    people: string
    median: string
    p95: string
    answer: string
    closing: string
    days: [string, string, string]
  }
> = {
  ru: {
    section: 'Раздел',
    value: 'Показатель',
    count: 'Количество',
    period: 'Период',
    heard: 'Прочитано сообщений в чатах',
    mean: 'Средняя оценка',
    people: 'Повторных нарушителей',
    median: 'медиана, мин',
    p95: '95 % быстрее, мин',
    answer: 'Время до ответа',
    closing: 'Время до закрытия',
    days: ['Итоги', 'Время', 'Дни'],
  },
  kk: {
    section: 'Бөлім',
    value: 'Көрсеткіш',
    count: 'Саны',
    period: 'Кезең',
    heard: 'Чаттарда оқылған хабарлама',
    mean: 'Орташа баға',
    people: 'Қайталап бұзған адамдар',
    median: 'медиана, мин',
    p95: '95 % бұдан жылдам, мин',
    answer: 'Жауапқа дейінгі уақыт',
    closing: 'Жабылғанға дейінгі уақыт',
    days: ['Қорытынды', 'Уақыт', 'Күндер'],
  },
  en: {
    section: 'Section',
    value: 'Figure',
    count: 'Count',
    period: 'Period',
    heard: 'Messages read in the chats',
    mean: 'Mean mark',
    people: 'Repeat offenders',
    median: 'median, min',
    p95: '95% faster than, min',
    answer: 'Time to answer',
    closing: 'Time to closing',
    days: ['Totals', 'Time', 'Days'],
  },
}

const minutes = (seconds: number | null) => (seconds === null ? null : Math.round(seconds / 6) / 10)

/** The summary, line by line: section, figure, count. */
export function* summaryCsv(
  campaign: Campaign,
  locale: Locale,
  numberOf: (id: string) => string | undefined,
): Generator<string> {
  const head = heads[locale]
  const [totals, time] = head.days
  yield csvLine([head.section, head.value, head.count])
  yield csvLine([head.period, `${campaign.from} – ${campaign.to}`, null])
  yield csvLine([totals, head.heard, campaign.heard])
  for (const id of figureIds) yield csvLine([totals, figureWords[locale][id], campaign.figures[id]])
  yield csvLine([totals, head.people, campaign.repeatPeople])
  yield csvLine([totals, head.mean, campaign.meanScore === null ? null : Math.round(campaign.meanScore * 100) / 100])
  for (const [name, spread] of [
    [head.answer, campaign.times.answer],
    [head.closing, campaign.times.closing],
  ] as const) {
    yield csvLine([time, `${name}: ${head.median}`, minutes(spread.median)])
    yield csvLine([time, `${name}: ${head.p95}`, minutes(spread.p95)])
  }
  for (const of of breakdownIds) {
    if (of === 'cell') continue
    for (const { value, count } of campaign.breakdowns[of])
      yield csvLine([breakdownWords[locale][of], valueWord(of, value, locale, numberOf), count])
  }
}

/** An incident as a line of a table. */
export interface Line {
  number: number
  openedAt: Date
  category: Category
  status: Status
  outcome: Outcome | null
  articles: string[]
  precinct: string | null
  answeredAt: Date | null
  answerDue: Date
  closedAt: Date | null
  messages: number
  reopened: number
}

const lineHeads: Record<Locale, string[]> = {
  ru: [
    'Номер',
    'Открыто',
    'Категория',
    'Состояние',
    'Итог',
    'Статьи КоАП',
    'Участок',
    'Ответ инспектора',
    'Ответить до',
    'До ответа, мин',
    'Закрыто',
    'До закрытия, мин',
    'Сообщений',
    'Открыто снова, раз',
  ],
  kk: [
    'Нөмірі',
    'Ашылды',
    'Санат',
    'Күйі',
    'Қорытынды',
    'ӘҚБтК баптары',
    'Учаске',
    'Инспектор жауабы',
    'Жауап мерзімі',
    'Жауапқа дейін, мин',
    'Жабылды',
    'Жабылғанға дейін, мин',
    'Хабарлама саны',
    'Қайта ашылды, рет',
  ],
  en: [
    'Number',
    'Opened',
    'Category',
    'Status',
    'Outcome',
    'Articles',
    'Precinct',
    'Answered',
    'Answer due',
    'To the answer, min',
    'Closed',
    'To closing, min',
    'Messages',
    'Times reopened',
  ],
}

const stamp = (at: Date | null) => (at ? `${localDay(at)} ${localTime(at)}` : null)
const between = (from: Date, to: Date | null) => (to ? minutes((to.getTime() - from.getTime()) / 1000) : null)

export const linesHead = (locale: Locale): string => csvLine(lineHeads[locale])

export function incidentLine(line: Line, locale: Locale): string {
  return csvLine([
    line.number,
    stamp(line.openedAt),
    categoryNames[locale][line.category],
    statusNames[locale][line.status],
    line.outcome && outcomeNames[locale][line.outcome],
    line.articles.map((value) => articleWord(value, locale)).join(', '),
    line.precinct,
    stamp(line.answeredAt),
    stamp(line.answerDue),
    between(line.openedAt, line.answeredAt),
    stamp(line.closedAt),
    between(line.openedAt, line.closedAt),
    line.messages,
    line.reopened,
  ])
}
