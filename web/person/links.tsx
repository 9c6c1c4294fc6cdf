import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import type { LinksView } from '../../src/person/links.ts'
import { get, withQuery } from '../api.ts'
import { groundQuery, incidentQuery } from '../inspector/data.ts'
import { PersonReason } from '../inspector/person-reason.tsx'
import { problemOf } from '../inspector/use-act.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { Blank } from '../parts/trouble.tsx'
import { useTexts } from '../texts.ts'
import { IncidentLinks, PeopleLinks, VehicleLinksList } from './links-lists.tsx'
import { linksTexts } from './links-texts.ts'
import './links.css'

const MapView = lazy(() => import('../parts/map-view.tsx').then((module) => ({ default: module.MapView })))

export function PersonLinks() {
  const { id } = useParams({ from: '/staff/people/$id' })
  const { incident } = useSearch({ from: '/staff/people/$id' })
  return <Links key={id} type="person" id={id} number={incident} />
}

export function VehicleLinks() {
  const { id } = useParams({ from: '/staff/vehicles/$id' })
  const { incident } = useSearch({ from: '/staff/vehicles/$id' })
  return <Links key={id} type="vehicle" id={id} number={incident} />
}

/** People, vehicles, places and incidents that hang together; shown for a reason, which is kept. */
function Links({ type, id, number }: { type: 'person' | 'vehicle'; id: string; number: string | undefined }) {
  const t = useTexts(linksTexts)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const incident = useQuery({ ...incidentQuery(number ?? ''), enabled: number !== undefined })
  const page = incident.data
  const asked = useMutation({
    mutationFn: (why: string) =>
      get<LinksView>(
        withQuery(`/api/${type === 'person' ? 'people' : 'vehicles'}/${id}/links`, {
          reason: why,
          incidentId: page?.id,
        }),
      ),
  })
  const title = t[type]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim().length >= 3) asked.mutate(reason.trim())
  }
  const back = number ? (
    <LinkButton to="/incidents/$number" params={{ number }} variant="default">
      {t.back(number)}
    </LinkButton>
  ) : null
  if (!number)
    return (
      <Page title={title} narrow>
        <Blank icon="link" title={t.noIncident}>
          {t.noIncidentHint}
        </Blank>
      </Page>
    )
  return (
    <Page title={title} actions={back}>
      {asked.data ? (
        <Shown view={asked.data} number={number} />
      ) : (
        <form className="card links-ask" onSubmit={submit}>
          <p className="note warn">
            <Icon name="eye" size={18} />
            {t.warning}
          </p>
          <PersonReason
            number={Number(number)}
            offered={type === 'vehicle' ? ['owner', 'offender', 'repeat'] : ['repeat', 'offender', 'proceedings']}
            value={reason}
            change={(next, chosen) => {
              setReason(next)
              if (chosen && page) asked.mutate(next)
            }}
            tried={tried}
          />
          <div role="alert">
            {asked.isError || incident.isError ? (
              <p className="note danger">{problemOf(asked.error ?? incident.error)}</p>
            ) : null}
          </div>
          <Button
            type="submit"
            loading={asked.isPending || (incident.isPending && incident.isFetching)}
            disabled={!page}
          >
            {t.open}
          </Button>
        </form>
      )}
    </Page>
  )
}

function Shown({ view, number }: { view: LinksView; number: string }) {
  const t = useTexts(linksTexts)
  const navigate = useNavigate()
  const { data: ground } = useQuery(groundQuery)
  const { centre, incidents, people, vehicles, ties, more } = view
  const own = incidents.filter(({ hops }) => hops === 1)
  const far = incidents.filter(({ hops }) => hops > 1)
  const name =
    centre.type === 'person'
      ? people.find(({ id }) => id === centre.id)?.name
      : vehicles.find(({ id }) => id === centre.id)?.name
  const offended = ties.filter(
    ({ from, to, as }) => from.id === centre.id && to.type === 'incident' && as === 'offender',
  )
  const count = t.incidents(own.length)
  const points = incidents.flatMap(({ point, ...one }) => (point ? [{ ...one, ...point }] : []))
  const otherPeople = people.filter(({ id }) => id !== centre.id)
  const otherVehicles = vehicles.filter(({ id }) => id !== centre.id)
  return (
    <>
      <section className="card links-head">
        <p className="links-name">{name}</p>
        <p>
          {centre.type === 'vehicle' ? t.thisPlate(count) : t.thisPerson(count)}
          {offended.length > 0 ? `, ${t.asOffender(offended.length)}` : ''}
        </p>
        <p className="soft small">{t.only}</p>
        {more ? <p className="note warn">{t.more}</p> : null}
      </section>
      <div className="links-body">
        <div className="links-lists">
          {own.length > 0 ? (
            <Card title={t.direct} count={own.length}>
              <IncidentLinks view={view} rows={own} />
            </Card>
          ) : null}
          {otherPeople.length > 0 ? (
            <Card title={t.people} count={otherPeople.length}>
              <PeopleLinks view={view} rows={otherPeople} number={number} />
            </Card>
          ) : null}
          {otherVehicles.length > 0 ? (
            <Card title={t.vehicles} count={otherVehicles.length}>
              <VehicleLinksList view={view} rows={otherVehicles} number={number} />
            </Card>
          ) : null}
          {far.length > 0 ? (
            <Card title={t.through} count={far.length}>
              <IncidentLinks view={view} rows={far} />
            </Card>
          ) : null}
          {incidents.length + otherPeople.length + otherVehicles.length === 0 ? (
            <p className="card soft">{t.nothing}</p>
          ) : null}
        </div>
        {points.length > 0 ? (
          <Card title={t.places} count={new Set(points.map(({ lon, lat }) => `${lon} ${lat}`)).size}>
            <div className="links-map">
              {ground ? (
                <Suspense fallback={<div className="map bone" />}>
                  <MapView
                    ground={ground}
                    label={t.map}
                    points={points}
                    onOpen={(to) => void navigate({ to: '/incidents/$number', params: { number: String(to) } })}
                  />
                </Suspense>
              ) : (
                <div className="map bone" />
              )}
            </div>
            <ul className="plain small">
              {[...new Set(points.map(({ placeText }) => placeText).filter(Boolean))].map((place) => (
                <li key={place}>{place}</li>
              ))}
            </ul>
          </Card>
        ) : null}
      </div>
    </>
  )
}
