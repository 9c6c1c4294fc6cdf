import type { Locale } from '../base/access.ts'
import type { Breakdown, Figure, Present, speedIds } from './measures.ts'

/** What figures are called, on the page and in the files that are downloaded. */

type In<K extends string> = Record<K, string>
type Words<K extends string> = Record<Locale, In<K>>

export const figureWords: Words<Figure> = {
  ru: {
    opened: 'Происшествий открыто',
    joined: 'Повторов, объединённых с другими',
    ended: 'Доведено до конца',
    closedIn: 'Закрыто за эти дни',
    answered: 'Получили ответ инспектора',
    inTime: 'Ответ дан в срок',
    late: 'Ответ просрочен',
    unanswered: 'Ждут ответа, срок не вышел',
    reopened: 'Открыто снова',
    repeat: 'С повторным нарушителем',
    messages: 'Сообщений жителей в этих происшествиях',
    protocols: 'Протоколов подписано',
    orders: 'Требований устранить',
    accepted: 'Устранено и принято',
    byPhoto: 'Подтверждено фотографией',
    waived: 'Принято без фото, с обоснованием',
    overdue: 'Срок устранения прошёл',
    rated: 'Завершённых с отзывом жителей',
    ratings: 'Отзывов',
    thanks: 'Благодарностей',
    notDone: '«Не сделано»',
    told: 'Ответов об итоге в чатах',
  },
  kk: {
    opened: 'Ашылған оқиға',
    joined: 'Басқасымен біріктірілген қайталаулар',
    ended: 'Аяғына жеткізілді',
    closedIn: 'Осы күндері жабылды',
    answered: 'Инспектор жауап берді',
    inTime: 'Мерзімінде жауап берілді',
    late: 'Жауап кешікті',
    unanswered: 'Жауап күтуде, мерзімі өткен жоқ',
    reopened: 'Қайта ашылды',
    repeat: 'Бұрын да бұзған адам бар',
    messages: 'Осы оқиғалардағы тұрғын хабарламалары',
    protocols: 'Қол қойылған хаттама',
    orders: 'Жою туралы талап',
    accepted: 'Жойылып, қабылданды',
    byPhoto: 'Фотомен расталды',
    waived: 'Фотосыз, негіздемемен қабылданды',
    overdue: 'Жою мерзімі өтті',
    rated: 'Аяқталып, тұрғын пікір білдіргені',
    ratings: 'Пікір',
    thanks: 'Алғыс',
    notDone: '«Жасалмаған»',
    told: 'Чаттарға жазылған қорытынды жауап',
  },
  en: {
    opened: 'Incidents opened',
    joined: 'Repeats joined with others',
    ended: 'Brought to an end',
    closedIn: 'Closed on these days',
    answered: 'Answered by an inspector',
    inTime: 'Answered in time',
    late: 'Answered late',
    unanswered: 'Waiting, still within the term',
    reopened: 'Reopened',
    repeat: 'With a repeat offender',
    messages: 'Messages of residents in them',
    protocols: 'Protocols signed',
    orders: 'Orders to put right',
    accepted: 'Put right and accepted',
    byPhoto: 'Proved by a photo',
    waived: 'Accepted without a photo, with a reason',
    overdue: 'Repair term passed',
    rated: 'Ended with a resident’s word',
    ratings: 'Ratings and words',
    thanks: 'Thanks',
    notDone: '“Not done”',
    told: 'Outcomes posted to chats',
  },
}

export const breakdownWords: Words<Breakdown> = {
  ru: {
    category: 'Категория',
    status: 'Состояние',
    outcome: 'Итог',
    precinct: 'Участок',
    channel: 'Откуда поступило',
    speed: 'Скорость первого ответа',
    openedOn: 'Открыто за день',
    closedOn: 'Закрыто за день',
    cell: 'Место',
    score: 'Оценка',
    article: 'Статья КоАП',
    penalty: 'Мера',
    sanction: 'Статья и мера',
  },
  kk: {
    category: 'Санат',
    status: 'Күйі',
    outcome: 'Қорытынды',
    precinct: 'Учаске',
    channel: 'Қайдан түсті',
    speed: 'Алғашқы жауап жылдамдығы',
    openedOn: 'Бір күнде ашылды',
    closedOn: 'Бір күнде жабылды',
    cell: 'Орны',
    score: 'Баға',
    article: 'ӘҚБтК бабы',
    penalty: 'Шара',
    sanction: 'Бап пен шара',
  },
  en: {
    category: 'Category',
    status: 'Status',
    outcome: 'Outcome',
    precinct: 'Precinct',
    channel: 'Where it came from',
    speed: 'Time to the first answer',
    openedOn: 'Opened on the day',
    closedOn: 'Closed on the day',
    cell: 'Place',
    score: 'Mark',
    article: 'Article of the Code',
    penalty: 'Measure',
    sanction: 'Article and measure',
  },
}

