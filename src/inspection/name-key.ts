import { fold } from '../detection/text.ts'

/** One form of a name whatever script, spelling and case it is written in, and the index that finds names by it. */

/** Letters that people mix up within one sound: after this й, ы, и are one, as are ю and у, я and а, and doubled letters. */
const alike: Record<string, string> = { й: 'и', ы: 'и', я: 'а', ю: 'у', щ: 'ш', ц: 'с', ь: '' }

/** The key of one folded word: `Бидайық`, `бидайык` and `bidaiyq` have the same. */
export function keyOf(folded: string): string {
  let out = ''
  for (const letter of folded) {
    const one = alike[letter] ?? letter
    if (one !== out.at(-1)) out += one
    else if (one >= '0' && one <= '9') out += one
  }
  return out
}

/** The keys of the words of a phrase in any script. */
export function keysOf(phrase: string): string[] {
  return fold(phrase).tokens.map((token) => keyOf(token.text))
}

/** What may follow a name in Russian: `Садов-ой`, `Мичурин-а`; as keys. */
const russian = new Set('а у е и о ом ем ои еи ами ах ам ов ев ого его ому ему их им ими ие ее уу'.split(' '))
/** What may follow a name in Kazakh: plural, belonging, case, `-дағы`; as keys. */
const kazakh =
  /^(?:[лдт][ае]р)?(?:с?и)?(?:н?[дт][ае](?:ги|н)?(?:[ндт]?ин)?|н[ае]н|[ндт]ин|[ндт]и|[гк][ае]|н[ае]|[мбп]ен|менен)?$/

/** Whether a tail is an ending of either language. */
export function isEnding(tail: string): boolean {
  return tail === '' || russian.has(tail) || (tail.length <= 9 && kazakh.test(tail))
}

const longestEnding = 9
const shortestStem = 3
const typoFrom = 6

/** A word of a name that was met in the text, and how well it fits, 0 … 1. */
export interface Met<Value> {
  value: Value
  fit: number
}

export interface NameIndex<Value> {
  /** What stands under a word as written: first as it is, then without an ending, at last with one letter wrong. */
  meet(key: string): Met<Value>[]
}

/** Builds the index of words once; a look-up reads a few maps a letter. */
export function openNameIndex<Value>(entries: ReadonlyMap<string, Value>): NameIndex<Value> {
  const stems = new Map<string, { word: string; value: Value }[]>()
  const near = new Map<string, { word: string; value: Value }[]>()
  const put = (map: typeof stems, at: string, entry: { word: string; value: Value }) => {
    const list = map.get(at)
    if (list) list.push(entry)
    else map.set(at, [entry])
  }
  for (const [word, value] of entries) {
    const entry = { word, value }
    const stem = stemOf(word)
    if (stem !== word) put(stems, stem, entry)
    for (const form of new Set([word, stem]))
      if (form.length >= typoFrom)
        for (const short of [form, ...shortened(form)]) put(near, short, { word: form, value })
  }
  const meetWhole = (key: string): Met<Value>[] => {
    for (
      let size = key.length;
      size >= Math.min(shortestStem, key.length) && key.length - size <= longestEnding;
      size--
    ) {
      const head = key.slice(0, size)
      if (!isEnding(key.slice(size))) continue
      const found: Met<Value>[] = []
      const exact = entries.get(head)
      if (exact !== undefined) found.push({ value: exact, fit: size === key.length ? 1 : 0.99 })
      for (const { value } of stems.get(head) ?? []) found.push({ value, fit: 0.98 })
      if (found.length > 0) return found
    }
    return []
  }
  const meetNear = (key: string): Met<Value>[] => {
    for (let size = key.length; size >= typoFrom - 1 && key.length - size <= longestEnding; size--) {
      if (!isEnding(key.slice(size))) continue
      const head = key.slice(0, size)
      const found = new Map<string, Value>()
      for (const short of [head, ...shortened(head)])
        for (const { word, value } of near.get(short) ?? []) if (oneWrong(head, word)) found.set(word, value)
      if (found.size > 0) return [...found.values()].map((value) => ({ value, fit: 0.9 }))
    }
    return []
  }
  const read = (key: string): Met<Value>[] => {
    const found = meetWhole(key)
    return found.length > 0 || key.length < typoFrom - 1 ? found : meetNear(key)
  }
  // Single words, met again and again.
  const lately = new Map<string, Met<Value>[]>()
  return {
    meet(key) {
      const known = lately.get(key)
      if (known) return known
      const found = read(key)
      if (lately.size >= 5_000) lately.clear()
      lately.set(key, found)
      return found
    },
  }
}

/** `садова` → `садов`: the ending that names themselves have. */
function stemOf(word: string): string {
  return word.length >= 5 && /[аеиоу]$/.test(word) ? word.slice(0, -1) : word
}

function shortened(word: string): string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))
}

/** One letter added, lost, replaced or exchanged with its neighbour; the first letter is right. */
function oneWrong(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1
  const [restA, restB] = [a.slice(from), b.slice(from)]
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  )
}
