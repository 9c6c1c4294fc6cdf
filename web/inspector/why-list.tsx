import type { ReportView } from '../../src/incident/incident.ts'
import { Icon } from '../parts/icon.tsx'
import { categoryWords, kindWords } from '../parts/words.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'
import { percentWords } from './likelihood.ts'
import { reasonWords, sayReason } from './why-words.ts'

const sorts = ['word', 'rule', 'context', 'model'] as const

/** Why the program reads a message so, in words that a person can check against the text. */
export function WhyList({ message, open = false }: { message: Pick<ReportView, 'text' | 'reading'>; open?: boolean }) {
  const t = useTexts(incidentTexts)
  const kinds = useTexts(kindWords)
  const names = useTexts(categoryWords)
  const said = useTexts(reasonWords)
  const locale = useLocale()
  const { reading, text } = message
  const strongest = Math.max(0.01, ...reading.why.map((one) => Math.abs(one.weight)))
  const percent = percentWords(reading.likelihood, locale)
  const of100 = Math.round(reading.likelihood * 100)
  const category = reading.category && names[reading.category].toLocaleLowerCase(locale)
  const chosen = reading.categories.find((one) => one.category === reading.category)
  const given = sorts.filter((sort) => reading.why.some(({ by }) => by === sort))
  return (
    <details className="why" open={open}>
      <summary>
        <Icon name="forward" size={15} />
        {t.why}
      </summary>
      <p className="small">
        <strong>{kinds[reading.kind]}.</strong>{' '}
        {of100 >= 99 ? said.almostAll(percent) : said.likelihood(percent, number(of100, locale))}
      </p>
      {category ? (
        <p className="small">
          <strong>
            {t.category}: {category}
            {chosen ? `, ${percentWords(chosen.likelihood, locale)}` : ''}.
          </strong>{' '}
          <span className="soft">{t.whyHint}</span>
        </p>
      ) : (
        <p className="soft small">{t.whyHint}</p>
      )}
      <ul className="why-list">
        {reading.why.map((one) => (
          <li key={`${one.by}${one.what}`} data-sign={one.weight < 0 ? 'against' : 'for'}>
            <span className="why-what">{sayReason(one, said, text)}</span>
            <span className="why-bar" role="img" aria-label={one.weight < 0 ? t.againstIt : t.forIt}>
              <span style={{ width: `${(Math.abs(one.weight) / strongest) * 100}%` }} />
            </span>
            <span className="why-by">{said.kinds[one.by]}</span>
          </li>
        ))}
      </ul>
      {given.length > 0 ? (
        <dl className="why-means">
          {given.map((sort) => (
            <div key={sort}>
              <dt>{said.kinds[sort]}</dt>
              <dd>{said.means[sort]}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </details>
  )
}
