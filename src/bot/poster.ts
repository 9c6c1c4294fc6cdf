import { z } from 'zod'
import type { AccountKind } from '../chat/account.ts'

/** A sheet for the notice board of a yard: where to write, what to write, and what becomes of it. */

export const poster = z.object({
  /** What the QR leads to; null where the messenger has no links. */
  link: z.string().nullable(),
  /** A room that the neighbours see, or the line that only the inspector reads. */
  to: z.enum(['room', 'line']),
  /** @name or number, for who types it. */
  address: z.string(),
  /** The messenger's own name; empty for a room and for a system of another name. */
  messenger: z.string(),
  title: z.string(),
  precinct: z.object({ number: z.string(), nameRu: z.string(), nameKk: z.string() }).nullable(),
})
export type Poster = z.infer<typeof poster>

export interface PosterWords {
  head: string
  precinct: string
  scan: string
  type: string
  what: string
  lines: [string, string, string]
  danger: string
  privacy: [string, string]
}

/** The words of the sheet, in one of its two languages. */
export function posterWords(of: Poster, lang: 'ru' | 'kk'): PosterWords {
  return lang === 'ru' ? russian(of) : kazakh(of)
}

/** The names of the messengers, as people know them; a system of somebody's own has none that we know. */
export const messengerNames: Record<AccountKind, string> = {
  ...{ telegram: 'Telegram', whatsapp: 'WhatsApp', max: 'MAX', matrix: 'Matrix', open: '' },
}

/** A name that only says the number again is said once. */
const named = (numbered: string, name: string) => (name === '' || name === numbered ? numbered : `${numbered}. ${name}`)
/** A number is not torn at the end of a line. */
const bare = (address: string) =>
  /^[+\d() -]+$/.test(address)
    ? address.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011')
    : address.replace(/^https?:\/\//, '')

const russian = ({ link, to, address, messenger, precinct }: Poster): PosterWords => ({
  head: 'Нарушение во дворе? Напишите участковому',
  precinct: precinct ? named(`Участок № ${precinct.number}`, precinct.nameRu) : '',
  scan: 'Наведите камеру телефона на код',
  type:
    address === ''
      ? ''
      : `${link ? 'или найдите' : 'Найдите'}${messenger && ` в мессенджере ${messenger}`}: ${bare(address)}`,
  what: 'Что написать',
  lines: [
    'что происходит: мусор, шум, парковка, собаки, драка',
    'где: улица, дом, подъезд или ориентир',
    'когда; если безопасно, приложите фото',
  ],
  danger: 'Опасно прямо сейчас: 102 или 112',
  privacy: [
    to === 'line'
      ? 'Сообщение увидит только полиция, соседи его не видят.'
      : 'Имя сообщившего соседям не показывается.',
    'Хранятся только сообщения о нарушениях; остальное сразу забывается.',
  ],
})

const kazakh = ({ link, to, address, messenger, precinct }: Poster): PosterWords => ({
  head: 'Аулада тәртіп бұзылды ма? Учаскелік инспекторға жазыңыз',
  precinct: precinct ? named(`№ ${precinct.number} учаске`, precinct.nameKk) : '',
  scan: 'Телефон камерасын кодқа бағыттаңыз',
  type:
    address === ''
      ? ''
      : `${link ? 'немесе ' : ''}${messenger ? `${messenger} мессенджерінен мынаны` : link ? 'мынаны' : 'Мынаны'} іздеңіз: ${bare(address)}`,
  what: 'Не жазу керек',
  lines: [
    'не болып жатыр: қоқыс, шу, көлік қою, ит, төбелес',
    'қайда: көше, үй, кіреберіс не белгілі бір жер',
    'қашан; қауіпсіз болса, фото қосыңыз',
  ],
  danger: 'Дәл қазір қауіп төнсе: 102 немесе 112',
  privacy: [
    to === 'line'
      ? 'Хабарламаны тек полиция көреді, көршілер көрмейді.'
      : 'Хабарлаған адамның аты көршілерге көрсетілмейді.',
    'Тек құқық бұзушылық туралы хабарламалар сақталады; қалғаны бірден ұмытылады.',
  ],
})
