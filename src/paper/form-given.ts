import type { Circumstance } from './kinds.ts'
import { type Block, type Desk, shortRule } from './layout.ts'

/** What stands on a paper only where it is so, and what is left to the hand. */

/** Whether the paper says that it is so; a draft of an older program has the fields and no circumstance. */
export const is = ({ document, field }: Desk, one: Circumstance, id?: string): boolean =>
  document.circumstances.includes(one) && (id === undefined || field(id) !== undefined)

/** Those that have a text: what is not said needs no line. */
export const told = ({ value }: Desk, ids: readonly string[]) => ids.filter((id) => value(id) !== null)

/** What is known as rows, what is not as lines for the hand. */
export function given(on: Desk, ids: readonly string[], count = 1): Block[] {
  const { field, value, lang, rows } = on
  const known = told(on, ids)
  const open = ids.flatMap((id): Block[] => {
    const one = field(id)
    if (!one || value(id) !== null) return []
    return [{ kind: 'lines', id, lead: `${one.label[lang]}:`, count, rule: shortRule(one.rule) }]
  })
  return [...(known.length > 0 ? [rows(known)] : []), ...open]
}
