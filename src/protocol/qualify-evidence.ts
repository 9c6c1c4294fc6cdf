import type { Both } from '../base/law.ts'
import { birthOf } from '../person/person.ts'
import type { CaseRows } from './facts.ts'
import type { Need } from './qualify-rule.ts'

/** What must be proved and whether the case holds it; `check`: only a person can tell. */
export interface Proof extends Both {
  state: 'have' | 'missing' | 'check'
}

/** What the case holds, as far as the program can see it. */
export interface Evidence {
  /** The offender is named, and known by number or document. */
  who: boolean
  /** Time and place were established by the inspector. */
  when: boolean
  /** The finding says what was established. */
  essence: boolean
  /** Photos and videos that may be attached. */
  shots: number
  witnesses: number
  victims: number
  representatives: number
  birthKnown: boolean
  plates: number
  citizenshipKnown: boolean
  application: boolean
}

/** Read off the rows of the incident, for the offender meant. */
export function evidenceOf(
  rows: CaseRows,
  subjectId: string | null,
  answers: Readonly<Record<string, string>>,
): Evidence {
  const { finding, subjects, attachments } = rows
  const person = subjects.find(({ id }) => id === subjectId)?.person ?? null
  const one = person?.kind === 'individual' ? person : null
  const count = (role: string) => subjects.filter((subject) => subject.role === role).length
  return {
    who: person !== null && (person.kind === 'entity' ? person.bin !== null : Boolean(one?.iin ?? one?.document)),
    when: Boolean(finding?.happenedAt && finding.placeText.trim()),
    essence: Boolean(finding?.text.trim()),
    shots: attachments.filter(({ kind }) => kind === 'photo' || kind === 'video').length,
    witnesses: count('witness'),
    victims: count('victim'),
    representatives: count('representative'),
    birthKnown: one !== null && birthOf(one) !== null,
    plates: person?.plates.length ?? 0,
    citizenshipKnown: Boolean(one?.citizenship),
    application: answers.application === 'yes',
  }
}

/** The need with what the case says of it. */
export function haveOf({ id, text }: Need, evidence: Evidence | undefined): Proof {
  if (id === null) return { ...text, state: 'check' }
  return { ...text, state: evidence && has(id, evidence) ? 'have' : 'missing' }
}

function has(id: NonNullable<Need['id']>, evidence: Evidence): boolean {
  switch (id) {
    case 'who':
    case 'owner':
      return evidence.who
    case 'when':
      return evidence.when
    case 'essence':
      return evidence.essence
    case 'shots':
      return evidence.shots > 0
    case 'witness':
      return evidence.witnesses > 0
    case 'victim':
      return evidence.victims > 0
    case 'representative':
      return evidence.representatives > 0
    case 'age':
      return evidence.birthKnown && evidence.representatives > 0
    case 'plate':
      return evidence.plates > 0
    case 'application':
      return evidence.application
    case 'citizenship':
      return evidence.citizenshipKnown
  }
}
