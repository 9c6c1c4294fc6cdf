import { localDay } from '../base/calendar.ts'
import { type Both, type Edition, mrpOf, type Part, type Sanction } from '../base/law.ts'
import { bodyName } from '../base/law-words.ts'
import type { Decision } from './case-act.ts'

/** What the law lets be decided on one case: the limits that an entered decision is held against. */
export interface CaseLaw {
  /** «505(1)» stands for these. */
  article: string
  part: string | null
  /** Penalties that the part knows; empty where the part is not in the edition held. */
  kinds: Decision[]
  /** МРП: the largest and the smallest fine of the part for such a person; null where it has none in МРП. */
  fineMax: number | null
  fineMin: number | null
  hours: readonly [number, number] | null
  days: readonly [number, number] | null
  warningFirst: boolean
  shortProcedure: boolean | null
  courtOnly: boolean
  considers: { code: string; name: Both }[]
  /** Tenge of one МРП in the year the case was opened (КоАП 44(1)), or null. */
  mrp: number | null
  minor: boolean | null
}

/** Who is held liable, as far as it limits the fine. */
export interface Liable {
  kind: 'individual' | 'entity'
  size: 'small' | 'medium' | 'large' | 'nonprofit' | null
  minor: boolean | null
}

const courts = new Set(['court', 'minorsCourt'])
const bySize = {
  small: 'smallBusiness',
  medium: 'mediumBusiness',
  large: 'largeBusiness',
  nonprofit: 'nonprofit',
} as const
const people: ReadonlySet<Sanction['subject']> = new Set([
  ...(['any', 'individual', 'official', 'parent', 'legalRepresentative', 'foreigner', 'privateNotary'] as const),
  ...(['privateBailiff', 'advocate', 'legalConsultant', 'inspectedSubject'] as const),
])
const firms: ReadonlySet<Sanction['subject']> = new Set([
  ...([
    'any',
    'smallBusiness',
    'nonprofit',
    'mediumBusiness',
    'largeBusiness',
    'legalEntity',
    'inspectedSubject',
  ] as const),
])

const decisionOf: Partial<Record<Sanction['kind'], Decision>> = {
  fine: 'fine',
  warning: 'warning',
  communityWorks: 'works',
  arrest: 'arrest',
  expulsion: 'expulsion',
}

/** Whether a sanction may fall on such a person; what is not known of him narrows nothing. */
function fallsOn(subject: Sanction['subject'], who: Liable | null): boolean {
  if (!who || subject === 'any') return true
  if (who.kind === 'individual') return people.has(subject)
  if (who.size && subject !== 'legalEntity' && subject !== 'inspectedSubject') return subject === bySize[who.size]
  return firms.has(subject)
}

/** The limits for one case; `openedAt` is when the paper was drawn up, which opens the case (КоАП 802(4)). */
export function caseLawOf(
  chosen: { article: string; part: string | null },
  part: Part | null,
  edition: Edition | null,
  openedAt: Date,
  who: Liable | null,
): CaseLaw {
  const mrp = edition ? mrpOf(edition, Number(localDay(openedAt).slice(0, 4))) : null
  const own = { article: chosen.article, part: chosen.part, mrp, minor: who?.minor ?? null }
  if (!part)
    return {
      ...own,
      ...{ kinds: [], fineMax: null, fineMin: null, hours: null, days: null, warningFirst: false },
      ...{ shortProcedure: null, courtOnly: false, considers: [] },
    }
  const main = part.sanctions.filter((one) => !one.additional && fallsOn(one.subject, who))
  const kinds = main.flatMap(({ kind }) => decisionOf[kind] ?? [])
  const fines = main.flatMap((one) => (one.kind === 'fine' && typeof one.mrp === 'number' ? [one.mrp] : []))
  // КоАП 66(1): at most 10 МРП for those of 16 and 17.
  const capped = own.minor ? fines.map((fine) => Math.min(fine, 10)) : fines
  const works = main.find(({ kind }) => kind === 'communityWorks')
  const arrest = main.find(({ kind }) => kind === 'arrest')
  return {
    ...own,
    kinds: [...new Set(kinds)],
    fineMax: capped.length > 0 ? Math.max(...capped) : null,
    fineMin: capped.length > 0 ? Math.min(...capped) : null,
    hours: works ? range(works.hours, [10, 100]) : null,
    days: arrest ? range(arrest.days, [1, 30]) : null,
    warningFirst: part.warningFirst,
    shortProcedure: part.shortProcedure,
    courtOnly: part.considersBy.every((code) => courts.has(code)),
    considers: part.considersBy.map((code) => ({ code, name: bodyName(code) })),
  }
}

const range = (span: [number | null, number] | undefined, usual: readonly [number, number]) =>
  span ? ([span[0] ?? 1, span[1]] as const) : usual
