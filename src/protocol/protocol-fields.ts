import type { Both } from '../base/law.ts'
import type { Circumstance } from '../paper/kinds.ts'

/** What a protocol asks for beside the fields that the law lists, and under which circumstance each stands on it. */

export interface OwnField {
  id: string
  label: Both
  /** Empty where the article was not read. */
  rule: string
  condition: Both
  when?: Circumstance
  /** Of whom it is asked; `known`: not of an offender who is not known. */
  of: 'all' | 'known' | 'individual' | 'entity' | 'unknown'
  /** Stands on the paper only if there is something to say. */
  ifGiven?: true
  /** Only where the part allows the short procedure (КоАП 810). */
  ifShort?: true
  long?: true
}

type Rest = Pick<OwnField, 'of'> & Partial<Omit<OwnField, 'id' | 'label' | 'rule'>>
const own = (id: string, rule: string, ru: string, kk: string, rest: Rest): OwnField => ({
  ...{ id, rule, label: { ru, kk }, condition: rest.when ? whens[rest.when] : given },
  ...rest,
})

const given: Both = { ru: 'если есть', kk: 'бар болса' }
const whens: Record<Circumstance, Both> = {
  absent: { ru: 'если лицо отсутствует или не явилось', kk: 'адам болмаса немесе келмесе' },
  refusedToSign: { ru: 'при отказе', kk: 'бас тартылған жағдайда' },
  refusedToReceive: { ru: 'при отказе', kk: 'бас тартылған жағдайда' },
  interpreter: { ru: 'если участвует переводчик', kk: 'аудармашы қатысса' },
  representative: { ru: 'если участвует представитель', kk: 'өкілі қатысса' },
  attesting: { ru: 'если участвовали понятые', kk: 'куәгерлер қатысса' },
  device: { ru: 'если средство использовалось', kk: 'құрал қолданылса' },
  electronic: { ru: 'если протокол электронный', kk: 'хаттама электрондық болса' },
  short: { ru: 'если лицо признаёт факт и согласно уплатить', kk: 'адам фактіні мойындап, төлеуге келіссе' },
  sms: { ru: 'при вызове в суд SMS', kk: 'сотқа SMS арқылы шақырғанда' },
}

/** Under which circumstance a field of the law's list stands on the paper. */
export const whenOf: Readonly<Record<string, Circumstance>> = {
  'mark.absent': 'absent',
  'mark.refusedSign': 'refusedToSign',
  'mark.refusedReceive': 'refusedToReceive',
  'sign.attesting': 'attesting',
  'device.name': 'device',
  'device.serial': 'device',
  'device.verification': 'device',
  'electronic.notice': 'electronic',
  smsConsentTalon: 'sms',
}

/** Fields of the law's list that nobody can fill while the offender is not known (КоАП 806(9)). */
export const ofKnownOnly: ReadonlySet<string> = new Set([
  'person.explanation',
  'sign.person',
  'copy.person',
  'mark.absent',
  'mark.refusedSign',
  'mark.refusedReceive',
  'remarks',
  'contacts.confirmed',
  'smsConsentTalon',
])

/**
 * Ours. The articles on a person's representative (746) and on the interpreter were read only as far as the data goes;
 * that a firm signs through its representative stands in 803(2)(6) and 803(4). Mitigating circumstances (56) were not
 * read, so they are the officer's free text.
 */
