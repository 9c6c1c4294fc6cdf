/** People and flats named in a message, word by word. */

import { nameWord, sureSurname } from './mark-names.ts'
import type { Found } from './marks.ts'
import type { Token } from './text.ts'

interface Words {
  raw: string
  tokens: readonly Token[]
}

const text = (words: Words, at: number) => words.tokens[at]?.text ?? ''
const kindOf = (words: Words, at: number) => {
  const token = words.tokens[at]
  return token === undefined ? 'nothing' : nameWord(token.word)
}
const isName = (words: Words, at: number) => /^(?:name|alsoWord)$/.test(kindOf(words, at))
/** Between a word and the one before it: null when there is none or it is far. */
function gap(words: Words, at: number): string | null {
  const [one, two] = [words.tokens[at - 1], words.tokens[at]]
  if (one === undefined || two === undefined || two.start - one.end > 4) return null
  return words.raw.slice(one.end, two.start)
}
const spaced = (words: Words, at: number) => /^[ \u00a0]{1,2}$/.test(gap(words, at) ?? '')

function shownAt(words: Words, at: number): string {
  const token = words.tokens[at]
  return token === undefined ? '' : words.raw.slice(token.start, token.end)
}
/** `Марат`, not `МАРАТ` and not `марат`. */
const isTitle = (words: Words, at: number) => /^\p{Lu}[\p{Ll}’'-]+$/u.test(shownAt(words, at))
const isCapital = (words: Words, at: number) => /^\p{Lu}/u.test(shownAt(words, at))
/** `Б.`: one capital letter and a dot. */
const isInitial = (words: Words, at: number) =>
  /^\p{Lu}$/u.test(shownAt(words, at)) && words.raw[words.tokens[at]?.end ?? 0] === '.'

/** People: a name with a patronymic, a surname or an initial; a lone name when addressed or after «сосед», «көрші». */
export function people(words: Words): Found[] {
  const found: Found[] = []
  for (let i = 0; i < words.tokens.length; ) {
    const person = personAt(words, i)
    if (person === null) {
      i += 1
      continue
    }
    const [first, last, likelihood] = person
    const end = words.tokens[last]?.end ?? 0
    found.push({
      kind: 'person',
      start: words.tokens[first]?.start ?? 0,
      end: end + (isInitial(words, last) ? 1 : 0),
      likelihood,
    })
    i = last + 1
  }
  return found
}

type Span = [first: number, last: number, likelihood: number]

function personAt(words: Words, at: number): Span | null {
  const kind = kindOf(words, at)
  if (kind === 'street' || ofStreet(words, at)) return null
  const full = fullNameAt(words, at)
  if (full !== null) return full
  if (
    kind === 'introducing' &&
    text(words, at - 1) !== 'школа' &&
    (spaced(words, at + 1) || gap(words, at + 1) === ', ' || gap(words, at + 1) === ': ')
  ) {
    const next = at + 1
    const further = fullNameAt(words, next)
    if (further !== null) return further
    const nextKind = kindOf(words, next)
    if (isName(words, next) || nextKind === 'patronymic') return [next, next, 0.85]
    if (gap(words, next) === ', ') return null
    if (nextKind === 'surname' && isTitle(words, next)) return [next, next, 0.8]
    if (nextKind === 'nothing' && isTitle(words, next) && text(words, next).length > 2) return [next, next, 0.45]
    return null
  }
  if (
    kind === 'noName' &&
    /^(?:привет|здравствуйте|спасибо|рахмет|ракмет|салем|салам|курметти|сентиз)$/.test(text(words, at)) &&
    isName(words, at + 1) &&
    (spaced(words, at + 1) || gap(words, at + 1) === ', ')
  ) {
    const full = fullNameAt(words, at + 1)
    if (full !== null) return full
    return kindOf(words, at + 1) === 'name' || isTitle(words, at + 1) ? [at + 1, at + 1, 0.75] : null
  }
  if (kindOf(words, at + 1) === 'honouring' && spaced(words, at + 1) && kind !== 'honouring') {
    if (kind === 'name' || kind === 'alsoWord') return [at, at, 0.85]
    const inside = at > 0 && words.tokens[at]?.cut === false
    if (kind === 'nothing' && inside && isTitle(words, at) && text(words, at).length > 2) return [at, at, 0.5]
  }
  if (kind === 'patronymic' && isName(words, at + 1) && spaced(words, at + 1)) return [at, at + 1, 0.9]
  if (kind === 'patronymic')
    return isTitle(words, at) ? [at, at, 0.7] : /(?:ич|вна)$/.test(text(words, at)) ? [at, at, 0.55] : null
  return kind === 'name' ? lone(words, at) : null
}

/** «Айгуль, подскажите», «спасибо, Марат!», «Марат из 12 квартиры». */
function lone(words: Words, at: number): Span | null {
  const token = words.tokens[at] as Token
  const after = words.raw.slice(token.end, token.end + 2)
  const before = gap(words, at) ?? ''
  if ((at === 0 || token.cut) && /^ ?[,!]/.test(after)) return [at, at, 0.8]
  if (before.trim() === ',' && /^(?:$|\s*[.!?)\n]|\s*$|,)/.test(after)) return [at, at, 0.75]
  if (/^(?:из|с)$/.test(text(words, at + 1)) && words.tokens[at + 2]?.digits) return [at, at, 0.75]
  if (words.tokens[at + 1]?.digits && isFlat(text(words, at + 2))) return [at, at, 0.75]
  return null
}

