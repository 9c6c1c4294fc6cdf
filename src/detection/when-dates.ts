/** Dates of the calendar: «1 октября», «қарашаның 15-і», `01.10`. */

import { gapBefore, is, word } from './when-clock.ts'
import { dayLength, type Now, type Piece, type Read } from './when-piece.ts'

/** «1 октября», «15-қараша», «қарашаның 15-і», «01.10», «15 числа». */
export const dateAt: Read = (now, at) => {
  const before = now.tokens[at - 1]
  if (before !== undefined && /^(?:ул|улиц|кош|мкр|микрор|пр|просп)/.test(before.text)) return null
  if (is(now, at, 'from') !== undefined && gapBefore(now, at + 1) === ' ') {
    const inner = dateAt(now, at + 1)
    if (!inner?.days) return null
    return daysOfMonth(now, at + 1) === null ? { ...inner, since: true } : inner
  }
  const token = now.tokens[at]
  if (token === undefined || token.glued) return null
  if (/^(?:19|20)\d\d$/.test(token.text) && is(now, at + 1, 'unit') === 'year' && gapBefore(now, at + 1) !== null) {
    const days = [0, 1].map((more) => Math.floor(Date.UTC(Number(token.text) + more, 0, 1) / dayLength))
    return { next: at + 2, days: [days[0] ?? 0, days[1] ?? 0], likelihood: 0.8 }
  }
  if (token.digits && token.text.length <= 2) {
    const days = daysOfMonth(now, at)
    if (days !== null) return days
    const dotted = dottedDate(now, at)
    if (dotted !== null) return dotted
    const suffix = /^(?:го|е|ое|ого|ши|шы|и|ы|си|сы)$/.test(word(now, at + 1)) ? 1 : 0
    // «15-і күні»
    if (/^(?:и|ы|си|сы)$/.test(word(now, at + 1)) && word(now, at + 2) === 'куни')
      return dayOfMonth(now, Number(token.text), null, at + 3, 0.8)
    const name = at + 1 + suffix
    const gap = gapBefore(now, name)
    if (gap === null || gap.length > 2 || /[/,]/.test(gap)) return null
    const month = is(now, name, 'month')
    if (month !== undefined) return dayOfMonth(now, Number(token.text), Number(month), name + 1, 0.9)
    if (is(now, name, 'date') !== undefined) return dayOfMonth(now, Number(token.text), null, name + 1, 0.8)
    return null
  }
  const month = is(now, at, 'month')
  const number = now.tokens[at + 1]
  if (month === undefined || !/(?:нин|нын|дин|дын|тин|тын)$/.test(word(now, at)) || !number?.digits) return null
  const tail = /^(?:и|ы|инде|ында|инен|ынан|не|на|да|де)$/.test(word(now, at + 2)) ? 3 : 2
  return dayOfMonth(now, Number(number.text), Number(month), at + tail, 0.9)
}

/** «с 1 по 5 октября», «10-15 қазан». */
function daysOfMonth(now: Now, at: number): Piece | null {
  const dash = /^ ?[-–—] ?$/.test(gapBefore(now, at + 1) ?? '')
  const between = dash ? at : at + 1
  if (!dash && !(/^(?:по|до)$/.test(word(now, between)) && /^со?$/.test(word(now, at - 1)))) return null
  const last = now.tokens[between + 1]
  const month = is(now, between + 2, 'month')
  if (!last?.digits || last.text.length > 2 || month === undefined || gapBefore(now, between + 2) !== ' ') return null
  const to = dayOfMonth(now, Number(last.text), Number(month), between + 3, 0.9)
  const days = Number(last.text) - Number(word(now, at))
  if (!to?.days || !(days > 0)) return null
  return { ...to, days: [to.days[0] - days, to.days[1]] }
}

function dottedDate(now: Now, at: number): Piece | null {
  const [day, month, year] = [now.tokens[at], now.tokens[at + 1], now.tokens[at + 2]]
  if (day === undefined || !month?.digits || day.text.length !== 2 || month.text.length !== 2) return null
  if (now.raw.slice(day.end, month.start) !== '.' || /[\d.,:/-]/.test(now.raw[day.start - 1] ?? ' ')) return null
  const withYear =
    year?.digits === true && now.raw.slice(month.end, year.start) === '.' && /^(?:20)?\d\d$/.test(year.text)
  if (!withYear && /^[.,:]?\d/.test(now.raw.slice(month.end, month.end + 2))) return null
  if (is(now, at - 1, 'other') !== undefined && gapBefore(now, at) !== null) return null
  if (is(now, at + 2, 'other') !== undefined || is(now, at + 2, 'unit') !== undefined) return null
  // «в 12.10» is an hour.
  if (!withYear && is(now, at - 1, 'in') !== undefined && gapBefore(now, at) === ' ') return null
  return dayOfMonth(now, Number(day.text), Number(month.text), at + (withYear ? 3 : 2), withYear ? 0.95 : 0.75)
}

/** The nearest such day; one to come must be three times nearer than one that was. */
function dayOfMonth(now: Now, day: number, month: number | null, next: number, likelihood: number): Piece | null {
  if (day < 1 || day > 31 || (month !== null && (month < 1 || month > 12))) return null
  const today = new Date(now.local)
  let best: number | null = null
  for (const shift of [-1, 0, 1]) {
    const year = today.getUTCFullYear() + (month === null ? 0 : shift)
    const index = month === null ? today.getUTCMonth() + shift : month - 1
    const utc = Date.UTC(year, index, day)
    if (new Date(utc).getUTCDate() !== day) continue
    const that = Math.floor(utc / dayLength)
    if (best === null || farness(now, that) < farness(now, best)) best = that
  }
  return best === null ? null : { next, days: [best, best + 1], likelihood }
}

const farness = (now: Now, day: number) => (day > now.day ? (day - now.day) * 3 : now.day - day)
