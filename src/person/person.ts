import { z } from 'zod'
import { addMonths, type Day, isDay } from '../base/calendar.ts'
import type { Both, PaperLang } from '../base/law.ts'
import { excludes } from './choices.ts'
import { documentDoubt, documentKey, documentText, identityDocument, keyInText } from './identity-document.ts'
import { checkBin, checkIin } from './iin.ts'
import { normalisePlate } from './plate.ts'

/** Who an incident is about: a person or a firm, with what a protocol asks of each (КоАП 803(2)(3)). */

const line = z.string().trim().min(1).max(300)
const maybe = line.nullable().default(null)
const phone = z
  .string()
  .max(40)
  .transform((text) => normalisePhone(text) ?? text.trim())
  .nullable()
  .default(null)
const plates = z
  .array(z.string().max(20))
  .max(20)
  .default([])
  .transform((all) => [...new Set(all.map((text) => normalisePlate(text) ?? text.trim()).filter(Boolean))])

/** Whose liability other rules may govern (КоАП 32): conscripts, officers, prosecutors. */
export const special = ['none', 'serviceman', 'disciplinary'] as const

/** From which register the data was taken, and as of which day. */
export const dataSource = z.strictObject({
  register: z.enum(['persons', 'entities', 'vehicles', 'penalties']),
  name: z.string().max(300),
  validOn: z.string().refine(isDay, 'expected a day YYYY-MM-DD'),
})
export type DataSource = z.infer<typeof dataSource>

export const individualSchema = z.strictObject({
  kind: z.literal('individual'),
  surname: line,
  given: line,
  patronymic: maybe,
  iin: maybe,
  birth: z.string().refine(isDay, 'expected a day YYYY-MM-DD').nullable().default(null),
  sex: z.enum(['m', 'f']).nullable().default(null),
  /** Where he lives; «без определённого места жительства» is a choice of choices.ts. */
  residence: maybe,
  /** Where he is registered, if that is another place. */
  registered: maybe,
  document: maybe,
  identity: identityDocument.nullable().default(null),
  workplace: maybe,
  phone,
  email: maybe,
  citizenship: maybe,
  foreigner: z.boolean().default(false),
  motherTongue: maybe,
  /** Does not know the language of the proceedings (КоАП 738, 758). */
  interpreter: z.boolean().default(false),
  /** Parent or guardian of a minor (КоАП 746): another subject. */
  representativeId: z.uuid().nullable().default(null),
  excludes: z.array(z.enum(excludes)).max(4).default([]),
  special: z.enum(special).default('none'),
  /** How he was described before he was known. */
  description: maybe,
  source: dataSource.nullable().default(null),
  plates,
})

export const entitySchema = z.strictObject({
  kind: z.literal('entity'),
  name: line,
  bin: maybe,
  location: maybe,
  registration: maybe,
  bankDetails: maybe,
  phone,
  email: maybe,
  size: z.enum(['small', 'medium', 'large', 'nonprofit']).nullable().default(null),
  representative: maybe,
  source: dataSource.nullable().default(null),
  plates,
})

/** Somebody seen but not known yet: «мужчина около 40, белая Газель». */
export const unknownSchema = z.strictObject({
  kind: z.literal('unknown'),
  description: z.string().trim().min(3).max(300),
  sex: z.enum(['m', 'f']).nullable().default(null),
  plates,
})

/** The door through which a known person's data comes in. */
export const personSchema = z.discriminatedUnion('kind', [individualSchema, entitySchema])

/** The same, and who is not known yet. */
export const somebodySchema = z.discriminatedUnion('kind', [individualSchema, entitySchema, unknownSchema])

export type Individual = z.infer<typeof individualSchema>
export type Entity = z.infer<typeof entitySchema>
export type Person = z.infer<typeof personSchema>
export type Unknown = z.infer<typeof unknownSchema>
export type Somebody = z.infer<typeof somebodySchema>

export const isKnown = (one: Somebody): one is Person => one.kind !== 'unknown'

/** Something to look at again; it never blocks. */
export interface Warning {
  field: 'iin' | 'bin' | 'birth' | 'phone' | 'document' | 'sex'
  text: Both
}

