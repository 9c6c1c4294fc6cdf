import { type Day, isDay } from '../base/calendar.ts'
import type { Both } from '../base/law.ts'
import { readAnyPlate } from './any-plate.ts'
import { foldName } from './fold-name.ts'
import { checkBin, checkIin } from './iin.ts'
import type { RegisterData, RegisterId } from './register.ts'

/** Columns of the registers' files by their names in three languages, and a row read into what the register knows. */

const columns = {
  persons: {
    iin: ['ИИН', 'ЖСН', 'IIN'],
    name: ['ФИО', 'Ф.И.О.', 'Аты-жөні', 'Тегі аты әкесінің аты', 'Full name', 'Name'],
    surname: ['Фамилия', 'Тегі', 'Surname', 'Last name'],
    given: ['Имя', 'Аты', 'Given name', 'First name'],
    patronymic: ['Отчество', 'Әкесінің аты', 'Patronymic', 'Middle name'],
    birth: ['Дата рождения', 'Туған күні', 'Birth', 'Date of birth', 'Birth date'],
    document: ['Документ', 'Удостоверение', 'Құжат', 'Құжаты', 'Куәлік', 'Document'],
    residence: ['Адрес', 'Место жительства', 'Мекенжайы', 'Тұрғылықты жері', 'Residence', 'Address'],
    workplace: ['Место работы', 'Работа', 'Жұмыс орны', 'Workplace'],
    phone: ['Телефон', 'Телефоны', 'Phone'],
    citizenship: ['Гражданство', 'Азаматтығы', 'Citizenship'],
  },
  entities: {
    bin: ['БИН', 'БСН', 'BIN'],
    name: ['Наименование', 'Название', 'Атауы', 'Name'],
    location: ['Место нахождения', 'Адрес', 'Орналасқан жері', 'Мекенжайы', 'Location', 'Address'],
    registration: ['Регистрация', 'Дата регистрации', 'Тіркелуі', 'Тіркелген күні', 'Registration'],
    bankDetails: ['Банковские реквизиты', 'Реквизиты', 'Банк деректемелері', 'Деректемелері', 'Bank details'],
    representative: ['Руководитель', 'Директор', 'Басшысы', 'Басшы', 'Head', 'Director'],
    phone: ['Телефон', 'Телефоны', 'Phone'],
  },
  vehicles: {
    plate: ['Госномер', 'Гос. номер', 'ГРНЗ', 'Номер', 'Нөмірі', 'Мемлекеттік нөмірі', 'МТНБ', 'Plate'],
    make: ['Марка', 'Модель', 'Марка модель', 'Маркасы', 'Make', 'Model'],
    colour: ['Цвет', 'Түсі', 'Colour', 'Color'],
    owner: [
      'ИИН БИН владельца',
      'ИИН владельца',
      'БИН владельца',
      'Владелец',
      'Иесінің ЖСН БСН',
      'Иесінің ЖСН',
      'Иесі',
      'Owner',
      'Owner IIN',
    ],
  },
  penalties: {
    iin: ['ИИН', 'ИИН БИН', 'ЖСН', 'ЖСН БСН', 'IIN'],
    article: ['Статья', 'Бап', 'Бабы', 'Article'],
    part: ['Часть', 'Бөлік', 'Бөлігі', 'Part'],
    penalty: ['Взыскание', 'Вид взыскания', 'Жаза', 'Жаза түрі', 'Penalty'],
    fineMrp: ['Штраф МРП', 'МРП', 'Айыппұл АЕК', 'АЕК', 'Fine MRP', 'MRP'],
    decidedOn: ['Дата постановления', 'Дата решения', 'Қаулы күні', 'Шешім күні', 'Decided', 'Decided on'],
    executedOn: ['Дата исполнения', 'Исполнено', 'Орындалған күні', 'Орындалды', 'Executed', 'Executed on'],
    decidedBy: ['Орган', 'Кем вынесено', 'Шығарған орган', 'Decided by', 'Body'],
  },
} as const satisfies Record<RegisterId, Record<string, readonly string[]>>

