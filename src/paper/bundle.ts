import type { Both, PaperLang } from '../base/law.ts'
import type { PaperDocument } from './document.ts'
import { forms } from './forms.ts'
import { paperNames } from './kinds.ts'
import { type Block, headingLine, layOut, type Photo, type Sheet, wordsOf } from './layout.ts'

/** All papers of an incident as one file: an inventory first, then each paper, then the photos. */

export interface BundledPaper {
  document: PaperDocument
  /** A draft says so across every page of it. */
  draft: boolean
  /** The day on which it was signed, or drawn up. */
  day: Both
  /** Of the attachments, which it prints. */
  pictures: ReadonlySet<string>
}

export interface Bundle {
  /** Of the inventory and the photos; the papers too, unless each keeps its own. */
  lang: PaperLang
  ownLang: boolean
  incidentNumber: number
  placeText: string
  papers: readonly BundledPaper[]
  /** What each photo of the incident is, the earliest first. */
  photos: readonly { id: string; caption: Both }[]
  author: { position: string; name: string }
  day: Both
}

const say = {
  inventory: { ru: 'ОПИСЬ', kk: 'ТІЗІМДЕМЕ' },
  ofMaterial: {
    ru: (number: number) => `документов материала по происшествию № ${number}`,
    kk: (number: number) => `№ ${number} оқиға бойынша материал құжаттарының`,
  },
  photos: { ru: 'ФОТОТАБЛИЦА', kk: 'ФОТОКЕСТЕ' },
  ofIncident: {
    ru: (number: number) => `к материалу по происшествию № ${number}`,
    kk: (number: number) => `№ ${number} оқиға бойынша материалға`,
  },
  head: {
    ru: ['№', 'Документ', 'Номер', 'Дата', 'Листы'],
    kk: ['№', 'Құжат', 'Нөмірі', 'Күні', 'Парақтары'],
  },
  total: { ru: 'Всего листов, считая эту опись: {of}', kk: 'Осы тізімдемені қоса есептегенде барлығы {of} парақ' },
  oneSided: {
    ru: 'Листы считаны при печати на одной стороне.',
    kk: 'Парақтар бір бетке басылған жағдайда саналды.',
  },
  draft: { ru: 'проект', kk: 'жоба' },
  none: { ru: 'без номера', kk: 'нөмірсіз' },
  date: { ru: 'Дата составления', kk: 'Жасалған күні' },
  place: { ru: 'Место происшествия', kk: 'Оқиға орны' },
  madeUp: { ru: 'Материал сформировал(а)', kk: 'Материалды құрастырған' },
  noPicture: { ru: 'изображение не печатается, файл – в деле', kk: 'сурет басылмайды, файлы істе сақтаулы' },
} as const

/** The sheets of the bundle in order; `photos` are those whose pictures could be read. */
export function bundleSheets(of: Bundle, photos: readonly Photo[]): Sheet[] {
  const papers = of.papers.map(({ document, draft, pictures }) => {
    const shown = draft ? { ...document, missing: [...document.missing, 'sign'] } : document
    const own = photos.filter(({ id }) => pictures.has(id))
    return layOut(shown, forms[document.kind], of.ownLang ? document.lang : of.lang, own)
  })
  const table = of.photos.length > 0 ? [photoSheet(of, photos)] : []
  return [inventory(of, table[0]), ...papers, ...table]
}

function inventory(of: Bundle, table: Sheet | undefined): Sheet {
  const { lang } = of
  const rows = of.papers.map(({ document, draft, day }) => [
    paperNames[document.kind][lang] + (draft ? ` (${say.draft[lang]})` : ''),
    document.number ?? say.none[lang],
    day[lang],
  ])
  const photos = table ? [[sentenceCase(table.title), '–', of.day[lang]]] : []
  const list: Block = {
    kind: 'inventory',
    ...{ head: [...say.head[lang]], rows: [...rows, ...photos], total: say.total[lang] },
  }
  return ownSheet(of, say.inventory[lang], say.ofMaterial[lang](of.incidentNumber), [
    list,
    { kind: 'note', text: say.oneSided[lang] },
    madeUp(of),
  ])
}

function photoSheet(of: Bundle, photos: readonly Photo[]): Sheet {
  const { lang } = of
  const path = new Map(photos.map((one) => [one.id, one.path]))
  const captioned = of.photos.map(({ id, caption }, index) => ({
    path: path.get(id) ?? null,
    caption: `${index + 1}. ${caption[lang]}`,
  }))
  const shown = captioned.flatMap(({ path, caption }) => (path === null ? [] : [{ path, caption }]))
  const others = captioned.filter((one) => one.path === null)
  return ownSheet(of, say.photos[lang], say.ofIncident[lang](of.incidentNumber), [
    ...(shown.length > 0 ? [{ kind: 'photos', across: 2, photos: shown } as const] : []),
    ...others.map(({ caption }) => ({ kind: 'note', text: `${caption} – ${say.noPicture[lang]}` }) as const),
    madeUp(of),
  ])
}

const madeUp = ({ lang, author }: Bundle): Block => ({
  kind: 'signs',
  rows: [{ who: [say.madeUp[lang], author.position].filter(Boolean).join(': '), name: author.name }],
})

/** A sheet that goes with the papers and is none itself. */
function ownSheet(of: Bundle, title: string, subtitle: string, blocks: Block[]): Sheet {
  const { lang } = of
  const words = wordsOf(lang)
  return {
    ...{
      kind: 'bundle',
      lang,
      look: 'form',
      title,
      subtitle,
      number: null,
      draft: null,
      to: [],
      sources: [],
      annex: [],
    },
    head: [
      { id: 'date', label: say.date[lang], value: of.day[lang], rule: '' },
      { id: 'place', label: say.place[lang], value: of.placeText || null, rule: '' },
    ],
    sections: [{ title: null, blocks }],
    footer: headingLine(lang, title, subtitle),
    pageWords: words.page('{now}', '{of}'),
    words: {
      ...{ number: words.number, erap: words.erap, missing: '', factsFrom: words.factsFrom },
      ...{ signature: words.signature, nameHere: words.nameHere, suggestion: words.suggestion },
    },
  }
}

const sentenceCase = (text: string) => `${text[0]}${text.slice(1).toLowerCase()}`
