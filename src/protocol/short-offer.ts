import { localDay } from '../base/calendar.ts'
import type { Both, Edition, Part } from '../base/law.ts'
import { tenge } from '../base/law-words.ts'
import type { Person } from '../person/person.ts'
import { moneyOf } from './consequences-money.ts'
import { whomOf } from './consequences-whom.ts'

/** Whether the part lets a person admit the fact and pay half (КоАП 810–811); where the data leaves it open the officer judges. */
export const mayBeShort = (part: Part): boolean =>
  part.shortProcedure !== false && part.sanctions.some(({ kind, mrp }) => kind === 'fine' && typeof mrp === 'number')

/**
 * What is to be paid, in words of both languages; null where it is not sure: the МРП of the year, the size of a firm or
 * the capacity is not known, or the fine is cut down because of age (half of what is not confirmed).
 */
export function shortSum(
  part: Part,
  edition: Edition,
  subject: Person | null,
  answers: Readonly<Record<string, string>>,
  drawnUpAt: Date,
): Both | null {
  if (!mayBeShort(part) || !subject) return null
  const whom = whomOf(subject, answers, localDay(drawnUpAt))
  const [kind, ...others] = whom.kinds
  const fine = kind && others.length === 0 ? moneyOf(part, kind, edition, drawnUpAt, whom.minor) : null
  if (!fine || fine.capped || fine.tenge === null || fine.half === null || fine.mrp === null) return null
  const [half, whole] = [money(fine.half), money(fine.tenge)]
  return {
    ru: `${half} – 50 % штрафа в ${fine.mrp} МРП (${whole})`,
    kk: `${half} – ${fine.mrp} АЕК (${whole}) мөлшеріндегі айыппұлдың 50 %-ы`,
  }
}

const money = (amount: number) => tenge(amount).replace('.', ',')
