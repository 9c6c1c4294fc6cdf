import type { Both } from '../base/law.ts'
import { textIn } from './document.ts'
import { given, is, told } from './form-given.ts'
import { copies, namesIn, signatures, talon } from './form-protocol-signs.ts'
import { attached, type Block, type Desk, type Form, shortRule, wordsOf } from './layout.ts'

/** The protocol, in the order of КоАП 803. */
export const protocolForm: Form = {
  kind: 'protocol',
  look: 'form',
  title: { ru: wordsOf('ru').title, kk: wordsOf('kk').title },
  subtitle: { ru: wordsOf('ru').subtitle, kk: wordsOf('kk').subtitle },
  fields: [],
  head: ['protocol.date', 'protocol.place'],
  sections(on) {
    const { document, words, rows, text, field, value, lang } = on
    const note = textIn(document.editionNote, lang)
    const heard = ['hearing.time', 'hearing.place', 'other']
    const known = field('sign.person') !== undefined
    const hearing = [...(known ? heard : told(on, heard)), ...told(on, furtherIds)]
    const explained = known || namesIn(value('victims')).length + namesIn(value('witnesses')).length > 0
    return [
      { title: words.sections.author, blocks: [rows(['author.position', 'author.name'])] },
      { title: words.sections.person, blocks: person(on) },
      { title: words.sections.offence, blocks: [rows(['offence.place', 'offence.time']), text('offence.essence')] },
      {
        title: words.sections.article,
        blocks: [text('offence.article'), ...(note ? [{ kind: 'note', text: note } as Block] : [])],
      },
      {
        title: words.sections.witnesses,
        blocks: [rows(['witnesses', 'victims']), ...(is(on, 'attesting') ? given(on, ['attesting.names'], 2) : [])],
      },
      { title: words.sections.explanation, blocks: field('person.explanation') ? explanation(on) : [] },
      { title: words.sections.device, blocks: is(on, 'device') ? given(on, deviceIds) : [] },
      { title: explained ? words.sections.rights : words.sections.language, blocks: rights(on) },
      { title: words.sections.hearing, blocks: [...(hearing.length > 0 ? [rows(hearing)] : []), ...notified(on)] },
      { title: words.sections.short, blocks: short(on) },
      { title: words.sections.attachments, blocks: attached(on) },
      { title: words.sections.signatures, blocks: signatures(on) },
      { title: words.sections.copy, blocks: copies(on) },
      { title: words.sections.talon, blocks: talon(on) },
    ]
  },
}

const representativeIds = ['representative.name', 'representative.kinship', 'representative.document']
const entityIds = ['entity.representative', 'entity.position', 'entity.authority']
const deviceIds = ['device.name', 'device.serial', 'device.verification']
const furtherIds = ['other.aggravating', 'other.mitigating', 'other.damage', 'other.excludes']
const separately = new Set([...entityIds, 'person.explanation'])

function person(on: Desk): Block[] {
  const { document, rows, words, field } = on
  const ids = document.fields.map(({ id }) => id).filter((id) => /^(person|entity)\./.test(id) && !separately.has(id))
  const blocks = [rows(ids)]
  if (!field('sign.person')) blocks.push({ kind: 'note', text: words.unknownNote })
  if (is(on, 'representative')) blocks.push(...given(on, [...representativeIds, ...entityIds]))
  return blocks
}

function explanation(on: Desk): Block[] {
  const { field, value, words } = on
  const id = 'person.explanation'
  const [rule, text, remarks] = [shortRule(field(id)?.rule ?? ''), value(id), value('remarks')]
  const said: Block = text
    ? { kind: 'text', id, text, rule }
    : { kind: 'lines', id, lead: words.explanationLead, count: 5, rule }
  if (!remarks) return [said]
  const also = { kind: 'text', id: 'remarks', text: `${words.remarksLead} ${remarks}`, rule: '803(7)' } as const
  return [said, also]
}

function rights(on: Desk): Block[] {
  const { document, lang, words, value, field } = on
  const items = document.rights.map((one: Both, index) => one[lang] + (index < document.rights.length - 1 ? ';' : '.'))
  const name = words.languageNames[document.lang]
  const interpreted = is(on, 'interpreter', 'interpreter.name')
  const language = interpreted ? words.languageInterpreted : field('sign.person') ? words.language : words.languageOnly
  const others = [...namesIn(value('victims')), ...namesIn(value('witnesses'))]
  const rows = [
    ...(field('sign.person') ? [{ who: words.rightsSigned, name: null }] : []),
    ...(is(on, 'representative', 'representative.name') ? [{ who: words.signs.representative, name: null }] : []),
    ...(field('minor.courtTransferMark') ? [{ who: words.minorMark, name: null }] : []),
    ...others.map((each) => ({ who: words.othersRights, name: each })),
  ]
  return [
    ...(items.length > 0 ? [{ kind: 'list', lead: words.rightsLead, items } as Block] : []),
    { kind: 'text', text: `${language(name)}.`, rule: '803(3)' },
    ...(interpreted ? given(on, ['interpreter.name', 'interpreter.language']) : []),
    ...(interpreted
      ? [{ kind: 'signs', rows: [{ who: words.interpreterWarned, name: value('interpreter.name') }] } as Block]
      : []),
    ...(rows.length > 0 ? [{ kind: 'signs', rows } as Block] : []),
  ]
}

/** The signature by which the person is notified and answers for his addresses; who is absent gives none. */
function notified(on: Desk): Block[] {
  if (!on.field('contacts.confirmed') || is(on, 'absent')) return []
  return [{ kind: 'signs', rows: [{ who: on.words.contactsConfirmed, name: null }] }]
}

function short(on: Desk): Block[] {
  const { words } = on
  if (!is(on, 'short', 'short.sum')) return []
  return [
    { kind: 'text', text: words.shortStatement, rule: '810' },
    ...given(on, ['short.sum']),
    { kind: 'signs', rows: [{ who: words.shortSign, name: null }] },
    { kind: 'note', text: words.shortUnpaid },
  ]
}
