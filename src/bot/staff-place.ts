import type { Account } from '../base/access.ts'
import type { Deps } from '../base/deps.ts'
import type { Chat } from '../chat/chat.ts'
import type { ActInput } from '../incident/incident.ts'
import type { Refusal } from '../incident/life.ts'
import { maySee } from '../incident/see.ts'
import { findIncident, findIncidentByNumber, type Incident } from '../incident/store.ts'
import { ownPrecincts } from '../inspection/assign.ts'
import { findReplyByMessage } from '../reply/store.ts'
import { findStaffChat, type StaffChat } from './staff-store.ts'
import { staffTexts } from './staff-texts.ts'
import { findOfficer } from './store.ts'
import type { Said } from './talk-texts.ts'
import type { Waiting } from './waiting.ts'

/** Whose talk it is, and which incident is meant in it. */

/** What the bot may do to an incident: the desk's own act. */
export interface StaffHooks {
  act(
    deps: Deps,
    who: Account,
    incident: Incident,
    input: ActInput,
  ): Promise<{ refused: Refusal } | { incident: Incident }>
}
export type StaffTools = StaffHooks & { waiting: Waiting }

export interface Officer {
  talk: StaffChat
  who: Account
}
/** `replyId` is of the card, where the message stands under one. */
export type Placed = Officer & { incident: Incident; replyId: string }

export const isPlaced = (found: Placed | Said | null): found is Placed => found !== null && 'incident' in found

/** The officer of a talk, while at work in a department that allows it. */
export async function officerOf(deps: Deps, chat: Chat): Promise<Officer | null> {
  const talk = await findStaffChat(deps.db, chat.id)
  const who = talk && (await findOfficer(deps.db, talk.departmentId, talk.staffId))
  return talk && who ? { talk, who } : null
}

/** The incident that a message of the bot stands for; a word for the officer where that may not be. */
export async function meant(deps: Deps, chat: Chat, message: string): Promise<Placed | Said | null> {
  const officer = await officerOf(deps, chat)
  if (!officer) return staffTexts.off
  const reply = await findReplyByMessage(deps.db, chat.id, message)
  if (!reply?.incidentId) return null
  return placedAt(deps, officer, reply.incidentId, reply.step === 'card' ? reply.id : '')
}

/** The same, of an incident that is named by its key. */
export async function placedAt(
  deps: Deps,
  officer: Officer,
  incidentId: string,
  replyId = '',
): Promise<Placed | Said | null> {
  const incident = await findIncident(deps.db, officer.talk.departmentId, incidentId)
  return incident && allowed(deps, officer, incident, replyId)
}

/** The same, of «№ 12» in what the officer wrote. */
export async function placedByNumber(deps: Deps, officer: Officer, text: string): Promise<Placed | Said | null> {
  const [, digits] = /(?:^|\s)№\s*(\d{1,9})(?!\d)/.exec(text) ?? []
  const { departmentId } = officer.talk
  const incident = digits ? await findIncidentByNumber(deps.db, departmentId, Number(digits)) : null
  return incident && allowed(deps, officer, incident, '')
}

async function allowed(deps: Deps, officer: Officer, incident: Incident, replyId: string): Promise<Placed | Said> {
  const { roster } = await deps.atlas.sheet(incident.departmentId)
  const { who } = officer
  if (!maySee(who, ownPrecincts(roster, who.id, deps.now()), incident)) return staffTexts.notYours
  return { ...officer, incident, replyId }
}

/** Whether somebody else has taken it. */
export const isTaken = ({ who, incident }: Placed): boolean =>
  incident.answeredAt !== null && incident.inspectorId !== null && incident.inspectorId !== who.id

export function refusalWord(refusal: Refusal, found: Placed): Said {
  if (isTaken(found)) return staffTexts.byOther
  switch (refusal) {
    case 'not-yours':
      return staffTexts.notYours
    case 'changed-meanwhile':
      return staffTexts.changed
    case 'not-now':
    case 'incomplete':
      return staffTexts.notNow
  }
}
