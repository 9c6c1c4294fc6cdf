import { type Both, type Edition, type Part, refOf, type Sanction } from './law.ts'
import type { LawProblem } from './law-problem.ts'
import { bodyName } from './law-words.ts'

/** What must hold within an edition whatever its reading: how its parts, sanctions and terms hang together. */

/** The most that a fine may be, in МРП, by subject (КоАП 44(2)). */
const caps: Partial<Record<Sanction['subject'], number>> = {
  individual: 200,
  parent: 200,
  legalRepresentative: 200,
  foreigner: 200,
  official: 750,
  smallBusiness: 750,
  nonprofit: 750,
  privateNotary: 750,
  privateBailiff: 750,
  advocate: 750,
  legalConsultant: 750,
  mediumBusiness: 1000,
  largeBusiness: 2000,
}
const courts = ['court', 'minorsCourt']
/** Only a court imposes these (КоАП 683(3), 49-1(1)). */
const courtOnly: Sanction['kind'][] = ['communityWorks', 'arrest', 'confiscation', 'rightLoss', 'expulsion']

const both = (ru: string, kk: string): Both => ({ ru, kk })

/** What contradicts itself in an edition; empty when it is sound. Used at load, by tests and where an administrator brings one. */
export function checkEdition(edition: Edition): LawProblem[] {
  const known = new Set(edition.parts.map(refOf))
  return [
    ...twice(edition.parts.map(refOf), both('каждая часть один раз', 'әр бөлік бір рет')),
    ...twice(
      edition.terms.map(({ id }) => `deadlines ${id}`),
      both('каждый срок один раз', 'әр мерзім бір рет'),
    ),
    ...twice(
      edition.protocolFields.map(({ id }) => `protocolFields ${id}`),
      both('каждое поле один раз', 'әр өріс бір рет'),
    ),
    ...edition.parts.flatMap((part) => checkPart(part, known)),
  ]
}

function twice(names: string[], expected: Both): LawProblem[] {
  return names.filter((name, at) => names.indexOf(name) !== at).map((field) => ({ field, expected, got: '2' }))
}

function checkPart(part: Part, known: ReadonlySet<string>): LawProblem[] {
  const ref = refOf(part)
  const { sanctions, considersBy, drawnUpBy } = part
  const found: LawProblem[] = []
  const expect = (holds: boolean, field: string, expected: Both, got: unknown) => {
    if (!holds) found.push({ field: `${ref}.${field}`, expected, got: String(got) })
  }
  expect(sanctions.length > 0, 'sanctions', both('хотя бы одно взыскание', 'кемінде бір жаза'), 0)
  expect(considersBy.length > 0, 'considersBy', both('кто рассматривает', 'кім қарайтыны'), '[]')
  expect(drawnUpBy.length > 0, 'drawnUpBy', both('кто составляет', 'кім жасайтыны'), '[]')
  for (const code of [...considersBy, ...drawnUpBy])
    expect(bodyName(code).ru !== code, 'considersBy, drawnUpBy', both('код органа', 'орган коды'), code)
  for (const field of ['repeatOfAll', 'nonArrestableOf'] as const)
    for (const to of part[field])
      expect(
        known.has(refOf({ article: part.article, part: to })) && to !== part.part,
        field,
        both('другая часть этой статьи', 'осы баптың басқа бөлігі'),
        to,
      )
  expect(
    part.repeatOf === null ? part.repeatOfAll.length === 0 : part.repeatOfAll.includes(part.repeatOf),
    'repeatOf',
    both('одна из repeatOfAll', 'repeatOfAll ішіндегінің бірі'),
    part.repeatOf,
  )
  for (const { kind, subject, mrp } of sanctions) {
    const cap = caps[subject]
    if (kind === 'fine' && typeof mrp === 'number' && cap !== undefined)
      expect(
        mrp > 0 && mrp <= cap,
        `sanctions ${subject}`,
        both(`не больше ${cap} МРП (44(2))`, `${cap} АЕК-тен артық емес (44(2))`),
        mrp,
      )
    expect(
      !courtOnly.includes(kind) || considersBy.some((code) => courts.includes(code)),
      'considersBy',
      both(`суд: взыскание ${kind} (683(3), 49-1(1))`, `сот: ${kind} жазасы (683(3), 49-1(1))`),
      considersBy.join(', '),
    )
  }
  const warns = sanctions.some(({ kind }) => kind === 'warning')
  expect(part.warningFirst === warns, 'warningFirst', both(`${warns} (43(2))`, `${warns} (43(2))`), part.warningFirst)
  const more = sanctions.some(({ kind }) => kind !== 'fine' && kind !== 'warning')
  expect(
    !(more && part.shortProcedure),
    'shortProcedure',
    both('false (810(2)(1))', 'false (810(2)(1))'),
    part.shortProcedure,
  )
  return found
}
