/** Numbers by which a person is found: phones, ИИН, cards, plates; and links and names of accounts. */

import type { Found } from './marks.ts'

/** What may stand between the digits of one number. */
const between = '[ \\t\\u00a0().\\-‐-―_\\u200b-\\u200f\\u2060\\ufeff\\ufe0f\\u20e3]{0,3}'
const run = new RegExp(`\\+?\\(?\\d(?:${between}\\d){4,}`, 'g')
const money = /^[ \u00a0]?(?:тг|тенге|теңге|тнг|₸|руб|сом|сум|млн|тыс|мың|долл|\$|€|м²|кв\.? ?м)/iu

interface Group {
  start: number
  end: number
  digits: string
}

/** Digits of any script as ASCII ones, in as many code units, so that places stay the same. */
export function plainDigits(raw: string): string {
  return raw.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const shown = digit.normalize('NFKC')
    if (/^[0-9]$/.test(shown)) return shown.padEnd(digit.length, '\u2060')
    let value = 0
    const code = digit.codePointAt(0) ?? 0
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
    return String((code & 0xf) < 10 && code < 0x700 ? code & 0xf : value).padEnd(digit.length, '\u2060')
  })
}

/** Phones, ИИН, cards and other numbers too long to be anything else. */
export function longNumbers(text: string): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(run)) {
    const groups = [...match[0].matchAll(/\d+/g)].map(
      (part): Group => ({
        start: match.index + part.index,
        end: match.index + part.index + part[0].length,
        digits: part[0],
      }),
    )
    for (let i = 0; i < groups.length; ) {
      const one = numberAt(text, groups, i)
      if (one === null) {
        i += 1
        continue
      }
      const first = groups[i] as Group
      const last = groups[i + one.groups - 1] as Group
      const led = /[+(]{1,2}$/.exec(text.slice(Math.max(0, first.start - 2), first.start))?.[0].length ?? 0
      found.push({ kind: one.kind, start: first.start - led, end: last.end, likelihood: one.likelihood })
      i += one.groups
    }
  }
  return found
}

type Number_ = { kind: 'phone' | 'iin' | 'card'; groups: number; likelihood: number }

function numberAt(text: string, groups: readonly Group[], first: number): Number_ | null {
  const plus = /\+\(?$/.test(text.slice(Math.max(0, (groups[first]?.start ?? 0) - 2), groups[first]?.start))
  const alone = groups[first]?.digits.length ?? 0
  let digits = ''
  let best: Number_ | null = null
  for (let i = first; i < groups.length && digits.length < 19; i += 1) {
    digits += groups[i]?.digits
    const count = i - first + 1
    const length = digits.length
    if (length === 11 && /^[78][3-9]/.test(digits)) return { kind: 'phone', groups: count, likelihood: 0.97 }
    if (plus && length >= 10 && length <= 15) best = { kind: 'phone', groups: count, likelihood: 0.95 }
    else if (length === 16 && isLuhn(digits)) best = { kind: 'card', groups: count, likelihood: 0.95 }
    else if (length === 16 && alone === 4 && count === 4) best = { kind: 'card', groups: count, likelihood: 0.8 }
    else if (length === 12 && isIin(digits)) best = { kind: 'iin', groups: count, likelihood: 0.97 }
    else if (length === 12 && !text.slice(groups[first]?.start, groups[i]?.end).includes('.'))
      best = { kind: 'iin', groups: count, likelihood: count === 1 ? 0.6 : 0.5 }
    else if (length === 10 && digits.startsWith('7') && (count === 1 || alone === 3))
      best = { kind: 'phone', groups: count, likelihood: 0.85 }
  }
  if (best !== null) return best
  if (alone >= 13)
    return { kind: 'card', groups: 1, likelihood: alone <= 19 && isLuhn(groups[first]?.digits ?? '') ? 0.6 : 0.4 }
  if (alone >= 9 && !money.test(text.slice(groups[first]?.end, (groups[first]?.end ?? 0) + 8)))
    return { kind: 'phone', groups: 1, likelihood: 0.4 }
  return null
}

/** ISO/IEC 7812-1, annex B. */
export function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    const weighed = i % 2 === 1 ? digit * 2 : digit
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return digits.length > 0 && sum % 10 === 0
}

/** A birth date, a century and a check digit that fit (Постановление № 565 of 11.06.2003); what else fails is still hidden. */
function isIin(digits: string): boolean {
  const [month, day, century] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6)), Number(digits[6])]
  if (month < 1 || month > 12 || day < 1 || day > 31 || century < 1 || century > 6) return false
  for (const shift of [0, 2]) {
    let sum = 0
    for (let i = 0; i < 11; i += 1) sum += Number(digits[i]) * (((i + shift) % 11) + 1)
    if (sum % 11 < 10) return sum % 11 === Number(digits[11])
  }
  return false
}

