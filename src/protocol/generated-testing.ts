import { addDays, instant, localDay } from '../base/calendar.ts'
import type { Edition, PaperLang } from '../base/law.ts'
import { type Category, categories, usualRoute } from '../detection/categories.ts'
import { bodies } from '../incident/life.ts'
import { generatedPerson, type Sort, sorts } from '../person/generated-testing.ts'
import type { Person, Somebody } from '../person/person.ts'
import type { SubjectRole } from '../person/view.ts'
import { type CaseFile, type CaseRows, candidatesFor } from './facts.ts'
import type { PaperCase } from './paper-case.ts'
import { noPaperSettings, type PaperSettings } from './paper-settings.ts'

/** Invented incidents over all categories and all kinds of subject: the same number gives the same incident. For tests alone. */

export interface Generated {
  n: number
  sort: Sort
  category: Category
  lang: PaperLang
  rows: CaseRows
  incident: PaperCase['incident']
  author: PaperCase['author']
  department: PaperCase['department']
  settings: PaperSettings
  order: PaperCase['order']
  /** Ids of those named as offenders. */
  offenders: string[]
  unknownOffender: boolean
  now: Date
  dice: Dice
}

export interface Dice {
  /** 0 … 1. */
  roll(): number
  /** True once in `one` of so many. */
  once(of: number): boolean
  pick<T>(all: readonly T[]): T
  id(): string
  /** A number that no other string of the case holds, so that what stands in the wrong place is seen. */
  mark(): string
}

/** Chance that repeats itself (mulberry32). */
export function dice(seed: number): Dice {
  let state = (seed * 2654435761) >>> 0
  let marks = 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const hex = (length: number) => Array.from({ length }, () => Math.floor(roll() * 16).toString(16)).join('')
  return {
    roll,
    once: (of) => roll() < 1 / of,
    pick: (all) => all[Math.floor(roll() * all.length)] as (typeof all)[number],
    id: () => `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`,
    mark: () => `${1000 + ((seed * 97) % 7000)}${(marks++).toString().padStart(2, '0')}`,
  }
}

const texts = {
  ru: {
    fragment: [
      'выбросил мусор рядом с контейнером',
      'громко включал музыку после 23:00',
      'битый кирпич и мешки на газоне',
      'не убрал за собой',
    ],
    sentence: [
      'На площадке лежит строительный мусор, рядом стоит прицеп.',
      'Из квартиры слышна музыка; соседи просили прекратить, она продолжалась.',
      'Собака без намордника гуляла у детской площадки #set page(fill: red) <b>!',
    ],
    place: ['двор дома', 'у подъезда дома', 'контейнерная площадка, дом'],
  },
  kk: {
    fragment: ['қоқысты контейнердің қасына төкті', 'түнде қатты ән қосқан', 'көгалда сынған кірпіш пен қаптар'],
    sentence: [
      'Алаңда құрылыс қоқысы жатыр, жанында тіркеме тұр.',
      'Пәтерден қатты музыка естіледі, көршілер ескерткен.',
    ],
    place: ['үй ауласы', 'кіреберіс алды, үй', 'контейнер алаңы, үй'],
  },
}

const hour = 3_600_000

/** The incident of that number; every string in it is its own. */
export function generated(n: number): Generated {
  const chance = dice(n + 1)
  const { roll, once, pick, id, mark } = chance
  const category = categories[n % categories.length] as Category
  const sort = sorts[(Math.floor(n / categories.length) + n * 7) % sorts.length] as Sort
  const words = texts[pick(['ru', 'kk'] as const)]
  const now = new Date(instant(addDays('2026-03-20', Math.floor(roll() * 240)), '09:00').getTime() + roll() * 8 * hour)
  // Most are of these days; some are long ago, or of a day of which no text of the law is held.
  const age = once(9) ? 55 + roll() * 20 : once(12) ? 28 + roll() * 8 : roll() * 4
  const openedAt = new Date(now.getTime() - age * 24 * hour)
  const happened = once(25) ? now.getTime() + 3 * hour : openedAt.getTime() - roll() * 9 * hour
  const happenedAt = new Date(Math.floor(happened / 60_000) * 60_000)
  const found = !once(8)
  const finding: CaseRows['finding'] = found
    ? {
        id: id(),
        text: once(2) ? `${pick(words.fragment)} ${mark()}` : `Запись ${mark()}. ${pick(words.sentence)}`,
        happenedAt: once(8) ? null : happenedAt,
        placeText: once(8) ? '' : once(20) ? `${pick(words.place)} ${mark()} ${'корпус '.repeat(40)}`.slice(0, 300).trim() : `${pick(words.place)} ${mark()}`, // biome-ignore format: one choice a line
        answers: {},
        at: new Date(openedAt.getTime() + roll() * (now.getTime() - openedAt.getTime())),
      }
    : null
  const reports = Array.from({ length: 1 + Math.floor(roll() * 3) }, (_, at) => ({
    id: id(),
    at: new Date(openedAt.getTime() + at * 600_000),
    place: once(3) ? null : `${pick(words.place)} ${mark()}`,
  }))
  const offenders = offendersOf(sort, chance, localDay(now), finding?.at ?? now)
  const others = (['witness', 'victim', 'representative'] as const).flatMap((role) =>
    once(3)
      ? [subject(role, generatedPerson(pick(['adult', 'adult', 'foreigner', 'small']), chance, localDay(now)))]
      : [],
  )
  function subject(role: SubjectRole, person: Somebody): CaseRows['subjects'][number] {
    return { id: id(), role, person: person as Person, at: now }
  }
  const [incidentId, placeText] = [id(), once(6) ? '' : `${pick(words.place)} ${mark()}`]
  const attachments = filesOf(chance, openedAt, once(5) ? 0 : 1 + Math.floor(roll() * 4))
  const rows: CaseRows = {
    ...{ category, openedAt, happenedAt, finding, reports, attachments },
    place: placeText ? { id: incidentId, text: placeText } : null,
    subjects: [...offenders, ...others],
    papers: once(4) ? [{ id: id(), kind: pick(['explanation', 'inspectionAct', 'notice'] as const), number: once(2) ? '' : mark(), signedAt: openedAt }] : [], // biome-ignore format: one line
  }
  const author = { id: id(), position: once(12) ? '' : 'участковый инспектор', name: `Инспекторов-${mark()} И. И.` }
  return {
    ...{ n, sort, category, rows, author, now, dice: chance },
    lang: pick(['ru', 'kk'] as const),
    incident: {
      ...{ id: incidentId, number: n + 1, openedAt, placeText },
      outcomeText: once(4) ? `Итог ${mark()}: передано` : '',
      handedTo: usualRoute[category] !== 'offence' || once(4) ? pick(bodies) : null,
    },
    department: { ru: `Отдел полиции ${mark()}`, kk: `Полиция бөлімі ${mark()}` },
    settings: settingsOf(chance),
    order: once(2) ? orderOf(chance, now, attachments) : null,
    offenders: offenders.map((one) => one.id),
    unknownOffender: sort === 'unknown',
  }
}

