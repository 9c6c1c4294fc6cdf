import type { Kind, Route, Urgency } from '../../src/detection/categories.ts'
import type { Act, Body, Refusal } from '../../src/incident/life.ts'
import { categoryNames, outcomeNames, statusNames } from '../../src/statistics/nouns.ts'
import { texts } from '../texts.ts'

/** The words of the domain in the three languages of the interface. Each table is typed by its nouns: a new one is a compile error here. */

type Words<K extends string> = { ru: Record<K, string>; kk: Record<K, string>; en: Record<K, string> }

export const categoryWords = texts(categoryNames)

export const kindWords = texts({
  ru: {
    report: 'Сообщение о нарушении',
    follow_up: 'Дополнение',
    question: 'Вопрос',
    thanks: 'Отзыв',
    chatter: 'Разговор',
  },
  kk: {
    report: 'Құқық бұзушылық туралы хабарлама',
    follow_up: 'Толықтыру',
    question: 'Сұрақ',
    thanks: 'Пікір',
    chatter: 'Әңгіме',
  },
  en: { report: 'Report', follow_up: 'Follow-up', question: 'Question', thanks: 'Feedback', chatter: 'Talk' },
} satisfies Words<Kind>)

export const statusWords = texts(statusNames)

export const routeWords = texts({
  ru: {
    emergency: 'Экстренный вызов',
    crime: 'Преступление',
    offence: 'Административное правонарушение',
    other_body: 'Другой орган',
    check: 'Проверить',
  },
  kk: {
    emergency: 'Шұғыл шақыру',
    crime: 'Қылмыс',
    offence: 'Әкімшілік құқық бұзушылық',
    other_body: 'Басқа орган',
    check: 'Тексеру',
  },
  en: {
    emergency: 'Emergency',
    crime: 'Crime',
    offence: 'Administrative offence',
    other_body: 'Another body',
    check: 'To check',
  },
} satisfies Words<Route>)

export const urgencyWords = texts({
  ru: { now: 'Сейчас', today: 'Сегодня', normal: 'Обычная' },
  kk: { now: 'Дәл қазір', today: 'Бүгін', normal: 'Қалыпты' },
  en: { now: 'Now', today: 'Today', normal: 'Normal' },
} satisfies Words<Urgency>)

export const actWords = texts({
  ru: {
    accept: 'Принять',
    confirm: 'Выезд: подтвердить',
    notFound: 'Не подтвердилось',
    order: 'Потребовать устранения',
    extend: 'Продлить срок',
    submit: 'Приложить доказательства',
    approve: 'Устранение принято',
    refuse: 'Вернуть на доработку',
    close: 'Закрыть и ответить',
    dismiss: 'Снять: не происшествие',
    handOver: 'Передать в другой орган',
    crime: 'Признаки преступления',
    reopen: 'Открыть снова',
    join: 'Объединить с другим',
    split: 'Отделить сообщения',
    assign: 'Назначить инспектора',
    amend: 'Исправить сведения',
  },
  kk: {
    accept: 'Қабылдау',
    confirm: 'Орнында растау',
    notFound: 'Расталмады',
    order: 'Жою туралы талап қою',
    extend: 'Мерзімді ұзарту',
    submit: 'Дәлел тіркеу',
    approve: 'Жойылды деп қабылдау',
    refuse: 'Пысықтауға қайтару',
    close: 'Жауап беріп, жабу',
    dismiss: 'Алып тастау: оқиға емес',
    handOver: 'Басқа органға тапсыру',
    crime: 'Қылмыс белгілері',
    reopen: 'Қайта ашу',
    join: 'Басқасымен біріктіру',
    split: 'Хабарламаларды бөлу',
    assign: 'Инспектор тағайындау',
    amend: 'Мәліметті түзету',
  },
  en: {
    accept: 'Accept',
    confirm: 'Visit: confirm',
    notFound: 'Not confirmed',
    order: 'Order to put right',
    extend: 'Extend the term',
    submit: 'Add proof',
    approve: 'Accept the repair',
    refuse: 'Send back',
    close: 'Close and reply',
    dismiss: 'Dismiss: not an incident',
    handOver: 'Hand over',
    crime: 'Signs of a crime',
    reopen: 'Reopen',
    join: 'Join with another',
    split: 'Split off messages',
    assign: 'Assign an inspector',
    amend: 'Correct the data',
  },
} satisfies Words<Act>)

/** Acts as the buttons call them, where there is little room; an act that is not here is short enough. */
export const shortActWords = texts({
  ru: {
    confirm: 'Подтвердить',
    notFound: 'Не найдено',
    order: 'Требование',
    submit: 'Доказательства',
    extend: 'Продлить',
    approve: 'Устранено',
    refuse: 'Вернуть',
    close: 'Закрыть',
    handOver: 'Передать',
  },
  kk: {
    confirm: 'Растау',
    notFound: 'Расталмады',
    order: 'Жою талабы',
    submit: 'Дәлелдер',
    extend: 'Ұзарту',
    approve: 'Жойылды',
    refuse: 'Қайтару',
    close: 'Жабу',
    handOver: 'Тапсыру',
  },
  en: {
    confirm: 'Confirm',
    notFound: 'Not confirmed',
    order: 'Order',
    submit: 'Add proof',
    extend: 'Extend',
    approve: 'Put right',
    refuse: 'Send back',
    close: 'Close',
    handOver: 'Hand over',
  },
})

