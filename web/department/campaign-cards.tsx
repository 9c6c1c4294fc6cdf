import { Link } from '@tanstack/react-router'
import { share, speedIds } from '../../src/statistics/measures.ts'
import { figureWords, penaltyWord } from '../../src/statistics/words.ts'
import { Card } from '../parts/card.tsx'
import { number, useLocale, useTexts } from '../texts.ts'
import { Bars } from './bars.tsx'
import { useBars } from './bars-card.tsx'
import { campaignTexts } from './campaign-texts.ts'
import { duration, mark, percent } from './duration.ts'
import { Line } from './figure.tsx'
import type { Shared } from './shared.ts'

/** The cards of the campaign's page, each about one link of the chain. */

export function AnswersCard(shared: Shared) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const { data, search } = shared
  const words = figureWords[locale]
  const found = useBars(shared, 'speed')
  const rows = speedIds.flatMap((id) => found.filter(({ key }) => key === id))
  const say = (seconds: number | null) => (seconds === null ? '—' : duration(seconds, locale))
  return (
    <Card title={t.answers}>
      <p className="soft small">{t.answersHint}</p>
      <Bars rows={rows} />
      <ul className="figure-lines">
        <Line label={`${t.answerTime}: ${t.most}`} value={say(data.times.answer.p95)} />
        <Line label={`${t.closingTime}: ${t.half}`} value={say(data.times.closing.median)} />
        <Line label={`${t.closingTime}: ${t.most}`} value={say(data.times.closing.p95)} />
        {(['inTime', 'late', 'unanswered'] as const).map((id) => (
          <Line key={id} label={words[id]} value={number(data.figures[id], locale)} to={{ ...search, measure: id }} />
        ))}
      </ul>
    </Card>
  )
}

export function RemedyCard({ data, search }: Shared) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const words = figureWords[locale]
  const { figures } = data
  return (
    <Card title={t.remedy}>
      <Meter share={share(figures.byPhoto, figures.accepted)} label={t.share} />
      <ul className="figure-lines">
        {(['orders', 'accepted', 'byPhoto', 'waived', 'overdue'] as const).map((id) => (
          <Line key={id} label={words[id]} value={number(figures[id], locale)} to={{ ...search, measure: id }} />
        ))}
        <Line label={words.reopened} value={number(figures.reopened, locale)} to={{ ...search, measure: 'reopened' }} />
      </ul>
    </Card>
  )
}

export function ProtocolsCard(shared: Shared) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const { data, search } = shared
  const sanctions = data.breakdowns.sanction
  const rows = useBars(shared, 'article').map((row) => ({
    ...row,
    note: sanctions
      .filter(({ value }) => value.startsWith(`${row.key}/`))
      .map(({ value, count }) => `${penaltyWord(value.slice(row.key.length + 1), locale)} ${number(count, locale)}`)
      .join(', '),
  }))
  const { figures, repeatPeople } = data
  return (
    <Card title={t.protocols}>
      <p className="soft small">{t.protocolsHint}</p>
      <Bars rows={rows} />
      <ul className="figure-lines">
        <Line
          label={figureWords[locale].protocols}
          value={number(figures.protocols, locale)}
          to={{ ...search, measure: 'protocols' }}
        />
        {data.breakdowns.penalty.map(({ value, count }) => (
          <Line
            key={value}
            label={penaltyWord(value, locale)}
            value={number(count, locale)}
            to={{ ...search, measure: 'penalty', value }}
          />
        ))}
        <Line
          label={`${figureWords[locale].repeat} (${t.repeatPeople(repeatPeople)})`}
          value={number(figures.repeat, locale)}
          to={{ ...search, measure: 'repeat' }}
        />
      </ul>
    </Card>
  )
}

