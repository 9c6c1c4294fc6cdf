import { Button } from '@mantine/core'
import type { CandidatesView } from '../../src/protocol/qualify-view.ts'
import { Icon } from '../parts/icon.tsx'
import { bodyWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import type { Ways } from './candidate-stop.tsx'
import { protocolTexts } from './protocol-texts.ts'
import { qualifyTexts } from './qualify-texts.ts'

/** Ways that lead out of the administrative case: a crime, or another body's matter. */
export function AwayCard({ away, ways }: { away: CandidatesView['away']; ways: Ways }) {
  const t = useTexts(qualifyTexts)
  const words = useTexts(protocolTexts)
  const bodies = useTexts(bodyWords)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  if (away.length === 0) return null
  return (
    <section className="card away">
      <h2>{t.otherWay}</h2>
      {away.map((one) => (
        <div key={one.reason.ru} className="away-way">
          <p lang={lang}>
            {one.reason[lang]} <span className="soft small">{one.rule}</span>
          </p>
          {ways.acts.includes(one.act) ? (
            <Button
              leftSection={<Icon name={one.act === 'crime' ? 'document' : 'handOver'} size={18} />}
              onClick={() => ways.act(one.act, one.to ?? undefined)}
            >
              {one.to ? words.handTo(bodies[one.to]) : words.crime}
            </Button>
          ) : null}
        </div>
      ))}
    </section>
  )
}
