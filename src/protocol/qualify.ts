import { type Both, type Edition, findPart, type Part, refOf } from '../base/law.ts'
import type { Category } from '../detection/categories.ts'
import type { Person } from '../person/person.ts'
import { type Consequences, consequencesOf } from './consequences.ts'
import { home } from './qualify-home.ts'
import { peace } from './qualify-peace.ts'
import { people } from './qualify-people.ts'
import { road } from './qualify-road.ts'
import { arrestQuestion, both, type Question, type Rule, repeatQuestion, type Topic } from './qualify-rule.ts'
import { trade } from './qualify-trade.ts'
import { yard } from './qualify-yard.ts'
import { type CaseSoFar, type Refusal, refuseArticle, refuseDraft } from './refuse.ts'

/** Which parts of the law may fit what was found: questions, candidates and reasons. The inspector chooses, never the program. */

const topics: Partial<Record<Category, Topic>> = { ...yard, ...peace, ...people, ...home, ...trade, ...road }

export interface QualifyInput extends Partial<Omit<CaseSoFar, 'now'>> {
  category: Category
  /** Question id → answer id, as the inspector gave them. */
  answers: Readonly<Record<string, string>>
  edition: Edition
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
  speaksFor: Both[]
  speaksAgainst: Both[]
  prove: Both[]
  /** Null for an article without operative text. */
  consequences: Consequences | null
  /** Hard stops: a police protocol may not be drawn up. */
  refusals: Refusal[]
}

/**
 * The parts that may fit, the likelier first, with the questions that tell them apart.
 * Every candidate stays in the list; nothing is chosen and nothing hidden.
 */
export function candidates(input: QualifyInput): { questions: Question[]; candidates: Candidate[] } {
  const { category, answers, edition } = input
  const topic = topics[category]
  if (!topic) return { questions: [], candidates: [] }
  const listed = topic.rules.flatMap((rule) => {
    const weighed = weigh(rule, answers)
    const one = candidate(rule, weighed, input)
    return one ? [doubtIfRepeated(one, input), ...repeated(one, weighed, input)] : []
  })
  const arrestable = listed.some((one) => edition.parts.some((part) => isFor(part, one, 'nonArrestableOf')))
  const questions = [
    ...topic.questions,
    ...(listed.some((one) => edition.parts.some((part) => isFor(part, one, 'repeatOfAll'))) ? [repeatQuestion] : []),
    ...(arrestable && answers.repeat === 'yes' ? [arrestQuestion] : []),
  ]
  const place = new Map(listed.map((one, index) => [one, index]))
  const weight = (one: Candidate) => one.speaksFor.length - 2 * one.speaksAgainst.length
  const sorted = listed.sort((a, b) => weight(b) - weight(a) || (place.get(a) ?? 0) - (place.get(b) ?? 0))
  return { questions, candidates: sorted }
}

/** Categories for which the law has parts in this catalogue. */
export function qualifies(category: Category): boolean {
  return topics[category] !== undefined
}

const isFor = (part: Part, one: { article: string; part: string | null }, list: 'repeatOfAll' | 'nonArrestableOf') =>
  part.article === one.article && one.part !== null && part[list].includes(one.part)

interface Weighed {
  open: boolean
  speaksFor: Both[]
  speaksAgainst: Both[]
  prove: Both[]
}

/** What the answers given so far say of a rule; an answer not given, or «unknown», leaves it open. */
function weigh({ fits, prove }: Rule, answers: QualifyInput['answers']): Weighed {
  const weighed: Weighed = { open: fits.length === 0, speaksFor: [], speaksAgainst: [], prove }
  for (const { question, yes, speaksFor, speaksAgainst } of fits) {
    const answer = answers[question]
    if (answer === undefined || answer === 'unknown') weighed.open = true
    else if (yes.includes(answer)) weighed.speaksFor.push(speaksFor)
    else weighed.speaksAgainst.push(speaksAgainst)
  }
  return weighed
}

function candidate(rule: Rule, weighed: Weighed, input: QualifyInput): Candidate | null {
  const found = findPart(input.edition, rule.article, rule.part)
  if (found) return told(found, weighed, input)
  const dead = input.edition.doNotOffer.find((one) => one.article === rule.article)
  const refusal = refuseArticle(input.edition, rule.article)
  if (!dead || !refusal) return null
  const { open, ...reasons } = weighed
  return {
    ...{ article: rule.article, part: null, ref: rule.article, titleRu: dead.titleRu, conductRu: dead.titleRu },
    ...{ standing: standing(open, reasons.speaksAgainst), ...reasons, consequences: null, refusals: [refusal] },
  }
}