export function VoicesCard({ data, search }: Shared) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const words = figureWords[locale]
  const { figures, meanScore, breakdowns } = data
  const scored = breakdowns.score.reduce((sum, { count }) => sum + count, 0)
  const rows = ['5', '4', '3', '2', '1'].map((value) => ({
    key: value,
    label: value,
    count: breakdowns.score.find((one) => one.value === value)?.count ?? 0,
  }))
  const top = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <Card title={t.voices}>
      {meanScore === null ? null : (
        <div className="mean-mark">
          <strong>{mark(meanScore, locale)}</strong>
          <span>
            <Stars score={meanScore} />
            <span className="soft small">
              {t.outOf5} · {t.marks(scored)}
            </span>
          </span>
        </div>
      )}
      <ul className="star-bars">
        {rows.map(({ key, label, count }) => (
          <li key={key}>
            <Link to="/campaign/list" search={{ ...search, measure: 'score', value: key }} className="star-bar">
              <span className="star-name">
                {label}
                <Star />
              </span>
              <svg className="bar-line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect className="bar-track" width="100" height="8" />
                <rect className="bar-fill" data-tone="star" width={(count / top) * 100} height="8" />
              </svg>
              <strong>{number(count, locale)}</strong>
            </Link>
          </li>
        ))}
      </ul>
      <ul className="figure-lines">
        {(['thanks', 'notDone'] as const).map((id) => (
          <Line key={id} label={words[id]} value={number(figures[id], locale)} to={{ ...search, measure: id }} />
        ))}
        <Line
          label={t.response}
          value={`${percent(share(figures.rated, figures.ended), locale)} · ${t.ofAll(number(figures.rated, locale), number(figures.ended, locale))}`}
          to={{ ...search, measure: 'rated' }}
        />
      </ul>
    </Card>
  )
}

export function ChatsCard(shared: Shared) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const words = figureWords[locale]
  const { data, search } = shared
  const { figures, breakdowns } = data
  const none = breakdowns.channel.find(({ value }) => value === 'none')?.count ?? 0
  const rows = useBars(shared, 'channel').map((row) => ({
    ...row,
    note: percent(share(row.count, figures.opened), locale),
  }))
  return (
    <Card title={t.chats}>
      <Meter share={share(figures.opened - none, figures.opened)} label={t.fromChats} />
      <Bars rows={rows} />
      <ul className="figure-lines">
        <Line label={t.heard} value={number(data.heard, locale)} />
        {(['messages', 'joined', 'told'] as const).map((id) => (
          <Line key={id} label={words[id]} value={number(figures[id], locale)} to={{ ...search, measure: id }} />
        ))}
      </ul>
      <p className="soft small">{t.heardHint}</p>
    </Card>
  )
}

/** A share as a ring with its number. */
function Meter({ share: part, label }: { share: number | null; label: string }) {
  const locale = useLocale()
  const round = 2 * Math.PI * 26
  return (
    <div className="meter">
      <svg viewBox="0 0 64 64" width="64" height="64" aria-hidden="true">
        <circle cx="32" cy="32" r="26" className="meter-track" />
        <circle
          cx="32"
          cy="32"
          r="26"
          className="meter-fill"
          strokeDasharray={`${(part ?? 0) * round} ${round}`}
          transform="rotate(-90 32 32)"
        />
      </svg>
      <p>
        <strong>{percent(part, locale)}</strong>
        <span className="soft">{label}</span>
      </p>
    </div>
  )
}

const starPath = 'm10 1.8 2.500 5.100 5.600.8-4 4 .9 5.600-5-2.700-5 2.700.9-5.600-4-4 5.600-.8Z'

function Star() {
  return (
    <svg viewBox="0 0 20 20" width="14" height="14" aria-hidden="true">
      <path d={starPath} className="star-fill" />
    </svg>
  )
}

function Stars({ score }: { score: number }) {
  return (
    <svg viewBox="0 0 100 20" width="120" height="24" aria-hidden="true">
      <clipPath id="stars-share">
        <rect width={score * 20} height="20" />
      </clipPath>
      {[0, 1, 2, 3, 4].map((index) => (
        <g key={index} transform={`translate(${index * 20} 0)`}>
          <path d={starPath} className="star-track" />
        </g>
      ))}
      <g clipPath="url(#stars-share)">
        {[0, 1, 2, 3, 4].map((index) => (
          <path key={index} d={starPath} className="star-fill" transform={`translate(${index * 20} 0)`} />
        ))}
      </g>
    </svg>
  )
}
