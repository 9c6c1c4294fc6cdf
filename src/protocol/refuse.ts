import { type Calendar, kazakhstan } from '../base/calendar.ts'
import { type Both, type Edition, type Part, refOf } from '../base/law.ts'
import { bodyName } from '../base/law-words.ts'
import { type Body, bodies } from '../incident/life.ts'
import type { Person } from '../person/person.ts'
import { refuseForPerson } from './refuse-person.ts'
import { refuseForTime } from './refuse-time.ts'

/** Why a police protocol may not be drawn up: the hard stops, each with its rule and what to do instead. */

export interface Refusal {
  refused:
    | 'not-police'
    | 'not-operative'
    | 'unknown-article'
    | 'withdrawn'
    | 'limitation'
    | 'future'
    | 'detected-before'
    | 'under-16'
    | 'special-subject'
    | 'immunity'
    | 'no-application'
    | 'already'
    /** A person must answer a question first; the program never assumes the answer. */
    | 'must-decide'
  /** Who it goes to instead: a body by its code in the data, or `crime`. */
  transferTo: string | null
  reason: Both
  rule: string
  instead?: Instead
}

/** What may be done instead. */
export type Instead =
  | { do: 'handOver'; to: Body | null }
  | { do: 'crime' }
  /** Answer the question of that id. */
  | { do: 'answer'; question: string }
  /** Weigh that part instead. */
  | { do: 'part'; article: string; part: string | null }
  /** Put right the time that the finding says. */
  | { do: 'finding' }
  | { do: 'paper'; id: string }
  | { do: 'close' }

/** An earlier signed protocol of the same incident. */
export interface Drawn {
  id: string
  article: string
  part: string | null
  subjectId: string | null
  state: 'signed' | 'decided' | 'terminated'
}

/** What of the case the stops look at; null where it is not known yet. */
export interface CaseSoFar {
  subject: Person | null
  offenceAt: Date | null
  detectedAt: Date | null
  continuing: boolean
  /** The victim has filed an application (КоАП 64(1)). */
  application: boolean
  now: Date
  /** What the inspector decided, question id → answer id. */
  answers?: Readonly<Record<string, string>>
  subjectId?: string | null
  drawn?: readonly Drawn[]
}

/** Whether that body may draw up a protocol for the part (КоАП 804). */
export function mayDrawUp(part: Part, body: string): boolean {
  return part.drawnUpBy.includes(body)
}

/** Why no protocol may follow under an article that the edition has without text, or does not have. */
export function refuseArticle(edition: Edition, article: string): Refusal | null {
  const dead = edition.doNotOffer.find((one) => one.article === article)
  const crime = article.startsWith('73-')
  if (dead)
    return {
      refused: 'not-operative',
      transferTo: crime ? 'crime' : null,
      reason: {
        ru: `Статья ${article} («${dead.titleRu}») не действует. ${dead.reasonRu}.`,
        kk: `${article}-бап қолданылмайды: мәтінде тек атауы қалған.${crime ? ' Іс-әрекетте қылмыс белгілері болуы мүмкін.' : ''}`,
      },
      rule: crime ? `КоАП ${article}; УПК 184` : `КоАП ${article}`,
      instead: crime ? { do: 'crime' } : { do: 'close' },
    }
  return edition.parts.some((one) => one.article === article) ? null : refuseUnknown(article)
}

/** There is no such article, or no such part of it, in the catalogue. */
export function refuseUnknown(ref: string): Refusal {
  return {
    refused: 'unknown-article',
    transferTo: null,
    reason: {
      ru: `${ref}: такой статьи или части нет в каталоге этой редакции. Найдите нужную в законе.`,
      kk: `${ref}: мұндай бап не бөлік осы редакцияның каталогында жоқ. Керегін заңнан табыңыз.`,
    },
    rule: `КоАП ${ref}`,
  }
}

