import { z } from 'zod'
import { type Day, isDay } from '../base/calendar.ts'
import type { Both, PaperLang } from '../base/law.ts'
import { documentNames, documentTypes } from './choices.ts'
import { latin } from './plate.ts'

/** The document by which somebody is known: kind, number, by whom and when given out (КоАП 803(2)(3)). */

export const documentType = z.enum(documentTypes)

export const identityDocument = z.strictObject({
  type: documentType,
  number: z.string().trim().min(1).max(60),
  issuedBy: z.string().trim().min(1).max(300).nullable().default(null),
  issuedOn: z.string().refine(isDay, 'expected a day YYYY-MM-DD').nullable().default(null),
})
export type IdentityDocument = z.infer<typeof identityDocument>

export const documentFaults = {
  letters: {
    ru: 'В номере документа могут быть только буквы, цифры, пробел, дефис и знак №.',
    kk: 'Құжат нөмірінде тек әріптер, цифрлар, бос орын, сызықша және № белгісі болуы мүмкін.',
  },
  digits: {
    ru: 'В номере документа должно быть не меньше трёх цифр.',
    kk: 'Құжат нөмірінде кемінде үш цифр болуы керек.',
  },
  long: { ru: 'Номер документа слишком длинный.', kk: 'Құжат нөмірі тым ұзын.' },
  early: { ru: 'Дата выдачи ещё не наступила.', kk: 'Берілген күні әлі келген жоқ.' },
} as const satisfies Record<string, Both>
export type DocumentFault = keyof typeof documentFaults

/** Why no document can have this number, or null: what holds for documents of every country. */
export function documentFault({ number }: Pick<IdentityDocument, 'number'>): DocumentFault | null {
  if (!/^[\p{L}\d №#\u00a0./-]+$/u.test(number)) return 'letters'
  const key = documentKey(number)
  if (key.length > 24) return 'long'
  return key.replace(/\D/g, '').length < 3 ? 'digits' : null
}

/** What is unusual about the document; it never blocks. Lengths of numbers are usage, not a rule of law that we could read. */
export function documentDoubt(document: IdentityDocument, today: Day): Both | null {
  if (document.issuedOn && document.issuedOn > today) return documentFaults.early
  const key = documentKey(document.number)
  const usual = document.type === 'idCard' ? /^\d{9}$/ : document.type === 'passport' ? /^N?\d{8,9}$/ : null
  if (!usual || usual.test(key)) return null
  return { ru: 'Номер документа необычной длины.', kk: 'Құжат нөмірінің ұзындығы әдеттегідей емес.' }
}

/** The number as it is compared: capitals, Latin where the letter has a twin, no gaps and no №. */
export const documentKey = (number: string): string => latin(number).replace(/[^\p{L}\d]/gu, '')

/** Keys of numbers in words like «уд. № 012345678, МВД РК»: the longest run with five digits or more. */
export function keyInText(text: string): string | null {
  const runs = [...text.matchAll(/(?<![\p{L}\d])\p{Lu}{0,3}[ \u00a0-]?\d{5,14}(?![\p{L}\d])/gu)].map(([run]) => run)
  const longest = runs.sort((a, b) => b.length - a.length)[0]
  return longest === undefined ? null : documentKey(longest)
}

/** «удостоверение личности № 012345678, выдано МВД РК 01.02.2020». */
export function documentText(document: IdentityDocument, lang: PaperLang): string {
  const { number, issuedBy, issuedOn } = document
  const name = `${documentNames[document.type][lang]} № ${number.replace(/^№\s*/, '')}`
  if (!issuedBy && !issuedOn) return name
  const day = issuedOn ? issuedOn.split('-').reverse().join('.') : ''
  const given =
    lang === 'ru'
      ? ['выдан', issuedBy, day].filter(Boolean).join(' ')
      : [issuedBy, day && `${day} ж.`, 'берген'].filter(Boolean).join(' ')
  const neuter = lang === 'ru' && /^(удостоверение|свидетельство|водительское)/.test(name)
  return `${name}, ${neuter ? given.replace(/^выдан/, 'выдано') : given}`
}
