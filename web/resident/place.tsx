import { useTexts } from '../texts.ts'
import { Icon } from './icons.tsx'
import { roomTexts } from './speak.ts'

export interface PlacePoint {
  lon: number
  lat: number
}

const figures = ({ lat, lon }: PlacePoint) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`

/** A place in a message: its figures and a sketch, opened in the phone's own map. */
export function Place({ point }: { point: PlacePoint }) {
  const t = useTexts(roomTexts).placePanel
  const words = figures(point)
  return (
    <a className="place" href={`geo:${point.lat},${point.lon}?q=${point.lat},${point.lon}`}>
      <Sketch point={point} />
      <span>
        <strong>
          <Icon name="pin" size={16} />
          {t.shown}
        </strong>
        <small>
          {words}
          <span className="unseen">. {t.open}</span>
        </small>
      </span>
    </a>
  )
}

/** Not a map, a reminder of one: nothing is asked of any server to draw it. */
function Sketch({ point }: { point: PlacePoint }) {
  const shift = (value: number) => Math.round(Math.abs(value * 10_000) % 14) - 7
  const [x, y] = [shift(point.lon), shift(point.lat)]
  return (
    <svg className="sketch" viewBox="0 0 72 56" width="72" height="56" aria-hidden="true" focusable="false">
      <rect width="72" height="56" className="sketch-ground" />
      <g className="sketch-houses">
        <rect x={6 + x} y={5 + y} width="20" height="12" rx="2" />
        <rect x={44 + x} y={4 + y} width="22" height="15" rx="2" />
        <rect x={8 + x} y={36 + y} width="18" height="15" rx="2" />
        <rect x={45 + x} y={37 + y} width="20" height="13" rx="2" />
      </g>
      <path className="sketch-streets" d={`M-10 ${27 + y}H90M${35 + x}-10V70`} />
      <path className="sketch-pin" d="M36 40s8-8 8-14a8 8 0 0 0-16 0c0 6 8 14 8 14Z" />
      <circle className="sketch-eye" cx="36" cy="26" r="2.600" />
    </svg>
  )
}
