import type { Breakdown } from '../../src/statistics/measures.ts'
import { valueWord } from '../../src/statistics/value-word.ts'
import { Card } from '../parts/card.tsx'
import { useLocale } from '../texts.ts'
import { Bars } from './bars.tsx'
import type { Shared } from './shared.ts'

/** The rows of a breakdown as bars that open their lists. */
export function useBars({ data, search, numberOf }: Shared, of: Breakdown) {
  const locale = useLocale()
  return data.breakdowns[of].map(({ value, count }) => ({
    key: value,
    label: valueWord(of, value, locale, numberOf),
    count,
    to: { ...search, measure: of, value },
  }))
}

export function BarsCard({
  of,
  title,
  wide = false,
  ...shared
}: Shared & { of: Breakdown; title: string; wide?: boolean }) {
  const rows = useBars(shared, of)
  return (
    <div className={wide ? 'span-tall' : undefined}>
      <Card title={title}>
        <Bars rows={rows} most={wide ? 14 : 10} />
      </Card>
    </div>
  )
}