const needed: Record<RegisterId, (has: (column: string) => boolean) => string | null> = {
  persons: (has) => (!has('iin') ? 'ИИН' : !has('name') && !(has('surname') && has('given')) ? 'ФИО' : null),
  entities: (has) => (!has('bin') ? 'БИН' : !has('name') ? 'Наименование' : null),
  vehicles: (has) => (has('plate') ? null : 'Госномер'),
  penalties: (has) => ['iin', 'article', 'decidedOn'].find((column) => !has(column)) ?? null,
}

const keyOf = (name: string) => foldName(name).replaceAll(' ', '')

/** Where each column stands in this header, or the first one that is needed and is not there. */
export function readHeader(
  register: RegisterId,
  cells: readonly string[],
): { at: Map<string, number> } | { missing: string } {
  const known = new Map(
    Object.entries(columns[register] as Record<string, readonly string[]>).flatMap(([column, names]) =>
      names.map((name) => [keyOf(name), column] as const),
    ),
  )
  for (const column of Object.keys(columns[register])) known.set(column.toLowerCase(), column)
  const at = new Map<string, number>()
  for (const [index, cell] of cells.entries()) {
    const column = known.get(keyOf(cell.replace(/^\uFEFF/, '')))
    if (column && !at.has(column)) at.set(column, index)
  }
  const missing = needed[register]((column) => at.has(column))
  return missing === null ? { at } : { missing: namedIn(register, missing) }
}

const namedIn = (register: RegisterId, column: string) =>
  (columns[register] as Record<string, readonly string[]>)[column]?.[0] ?? column

const longest = 300
const whys = {
  empty: { ru: 'пусто', kk: 'бос' },
  long: { ru: `длиннее ${longest} знаков`, kk: `${longest} таңбадан ұзын` },
  plate: { ru: 'не номер', kk: 'нөмір емес' },
  day: { ru: 'не дата', kk: 'күн емес' },
  number: { ru: 'не число', kk: 'сан емес' },
} as const satisfies Record<string, Both>

class Wrong extends Error {
  readonly column: string
  readonly why: Both
  constructor(column: string, why: Both) {
    super(why.ru)
    this.column = column
    this.why = why
  }
}

export type RowRead = { key: string; data: RegisterData } | { column: string; why: Both }

