import { type Day, formatDay, formatInstant, localDay } from '../base/calendar.ts'
import { type Both, type Edition, editionAt, findPart, type PaperLang, type Part } from '../base/law.ts'
import type { Category } from '../detection/categories.ts'
import { filled } from '../paper/document.ts'
import { type PaperKind, paperNames } from '../paper/kinds.ts'
import { fullName, isKnown, isMinor, type Person, type Somebody } from '../person/person.ts'
import type { SubjectRole } from '../person/view.ts'
import { noPaperSettings, type PaperSettings } from './paper-settings.ts'
import { type DraftInput, draftProtocol, type Protocol, type Someone } from './protocol.ts'
import { candidates } from './qualify.ts'
import { evidenceOf } from './qualify-evidence.ts'
import { type CaseSoFar, type Drawn, type Refusal, refuseArticle, refuseDraft } from './refuse.ts'
import type { DraftBody } from './view.ts'

/** From the rows of an incident to the facts of a protocol, each with the row that it rests on. */

export interface CaseRows {
  category: Category
  openedAt: Date
  /** When it happened as far as messages tell, or the inspector. */
  happenedAt: Date
  /** The latest finding that confirms the violation. */
  finding: {
    id: string
    text: string
    happenedAt: Date | null
    placeText: string
    answers: Record<string, string>
    at: Date
  } | null
  /** Where it is as the incident has it; used where neither a finding nor a message says nearer. */
  place?: { id: string; text: string } | null
  /** Messages without their authors and their words: a protocol never takes those from a message. */
  reports: { id: string; at: Date; place: string | null }[]
  subjects: { id: string; role: SubjectRole; person: Somebody; at: Date }[]
  attachments: CaseFile[]
  /** Signed protocols and warnings of this incident (`qualify-store.ts`). */
  drawn?: readonly Drawn[]
  /** Signed papers of this incident that bear out what a protocol says. */
  papers?: readonly SignedPaper[]
}

/** Kinds of papers that a protocol names among what goes with it. */
export const provingKinds = ['explanation', 'inspectionAct', 'notice'] as const satisfies readonly PaperKind[]

export interface SignedPaper {
  id: string
  kind: PaperKind
  number: string
  signedAt: Date
}

export interface CaseFile {
  id: string
  hash: string
  kind: string
  purpose: string
  caption: string
  at: Date
}

/** The local day whose law applies: that of the offence (КоАП 5). */
export function lawDay(rows: Pick<CaseRows, 'finding' | 'happenedAt'>): Day {
  return localDay(rows.finding?.happenedAt ?? rows.happenedAt)
}

/** What the hard stops look at. The time counts only where the inspector established it. */
export function caseSoFar(
  rows: CaseRows,
  subjectId: string | null,
  answers: Readonly<Record<string, string>>,
  now: Date,
): CaseSoFar {
  const { finding, drawn = [] } = rows
  const person = rows.subjects.find(({ id }) => id === subjectId)?.person ?? null
  const offenceAt = finding?.happenedAt ?? null
  return {
    ...{ subject: person && isKnown(person) ? person : null, subjectId, offenceAt, answers, drawn, now },
    // What the inspector himself saw after the first message was found by his visit.
    detectedAt: finding && offenceAt && offenceAt > rows.openedAt ? finding.at : rows.openedAt,
    continuing: answers.limit === 'continuing',
    application: answers.application === 'yes',
  }
}

/** The offender named first, whom candidates are weighed for until another one is chosen. */
export const firstOffender = (rows: Pick<CaseRows, 'subjects'>) =>
  rows.subjects.find(({ role }) => role === 'offender')?.id ?? null

/** The parts that may fit what was found so far. */
export function candidatesFor(
  rows: CaseRows,
  edition: Edition,
  asked: {
    subjectId: string | null
    answers: Readonly<Record<string, string>>
    now: Date
    /** A part that the inspector chose by hand. */
    extra?: { article: string; part: string | null }
  },
) {
  const { subjectId, answers, now, extra } = asked
  return candidates({
    ...caseSoFar(rows, subjectId, answers, now),
    ...{ category: rows.category, answers, edition, now },
    evidence: evidenceOf(rows, subjectId, answers),
    ...(extra && { extra }),
  })
}

