import { useQuery } from '@tanstack/react-query'
import { langs } from '../../src/detection/categories.ts'
import { type Figure, type ReadingCard, weakest } from '../../src/statistics/reading-card.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { categoryWords } from '../parts/words.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { readingCardQuery } from './data.ts'
import { readingTexts } from './reading-texts.ts'
import './department.css'
import './reading.css'

/** How well the program reads messages, said in words: what was measured, and where it fails. */
export function ReadingPage() {
  const t = useTexts(readingTexts)
  const found = useQuery(readingCardQuery)
  return (
    <Page title={t.title} narrow>
      <p className="soft">{t.intro}</p>
      {found.isPending ? (
        <div className="card bone" style={{ height: 320 }} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : found.data.card === null ? (
        <section className="card">
          <Blank icon="chart" title={t.empty}>
            {t.emptyHint}
          </Blank>
        </section>
      ) : (
        <Figures card={found.data.card} />
      )}
      <Card title={t.does}>
        <ul className="reading-points">
          {Object.entries(t.points).map(([name, point]) => (
            <li key={name}>{point}</li>
          ))}
        </ul>
      </Card>
    </Page>
  )
}

function Figures({ card }: { card: ReadingCard }) {
  const t = useTexts(readingTexts)
  const names = useTexts(categoryWords)
  const locale = useLocale()
  const { test, ordinary, heldOut } = card
  const say = (count: number) => number(count, locale)
  return (
    <>
      <p className="note info">
        <Icon name="warning" size={20} />
        {t.invented}
      </p>
      <Card title={t.full}>
        <p className="soft small">{t.fullHint(say(test.messages), say(test.reports))}</p>
        <ul className="bars">
          <Share label={t.found} figure={test.all.reportRecall} />
          <Share label={t.right} figure={test.all.reportPrecision} />
          <Share label={t.category} figure={test.all.category} />
          <Share label={t.three} figure={test.all.categoryTopThree} />
          <Share label={t.emergency} figure={test.all.emergencyFound} />
        </ul>
      </Card>
      <Card title={t.ordinary}>
        <p className="soft small">{t.ordinaryHint(say(ordinary.messages), say(ordinary.reports))}</p>
        <ul className="bars">
          <Share label={t.found} figure={ordinary.all.reportRecall} />
          <Share label={t.right} figure={ordinary.all.reportPrecision} />
          <Alarms label={t.alarms} figure={ordinary.all.falseAlarms} />
        </ul>
      </Card>
      <Card title={t.langs}>
        <p className="soft small">{t.langsHint}</p>
        {langs.map((lang) => (
          <section key={lang} className="reading-lang" aria-labelledby={`lang-${lang}`}>
            <h3 id={`lang-${lang}`}>{t.lang[lang]}</h3>
            <ul className="bars">
              <Share label={t.foundShort} figure={heldOut.byLang[lang].reportRecall} />
              <Share label={t.rightShort} figure={heldOut.byLang[lang].reportPrecision} />
            </ul>
          </section>
        ))}
      </Card>
      <Card title={t.weak}>
        <p className="soft small">{t.weakHint}</p>
        <ul className="bars">
          {weakest(card, 6).map(({ category, recall, takenFor }) => (
            <Row
              key={category}
              label={names[category]}
              note={
                takenFor.length > 0
                  ? t.takenFor(takenFor.map((one) => names[one].toLocaleLowerCase(locale)).join('; '))
                  : ''
              }
              value={t.of100(say(Math.round(recall * 100)))}
              part={recall}
            />
          ))}
        </ul>
      </Card>
    </>
  )
}

/** A share as so many of a hundred, with the interval in which it probably lies. */
function Share({ label, figure }: { label: string; figure: Figure }) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const say = (share: number) => number(Math.round(share * 100), locale)
  // Where all went right, or nothing, there were too few to tell how far it may vary.
  const note = figure.low === figure.high ? t.few : t.between(say(figure.low), say(figure.high))
  return <Row label={label} note={note} value={t.of100(say(figure.value))} part={figure.value} />
}

function Alarms({ label, figure }: { label: string; figure: Figure }) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const say = (count: number) => number(Math.round(count), locale)
  // Where all went right, or nothing, there were too few to tell how far it may vary.
  const note = figure.low === figure.high ? t.few : t.between(say(figure.low), say(figure.high))
  return <Row label={label} note={note} value={t.of1000(say(figure.value))} part={figure.value / 1000} />
}

function Row({ label, note, value, part }: { label: string; note: string; value: string; part: number }) {
  return (
    <li className="reading-row">
      <span className="bar-label">
        {label}
        {note ? <small>{note}</small> : null}
      </span>
      <strong>{value}</strong>
      <svg className="bar-line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-track" width="100" height="8" />
        <rect className="bar-fill" width={part * 100} height="8" />
      </svg>
    </li>
  )
}