/** One row as the register knows it, with the key by which it is found; or which column cannot be taken, and why. */
export function readRow(register: RegisterId, at: Map<string, number>, cells: readonly string[]): RowRead {
  const cell = (column: string) => {
    const text = plain(cells[at.get(column) ?? -1] ?? '')
    if (text.length > longest) throw new Wrong(namedIn(register, column), whys.long)
    return text
  }
  const fail = (column: string, why: Both): never => {
    throw new Wrong(namedIn(register, column), why)
  }
  const maybe = (column: string) => cell(column) || null
  const must = (column: string) => cell(column) || fail(column, whys.empty)
  const day = (column: string): Day | null => {
    const text = cell(column)
    if (text === '') return null
    return dayOf(text) ?? fail(column, whys.day)
  }
  const iin = (column: string) => {
    const read = checkIin(padded(must(column)))
    return read.ok ? read : fail(column, read.why)
  }
  try {
    switch (register) {
      case 'persons': {
        const number = iin('iin')
        const [surname = '', given = '', ...others] =
          at.has('surname') && cell('surname') !== ''
            ? [cell('surname'), must('given'), cell('patronymic')]
            : must('name').split(/\s+/)
        if (given === '') fail('name', whys.empty)
        const data: RegisterData = {
          ...{ kind: 'individual', surname, given, patronymic: others.join(' ') || null, iin: number.iin },
          ...{ birth: day('birth') ?? number.birth, sex: number.sex, document: maybe('document') },
          ...{ residence: maybe('residence'), workplace: maybe('workplace'), phone: maybe('phone') },
          citizenship: maybe('citizenship'),
        }
        return { key: number.iin, data }
      }
      case 'entities': {
        const read = checkBin(padded(must('bin')))
        const bin = read.ok ? read.bin : fail('bin', read.why)
        const data: RegisterData = {
          ...{
            kind: 'entity',
            name: must('name'),
            bin,
            location: maybe('location'),
            registration: maybe('registration'),
          },
          ...{ bankDetails: maybe('bankDetails'), representative: maybe('representative'), phone: maybe('phone') },
        }
        return { key: bin, data }
      }
      case 'vehicles': {
        const plate = readAnyPlate(must('plate'))?.plate ?? fail('plate', whys.plate)
        const told = padded(cell('owner'))
        const owner = told === '' ? null : ownerOf(told)
        if (owner && !owner.ok) fail('owner', owner.why)
        const number = told === '' ? null : told.replace(/\D/g, '')
        return {
          key: plate,
          data: { kind: 'vehicle', plate, make: maybe('make'), colour: maybe('colour'), owner: number },
        }
      }
      case 'penalties': {
        const told = padded(must('iin'))
        const read = ownerOf(told)
        const number = read.ok ? told.replace(/\D/g, '') : fail('iin', read.why)
        const [, article = '', part = ''] =
          /^(?:ст\.?\s*)?([\d-]+)(?:\s*\(?\s*(?:ч\.?\s*)?([\d-]+)\)?)?/i.exec(must('article')) ?? []
        if (article === '') fail('article', whys.number)
        const fine = cell('fineMrp').replace(',', '.')
        if (fine !== '' && !/^\d{1,6}(\.\d+)?$/.test(fine)) fail('fineMrp', whys.number)
        const data: RegisterData = {
          ...{ kind: 'penalty', iin: number, article, part: maybe('part') ?? (part || null) },
          ...{ penalty: penaltyOf(cell('penalty'), fine !== ''), fineMrp: fine === '' ? null : Number(fine) },
          ...{ decidedOn: day('decidedOn') ?? fail('decidedOn', whys.empty), executedOn: day('executedOn') },
          decidedBy: maybe('decidedBy'),
        }
        return { key: number, data }
      }
    }
  } catch (error) {
    if (error instanceof Wrong) return { column: error.column, why: error.why }
    throw error
  }
}

/** A cell as text: `="0001"`, by which spreadsheets keep zeros, is what stands in it; other formulas stay the text they are. */
const plain = (cell: string) =>
  (/^="([^"]*)"$/.exec(cell.trim())?.[1] ?? cell).replace(/[\p{Cc}\s\u00a0]+/gu, ' ').trim()

/** Spreadsheets drop the zeros at the beginning of a number. */
const padded = (text: string) => (/^\d{9,11}$/.test(text) ? text.padStart(12, '0') : text)

function ownerOf(text: string) {
  const iin = checkIin(text)
  if (iin.ok) return iin
  const bin = checkBin(text)
  return bin.ok ? bin : iin
}

function dayOf(text: string): Day | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: .*)?$/.exec(text) ?? []
  const found = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.slice(0, 10)
  return isDay(found) ? found : null
}

const penalties: [RegExp, string][] = [
  [/предупр|ескерту|warning/i, 'warning'],
  [/штраф|айыппұл|fine/i, 'fine'],
  [/арест|қамақ|arrest/i, 'arrest'],
  [/обществен|қоғамдық|works/i, 'works'],
  [/лишени|айыру|deprivation/i, 'rightLoss'],
  [/выдвор|шығарып жіберу|expulsion/i, 'expulsion'],
]

const penaltyOf = (text: string, fined: boolean) =>
  penalties.find(([word]) => word.test(text))?.[1] ?? (text === '' && fined ? 'fine' : 'other')
