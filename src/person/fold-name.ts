/** Names as they are searched by: one spelling for Russian, Kazakh and Latin letters, so that Қасым, Касым and Kassym meet. */

const cyrillic: Record<string, string> = {
  а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'g', д: 'd', е: 'e', ё: 'e', э: 'e', ж: 'j', з: 'z', и: 'i', й: 'i', і: 'i', ы: 'i',
  к: 'k', қ: 'k', л: 'l', м: 'm', н: 'n', ң: 'n', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ұ: 'u', ү: 'u', ф: 'f',
  х: 'h', һ: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ь: '', ю: 'iu', я: 'ia',
} // biome-ignore format: a table
/** Latin letters that only look like Cyrillic ones, in a word that is Cyrillic otherwise. */
const twins: Record<string, string> = {
  a: 'а', b: 'в', c: 'с', e: 'е', h: 'н', i: 'і', k: 'к', m: 'м', o: 'о', p: 'р', t: 'т', x: 'х', y: 'у',
} // biome-ignore format: a table
const groups: [RegExp, string][] = [
  [/shch|sch/g, 'sh'],
  [/dzh|zh/g, 'j'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/tz/g, 'ts'],
  [/ye|yo/g, 'e'],
  [/yu/g, 'iu'],
  [/ya/g, 'ia'],
  [/y/g, 'i'],
  [/w/g, 'v'],
  [/q/g, 'k'],
  [/x/g, 'h'],
  [/c(?!h)/g, 'k'],
]

/** The words of a name in small Latin letters, doubles as one letter, one space between words. */
export function foldName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’`ʼ]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map(foldWord)
    .filter((word) => word !== '')
    .join(' ')
}

function foldWord(word: string): string {
  if (/\p{Script=Cyrillic}/u.test(word)) {
    const letters = [...word].map((letter) => cyrillic[twins[letter] ?? letter] ?? letter)
    return once(letters.join(''))
  }
  const plain = word
    .replace(/[şš]/g, 'sh')
    .replace(/[çč]/g, 'ch')
    .replace(/ž/g, 'j')
    .replace(/[ıý]/g, 'i')
    .replace(/ə/g, 'a')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
  return once(groups.reduce((text, [from, to]) => text.replace(from, to), plain))
}

const once = (text: string) => text.replace(/([a-z])\1+/g, '$1')

/** Whether every word asked for stands in the folded name: as a part of a word, or but a letter or two from a whole one. */
export function isNear(asked: string, folded: string): boolean {
  const words = folded.split(' ')
  return asked
    .split(' ')
    .filter((word) => word !== '')
    .every((word) => words.some((one) => one.includes(word) || distance(word, one) <= allowed(word)))
}

const allowed = (word: string) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** Letters put in, left out or changed between two words, counted to three. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let to = 1; to <= other.length; to++) {
      const change = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1)
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 3
}