export const presentWords: Words<Present> = {
  ru: {
    openNow: 'Открыто сейчас',
    newNow: 'Новые',
    lateNow: 'Ответ просрочен',
    workingNow: 'В работе',
    waitingNow: 'Ждут устранения или проверки',
    submittedNow: 'Ждут проверки',
    overdueNow: 'Устранение просрочено',
    reopenedNow: 'Открыты снова',
    emergencyNow: 'Экстренные',
  },
  kk: {
    openNow: 'Қазір ашық',
    newNow: 'Жаңа',
    lateNow: 'Жауап кешікті',
    workingNow: 'Жұмыста',
    waitingNow: 'Жоюды не тексеруді күтуде',
    submittedNow: 'Тексеруді күтуде',
    overdueNow: 'Жою мерзімі өтті',
    reopenedNow: 'Қайта ашылған',
    emergencyNow: 'Шұғыл',
  },
  en: {
    openNow: 'Open now',
    newNow: 'New',
    lateNow: 'Answer late',
    workingNow: 'In work',
    waitingNow: 'Waiting for repair or check',
    submittedNow: 'Waiting for a check',
    overdueNow: 'Repair overdue',
    reopenedNow: 'Reopened',
    emergencyNow: 'Emergencies',
  },
}

export const speedWords: Words<(typeof speedIds)[number]> = {
  ru: {
    to5m: 'до 5 минут',
    to15m: '5–15 минут',
    to1h: '15–60 минут',
    to4h: '1–4 часа',
    to24h: '4–24 часа',
    over24h: 'больше суток',
  },
  kk: {
    to5m: '5 минутқа дейін',
    to15m: '5–15 минут',
    to1h: '15–60 минут',
    to4h: '1–4 сағат',
    to24h: '4–24 сағат',
    over24h: 'бір тәуліктен көп',
  },
  en: {
    to5m: 'up to 5 minutes',
    to15m: '5–15 minutes',
    to1h: '15–60 minutes',
    to4h: '1–4 hours',
    to24h: '4–24 hours',
    over24h: 'over a day',
  },
}

const channelNames: Record<Locale, Record<string, string>> = {
  ru: {
    webchat: 'Чат «Участок»',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    max: 'MAX',
    matrix: 'Matrix',
    memory: 'Пробный чат',
    none: 'Не из чата',
  },
  kk: {
    webchat: '«Учаске» чаты',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    max: 'MAX',
    matrix: 'Matrix',
    memory: 'Сынақ чаты',
    none: 'Чаттан емес',
  },
  en: {
    webchat: 'Uchastok chat',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    max: 'MAX',
    matrix: 'Matrix',
    memory: 'Trial chat',
    none: 'Not from a chat',
  },
}
const penaltyNames: Record<Locale, Record<string, string>> = {
  ru: {
    warning: 'Предупреждение',
    fine: 'Штраф',
    works: 'Общественные работы',
    arrest: 'Арест',
    remark: 'Устное замечание',
    expulsion: 'Выдворение',
    terminated: 'Прекращено',
    transferred: 'Передано',
    none: 'Решение не внесено',
  },
  kk: {
    warning: 'Ескерту',
    fine: 'Айыппұл',
    works: 'Қоғамдық жұмыстар',
    arrest: 'Қамаққа алу',
    remark: 'Ауызша ескертпе',
    expulsion: 'Шығарып жіберу',
    terminated: 'Тоқтатылды',
    transferred: 'Басқа органға берілді',
    none: 'Шешім енгізілмеген',
  },
  en: {
    warning: 'Warning',
    fine: 'Fine',
    works: 'Community works',
    arrest: 'Arrest',
    remark: 'Oral remark',
    expulsion: 'Expulsion',
    terminated: 'Terminated',
    transferred: 'Handed to another body',
    none: 'Decision not entered',
  },
}
/** A messenger's name; an unknown one is called by its id. */
export const channelWord = (id: string, locale: Locale): string => channelNames[locale][id] ?? id
/** A measure of penalty; an unknown one is called as it was entered. */
export const penaltyWord = (id: string, locale: Locale): string => penaltyNames[locale][id] ?? id

/** «ст. 434-2 ч. 1», «434-2-бап, 1-бөлік». */
export function articleWord(value: string, locale: Locale): string {
  const [article = '', part = ''] = value.split('/')
  if (locale === 'kk') return part ? `${article}-бап, ${part}-бөлік` : `${article}-бап`
  if (locale === 'en') return part ? `Art. ${article}(${part})` : `Art. ${article}`
  return part ? `ст. ${article} ч. ${part}` : `ст. ${article}`
}
export function precinctWord(number: string, locale: Locale): string {
  return { ru: `Участок № ${number}`, kk: `№ ${number} учаске`, en: `Precinct No. ${number}` }[locale]
}
export const noPrecinct: Record<Locale, string> = {
  ru: 'Участок не определён',
  kk: 'Учаске анықталмаған',
  en: 'No precinct',
}
