import { localDay } from '../base/calendar.ts'
import { type Both, type Edition, type Part, refOf } from '../base/law.ts'
import type { Category } from '../detection/categories.ts'
import { ageAt, birthOf, type Person } from '../person/person.ts'
import { type Consequences, consequencesOf } from './consequences.ts'
import { whomOf } from './consequences-whom.ts'
import { type Evidence, haveOf, type Proof } from './qualify-evidence.ts'
import { both, need, type Rule } from './qualify-rule.ts'
import { type CaseSoFar, type Refusal, refuseDraft } from './refuse.ts'
import { onElders } from './refuse-person.ts'
import { limitationShown } from './refuse-time.ts'

/** One part of the law weighed against the case. */

export interface QualifyInput extends Partial<Omit<CaseSoFar, 'now' | 'answers'>> {
  category: Category
  /** Question id → answer id, as the inspector gave them. */
  answers: Readonly<Record<string, string>>
  edition: Edition
  /** What the case holds already; without it nothing is marked as there. */
  evidence?: Evidence
  /** A part that the inspector chose by hand. */
  extra?: { article: string; part: string | null }
  now: Date
}

export interface Candidate {
  article: string
  part: string | null
  /** «505(1)» */
  ref: string
  titleRu: string
  conductRu: string
  /** `fits`: answers speak for it alone; `open`: not all asked; `doubtful`: some answer speaks against it. */
  standing: 'fits' | 'open' | 'doubtful'
  /** The inspector named it himself. */
  byHand: boolean
  speaksFor: Both[]
  speaksAgainst: Both[]
  prove: Proof[]
  /** The rules it rests on: «КоАП 505(1)». */
  source: string[]
  /** Null for an article without operative text. */
  consequences: Consequences | null
  /** Hard stops: a police protocol may not be drawn up. */
  refusals: Refusal[]
}

export interface Weighed {
  open: boolean
  speaksFor: Both[]
  speaksAgainst: Both[]
  prove: Proof[]
  source: string[]
}

/** What the answers given so far say of a rule; an answer not given, or «unknown», leaves it open. */
export function weigh({ fits, prove, source }: Rule, { answers, evidence }: QualifyInput): Weighed {
  const ids = new Set(prove.map(({ id }) => id))
  const common = (['who', 'when', 'essence'] as const).filter((id) => !ids.has(id)).map(need)
  const weighed: Weighed = {
    ...{ open: fits.length === 0, speaksFor: [], speaksAgainst: [], source },
    prove: [...prove, ...common].map((one) => haveOf(one, evidence)),
  }
  for (const { question, yes, speaksFor, speaksAgainst } of fits) {
    const answer = answers[question]
    if (answer === undefined || answer === 'unknown') weighed.open = true
    else if (yes.includes(answer)) weighed.speaksFor.push(speaksFor)
    else weighed.speaksAgainst.push(speaksAgainst)
  }
  return weighed
}

export const standingOf = (open: boolean, against: readonly Both[]): Candidate['standing'] =>
  against.length > 0 ? 'doubtful' : open ? 'open' : 'fits'

/** What the stops look at, with what is not said taken as not known. */
export function soFar(input: QualifyInput): CaseSoFar {
  const { subject = null, offenceAt = null, detectedAt = null, continuing = false, application = false } = input
  const { answers, subjectId = null, drawn = [], now } = input
  return { subject, offenceAt, detectedAt, continuing, application, answers, subjectId, drawn, now }
}

/** The candidate for a part that the edition holds. */
export function toldOf(part: Part, weighed: Weighed, input: QualifyInput): Candidate {
  const { edition, subject = null, offenceAt, answers, now } = input
  const so = soFar(input)
  const day = localDay(offenceAt ?? now)
  const whom = whomOf(subject, answers, day)
  const speaksAgainst = [...weighed.speaksAgainst, ...subjectAgainst(part, subject, day)]
  const more = [
    ...(whom.minor === true ? [need('representative')] : []),
    ...(part.flags.includes('privateComplaintOnly') ? [need('application')] : []),
  ].filter(({ text }) => !weighed.prove.some((one) => one.ru === text.ru))
  return {
    ...{ article: part.article, part: part.part, ref: refOf(part), titleRu: part.titleRu, conductRu: part.conductRu },
    ...{ standing: standingOf(weighed.open, speaksAgainst), byHand: false },
    ...{ speaksFor: weighed.speaksFor, speaksAgainst, source: weighed.source },
    prove: [...weighed.prove, ...more.map((one) => haveOf(one, input.evidence))],
    consequences: consequencesOf(part, edition, now, whom, limitationShown(part, edition, so)),
    refusals: refuseDraft(part, edition, so),
  }
}

const firms = new Set([
  'smallBusiness',
  'nonprofit',
  'mediumBusiness',
  'largeBusiness',
  'legalEntity',
  'inspectedSubject',
])
/** Parts that speak of citizens alone; parts for foreigners name them in the sanction (law/). */
const citizensOnly = new Set(['492(1)', '492(2)', '492(3)', '449(1)'])

/** A penalty that names only others speaks against the part; a special service may punish its own (КоАП 32). */
function subjectAgainst(part: Part, subject: Person | null, day: string): Both[] {
  if (!subject) return []
  const named = part.sanctions.filter((one) => !one.additional && one.kind !== 'warning').map((one) => one.subject)
  const only = (...kinds: string[]) => named.length > 0 && named.every((one) => kinds.includes(one))
  const reasons: Both[] = []
  if (subject.kind === 'entity') {
    if (named.length > 0 && !named.some((one) => one === 'any' || firms.has(one)))
      reasons.push(both('Санкция не называет юридических лиц.', 'Санкцияда заңды тұлғалар аталмаған.'))
    return reasons
  }
  if (named.length > 0 && named.every((one) => firms.has(one)))
    reasons.push(both('Санкция не называет физических лиц.', 'Санкцияда жеке тұлғалар аталмаған.'))
  if (subject.foreigner && citizensOnly.has(refOf(part)))
    reasons.push(both('Часть не для иностранцев.', 'Бөлік шетелдіктерге арналмаған.'))
  if (!subject.foreigner && only('foreigner'))
    reasons.push(
      both('Часть только для иностранцев и лиц без гражданства.', 'Бөлік тек шетелдіктер мен азаматтығы жоқтарға.'),
    )
  const birth = birthOf(subject)
  const age = birth === null ? null : ageAt(birth, day)
  if (age !== null && age >= 16 && age < 18 && onElders(part) && /1[24]–16 лет|до 16 лет/.test(part.minorsNote ?? ''))
    reasons.push(
      both('Лицу уже 16 лет: за себя отвечает само (КоАП 65).', 'Адам 16 жаста: өзі жауап береді (ӘҚБтК 65).'),
    )
  if (subject.special !== 'none')
    reasons.push(
      both(
        'Особый субъект: материал, возможно, передаётся по месту службы (КоАП 32).',
        'Ерекше субъект: материал оның қызмет орнына берілуі мүмкін (ӘҚБтК 32).',
      ),
    )
  return reasons
}
