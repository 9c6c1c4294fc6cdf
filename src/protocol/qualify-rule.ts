import type { Both } from '../base/law.ts'
import type { Body } from '../incident/life.ts'

/** The shape of a rule of thumb that leads from what was found to a part of the law, and the table it is written in. */

export interface Answer {
  id: string
  text: Both
}

/** Asked of the inspector because it tells two parts apart, or because only a person may decide it. */
export interface Question {
  id: string
  text: Both
  answers: Answer[]
  /** A day is asked for instead of one of the answers. */
  input?: 'day'
  /** Where the question comes from: «КоАП 32». */
  rule?: string
}

/** An answer among `yes` speaks for the part, any other that was given speaks against it. */
export interface Fit {
  question: string
  yes: string[]
  speaksFor: Both
  speaksAgainst: Both
}

/** What a protocol must rest on; `id` names what of the case shows it, and is null where only a person can tell. */
export interface Need {
  id: NeedId | null
  text: Both
}

export interface Rule {
  article: string
  part: string | null
  fits: Fit[]
  prove: Need[]
  /** «КоАП 505(1)» */
  source: string[]
}

/** A way that leads out of the administrative case. */
export interface Away {
  act: 'crime' | 'handOver'
  to: Body | null
  reason: Both
  rule: string
}

export interface Topic {
  questions: Question[]
  rules: Rule[]
  /** `on` names the question and the answers for which the way is meant; null: always. */
  away: (Away & { on: { question: string; answers: string[] } | null })[]
}

/** «Russian | Kazakh» */
export type Pair = `${string} | ${string}`
type AskTable = Record<string, readonly [text: Pair, answers: Record<string, Pair>]>
/** Answers that speak for the part, joined by «|»; why; and why another answer speaks against it. */
type FitRow = readonly [yes: string, why: Pair, whyNot?: Pair]
export type RuleRow = readonly [
  ref: string,
  fits: Record<string, FitRow>,
  prove: readonly (NeedId | Pair)[],
  source?: readonly string[],
]
/** The last is «question: answers», where the way is meant for those answers only. */
export type AwayRow = readonly [act: 'crime' | Body, reason: Pair, rule: string, on?: string]

export const needs = {
  who: 'кто совершил: личность, чем подтверждена | кім жасағаны: жеке басы, немен расталады',
  when: 'где и когда совершено, точное время | қайда және қашан жасалғаны, нақты уақыты',
  essence: 'суть нарушения: что установлено осмотром | бұзушылықтың мәні: қарау кезінде не анықталғаны',
  shots: 'снимки или видео места | орынның суреттері немесе бейнежазбасы',
  witness: 'показания свидетелей | куәлардың айғақтары',
  age: 'возраст и кто законный представитель | жасы және заңды өкілі кім екені',
  representative:
    'законный представитель: для лица до 18 лет его участие обязательно (КоАП 746) | заңды өкіл: 18 жасқа толмаған адам үшін оның қатысуы міндетті (ӘҚБтК 746)',
  plate: 'номер машины и кто управлял | көлік нөмірі және кім басқарғаны',
  owner: 'кто владелец | иесі кім екені',
  victim: 'объяснение потерпевшего | жәбірленушінің түсініктемесі',
  application: 'заявление потерпевшего (КоАП 64(1)) | жәбірленушінің арызы (ӘҚБтК 64(1))',
  citizenship: 'гражданство и документы | азаматтығы мен құжаттары',
} as const satisfies Record<string, Pair>
export type NeedId = keyof typeof needs

export const both = (ru: string, kk: string): Both => ({ ru, kk })
export const told = (pair: Pair): Both => {
  const [ru = '', kk = ''] = pair.split(' | ')
  return { ru, kk }
}
export const need = (id: NeedId): Need => ({ id, text: told(needs[id]) })

/** Why a part is doubtful when the answer names another. */
const elsewhere = both('Ответ указывает на другую часть.', 'Жауап басқа бөлікті көрсетеді.')

/** A category's questions, the parts they lead to, and the ways out, read from their table. */
export function topic(ask: AskTable, parts: readonly RuleRow[], away: readonly AwayRow[] = []): Topic {
  return {
    questions: Object.entries(ask).map(([id, [text, answers]]) => question(id, text, answers)),
    rules: parts.map(([ref, fits, prove, source = []]) => ({
      ...partOf(ref),
      fits: Object.entries(fits).map(([asked, [yes, why, whyNot]]) => ({
        ...{ question: asked, yes: yes.split('|'), speaksFor: told(why) },
        speaksAgainst: whyNot ? told(whyNot) : elsewhere,
      })),
      prove: prove.map((one) => (isNeed(one) ? need(one) : { id: null, text: told(one) })),
      source: [`КоАП ${ref}`, ...source],
    })),
    away: away.map(([act, reason, rule, on]) => ({
      ...(act === 'crime' ? { act, to: null } : { act: 'handOver' as const, to: act }),
      ...{ reason: told(reason), rule, on: on === undefined ? null : onOf(on) },
    })),
  }
}

const isNeed = (one: NeedId | Pair): one is NeedId => one in needs

export function question(id: string, text: Pair, answers: Record<string, Pair>): Question {
  return {
    ...{ id, text: told(text) },
    answers: Object.entries(answers).map(([answer, said]) => ({ id: answer, text: told(said) })),
  }
}

/** «505(1)» → article and part. */
export function partOf(ref: string): { article: string; part: string | null } {
  const [, article = ref, part = null] = /^([^(]+)\(([^)]+)\)$/.exec(ref) ?? []
  return { article, part }
}

function onOf(on: string): { question: string; answers: string[] } {
  const [asked = '', answers = ''] = on.split(': ')
  return { question: asked, answers: answers.split('|') }
}

/** Asked of every offence: a part for a repeated one needs the end of execution of the earlier penalty (КоАП 61). */
export const repeatQuestion: Question = {
  ...question(
    'repeat',
    'Было ли взыскание по этой же части, после исполнения которого не прошёл год? | Осы бөлік бойынша жазаланған ба және жаза орындалғалы бір жыл толмады ма?',
    {
      no: 'Нет | Жоқ',
      yes: 'Да, дата окончания исполнения известна | Иә, орындалуы аяқталған күн белгілі',
      unknown: 'Не проверено | Тексерілмеген',
    },
  ),
  rule: 'КоАП 61',
}

/** Asked where the law has a fine for those who cannot be arrested (КоАП 50(2)). */
export const arrestQuestion: Question = {
  ...question(
    'arrest',
    'Относится ли лицо к тем, кого нельзя арестовать? | Адам қамаққа алуға болмайтындар қатарына жата ма?',
    {
      no: 'Нет | Жоқ',
      yes: 'Да (беременность, дети, возраст, инвалидность) | Иә (жүктілік, балалары, жасы, мүгедектігі)',
    },
  ),
  rule: 'КоАП 50(2)',
}

/** Asked where the sum hangs on in what capacity the person acted. */
export const capacityQuestion: Question = {
  ...question('capacity', 'В каком качестве действовало лицо? | Адам қандай мәртебеде әрекет етті?', {
    individual: 'Как обычный гражданин | Қарапайым азамат ретінде',
    official: 'Как должностное лицо | Лауазымды адам ретінде',
    smallBusiness: 'Как индивидуальный предприниматель (малый бизнес) | Дара кәсіпкер (шағын бизнес) ретінде',
  }),
  rule: 'КоАП 44(2)',
}