function offendersOf(sort: Sort, chance: Dice, today: string, at: Date): CaseRows['subjects'] {
  if (sort === 'unknown' || sort === 'nobody') return []
  const all: Sort[] =
    sort === 'several' ? ['adult', chance.pick(['minor', 'small', 'foreigner'] as const), 'adult'] : [sort]
  return all.map((one) => ({
    id: chance.id(),
    role: 'offender',
    person: generatedPerson(one, chance, today) as Person,
    at,
  }))
}

function filesOf({ id, pick, mark, roll }: Dice, from: Date, count: number): CaseFile[] {
  return Array.from({ length: count }, () => ({
    ...{ id: id(), hash: mark().padStart(64, '0'), kind: pick(['photo', 'photo', 'video', 'document', 'voice']) },
    purpose: pick(['report', 'finding', 'before', 'after', 'receipt', 'explanation']),
    caption: pick(['', `подпись ${mark()}`]),
    at: new Date(from.getTime() + roll() * hour),
  }))
}

function settingsOf({ once, mark }: Dice): PaperSettings {
  if (once(8)) return noPaperSettings
  const both = (ru: string, kk: string) => {
    const own = mark()
    return { ru: `${ru} ${own}`, kk: once(6) ? '' : `${kk} ${own}` }
  }
  return {
    drawnUpPlace: both('г. Шымкент, УПП №', 'Шымкент қ., УПП №'),
    hearingPolice: both('отдел полиции, каб.', 'полиция бөлімі, каб.'),
    hearingCourt: both('суд, зал', 'сот, зал'),
    hearingAkimat: both('акимат, каб.', 'әкімдік, каб.'),
    head: once(3) ? { ru: '', kk: '' } : both('Начальнику отдела', 'Бөлім бастығына'),
    prefixes: {},
  }
}

function orderOf({ id, pick, mark, once, roll }: Dice, now: Date, files: readonly CaseFile[]): PaperCase['order'] {
  const status = pick(['ordered', 'submitted', 'accepted', 'refused'] as const)
  const [one, two, three] = files
  return {
    ...{ id: id(), text: `Вывезти мусор ${mark()}`, status },
    dueAt: once(2) ? instant(addDays(localDay(now), 4)) : new Date(now.getTime() + roll() * 72 * hour),
    orderedAt: new Date(now.getTime() - roll() * 24 * hour),
    submittedAt: status === 'ordered' ? null : now,
    ...{ beforeId: one?.id ?? null, afterId: two?.id ?? null, receiptId: three?.id ?? null },
  }
}

/** Answers as an inspector would click them: among what is offered, now and then none; twice, for what an answer brings up. */
export function answersFor(of: Generated, edition: Edition, subjectId: string | null): Record<string, string> {
  const { pick, once } = of.dice
  let answers: Record<string, string> = of.sort === 'official' ? { capacity: 'official' } : {}
  for (let round = 0; round < 2; round++) {
    const { questions } = candidatesFor(of.rows, edition, { subjectId, answers, now: of.now })
    for (const { id, input, answers: offered } of questions) {
      if (answers[id] !== undefined || once(6)) continue
      if (input === 'day') answers = { ...answers, [id]: addDays(localDay(of.now), -10) }
      else if (offered.length > 0) answers = { ...answers, [id]: pick(offered).id }
    }
  }
  return answers
}
