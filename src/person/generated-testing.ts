import { addMonths, type Day } from '../base/calendar.ts'
import { documentTypes, excludes, residenceChoices, workplaceChoices } from './choices.ts'
import { checkDigit } from './iin.ts'
import { type Somebody, somebodySchema } from './person.ts'

/** Invented people and firms of every kind that a paper may be about. For tests alone. */

export const sorts = [
  ...['adult', 'minor', 'child', 'foreigner', 'foreignerIin', 'homeless', 'serviceman', 'disciplinary', 'official'],
  ...['small', 'medium', 'large', 'nonprofit', 'firm', 'unknown', 'described', 'several', 'nobody'],
] as const satisfies readonly string[]
export type Sort = (typeof sorts)[number]

/** Where chance comes from. */
export interface Chance {
  roll(): number
  once(of: number): boolean
  pick<T>(all: readonly T[]): T
  mark(): string
}

const surnames = [
  'Примеров',
  'Образцова-Примерова',
  'Үлгіев',
  'Мысалқызы',
  'Example',
  "O'Sample-Test",
  'Әліппе',
  'Тестов',
]
const givens = ['Образец', 'Мысал', 'Үлгі', 'Sample', 'Тест']
const patronymics = ['Тестович', 'Үлгіұлы', 'Образцовна', null, null]
const ages: Partial<Record<Sort, readonly [number, number]>> = { minor: [16, 17], child: [8, 15] }

/** Somebody of that kind; each string that may be typed holds a number of its own. */
export function generatedPerson(sort: Sort, chance: Chance, today: Day): Somebody {
  const { once, pick, mark } = chance
  switch (sort) {
    case 'described':
    case 'unknown':
    case 'nobody':
      return somebodySchema.parse({ kind: 'unknown', description: `мужчина около 40, куртка ${mark()}` })
    case 'small':
    case 'medium':
    case 'large':
    case 'nonprofit':
    case 'firm':
      return firm(sort, chance)
    default:
      break
  }
  const foreigner = sort === 'foreigner' || sort === 'foreignerIin'
  const sex = pick(['m', 'f'] as const)
  const birth = birthOf(sort, chance, today)
  const noBirth = sort !== 'minor' && sort !== 'child' && once(7)
  const iin = sort === 'foreigner' || once(8) ? null : iinOf(birth, sex, chance)
  const address = once(10)
    ? `г. Шымкент, ${'проспект Үлгі-Қала '.repeat(14)}${mark()}`.slice(0, 300)
    : pick([`мкр. Нұрсат, үй ${mark()}`, `г. Шымкент, ул. Примерная, ${mark()}`, `Sample street ${mark()}`])
  return somebodySchema.parse({
    ...{
      kind: 'individual',
      surname: `${pick(surnames)}${mark()}`,
      given: pick(givens),
      patronymic: pick(patronymics),
    },
    ...{ iin, sex: once(4) ? null : sex, foreigner },
    birth: noBirth || once(3) ? null : birth,
    residence: sort === 'homeless' ? residenceChoices.none[pick(['ru', 'kk'] as const)] : once(7) ? null : address,
    registered: once(6) ? `место регистрации ${mark()}` : null,
    document: once(3) ? `уд. № ${mark()}${mark()}` : null,
    identity: once(2) ? { type: pick(documentTypes), number: `N${mark()}`, ...(once(2) && { issuedBy: `МВД РК ${mark()}`, issuedOn: '2020-02-01' }) } : null, // biome-ignore format: one line
    workplace: pick([null, `ТОО «Образец ${mark()}»`, workplaceChoices.none.ru, workplaceChoices.student.kk]),
    phone: once(2) ? `+7701${chance.mark().padStart(7, '0')}` : null,
    email: once(4) ? `sample${mark()}@example.kz` : null,
    citizenship: foreigner ? `Страна ${mark()}` : pick([null, 'Республика Казахстан']),
    interpreter: foreigner && once(2),
    motherTongue: foreigner && once(2) ? `язык ${mark()}` : null,
    excludes: once(6) ? [pick(excludes)] : [],
    special: sort === 'serviceman' ? 'serviceman' : sort === 'disciplinary' ? 'disciplinary' : 'none',
    source: once(6) ? { register: 'persons', name: `Реестр ${mark()}`, validOn: '2026-01-15' } : null,
  })
}

function firm(sort: Sort, { once, mark, pick }: Chance): Somebody {
  return somebodySchema.parse({
    ...{ kind: 'entity', name: `${pick(['ТОО «Образец', 'АО «Үлгі', 'LLC «Sample'])} ${mark()}»` },
    size: sort === 'firm' ? null : sort,
    bin: once(8) ? null : binOf(mark()),
    location: once(8) ? null : `г. Шымкент, промзона ${mark()}`,
    registration: once(4) ? null : `свидетельство ${mark()}`,
    bankDetails: once(4) ? null : `KZ${mark()}${mark()}`,
    phone: once(2) ? `+7725${mark().padStart(7, '0')}` : null,
    representative: once(3) ? `Директоров ${mark()}` : null,
  })
}

function birthOf(sort: Sort, { roll }: Chance, today: Day): Day {
  const [from, to] = ages[sort] ?? [18, 80]
  const months = from * 12 + 1 + Math.floor(roll() * ((to - from + 1) * 12 - 14))
  return addMonths(today, -months)
}

/** A number that passes the check, of that day and sex. */
function iinOf(birth: Day, sex: 'm' | 'f', { roll }: Chance): string {
  const century = (Number(birth.slice(0, 2)) - 18) * 2 + (sex === 'm' ? 1 : 2)
  for (let tries = 0; ; tries++) {
    const order = String((Math.floor(roll() * 9000) + tries) % 10_000).padStart(4, '0')
    const digits = `${birth.slice(2, 4)}${birth.slice(5, 7)}${birth.slice(8)}${century}${order}`
    const check = checkDigit(digits)
    if (check !== null) return `${digits}${check}`
  }
}

function binOf(mark: string): string {
  for (let tries = 0; ; tries++) {
    const digits = `150${1 + (tries % 9)}40${mark.slice(-5).padStart(5, '0')}`
    const check = checkDigit(digits)
    if (check !== null) return `${digits}${check}`
  }
}
