import { ActionIcon, Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import type { VehicleLine } from '../../src/person/vehicle.ts'
import { meQuery } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { LinkIcon } from '../parts/link-button.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { nameVehicle, removeVehicle, vehiclesQuery } from './person-data.ts'
import { PersonPanel } from './person-panel.tsx'
import { personTexts } from './person-texts.ts'
import { problemOf } from './use-act.ts'
import { VehiclePanel } from './vehicle-panel.tsx'
import { vehicleTexts } from './vehicle-texts.ts'
import './person.css'

type Open = { what: 'add' } | { what: 'change'; vehicle: VehicleLine } | { what: 'owner'; iin: string }

/** The vehicles of the incident; plates of the messages are offered, never linked by themselves. */
export function VehiclesCard({ page }: { page: IncidentPage }) {
  const t = useTexts(vehicleTexts)
  const said = useTexts(personTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const { data: me } = useQuery(meQuery)
  const { data } = useQuery(vehiclesQuery(page.id))
  const [open, setOpen] = useState<Open | null>(null)
  const phone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
  const may = me?.permissions.includes('lookUpPerson') ?? false
  const done = (doing: Promise<void>, message: string) =>
    doing.then(
      () => notifications.show({ message, color: 'leaf' }),
      (error) => notifications.show({ message: problemOf(error), color: 'brick' }),
    )
  if (!data) return null
  return (
    <Card
      title={t.title}
      action={
        may ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen({ what: 'add' })}>
            {t.add}
          </Button>
        ) : null
      }
    >
      {data.items.length === 0 ? <p className="soft">{t.none}</p> : null}
      {data.items.length > 0 ? (
        <ul className="near">
          {data.items.map((vehicle) => (
            <li key={vehicle.id} className="near-line with-acts">
              <span className="near-text">
                <strong className={vehicle.plate ? 'plate' : undefined}>{vehicle.name}</strong>
                <small>{factsOf(vehicle)}</small>
                {vehicle.note ? <small>{vehicle.note}</small> : null}
              </span>
              {may ? (
                <span className="near-acts">
                  <LinkIcon
                    to="/vehicles/$id"
                    params={{ id: vehicle.id }}
                    search={{ incident: String(page.number) }}
                    variant="subtle"
                    color="gray"
                    size={40}
                    aria-label={said.linksOf(vehicle.name)}
                  >
                    <Icon name="link" size={18} />
                  </LinkIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={40}
                    aria-label={t.change(vehicle.name)}
                    onClick={() => setOpen({ what: 'change', vehicle })}
                  >
                    <Icon name="edit" size={18} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={40}
                    aria-label={t.remove(vehicle.name)}
                    onClick={() => void done(removeVehicle(page.id, vehicle.id), t.removed)}
                  >
                    <Icon name="close" size={18} />
                  </ActionIcon>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {may && data.offered.length > 0 ? (
        <div className="offered">
          <p className="soft small">{t.offered}:</p>
          <div className="chips">
            {data.offered.map(({ plate }) => (
              <button
                key={plate}
                type="button"
                className="chip"
                aria-label={t.offer(plate)}
                onClick={() => void done(nameVehicle(page.id, { plate }), t.added)}
              >
                <Icon name="plus" size={16} />
                <span className="plate">{plate}</span>
              </button>
            ))}
          </div>
        </div>
      ) : null}
      <Drawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        position={phone ? 'bottom' : 'right'}
        size={phone ? '100%' : 560}
        title={open?.what === 'owner' ? t.findOwner : t.title}
        classNames={{ body: 'sheet', title: 'sheet-title', header: 'sheet-header' }}
        closeButtonProps={{ size: 44 }}
      >
        {open?.what === 'owner' ? (
          <PersonPanel page={page} iin={open.iin} close={() => setOpen(null)} />
        ) : open ? (
          <VehiclePanel
            page={page}
            vehicle={open.what === 'change' ? open.vehicle : null}
            findOwner={(iin) => setOpen({ what: 'owner', iin })}
            close={() => setOpen(null)}
          />
        ) : null}
      </Drawer>
    </Card>
  )

  function factsOf(vehicle: VehicleLine): string {
    const looks = vehicle.plate ? [[vehicle.colour, vehicle.make].filter(Boolean).join(' '), vehicle.description] : []
    return [
      ...looks,
      vehicle.place?.[lang] ?? '',
      vehicle.owner ? t.owner(vehicle.owner.name) : '',
      vehicle.incidents > 0 ? t.others(vehicle.incidents) : '',
    ]
      .filter(Boolean)
      .join(' · ')
  }
}