export const ownFields: readonly OwnField[] = [
  own('person.description', 'КоАП 806(9)', 'Приметы', 'Белгілері', { of: 'unknown', ifGiven: true }),
  own('person.registered', 'КоАП 803(2)(3)', 'Место регистрации', 'Тіркелген жері', {
    ...{ of: 'individual', ifGiven: true },
    condition: { ru: 'если отличается от места жительства', kk: 'тұрғылықты жерінен басқа болса' },
  }),
  own('person.citizenship', 'КоАП 803(2)(7)', 'Гражданство', 'Азаматтығы', { of: 'individual', ifGiven: true }),
  own('person.source', '', 'Сведения о лице взяты', 'Адам туралы мәліметтер алынған дереккөз', {
    ...{ of: 'individual', ifGiven: true },
  }),
  own('entity.source', '', 'Сведения об организации взяты', 'Ұйым туралы мәліметтер алынған дереккөз', {
    ...{ of: 'entity', ifGiven: true },
  }),
  own(
    'representative.name',
    'КоАП 746(6)',
    'Законный представитель: фамилия, имя, отчество',
    'Заңды өкілі: тегі, аты, әкесінің аты',
    { of: 'individual', when: 'representative' },
  ),
  own('representative.kinship', 'КоАП 746(6)', 'Кем приходится лицу', 'Адамға кім болып келеді', {
    ...{ of: 'individual', when: 'representative' },
  }),
  own('representative.document', 'КоАП 746(6)', 'Документ представителя', 'Өкілдің құжаты', {
    ...{ of: 'individual', when: 'representative' },
  }),
  own(
    'entity.representative',
    'КоАП 803(4)',
    'Представитель: фамилия, имя, отчество',
    'Өкілі: тегі, аты, әкесінің аты',
    { of: 'entity', when: 'representative' },
  ),
  own('entity.position', 'КоАП 803(4)', 'Должность представителя', 'Өкілдің лауазымы', {
    ...{ of: 'entity', when: 'representative' },
  }),
  own(
    'entity.authority',
    'КоАП 803(4)',
    'Полномочия: доверенность (номер, дата) или иной документ',
    'Өкілеттігі: сенімхат (нөмірі, күні) немесе өзге құжат',
    { of: 'entity', when: 'representative' },
  ),
  own(
    'attesting.names',
    'КоАП 803(4)',
    'Понятые: фамилия, имя, отчество, адрес',
    'Куәгерлер: тегі, аты, әкесінің аты, мекенжайы',
    { of: 'all', when: 'attesting', long: true },
  ),
  own(
    'interpreter.name',
    'КоАП 738, 744(1)',
    'Переводчик: фамилия, имя, отчество',
    'Аудармашы: тегі, аты, әкесінің аты',
    { of: 'known', when: 'interpreter' },
  ),
  own('interpreter.language', 'КоАП 738', 'Язык перевода', 'Аударма тілі', { of: 'known', when: 'interpreter' }),
  own(
    'other.aggravating',
    'КоАП 57',
    'Обстоятельства, отягчающие ответственность',
    'Жауаптылықты ауырлататын мән-жайлар',
    { of: 'all', long: true },
  ),
  own(
    'other.mitigating',
    'КоАП 56',
    'Обстоятельства, смягчающие ответственность',
    'Жауаптылықты жеңілдететін мән-жайлар',
    { of: 'known', long: true },
  ),
  own('other.damage', 'КоАП 59', 'Ущерб, заявленный потерпевшим', 'Жәбірленуші мәлімдеген залал', {
    ...{ of: 'all', long: true },
  }),
  own(
    'other.excludes',
    'КоАП 49-1, 50',
    'Обстоятельства, исключающие арест или общественные работы',
    'Қамаққа алуды немесе қоғамдық жұмыстарды болғызбайтын мән-жайлар',
    { of: 'individual', ifGiven: true, long: true },
  ),
  own('short.sum', 'КоАП 810, 811', 'К уплате в сокращённом производстве', 'Қысқартылған іс жүргізуде төленетін сома', {
    ...{ of: 'known', when: 'short', ifShort: true },
  }),
  own('sign.short', 'КоАП 810', 'Подпись лица о согласии', 'Адамның келісім туралы қолы', {
    ...{ of: 'known', when: 'short', ifShort: true },
  }),
  own(
    'absent.sent',
    'КоАП 803(9)',
    'Протокол направлен заказным письмом (номер, дата) или электронным документом',
    'Хаттама тапсырысты хатпен (нөмірі, күні) немесе электрондық құжатпен жіберілді',
    { of: 'known', when: 'absent' },
  ),
  own('sign.representative', 'КоАП 746(6)', 'Подпись законного представителя', 'Заңды өкілдің қолы', {
    ...{ of: 'individual', when: 'representative' },
  }),
  own('sign.interpreter', 'КоАП 738', 'Подпись переводчика', 'Аудармашының қолы', {
    ...{ of: 'known', when: 'interpreter' },
  }),
]