const gap = '[ \\u00a0.\\-_]{0,2}'
const region = '(?:0[1-9]|1\\d|20)'
const nobody = '(?<![\\p{L}\\d])'
const ends = '(?![\\p{L}\\d])'
const country = `(?:[KК][ZЗ]${gap})?`
/** Letters that a plate has: Latin ones, and Cyrillic ones that look like them. */
const twin = '[A-ZАВЕКМНОРСТУХІ]'
const plates: [RegExp, number][] = [
  // 123 ABC 17, 123AB17, KZ 123 ABC 17: the form of 2012
  [new RegExp(`${nobody}${country}\\d{3}${gap}\\p{L}{2,3}${gap}${region}${ends}`, 'giu'), 0.95],
  // X123ABC: the form of 1993, in small letters only when written together
  [new RegExp(`${nobody}${country}\\p{L}\\d{3}\\p{L}{2,3}${ends}`, 'giu'), 0.9],
  [new RegExp(`${nobody}\\p{Lu}${gap}\\d{3}${gap}\\p{Lu}{2,3}${ends}`, 'gu'), 0.85],
  // А123ВС77 of Russia, 01 A 123 BC of Uzbekistan, 12AB17 of motorcycles
  [new RegExp(`${nobody}${twin}${gap}\\d{3}${gap}${twin}{2}${gap}\\d{2,3}${ends}`, 'giu'), 0.85],
  [new RegExp(`${nobody}\\d{2}${gap}\\p{Lu}${gap}\\d{3}${gap}\\p{Lu}{2}${ends}`, 'gu'), 0.8],
  // 123ABC without its region
  [new RegExp(`${nobody}${country}\\d{3}[ -]?${twin}{3}${ends}`, 'gu'), 0.7],
]
const cue = '(?:гос[ .]{0,2}номер\\p{L}{0,4}|госник|г/н|г\\.н\\.|грз|номер[аоыуі]?|номері|номири?|нөмір\\p{L}{0,4})'
/** «номер 777», «номер 777 аа», «нөмірі 505»: three digits after such a word. */
const afterCue = new RegExp(
  `(?<!\\p{L})${cue}(?:[ ](?:машины|авто|көлік\\p{L}{0,4}))?[ :№«"-]{1,3}(\\d{3}(?:[ -]?\\p{L}{2,3}(?!\\p{L}))?)(?![\\d]|[.,]\\d)`,
  'giu',
)
const beforeCue =
  /(?<![\p{L}\d])(\d{3}(?:[ -]?\p{L}{2,3})?)[ -]{1,2}(?:деген |гос)?(?:нөмірлі|номерлі|номерли|номерлы|нөмірі|номері)(?!\p{L})/giu
/** A number of something else: «школа номер 77», «номер 12 автобус». */
const otherNumber =
  /(?:дом|үй|школ|мектеп|садик|кв|квартир|автобус|маршрут|телефон|подъезд|лицей|гимнази|поликлиник|аптек|кабинет|палат|автобус)\p{L}{0,5}[ .,]{0,2}$/iu
const shortWords = new Set(
  'на не но во от то та те он со ко как так кто там тот вот нам для это эта при без под над их же ли бы тг руб раз км кг гр мл л м на ал бұл бар мен сол де да ба ма ға ге га ке қа те та ден дан тен тан нан нің ның деп дейді'.split(
    ' ',
  ),
)
const units =
  /^\d{3}[ -]?(?:тг|тен|руб|раз|км|кг|гр|мл|квт|мин|час|дн|лет|тыс|млн|шт|чел|см|мм|кв|мб|гб|сот|рет|жыл|кун|күн|адм)/iu

