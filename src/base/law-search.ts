import { type Edition, type Part, refOf } from './law.ts'
import { guide } from './law-guide.ts'

/** Finding the law by a number, or by the words that people use, in Russian, Kazakh, and either typed without its letters. */

/** An article with how well it fits; `best` is the part that fits best, `named` that it was asked for by its number. */
export interface Found {
  article: string
  parts: Part[]
  best: Part
  named: boolean
  score: number
}

const letters: Record<string, string> = {
  ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ё: 'е', э: 'е', ъ: '', ь: '',
  a: 'а', b: 'б', c: 'с', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'ж', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', q: 'к',
  r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', w: 'ш', x: 'х', y: 'ы', z: 'з', ı: 'ы', ä: 'а', á: 'а', ö: 'о', ó: 'о', ü: 'у', ú: 'у', ū: 'у',
  ñ: 'н', ń: 'н', ş: 'ш', š: 'ш', ç: 'ч', ğ: 'г', ǵ: 'г',
} // biome-ignore format: a table
const pairs: Record<string, string> = { sh: 'ш', ch: 'ч', zh: 'ж', kh: 'х', gh: 'г', ya: 'я', yu: 'ю', ts: 'ц' }

/** Lower case, Cyrillic, without the letters that only Kazakh has: «Қоқыс», «кокыс» and «qoqys» are one. */
export function foldWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFC')
    .replace(/sh|ch|zh|kh|gh|ya|yu|ts/g, (pair) => pairs[pair] ?? pair)
    .replace(/\p{L}/gu, (letter) => letters[letter] ?? letter)
}

const wordsOf = (text: string) => (text.match(/\p{L}[\p{L}-]*/gu) ?? []).map(foldWord).filter(Boolean)
/** Words that say nothing of the matter. */
const empty = new Set(
  'в во на с со у к ко и или не по за из от до о об для это что как кто где мен ма ме ба бе жане бар жок адам баска'.split(
    ' ',
  ),
)

/** How alike two folded words are, 0 … 1: endings of both languages may differ, and one letter of a long word. */
export function alike(one: string, other: string): number {
  if (one === other) return 1
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  let begin = 0
  while (begin < short.length && short[begin] === long[begin]) begin += 1
  if (begin === short.length && begin >= 3 && long.length - begin <= 4) return 0.85
  if (begin >= 4 && begin >= short.length - 2 && long.length - begin <= 4) return 0.7
  return short.length >= 5 && long.length - short.length <= 1 && apart(short, long, begin) ? 0.55 : 0
}

/** Whether one letter more, less or other makes one word the other; their first `begin` letters are the same. */
function apart(short: string, long: string, begin: number): boolean {
  const rest = short.length === long.length ? short.slice(begin + 1) : short.slice(begin)
  return begin > 0 && rest === long.slice(begin + 1)
}

interface Field {
  weight: number
  words: string[]
}

/** Everyday phrases weigh most, the earlier the more; then the law's own words, then our explanation of them. */
function fieldsOf(part: Part): Field[] {
  const known = guide.articles[part.article]
  const phrases = known
    ? [known.words.ru, known.words.kk].flatMap((list) => list.map((text, at) => ({ text, at })))
    : []
  const own = known?.parts[part.part ?? ''] ?? known?.plain
  return [
    ...phrases.map(({ text, at }) => {
      const words = wordsOf(text)
      return { weight: (words.length === 1 ? 6 : 4.5) - at * 0.05, words }
    }),
    { weight: 3.2, words: wordsOf(part.conductRu) },
    { weight: 3, words: wordsOf(`${part.titleRu} ${part.titleKk ?? ''}`) },
    { weight: 2, words: own ? wordsOf(`${own.ru} ${own.kk}`) : [] },
  ]
}

function score(part: Part, asked: readonly string[]): number {
  const fields = fieldsOf(part)
  let total = 0
  let met = 0
  for (const word of asked) {
    let best = 0
    for (const { weight, words } of fields) for (const one of words) best = Math.max(best, weight * alike(word, one))
    total += best
    met += Number(best > 0)
  }
  // A phrase all of which was said is worth more than its words here and there.
  const whole = fields.filter(({ words }) => words.length > 1 && words.length <= 4)
  if (whole.some(({ words }) => words.every((one) => asked.some((word) => alike(word, one) > 0)))) total += 2
  const first = part.repeatOf === null && part.nonArrestableOf.length === 0
  return total * (met / asked.length) ** 2 * (first ? 1 : 0.9)
}

/** Words beside a number that only say "article" and "part". */
const ofNumbers = /^(ст|стат\S*|ч|част\S*|п|бап\S*|бол\S*|коап|кодекс\S*)$/

/** Articles found by number («505», «434-2(1)», «505 1», «ст. 505 ч. 1») or by words, best first; at most `most`. */
export function searchLaw(edition: Edition, asked: string, most = 20): Found[] {
  const byNumber = findByNumber(edition, asked)
  if (byNumber) return byNumber.slice(0, most)
  const all = wordsOf(asked.slice(0, 200)).slice(0, 12)
  const telling = all.filter((word) => !empty.has(word))
  const words = telling.length > 0 ? telling : all
  if (words.length === 0) return []
  return grouped(edition.parts, (part) => score(part, words), false).slice(0, most)
}

/** The same as single parts, the one meant first, for a choice by hand. */
export function searchParts(edition: Edition, asked: string): Part[] {
  return searchLaw(edition, asked).flatMap(({ best, parts }) => [best, ...parts.filter((one) => one !== best)])
}

function findByNumber(edition: Edition, asked: string): Found[] | null {
  const [article = '', part] = asked.match(/\d+(?:-\d+)?/g) ?? []
  if (!/^\d{2,3}(-|$)/.test(article)) return null
  if (!wordsOf(asked).every((word) => ofNumbers.test(word))) return null
  const fits = (one: Part) => {
    const full = one.article === article
    if (full && part !== undefined && one.part === part) return 10
    if (full) return part === undefined && one.repeatOf === null ? 9 : 8
    // «434 2» may mean the article 434-2.
    if (part !== undefined && one.article === `${article}-${part}`) return 7
    return one.article.startsWith(article) ? 5 : 0
  }
  return grouped(edition.parts, fits, true)
}

/** One entry for each article that fits at all, with all its parts. */
function grouped(parts: readonly Part[], fits: (part: Part) => number, named: boolean): Found[] {
  const found = new Map<string, Found>()
  for (const part of parts) {
    const value = fits(part)
    const known = found.get(part.article)
    if (!known) found.set(part.article, { article: part.article, parts: [part], best: part, named, score: value })
    else {
      known.parts.push(part)
      if (value > known.score) Object.assign(known, { best: part, score: value })
    }
  }
  const fitting = [...found.values()].filter((one) => one.score > 0).toSorted((a, b) => b.score - a.score)
  // What is far behind the first was met by accident.
  const least = named ? 0 : (fitting[0]?.score ?? 0) * 0.35
  return fitting.filter((one) => one.score >= least)
}

/** The parts of «505(1)», «131»; null for what is no reference. */
export function parseRef(text: string): { article: string; part: string | null } | null {
  const match = /^(\d{1,3}(?:-\d{1,2})?)(?:\((\d{1,2}(?:-\d{1,2})?)\))?$/.exec(text)
  return match?.[1] ? { article: match[1], part: match[2] ?? null } : null
}

/** The part of this reference in an edition, or null. */
export function findRef(edition: Edition, ref: string): Part | null {
  return edition.parts.find((one) => refOf(one) === ref) ?? null
}
