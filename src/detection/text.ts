/** Brings a chat message to one common form, word by word, keeping where each word stands in the original. */

/** A word as it is spelt, read once: what can be known of it whatever stands round it. */
export interface Word {
  /** Folded: lower case, Cyrillic without Kazakh letters, ё or ъ; digits stay digits. */
  text: string
  digits: boolean
  /** The letters are Latin, and are read by sound. */
  latin: boolean
  /** It has letters that only Kazakh has: әғқңөұүһі. */
  kazakh: boolean
  /** It begins an address of the net. */
  link: boolean
  letters: number
  capitals: number
  /** What others know of it, see `perWord`. */
  known: unknown[]
}

export interface Token {
  word: Word
  /** Folded: lower case, Cyrillic without Kazakh letters, ё or ъ; digits stay digits. */
  text: string
  /** `[start, end)` in UTF-16 code units of the original text. */
  start: number
  end: number
  digits: boolean
  /** Nothing stands between this word and the one before: `14а`, `282ERT`. */
  glued: boolean
  /** A sentence or a line ended before this word. */
  cut: boolean
  /** The letters were Latin, and are read by sound. */
  latin: boolean
}

export interface Folded {
  raw: string
  tokens: Token[]
  /** Words with letters of Kazakh only: әғқңөұүһі. */
  kazakhWords: number
  /** Share of capital letters among letters, 0 … 1. */
  capitals: number
  questionMarks: number
  exclamations: number
  emojis: number
  links: number
}

/** What comes after this many code units is not read: 8,000 is some five screens of a telephone. */
const readAtMost = 8_000
const tokensAtMost = 1_500
const longestWord = 40
/** Of one generation, of which there are two: some 25 MB with all that is known of each word. */
const wordsAtMost = 12_000

const cyrillic: Record<string, string> = {
  э: 'е', ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ё: 'е', ъ: 'ь', ў: 'у', ҳ: 'х', ї: 'и', є: 'е', ҡ: 'к', җ: 'ж',
} // biome-ignore format: a table
const lookAlike: Record<string, string> = {
  a: 'а', b: 'в', c: 'с', e: 'е', h: 'н', i: 'и', k: 'к', m: 'м', n: 'п', o: 'о', p: 'р', r: 'г', t: 'т', u: 'и', x: 'х', y: 'у',
} // biome-ignore format: a table
const bySound: Record<string, string> = {
  a: 'а', b: 'б', c: 'ц', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'ж', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', q: 'к',
  r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', w: 'ш', x: 'х', y: 'ы', z: 'з', ı: 'ы', ä: 'а', á: 'а', ö: 'о', ó: 'о', ü: 'у', ú: 'у', ū: 'у',
  ý: 'у', ñ: 'н', ń: 'н', ş: 'ш', š: 'ш', ç: 'ч', č: 'ч', ğ: 'г', ǵ: 'г', ž: 'ж', ə: 'а',
} // biome-ignore format: a table
const pairsBySound: Record<string, string> = {
  sh: 'ш', ch: 'ч', zh: 'ж', kh: 'х', gh: 'г', ya: 'я', yu: 'ю', yo: 'е', ye: 'е', ia: 'ия',
} // biome-ignore format: a table
const kazakhLetters = new Set('әғқңөұүһі')
const vowels = new Set('аеиоуыэюя')

const other = 0
const letter = 1
const digit = 2
const dropped = 3
const known = new Uint8Array(0x600)
/** Small letters of the first alphabets. */
const small: string[] = []
for (let code = 0; code < known.length; code += 1) {
  known[code] = slowly(String.fromCharCode(code))
  small[code] = String.fromCharCode(code).toLowerCase()
}

function slowly(character: string): number {
  if (/\p{M}|\p{Cf}/u.test(character)) return dropped
  if (/\p{L}/u.test(character)) return letter
  return /\p{N}/u.test(character) ? digit : other
}

function classOf(code: number): number {
  if (code < known.length) return known[code] ?? other
  return slowly(String.fromCodePoint(code))
}

