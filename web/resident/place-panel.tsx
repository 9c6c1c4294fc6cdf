import { useState } from 'react'
import { useTexts } from '../texts.ts'
import { Icon } from './icons.tsx'
import type { PlacePoint } from './place.tsx'
import { roomTexts } from './speak.ts'

interface Props {
  direct: boolean
  onPlace: (point: PlacePoint) => void
  onClose: () => void
}

/** Says what the position is for before the phone asks whether to give it. */
export function PlacePanel({ direct, onPlace, onClose }: Props) {
  const t = useTexts(roomTexts)
  const [state, setState] = useState<'asking' | 'refused' | null>(null)

  function find() {
    if (!navigator.geolocation) return setState('refused')
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onPlace({ lon: rounded(coords.longitude), lat: rounded(coords.latitude) }),
      () => setState('refused'),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  }

  return (
    <section className="panel" aria-label={t.placePanel.title}>
      <h2>{t.placePanel.title}</h2>
      <p className="soft">
        {t.placePanel.why} {direct ? '' : t.placePanel.whyOpen}
      </p>
      <div role="alert">{state === 'refused' ? <p className="note danger slim">{t.placePanel.refused}</p> : null}</div>
      <div className="panel-row">
        <button type="button" className="button" disabled={state === 'asking'} onClick={find}>
          <Icon name="pin" />
          {state === 'asking' ? t.placePanel.asking : t.placePanel.ask}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {t.voicePanel.cancel}
        </button>
      </div>
    </section>
  )
}

/** To about a metre: more is noise. */
const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5
