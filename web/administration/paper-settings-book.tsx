import { TextInput } from '@mantine/core'
import { type PaperKind, paperKinds, paperNames } from '../../src/paper/kinds.ts'
import type { PaperSettingsView } from '../../src/protocol/paper-settings.ts'
import { Card } from '../parts/card.tsx'
import { useLocale, useTexts } from '../texts.ts'
import type { PapersDraft } from './paper-settings-data.ts'
import { paperSettingsTexts } from './paper-settings-texts.ts'

/** Prefix and last number of each kind, with the number that the next paper gets. */
export function BookCard({
  view,
  draft,
  change,
  wrong,
}: {
  view: PaperSettingsView
  draft: PapersDraft
  change: (part: Partial<PapersDraft>) => void
  /** The kind whose number the server did not take. */
  wrong: string | null
}) {
  const t = useTexts(paperSettingsTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const given = (kind: PaperKind) => view.book.find((line) => line.kind === kind && line.year === view.year)?.last ?? 0
  const past = view.book.filter(({ year }) => year < view.year)
  return (
    <Card title={t.numbers(view.year)}>
      <p className="soft small">{t.numbersHint}</p>
      <ul className="pps-book">
        {paperKinds.map((kind) => {
          const name = paperNames[kind][lang]
          const prefix = draft.prefixes[kind] ?? ''
          const last = draft.last[kind] ?? ''
          const bad = wrong === kind || (last !== '' && Number(last) < given(kind))
          return (
            <li key={kind}>
              <span className="pps-kind">{name}</span>
              <TextInput
                label={t.prefix}
                aria-label={`${name}: ${t.prefix}`}
                value={prefix}
                maxLength={12}
                onChange={(event) => change({ prefixes: { ...draft.prefixes, [kind]: event.currentTarget.value } })}
              />
              <TextInput
                label={t.last}
                aria-label={`${name}: ${t.last}`}
                inputMode="numeric"
                value={last}
                placeholder="0"
                error={bad ? t.bookBack : undefined}
                onChange={(event) =>
                  change({
                    last: { ...draft.last, [kind]: event.currentTarget.value.replace(/\D/g, '').slice(0, 9) },
                  })
                }
              />
              <span className="pps-next">
                <span className="soft small">{t.next}</span>
                <output>{`№ ${prefix.trim()}${Number(last || 0) + 1}`}</output>
              </span>
            </li>
          )
        })}
      </ul>
      <p className="soft small">{t.forwardOnly}</p>
      {past.length > 0 ? (
        <details>
          <summary className="small">{t.before}</summary>
          <ul className="pps-past small">
            {past.map(({ kind, year, last }) => (
              <li key={`${kind}.${year}`}>
                {t.lastOf(paperNames[kind][lang], year)}: {last}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  )
}
