import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { localDay } from '../../src/base/calendar.ts'
import { periodBefore, periodOf } from '../../src/statistics/operation.ts'
import { type Me, meQuery, nameIn } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { BarsCard } from './bars-card.tsx'
import { AnswersCard, ChatsCard, ProtocolsCard, RemedyCard, VoicesCard } from './campaign-cards.tsx'
import { campaignTexts } from './campaign-texts.ts'
import { addressOf, type Chosen, campaignQuery } from './data.ts'
import { days } from './day-word.ts'
import { DaysCard } from './days-card.tsx'
import { Headline } from './headline.tsx'
import { MapCard } from './map-card.tsx'
import { PeriodBar } from './period-bar.tsx'
import { TimesCard } from './times-card.tsx'
import './department.css'
import { useChosen } from './use-chosen.ts'

/** The campaign «Участок»: what came of a period, every figure of which opens its list. */
export function CampaignPage() {
  const t = useTexts(campaignTexts)
  const { data: me } = useQuery(meQuery)
  const { chosen, change } = useChosen()
  if (!me) return null
  return (
    <Page title={t.title} actions={<Downloads chosen={chosen} />}>
      <PeriodBar me={me} chosen={chosen} change={change} />
      <Results me={me} chosen={chosen} change={change} />
    </Page>
  )
}

function Downloads({ chosen }: { chosen: Chosen }) {
  const t = useTexts(campaignTexts)
  const lang = useLocale()
  return (
    <div className="page-actions no-print">
      <Menu position="bottom-end" shadow="md" width={240}>
        <Menu.Target>
          <Button variant="default" leftSection={<Icon name="document" size={18} />}>
            {t.download}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={addressOf('/api/campaign.csv', chosen, { what: 'summary', lang })} download>
            {t.csvSummary}
          </Menu.Item>
          <Menu.Item component="a" href={addressOf('/api/campaign.csv', chosen, { what: 'incidents', lang })} download>
            {t.csvIncidents}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => print()} leftSection={<Icon name="order" size={18} />}>
        {t.print}
      </Button>
    </div>
  )
}

function Results({ me, chosen, change }: { me: Me; chosen: Chosen; change: (next: Partial<Chosen>) => void }) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const found = useQuery(campaignQuery(chosen))
  const earlier = periodBefore(chosen)
  const { data: before } = useQuery(campaignQuery({ ...earlier, precinct: chosen.precinct }))
  if (found.isPending) return <Bones />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  const { data } = found
  const { figures } = data
  const numberOf = (id: string) => me.precincts.find((one) => one.id === id)?.number
  const where =
    chosen.precinct.length > 0
      ? chosen.precinct.map((id) => t.precinctNo(numberOf(id) ?? '?')).join(', ')
      : me.permissions.includes('seeAllPrecincts')
        ? t.allPrecincts
        : t.myPrecincts
  const search = {
    from: chosen.from,
    to: chosen.to,
    ...(chosen.precinct.length > 0 ? { precinct: chosen.precinct } : {}),
  }
  const shared = { data, search, numberOf }
  return (
    <div className="campaign" data-stale={found.isPlaceholderData ? '' : undefined}>
      <p className="print-only campaign-of">{nameIn(me.department, locale)}</p>
      <div className="campaign-when">
        <h2>{days(chosen.from, chosen.to, locale)}</h2>
        <p className="soft">
          {where} · {t.against(days(earlier.from, earlier.to, locale))}
        </p>
      </div>
      {figures.opened + figures.closedIn + figures.protocols === 0 ? (
        <section className="card">
          <Blank
            icon="chart"
            title={t.empty}
            action={
              <Button
                variant="default"
                onClick={() => change({ ...periodOf('year', localDay(new Date())), precinct: [] })}
              >
                {t.lastMonth}
              </Button>
            }
          >
            {t.emptyHint}
          </Blank>
        </section>
      ) : (
        <>
          <Headline {...shared} before={before} />
          <DaysCard {...shared} />
          <div className="campaign-grid">
            <BarsCard {...shared} of="category" title={t.category} wide />
            <BarsCard {...shared} of="outcome" title={t.outcome} />
            <AnswersCard {...shared} />
            <RemedyCard {...shared} />
            <ProtocolsCard {...shared} />
            <VoicesCard {...shared} />
            <ChatsCard {...shared} />
            <BarsCard {...shared} of="status" title={t.status} />
          </div>
          <MapCard {...shared} precincts={me.precincts} />
          <TimesCard {...shared} precincts={me.precincts} />
          <details className="card how">
            <summary>{t.how}</summary>
            <p>{t.howText}</p>
          </details>
        </>
      )}
    </div>
  )
}

/** The shape of the page while the figures are on their way. */
function Bones() {
  return (
    <div className="campaign" aria-hidden="true">
      <div className="headline">
        {[1, 2, 3, 4, 5, 6].map((key) => (
          <div key={key} className="figure bone" />
        ))}
      </div>
      <div className="card bone bones-chart" />
      <div className="campaign-grid">
        <div className="card bone bones-card" />
        <div className="card bone bones-card" />
        <div className="card bone bones-card" />
      </div>
    </div>
  )
}