/** What an act is called once it has been done. */
export const doneWords = texts({
  ru: {
    accept: 'Принято в работу',
    confirm: 'Нарушение подтверждено',
    notFound: 'Не подтвердилось',
    order: 'Назначено устранение',
    extend: 'Срок продлён',
    submit: 'Приложены доказательства',
    approve: 'Устранение принято',
    refuse: 'Возвращено на доработку',
    close: 'Закрыто',
    dismiss: 'Снято',
    handOver: 'Передано в другой орган',
    crime: 'Оформлен рапорт о признаках преступления',
    reopen: 'Открыто снова',
    join: 'Объединено с другим происшествием',
    split: 'Часть сообщений отделена',
    assign: 'Назначен инспектор',
    amend: 'Сведения исправлены',
  },
  kk: {
    accept: 'Жұмысқа қабылданды',
    confirm: 'Бұзушылық расталды',
    notFound: 'Расталмады',
    order: 'Жою туралы талап қойылды',
    extend: 'Мерзім ұзартылды',
    submit: 'Дәлелдер тіркелді',
    approve: 'Жойылғаны қабылданды',
    refuse: 'Пысықтауға қайтарылды',
    close: 'Жабылды',
    dismiss: 'Алынып тасталды',
    handOver: 'Басқа органға тапсырылды',
    crime: 'Қылмыс белгілері туралы баянат толтырылды',
    reopen: 'Қайта ашылды',
    join: 'Басқа оқиғамен біріктірілді',
    split: 'Хабарламалардың бір бөлігі бөлінді',
    assign: 'Инспектор тағайындалды',
    amend: 'Мәлімет түзетілді',
  },
  en: {
    accept: 'Accepted',
    confirm: 'Violation confirmed',
    notFound: 'Not confirmed',
    order: 'Ordered to be put right',
    extend: 'Term extended',
    submit: 'Proof added',
    approve: 'Repair accepted',
    refuse: 'Sent back',
    close: 'Closed',
    dismiss: 'Dismissed',
    handOver: 'Handed over',
    crime: 'Crime report made',
    reopen: 'Reopened',
    join: 'Joined with another',
    split: 'Messages split off',
    assign: 'Inspector assigned',
    amend: 'Data corrected',
  },
} satisfies Words<Act>)

export const outcomeWords = texts(outcomeNames)

export const bodyWords = texts({
  ru: {
    '109': 'Служба 109 (iKOMEK)',
    akimat: 'Акимат района',
    ecology: 'Департамент экологии',
    utilities: 'Коммунальная служба',
    emergency_service: 'Служба 112',
    fire_service: 'Пожарная служба 101',
  },
  kk: {
    '109': '109 қызметі (iKOMEK)',
    akimat: 'Аудан әкімдігі',
    ecology: 'Экология департаменті',
    utilities: 'Коммуналдық қызмет',
    emergency_service: '112 қызметі',
    fire_service: '101 өрт сөндіру қызметі',
  },
  en: {
    '109': 'Service 109 (iKOMEK)',
    akimat: 'District akimat',
    ecology: 'Department of Ecology',
    utilities: 'Utility service',
    emergency_service: 'Service 112',
    fire_service: 'Fire service 101',
  },
} satisfies Words<Body>)

export const refusalWords = texts({
  ru: {
    'not-now': 'Сейчас так уже нельзя: статус происшествия изменился.',
    'not-yours': 'Это действие вам недоступно.',
    'changed-meanwhile': 'Пока вы заполняли, происшествие изменил кто-то другой.',
    incomplete: 'Не хватает сведений.',
  },
  kk: {
    'not-now': 'Қазір бұлай істеуге болмайды: оқиғаның мәртебесі өзгерді.',
    'not-yours': 'Бұл әрекетке құқығыңыз жоқ.',
    'changed-meanwhile': 'Сіз толтырып жатқанда оқиғаны басқа біреу өзгертті.',
    incomplete: 'Мәлімет жеткіліксіз.',
  },
  en: {
    'not-now': 'This is no longer possible: the incident has changed.',
    'not-yours': 'This act is not open to you.',
    'changed-meanwhile': 'Somebody else changed the incident while you were typing.',
    incomplete: 'Something is missing.',
  },
} satisfies Words<Refusal>)

export const purposeWords = texts({
  ru: {
    report: 'От жителя',
    finding: 'Осмотр',
    before: 'До',
    after: 'После',
    receipt: 'Талон полигона',
    explanation: 'Объяснение',
  },
  kk: {
    report: 'Тұрғыннан',
    finding: 'Орнында қарау',
    before: 'Дейін',
    after: 'Кейін',
    receipt: 'Полигон түбіртегі',
    explanation: 'Түсініктеме',
  },
  en: {
    report: 'From a resident',
    finding: 'Visit',
    before: 'Before',
    after: 'After',
    receipt: 'Landfill receipt',
    explanation: 'Explanation',
  },
} satisfies Words<'report' | 'finding' | 'before' | 'after' | 'receipt' | 'explanation'>)

export const roleWords = texts({
  ru: { offender: 'Нарушитель', victim: 'Потерпевший', witness: 'Свидетель', representative: 'Представитель' },
  kk: { offender: 'Құқық бұзушы', victim: 'Жәбірленуші', witness: 'Куә', representative: 'Өкіл' },
  en: { offender: 'Offender', victim: 'Victim', witness: 'Witness', representative: 'Representative' },
} satisfies Words<'offender' | 'victim' | 'witness' | 'representative'>)
