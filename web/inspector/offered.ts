import type { Category } from '../../src/detection/categories.ts'
import type { ReportView } from '../../src/incident/incident.ts'

interface Offered {
  category: Category
  /** 0 … 1; null where it was not told. */
  likelihood: number | null
}

/** The categories offered as buttons, the one suggested first; readings of earlier versions have it alone. */
export function offeredOf({ category, categories }: Pick<ReportView['reading'], 'category' | 'categories'>): Offered[] {
  const rest = categories.filter((one) => one.category !== category)
  if (category === null) return rest.slice(0, 3)
  const mine = categories.find((one) => one.category === category) ?? { category, likelihood: null }
  return [mine, ...rest].slice(0, 3)
}
