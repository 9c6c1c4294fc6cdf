import type { Why } from '../../src/reply/retry.ts'
import { plural, texts } from '../texts.ts'

/** How a message to residents stands, and why it has not arrived. */

type Whys = Record<Why, string>

const ru: Whys = {
  gone: 'бота в этом чате больше нет, или человек его заблокировал',
  refused: 'мессенджер не принял это сообщение',
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
  away: 'the messenger does not answer',
  later: 'the messenger asks to wait',
  revoked: 'the bot’s token no longer holds; a new one is needed',
  moved: 'the chat has a new address, and that one is taken',
  stale: 'it could not be sent within a day',
  broken: 'sending was interrupted by an error',
}

export const repliesTexts = texts({
  ru: {
    waiting: (since: string) => `ждёт отправки с ${since}`,
    changing: (sent: string) => `отправлено ${sent}, обновляется`,
    sending: 'отправляется',
    sent: (at: string) => `отправлено ${at}`,
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
  },
  kk: {
    waiting: (since: string) => `кезекке қойылды: ${since}`,
    changing: (sent: string) => `жіберілді: ${sent}, жаңартылып жатыр`,
    sending: 'жіберіліп жатыр',
    sent: (at: string) => `жіберілді: ${at}`,
    failed: 'жіберілмеді',
    dropped: 'жібермеу туралы шешім қабылданды',
    next: (at: string) => `келесі әрекет: ${at}`,
    quiet: (at: string) => `тыныш сағаттардың аяқталуы: ${at}`,
    attempts: (count: number) => `${count} әрекет жасалды`,
    personal: 'жеке',
    again: 'Қайта жіберу',
    drop: 'Жібермеу',
    why: kk,
  },
  en: {
    waiting: (since: string) => `waiting since ${since}`,
    changing: (sent: string) => `sent ${sent}, being changed`,
    sending: 'being sent',
    sent: (at: string) => `sent ${at}`,
    failed: 'not sent',
    dropped: 'decided not to send',
    next: (at: string) => `next try ${at}`,
    quiet: (at: string) => `quiet hours until ${at}`,
    attempts: (count: number) => plural('en', count, { one: 'attempt', other: 'attempts' }),
    personal: 'in person',
    again: 'Send again',
    drop: 'Do not send',
    why: en,
  },
})
