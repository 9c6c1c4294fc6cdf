import { addDays, formatInstant, localDay, localTime } from '../base/calendar.ts'
import type { Button } from '../chat/channel.ts'
import { type Category, categories } from '../detection/categories.ts'
import { findMarks, hideMarks } from '../detection/marks.ts'
import { fold } from '../detection/text.ts'
import { type Actor, actsOpenTo, type Body, bodies } from '../incident/life.ts'
import type { Incident } from '../incident/store.ts'
import { categoryNames, statusNames } from '../statistics/nouns.ts'
import { bodyNames, buttonWords, cardWords, type QuickKey, quickAnswers, quickKeys, quickNames } from './staff-texts.ts'
import { waysThere } from './way-there.ts'

/**
 * An incident as it stands in an inspector's messenger. A messenger is no place for residents' data: no name, phone or
 * ИИН of anybody, no flat, and none of the words that the reporter wrote. Who needs them opens the page.
 */

export type StaffLang = 'ru' | 'kk'

type Shown = Pick<
  Incident,
  | 'number'
  | 'status'
  | 'category'
  | 'urgency'
  | 'placeText'
  | 'reports'
  | 'answerDue'
  | 'answeredAt'
  | 'inspectorId'
  | 'closedAt'
  | 'lon'
  | 'lat'
  | 'version'
>

/** What else a card tells to the one who reads it. */
export interface Beside {
  now: Date
  /** The officer in whose talk it stands. */
  staffId: string
  /** What officers put to it: files, notes. */
  files: number
  notes: number
  /** The ready words that the chats heard last. */
  told: QuickKey | null
  /** The page of the incident. */
  link: string | null
}

/** What the card is asking now. */
export type Asking =
  | { step: 'open' }
  | { step: 'dismiss' }
  | { step: 'whom' }
  | { step: 'category'; offered: readonly Category[] }
  | { step: 'what' }
  | { step: 'preview'; key: QuickKey }
  | { step: 'route' }
  | { step: 'finish' }

const urgencyNames = {
  now: { ru: 'сейчас', kk: 'дәл қазір' },
  today: { ru: 'сегодня', kk: 'бүгін' },
  normal: null,
} as const

/** The words of the card. */
export function cardText(incident: Shown, lang: StaffLang, beside: Beside, asking: Asking = { step: 'open' }): string {
  const { files, notes, told, link } = beside
  const urgency = incident.closedAt ? null : urgencyNames[incident.urgency]
  const place = placeWords(incident.placeText)
  const put = [
    ...(files > 0 ? [cardWords.files[lang](files)] : []),
    ...(notes > 0 ? [cardWords.notes[lang](notes)] : []),
  ]
  const lines = [
    [`№ ${incident.number}`, categoryNames[lang][incident.category], ...(urgency ? [urgency[lang]] : [])].join(' · '),
    `${cardWords.place[lang]}: ${place === '' ? cardWords.noPlace[lang] : place}`,
    `${cardWords.reports[lang]}: ${incident.reports}`,
    stateWords(incident, lang, beside),
    ...(put.length > 0 ? [`${cardWords.put[lang]}: ${put.join(', ')}`] : []),
    ...(told ? [`${cardWords.told[lang]}: ${quickAnswers[told][lang]}`] : []),
    ...(link ? [link] : []),
  ]
  const question = questionOf(incident, lang, beside, asking)
  return question === '' ? lines.join('\n') : `${lines.join('\n')}\n\n${question}`
}

function stateWords(incident: Shown, lang: StaffLang, { now, staffId }: Beside): string {
  if (!incident.answeredAt) return `${cardWords.until[lang]} ${whenWords(incident.answerDue, now, lang)}`
  const status = `${cardWords.status[lang]}: ${statusNames[lang][incident.status]}`
  const byOther = incident.inspectorId !== null && incident.inspectorId !== staffId
  return byOther ? `${status} ${cardWords.byOther[lang]}` : status
}

/** «сегодня, 14:30»: what is near is said as people say it. */
export function whenWords(at: Date, now: Date, lang: StaffLang): string {
  const [day, today] = [localDay(at), localDay(now)]
  if (day === today) return `${cardWords.today[lang]}, ${localTime(at)}`
  return day === addDays(today, 1) ? `${cardWords.tomorrow[lang]}, ${localTime(at)}` : formatInstant(at, lang)
}

/** The place without flats, phones, plates and names that stand beside it. */
export function placeWords(text: string): string {
  return hideMarks(text, findMarks(fold(text)))
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
}

