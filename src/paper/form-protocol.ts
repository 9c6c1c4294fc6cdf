import type { Both } from '../base/law.ts'
import { textIn } from './document.ts'
import { attached, type Block, type Desk, type Form, type Sign, shortRule, wordsOf } from './layout.ts'

/** The protocol, in the order of КоАП 803. */
export const protocolForm: Form = {
  kind: 'protocol',
  look: 'form',
  title: { ru: wordsOf('ru').title, kk: wordsOf('kk').title },
  subtitle: { ru: wordsOf('ru').subtitle, kk: wordsOf('kk').subtitle },
  fields: [],
  head: ['protocol.date', 'protocol.place'],
  sections(on) {
    const { document, words, rows, text, field, lang } = on
    const group = (prefix: string) => document.fields.filter((one) => one.id.startsWith(prefix)).map((one) => one.id)
    const persons = document.fields
      .filter(({ id }) => /^(person|entity)\./.test(id) && id !== 'person.explanation')
      .map((one) => one.id)
    const note = textIn(document.editionNote, lang)
    return [
      { title: words.sections.author, blocks: [rows(['author.position', 'author.name'])] },
      { title: words.sections.person, blocks: [rows(persons)] },
      { title: words.sections.offence, blocks: [rows(['offence.place', 'offence.time']), text('offence.essence')] },
      {
        title: words.sections.article,
        blocks: [text('offence.article'), ...(note ? [{ kind: 'note', text: note } as Block] : [])],
      },
      { title: words.sections.witnesses, blocks: [rows(['witnesses', 'victims'])] },
      { title: words.sections.explanation, blocks: [explanation(on)] },
      ...(field('device.name') ? [{ title: words.sections.device, blocks: [rows(group('device.'))] }] : []),
      { title: words.sections.rights, blocks: rights(on) },
      { title: words.sections.hearing, blocks: [rows(['hearing.time', 'hearing.place', 'other'])] },
      { title: words.sections.attachments, blocks: attached(on) },
      { title: words.sections.signatures, blocks: signatures(on) },
      { title: words.sections.copy, blocks: copies(on) },
    ]
  },
}

function explanation({ field, value, words }: Desk): Block {
  const id = 'person.explanation'
  const [rule, text] = [shortRule(field(id)?.rule ?? ''), value(id)]
  if (text) return { kind: 'text', id, text, rule }
  return { kind: 'lines', id, lead: words.explanationLead, count: 5, rule }
}

function rights({ document, lang, words }: Desk): Block[] {
  const items = document.rights.map((one: Both, index) => one[lang] + (index < document.rights.length - 1 ? ';' : '.'))
  return [
    { kind: 'list', lead: words.rightsLead, items },
    { kind: 'text', text: `${words.language(words.languageNames[document.lang])}.`, rule: '803(3)' },
    { kind: 'signs', rows: [{ who: words.rightsSigned, name: null }] },
    ...(document.minor ? [{ kind: 'signs', rows: [{ who: words.minorMark, name: null }] } as Block] : []),
  ]
}

function signatures({ value, words }: Desk): Block[] {
  const rows: Sign[] = [
    { who: words.signs.author, name: value('author.name') },
    { who: words.signs.person, name: null },
    ...(value('victims') ? [{ who: words.signs.victims, name: null }] : []),
    ...(value('witnesses') ? [{ who: words.signs.witnesses, name: null }] : []),
  ]
  return [
    { kind: 'signs', rows },
    { kind: 'note', text: `${words.signNote} ${words.refusalNote}` },
  ]
}

function copies({ value, words }: Desk): Block[] {
  const rows = [
    { who: words.signs.copyPerson, name: null },
    ...(value('victims') ? [{ who: words.signs.copyVictim, name: null }] : []),
  ]
  return [{ kind: 'signs', rows }]
}