/** Folds a text of any length and any content in linear time; words keep their original offsets. */
export function fold(raw: string): Folded {
  const text = raw.length > readAtMost ? raw.slice(0, readAtMost) : raw
  const folded: Folded = {
    raw, tokens: [], kazakhWords: 0, capitals: 0, questionMarks: 0, exclamations: 0, emojis: 0, links: 0,
  } // biome-ignore format: one line says it
  let cut = true
  let lastEnd = -1
  let letters = 0
  let capitals = 0
  for (let at = 0; at < text.length && folded.tokens.length < tokensAtMost; ) {
    const code = text.codePointAt(at) ?? 0
    const kind = classOf(code)
    if (kind !== letter && kind !== digit) {
      if (code === 63) folded.questionMarks += 1
      else if (code === 33) folded.exclamations += 1
      else if (code >= 0x1f300 || (code >= 0x2600 && code < 0x27c0)) folded.emojis += 1
      if (code === 33 || code === 63 || code === 10 || code === 59) cut = true
      // `ул. Абая`, `кв. 5`: a dot after a short word ends no sentence.
      else if (code === 46 && (folded.tokens.at(-1)?.text.length ?? 0) > 3) cut = true
      at += code > 0xffff ? 2 : 1
      continue
    }
    const end = endOfWord(text, at, kind)
    const word = wordOf(text, at, end, kind)
    letters += word.letters
    capitals += word.capitals
    if (word.kazakh) folded.kazakhWords += 1
    if (word.link) folded.links += 1
    folded.tokens.push({
      word, text: word.text, start: at, end, digits: word.digits, glued: lastEnd === at, cut, latin: word.latin,
    }) // biome-ignore format: one line says it
    cut = false
    lastEnd = end
    at = end
  }
  folded.capitals = letters === 0 ? 0 : capitals / letters
  return folded
}

/** Where the word that begins at `from` ends. */
function endOfWord(text: string, from: number, kind: number): number {
  let at = from
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit < known.length) {
      const inner = known[unit] as number
      if (inner !== kind && inner !== dropped && !hides(unit, text, from, at, kind)) break
      at += 1
      continue
    }
    const code = text.codePointAt(at) ?? 0
    const inner = classOf(code)
    if (inner !== kind && inner !== dropped && !hides(code, text, from, at, kind)) break
    at += code > 0xffff ? 2 : 1
  }
  return at
}

/** Words met lately by their spelling: single words, never what was said with them. */
let words = new Map<string, Word>()
/** The generation before: what is met again moves on, the rest is forgotten with it. */
let older = new Map<string, Word>()

function wordOf(text: string, start: number, end: number, kind: number): Word {
  if (end - start > longestWord) return readWord(text.slice(start, end), kind)
  const spelling = text.slice(start, end)
  const met = words.get(spelling)
  if (met !== undefined) return met
  const word = older.get(spelling) ?? readWord(spelling, kind)
  if (words.size >= wordsAtMost) {
    older = words
    words = new Map()
  }
  words.set(spelling, word)
  return word
}

function readWord(spelling: string, kind: number): Word {
  const word: Word = {
    text: '', digits: kind === digit, latin: false, kazakh: false, link: false, letters: 0, capitals: 0, known: [],
  } // biome-ignore format: one line says it
  let shown = ''
  let latin = 0
  let slavic = 0
  for (let at = 0; at < spelling.length; ) {
    const code = spelling.codePointAt(at) ?? 0
    const inner = classOf(code)
    const size = code > 0xffff ? 2 : 1
    if (inner === kind) {
      const character = small[code] ?? lower(code, size === 2 || code > 0x1fff)
      if (kind === letter) {
        word.letters += 1
        if (spelling.charCodeAt(at) !== character.charCodeAt(0)) word.capitals += 1
        const first = character.charCodeAt(0)
        if (first < 0x250 || first === 0x259) latin += 1
        else if (first >= 0x400 && first < 0x530) slavic += 1
        if (kazakhLetters.has(character)) word.kazakh = true
      }
      shown += character
    } else if (inner === dropped) {
      if (code === 0x306 && shown.endsWith('и')) shown = `${shown.slice(0, -1)}й`
    } else if (code === 64) shown += 'а'
    else if (code === 36) shown += 'с'
    else if (code === 39 || code === 0x2019 || code === 0x60) shown += 'ь'
    at += size
  }
  word.latin = kind === letter && latin > 0 && slavic === 0
  word.link = word.latin && (shown === 'https' || shown === 'http' || shown === 'www')
  word.text = (kind === digit ? shown.normalize('NFKC') : unify(shown, latin, slavic)).slice(0, longestWord)
  return word
}