/** A name with what makes it one person's: patronymic, surname, initial, in either order. */
function fullNameAt(words: Words, at: number): Span | null {
  const kind = kindOf(words, at)
  if (ofStreet(words, at)) return null
  if (isInitial(words, at)) {
    let next = at + 1
    if (isInitial(words, next) && /^\. ?$/.test(gap(words, next) ?? '')) next += 1
    const fits =
      /^\. ?$/.test(gap(words, next) ?? '') &&
      isTitle(words, next) &&
      /^(?:surname|name|alsoWord)$/.test(kindOf(words, next))
    return fits && !words.tokens[next + 1]?.digits && kindOf(words, next + 1) !== 'street' ? [at, next, 0.85] : null
  }
  const name = kind === 'name' || kind === 'alsoWord'
  if (!name && kind !== 'surname' && kind !== 'nothing') return null
  if (!spaced(words, at + 1)) return null
  const next = kindOf(words, at + 1)
  if (isInitial(words, at + 1) && !words.tokens[at + 2]?.digits) {
    if (!isCapital(words, at) || kind === 'nothing') return null
    const second = isInitial(words, at + 2) && /^\. ?$/.test(gap(words, at + 2) ?? '')
    return [at, second ? at + 2 : at + 1, 0.9]
  }
  const begins = at === 0 || words.tokens[at]?.cut
  if (next === 'patronymic' && (name || (isTitle(words, at) && (kind === 'surname' || !begins)))) {
    const surname = spaced(words, at + 2) && kindOf(words, at + 2) === 'surname' && isCapital(words, at + 2)
    return [at, surname ? at + 2 : at + 1, name ? 0.97 : 0.8]
  }
  if (kindOf(words, at + 2) === 'street') return null
  const both = isCapital(words, at) && isCapital(words, at + 1)
  const one = kind === 'name' && (next === 'surname' || next === 'name')
  const other = kind === 'surname' && next === 'name'
  if (
    one ||
    other ||
    (kind === 'surname' && next === 'alsoWord' && both) ||
    (kind === 'alsoWord' && next === 'surname' && both)
  ) {
    const surname = text(words, kind === 'surname' ? at : at + 1)
    if (!both && !(sureSurname(surname) && (kind === 'surname' || next === 'surname'))) return null
    const patronymic = spaced(words, at + 2) && kindOf(words, at + 2) === 'patronymic'
    if (words.tokens[at + 2]?.digits && !patronymic) return null
    return [at, patronymic ? at + 2 : at + 1, next === 'name' && kind === 'name' ? 0.6 : 0.9]
  }
  return null
}

