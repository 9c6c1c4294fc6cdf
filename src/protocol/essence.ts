import { formatInstant } from '../base/calendar.ts'
import type { Both, PaperLang } from '../base/law.ts'

/** The essence of the offence (КоАП 803(2)(4)) in a lawful sentence, out of what the inspector wrote down. */

export interface Found {
  /** The inspector's words: of a message nothing is taken. */
  text: string
  /** Only as established; null where it is not. */
  who: string | null
  at: Date | null
  place: string | null
  article: { article: string; part: string | null }
}

/** What was found, in both languages: a whole sentence stays as it was written, a fragment gets its when, where and who. */
export function essence(found: Found): Both {
  return { ru: `${told(found, 'ru')} ${qualified.ru(found)}`, kk: `${told(found, 'kk')} ${qualified.kk(found)}` }
}

function told({ text, who, at, place }: Found, lang: PaperLang): string {
  const words = text.trim()
  if (isSentence(words)) return ended(words)
  const time = at && formatInstant(at, lang)
  const what = who && tellsAnAct(words) ? `${who} ${words}` : words
  if (lang === 'kk') {
    const circumstances = [time && `уақыты – ${time}`, place && `орны – ${bare(place)}`].filter(Boolean).join(', ')
    const lead = circumstances && `${capital(circumstances)}. `
    return ended(`${lead}Анықталғаны: ${what}`)
  }
  const circumstances = [time, place && `по адресу: ${bare(place)}`].filter(Boolean).join(', ')
  return ended(circumstances ? `${capital(circumstances)}, установлено: ${what}` : `Установлено: ${what}`)
}

const qualified = {
  ru: ({ article: { article, part } }: Found) =>
    `В действиях (бездействии) усматриваются признаки административного правонарушения, предусмотренного ${
      part === null ? `статьёй ${article}` : `частью ${part} статьи ${article}`
    } КоАП.`,
  kk: ({ article: { article, part } }: Found) =>
    `Әрекетте (әрекетсіздікте) ӘҚБтК-нің ${
      part === null ? `${article}-бабында` : `${article}-бабының ${part}-бөлігінде`
    } көзделген әкімшілік құқық бұзушылықтың белгілері бар.`,
}

/** Written as a sentence: it begins with a capital letter and ends with a mark. */
const isSentence = (text: string) => /^[«"(]?[\p{Lu}\d]/u.test(text) && /[.!?…]["»)]?$/u.test(text)

/** «выгрузил мусор», «қоқыс төкті»: words that go on from a name. Nothing else is joined to it. */
function tellsAnAct(text: string): boolean {
  const first = /^(не\s+)?(\p{Ll}+)/u.exec(text)?.[2] ?? ''
  if (/^\p{Ll}{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)$/u.test(first) && !things.has(first)) return true
  return /^\p{Ll}/u.test(text) && /(?:ды|ді|ты|ті|ған|ген|қан|кен)[.!]?$/u.test(text)
}

const things = new Set(
  'стол ствол пол подвал металл материал квартал канал зал вокзал персонал школа стекла стекло дела дело тела тело зола игла скала свекла масла масло мыло сало число весло жила сила мебели кабели автомобили земли пыли стебли угли петли зола смола пчела метла щели двери цели'.split(
    ' ',
  ),
)

const ended = (text: string) => (/[.!?…]["»)]?$/u.test(text) ? text : `${text}.`)
const capital = (text: string) => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`
const bare = (text: string) => text.trim().replace(/[.;,]+$/, '')
