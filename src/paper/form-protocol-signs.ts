import { given, is } from './form-given.ts'
import { type Block, type Desk, type Sign, shortRule } from './layout.ts'

/** The end of a protocol: who signs, who refuses, who gets the copy (КоАП 803(4)–(9)). */

/** Names out of a list of people with their addresses, eight at most: each signs on a line of his own. */
export function namesIn(list: string | null): string[] {
  const people = (list ?? '').split(/[;\n]/).map((one) => one.split(',')[0]?.trim() ?? '')
  return people.filter(Boolean).slice(0, 8)
}

/** A line of the hand's or what was typed, after the words that say what it is. */
function mark({ field, value }: Desk, id: string, lead: string, count: number): Block {
  const [text, rule] = [value(id), shortRule(field(id)?.rule ?? '')]
  return text ? { kind: 'text', id, text: `${lead} ${text}`, rule } : { kind: 'lines', id, lead, count, rule }
}

/** Whoever refused has a mark with his motives instead of a line to sign on. */
export function signatures(on: Desk): Block[] {
  const { value, words, field } = on
  const { signs } = words
  const refused = is(on, 'refusedToSign', 'mark.refusedSign')
  const entity = is(on, 'representative', 'entity.representative')
  const each = (who: string, list: string | null): Sign[] => namesIn(list).map((name) => ({ who, name }))
  const attesting = each(signs.attesting, value('attesting.names'))
  const blank = { who: signs.attesting, name: null }
  const person: Sign = entity
    ? { who: signs.entityRepresentative, name: value('entity.representative') }
    : { who: signs.person, name: null }
  const first: Sign[] = [
    { who: signs.author, name: value('author.name') },
    ...(field('sign.person') && !refused ? [person] : []),
  ]
  const others: Sign[] = [
    ...(is(on, 'representative', 'sign.representative')
      ? [{ who: signs.representative, name: value('representative.name') }]
      : []),
    ...(is(on, 'interpreter', 'sign.interpreter') ? [{ who: signs.interpreter, name: value('interpreter.name') }] : []),
    ...each(signs.victims, value('victims')),
    ...each(signs.witnesses, value('witnesses')),
    // Two of them where their names are written in by hand.
    ...(is(on, 'attesting') ? (attesting.length > 0 ? attesting : [blank, blank]) : []),
  ]
  const note: Block = { kind: 'note', text: `${words.signNote} ${words.refusalNote}` }
  return [
    ...(is(on, 'absent', 'mark.absent') ? [mark(on, 'mark.absent', words.absentLead, 2)] : []),
    { kind: 'signs', rows: first },
    ...(refused ? [mark(on, 'mark.refusedSign', words.refusedSignLead, 3)] : []),
    ...(others.length > 0 ? [{ kind: 'signs', rows: others } as Block] : []),
    ...(field('sign.person') ? [note] : []),
  ]
}

/** The copy is handed over at once, or refused, or sent to who is absent within two days (803(8), (9)). */
export function copies(on: Desk): Block[] {
  const { value, words, field } = on
  const [absent, refused] = [is(on, 'absent', 'mark.absent'), is(on, 'refusedToReceive', 'mark.refusedReceive')]
  const person = field('copy.person') && !absent && !refused
  const rows: Sign[] = [
    ...(person ? [{ who: words.signs.copyPerson, name: null }] : []),
    ...namesIn(value('victims')).map((name) => ({ who: words.signs.copyVictim, name })),
  ]
  const notice = is(on, 'electronic') ? value('electronic.notice') : null
  const rule = shortRule(field('electronic.notice')?.rule ?? '')
  return [
    ...(refused && !absent ? [mark(on, 'mark.refusedReceive', words.refusedReceiveLead, 2)] : []),
    ...(absent ? [...given(on, ['absent.sent']), { kind: 'note', text: words.absentNote } as Block] : []),
    ...(rows.length > 0 ? [{ kind: 'signs', rows } as Block] : []),
    ...(notice ? [{ kind: 'text', id: 'electronic.notice', text: notice, rule } as Block] : []),
  ]
}

/** The consent to be called to court by SMS; half of it goes with the copy (743(5-1)). */
export function talon(on: Desk): Block[] {
  const { words, value } = on
  if (!is(on, 'sms', 'smsConsentTalon') || is(on, 'absent')) return []
  const number = value('person.contacts') ?? value('entity.contacts') ?? '______________________'
  // All of it stands with its signature, so that neither half is torn apart by the end of a page.
  const half: Block = {
    kind: 'signs',
    rows: [{ who: `${words.talonText} ${words.talonNumber} ${number}`, name: null }],
  }
  return [half, { kind: 'note', text: `– – – – – – – – – – ${words.talonTear} – – – – – – – – – –` }, half]
}
