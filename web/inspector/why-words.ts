import type { ReportView } from '../../src/incident/incident.ts'
import { texts } from '../texts.ts'

/** What the program gives as a reason that is not a word of the message itself. */
export const reasonWords = texts({
  ru: {
    danger: (words: string) => `слова об опасности: ${words}`,
    follows: (reasons: string) => `продолжает известное происшествие: ${reasons}`,
    reply: 'ответ на сообщение о нём',
    author: 'пишет тот же человек',
    recent: 'написано вскоре',
    category: 'речь о том же',
    place: 'то же место',
    words: 'те же слова',
    latest: 'о нём говорили последним',
    nothing: 'повода действовать нет',
    likeliest: 'всё другое ещё менее вероятно',
  },
  kk: {
    danger: (words: string) => `қауіп туралы сөздер: ${words}`,
    follows: (reasons: string) => `белгілі оқиғаның жалғасы: ${reasons}`,
    reply: 'сол туралы хабарламаға жауап',
    author: 'жазған сол адам',
    recent: 'көп ұзамай жазылған',
    category: 'сол туралы айтылған',
    place: 'орны сол',
    words: 'сөздері ұқсас',
    latest: 'соңғы сөз болған оқиға',
    nothing: 'әрекет етуге негіз жоқ',
    likeliest: 'басқасының ықтималдығы одан да аз',
  },
  en: {
    danger: (words: string) => `words of danger: ${words}`,
    follows: (reasons: string) => `goes on about a known incident: ${reasons}`,
    reply: 'a reply to a message about it',
    author: 'the same person writes',
    recent: 'written soon after',
    category: 'about the same',
    place: 'the same place',
    words: 'the same words',
    latest: 'the last one spoken of',
    nothing: 'nothing to act on',
    likeliest: 'everything else is less likely still',
  },
})

type Words = (typeof reasonWords)['ru']
const links = ['reply', 'author', 'recent', 'category', 'place', 'words'] as const

/** A reason as people say it; a word of the message stays as it is. */
export function sayReason({ by, what }: ReportView['reading']['why'][number], t: Words): string {
  if (by === 'context') {
    const given = what.split(': ').at(-1)?.split(', ') ?? []
    const known = links.filter((link) => given.includes(link)).map((link) => t[link])
    return t.follows(known.join(', ') || t.latest)
  }
  if (by !== 'rule') return what
  if (what.startsWith('danger: ')) return t.danger(what.slice('danger: '.length))
  return what === 'nothing to act on' ? t.nothing : t.likeliest
}
