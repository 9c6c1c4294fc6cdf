import { useEffect, useState } from 'react'
import type { Category } from '../../src/detection/categories.ts'
import type { ReportView } from '../../src/incident/incident.ts'
import { offeredOf } from './offered.ts'

/** 1, 2, 3 take a category of the card in hand, which is the one last touched or else the first: silent while one types or a window is open. */
export function useUnsureKeys(
  open: readonly Pick<ReportView, 'id' | 'reading'>[],
  choose: (id: string, category: Category) => void,
): { current: string | undefined; setCurrent: (id: string) => void } {
  const [touched, setCurrent] = useState<string>()
  const card = open.find(({ id }) => id === touched) ?? open[0]
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const elsewhere = (event.target as HTMLElement).closest(
        'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]',
      )
      if (elsewhere || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !card) return
      const chosen = ['1', '2', '3'].includes(event.key) ? offeredOf(card.reading)[Number(event.key) - 1] : undefined
      if (chosen) choose(card.id, chosen.category)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [card, choose])
  return { current: card?.id, setCurrent }
}
