import { z } from 'zod'
import { type Day, isDay } from './calendar.ts'
import { wrongDays, yearOff } from './calendar-years.ts'
import { type Both, type Edition, editionAt, findEdition, readEdition } from './law.ts'
import { type ChangeSaid, correct, correction, editionFiles } from './law-change.ts'
import { checkEdition } from './law-check.ts'
import { type LawProblem, problemsOf } from './law-problem.ts'

/** What an administrator sends: looked at whole, so that everything wrong is told at once. */

const reason = z.string().trim().min(3).max(2000)
const day = z.string().refine(isDay)
const asked = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('edition'), reason, articles: z.unknown(), procedure: z.unknown() }),
  z.strictObject({
    kind: z.literal('correction'),
    reason,
    edition: z.string().max(60),
    validFrom: day,
    correction: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('withdrawal'), reason, edition: z.string().max(60) }),
  z.strictObject({ kind: z.literal('calendar'), reason, year: z.int().min(2020).max(2100), days: z.unknown() }),
])

export type Proposal = { said: ChangeSaid; reason: string } | { problems: LawProblem[] }

const both = (ru: string, kk: string): Both => ({ ru, kk })
const wrong = (field: string, expected: Both, got: unknown = ''): Proposal => ({
  problems: [{ field, expected, got: String(got) }],
})

/** The change that is asked for, or everything that is wrong with it; `today` decides which edition is in force. */
export function propose(raw: unknown, editions: readonly Edition[], today: Day): Proposal {
  const parsed = asked.safeParse(raw)
  if (!parsed.success) return { problems: problemsOf(parsed.error, raw) }
  const { data } = parsed
  switch (data.kind) {
    case 'edition':
      return proposeEdition({ articles: data.articles, procedure: data.procedure }, data.reason, editions)
    case 'correction':
      return proposeCorrection(data, editions)
    case 'withdrawal':
      return proposeWithdrawal(data, editions, today)
    case 'calendar':
      return proposeDays(data)
  }
}

function proposeEdition(files: object, why: string, editions: readonly Edition[]): Proposal {
  const parsed = editionFiles.safeParse(files)
  if (!parsed.success) return { problems: problemsOf(parsed.error, files).slice(0, 50) }
  const { articles, procedure } = parsed.data
  const from = articles.source.editionWindow.notBefore
  if (procedure.source.editionWindow.notBefore !== from)
    return wrong(
      'procedure.source.editionWindow.notBefore',
      both(`${from}, как в файле статей`, `${from}, баптар файлындағыдай`),
      procedure.source.editionWindow.notBefore,
    )
  const edition = readEdition(articles, procedure)
  const problems = checkEdition(edition)
  if (problems.length > 0) return { problems }
  const same = editions.filter((one) => one.corrections.length === 0 && one.validFrom === from)
  if (same.some(({ withdrawn }) => withdrawn === null))
    return wrong(
      'articles.source.editionWindow.notBefore',
      both(
        'день, с которого редакции ещё нет (прежнюю сначала отзовите)',
        'әлі редакциясы жоқ күн (алдымен бұрынғысын қайтарып алыңыз)',
      ),
      from,
    )
  const id = same.length === 0 ? edition.id : `${edition.id}-${same.length + 1}`
  return { reason: why, said: { kind: 'edition', edition: id, validFrom: from, document: parsed.data } }
}

function proposeCorrection(
  asks: { edition: string; validFrom: Day; correction: unknown; reason: string },
  editions: readonly Edition[],
): Proposal {
  const parsed = correction.safeParse(asks.correction)
  if (!parsed.success) return { problems: problemsOf(parsed.error, asks.correction, 'correction') }
  const found = findEdition(editions, asks.edition)
  const edition = found && findEdition(editions, found.basis.id)
  if (!edition || edition.withdrawn)
    return wrong('edition', both('действующая редакция', 'қолданыстағы редакция'), asks.edition)
  if (asks.validFrom < edition.validFrom)
    return wrong(
      'validFrom',
      both(
        `не раньше ${edition.validFrom}, начала редакции`,
        `редакция басталған ${edition.validFrom} күнінен ерте емес`,
      ),
      asks.validFrom,
    )
  const said = parsed.data
  const missing = unknownTarget(edition, said)
  if (missing) return missing
  // As it will stand on that day: with the corrections that already hold then.
  const line = editions.filter((one) => one.basis.id === edition.id)
  const problems = checkEdition(correct(editionAt(line, asks.validFrom) ?? edition, said))
  if (problems.length > 0) return { problems }
  const { validFrom } = asks
  return { reason: asks.reason, said: { kind: 'correction', edition: edition.id, validFrom, document: said } }
}

function unknownTarget(edition: Edition, said: z.infer<typeof correction>): Proposal | null {
  switch (said.what) {
    case 'mrp':
      return null
    case 'part': {
      if (Object.keys(said.set).length === 0) return nothingSet()
      const known = edition.parts.some((one) => one.article === said.article && one.part === said.part)
      return known
        ? null
        : wrong(
            'correction.part',
            both('часть этой редакции', 'осы редакцияның бөлігі'),
            `${said.article}(${said.part})`,
          )
    }
    case 'term':
      if (Object.keys(said.set).length === 0) return nothingSet()
      return edition.terms.some(({ id }) => id === said.id)
        ? null
        : wrong('correction.id', both('срок этой редакции', 'осы редакцияның мерзімі'), said.id)
  }
}

const nothingSet = () => wrong('correction.set', both('хотя бы одно поле', 'кемінде бір өріс'), '{}')

function proposeWithdrawal(
  asks: { edition: string; reason: string },
  editions: readonly Edition[],
  today: Day,
): Proposal {
  const edition = findEdition(editions, asks.edition)
  if (!edition || edition.withdrawn || edition.corrections.length > 0)
    return wrong(
      'edition',
      both('действующая редакция без исправлений', 'түзетілмеген, қолданыстағы редакция'),
      asks.edition,
    )
  const rest = editions.filter((one) => one.basis.id !== edition.id)
  if (!editionAt(rest, today))
    return wrong(
      'edition',
      both(
        'не последняя действующая редакция: сначала добавьте другую',
        'қолданыстағы соңғы редакция емес: алдымен басқасын қосыңыз',
      ),
      asks.edition,
    )
  return { reason: asks.reason, said: { kind: 'withdrawal', edition: edition.id, validFrom: null, document: {} } }
}

function proposeDays(asks: { year: number; days: unknown; reason: string }): Proposal {
  const parsed = yearOff.safeParse(asks.days)
  if (!parsed.success) return { problems: problemsOf(parsed.error, asks.days, 'days') }
  const strange = wrongDays(asks.year, parsed.data)
  if (strange.length > 0)
    return {
      problems: strange.map((one) => ({
        field: 'days',
        expected: both(
          `дни ${asks.year} года, каждый один раз; рабочими – только выходные`,
          `${asks.year} жылдың күндері, әрқайсысы бір рет; жұмыс күніне тек демалыс күндері айналады`,
        ),
        got: one,
      })),
    }
  return {
    reason: asks.reason,
    said: { kind: 'calendar', edition: String(asks.year), validFrom: null, document: parsed.data },
  }
}