export type DraftStop = Omit<Refusal, 'refused'> & { refused: Refusal['refused'] | 'no-edition' | 'unknown-subject' }

const stop = (refused: DraftStop['refused'], ru: string, kk: string, rule: string): DraftStop => ({
  refused,
  transferTo: null,
  reason: { ru, kk },
  rule,
})

export interface Drawing {
  choice: DraftBody
  author: { id: string; position: string; name: string }
  law: readonly Edition[]
  now: Date
  /** What the department writes into its papers; without it those places stay empty. */
  settings?: PaperSettings
}

/** The draft that follows from the rows and the inspector's choice, with what was suggested beside it; or why there is none. */
export function draftOf(
  rows: CaseRows,
  { choice, author, law, now, settings = noPaperSettings }: Drawing,
): { stops: [DraftStop, ...DraftStop[]] } | { protocol: Protocol; suggested: ReturnType<typeof candidates> } {
  const edition = editionAt(law, lawDay(rows))
  if (!edition)
    return {
      stops: [
        stop(
          'no-edition',
          'Текста закона на день правонарушения здесь нет: проверьте время или составьте протокол без программы.',
          'Құқық бұзушылық күніне арналған заң мәтіні мұнда жоқ: уақытты тексеріңіз немесе хаттаманы бағдарламасыз жасаңыз.',
          'КоАП 5',
        ),
      ],
    }
  const named = rows.subjects.find(({ id, role }) => id === choice.subjectId && role === 'offender')
  if (choice.subjectId && !named)
    return {
      stops: [
        stop(
          'unknown-subject',
          'Сначала назовите это лицо в происшествии как нарушителя.',
          'Алдымен бұл адамды оқиғада бұзушы ретінде көрсетіңіз.',
          'КоАП 803(2)(3)',
        ),
      ],
    }
  const part = findPart(edition, choice.article, choice.part)
  const dead = refuseArticle(edition, choice.article)
  if (dead) return { stops: [dead] }
  if (!part)
    return {
      stops: [
        stop(
          'unknown-article',
          `Части ${choice.part ?? '–'} у статьи ${choice.article} в этой редакции нет.`,
          `Осы редакцияда ${choice.article}-баптың ${choice.part ?? '–'}-бөлігі жоқ.`,
          `КоАП ${choice.article}`,
        ),
      ],
    }
  const [first, ...others] = refuseDraft(part, edition, caseSoFar(rows, choice.subjectId, choice.answers, now))
  if (first) return { stops: [first, ...others] }
  const asked = { subjectId: choice.subjectId, answers: choice.answers, now }
  return {
    protocol: draftProtocol(draftInputOf(rows, { choice, author, now, settings }, edition, part)),
    suggested: candidatesFor(rows, edition, asked),
  }
}

function draftInputOf(
  rows: CaseRows,
  { choice, author, now, settings = noPaperSettings }: Omit<Drawing, 'law'>,
  edition: Edition,
  part: Part,
): DraftInput {
  const { finding, papers = [] } = rows
  const offender = rows.subjects.find(({ id }) => id === choice.subjectId)
  // Somebody who was only seen is named, but is not known: the protocol is of the fact (806(9)).
  const [person, seen] = offender ? split(offender.person) : [null, null]
  const others = rows.subjects.filter(({ role, id }) => role === 'offender' && id !== offender?.id)
  const [other] = others
  const minor = person ? isMinor(person, lawDay(rows)) === true : false
  const place = filled(settings.drawnUpPlace, 'system').value
  return {
    ...{ lang: choice.lang, edition, part, number: null, author, drawnUpAt: now },
    drawnUpPlace: place ? { text: place, source: 'system', ref: null } : null,
    subject: offender && person ? { id: offender.id, person } : null,
    unknownOffender: seen !== null || (choice.unknownOffender && !offender),
    described: offender && seen ? { id: offender.id, text: seen } : null,
    offenceAt: finding?.happenedAt ? { at: finding.happenedAt, source: 'inspector', ref: finding.id } : null,
    offencePlace: placeFound(rows),
    reports: rows.reports,
    finding: finding && { id: finding.id, text: finding.text },
    witnesses: named(rows, 'witness'),
    victims: named(rows, 'victim'),
    ...{ explanation: null, device: null, hearing: null, other: null, electronic: false },
    hearingPlace: minor ? null : hearingPlace(part, settings),
    attachments: rows.attachments.flatMap((one) => {
      const kind = paperKind(one.kind)
      return kind ? [{ id: one.id, kind, caption: captionOf(one) }] : []
    }),
    papers: papers.map((one) => ({ id: one.id, name: nameOf(one) })),
    others: offender && other ? { count: others.length, ref: other.id } : null,
    answers: choice.answers,
  }
}

