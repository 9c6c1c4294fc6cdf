import { z } from 'zod'
import { addMonths, type Day, isDay } from '../base/calendar.ts'
import type { Both, PaperLang } from '../base/law.ts'
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

export const individualSchema = z.strictObject({
  kind: z.literal('individual'),
  surname: line,
  given: line,
  patronymic: maybe,
  iin: maybe,
  birth: z.string().refine(isDay, 'expected a day YYYY-MM-DD').nullable().default(null),
  residence: maybe,
  document: maybe,
  workplace: maybe,
  phone,
  email: maybe,
  citizenship: maybe,
  foreigner: z.boolean().default(false),
  special: z.enum(special).default('none'),
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
  plates,
})

/** The door through which a person's data comes in; an ИИН that does not check is warned of, never refused. */
export const personSchema = z.discriminatedUnion('kind', [individualSchema, entitySchema])

export type Individual = z.infer<typeof individualSchema>
export type Entity = z.infer<typeof entitySchema>
export type Person = z.infer<typeof personSchema>

/** Something to look at again; it never blocks. */
export interface Warning {
  field: 'iin' | 'bin' | 'birth' | 'phone'
  text: Both
}

/** What does not fit together in what was entered, on the given day. */
export function warningsOf(person: Person, today: Day): Warning[] {
  const warnings: Warning[] = []
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

/** «Фамилия Имя Отчество», or the name of the firm. */
export function fullName(person: Person): string {
  if (person.kind === 'entity') return person.name
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
