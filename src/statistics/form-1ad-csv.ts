import type { Locale } from '../base/access.ts'
import { type Day, localDay } from '../base/calendar.ts'
import { findMarks, hideMarks } from '../detection/marks.ts'
import { fold } from '../detection/text.ts'
import { ageAt, birthOf, type Somebody, sexOf } from '../person/person.ts'
import { grounds } from '../protocol/case-act.ts'
import { csvLine } from './csv.ts'
import { type Counted, countCase, type FormCase, formMeasures, type MrpOfYear } from './form-1ad.ts'
import type { FormLine, FormView } from './form-1ad-view.ts'
import { formWords, groundWords, sumWords } from './form-1ad-words.ts'
import { articleWord, penaltyWord } from './words.ts'

/** Форма 1-АД as tables for a spreadsheet: the figures, and one line a case without names. */

/** The figures, one line a part of an article, and the total. */
export function* formCsv(form: FormView, locale: Locale): Generator<string> {
  const sums = sumWords[locale]
  yield csvLine([
    sums.article,
    ...formMeasures.map((measure) => formWords[locale][measure]),
    ...[sums.fineMrp, sums.fineTenge, sums.paidTenge],
    ...grounds.map((ground) => groundWords[locale][ground]),
  ])
  const line = (name: string, row: FormLine) =>
    csvLine([
      name,
      ...formMeasures.map((measure) => row.figures[measure]),
      ...[row.fineMrp, row.fineTenge, row.paidTenge],
      ...grounds.map((ground) => row.grounds[ground] ?? 0),
    ])
  for (const row of form.rows) yield line(articleWord(`${row.article}/${row.part ?? ''}`, locale), row)
  yield line(sums.total, form.total)
}

/** A case with what the line of the export needs beside it. */
export interface FormRecord extends FormCase {
  department: { nameRu: string; nameKk: string }
  precinct: string | null
  place: string
  person: Somebody | null
}

const heads: Record<Locale, string[]> = {
  ru: [
    ...['1 Подразделение', '2.1 Место совершения', '3 Дата заведения', '7 Решение по материалу', '9 Квалификация'],
    ...['9.1 Основная мера взыскания', '9.5 Размер штрафа, тенге', '9.6 Размер в сокращённом порядке, тенге'],
    ...['13.1 Фабула', '17 Пол', '18 Возраст'],
  ],
  kk: [
    ...['1 Бөлімше', '2.1 Жасалған орны', '3 Іс қозғалған күн', '7 Материал бойынша шешім', '9 Саралау'],
    ...['9.1 Негізгі жаза шарасы', '9.5 Айыппұл мөлшері, теңге', '9.6 Қысқартылған тәртіптегі мөлшері, теңге'],
    ...['13.1 Фабула', '17 Жынысы', '18 Жасы'],
  ],
  en: [
    ...['1 Unit', '2.1 Place', '3 Date opened', '7 Decision', '9 Qualification'],
    ...['9.1 Main penalty', '9.5 Fine, tenge', '9.6 Fine by the short procedure, tenge'],
    ...['13.1 Conduct', '17 Sex', '18 Age'],
  ],
}

const words: Record<
  Locale,
  Record<'imposed' | 'paid' | 'terminated' | 'transferred' | 'open' | 'ended' | 'm' | 'f' | 'precinct', string>
> = {
  ru: {
    ...{ imposed: 'рассмотрен с наложением взыскания', paid: 'погашение штрафа', terminated: 'прекращено' },
    ...{
      transferred: 'передано',
      open: 'решения нет',
      ended: 'окончено без решения',
      m: 'муж.',
      f: 'жен.',
      precinct: 'участок',
    },
  },
  kk: {
    ...{ imposed: 'жаза қолданылып қаралды', paid: 'айыппұл төленді', terminated: 'тоқтатылды' },
    ...{
      transferred: 'басқа органға берілді',
      open: 'шешім жоқ',
      ended: 'шешімсіз аяқталды',
      m: 'ер',
      f: 'әйел',
      precinct: 'учаске',
    },
  },
  en: {
    ...{ imposed: 'considered, penalty imposed', paid: 'fine paid', terminated: 'terminated' },
    ...{
      transferred: 'handed over',
      open: 'undecided',
      ended: 'ended undecided',
      m: 'male',
      f: 'female',
      precinct: 'precinct',
    },
  },
}

export const recordsHead = (locale: Locale): string => csvLine(heads[locale])

/**
 * One case: no name, no ИИН. The place is shown without flats and people; the фабула is what the part of the law says,
 * because an inspector's own words may name somebody.
 */
export function recordLine(
  one: FormRecord,
  locale: Locale,
  law: { mrpOf: MrpOfYear; conductOf(one: FormRecord): string },
): string {
  const counted = countCase(one, law.mrpOf)
  const { decision, fineMrp, fineTenge, paid } = counted.outcome
  const half = paid === 'half' && fineTenge !== null ? fineTenge / 2 : null
  const day = localDay(one.signedAt)
  const name = locale === 'kk' ? one.department.nameKk : one.department.nameRu
  return csvLine([
    [name, one.precinct && `${words[locale].precinct} ${one.precinct}`].filter(Boolean).join(', '),
    placeOf(one),
    dated(day),
    decisionWord(counted, locale),
    locale === 'ru' ? qualified(one) : articleWord(`${one.article}/${one.part ?? ''}`, locale),
    decision && counted.holds.has('considered') ? penaltyWord(decision, locale) : null,
    fineMrp === null ? null : fineTenge,
    half,
    law.conductOf(one),
    ...sexAndAge(one.person, day, locale),
  ])
}

/** The place without flats, phones and people; the offender's own name is known, so it goes in any case. */
function placeOf({ place, person }: FormRecord): string {
  const hidden = hideMarks(place, findMarks(fold(place)))
  const names = person?.kind === 'individual' ? [person.surname, person.given, person.patronymic] : []
  const own = new Set(names.flatMap((name) => (name ?? '').toLowerCase().match(wordly) ?? []))
  return hidden.replace(wordly, (word) => (own.has(word.toLowerCase()) ? '…' : word))
}
const wordly = /[\p{L}\p{N}]{3,}/gu

const dated = (day: Day) => day.split('-').reverse().join('.')
const qualified = ({ article, part }: FormCase) => (part ? `ст. ${article} ч. ${part}` : `ст. ${article}`)

function decisionWord({ holds, outcome }: Counted, locale: Locale): string {
  const said = words[locale]
  if (holds.has('open')) return said.open
  if (holds.has('ended')) return said.ended
  if (holds.has('transferred')) return said.transferred
  if (holds.has('terminated') || holds.has('remark')) return said.terminated
  return outcome.decision === 'fine' && outcome.paid !== 'none' ? said.paid : said.imposed
}

function sexAndAge(person: Somebody | null, day: Day, locale: Locale): (string | number | null)[] {
  if (person?.kind !== 'individual') return [null, null]
  const sex = sexOf(person)
  const birth = birthOf(person)
  return [sex && words[locale][sex], birth && ageAt(birth, day)]
}