/** What does not fit together in what was entered, on the given day. */
export function warningsOf(person: Somebody, today: Day): Warning[] {
  const warnings: Warning[] = []
  if (person.kind === 'unknown') return warnings
  if (person.phone && !normalisePhone(person.phone))
    warnings.push({ field: 'phone', text: { ru: 'Номер телефона необычный.', kk: 'Телефон нөмірі әдеттегідей емес.' } })
  if (person.kind === 'entity') {
    const bin = person.bin === null ? null : checkBin(person.bin)
    if (bin && !bin.ok) warnings.push({ field: 'bin', text: prefix('БИН', 'БСН', bin.why) })
    return warnings
  }
  const iin = person.iin === null ? null : checkIin(person.iin)
  if (iin && !iin.ok) warnings.push({ field: 'iin', text: prefix('ИИН', 'ЖСН', iin.why) })
  if (iin?.ok && person.birth && iin.birth !== person.birth)
    warnings.push({
      field: 'birth',
      text: {
        ru: `Дата рождения не сходится с ИИН (в нём ${iin.birth}).`,
        kk: `Туған күні ЖСН-ге сәйкес келмейді (онда ${iin.birth}).`,
      },
    })
  if (iin?.ok && person.sex && iin.sex !== person.sex)
    warnings.push({ field: 'sex', text: { ru: 'Пол не сходится с ИИН.', kk: 'Жынысы ЖСН-ге сәйкес келмейді.' } })
  const doubt = person.identity && documentDoubt(person.identity, today)
  if (doubt) warnings.push({ field: 'document', text: doubt })
  if (person.foreigner && person.iin === null && person.identity === null && person.document === null)
    warnings.push({
      field: 'document',
      text: {
        ru: 'У иностранца без ИИН нужен паспорт: без него личность не установлена.',
        kk: 'ЖСН-і жоқ шетелдіктің паспорты керек: онсыз жеке басы анықталмаған болып саналады.',
      },
    })
  const birth = birthOf(person)
  if (birth && birth > today)
    warnings.push({ field: 'birth', text: { ru: 'Дата рождения ещё не наступила.', kk: 'Туған күні әлі келген жоқ.' } })
  else if (birth && ageAt(birth, today) > 110)
    warnings.push({ field: 'birth', text: { ru: 'Возраст больше 110 лет.', kk: 'Жасы 110-нан асады.' } })
  return warnings
}

const prefix = (ru: string, kk: string, why: Both): Both => ({ ru: `${ru}: ${why.ru}`, kk: `${kk}: ${why.kk}` })

/** The birth date given, or that of a valid ИИН. */
export function birthOf(person: Individual): Day | null {
  if (person.birth) return person.birth
  const iin = person.iin === null ? null : checkIin(person.iin)
  return iin?.ok ? iin.birth : null
}

/** The sex given, or that of a valid ИИН. */
export function sexOf(person: Individual): 'm' | 'f' | null {
  if (person.sex) return person.sex
  const iin = person.iin === null ? null : checkIin(person.iin)
  return iin?.ok ? iin.sex : null
}

/** The identity document in words: as it was typed, or made of its parts in the language of the paper. */
export function documentOf(person: Individual, lang: PaperLang): string | null {
  return person.identity ? documentText(person.identity, lang) : person.document
}

/** The number of the identity document as it is searched by, or null. */
export function documentKeyOf(person: Somebody): string | null {
  if (person.kind !== 'individual') return null
  if (person.identity) return documentKey(person.identity.number)
  return person.document === null ? null : keyInText(person.document)
}

/** A record as it was kept, also by an older program that knew fewer fields. */
export function complete(kept: Somebody): Somebody {
  switch (kept.kind) {
    case 'individual':
      return { ...blank.individual, ...kept }
    case 'entity':
      return { ...blank.entity, ...kept }
    case 'unknown':
      return kept
  }
}

const blank = {
  individual: individualSchema.parse({ kind: 'individual', surname: '–', given: '–' }),
  entity: entitySchema.parse({ kind: 'entity', name: '–' }),
}

/** Full years on a day; the birthday itself counts, 29 February is kept on the 28th in other years. */
export function ageAt(birth: Day, on: Day): number {
  let age = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  if (addMonths(birth, age * 12) > on) age -= 1
  return age
}

/** Not yet 16 on that day: not liable himself (КоАП 65). Null when the birth date is not known. */
export function isUnder16(person: Person, on: Day): boolean | null {
  return younger(person, on, 16)
}

/** Not yet 18 on that day: a representative takes part, the fine is limited (КоАП 66, 746(6)). Null when not known. */
export function isMinor(person: Person, on: Day): boolean | null {
  return younger(person, on, 18)
}

function younger(person: Person, on: Day, years: number): boolean | null {
  if (person.kind === 'entity') return false
  const birth = birthOf(person)
  return birth === null ? null : ageAt(birth, on) < years
}

/** «Фамилия Имя Отчество», the name of the firm, or the description of who is not known: then no name for a paper. */
export function fullName(person: Somebody): string {
  if (person.kind === 'entity') return person.name
  if (person.kind === 'unknown') return person.description
  return [person.surname, person.given, person.patronymic].filter(Boolean).join(' ')
}

/** «Фамилия И. О.», or the name of the firm. */
export function shortName(person: Person): string {
  if (person.kind === 'entity') return person.name
  const initials = [person.given, person.patronymic].filter((name) => name !== null).map((name) => `${[...name][0]}.`)
  return [person.surname, ...initials].join('\u00a0')
}

/** What may be told about a person where a name must not stand: «физическое лицо», «юридическое лицо». */
export function unnamed(person: Person, lang: PaperLang): string {
  if (person.kind === 'entity') return lang === 'ru' ? 'юридическое лицо' : 'заңды тұлға'
  return lang === 'ru' ? 'физическое лицо' : 'жеке тұлға'
}

/** `8 701 123-45-67` → `+77011234567`; null for what is no number of Kazakhstan. */
export function normalisePhone(text: string): string | null {
  const digits = text.replace(/[\s\u00a0().-]/g, '')
  const found = /^(?:\+7|8|7(?=\d{10}$))?([67]\d{9})$/.exec(digits)
  return found ? `+7${found[1]}` : null
}
