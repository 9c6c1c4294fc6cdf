/** One piece of a time, read at one place of a message; and the hours of the clock among them. */

import { gapBefore, type Hour, hourAt, is, word } from './when-clock.ts'
import { dateAt } from './when-dates.ts'
import { dayAt } from './when-days.ts'
import { habitAt } from './when-habits.ts'
import { lengthOf } from './when-lengths.ts'
import type { Now, Piece, Read } from './when-piece.ts'
import type { Part } from './when-words.ts'

/** The piece that begins at this word, with the little words that lead to it. */
export function pieceAt(now: Now, at: number): Piece | null {
  for (const read of readers) {
    const piece = read(now, at)
    if (piece !== null) return piece
  }
  return null
}

/** «с 23 до 5», «22:30», «в 3 часа ночи», «түнгі 2-де», «после 23». */
const clock: Read = (now, at) => {
  let from = at
  let leads = ''
  while (from < at + 3) {
    const kind = ['from', 'until', 'after', 'in'].find((name) => is(now, from, name) !== undefined)
    if (
      kind === undefined ||
      /^(?:дейин|шейин|кейин|сон)$/.test(word(now, from)) ||
      (from > at && gapBefore(now, from) === null)
    )
      break
    if (word(now, from) === 'час' || (word(now, from) === 'часа' && !/^(?:в|к|на|до)$/.test(word(now, from + 1)))) break
    leads += `${kind === 'in' && /^(?:сагат|час)/.test(word(now, from)) ? 'hour' : kind} `
    from += 1
  }
  // «часов» alone leads nowhere: «5 часов 20 человек».
  const asked = leads.includes('hour')
  if (is(now, at - 1, 'other') !== undefined && leads === '') return null
  const named = (['day', 'weekday', 'part'] as const).some((kind) => is(now, at - 1, kind) !== undefined)
  const first = hourAt(now, from, leads !== '' || named)
  if (first === null || (from > at && gapBefore(now, from) === null)) return null
  const afterPart = gapBefore(now, at) === ' ' && is(now, at - 1, 'part') !== undefined
  const ofPart = afterPart && /^(?:тунги|кешки|танги|тангы|туски|кундизги)$/.test(word(now, at - 1))
  const range = secondOf(now, first, leads)
  if (range !== null) return range
  if (is(now, first.next, 'other') !== undefined && gapBefore(now, first.next) !== null) return null
  if (is(now, first.next, 'ago') !== undefined && !first.sure) return null
  if (is(now, first.next, 'unit') !== undefined && !first.sure) return null
  const sure = first.sure || asked || ofPart || (afterPart && first.ending !== null)
  const bound =
    leads.includes('until') || (is(now, first.next, 'until') !== undefined && first.ending !== null)
      ? 'until'
      : leads.includes('after') || (is(now, first.next, 'after') !== undefined && first.ending !== null)
        ? 'after'
        : undefined
  const late = first.minutes >= 20 * 60
  const follows =
    bound !== undefined &&
    first.ending !== null &&
    (is(now, first.next, 'until') ?? is(now, first.next, 'after')) !== undefined
  const next = first.next + (follows ? 1 : 0)
  if (!sure && leads === '' && !follows) return null
  const alone =
    sure ||
    (late && standsAlone(now, next)) ||
    (bound !== undefined && late) ||
    (bound === 'after' && standsAlone(now, next))
  return {
    next,
    ...(first.part !== null && { part: first.part }),
    clock: { from: first.minutes, to: null, rough: first.rough },
    ...(bound !== undefined && { bound }),
    ...(leads.startsWith('from') && { since: true as const }),
    ...(!alone && { weak: true as const }),
    likelihood: !sure ? 0.6 : first.rough && first.part === null && !afterPart ? 0.75 : 0.85,
  }
}

/** «в 23 опять сверлят», «после 11»: no noun follows that the number could count. */
function standsAlone(now: Now, next: number): boolean {
  const token = now.tokens[next]
  if (token === undefined || gapBefore(now, next) === null || is(now, next, 'hush') !== undefined) return true
  return /^(?:опять|снова|тагы|еще|все|уже|начал|начин|приех|включ|не|нельзя|ник|шум|сверл|музык|и|а)/.test(token.text)
}

/** The other end of `23:00–05:00`, «с 23 до 5», «23-тен 5-ке дейін», «между 2 и 3 ночи». */
function secondOf(now: Now, first: Hour, leads: string): Piece | null {
  let at = first.next
  const gap = gapBefore(now, at)
  if (gap === null) return null
  const between = word(now, at)
  const dashed = /^ ?[-–—] ?$/.test(gap) && !first.rough
  const toward =
    !dashed &&
    (is(now, at, 'until') !== undefined ||
      (between === 'по' && leads !== '') ||
      (between === 'и' && (first.sure || leads.startsWith('in'))))
  const kazakh = /^[дтн][ае]н$/.test(first.ending ?? '')
  if (!dashed && !toward && !(kazakh && gap === ' ')) return null
  if (toward && leads === '' && !first.sure && !kazakh) return null
  if (toward) at += 1
  const second = hourAt(now, at, true)
  if (second === null || second.ending === 'й') return null
  if (kazakh && !toward && second.ending === null) return null
  if (is(now, second.next, 'other') !== undefined && gapBefore(now, second.next) !== null && !second.sure) return null
  const next = second.next + (is(now, second.next, 'until') !== undefined ? 1 : 0)
  const part = first.part ?? second.part ?? undefined
  const to = second.part === null ? second.minutes : byPart(second.minutes, second.part)
  const from =
    first.part !== null
      ? byPart(first.minutes, first.part)
      : second.part !== null && first.minutes <= second.minutes
        ? byPart(first.minutes, second.part)
        : first.minutes
  return { next, ...(part === 'night' && { part }), clock: { from, to, rough: false }, likelihood: 0.85 }
}

/** «11 вечера» is 23:00, «2 часа дня» 14:00, «12 ночи» midnight. */
export function byPart(minutes: number, part: Part): number {
  const later =
    part === 'evening' || part === 'afternoon'
      ? minutes < 720
      : part === 'night'
        ? minutes >= 540 && minutes <= 720
        : part === 'morning'
          ? false
          : minutes < 480
  const shifted = later ? minutes + 720 : minutes
  return shifted % 1440
}

const readers: Read[] = [habitAt, dateAt, clock, lengthOf, dayAt]
