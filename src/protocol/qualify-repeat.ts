import { localDay } from '../base/calendar.ts'
import type { Part } from '../base/law.ts'
import { whomOf } from './consequences-whom.ts'
import { type Candidate, type QualifyInput, toldOf, type Weighed } from './qualify-candidate.ts'
import type { Proof } from './qualify-evidence.ts'
import { both } from './qualify-rule.ts'

/** Parts for a repeated offence (КоАП 61) and those in place of arrest (КоАП 50(2)). */

const isFor = (part: Part, one: { article: string; part: string | null }, list: 'repeatOfAll' | 'nonArrestableOf') =>
  part.article === one.article && one.part !== null && part[list].includes(one.part)

const again = both(
  'Повтор в течение года после исполнения взыскания (КоАП 61).',
  'Жаза орындалғаннан кейін бір жыл ішінде қайталанған (ӘҚБтК 61).',
)
const compare = both(
  'Было взыскание в течение года: сравните с частью о повторном нарушении.',
  'Бір жыл ішінде жазаланған: қайталама бұзушылық туралы бөлікпен салыстырыңыз.',
)
const barred = both('Лицо нельзя арестовать (КоАП 50(2)).', 'Адамды қамаққа алуға болмайды (ӘҚБтК 50(2)).')
const notBarred = both('Лицо можно арестовать.', 'Адамды қамаққа алуға болады.')
const ended: Proof = {
  ...both('дата окончания исполнения прежнего взыскания', 'бұрынғы жазаның орындалуы аяқталған күн'),
  state: 'check',
}
const whyNoArrest: Proof = {
  ...both('почему арест не применяется', 'қамаққа алу неге қолданылмайтыны'),
  state: 'check',
}

/** A first offence is doubtful once the inspector said that it is a repeated one. */
export function doubtIfRepeated(one: Candidate, { answers, edition }: QualifyInput): Candidate {
  if (answers.repeat !== 'yes' || !edition.parts.some((part) => isFor(part, one, 'repeatOfAll'))) return one
  return { ...one, standing: 'doubtful', speaksAgainst: [...one.speaksAgainst, compare] }
}

/** The part that takes the place of one whose only way is arrest, where the person may not be arrested. */
export function instead(
  first: Pick<Candidate, 'article' | 'part'>,
  weighed: Weighed,
  input: QualifyInput,
): Candidate[] {
  const { answers, edition, subject = null } = input
  const known = whomOf(subject, answers, localDay(input.offenceAt ?? input.now)).noArrest !== null
  const softer: Weighed = {
    ...weighed,
    open: weighed.open || (answers.arrest === undefined && !known),
    speaksFor: known ? [...weighed.speaksFor, barred] : weighed.speaksFor,
    speaksAgainst: answers.arrest === 'no' && !known ? [...weighed.speaksAgainst, notBarred] : weighed.speaksAgainst,
    prove: [...weighed.prove, whyNoArrest],
  }
  return edition.parts
    .filter((part) => isFor(part, first, 'nonArrestableOf'))
    .map((part) => toldOf(part, { ...softer, source: [...softer.source, 'КоАП 50(2)'] }, input))
}

/** Parts for a repeated offence, once the inspector said that it is repeated, each with its softer one. */
export function repeated(first: Candidate, weighed: Weighed, input: QualifyInput): Candidate[] {
  const { answers, edition, subject = null } = input
  if (answers.repeat !== 'yes') return []
  const base: Weighed = {
    ...weighed,
    speaksFor: [...weighed.speaksFor, again],
    prove: [...weighed.prove, ended],
  }
  const noArrest = whomOf(subject, answers, localDay(input.offenceAt ?? input.now)).noArrest !== null
  return edition.parts
    .filter((part) => isFor(part, first, 'repeatOfAll'))
    .flatMap((part) => {
      const own = { ...base, source: [`КоАП ${part.article}(${part.part})`, 'КоАП 61'] }
      const softer = instead(part, own, input)
      const against = noArrest && softer.length > 0 ? [...own.speaksAgainst, barred] : own.speaksAgainst
      return [toldOf(part, { ...own, speaksAgainst: against }, input), ...softer]
    })
}
