import { placeClass } from '../detection/place-words.ts'
import { fold, perWord, type Token } from '../detection/text.ts'
import { isNumbered, type LandmarkKind, landmarkKind } from './landmark-kinds.ts'
import { keyOf } from './name-key.ts'

/** The words of a place taken apart: names, kinds of landmarks, the house, and what is inside it. */

export interface PlaceWord {
  key: string
  kind: LandmarkKind | null
  /** A number, or a word that may stand before or after any name: never a name that the district does not know. */
  plain: boolean
  span: number
}

export interface Mention {
  words: PlaceWord[]
  /** Numbers of houses in the order told; `72-2` is first `72/2` and then `72`. */
  houses: string[]
  /** Numbers that stand beside a kind: `47 школа`. */
  numbers: { number: string; kind: LandmarkKind }[]
  /** All numbers but those of entrances, floors and flats. */
  allNumbers: Set<string>
  street: boolean
  crossing: boolean
}

const ordinals: Record<string, string> = {}
const ordinalWords = [
  'первый первого первом первая первой первому бірінші',
  'второй второго втором вторая второму екінші',
  'третий третьего третьем третьей третья үшінші',
  'четвертый четвертого четвертом четвертая четвертой төртінші',
  'пятый пятого пятом пятая пятой бесінші',
  'шестой шестого шестом шестая алтыншы',
  'седьмой седьмого седьмом седьмая жетінші',
  'восьмой восьмого восьмом восьмая сегізінші',
  'девятый девятого девятом девятая тоғызыншы',
  'десятый десятого десятом десятая оныншы',
]
for (const [at, list] of ordinalWords.entries())
  for (const word of list.split(' ')) ordinals[keyOf(fold(word).tokens[0]?.text ?? '')] = String(at + 1)

const house = /^(?:дом(?:а|у|е|ом|ов|ами|ик|ика|ин|нин|да|дан)?|уи(?:[дигн][а-я]{0,9})?|ж?д)$/
const inside =
  /^(?:подез[а-я]*|парадн[а-я]*|киреберис[а-я]*|подик[а-я]*|под|п|етаж[а-я]*|ет|кабат[а-я]*|кв|квартир[а-я]*|патер[а-я]*|пат|секси[а-я]*)$/
const street =
  /^(?:ул|улис[а-я]*|коше[а-я]*|к|к?си|дангил[а-я]*|проспект[а-я]*|пр|пркт|переулк?[а-я]*|переулок|пер|туик[а-я]*|тупик[а-я]*|бул|булвар[а-я]*)$/
const area = /^(?:мкр[а-я]*|микрораион[а-я]*|масив[а-я]*|жилои|ж|м|шагин|аудан[а-я]*|икшам[а-я]*|тургин|алаб[а-я]*)$/
const meets = /^(?:уг(?:ол|лу|ла)|перекрест[а-я]*|пересечен[а-я]*|киилис[а-я]*)$/
const ending = /^(?:го|и|ги|му|м|ом|ои|а|ша|ши|инши|нши|нин|дин|дики|да|де|та|те|дан|ден)$/
const namedByNumber = /^(?:проезд[а-я]*|откел[а-я]*|квартал[а-я]*|ород[а-я]*|линиа|лини[а-я]*|рад|катар[а-я]*)$/
const skipped = new Set(['номер', 'дроб', 'корпус', 'корп', 'строение', 'стр', 'н'])

/** What can be known of a word whatever stands round it, read once. */
const wordOf = perWord((word) => {
  const key = keyOf(word.text)
  return { key, kind: landmarkKind(key), role: placeClass(word.text) }
})
const nothing = { key: '', kind: null, role: 'nothing' } as const

interface Number {
  at: number
  last: number
  forms: string[]
  told: boolean
}

/** Reads the spans that were found in one message as one mention of a place. */
export function readMention(spans: readonly string[]): Mention {
  const mention: Mention = { words: [], houses: [], numbers: [], allNumbers: new Set(), street: false, crossing: false }
  for (const [at, span] of spans.slice(0, 12).entries()) readSpan(mention, span, at)
  return mention
}

