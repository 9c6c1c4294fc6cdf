import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { localDay } from '../../src/base/calendar.ts'
import type { EditionsPage } from '../../src/base/law-routes.ts'
import type { ChangeView, EditionView } from '../../src/base/law-view.ts'
import { Bones } from '../administration/sheet.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { date, dayAndTime, number, useLocale, useTexts } from '../texts.ts'
import { ChangeSheet, type Doing, Undo } from './change-sheet.tsx'
import { editionsQuery } from './data.ts'
import { editionsTexts } from './editions-texts.ts'
import './law.css'
import './editions.css'

const inWords = (day: string) =>
  day.length === 10
    ? date(`${day}T12:00:00+05:00`, { day: 'numeric', month: 'long', year: 'numeric' })
    : date(`${day}-15T12:00:00+05:00`, { month: 'long', year: 'numeric' })

/** What the program works by, and what an administrator laid over it. */
export function Editions() {
  const t = useTexts(editionsTexts)
  const found = useQuery(editionsQuery)
  const [doing, setDoing] = useState<Doing | null>(null)
  const [undoing, setUndoing] = useState<ChangeView | null>(null)
  const page = found.data
  const actions = (
    <>
      <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setDoing({ what: 'mrp' })}>
        {t.addMrp}
      </Button>
      <Button variant="default" onClick={() => setDoing({ what: 'correction' })}>
        {t.addCorrection}
      </Button>
      <Button variant="default" onClick={() => setDoing({ what: 'edition' })}>
        {t.addEdition}
      </Button>
    </>
  )
  return (
    <Page title={t.title} narrow actions={page ? actions : null}>
      <p className="soft">{t.intro}</p>
      {page ? (
        <>
          <InForce page={page} />
          <AllEditions page={page} withdraw={(edition) => setDoing({ what: 'withdraw', edition })} />
          <Changes changes={page.changes} strike={setUndoing} />
          <Years page={page} change={(year) => setDoing({ what: 'days', year })} />
          <ChangeSheet page={page} doing={doing} close={() => setDoing(null)} />
          <Undo of={undoing} close={() => setUndoing(null)} />
        </>
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Bones />
      )}
    </Page>
  )
}

