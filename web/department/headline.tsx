import type { Campaign } from '../../src/statistics/campaign.ts'
import { share } from '../../src/statistics/measures.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { campaignTexts } from './campaign-texts.ts'
import { duration, mark, percent } from './duration.ts'
import { Against, Figure } from './figure.tsx'
import type { Shared } from './shared.ts'

/** The six figures that are read first. */
export function Headline({ data, search, before }: Shared & { before: Campaign | undefined }) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const { figures: now, times, meanScore } = data
  const say = (count: number) => number(count, locale)
  const part = (value: number, whole: number) => t.ofAll(say(value), say(whole))
  const was = (value: string | null | undefined) => (value ? t.was(value) : null)
  const then = before?.figures
  const decided = now.inTime + now.late
  const mean = (score: number | null | undefined) => (score == null ? null : mark(score, locale))
  return (
    <div className="headline">
      <Figure
        value={say(now.opened)}
        label={t.opened}
        note={<Against now={now.opened} before={then?.opened} />}
        to={{ ...search, measure: 'opened' }}
      />
      <Figure
        value={percent(share(now.ended, now.opened), locale)}
        label={t.ended}
        note={part(now.ended, now.opened)}
        to={{ ...search, measure: 'ended' }}
      />
      <Figure
        value={times.answer.median === null ? '—' : duration(times.answer.median, locale)}
        label={t.answer}
        note={was(before?.times.answer.median == null ? null : duration(before.times.answer.median, locale))}
        to={{ ...search, measure: 'answered' }}
      />
      <Figure
        value={percent(share(now.inTime, decided), locale)}
        label={t.inTime}
        note={
          was(
            then && then.inTime + then.late > 0 ? percent(share(then.inTime, then.inTime + then.late), locale) : null,
          ) ?? part(now.inTime, decided)
        }
        to={{ ...search, measure: 'inTime' }}
      />
      <Figure
        value={percent(share(now.byPhoto, now.accepted), locale)}
        label={t.byPhoto}
        note={part(now.byPhoto, now.accepted)}
        to={{ ...search, measure: 'byPhoto' }}
      />
      <Figure
        value={mean(meanScore) ?? '—'}
        label={t.mean}
        note={was(mean(before?.meanScore)) ?? (meanScore === null ? t.none : null)}
        to={{ ...search, measure: 'ratings' }}
      />
    </div>
  )
}
