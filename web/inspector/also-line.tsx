import type { ReportView } from '../../src/incident/incident.ts'
import { CategoryIcon } from '../parts/category-icon.tsx'
import { categoryWords } from '../parts/words.ts'
import { texts, useTexts } from '../texts.ts'

const words = texts({
  ru: { also: 'В том же сообщении, похоже, ещё одно происшествие:' },
  kk: { also: 'Сол хабарламада тағы бір оқиға айтылған сияқты:' },
  en: { also: 'In the same message, it seems, one more incident:' },
})

/** Further happenings that the same message seems to tell of. */
export function AlsoLine({ also }: Pick<ReportView['reading'], 'also'>) {
  const t = useTexts(words)
  const names = useTexts(categoryWords)
  const told = [...new Set(also.map(({ category }) => category))]
  if (told.length === 0) return null
  return (
    <p className="also">
      {t.also}
      {told.map((category) => (
        <span key={category} className="fact">
          <CategoryIcon category={category} size={16} />
          {names[category]}
        </span>
      ))}
    </p>
  )
}
