import type { Why } from '../../src/reply/retry.ts'
import { plural, texts } from '../texts.ts'

/** How a message to residents stands, and why it has not arrived. */

type Whys = Record<Why, string>

const ru: Whys = {
  gone: 'бота в этом чате больше нет, или человек его заблокировал',
  refused: 'мессенджер не принял это сообщение',
  window: 'человек писал больше суток назад, а шаблона для такого сообщения нет',
  away: 'мессенджер не отвечает',
  later: 'мессенджер просит подождать',
  revoked: 'ключ бота больше не действует, нужен новый',
  moved: 'чат переехал на новый адрес, и он уже занят',
  stale: 'за сутки отправить не удалось',
  broken: 'отправка прервалась из-за ошибки',
}
const kk: Whys = {
  gone: 'бот бұл чаттан шығарылған немесе адам оны бұғаттаған',
  refused: 'мессенджер бұл хабарламаны қабылдамады',
  window: 'адам соңғы рет бір тәуліктен бұрын жазған, ал мұндай хабарламаға үлгі жоқ',
  away: 'мессенджер жауап бермей тұр',
  later: 'мессенджер күте тұруды сұрады',
  revoked: 'боттың кілті жарамсыз болды, жаңасы керек',
  moved: 'чат жаңа мекенжайға көшкен, ал ол бос емес',
  stale: 'бір тәулік ішінде жіберілмеді',
  broken: 'жіберу қате салдарынан үзілді',
}
const en: Whys = {
  gone: 'the bot is no longer in this chat, or the person blocked it',
  refused: 'the messenger did not accept this message',
  window: 'the person wrote over a day ago, and there is no template for this',
  away: 'the messenger does not answer',
  later: 'the messenger asks to wait',
  revoked: 'the bot’s token is no longer valid; a new one is needed',
  moved: 'the chat has a new address, and that one is taken',
  stale: 'it could not be sent within a day',
  broken: 'sending was interrupted by an error',
}

/** What to do about it; nothing where it goes on by itself. */
const todoRu: Partial<Whys> = {
  gone: 'Если бота вернут в чат или человек снова напишет, отправьте ещё раз.',
  refused: 'Передайте администратору код ошибки.',
  window:
    'Когда человек снова напишет, отправьте ещё раз. Чтобы этого не ждать, администратор указывает шаблон в подключении.',
  revoked: 'Администратор вводит новый ключ в подключении.',
  stale: 'Если это ещё нужно, отправьте ещё раз.',
}
const todoKk: Partial<Whys> = {
  gone: 'Бот чатқа қайтарылса немесе адам қайта жазса, қайта жіберіңіз.',
  refused: 'Қате кодын әкімшіге айтыңыз.',
  window: 'Адам қайта жазғанда тағы жіберіңіз. Күтпес үшін әкімші қосылымда үлгіні көрсетеді.',
  revoked: 'Әкімші қосылымға жаңа кілт енгізеді.',
  stale: 'Әлі де керек болса, қайта жіберіңіз.',
}
const todoEn: Partial<Whys> = {
  gone: 'When the bot is back in the chat or the person writes again, send it again.',
  refused: 'Tell the administrator the code.',
  window: 'When the person writes again, send it again. With a template in the account there is no need to wait.',
  revoked: 'The administrator enters a new token in the account.',
  stale: 'If it is still needed, send it again.',
}