let slots = 0
/** Remembers what `read` makes of a word for as long as the word itself is remembered. */
export function perWord<Value>(read: (word: Word) => Value): (word: Word) => Value {
  const slot = slots
  slots += 1
  return (word) => {
    const met = word.known[slot]
    if (met !== undefined) return met as Value
    for (let at = word.known.length; at < slot; at += 1) word.known[at] = undefined
    const value = read(word)
    word.known[slot] = value
    return value
  }
}

/** Folds one word or phrase of a word list, so that lists may be written in good spelling. */
export function foldWords(phrase: string): string {
  return fold(phrase)
    .tokens.map((token) => token.text)
    .join(' ')
}

function lower(code: number, odd: boolean): string {
  const character = String.fromCodePoint(code)
  return (odd ? character.normalize('NFKC') : character).toLowerCase()
}

/** `п*здец`, `бл@`, `под'езд`: a sign between two Cyrillic letters stands for one of them. */
function hides(code: number, text: string, from: number, at: number, kind: number): boolean {
  if (kind !== letter) return false
  if (code !== 42 && code !== 64 && code !== 36 && code !== 39 && code !== 0x2019 && code !== 0x60) return false
  if (code === 42 || code === 64 || code === 36) {
    const first = text.charCodeAt(from) | 0
    if (first < 0x400 || first >= 0x530) return false
  }
  return at + 1 < text.length && classOf(text.charCodeAt(at + 1)) === letter
}

function unify(word: string, latin: number, slavic: number): string {
  let out = ''
  if (latin > slavic && (slavic === 0 || ![...word].every(alike))) out = sound(word)
  else {
    for (const character of word)
      out += cyrillic[character] ?? (latin > 0 ? (lookAlike[character] ?? bySound[character]) : undefined) ?? character
  }
  return squeeze(out)
}

/** A Cyrillic letter, or a Latin one that looks like it. */
function alike(character: string): boolean {
  return character > '\u0400' || lookAlike[character] !== undefined
}

function sound(word: string): string {
  let out = ''
  for (let at = 0; at < word.length; at += 1) {
    const pair = word.slice(at, at + 2)
    const next = word[at + 1] ?? ''
    const before = out.at(-1) ?? ''
    if (pair === 'sh' && word.slice(at, at + 4) === 'shch') {
      out += 'щ'
      at += 3
    } else if (pair === 'ts' && 'iey'.includes(word[at + 2] ?? '-')) {
      out += 'ц'
      at += 1
    } else if (pairsBySound[pair] !== undefined) {
      out += pairsBySound[pair]
      at += 1
    } else if (
      (word[at] === 'i' || word[at] === 'y') &&
      vowels.has(before) &&
      before !== 'и' &&
      !vowels.has(bySound[next] ?? '')
    )
      out += 'й'
    else if (word[at] === 'ь') continue
    else out += bySound[word[at] ?? ''] ?? cyrillic[word[at] ?? ''] ?? word[at]
  }
  return out
}

/** `помогитеее` → `помогите`: three or more of a letter are one. */
function squeeze(word: string): string {
  let out = ''
  for (let at = 0; at < word.length; ) {
    let end = at + 1
    while (end < word.length && word[end] === word[at]) end += 1
    out += end - at > 2 ? word[at] : word.slice(at, end)
    at = end
  }
  return out
}
