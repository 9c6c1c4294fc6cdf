import { formatDay, localDay } from '../../src/base/calendar.ts'
import { useLocale, useTexts } from '../texts.ts'
import { protocolTexts } from './protocol-texts.ts'
import { type Consequences, distinctFines, money } from './qualify-data.ts'
import { qualifyTexts } from './qualify-texts.ts'

/** What follows from a part: sums, who decides, where it goes and by when. */
export function Follows({ consequences }: { consequences: Consequences }) {
  const t = useTexts(qualifyTexts)
  const words = useTexts(protocolTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const { limitation } = consequences
  const fines = distinctFines(consequences.fines)
  const anyone = consequences.fines.length > fines.length
  // The last minute of a term is the end of a day, the day that people name.
  const day = (at: string) => formatDay(localDay(new Date(Date.parse(at) - 1)), lang)
  const facts: [string, string][] = [
    [words.considers, consequences.considers.map((one) => one.name[lang]).join(', ')],
    [t.warning, consequences.warningFirst ? t.warningMust : t.warningNo],
    ...(consequences.warningFirst && consequences.onSpotWarning !== false
      ? ([[`${t.warning}, ${t.onSpot}`, consequences.onSpotWarning ? t.onSpotYes : t.onSpotUnsure]] as [
          string,
          string,
        ][])
      : []),
    ...(consequences.works ? ([[t.works, t.worksConsent]] as [string, string][]) : []),
    ...(consequences.arrest ? ([[t.arrest, t.possible]] as [string, string][]) : []),
    [t.send, consequences.sendImmediately ? t.sendNow : t.sendSoon],
    [
      t.limitation,
      limitation
        ? [t.until(day(limitation.until)), limitation.minorHalf && t.halfUntil(day(limitation.minorHalf))]
            .filter(Boolean)
            .join('; ')
        : t.unknownDay,
    ],
  ]
  return (
    <dl className="facts follows">
      <div>
        <dt>{words.sanction}</dt>
        <dd lang={lang}>{consequences.sanction[lang]}</dd>
      </div>
      <div>
        <dt>{t.fines}</dt>
        <dd>
          {fines.length === 0 ? (
            <span className="soft">{t.noFine}</span>
          ) : (
            <ul className="fines">
              {fines.map((one) => (
                <li key={one.kind}>
                  <span>{anyone ? t.anyone : payerOf(one, t)}</span>
                  <strong>
                    {[
                      one.mrp === null ? t.percent(one.percent ?? 0) : t.mrp(one.mrp),
                      one.tenge === null ? '' : money(one.tenge),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </strong>
                  {one.half === null ? null : <span>{t.half(money(one.half))}</span>}
                  {one.capped ? <span className="soft">{t.capped}</span> : null}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd lang={lang}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Whom the fine falls on, where the sanction names somebody else than who did it. */
export function payerOf(
  fine: Consequences['fines'][number],
  t: { kinds: Record<string, string>; parents: string; foreigner: string },
): string {
  if (fine.payer === 'parent' || fine.payer === 'legalRepresentative') return t.parents
  return fine.payer === 'foreigner' ? t.foreigner : (t.kinds[fine.kind] ?? fine.kind)
}