function readSpan(mention: Mention, span: string, spanAt: number): void {
  const { tokens, raw } = fold(span.length > 300 ? span.slice(0, 300) : span)
  const keys = tokens.map(({ word }) => wordOf(word).key)
  const gap = (at: number) => raw.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? raw.length)
  const free: Number[] = []
  /** The last number, if it stands just before this word and nobody has claimed it. */
  const before = (at: number) => {
    const number = free.at(-1)
    return number && number.last === at - 1 ? free.pop() : undefined
  }
  const houses: Number[] = []
  const claim = (number: Number) => {
    for (const form of number.forms) mention.allNumbers.add(form)
    houses.push({ ...number, told: true })
  }
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    const key = keys[at] ?? ''
    const number = numberAt(tokens, keys, at, gap)
    const follows = numberAt(tokens, keys, keys[at + 1] === 'номер' ? at + 2 : at + 1, gap)
    if (number) {
      free.push(number)
      at = number.last
    } else if (inside.test(key) && !(key === 'п' && free.length === 0)) {
      if (!before(at) && follows) at = follows.last
    } else if (house.test(key)) {
      const own = before(at) ?? (follows && !house.test(keys[follows.last + 1] ?? '') ? follows : undefined)
      if (own) claim(own)
      if (own === follows && follows) at = follows.last
    } else if (namedByNumber.test(key)) {
      const own = before(at)
      if (own) mention.words.push({ key: own.forms[0] ?? '', kind: null, plain: true, span: spanAt })
      mention.words.push({ key, kind: null, plain: true, span: spanAt })
    } else if (area.test(key) || skipped.has(key)) {
      const own = key.startsWith('мкр') || key.startsWith('микро') ? before(at) : undefined
      if (own) mention.words.push({ key: own.forms[0] ?? '', kind: null, plain: true, span: spanAt })
    } else if (street.test(key)) mention.street = true
    else if (meets.test(key)) mention.crossing = true
    else {
      const { kind, role } = token ? wordOf(token.word) : nothing
      const last = mention.words.at(-1)
      if (kind === 'playground' && last?.kind === 'containers' && last.span === spanAt) continue
      if (kind !== null && isNumbered(kind)) {
        const own = before(at) ?? (follows && !unit(keys[follows.last + 1] ?? '') ? follows : undefined)
        if (own) mention.numbers.push({ number: own.forms[0] ?? '', kind })
        for (const form of own?.forms ?? []) mention.allNumbers.add(form)
        if (own === follows && follows) at = follows.last
      }
      const names = kind !== null || (role !== 'preposition' && role !== 'relation' && role !== 'joint')
      if (names && !(key.length === 1)) {
        if (/[/\\]/.test(gap(at)) && last) mention.crossing = true
        mention.words.push({ key, kind, plain: kind === null && role !== 'name' && role !== 'nothing', span: spanAt })
      }
    }
  }
  for (const number of free) {
    for (const form of number.forms) mention.allNumbers.add(form)
    houses.push(number)
  }
  houses.sort((a, b) => Number(b.told) - Number(a.told))
  mention.houses.push(...houses.flatMap(({ forms }) => forms))
}

const unit = (key: string) => house.test(key) || inside.test(key)

/** A number with its fraction, letter and ending, or a simple ordinal; its forms, the likeliest first. */
function numberAt(
  tokens: readonly Token[],
  keys: readonly string[],
  at: number,
  gap: (at: number) => string,
): Number | undefined {
  const token = tokens[at]
  if (!token) return undefined
  const told = ordinals[keys[at] ?? '']
  if (told !== undefined) return { at, last: at, forms: [told], told: false }
  if (!token.digits || token.text.length > 4) return undefined
  let text = String(Number(token.text))
  let last = at
  const forms = [text]
  const joined = keys[at + 1] === 'дроб' ? at + 2 : at + 1
  const between = gap(at + 1)
  if (tokens[joined]?.digits && (joined > at + 1 || /^\s?[/\\-]\s?$/.test(between))) {
    const fraction = Number(tokens[joined]?.text)
    if (fraction < 1000) {
      text = `${text}/${fraction}`
      if (between.includes('-')) forms.unshift(text)
      else forms[0] = text
      last = joined
    }
  }
  const letter = keys[last + 1] ?? ''
  const space = gap(last + 1)
  const glued = tokens[last + 1]?.glued === true || /^(?:-|\s?["«„“'])$/.test(space)
  if (/^[абвгез]$/.test(letter) && (glued || (space === ' ' && /^[аб]$/.test(letter)))) {
    forms.unshift(`${text}${letter}`)
    last += 1
  } else if (ending.test(letter) && glued) last += 1
  return { at, last, forms, told: text.includes('/') }
}

/** "14/2", "7а", "14-2" → one form; null when the text names no house. */
export function houseOf(text: string): string | null {
  return readMention([text]).houses[0] ?? null
}
