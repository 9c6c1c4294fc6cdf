import type { Both } from '../base/law.ts'

/** The shape of a rule of thumb that leads from what was found to a part of the law. */

export interface Answer {
  id: string
  text: Both
}

/** Asked of the inspector because it tells two parts apart. */
export interface Question {
  id: string
  text: Both
  answers: Answer[]
}

/** An answer among `yes` speaks for the part, any other that was given speaks against it. */
export interface Fit {
  question: string
  yes: string[]
  speaksFor: Both
  speaksAgainst: Both
}

export interface Rule {
  article: string
  part: string | null
  fits: Fit[]
  /** What a protocol must rest on. */
  prove: Both[]
}

export interface Topic {
  questions: Question[]
  rules: Rule[]
}

export const both = (ru: string, kk: string): Both => ({ ru, kk })

export const question = (id: string, ru: string, kk: string, answers: Record<string, [string, string]>): Question => ({
  id,
  text: both(ru, kk),
  answers: Object.entries(answers).map(([answer, [inRu, inKk]]) => ({ id: answer, text: both(inRu, inKk) })),
})

export const fit = (asked: string, yes: string[], speaksFor: Both, speaksAgainst: Both): Fit => ({
  question: asked,
  yes,
  speaksFor,
  speaksAgainst,
})

export const rule = (article: string, part: string | null, fits: Fit[], prove: Both[]): Rule => ({
  article,
  part,
  fits,
  prove,
})

/** Asked of every offence: a part for a repeated one needs the end of execution of the earlier penalty (КоАП 61). */
export const repeatQuestion = question(
  'repeat',
  'Было ли взыскание по этой же части, после исполнения которого не прошёл год?',
  'Осы бөлік бойынша жаза қолданылып, оның орындалғанына бір жыл толмаған ба?',
  {
    no: ['Нет', 'Жоқ'],
    yes: ['Да, дата окончания исполнения известна', 'Иә, орындалуы аяқталған күн белгілі'],
    unknown: ['Не проверено', 'Тексерілмеген'],
  },
)

/** Asked where the law has a fine for those who cannot be arrested (КоАП 50(2)). */
export const arrestQuestion = question(
  'arrest',
  'Относится ли лицо к тем, кого нельзя арестовать?',
  'Адам қамаққа алуға болмайтындар қатарына жата ма?',
  {
    no: ['Нет', 'Жоқ'],
    yes: ['Да (беременность, дети, возраст, инвалидность)', 'Иә (жүктілік, балалары, жасы, мүгедектігі)'],
  },
)

export const proveWho = both('кто совершил: личность, чем подтверждена', 'кім жасағаны: жеке басы, немен расталады')
export const proveWhen = both('где и когда совершено, точное время', 'қайда және қашан жасалғаны, нақты уақыты')
export const proveShots = both('снимки или видео места', 'орынның суреттері немесе бейнежазбасы')
export const proveWitness = both('показания свидетелей', 'куәлардың айғақтары')

/** Why a part is doubtful when the answer names another. */
export const elsewhere = both('Ответ указывает на другую часть.', 'Жауап басқа бөлікті көрсетеді.')

/** A part for which one question decides. */
export const when = (
  [article, part]: readonly [string, string | null],
  asked: string,
  yes: string[],
  ru: string,
  kk: string,
  prove: Both[],
): Rule => rule(article, part, [fit(asked, yes, both(ru, kk), elsewhere)], prove)

export const proveAge = both('возраст и кто законный представитель', 'жасы және заңды өкілі кім екені')
