import type { Both } from '../base/law.ts'

/** Number plates as people write them: Cyrillic look-alikes, spaces, «KZ»; forms of 2012 and of 1993. */

export interface Plate {
  /** Latin, no spaces: `282ERT17`. */
  plate: string
  form: '2012' | '1993'
  /** `17`, or the letter of 1993. */
  region: string
  place: Both | null
  /** Two letters are said to be a legal entity's; not confirmed, so a hint only. */
  owner: 'individual' | 'entity' | null
}

export interface PlateSpan {
  start: number
  end: number
  /** Null where the letters have no Latin twin: still hidden, but not searched by. */
  plate: string | null
}

const twins: Record<string, string> = {
  ...{ а: 'A', в: 'B', е: 'E', к: 'K', м: 'M', н: 'H', о: 'O', р: 'P', с: 'C', т: 'T', у: 'Y', х: 'X' },
  ...{ і: 'I', қ: 'K', һ: 'H', ү: 'Y', ұ: 'Y', ѕ: 'S', ј: 'J' },
}

const regions: Record<string, Both> = {
  '01': { ru: 'Астана', kk: 'Астана' },
  '02': { ru: 'Алматы', kk: 'Алматы' },
  '13': { ru: 'Туркестанская область', kk: 'Түркістан облысы' },
  '17': { ru: 'Шымкент', kk: 'Шымкент' },
  X: { ru: 'Шымкент и область (номера до 2012 года)', kk: 'Шымкент және облыс (2012 жылға дейінгі нөмірлер)' },
}

/** Letters by their Latin twins, one for one, so that positions stay the same; a letter without a twin stays as it is. */
export function latin(text: string): string {
  return [...text]
    .map((letter) => twins[letter.toLowerCase()] ?? (letter.length === 1 ? upper(letter) : letter))
    .join('')
}

const upper = (letter: string) => (letter.toUpperCase().length === 1 ? letter.toUpperCase() : letter)

const gap = '[ \\u00a0.\\-_]{0,2}'
const form2012 = /^(\d{3})([A-Z]{2,3})(\d{2})$/
const form1993 = /^([A-Z])(\d{3})([A-Z]{2,3})$/
const region2012 = '(?:0[1-9]|1\\d|20)'
const letter = '\\p{L}'

/** Reads one plate typed into a field, or null when it is of neither form. */
export function readPlate(text: string): Plate | null {
  const plate = latin(text)
    .replace(/[\s\u00a0.\-_]/g, '')
    .replace(/^KZ(?=\d{3})|^KZ(?=[A-Z]\d{3})/, '')
  const newer = form2012.exec(plate)
  if (newer) {
    const [, , letters = '', region = ''] = newer
    if (!new RegExp(`^${region2012}$`).test(region)) return null
    return {
      plate,
      form: '2012',
      region,
      place: regions[region] ?? null,
      owner: letters.length === 2 ? 'entity' : 'individual',
    }
  }
  const older = form1993.exec(plate)
  if (!older) return null
  const region = older[1] as string
  return { plate, form: '1993', region, place: regions[region] ?? null, owner: null }
}

/** A plate brought to one spelling for storing and searching, or null. */
export function normalisePlate(text: string): string | null {
  return readPlate(text)?.plate ?? null
}

const country = `(?:[KК][ZЗ]${gap})?`
const patterns = [
  new RegExp(`(?<![\\p{L}\\d])${country}\\d{3}${gap}${letter}{2,3}${gap}${region2012}(?![\\p{L}\\d])`, 'giu'),
  // Of the older form only what is written together or in capitals: «с 200 сот» is no plate.
  new RegExp(`(?<![\\p{L}\\d])${country}${letter}\\d{3}${letter}{2,3}(?![\\p{L}\\d])`, 'giu'),
  new RegExp(`(?<![\\p{L}\\d])\\p{Lu}${gap}\\d{3}${gap}\\p{Lu}{2,3}(?![\\p{L}\\d])`, 'gu'),
]

/** Plates in running text with their places, for hiding and for search; earlier first, none overlapping. */
export function findPlates(text: string): PlateSpan[] {
  const found: PlateSpan[] = []
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (found.some((one) => start < one.end && one.start < end)) continue
      const plate = normalisePlate(match[0])
      if (!plate && !looksMeant(match[0])) continue
      found.push({ start, end, plate })
    }
  return found.sort((a, b) => a.start - b.start)
}

/** Letters without a Latin twin make a plate only in capitals or written together: «кв 120 для 17» is none. */
const looksMeant = (text: string) => !/\s/.test(text) || text === text.toUpperCase()

/** The text with every plate replaced, so that it may be shown to anybody. */
export function hidePlates(text: string, instead = '•••'): string {
  let shown = ''
  let at = 0
  for (const { start, end } of findPlates(text)) {
    shown += text.slice(at, start) + instead
    at = end
  }
  return shown + text.slice(at)
}