function InForce({ page }: { page: EditionsPage }) {
  const t = useTexts(editionsTexts)
  const law = page.items.find(({ id }) => id === page.inForce)
  if (!law)
    return (
      <p className="note danger">
        <Icon name="warning" size={20} />
        <span>{t.none}</span>
      </p>
    )
  const [year, month] = localDay(new Date()).split('-').map(Number) as [number, number]
  // The budget's law of the next year is signed in its last months.
  const missing = [year, ...(month >= 11 ? [year + 1] : [])].filter((one) => {
    const known = page.items.some((item) => !item.withdrawn && item.mrp[String(one)] !== undefined)
    return !known
  })
  return (
    <Card title={t.inForce}>
      {law.stale ? <Warn text={t.stale} /> : null}
      {missing.map((one) => (
        <Warn key={one} text={t.noMrp(one)} />
      ))}
      <dl className="ed-facts">
        <Fact name={t.document}>
          <span lang="ru">{law.document}</span>
        </Fact>
        <Fact name={t.edition}>{law.id}</Fact>
        <Fact name={t.validFrom}>{inWords(law.validFrom)}</Fact>
        <Fact name={t.notAfter}>{inWords(law.notAfter)}</Fact>
        <Fact name={t.readOn}>{inWords(law.readOn)}</Fact>
        <Fact name={t.holds}>{t.holdsOf(number(law.articles), number(law.parts))}</Fact>
        <Fact name={t.mrp}>
          {Object.entries(law.mrp)
            .map(([of, value]) => `${of}: ${number(value)}`)
            .join(', ')}
        </Fact>
        <Fact name={t.official}>
          <a href={law.address} target="_blank" rel="noreferrer">
            {law.address.replace(/^https?:\/\//, '')}
          </a>
        </Fact>
      </dl>
      <h3>{t.caveat}</h3>
      <p lang="ru">{law.caveat}</p>
      <h3>{t.unconfirmed}</h3>
      <ul className="law-notes" lang="ru">
        {law.unconfirmed.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Card>
  )
}

function Warn({ text }: { text: string }) {
  return (
    <p className="note warn">
      <Icon name="warning" size={20} />
      <span>{text}</span>
    </p>
  )
}

function AllEditions({ page, withdraw }: { page: EditionsPage; withdraw: (edition: string) => void }) {
  const t = useTexts(editionsTexts)
  const today = localDay(new Date())
  const stateOf = (one: EditionView) => {
    if (one.withdrawn) return t.state[one.withdrawn.why]
    if (one.id === page.inForce) return t.state.inForce
    return one.validFrom > today ? t.state.later : t.state.ready
  }
  return (
    <Card title={t.all}>
      <ul className="ed-list">
        {page.items.toReversed().map((one) => (
          <li key={one.id} data-off={one.withdrawn ? '' : undefined}>
            <div>
              <p className="ed-name">
                {one.id} <span className={one.id === page.inForce ? 'ed-tag on' : 'ed-tag'}>{stateOf(one)}</span>
              </p>
              <p className="soft small">
                {t.from(inWords(one.validFrom))}
                {one.corrections.length > 0 ? ` · ${t.corrected(one.corrections.length)}` : ''}
                {one.withdrawn?.reason ? ` · ${one.withdrawn.reason}` : ''}
              </p>
            </div>
            {one.withdrawn || one.corrections.length > 0 ? null : (
              <Button variant="default" size="xs" onClick={() => withdraw(one.id)}>
                {t.withdraw}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Changes({ changes, strike }: { changes: ChangeView[]; strike: (change: ChangeView) => void }) {
  const t = useTexts(editionsTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  return (
    <Card title={t.changes} count={changes.length}>
      {changes.length === 0 ? (
        <p className="soft">{t.noChanges}</p>
      ) : (
        <ul className="ed-list">
          {changes.map((one) => (
            <li key={one.id} data-off={one.struckAt ? '' : undefined}>
              <div>
                <p className="ed-name">
                  <span lang={lang}>{one.summary[lang]}</span>
                  {one.validFrom ? <span className="soft"> {t.from(inWords(one.validFrom))}</span> : null}
                </p>
                <p>{one.reason}</p>
                <p className="soft small">
                  {one.kind === 'calendar' ? '' : `${one.edition} · `}
                  {t.by(one.byName, dayAndTime(one.at))}
                  {one.struckAt ? ` · ${t.struckBy(one.struckByName ?? '', dayAndTime(one.struckAt))}` : ''}
                </p>
              </div>
              {one.struckAt ? null : (
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<Icon name="undo" size={16} />}
                  onClick={() => strike(one)}
                >
                  {t.strike}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Years({ page, change }: { page: EditionsPage; change: (year: number) => void }) {
  const t = useTexts(editionsTexts)
  const next = Math.max(...page.years.map(({ year }) => year)) + 1
  return (
    <Card
      title={t.days}
      action={
        <Button variant="default" size="xs" flex="none" onClick={() => change(next)}>
          {t.addYear}
        </Button>
      }
    >
      <ul className="ed-list">
        {page.years.toReversed().map((one) => (
          <li key={one.year}>
            <div>
              <p className="ed-name">{one.year}</p>
              <p className="soft small">
                {t.daysLine(
                  number(one.holidays.length + one.religious.length),
                  [...one.moved, ...one.off].toSorted().join(', ') || '0',
                )}
              </p>
              {one.note ? (
                <p className="small" lang="ru">
                  {one.note}
                </p>
              ) : null}
            </div>
            <Button variant="default" size="xs" onClick={() => change(one.year)}>
              {t.changeDays}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