/**
 * What a code of the messenger means, where it tells more than the reason:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
const codesRu = {
  131026:
    'WhatsApp не может доставить: у этого номера нет WhatsApp, приложение слишком старое или человек не принимает такие сообщения. Свяжитесь иначе',
  131042: 'WhatsApp не доставляет, пока не оплачен счёт: администратору нужно проверить оплату в кабинете Meta',
  131048: 'WhatsApp сдерживает этот номер: на его сообщения жаловались',
  131049: 'WhatsApp решил не доставлять это сообщение. Отправлять снова раньше чем через сутки нет смысла',
  131050: 'человек отказался получать такие сообщения',
  131056: 'слишком много сообщений одному человеку подряд, уйдёт позже',
}
const codesKk: typeof codesRu = {
  131026:
    'WhatsApp жеткізе алмайды: бұл нөмірде WhatsApp жоқ, қолданба тым ескі немесе адам мұндай хабарламаларды қабылдамайды. Басқаша хабарласыңыз',
  131042: 'шот төленгенше WhatsApp жеткізбейді: әкімші Meta кабинетіндегі төлемді тексеруі керек',
  131048: 'WhatsApp бұл нөмірді шектеп тұр: оның хабарламаларына шағым түскен',
  131049: 'WhatsApp бұл хабарламаны жеткізбеуді шешті. Бір тәуліктен ерте қайта жіберудің пайдасы жоқ',
  131050: 'адам мұндай хабарламалардан бас тартқан',
  131056: 'бір адамға қатарынан тым көп хабарлама жазылды, кейінірек кетеді',
}
const codesEn: typeof codesRu = {
  131026:
    'WhatsApp cannot deliver it: this number has no WhatsApp, the app is too old, or the person does not take such messages. Reach them in another way',
  131042:
    'WhatsApp delivers nothing until its bill is paid: the administrator should look at the payment in Meta’s console',
  131048: 'WhatsApp holds this number back: people complained of its messages',
  131049: 'WhatsApp chose not to deliver this message. Sending it again within a day is of no use',
  131050: 'the person declined such messages',
  131056: 'too many messages to one person in a row; it goes later',
}

export const repliesTexts = texts({
  ru: {
    waiting: (since: string) => `ждёт отправки с ${since}`,
    changing: (sent: string) => `отправлено ${sent}, обновляется`,
    sending: 'отправляется',
    sent: (at: string) => `отправлено ${at}`,
    delivered: (at: string) => `доставлено ${at}`,
    read: (at: string) => `прочитано ${at}`,
    code: (code: string) => `код мессенджера ${code}`,
    failed: 'не отправлено',
    dropped: 'решено не отправлять',
    next: (at: string) => `следующая попытка ${at}`,
    quiet: (at: string) => `тихие часы до ${at}`,
    attempts: (count: number) =>
      plural('ru', count, { one: 'попытка', few: 'попытки', many: 'попыток', other: 'попытки' }),
    personal: 'лично',
    again: 'Отправить ещё раз',
    drop: 'Не отправлять',
    why: ru,
    todo: todoRu,
    codes: codesRu,
  },
  kk: {
    waiting: (since: string) => `кезекке қойылды: ${since}`,
    changing: (sent: string) => `жіберілді: ${sent}, жаңартылып жатыр`,
    sending: 'жіберіліп жатыр',
    sent: (at: string) => `жіберілді: ${at}`,
    delivered: (at: string) => `жеткізілді: ${at}`,
    read: (at: string) => `оқылды: ${at}`,
    code: (code: string) => `мессенджер коды: ${code}`,
    failed: 'жіберілмеді',
    dropped: 'жібермеу туралы шешім қабылданды',
    next: (at: string) => `келесі әрекет: ${at}`,
    quiet: (at: string) => `тыныш сағаттардың аяқталуы: ${at}`,
    attempts: (count: number) => `${count} әрекет жасалды`,
    personal: 'жеке',
    again: 'Қайта жіберу',
    drop: 'Жібермеу',
    why: kk,
    todo: todoKk,
    codes: codesKk,
  },
  en: {
    waiting: (since: string) => `waiting since ${since}`,
    changing: (sent: string) => `sent ${sent}, being changed`,
    sending: 'being sent',
    sent: (at: string) => `sent ${at}`,
    delivered: (at: string) => `delivered ${at}`,
    read: (at: string) => `read ${at}`,
    code: (code: string) => `the messenger’s code ${code}`,
    failed: 'not sent',
    dropped: 'decided not to send',
    next: (at: string) => `next try ${at}`,
    quiet: (at: string) => `quiet hours until ${at}`,
    attempts: (count: number) => plural('en', count, { one: 'attempt', other: 'attempts' }),
    personal: 'to one person',
    again: 'Send again',
    drop: 'Do not send',
    why: en,
    todo: todoEn,
    codes: codesEn,
  },
})
