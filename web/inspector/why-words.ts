import { fold, foldWords } from '../../src/detection/text.ts'
import type { ReportView } from '../../src/incident/incident.ts'
import { texts } from '../texts.ts'

/** What the program gives as a reason that is not a word of the message itself, and what sort of reason it is. */
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
    second: 'в том же сообщении сказано ещё об одном происшествии',
    other: 'ещё одно правило программы',
    kinds: { word: 'слово из списка', rule: 'правило', context: 'сказано раньше', model: 'выучено на примерах' },
    means: {
      word: 'слово стоит в самом сообщении и в списке слов, по которым узнают нарушение',
      rule: 'записано людьми заранее, одно для всех сообщений',
      context: 'видно из того, что писали в этом чате до сообщения',
      model: 'слово из сообщения; в примерах, на которых программа училась, оно чаще всего значило это',
    },
    likelihood: (percent: string, of100: string) =>
      `Уверенность ${percent}: из ста сообщений, понятых с такой уверенностью, верно понято примерно ${of100}.`,
    almostAll: (percent: string) =>
      `Уверенность ${percent}: из ста сообщений, понятых с такой уверенностью, верно поняты почти все.`,
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
    second: 'сол хабарламада тағы бір оқиға айтылған',
    other: 'бағдарламаның тағы бір ережесі',
    kinds: { word: 'тізімдегі сөз', rule: 'ереже', context: 'бұрын айтылған', model: 'мысалдардан үйренген' },
    means: {
      word: 'сөз хабарламаның өзінде де, бұзушылықты танытатын сөздер тізімінде де бар',
      rule: 'адамдар алдын ала жазған, барлық хабарламаға бірдей',
      context: 'осы чатта хабарламаға дейін жазылғаннан көрінеді',
      model: 'хабарламадағы сөз; бағдарлама үйренген мысалдарда ол көбіне осыны білдірген',
    },
    likelihood: (percent: string, of100: string) =>
      `Сенімділік ${percent}: осындай сенімділікпен түсінілген жүз хабарламаның ішінде шамамен ${of100} хабарлама дұрыс түсінілген.`,
    almostAll: (percent: string) =>
      `Сенімділік ${percent}: осындай сенімділікпен түсінілген жүз хабарламаның бәрі дерлік дұрыс түсінілген.`,
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
    second: 'the same message tells of one more incident',
    other: 'one more rule of the program',
    kinds: { word: 'word of the lists', rule: 'rule', context: 'said before', model: 'learned from examples' },
    means: {
      word: 'it stands in the message itself and in the list of words by which a violation is known',
      rule: 'written by people beforehand, the same for all messages',
      context: 'seen from what was written in this chat before the message',
      model: 'a word of the message; in the examples that the program learned from it mostly meant this',
    },
    likelihood: (percent: string, of100: string) =>
      `Likelihood ${percent}: of a hundred messages read this surely, about ${of100} are read right.`,
    almostAll: (percent: string) =>
      `Likelihood ${percent}: of a hundred messages read this surely, nearly all are read right.`,
  },
})

type Words = (typeof reasonWords)['ru']
type Reason = ReportView['reading']['why'][number]
const links = ['reply', 'author', 'recent', 'category', 'place', 'words'] as const
const latest = 'the latest told'

/** What a reason tells, or null for one that we have no words for. */
export function formOf({
  by,
  what,
}: Reason): 'said' | 'danger' | 'follows' | 'nothing' | 'likeliest' | 'second' | null {
  switch (by) {
    case 'word':
    case 'model':
      return 'said'
    case 'context':
      return linksIn(what).every((link) => link === latest || links.some((known) => known === link)) ? 'follows' : null
    case 'rule':
      if (what.startsWith('danger: ')) return 'danger'
      if (what === 'nothing to act on') return 'nothing'
      if (what === 'a second happening in the message') return 'second'
      return what.startsWith('nothing else is likelier than ') ? 'likeliest' : null
  }
}

const linksIn = (what: string): string[] => what.split(': ').at(-1)?.split(', ') ?? []

/** A reason as people say it; a word of the message stays as it is. `text` is the message. */
export function sayReason(reason: Reason, t: Words, text = ''): string {
  const form = formOf(reason)
  switch (form) {
    case 'said':
      return reason.what
    case 'danger':
      return t.danger(wordsOfDanger(reason.what, text))
    case 'nothing':
    case 'likeliest':
    case 'second':
      return t[form]
    case 'follows':
    case null: {
      if (reason.by !== 'context') return t.other
      const given = linksIn(reason.what)
      const known = links.filter((link) => given.includes(link)).map((link) => t[link])
      return t.follows(known.join(', ') || t.latest)
    }
  }
}

/** Where the words of a list's entry («пахнет газ», «горит+крыш») stand in the message. */
export function dangerSpans(what: string, text: string): { start: number; end: number }[] {
  const stems = entryOf(what).flatMap((part) => foldWords(part).split(' '))
  const { tokens } = fold(text)
  return stems.flatMap((stem) => {
    const token = tokens.find((one) => (stem.length > 2 ? one.text.startsWith(stem) : one.text === stem))
    return stem !== '' && token ? [{ start: token.start, end: token.end }] : []
  })
}

/** The message's own words; those of the list where the message is not at hand. */
function wordsOfDanger(what: string, text: string): string {
  const spans = dangerSpans(what, text).sort((a, b) => a.start - b.start)
  return spans.length > 0 ? spans.map(({ start, end }) => text.slice(start, end)).join(' ') : entryOf(what).join(' … ')
}

const entryOf = (what: string): string[] => what.slice('danger: '.length).split('+').filter(Boolean)
