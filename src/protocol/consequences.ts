import { localDay } from '../base/calendar.ts'
import { type Both, type Edition, mrpOf, type Part } from '../base/law.ts'
import { bodyName, sanctionText } from '../base/law-words.ts'

/** What follows if a part is chosen: read off the data, shown before the choice. */
export interface Consequences {
  sanction: Both
  /** Tenge for one МРП in the year of opening, or null when not known. */
  mrp: number | null
  considers: { code: string; name: Both }[]
  courtOnly: boolean
  warningFirst: boolean
  /** Null where the data leaves it open. */
  shortProcedure: boolean | null
  onSpotWarning: boolean | null
  works: boolean
  arrest: boolean
  sendImmediately: boolean
  presenceObligatory: boolean
  notes: Both[]
}

const courts = new Set(['court', 'minorsCourt'])

/** Who considers, what is threatened, and what has to be kept in mind; МРП by the local year of `openedAt` (КоАП 44(1)). */
export function consequencesOf(part: Part, edition: Edition, openedAt: Date): Consequences {
  const mrp = mrpOf(edition, Number(localDay(openedAt).slice(0, 4)))
  const works = part.sanctions.some((one) => one.kind === 'communityWorks')
  const arrest = part.sanctions.some((one) => one.kind === 'arrest')
  const has = (flag: string) => part.flags.includes(flag)
  const found = {
    sanction: { ru: sanctionText(part, 'ru', mrp), kk: sanctionText(part, 'kk', mrp) },
    mrp,
    considers: part.considersBy.map((code) => ({ code, name: bodyName(code) })),
    courtOnly: part.considersBy.every((code) => courts.has(code)),
    warningFirst: part.warningFirst,
    shortProcedure: part.shortProcedure,
    onSpotWarning: part.onSpotWarning,
    works,
    arrest,
    sendImmediately: has('sendToJudgeImmediately'),
    presenceObligatory: has('presenceObligatory'),
  }
  return { ...found, notes: notesOf(part, found) }
}

function notesOf(part: Part, found: Omit<Consequences, 'notes'>): Both[] {
  const notes: [boolean, string, string][] = [
    [
      found.warningFirst && part.sanctions.some((one) => one.kind !== 'warning' && !one.additional),
      'Предупреждение обязательно, если нет отягчающих обстоятельств (КоАП 43(2), 57).',
      'Ауырлататын мән-жайлар болмаса, ескерту жасау міндетті (ӘҚБтК 43(2), 57).',
    ],
    [found.courtOnly, 'Рассматривает только суд.', 'Тек сот қарайды.'],
    [
      found.works,
      'Общественные работы назначает только суд и только с согласия лица (КоАП 49-1).',
      'Қоғамдық жұмыстарды тек сот және тек адамның келісімімен тағайындайды (ӘҚБтК 49-1).',
    ],
    [
      found.shortProcedure === true,
      'Сокращённое производство (50 % в семь суток) возможно, если лицо признаёт факт (КоАП 810–811).',
      'Адам фактіні мойындаса, қысқартылған іс жүргізу (жеті тәулікте 50 %) мүмкін (ӘҚБтК 810–811).',
    ],
    [
      found.shortProcedure === false,
      'Сокращённого производства (50 %) нет (КоАП 810(2)).',
      'Қысқартылған іс жүргізу (50 %) жоқ (ӘҚБтК 810(2)).',
    ],
    [
      found.shortProcedure === null,
      'Сокращённое производство зависит от того, кто нарушил: сверьте КоАП 810.',
      'Қысқартылған іс жүргізу бұзушының кім екеніне байланысты: ӘҚБтК 810-бабын тексеріңіз.',
    ],
    [
      found.onSpotWarning === true,
      'Если лицо признаёт факт, предупреждение можно оформить на месте без протокола (КоАП 807).',
      'Адам фактіні мойындаса, ескертуді хаттамасыз сол жерде рәсімдеуге болады (ӘҚБтК 807).',
    ],
    [
      found.sendImmediately,
      'Протокол направляется судье немедленно (КоАП 808).',
      'Хаттама судьяға дереу жіберіледі (ӘҚБтК 808).',
    ],
    [
      found.presenceObligatory,
      'Присутствие лица при рассмотрении обязательно (КоАП 744(3)).',
      'Істі қарауға адамның қатысуы міндетті (ӘҚБтК 744(3)).',
    ],
    [found.mrp === null, 'МРП на год возбуждения дела не известен.', 'Іс қозғалған жылғы АЕК белгісіз.'],
  ]
  const own: Both[] = [part.minorsNote, part.noteRu, part.articleNoteRu]
    .filter((note) => note !== null)
    .map((note) => ({ ru: sentence(note), kk: sentence(inKazakh(note)) }))
  return [...notes.filter(([holds]) => holds).map(([, ru, kk]) => ({ ru, kk })), ...own]
}

const sentence = (text: string) => (text.endsWith('.') ? text : `${text}.`)

const phrases: [RegExp, string][] = [
  [/Деяние лица до (\d+) лет/, '$1 жасқа толмаған адамның әрекеті'],
  [/Деяние лица (\d+–\d+) лет/, '$1 жастағы адамның әрекеті'],
  [/отвечают родители или заменяющие их лица/, 'ата-анасы немесе оларды алмастыратын адамдар жауап береді'],
  [/Отвечают законные представители/, 'Заңды өкілдері жауап береді'],
  [/16–17 лет: штраф не более 10 МРП/g, '16–17 жас: айыппұл 10 АЕК-тен аспайды'],
  [/16–17 лет: без ареста и общественных работ/g, '16–17 жас: қамаққа алу мен қоғамдық жұмыстар қолданылмайды'],
  [/16–17 лет: без ареста/g, '16–17 жас: қамаққа алу қолданылмайды'],
  [/16–17 лет: без общественных работ/g, '16–17 жас: қоғамдық жұмыстар қолданылмайды'],
  [/16–17 лет: лишение права не более 1 года/g, '16–17 жас: құқықтан айыру 1 жылдан аспайды'],
]

/** Notes on the young are of few phrases; other notes of the data stay in Russian. */
function inKazakh(note: string): string {
  return phrases.reduce((text, [ru, kk]) => text.replace(ru, kk), note)
}
