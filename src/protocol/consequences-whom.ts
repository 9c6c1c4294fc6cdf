import type { Day } from '../base/calendar.ts'
import type { Both } from '../base/law.ts'
import { exclusionsOf } from '../person/exclusions.ts'
import { isMinor, type Person } from '../person/person.ts'
import { type SubjectKind, subjectKinds } from './consequences-money.ts'

/** As whom somebody answers, and which penalties the law keeps from them. */
export interface Whom {
  /** More than one where it is not known. */
  kinds: readonly SubjectKind[]
  firm: boolean
  minor: boolean | null
  foreigner: boolean
  /** Why arrest may not be imposed (КоАП 50(2)), or null when nothing is known against it. */
  noArrest: Both | null
  /** Why community works may not be imposed (КоАП 49-1), or null. */
  noWorks: Both | null
}

export const anybody: Whom = {
  ...{ kinds: subjectKinds, firm: false, minor: null, foreigner: false, noArrest: null, noWorks: null },
}

const bySize = {
  small: 'smallBusiness',
  nonprofit: 'nonprofit',
  medium: 'mediumBusiness',
  large: 'largeBusiness',
} as const satisfies Record<string, SubjectKind>
const firms = Object.values(bySize)

/** Read off the person's card and what the inspector answered, on the local day of the offence. */
export function whomOf(subject: Person | null, answers: Readonly<Record<string, string>>, on: Day): Whom {
  const asked = subjectKinds.find((kind) => kind === answers.capacity)
  if (!subject)
    return {
      ...anybody,
      kinds: asked ? [asked] : anybody.kinds,
      noArrest: answers.arrest === 'yes' ? notArrestable : null,
    }
  if (subject.kind === 'entity') {
    const no: Both = {
      ru: 'К организации арест и общественные работы не применяются (КоАП 49-1, 50).',
      kk: 'Ұйымға қамаққа алу мен қоғамдық жұмыстар қолданылмайды (ӘҚБтК 49-1, 50).',
    }
    const kinds = subject.size === null ? firms : [bySize[subject.size]]
    return { ...anybody, kinds, firm: true, minor: false, noArrest: no, noWorks: no }
  }
  const minor = isMinor(subject, on)
  const { arrest, works } = exclusionsOf(subject, on)
  const barred = arrest.length > 0 || answers.arrest === 'yes'
  const noWorks = works.filter((one) => one !== 'foreigner')
  return {
    ...{ kinds: [asked ?? 'individual'], firm: false, minor, foreigner: subject.foreigner },
    noArrest: minor ? young : barred ? notArrestable : null,
    noWorks: minor
      ? young
      : noWorks.length > 0
        ? noWorksFor
        : subject.foreigner && answers.residence !== 'yes'
          ? noWorksForForeigner
          : null,
  }
}

const young: Both = {
  ru: 'Лицу нет 18 лет: ареста и общественных работ нет (КоАП 49-1, 50(2), 66(3)).',
  kk: 'Адам 18-ге толмаған: қамаққа алу мен қоғамдық жұмыстар қолданылмайды (ӘҚБтК 49-1, 50(2), 66(3)).',
}
const notArrestable: Both = {
  ru: 'Лицо относится к тем, кого нельзя арестовать (КоАП 50(2)).',
  kk: 'Адам қамаққа алуға болмайтындар қатарына жатады (ӘҚБтК 50(2)).',
}
const noWorksFor: Both = {
  ru: 'Лицо относится к тем, кому общественные работы не назначают (КоАП 49-1).',
  kk: 'Адам қоғамдық жұмыстар тағайындалмайтындар қатарына жатады (ӘҚБтК 49-1).',
}
const noWorksForForeigner: Both = {
  ru: 'Иностранцу, не живущему в Казахстане постоянно, общественные работы не назначают (КоАП 49-1).',
  kk: 'Қазақстанда тұрақты тұрмайтын шетелдікке қоғамдық жұмыстар тағайындалмайды (ӘҚБтК 49-1).',
}
