import { localDay } from '../base/calendar.ts'
import { type Both, type Edition, mrpOf, type Part } from '../base/law.ts'
import { bodyName, sanctionText } from '../base/law-words.ts'
import { noteInKazakh } from './consequences-kk.ts'
import { type Fine, finesOf } from './consequences-money.ts'
import { anybody, type Whom } from './consequences-whom.ts'

/** When liability ends, ISO 8601; `minorHalf` is the half of it for who is not 18, read second-hand (КоАП 62, 71). */
export interface Limitation {
  until: string
  minorHalf: string | null
}

/** What follows if a part is chosen: read off the data, shown before the choice. */
export interface Consequences {
  sanction: Both
  /** Tenge for one МРП in the year of opening, or null when not known. */
  mrp: number | null
  /** For each kind of subject that may be meant. */
  fines: Fine[]
  considers: { code: string; name: Both }[]
  courtOnly: boolean
  warningFirst: boolean
  /** Null where the data leaves it open. */
  shortProcedure: boolean | null
  onSpotWarning: boolean | null
  /** Whether they may be imposed on this person. */
  works: boolean
  arrest: boolean
  sendImmediately: boolean
  presenceObligatory: boolean
  /** Null where the day of the offence is not known. */
  limitation: Limitation | null
  notes: Both[]
}

const courts = new Set(['court', 'minorsCourt'])

/** Who considers, what is threatened, and what has to be kept in mind; МРП by the local year of `openedAt` (КоАП 44(1)). */
export function consequencesOf(
  part: Part,
  edition: Edition,
  openedAt: Date,
  whom: Whom = anybody,
  limitation: Limitation | null = null,
): Consequences {
  const mrp = mrpOf(edition, Number(localDay(openedAt).slice(0, 4)))
  const threatens = (kind: 'communityWorks' | 'arrest') => part.sanctions.some((one) => one.kind === kind)
  const has = (flag: string) => part.flags.includes(flag)
  const found = {
    sanction: { ru: sanctionText(part, 'ru', mrp), kk: sanctionText(part, 'kk', mrp) },
    mrp,
    fines: finesOf(part, whom.kinds, edition, openedAt, whom.minor),
    considers: part.considersBy.map((code) => ({ code, name: bodyName(code) })),
    courtOnly: part.considersBy.every((code) => courts.has(code)),
    warningFirst: part.warningFirst,
    shortProcedure: part.shortProcedure,
    onSpotWarning: part.onSpotWarning,
    works: threatens('communityWorks') && !whom.noWorks,
    arrest: threatens('arrest') && !whom.noArrest,
    sendImmediately: has('sendToJudgeImmediately'),
    presenceObligatory: has('presenceObligatory') || whom.minor === true,
    limitation,
  }
  const excluded = [
    ...(threatens('arrest') && whom.noArrest ? [whom.noArrest] : []),
    ...(threatens('communityWorks') && whom.noWorks && whom.noWorks !== whom.noArrest ? [whom.noWorks] : []),
  ]
  return { ...found, notes: [...notesOf(part, found, whom), ...excluded, ...ownNotes(part)] }
}

function notesOf(part: Part, found: Omit<Consequences, 'notes'>, whom: Whom): Both[] {
  const firms = part.sanctions.some((one) => /Business|nonprofit|legalEntity/.test(one.subject))
  const young = whom.minor === true && !whom.firm
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
      'Адам фактіні мойындаса, қысқартылған іс жүргізу (жеті тәулікте 50 %) қолданылуы мүмкін (ӘҚБтК 810–811).',
    ],
    [
      part.flags.includes('shortProcedureByLetter'),
      'Вывод о 50 % сделан по букве статьи 810 и с практикой не сверен.',
      '50 % туралы қорытынды 810-баптың мәтіні бойынша жасалған, тәжірибемен салыстырылмаған.',
    ],
    [
      found.fines.some((one) => one.half !== null && !Number.isInteger(one.half)),
      'Половина штрафа не делится на целые тенге: как её округляют, не подтверждено.',
      'Айыппұлдың жартысы бүтін теңгеге бөлінбейді: қалай дөңгелектелетіні расталмаған.',
    ],
    [
      found.fines.some((one) => one.capped && one.half !== null),
      'Считается ли половина от 10 МРП или от санкции, не подтверждено (КоАП 66(1), 810).',
      'Жартысы 10 АЕК-тен бе, әлде санкциядан есептеле ме – расталмаған (ӘҚБтК 66(1), 810).',
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
      found.fines.length > 0,
      'Рассматривающий орган может снизить штраф не более чем на 30 % (КоАП 819(2)).',
      'Істі қарайтын орган айыппұлды 30 %-дан асырмай азайта алады (ӘҚБтК 819(2)).',
    ],
    [
      found.onSpotWarning === true,
      'Если лицо признаёт факт, предупреждение можно оформить на месте без протокола (КоАП 807).',
      'Адам фактіні мойындаса, хаттамасыз сол жерде ескерту жасауға болады (ӘҚБтК 807).',
    ],
    [
      found.sendImmediately,
      'Протокол направляется судье немедленно (КоАП 808).',
      'Хаттама судьяға дереу жіберіледі (ӘҚБтК 808).',
    ],
    [
      found.presenceObligatory && !young,
      'Присутствие лица при рассмотрении обязательно (КоАП 744(3)).',
      'Істі қарауға адамның қатысуы міндетті (ӘҚБтК 744(3)).',
    ],
    [
      young,
      'Лицу нет 18 лет: законный представитель и присутствие при рассмотрении обязательны (КоАП 744(3), 746(6)).',
      'Адам 18-ге толмаған: заңды өкілі де, істі қарауға қатысуы да міндетті (ӘҚБтК 744(3), 746(6)).',
    ],
    [
      found.fines.some((one) => one.capped),
      'Лицу нет 18 лет: штраф не более 10 МРП (КоАП 66(1)).',
      'Адам 18-ге толмаған: айыппұл 10 АЕК-тен аспайды (ӘҚБтК 66(1)).',
    ],
    [
      found.limitation?.minorHalf != null,
      'Половинный срок давности для лица до 18 лет взят из вторичного источника: статья 71 не прочитана.',
      '18-ге толмағанға арналған жартылай ескіру мерзімі жанама көзден алынған: 71-бап оқылмаған.',
    ],
    [
      whom.firm || (firms && whom.kinds.includes('smallBusiness')),
      'Если наказаны организация или предприниматель, их работник за то же освобождается (КоАП 33(4), не сверено).',
      'Ұйым не кәсіпкер жазаланса, қызметкері сол үшін жауаптылықтан босатылады (ӘҚБтК 33(4), салыстырылмаған).',
    ],
    [found.mrp === null, 'МРП на год возбуждения дела не известен.', 'Іс қозғалған жылғы АЕК белгісіз.'],
  ]
  return notes.filter(([holds]) => holds).map(([, ru, kk]) => ({ ru, kk }))
}

const ownNotes = (part: Part): Both[] =>
  [part.minorsNote, part.noteRu, part.articleNoteRu]
    .filter((note) => note !== null)
    .map((note) => ({ ru: sentence(note), kk: sentence(noteInKazakh(note)) }))

const sentence = (text: string) => (text.endsWith('.') ? text : `${text}.`)
