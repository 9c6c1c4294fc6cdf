import { formatDay, formatEnd, formatInstant, localDay } from '../base/calendar.ts'
import { type PaperLang, type Part, refOf } from '../base/law.ts'
import { headingLine, wordsOf } from './template.ts'
import { letterWords } from './wording-letters.ts'

/** Letters of one page: a demand to put right, a report of a crime, a transfer to the body that decides. */

interface Common {
  number: string | null
  at: Date
  author: { position: string; name: string }
  /** Where it happened. */
  place: string
  attachments: readonly string[]
}

/** A demand to remove a violation; it stands beside the case and never replaces a decision. */
export interface RemovalOrder extends Common {
  to: string
  toAddress: string | null
  /** What is wrong. */
  what: string
  /** What is to be done. */
  measures: string
  dueAt: Date
}

/** An officer's report of signs of a crime (УПК 184). */
export interface CrimeReport extends Common {
  /** Whom it is addressed to: «Начальнику отдела полиции …». */
  to: string
  learntAt: Date
  facts: string
  /** What was done at once. */
  measures: string | null
  /** Named only if he filed the report himself: an anonymous message is no ground (УПК 181(6)). */
  applicant: string | null
}

/** Material sent to the body that may draw up and decide (КоАП 697, 729, 804). */
export interface Transfer extends Common {
  to: string
  happenedAt: Date | null
  facts: string
  part: Part | null
  /** Who is meant, if established. */
  about: string | null
}

export interface Letter {
  lang: PaperLang
  title: string
  subtitle: string
  number: string | null
  date: string
  to: string[]
  paragraphs: string[]
  facts: { label: string; value: string }[]
  closing: string[]
  attachments: string[]
  signs: { who: string; name: string | null }[]
  note: string | null
  draft: null
  footer: string
  pageWords: string
  words: Record<string, string>
}

function letter(
  lang: PaperLang,
  kind: 'removal' | 'crime' | 'transfer',
  common: Common,
  to: string[],
  facts: [keyof (typeof letterWords)['ru']['labels'], string | null][],
): Letter {
  const words = letterWords[lang]
  const own = words[kind]
  const paper = wordsOf(lang)
  return {
    ...{ lang, title: own.title, subtitle: own.subtitle, number: common.number, to },
    date: formatDay(localDay(common.at), lang),
    paragraphs: own.paragraphs,
    facts: facts.flatMap(([label, value]) => (value ? [{ label: words.labels[label], value }] : [])),
    closing: own.closing,
    attachments: [...common.attachments],
    signs: [{ who: common.author.position, name: common.author.name }],
    note: own.note,
    draft: null,
    footer: headingLine(lang, own.title, own.subtitle),
    pageWords: paper.page('{now}', '{of}'),
    words: {
      ...{ number: paper.number, attachments: words.attachments },
      ...{ signature: paper.signature, nameHere: paper.nameHere },
    },
  }
}

/** The demand, with the line where the addressee signs for having received it. */
export function removalLetter(order: RemovalOrder, lang: PaperLang): Letter {
  const made = letter(
    lang,
    'removal',
    order,
    [order.to, ...(order.toAddress ? [order.toAddress] : [])],
    [
      ['place', order.place],
      ['what', order.what],
      ['measures', order.measures],
      ['due', formatEnd(order.dueAt, lang)],
    ],
  )
  return { ...made, signs: [...made.signs, { who: letterWords[lang].received, name: null }] }
}

/** The рапорт; the head's resolution and the КУИ number are written on it by hand. */
export function crimeLetter(report: CrimeReport, lang: PaperLang): Letter {
  return letter(
    lang,
    'crime',
    report,
    [report.to],
    [
      ['learnt', formatInstant(report.learntAt, lang)],
      ['place', report.place],
      ['facts', report.facts],
      ['done', report.measures],
      ['applicant', report.applicant],
    ],
  )
}

/** The covering letter of material that the police may not decide. */
export function transferLetter(transfer: Transfer, lang: PaperLang): Letter {
  const { part } = transfer
  return letter(
    lang,
    'transfer',
    transfer,
    [transfer.to],
    [
      ['when', transfer.happenedAt && formatInstant(transfer.happenedAt, lang)],
      ['place', transfer.place],
      ['facts', transfer.facts],
      ['about', transfer.about],
      ['article', part && `${lang === 'ru' ? 'КоАП' : 'ӘҚБтК'} ${refOf(part)} – «${part.titleRu}»`],
    ],
  )
}