/** Plates as people write them; letters without a Latin twin make one only in capitals or written together. */
export function plateNumbers(text: string): Found[] {
  const found: Found[] = []
  for (const [pattern, likelihood] of plates)
    for (const { 0: shown, index } of text.matchAll(pattern)) {
      const written = !/\s/.test(shown) || shown === shown.toUpperCase() || /^[^а-яё]*$/i.test(latinised(shown))
      const letters = /\p{L}{2,3}/u.exec(shown.replace(/^[KК][ZЗ](?=.{0,2}\d)/iu, ''))?.[0].toLowerCase() ?? ''
      if (!written || (/\s/.test(shown) && shortWords.has(letters) && shown !== shown.toUpperCase())) continue
      if (likelihood === 0.7 && units.test(shown)) continue
      found.push({ kind: 'plate', start: index, end: index + shown.length, likelihood })
    }
  for (const match of text.matchAll(afterCue)) {
    const shown = match[1] ?? ''
    if (otherNumber.test(text.slice(Math.max(0, match.index - 16), match.index))) continue
    const start = match.index + match[0].length - shown.length
    const letters = /\p{L}+$/u.exec(shown)?.[0] ?? ''
    const only = letters !== '' && (shortWords.has(letters.toLowerCase()) || units.test(shown)) ? 3 : shown.length
    const following = text.slice(start + only, start + only + 12)
    if (/^[ -]{0,2}(?:автобус|маршрут|школ|дом|квартир|кв|үй|мектеп|кабинет|тг|тенге)/iu.test(following)) continue
    found.push({ kind: 'plate', start, end: start + only, likelihood: letters === '' ? 0.65 : 0.85 })
  }
  for (const match of text.matchAll(beforeCue)) {
    if (
      /^ ?(?:үй|мектеп|пәтер|автобус)/iu.test(
        text.slice(match.index + match[0].length, match.index + match[0].length + 9),
      )
    )
      continue
    found.push({ kind: 'plate', start: match.index, end: match.index + (match[1]?.length ?? 0), likelihood: 0.7 })
  }
  return found
}

/** Cyrillic letters that have a Latin twin made Latin. */
function latinised(text: string): string {
  return text.replace(/[авекмнорстухі]/giu, 'A')
}

const phoneCue =
  /(?<!\p{L})(?:тел(?:ефон\p{L}{0,3})?|тлф|сот|сотка|звон\p{L}{0,6}|контакт\p{L}{0,3}|whats ?app|ватс?ап\p{L}{0,3}|вацап|вотсап|қоңырау|хабарлас\p{L}{0,8}|номер\p{L}{0,2} телефона?)[ .:№,-]{0,4}(\d(?:[ -]?\d){4,7})(?![\d]|[ -]\d)/giu

/** Local phones without a code: after a word that says so, or in their own spelling `53-12-45`. */
export function localPhones(text: string): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(phoneCue)) {
    const end = match.index + match[0].length
    if (money.test(text.slice(end, end + 8))) continue
    found.push({ kind: 'phone', start: end - (match[1]?.length ?? 0), end, likelihood: 0.85 })
  }
  for (const match of text.matchAll(/(?<![\p{L}\d./-])(\d{2,3})[-–](\d{2})[-–](\d{2})(?![\p{L}\d]|[-–./]\d)/gu)) {
    const [, first = '', second = ''] = match
    if (first.length === 2 && Number(first) <= 31 && Number(second) <= 12) continue
    found.push({ kind: 'phone', start: match.index, end: match.index + match[0].length, likelihood: 0.6 })
  }
  return found
}

const links =
  /(?:https?|tg|ftp):\/\/\S+|(?<![\p{L}\d.@-])www\.\S+|(?<![\p{L}\d.@_-])(?:[\p{L}\d_-]{1,63}\.){1,4}(?:kz|ru|com|org|net|me|info|uz|kg|io|app|shop|su|pro|biz|site|online|link|cc|gl|ly|рф|қаз)(?![\p{L}\d])(?:[/?#]\S*)?/giu
const mails = /(?<![\p{L}\d.+_-])[\p{L}\d.+_-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/giu
const handles = /(?<![\p{L}\d@._])@[\p{L}\d_.]{2,32}/gu
const accounts =
  /(?<!\p{L})(?:инста(?:грам\p{L}{0,2})?|instagram|insta|телега|телеграм\p{L}{0,2}|telegram|тикток\p{L}{0,2}|tiktok|ник)[ :@–-]{1,3}([a-z][a-z0-9_.]{2,31})(?![\p{L}\d])/giu
const accountNumbers = /(?<![\p{L}\d])KZ ?\d{2}(?: ?[A-Z0-9]{4}){4}(?![\p{L}\d])/giu

/** Addresses of the net, mail, accounts; and bank accounts (ISO 13616). */
export function addresses(text: string): Found[] {
  const found: Found[] = []
  const add = (pattern: RegExp, kind: Found['kind'], likelihood: number) => {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].replace(/[.,;:!?)»"']+$/u, '').length
      const start = match[1] === undefined ? match.index : match.index + match[0].length - match[1].length
      if (end > start) found.push({ kind, start, end, likelihood })
    }
  }
  add(links, 'link', 0.95)
  add(mails, 'handle', 0.95)
  add(handles, 'handle', 0.9)
  add(accounts, 'handle', 0.7)
  add(accountNumbers, 'card', 0.95)
  return found
}
