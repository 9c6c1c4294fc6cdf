import type { Account } from '../base/access.ts'
import type { Deps } from '../base/deps.ts'
import { refused } from '../base/http.ts'
import { precinctsFor } from '../inspection/incident-route.ts'
import type { Scope } from './scope.ts'

/** The chief counts the whole department or what he chooses of it; an inspector only precincts of his own. */
export async function scopeFor(
  deps: Deps,
  who: Account,
  { from, to, precinct }: { from: string; to: string; precinct: string[] },
): Promise<Scope> {
  const asked = precinct.length > 0 ? [...new Set(precinct)] : null
  const scope = { departmentId: who.departmentId, period: { from, to } }
  if (who.role === 'chief') return { ...scope, precinctIds: asked }
  const own = await precinctsFor(deps, who)
  if (asked?.some((id) => !own.includes(id))) throw refused('not-yours', 'This precinct is not yours to count.')
  return { ...scope, precinctIds: asked ?? own }
}
