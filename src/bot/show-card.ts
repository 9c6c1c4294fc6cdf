import { inTransaction, type Read, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import type { Category } from '../detection/categories.ts'
import { maySee } from '../incident/see.ts'
import type { Incident } from '../incident/store.ts'
import { ownPrecincts } from '../inspection/assign.ts'
import { priorities } from '../reply/priority.ts'
import { rewrite, say } from '../reply/store.ts'
import { type Asking, type Beside, cardButtons, cardText } from './card.ts'
import {
  type Card,
  cardMaterial,
  cardsOf,
  findStaffChat,
  putBeside,
  type StaffChat,
  staffChats,
} from './staff-store.ts'
import { handedOn, openAgain } from './staff-texts.ts'

/** The card of an incident in the talk of an officer: one message, changed as the incident goes on. */

const linkOf = ({ config }: Deps, { number }: Incident) =>
  config.publicUrl ? `${config.publicUrl}/incidents/${number}` : null

async function besideOf(deps: Deps, db: Read, { staffId }: StaffChat, incident: Incident): Promise<Beside> {
  const put = await putBeside(db, incident.departmentId, incident.id)
  return { ...put, staffId, now: deps.now(), link: linkOf(deps, incident) }
}

/** Shows it in a talk where it does not stand yet; in quiet hours it waits, unless people are in danger. */
export async function showCard(deps: Deps, tx: Write, talk: StaffChat, incident: Incident): Promise<void> {
  const { departmentId, id } = incident
  const { photo } = await cardMaterial(tx, departmentId, id)
  await say(
    tx,
    {
      ...{ departmentId, id: deps.newId(), incidentId: id, chatId: talk.id, step: 'card', lang: talk.lang },
      text: cardText(incident, talk.lang, await besideOf(deps, tx, talk, incident)),
      buttons: cardButtons(incident, talk.role, talk.lang),
      photoHash: photo,
      priority: incident.urgency === 'now' ? priorities.emergency : priorities.other,
    },
    deps.now(),
  )
}

/** Writes a card anew as the incident stands now, asking what is asked. */
export async function redrawCard(
  deps: Deps,
  tx: Write,
  card: Pick<Card, 'id'>,
  talk: StaffChat,
  incident: Incident,
  asking: Asking = { step: 'open' },
): Promise<void> {
  const words = {
    text: cardText(incident, talk.lang, await besideOf(deps, tx, talk, incident), asking),
    buttons: cardButtons(incident, talk.role, talk.lang, asking),
  }
  await rewrite(tx, incident.departmentId, card.id, words, deps.now())
}

/** Writes every card of the incident anew; who may no longer see it is left its number alone. */
export async function redrawCards(deps: Deps, tx: Write, incident: Incident): Promise<void> {
  const cards = await cardsOf(tx, incident.departmentId, incident.id)
  if (cards.length === 0) return
  const { roster } = await deps.atlas.sheet(incident.departmentId)
  for (const card of cards) {
    const talk = await findStaffChat(tx, card.chatId)
    if (!talk) continue
    const { staffId: id, role, departmentId } = talk
    if (maySee({ id, role, departmentId }, ownPrecincts(roster, id, deps.now()), incident))
      await redrawCard(deps, tx, card, talk, incident)
    else
      await rewrite(tx, departmentId, card.id, { text: handedOn(incident.number)[talk.lang], buttons: [] }, deps.now())
  }
}

/** A card that is edited rings nobody: whose incident residents opened again is told by a message of its own. */
export async function ringAgain(deps: Deps, tx: Write, incident: Incident): Promise<void> {
  const cards = await cardsOf(tx, incident.departmentId, incident.id)
  for (const { chatId, externalId } of cards) {
    const talk = await findStaffChat(tx, chatId)
    if (!talk || (incident.inspectorId !== null && talk.staffId !== incident.inspectorId)) continue
    const { departmentId, lang } = talk
    const step = `again:${incident.reopened}`
    const base = { departmentId, id: deps.newId(), chatId, step, lang, incidentId: incident.id }
    await say(tx, { ...base, text: openAgain(incident.number)[lang], replyTo: externalId }, deps.now())
  }
}

/** Shows the card to whose incident it is, and writes those anew that stand already. */
export async function showStaff(deps: Deps, incident: Incident): Promise<void> {
  const talks = await staffChats(deps.db, incident.departmentId, incident.inspectorId ? [incident.inspectorId] : null)
  const whose = incident.inspectorId ? talks : talks.filter(({ role }) => role === 'chief')
  if (whose.length === 0 && (await cardsOf(deps.db, incident.departmentId, incident.id)).length === 0) return
  await inTransaction(deps.db, async (tx) => {
    if (incident.closedAt === null) for (const talk of whose) await showCard(deps, tx, talk, incident)
    await redrawCards(deps, tx, incident)
  })
}

/** The three likeliest categories, without the one that it has. */
export const offeredFor = (incident: Incident, likely: readonly Category[]): Category[] =>
  [...likely, ...usual].filter((one, at, all) => one !== incident.category && all.indexOf(one) === at).slice(0, 3)

/** Where the program thought of fewer: what reports are most often about. */
const usual: Category[] = ['noise', 'waste', 'parking', 'hooliganism']
