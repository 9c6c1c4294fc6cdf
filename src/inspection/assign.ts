import type { Point } from '../chat/message.ts'
import { likelyEnough } from '../incident/place.ts'
import { type Precinct, precinctAt } from './precinct.ts'

/** Who gets an incident: by its place, by its chat, by who is there today. Pure; `now` is given. */

export interface Absence {
  accountId: string
  deputyId: string | null
  startsAt: Date
  endsAt: Date
}

export interface Duty {
  accountId: string
  startsAt: Date
  endsAt: Date
}

export interface Roster {
  precincts: Precinct[]
  /** Inspectors of each precinct, the main one first. */
  inspectors: { precinctId: string; accountId: string }[]
  absences: Absence[]
  duty: Duty[]
  chiefs: string[]
}

export interface Assignment {
  precinctId: string | null
  inspectorId: string | null
  /** How the precinct was found, then how the person was: shown to people, e.g. `place main`, `chat own`, `none duty`. */
  why: string
}

const lasts = (span: { startsAt: Date; endsAt: Date }, now: Date) => span.startsAt <= now && now < span.endsAt

/** A place of an incident, and how sure it is, 0 … 1. */
export interface Whereabouts {
  point: Point
  likelihood: number
}

/**
 * The precinct by the place if that is likely enough and lies in one, else the chat's; its first inspector who is not
 * away, else a deputy, who is on duty, a chief. The chat's own inspector comes first, where the place is not another's.
 */
export function assignment(
  roster: Roster,
  place: Whereabouts | null,
  chatPrecinctId: string | null,
  now: Date,
  chatInspectorId: string | null = null,
): Assignment {
  const byPlace = place && place.likelihood >= likelyEnough ? precinctAt(roster.precincts, place.point) : null
  const precinctId = byPlace?.id ?? chatPrecinctId
  const how = byPlace ? 'place' : precinctId ? 'chat' : 'none'
  const away = new Map(
    roster.absences.filter((absence) => lasts(absence, now)).map((absence) => [absence.accountId, absence]),
  )
  const ofPrecinct = roster.inspectors
    .filter((inspector) => inspector.precinctId === precinctId)
    .map(({ accountId }) => accountId)
  const first = precinctId === chatPrecinctId ? chatInspectorId : null
  const own = first ? [first, ...ofPrecinct.filter((accountId) => accountId !== first)] : ofPrecinct
  const present = own.find((accountId) => !away.has(accountId))
  const rank = present === first ? 'own' : present === ofPrecinct[0] ? 'main' : 'second'
  if (present) return { precinctId, inspectorId: present, why: `${how} ${rank}` }
  const deputy = own.map((accountId) => away.get(accountId)?.deputyId).find((id) => id && !away.has(id))
  if (deputy) return { precinctId, inspectorId: deputy, why: `${how} deputy` }
  const onDuty = roster.duty.find((duty) => lasts(duty, now) && !away.has(duty.accountId))
  if (onDuty) return { precinctId, inspectorId: onDuty.accountId, why: `${how} duty` }
  const chief = roster.chiefs.find((accountId) => !away.has(accountId)) ?? roster.chiefs[0]
  return { precinctId, inspectorId: chief ?? null, why: `${how} ${chief ? 'chief' : 'nobody'}` }
}

/** The precincts that a person answers for now, those of absent colleagues whose deputy he is included. */
export function ownPrecincts(roster: Pick<Roster, 'inspectors' | 'absences'>, accountId: string, now: Date): string[] {
  const stoodInFor = roster.absences
    .filter((absence) => absence.deputyId === accountId && lasts(absence, now))
    .map((absence) => absence.accountId)
  const mine = new Set([accountId, ...stoodInFor])
  return [
    ...new Set(
      roster.inspectors.filter((inspector) => mine.has(inspector.accountId)).map(({ precinctId }) => precinctId),
    ),
  ]
}
