import type { Point } from '../chat/message.ts'
import type { Roster } from './assign.ts'
import type { Gazetteer } from './gazetteer.ts'

/** What the program knows by heart of a department: its precincts, its people of today, its places. */
export interface Sheet {
  roster: Roster
  gazetteer: Gazetteer
  /** The middle of a precinct, to prefer places near it. */
  middleOf(precinctId: string | null): Point | null
}

export interface Atlas {
  sheet(departmentId: string): Promise<Sheet>
  /** Forgets what it read, after somebody changed precincts, people or places. */
  forget(departmentId: string): void
}
