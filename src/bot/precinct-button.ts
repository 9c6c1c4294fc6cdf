import type { Button } from '../chat/channel.ts'
import type { Lang } from '../detection/categories.ts'
import type { Precinct } from '../inspection/precinct.ts'

/** By these buttons a resident says which precinct a report is about. */

const begins = 'precinct:'
const most = 40

type Named = Pick<Precinct, 'id' | 'number' | 'nameRu' | 'nameKk'>

/** One row for each precinct: its number and its name. */
export function precinctButtons(precincts: readonly Named[], lang: Lang): Button[][] {
  return precincts.slice(0, most).map(({ id, number, nameRu, nameKk }) => {
    const name = lang === 'ru' ? nameRu : nameKk
    // Many a name is but the number again.
    return [{ id: `${begins}${id}`, text: (name.includes(number) ? name : `№ ${number} ${name}`).slice(0, 60) }]
  })
}

/** The precinct's id that a button stands for; null for any other button. */
export function readPrecinctButton(id: string): string | null {
  return /^precinct:([0-9a-f-]{36})$/.exec(id)?.[1] ?? null
}
