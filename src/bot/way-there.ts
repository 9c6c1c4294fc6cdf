import type { Point } from '../chat/message.ts'

/** A link that opens a map with the way to a point. */
export interface WayThere {
  name: string
  link: string
}

/** The way from where the phone is, on the maps that people here use; five digits after the point are a metre. */
export function waysThere({ lon, lat }: Point): WayThere[] {
  const [x, y] = [lon.toFixed(5), lat.toFixed(5)]
  return [
    // Written down nowhere by 2GIS: it is the address of such a page of its own, and its app takes it over.
    { name: '2GIS', link: `https://2gis.kz/directions/points/%7C${x}%2C${y}` },
    // https://developers.google.com/maps/documentation/urls/get-started#directions-action
    { name: 'Google', link: `https://www.google.com/maps/dir/?api=1&destination=${y},${x}` },
    // https://yandex.com/dev/yandex-apps-launch-maps/doc/en/concepts/yandexmaps-web
    { name: 'Yandex', link: `https://yandex.kz/maps/?rtext=~${y},${x}&rtt=auto` },
  ]
}
