import type { ReportView } from '../../src/incident/incident.ts'
import { Icon } from '../parts/icon.tsx'
import { categoryWords, kindWords } from '../parts/words.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'
import { reasonWords, sayReason } from './why-words.ts'

/** Why the program reads a message so, in words that a person can check against the text. */
export function WhyList({ reading, open = false }: { reading: ReportView['reading']; open?: boolean }) {
  const t = useTexts(incidentTexts)
  const kinds = useTexts(kindWords)
  const names = useTexts(categoryWords)
  const said = useTexts(reasonWords)
  const locale = useLocale()
  const strongest = Math.max(0.01, ...reading.why.map((one) => Math.abs(one.weight)))
  const what = [kinds[reading.kind], reading.category ? names[reading.category] : '']
    .filter(Boolean)
    .join(', ')
    .toLocaleLowerCase(locale)
  return (
    <details className="why" open={open}>
      <summary>
        <Icon name="forward" size={15} />
        {t.why}
      </summary>
      <p className="small">
        <strong>{what}</strong> · {t.sure(`${number(Math.round(reading.likelihood * 100), locale)} %`)}.{' '}
        <span className="soft">{t.whyHint}</span>
      </p>
      <ul className="why-list">
        {reading.why.map((one) => (
          <li key={`${one.by}${one.what}`} data-sign={one.weight < 0 ? 'against' : 'for'}>
            <span className="why-by">{t[one.by]}</span>
            <span className="why-what">{sayReason(one, said)}</span>
            <span className="why-bar" role="img" aria-label={one.weight < 0 ? t.againstIt : t.forIt}>
              <span style={{ width: `${(Math.abs(one.weight) / strongest) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