const standing = (open: boolean, against: Both[]): Candidate['standing'] =>
  against.length > 0 ? 'doubtful' : open ? 'open' : 'fits'

function told(part: Part, weighed: Weighed, input: QualifyInput): Candidate {
  const { edition, subject = null, offenceAt = null, detectedAt = null, continuing = false, now } = input
  const speaksAgainst = [...weighed.speaksAgainst, ...subjectAgainst(part, subject)]
  const so = { subject, offenceAt, detectedAt, continuing, application: input.application ?? false, now }
  return {
    ...{ article: part.article, part: part.part, ref: refOf(part), titleRu: part.titleRu, conductRu: part.conductRu },
    ...{ standing: standing(weighed.open, speaksAgainst), speaksFor: weighed.speaksFor, speaksAgainst },
    prove: weighed.prove,
    consequences: consequencesOf(part, edition, now),
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

/** A penalty that names only others speaks against the part; a special service may punish its own (КоАП 32). */
function subjectAgainst(part: Part, subject: Person | null): Both[] {
  if (!subject) return []
  const named = part.sanctions.filter((one) => !one.additional && one.kind !== 'warning').map((one) => one.subject)
  const reasons: Both[] = []
  if (subject.kind === 'entity' && named.length > 0 && !named.some((one) => one === 'any' || firms.has(one)))
    reasons.push(both('Санкция не называет юридических лиц.', 'Санкцияда заңды тұлғалар аталмаған.'))
  if (subject.kind === 'individual' && named.length > 0 && named.every((one) => firms.has(one)))
    reasons.push(both('Санкция не называет физических лиц.', 'Санкцияда жеке тұлғалар аталмаған.'))
  if (subject.kind === 'individual' && subject.special !== 'none')
    reasons.push(
      both(
        'Особый субъект: материал, возможно, передаётся по месту службы (КоАП 32).',
        'Ерекше субъект: материал оның қызмет орнына берілуі мүмкін (ӘҚБтК 32).',
      ),
    )
  return reasons
}

function doubtIfRepeated(one: Candidate, { answers, edition }: QualifyInput): Candidate {
  if (answers.repeat !== 'yes' || !edition.parts.some((part) => isFor(part, one, 'repeatOfAll'))) return one
  const doubt = both(
    'Было взыскание в течение года: сравните с частью о повторном нарушении.',
    'Бір жыл ішінде жаза қолданылған: қайталама бұзушылық туралы бөлікпен салыстырыңыз.',
  )
  return { ...one, standing: 'doubtful', speaksAgainst: [...one.speaksAgainst, doubt] }
}

const again = both(
  'Повтор в течение года после исполнения взыскания (КоАП 61).',
  'Жаза орындалғаннан кейін бір жыл ішінде қайталанған (ӘҚБтК 61).',
)
const ended = both('дата окончания исполнения прежнего взыскания', 'бұрынғы жазаның орындалуы аяқталған күн')
const whyNoArrest = both('почему арест не применяется', 'қамаққа алу неге қолданылмайтыны')
const barred = both('Лицо нельзя арестовать (КоАП 50(2)).', 'Адамды қамаққа алуға болмайды (ӘҚБтК 50(2)).')
const notBarred = both('Лицо можно арестовать.', 'Адамды қамаққа алуға болады.')

/** Parts for a repeated offence, and those in place of arrest, once the inspector said that it is repeated. */
function repeated(first: Candidate, weighed: Weighed, input: QualifyInput): Candidate[] {
  const { answers, edition } = input
  if (answers.repeat !== 'yes') return []
  const base = { ...weighed, speaksFor: [...weighed.speaksFor, again], prove: [...weighed.prove, ended] }
  return edition.parts
    .filter((part) => isFor(part, first, 'repeatOfAll'))
    .flatMap((part) => {
      const instead = edition.parts.filter((one) => isFor(one, part, 'nonArrestableOf'))
      const cannot = instead.length > 0 && answers.arrest === 'yes'
      const repeat = cannot ? { ...base, speaksAgainst: [...base.speaksAgainst, barred] } : base
      const softer = {
        open: base.open || answers.arrest === undefined,
        speaksFor: cannot ? [...base.speaksFor, barred] : base.speaksFor,
        speaksAgainst: answers.arrest === 'no' ? [...base.speaksAgainst, notBarred] : base.speaksAgainst,
        prove: [...base.prove, whyNoArrest],
      }
      return [told(part, repeat, input), ...instead.map((one) => told(one, softer, input))]
    })
}
