import type { Both, PaperLang } from '../base/law.ts'

/** Words that are chosen rather than typed, so that a paper in the other language knows them too. */

export const residenceChoices = {
  none: { ru: 'без определённого места жительства', kk: 'белгілі бір тұрғылықты жері жоқ' },
} as const satisfies Record<string, Both>

export const workplaceChoices = {
  none: { ru: 'не работает', kk: 'жұмыс істемейді' },
  pensioner: { ru: 'пенсионер', kk: 'зейнеткер' },
  student: { ru: 'учащийся', kk: 'білім алушы' },
} as const satisfies Record<string, Both>

const all: Both[] = [...Object.values(residenceChoices), ...Object.values(workplaceChoices)]

/** What was chosen, in the language of the paper; what was typed stays as it is. */
export function chosenIn(text: string, lang: PaperLang): string {
  const known = text.trim().toLowerCase()
  return all.find(({ ru, kk }) => ru === known || kk === known)?.[lang] ?? text
}

/** Why somebody is looked up, ready to be chosen; a reason in one's own words is as good. */
export const reasonIds = ['offender', 'repeat', 'owner', 'witness', 'victim', 'proceedings'] as const
export type ReasonId = (typeof reasonIds)[number]

export const reasonTexts: Record<ReasonId, { ru: string; kk: string; en: string }> = {
  offender: {
    ru: 'установление нарушителя по происшествию № {n}',
    kk: '№ {n} оқиға бойынша құқық бұзушыны анықтау',
    en: 'to find the offender of incident No. {n}',
  },
  repeat: {
    ru: 'проверка повторности по происшествию № {n}',
    kk: '№ {n} оқиға бойынша қайталануын тексеру',
    en: 'to check for earlier offences in incident No. {n}',
  },
  owner: {
    ru: 'установление владельца транспорта по происшествию № {n}',
    kk: '№ {n} оқиға бойынша көлік иесін анықтау',
    en: 'to find the owner of a vehicle in incident No. {n}',
  },
  witness: {
    ru: 'установление свидетеля по происшествию № {n}',
    kk: '№ {n} оқиға бойынша куәні анықтау',
    en: 'to find a witness of incident No. {n}',
  },
  victim: {
    ru: 'установление потерпевшего по происшествию № {n}',
    kk: '№ {n} оқиға бойынша жәбірленушіні анықтау',
    en: 'to find the victim of incident No. {n}',
  },
  proceedings: {
    ru: 'составление материалов по происшествию № {n}',
    kk: '№ {n} оқиға бойынша материал жинау',
    en: 'to draw up the papers of incident No. {n}',
  },
}

/** A prepared reason with the number of the incident. */
export function reasonText(id: ReasonId, number: number, locale: 'ru' | 'kk' | 'en'): string {
  return reasonTexts[id][locale].replace('{n}', String(number))
}

/** What may rule out arrest or public works (КоАП 49-1, 50) and is not read from the ИИН. */
export const excludes = ['pregnant', 'childUnder3', 'childUnder14', 'disabled'] as const
export type Exclude = (typeof excludes)[number]

export const documentTypes = [
  'idCard',
  'passport',
  'foreignPassport',
  'residencePermit',
  'stateless',
  'refugee',
  'birthCertificate',
  'driverLicence',
  'other',
] as const
export type DocumentType = (typeof documentTypes)[number]

export const documentNames: Record<DocumentType, Both> = {
  idCard: { ru: 'удостоверение личности', kk: 'жеке куәлік' },
  passport: { ru: 'паспорт гражданина РК', kk: 'ҚР азаматының паспорты' },
  foreignPassport: { ru: 'паспорт иностранного гражданина', kk: 'шетел азаматының паспорты' },
  residencePermit: { ru: 'вид на жительство иностранца', kk: 'шетелдіктің тұруға ықтиярхаты' },
  stateless: { ru: 'удостоверение лица без гражданства', kk: 'азаматтығы жоқ адамның куәлігі' },
  refugee: { ru: 'удостоверение беженца', kk: 'босқын куәлігі' },
  birthCertificate: { ru: 'свидетельство о рождении', kk: 'туу туралы куәлік' },
  driverLicence: { ru: 'водительское удостоверение', kk: 'жүргізуші куәлігі' },
  other: { ru: 'документ', kk: 'құжат' },
}