function placeFound({ finding, reports, place }: CaseRows): DraftInput['offencePlace'] {
  if (finding?.placeText) return { text: finding.placeText, source: 'inspector', ref: finding.id }
  return place?.text && !reports.some((one) => one.place) ? { ...place, source: 'message', ref: place.id } : null
}

const split = (one: Somebody): [Person | null, string | null] => (isKnown(one) ? [one, null] : [null, one.description])

/**
 * Where the department's cases of that kind are considered, by who considers them. Cases of minors are considered where
 * they live (812(4)), so no place is taken for granted there.
 */
function hearingPlace({ considersBy }: Part, settings: PaperSettings): Both | null {
  const by = (pattern: RegExp) => considersBy.some((code) => pattern.test(code))
  if (by(/^(police|precinctInspector)/)) return settings.hearingPolice
  if (by(/^(court|minorsCourt)$/)) return settings.hearingCourt
  return by(/^(akimat|ruralAkim)$/) ? settings.hearingAkimat : null
}

function nameOf({ kind, number, signedAt }: SignedPaper): Both {
  const day = localDay(signedAt)
  const mark = number ? ` № ${number}` : ''
  const { ru, kk } = paperNames[kind]
  return { ru: `${ru}${mark} от ${formatDay(day, 'ru')}`, kk: `${kk}${mark}, ${formatDay(day, 'kk')}` }
}

/** Only whom the inspector named so: who sent a message is no witness by that. */
const named = ({ subjects }: CaseRows, wanted: SubjectRole): Someone[] =>
  subjects.flatMap(({ id, role, person }) => {
    if (role !== wanted || !isKnown(person)) return []
    const address = person.kind === 'entity' ? person.location : person.residence
    return [{ name: fullName(person), address, ...{ ref: id, reportId: null, agreed: true } }]
  })

/** A voice would tell who sent it, so it stays with the incident. */
const paperKind = (kind: string) => (kind === 'photo' || kind === 'video' || kind === 'document' ? kind : null)

const kinds = {
  ru: { photo: 'снимок', video: 'видео', document: 'документ' },
  kk: { photo: 'сурет', video: 'бейнежазба', document: 'құжат' },
}
const purposes: Record<PaperLang, Record<string, (kind: string) => string>> = {
  ru: {
    report: (kind) => `${kind} из сообщения`,
    finding: (kind) => `${kind} с места`,
    before: (kind) => `${kind} до устранения`,
    after: (kind) => `${kind} после устранения`,
    receipt: (kind) => `${kind} о приёме отходов`,
    explanation: (kind) => `${kind} с объяснением`,
  },
  kk: {
    report: (kind) => `хабарламадағы ${kind}`,
    finding: (kind) => `орнынан алынған ${kind}`,
    before: (kind) => `жойылғанға дейінгі ${kind}`,
    after: (kind) => `жойылғаннан кейінгі ${kind}`,
    receipt: (kind) => `қалдықтың қабылданғаны туралы ${kind}`,
    explanation: (kind) => `түсініктеме жазылған ${kind}`,
  },
}

/** What an attachment is, and when it came; the words of a message's sender are left out. */
export function captionOf(file: CaseFile): Both {
  return { ru: captionIn(file, 'ru'), kk: captionIn(file, 'kk') }
}

function captionIn({ kind, purpose, caption, at }: CaseFile, lang: PaperLang): string {
  const said = purposes[lang][purpose] ?? ((what: string) => what)
  const what = said(kinds[lang][paperKind(kind) ?? 'document'])
  const own = purpose === 'report' || !caption ? '' : ` – ${caption}`
  return `${what}, ${formatInstant(at, lang)}${own}`
}
