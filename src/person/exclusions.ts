import type { Day } from '../base/calendar.ts'
import type { Exclude } from './choices.ts'
import { ageAt, birthOf, type Person, sexOf } from './person.ts'

/** What rules out arrest (КоАП 50) or public works (КоАП 49-1) for this person; the court decides, the paper must tell it. */

export type Exclusion = Exclude | 'under18' | 'aged' | 'foreigner'

export interface Exclusions {
  arrest: Exclusion[]
  works: Exclusion[]
  /** The birth date is not known, so age was not looked at. */
  ageUnknown: boolean
}

/** Judged on the given day. For works the age is 58 or 63 and over (49-1), for arrest over it (50). */
export function exclusionsOf(person: Person, on: Day): Exclusions {
  if (person.kind === 'entity') return { arrest: [], works: [], ageUnknown: false }
  const birth = birthOf(person)
  const age = birth === null ? null : ageAt(birth, on)
  const limit = { f: 58, m: 63 }[sexOf(person) ?? 'm']
  const arrest: Exclusion[] = person.excludes.filter((one) => one !== 'childUnder3')
  const works: Exclusion[] = person.excludes.filter((one) => one !== 'childUnder14')
  // A child under 3 is one under 14 as well.
  if (person.excludes.includes('childUnder3') && !arrest.includes('childUnder14')) arrest.push('childUnder14')
  if (age !== null && age < 18) {
    arrest.push('under18')
    works.push('under18')
  }
  if (age !== null && birth !== null) {
    if (age > limit || (age === limit && birth.slice(5) !== on.slice(5))) arrest.push('aged')
    if (age >= limit) works.push('aged')
  }
  if (person.foreigner) works.push('foreigner')
  return { arrest, works, ageUnknown: age === null }
}
