import type { Day } from '../base/calendar.ts'
import type { Both, PaperLang } from '../base/law.ts'
import { type Filled, filled, nothing } from '../paper/document.ts'
import { wordsOf } from '../paper/layout.ts'
import { exclusionsOf } from '../person/exclusions.ts'
import type { DraftInput } from './protocol.ts'
import { shortSum } from './short-offer.ts'

/** What else a decision needs (КоАП 803(2)(7)), as far as the records tell it. */
export function otherValues(input: DraftInput, day: Day): Record<string, Filled> {
  const { edition, part, subject, other, answers = {}, drawnUpAt, unknownOffender } = input
  const person = unknownOffender ? null : (subject?.person ?? null)
  return {
    other: other ? filled(other.text, other.source, other.ref) : together(input),
    'other.excludes': filled(excludes(input, day), 'register', subject?.id ?? null),
    'short.sum': filled(drawnUpAt && shortSum(part, edition, person, answers, drawnUpAt), 'law', edition.id),
    'electronic.notice': filled(
      each((lang) => wordsOf(lang).electronicNotice),
      'law',
      edition.id,
    ),
  }
}

const each = (word: (lang: PaperLang) => string): Both => ({ ru: word('ru'), kk: word('kk') })

/**
 * Who the others are is their own affair and stands in their own protocols: here only that there are others, so that
 * whoever decides can weigh article 57. Whether they acted as a group the officer says, not the program.
 */
function together({ others }: DraftInput): Filled {
  if (!others || others.count < 1) return nothing
  return filled(
    each((lang) => wordsOf(lang).togetherWith(others.count)),
    'inspector',
    others.ref,
  )
}

/** What rules out arrest or works, of a part that threatens them. */
function excludes({ part, subject, unknownOffender }: DraftInput, day: Day): Both | null {
  if (!subject || unknownOffender) return null
  const found = exclusionsOf(subject.person, day)
  const threatens = { arrest: 'arrest', works: 'communityWorks' } as const
  const penalties = (['arrest', 'works'] as const).filter(
    (penalty) => found[penalty].length > 0 && part.sanctions.some(({ kind }) => kind === threatens[penalty]),
  )
  if (penalties.length === 0) return null
  return each((lang) => {
    const { why, ...words } = wordsOf(lang).excluded
    return penalties.map((one) => `${found[one].map((each) => why[each]).join(', ')} – ${words[one]}`).join('; ')
  })
}
