import type { Button } from '../chat/channel.ts'
import { actsOpenTo, type Status } from '../incident/life.ts'
import { categoryNames } from '../statistics/nouns.ts'
import type { StaffLang } from './card.ts'
import type { OpenCard, StaffChat } from './staff-store.ts'
import { noteWords } from './staff-texts.ts'

/** Buttons under what the bot answers an officer: was the note a visit, and of which incident is what was sent. */

export type NoteButton = { what: 'found' | 'notFound'; noteId: string } | { what: 'which'; incidentId: string }

/** A note may be told as what was seen on the spot, where the incident is open to that. */
export function noteButtons(
  noteId: string,
  status: Status,
  { role, lang }: Pick<StaffChat, 'role' | 'lang'>,
): Button[][] {
  const open = actsOpenTo(role, status)
  return [
    ...(open.includes('confirm') ? [[{ id: `n:found:${noteId}`, text: noteWords.found[lang] }]] : []),
    ...(open.includes('notFound') ? [[{ id: `n:notFound:${noteId}`, text: noteWords.notFound[lang] }]] : []),
  ]
}

/** One row for each open incident. */
export const whichButtons = (cards: readonly Pick<OpenCard, 'incidentId' | 'number' | 'category'>[], lang: StaffLang) =>
  cards.map(({ incidentId, number, category }): Button[] => [
    { id: `w:${incidentId}`, text: `№ ${number} · ${categoryNames[lang][category]}` },
  ])

/** What was pressed; null for any other button. */
export function readNoteButton(id: string): NoteButton | null {
  const [, what, noteId] = /^n:(found|notFound):([0-9a-f-]{36})$/.exec(id) ?? []
  if (noteId) return { what: what as 'found' | 'notFound', noteId }
  const incidentId = /^w:([0-9a-f-]{36})$/.exec(id)?.[1]
  return incidentId ? { what: 'which', incidentId } : null
}
