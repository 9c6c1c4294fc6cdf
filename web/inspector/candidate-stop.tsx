import { Button } from '@mantine/core'
import type { Act, Body } from '../../src/incident/life.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { bodyWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import { protocolTexts } from './protocol-texts.ts'
import { type Refusal, showQuestion } from './qualify-data.ts'
import { qualifyTexts } from './qualify-texts.ts'

/** What the page can do for a stop. */
export interface Ways {
  /** Acts open to the officer in this incident. */
  acts: readonly Act[]
  act: (act: Act, to?: Body) => void
  weigh: (ref: string) => void
}

/** Why no protocol may follow, by which rule, and the button that does the right thing. */
export function Stop({ refusal, ways }: { refusal: Refusal; ways: Ways }) {
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  return (
    <div className="note danger stop">
      <p lang={lang}>
        {refusal.reason[lang]} <span className="soft small">{refusal.rule}</span>
      </p>
      <Instead refusal={refusal} ways={ways} />
    </div>
  )
}

function Instead({ refusal: { instead }, ways }: { refusal: Refusal; ways: Ways }) {
  const t = useTexts(qualifyTexts)
  const words = useTexts(protocolTexts)
  const bodies = useTexts(bodyWords)
  const may = (act: Act) => ways.acts.includes(act)
  switch (instead?.do) {
    case 'handOver': {
      const { to } = instead
      if (!may('handOver')) return null
      return (
        <Way icon="handOver" go={() => ways.act('handOver', to ?? undefined)}>
          {to ? words.handTo(bodies[to]) : t.handSomewhere}
        </Way>
      )
    }
    case 'crime':
      return may('crime') ? (
        <Way icon="document" go={() => ways.act('crime')}>
          {words.crime}
        </Way>
      ) : null
    case 'answer':
      return (
        <Way icon="edit" go={() => showQuestion(instead.question)}>
          {instead.question === 'application' ? t.application : t.answer}
        </Way>
      )
    case 'part': {
      const ref = instead.part === null ? instead.article : `${instead.article}(${instead.part})`
      return (
        <Way icon="forward" go={() => ways.weigh(ref)}>
          {t.weighPart(ref)}
        </Way>
      )
    }
    case 'finding':
      return may('confirm') ? (
        <Way icon="edit" go={() => ways.act('confirm')}>
          {t.fixFinding}
        </Way>
      ) : null
    case 'paper':
      return (
        <LinkButton
          to="/papers/$id"
          params={{ id: instead.id }}
          size="sm"
          leftSection={<Icon name="document" size={18} />}
        >
          {t.openPaper}
        </LinkButton>
      )
    case 'close': {
      const act = (['close', 'notFound', 'dismiss'] as const).find(may)
      return act ? (
        <Way icon="check" go={() => ways.act(act)}>
          {t.closeIt}
        </Way>
      ) : null
    }
    case undefined:
      return null
  }
}

function Way({
  icon,
  go,
  children,
}: {
  icon: 'handOver' | 'document' | 'edit' | 'forward' | 'check'
  go: () => void
  children: string
}) {
  return (
    <Button size="sm" leftSection={<Icon name={icon} size={18} />} onClick={go}>
      {children}
    </Button>
  )
}
