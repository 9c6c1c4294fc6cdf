import { findPart, type Part } from '../base/law.ts'
import { type Category, usualRoute } from '../detection/categories.ts'
import { away } from './qualify-away.ts'
import { type Candidate, type QualifyInput, soFar, toldOf, weigh } from './qualify-candidate.ts'
import { home } from './qualify-home.ts'
import { peace } from './qualify-peace.ts'
import { people } from './qualify-people.ts'
import { doubtIfRepeated, instead, repeated } from './qualify-repeat.ts'
import { road } from './qualify-road.ts'
import {
  type Away,
  arrestQuestion,
  both,
  capacityQuestion,
  type Question,
  type Rule,
  repeatQuestion,
  type Topic,
} from './qualify-rule.ts'
import { trade } from './qualify-trade.ts'
import { yard } from './qualify-yard.ts'
import { gatesOf, refuseArticle, refuseUnknown } from './refuse.ts'
import { gateQuestions, residenceQuestion } from './refuse-questions.ts'

export type { Candidate, QualifyInput } from './qualify-candidate.ts'

/** Which parts of the law may fit what was found: questions, candidates and reasons. The inspector chooses, never the program. */

const topics: Record<Category, Topic> = { ...yard, ...peace, ...people, ...home, ...trade, ...road, ...away }

export type Qualified = {
  questions: Question[]
  candidates: Candidate[]
  /** Ways out of the administrative case that the answers so far allow. */
  away: Away[]
}

/**
 * The parts that may fit, the likelier first, with the questions that tell them apart.
 * Every candidate stays in the list; nothing is chosen and nothing hidden.
 */
export function candidates(input: QualifyInput): Qualified {
  const { category, answers, extra } = input
  const topic = topics[category]
  const byRule = topic.rules.flatMap((rule) => {
    const weighed = weigh(rule, input)
    const one = candidate(rule, input)
    if (!one) return []
    return [doubtIfRepeated(one, input), ...instead(one, weighed, input), ...repeated(one, weighed, input)]
  })
  const listed = unique(extra ? byHand(byRule, extra, input) : byRule)
  const place = new Map(listed.map((one, index) => [one, index]))
  const weight = (one: Candidate) => (one.byHand ? 100 : 0) + one.speaksFor.length - 2 * one.speaksAgainst.length
  const sorted = listed.toSorted((a, b) => weight(b) - weight(a) || (place.get(a) ?? 0) - (place.get(b) ?? 0))
  return { questions: questionsOf(topic, listed, input), candidates: sorted, away: waysOut(category, topic, answers) }
}

/** Categories that are themselves about an offence, so that a case with its terms may follow. */
export function qualifies(category: Category): boolean {
  return usualRoute[category] === 'offence' || ['domestic', 'drugs', 'violence'].includes(category)
}

function candidate(rule: Rule, input: QualifyInput): Candidate | null {
  const found = findPart(input.edition, rule.article, rule.part)
  if (found) return toldOf(found, weigh(rule, input), input)
  const dead = input.edition.doNotOffer.find((one) => one.article === rule.article)
  const refusal = refuseArticle(input.edition, rule.article)
  if (!dead || !refusal) return null
  const { open, ...reasons } = weigh(rule, input)
  const standing = reasons.speaksAgainst.length > 0 ? 'doubtful' : open ? 'open' : 'fits'
  return {
    ...{ article: rule.article, part: null, ref: rule.article, titleRu: dead.titleRu, conductRu: dead.titleRu },
    ...{ standing, ...reasons, byHand: false, consequences: null, refusals: [refusal] },
  }
}

const chosen = both('Часть выбрана вами.', 'Бөлікті өзіңіз таңдадыңыз.')

/** A part that the inspector named himself is weighed like the others. */
function byHand(listed: Candidate[], asked: { article: string; part: string | null }, input: QualifyInput) {
  const same = (one: Candidate) => one.article === asked.article && one.part === asked.part
  if (listed.some(same))
    return listed.map((one) => (same(one) ? { ...one, byHand: true, speaksFor: [...one.speaksFor, chosen] } : one))
  const rule: Rule = { ...asked, fits: [], prove: [], source: [`КоАП ${refOf(asked)}`] }
  const weighed = weigh(rule, input)
  const found = findPart(input.edition, asked.article, asked.part)
  const reasons = { ...weighed, speaksFor: [chosen] }
  if (found) {
    const one = { ...toldOf(found, reasons, input), byHand: true }
    return [...listed, doubtIfRepeated(one, input), ...instead(one, reasons, input), ...repeated(one, reasons, input)]
  }
  const { open: _, ...told } = reasons
  const refusal = refuseArticle(input.edition, asked.article) ?? refuseUnknown(refOf(asked))
  const title = input.edition.doNotOffer.find((one) => one.article === asked.article)?.titleRu ?? ''
  const none: Candidate = {
    ...{ article: asked.article, part: asked.part, ref: refOf(asked), titleRu: title, conductRu: title },
    ...{ standing: 'doubtful', ...told, byHand: true, consequences: null, refusals: [refusal] },
  }
  return [...listed, none]
}

const refOf = ({ article, part }: { article: string; part: string | null }) =>
  part === null ? article : `${article}(${part})`

/** The same part may follow from two rules; the first stays. */
function unique(listed: Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return listed.filter(({ ref }) => !seen.has(ref) && seen.add(ref))
}

function questionsOf(topic: Topic, listed: readonly Candidate[], input: QualifyInput): Question[] {
  const { edition, subject = null } = input
  const parts = listed.flatMap((one) => findPart(edition, one.article, one.part) ?? [])
  const some = (holds: (part: Part) => boolean) => parts.some(holds)
  const listedIn = (list: 'repeatOfAll' | 'nonArrestableOf') =>
    some((part) => edition.parts.some((one) => one.article === part.article && one[list].includes(part.part ?? '')))
  const works = some((part) => part.sanctions.some((one) => one.kind === 'communityWorks'))
  const kinds = some((part) => {
    const named = new Set(part.sanctions.map((one) => one.subject))
    return named.has('individual') && (named.has('official') || named.has('smallBusiness'))
  })
  const foreigner = subject?.kind === 'individual' && subject.foreigner
  const gates = new Set(parts.flatMap((part) => gatesOf(part, edition, soFar(input))))
  return [
    ...topic.questions,
    ...(listedIn('repeatOfAll') ? [repeatQuestion] : []),
    ...(listedIn('nonArrestableOf') ? [arrestQuestion] : []),
    ...(kinds && subject?.kind === 'individual' ? [capacityQuestion] : []),
    ...(foreigner && works ? [residenceQuestion] : []),
    ...gateQuestions.filter(({ id }) => gates.has(id)),
  ]
}

/** Ways meant for one answer show once it is given; where no offence is usual, also before. */
function waysOut(category: Category, topic: Topic, answers: QualifyInput['answers']): Away[] {
  return topic.away
    .filter(({ on }) => {
      if (!on) return true
      const answer = answers[on.question]
      return answer === undefined
        ? usualRoute[category] !== 'offence' && topic.rules.length < 2
        : on.answers.includes(answer)
    })
    .map(({ on: _, ...way }) => way)
}
