import type { Button } from '../chat/channel.ts'
import type { Tone } from '../chat/chat-settings.ts'
import type { Category, Lang } from '../detection/categories.ts'
import type { Body, Outcome } from '../incident/life.ts'
import type { PlaceFound } from '../incident/place.ts'
import { type Said, toneTexts } from './tone-texts.ts'

/** What the bot says in a chat, in Russian and Kazakh: short, and nothing about anybody. */

const call: Partial<Record<Category, Said>> & { other: Said } = {
  fire_gas: {
    ru: 'Сейчас же позвоните 101 (пожар) или 104 (газ), либо 112. Выведите людей.',
    kk: 'Дереу 101 (өрт) немесе 104 (газ), болмаса 112 нөміріне қоңырау шалыңыз. Адамдарды сыртқа шығарыңыз.',
  },
  missing: {
    ru: 'Сейчас же позвоните 102: о пропавшем сообщают сразу, ждать не нужно.',
    kk: 'Дереу 102 нөміріне қоңырау шалыңыз: жоғалған адам туралы бірден хабарлау керек, күтпеңіз.',
  },
  other: {
    ru: 'Сейчас же позвоните 102. Если кто-то пострадал — 103 или 112. Сами не вмешивайтесь.',
    kk: 'Дереу 102 нөміріне қоңырау шалыңыз. Зардап шеккен адам болса — 103 немесе 112. Өзіңіз араласпаңыз.',
  },
}

const body: Record<Body, Said> = {
  '109': { ru: 'в службу 109', kk: '109 қызметіне' },
  akimat: { ru: 'в акимат', kk: 'әкімдікке' },
  ecology: { ru: 'в органы экологии', kk: 'экология органдарына' },
  utilities: { ru: 'коммунальной службе', kk: 'коммуналдық қызметке' },
  emergency_service: { ru: 'экстренной службе', kk: 'жедел қызметке' },
  fire_service: { ru: 'пожарной службе', kk: 'өрт сөндіру қызметіне' },
}

export interface Told {
  number: number
  lang: Lang
  tone: Tone
}

const inLang = (lang: Lang, said: Said): string => (lang === 'mixed' ? `${said.kk}\n${said.ru}` : said[lang])

/** The first answer: it is seen, here is its number, and what of its place is missing; in an emergency only whom to call, first of all. */
export function acknowledgement(
  told: Told & { category: Category; emergency: boolean; missing: PlaceFound['missing'] },
): string {
  const { number, lang, tone, missing } = told
  if (told.emergency) {
    const urgent = call[told.category] ?? call.other
    return inLang(lang, {
      ru: `${urgent.ru}\nСообщение № ${number} передано участковому.`,
      kk: `${urgent.kk}\n№ ${number} хабарлама учаскелік инспекторға жіберілді.`,
    })
  }
  const seen = toneTexts[tone].seen(number)
  if (missing === null) return inLang(lang, seen)
  const ask = toneTexts[tone].asked[missing]
  return inLang(lang, { ru: `${seen.ru} ${ask.ru}`, kk: `${seen.kk} ${ask.kk}` })
}

/** What the first answer turns into when the inspector took it, or ordered the removal. `due` is words for a day. */
export function progress(told: Told & ({ step: 'accepted' } | { step: 'ordered'; due: Said })): string {
  const { accepted, ordered } = toneTexts[told.tone]
  return inLang(told.lang, told.step === 'accepted' ? accepted(told.number) : ordered(told.number, told.due))
}

/** How it ended, with nobody exposed. The officer's own words never go out: they may name somebody. */
export function outcomeText(told: Told & { outcome: Outcome; handedTo: Body | null; days: number }): string {
  const { number, lang } = told
  const words = toneTexts[told.tone].outcome[told.outcome]
  const to = told.outcome === 'handed_over' ? body[told.handedTo ?? '109'] : null
  return inLang(lang, {
    ru: `№ ${number}: ${words.ru}${to ? ` ${to.ru}.` : ''}`,
    kk: `№ ${number}: ${words.kk}${to ? ` ${to.kk} жолданды.` : ''}`,
  })
}

/** "Not done" was heard: it is open again and the chief knows. */
export const reopenedText = ({ number, lang, tone }: Told): string => inLang(lang, toneTexts[tone].reopened(number))

/** Acknowledges many at once when a chat floods: «№№ 101–104, 106». */
export function digestText(numbers: readonly number[], lang: Lang, tone: Tone): string {
  const [count, list] = [numbers.length, runs(numbers)]
  const { digest, digestOne } = toneTexts[tone]
  const more = { ru: `${count} ${messagesRu(count)}`, kk: `${count} хабарлама` }
  return inLang(lang, count === 1 ? digestOne(list) : digest(list, more))
}

function messagesRu(count: number): string {
  const [ten, one] = [count % 100, count % 10]
  if (ten >= 11 && ten <= 14) return 'сообщений'
  if (one === 1) return 'сообщение'
  return one >= 2 && one <= 4 ? 'сообщения' : 'сообщений'
}

function runs(numbers: readonly number[]): string {
  const found: [number, number][] = []
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else found.push([number, number])
  }
  return found
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`))
    .join(', ')
}

export const buttonIds = ['thanks', 'rate:1', 'rate:2', 'rate:3', 'rate:4', 'rate:5', 'not_done'] as const
export type ButtonId = (typeof buttonIds)[number]

/** The buttons under an outcome: thanks, marks from 1 to 5, and "not done". */
export function satisfactionButtons(lang: Lang): Button[][] {
  const word = (ru: string, kk: string) => (lang === 'mixed' ? `${kk} / ${ru}` : lang === 'kk' ? kk : ru)
  return [
    [{ id: 'thanks', text: word('Спасибо', 'Рақмет') }],
    ['1', '2', '3', '4', '5'].map((mark) => ({ id: `rate:${mark}`, text: mark })),
    [{ id: 'not_done', text: word('Не сделано', 'Жасалмаған') }],
  ]
}

/** The short word to who pressed a button. */
export function pressed(lang: Lang, what: 'thanks' | 'rated' | 'not_done' | 'too_late' | 'serves'): string {
  const said: Record<typeof what, Said> = {
    thanks: { ru: 'Спасибо, передадим участковому.', kk: 'Рақмет, учаскелік инспекторға жеткіземіз.' },
    rated: { ru: 'Оценка принята.', kk: 'Баға қабылданды.' },
    not_done: { ru: 'Открываем снова, начальник узнает.', kk: 'Қайта ашамыз, бөлім бастығына хабарлаймыз.' },
    serves: { ru: 'Оценку ставят жители.', kk: 'Бағаны тұрғындар қояды.' },
    too_late: { ru: 'Это сообщение уже не принимает ответы.', kk: 'Бұл хабарламаға жауап енді қабылданбайды.' },
  }
  return inLang(lang, said[what])
}
