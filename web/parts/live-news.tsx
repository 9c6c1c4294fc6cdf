import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Me } from '../api.ts'
import { type IncidentEvent, useLive } from '../live.ts'
import { texts, useTexts } from '../texts.ts'
import { ring, soundOn } from './sound.ts'

const words = texts({
  ru: {
    urgent: (number: number) => `Срочное происшествие № ${number}`,
    fresh: (number: number) => `Новое происшествие № ${number}`,
    open: 'Открыть',
  },
  kk: {
    urgent: (number: number) => `№ ${number} шұғыл оқиға`,
    fresh: (number: number) => `№ ${number} жаңа оқиға`,
    open: 'Ашу',
  },
  en: {
    urgent: (number: number) => `Urgent incident No. ${number}`,
    fresh: (number: number) => `New incident No. ${number}`,
    open: 'Open',
  },
})

/** Opening and assigning are two events of one happening: it is told once. */
const told = new Set<string>()

/** Listens to the server and tells the person of what is his or burns. */
export function LiveNews({ me }: { me: Me }) {
  const t = useTexts(words)
  const navigate = useNavigate()
  const hear = useCallback(
    (event: IncidentEvent) => {
      if (event.kind !== 'incident.opened' && event.kind !== 'incident.assigned') return
      const { number } = event
      if (number === undefined || told.has(event.id)) return
      const mine =
        event.inspectorId === me.account.id || (event.precinctId ? me.mine.includes(event.precinctId) : false)
      const urgent = event.urgency === 'now'
      if (!mine && !(urgent && me.account.role === 'chief')) return
      told.add(event.id)
      if (urgent && soundOn()) ring()
      notifications.show({
        id: event.id,
        title: urgent ? t.urgent(number) : t.fresh(number),
        message: (
          <button
            type="button"
            className="link"
            onClick={() => {
              notifications.hide(event.id)
              void navigate({ to: '/incidents/$number', params: { number: String(number) } })
            }}
          >
            {t.open}
          </button>
        ),
        color: urgent ? 'brick' : 'petrol',
        autoClose: urgent ? false : 8_000,
        withBorder: true,
      })
    },
    [me, t, navigate],
  )
  useLive(hear)
  return null
}