function questionOf(incident: Shown, lang: StaffLang, { link }: Beside, asking: Asking): string {
  const { number } = incident
  switch (asking.step) {
    case 'open':
      return incident.closedAt ? '' : cardWords.evidence[lang]
    case 'dismiss':
      return cardWords.sure[lang]
    case 'whom':
      return cardWords.whom[lang]
    case 'category':
      return cardWords.category[lang]
    case 'what':
      return cardWords.what[lang]
    case 'preview':
      return `${cardWords.preview[lang]}\n${quickText(number, 'kk', asking.key)}\n${quickText(number, 'ru', asking.key)}`
    case 'route': {
      const point = pointOf(incident)
      const ways = point ? waysThere(point).map(({ name, link: way }) => `${name}: ${way}`) : [cardWords.noPoint[lang]]
      return [cardWords.route[lang], ...ways].join('\n')
    }
    case 'finish':
      return `${cardWords.finish[lang]} ${link ? cardWords.byLink[lang] : cardWords.onDesk[lang]}`
  }
}

const pointOf = ({ lon, lat }: Shown) => (lon === null || lat === null ? null : { lon, lat })

/** What a chat hears when a ready answer is sent. */
export const quickText = (number: number, lang: StaffLang, key: QuickKey): string =>
  `№ ${number}: ${quickAnswers[key][lang]}`

/** What a button under a card asks for; `version` is the one that the person saw. */
export type Asked = { version: number } & (
  | { what: 'accept' | 'sure' }
  | { what: 'dismiss' | 'whom' | 'category' | 'ask' | 'back' | 'route' | 'finish' }
  | { what: 'hand'; to: Body }
  | { what: 'amend'; category: Category }
  | { what: 'preview' | 'send'; key: QuickKey }
)

/** The buttons of a card: only what may be done in this status. */
export function cardButtons(
  incident: Shown,
  by: Actor,
  lang: StaffLang,
  asking: Asking = { step: 'open' },
): Button[][] {
  const button = (text: string, ...parts: (string | number)[]): Button => ({ id: ['s', ...parts].join(':'), text })
  const { version } = incident
  const back = [button(buttonWords.back[lang], 'back', version)]
  switch (asking.step) {
    case 'open': {
      const open = actsOpenTo(by, incident.status)
      const plain = (what: Exclude<keyof typeof buttonWords, 'sure' | 'going' | 'send' | 'back'>) =>
        button(buttonWords[what][lang], what, version)
      const works = open.includes('amend')
      const isNew = open.includes('accept')
      const going = button(buttonWords.going[lang], 'preview', 'going' satisfies QuickKey, version)
      // What is likeliest next stands first, where the thumb is.
      return inPairs([
        ...(isNew ? [plain('accept')] : works ? [going] : []),
        ...(works && pointOf(incident) ? [plain('route')] : []),
        ...(works ? [plain('ask')] : []),
        ...(works && !isNew ? [plain('finish')] : []),
        ...(open.includes('dismiss') ? [plain('dismiss')] : []),
        ...(open.includes('handOver') ? [plain('whom')] : []),
        ...(works ? [plain('category')] : []),
      ])
    }
    case 'dismiss':
      return [[button(buttonWords.sure[lang], 'sure', version)], back]
    case 'whom':
      return [...inPairs(bodies.map((body) => button(bodyNames[body][lang], 'hand', body, version))), back]
    case 'category':
      return [
        ...asking.offered.map((category) => [button(categoryNames[lang][category], 'amend', category, version)]),
        back,
      ]
    case 'what':
      return [...inPairs(quickKeys.map((key) => button(quickNames[key][lang], 'preview', key, version))), back]
    case 'preview':
      return [[button(buttonWords.send[lang], 'send', asking.key, version)], back]
    case 'route':
    case 'finish':
      return [back]
  }
}

const inPairs = (buttons: readonly Button[]): Button[][] =>
  buttons.flatMap((button, at) => (at % 2 === 0 ? [[button, ...buttons.slice(at + 1, at + 2)]] : []))

/** What was pressed; null for anything that no card of ours has. */
export function readButton(id: string): Asked | null {
  const [of, what, ...rest] = id.split(':')
  const [said = '', last = ''] = rest.length === 2 ? rest : ['', rest[0]]
  if (of !== 's' || rest.length > 2 || !/^\d{1,9}$/.test(last)) return null
  const version = Number(last)
  switch (what) {
    case 'accept':
    case 'dismiss':
    case 'sure':
    case 'whom':
    case 'category':
    case 'ask':
    case 'back':
    case 'route':
    case 'finish':
      return rest.length === 1 ? { what, version } : null
    case 'hand': {
      const to = bodies.find((body) => body === said)
      return to ? { what, to, version } : null
    }
    case 'amend': {
      const category = categories.find((one) => one === said)
      return category ? { what, category, version } : null
    }
    case 'preview':
    case 'send': {
      const key = quickKeys.find((one) => one === said)
      return key ? { what, key, version } : null
    }
  }
  return null
}