/** «ул. Рыскулова», «школа имени Абая», «Марат көшесі»: a place, not a person. */
function ofStreet(words: Words, at: number): boolean {
  if (kindOf(words, at + 1) === 'street' && gap(words, at + 1) !== null && kindOf(words, at) !== 'introducing')
    return true
  for (let i = at - 1; i >= 0 && i >= at - 2; i -= 1)
    if (kindOf(words, i) === 'street' && gap(words, i + 1) !== null && !/[\n!?;]/.test(gap(words, i + 1) ?? ''))
      return i === at - 1 || /^имени$|^им$/.test(text(words, at - 1)) || isCapital(words, at - 1)
  return false
}

const isFlat = (word: string) =>
  /^(?:кв|пат|пт|квартир(?:а|ы|е|у|ой|ада|адан|анын|асы)|патер(?:де|ден|ге|дин|и|инде|инен|деги|син|дагы)?)$/.test(word)
const isSuffix = (word: string) => /^(?:й|ой|ая|я|ю|ую|ой|ши|шы|е|го)$/.test(word)

/** «кв 12», «квартира 5», «12-пәтер», «из 45-й квартиры», «соседка из 24-й». */
export function flats(words: Words): Found[] {
  const found: Found[] = []
  for (let i = 0; i < words.tokens.length; i += 1) {
    const token = words.tokens[i] as Token
    if (isFlat(token.text)) {
      let last = i
      const ra = text(words, i + 1) === 'ра' ? i + 1 : i
      const number = words.tokens[ra + 1]
      const lead = gap(words, ra + 1)
      if (number?.digits && number.text.length <= 4 && lead !== null && /^[ .:№#-]*$/.test(lead)) last = ra + 1
      // «кв 12, 13 и 15»
      while (last > i && last < i + 8) {
        const at = text(words, last + 1) === 'и' ? last + 2 : last + 1
        const more = words.tokens[at]
        if (
          !more?.digits ||
          more.text.length > 4 ||
          !/^(?:, ?| ?[-–] ?| )$/.test(gap(words, last + 1) ?? '') ||
          (at === last + 1 && gap(words, at) === ' ')
        )
          break
        last = at
      }
      if (last > i)
        found.push({ kind: 'flat', start: token.start, end: words.tokens[last]?.end ?? token.end, likelihood: 0.95 })
      continue
    }
    if (!token.digits || token.text.length > 4) continue
    const suffix = isSuffix(text(words, i + 1)) && /^[-–]?$/.test(gap(words, i + 1) ?? ' ') ? 1 : 0
    const next = i + 1 + suffix
    const lead = gap(words, next)
    if (isFlat(text(words, next)) && lead !== null && /^[ -–]{0,2}$/.test(lead)) {
      const area = /^(?:м|метр\p{L}*|квадрат\p{L}*|m|см)$/u.test(text(words, next + 1))
      const other =
        words.tokens[next + 1]?.digits && gap(words, next + 1) !== null && /^[ .:№-]*$/.test(gap(words, next + 1) ?? '')
      if (!area && !other)
        found.push({ kind: 'flat', start: token.start, end: words.tokens[next]?.end ?? token.end, likelihood: 0.85 })
    } else if (
      /^(?:из|с|со)$/.test(text(words, i - 1)) &&
      kindOf(words, i - 2) === 'introducing' &&
      !/^(?:дом|под|ет|блок|школ|лет|кварт|мкр|минут|час)/.test(text(words, next))
    )
      found.push({ kind: 'flat', start: token.start, end: words.tokens[next - 1]?.end ?? token.end, likelihood: 0.6 })
  }
  return found
}