/** Every reason why the police may not draw up a protocol for this part now; empty when none is seen. */
export function refuseDraft(part: Part, edition: Edition, so: CaseSoFar, calendar: Calendar = kazakhstan): Refusal[] {
  return [
    ...(mayDrawUp(part, 'police') ? [] : [notPolice(part)]),
    ...withdrawn(edition),
    ...already(part, so),
    ...refuseForTime(part, edition, so, calendar),
    ...refuseForPerson(part, edition, so),
    ...noApplication(part, so),
  ]
}

/** Ids of questions that only a person may answer before this part is chosen, or was asked before the answer given. */
export function gatesOf(part: Part, edition: Edition, so: CaseSoFar): string[] {
  const asked = [{ ...so, answers: {}, application: false }, so].flatMap((one) =>
    refuseDraft(part, edition, one).flatMap(({ instead }) => (instead?.do === 'answer' ? [instead.question] : [])),
  )
  const dated = asked.includes('limit') && ['interrupted', 'criminalCase'].includes(so.answers?.limit ?? '')
  return [...new Set([...asked, ...(dated ? ['limit.from'] : [])])]
}

function notPolice(part: Part): Refusal {
  const to = bodies.find((body) => part.drawnUpBy.includes(body)) ?? null
  const transferTo = to ?? part.drawnUpBy[0] ?? null
  const name = bodyName(transferTo ?? '')
  return {
    refused: 'not-police',
    transferTo,
    reason: {
      ru: `По статье ${refOf(part)} полиция протокол не составляет: материал передаётся по подведомственности – ${name.ru}.`,
      kk: `ӘҚБтК ${refOf(part)} бойынша полиция хаттама жасамайды: материал құзыретіне қарай жіберіледі – ${name.kk}.`,
    },
    rule: 'КоАП 804',
    instead: { do: 'handOver', to },
  }
}

function withdrawn({ withdrawn: gone }: Edition): Refusal[] {
  if (!gone) return []
  return [
    {
      refused: 'withdrawn',
      transferTo: null,
      reason: {
        ru: `Эта редакция закона отозвана: ${gone.reason}. По ней новые протоколы не составляют; обновите страницу.`,
        kk: `Заңның бұл редакциясы қайтарып алынды: ${gone.reason}. Ол бойынша жаңа хаттама жасалмайды; бетті жаңартыңыз.`,
      },
      rule: 'КоАП 5',
    },
  ]
}

/** The same fact is not judged twice. */
function already(part: Part, so: CaseSoFar): Refusal[] {
  const earlier = so.drawn?.find(
    (one) => one.article === part.article && one.part === part.part && one.subjectId === (so.subjectId ?? null),
  )
  if (!earlier) return []
  const said: Record<Drawn['state'], Both> = {
    signed: {
      ru: 'Протокол по этой части на это лицо уже подписан: второго за тот же факт не составляют.',
      kk: 'Осы бөлік бойынша бұл адамға хаттамаға қол қойылған: сол факт үшін екіншісі жасалмайды.',
    },
    decided: {
      ru: 'По этому факту уже есть постановление: второго дела нет.',
      kk: 'Бұл факт бойынша қаулы бар: екінші іс қозғалмайды.',
    },
    terminated: {
      ru: 'Дело по этому факту прекращено, и прекращение не отменено: новое не возбуждают.',
      kk: 'Бұл факт бойынша іс тоқтатылған және қаулы күшінде: жаңасы қозғалмайды.',
    },
  }
  return [
    {
      ...{ refused: 'already', transferTo: null, reason: said[earlier.state], rule: 'КоАП 741(1)' },
      instead: { do: 'paper', id: earlier.id },
    },
  ]
}

function noApplication(part: Part, so: CaseSoFar): Refusal[] {
  if (!part.flags.includes('privateComplaintOnly') || so.application || so.answers?.application === 'yes') return []
  return [
    {
      refused: 'no-application',
      transferTo: null,
      reason: {
        ru: 'Дело возбуждается только по заявлению потерпевшего; заявления нет.',
        kk: 'Іс тек жәбірленушінің арызы бойынша қозғалады; арыз жоқ.',
      },
      rule: 'КоАП 64(1)',
      instead: { do: 'answer', question: 'application' },
    },
  ]
}
