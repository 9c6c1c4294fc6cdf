import { isEnding, keysOf } from './name-key.ts'

/** Kinds of landmarks, as people call them in Russian and Kazakh; stems, as they are written. */
const words = {
  school: 'школа школьный школьной школьная мектеп мектебі лицей гимназия',
  kindergarten: 'садик сад детсад балабақша бөбекжай яслях',
  shop: 'магазин магазинчик дүкен маркет супермаркет минимаркет гастроном киоск ларек ларька',
  mosque: 'мечеть мешіт',
  park: 'парк сквер саябақ саябағы гүлзар',
  market: 'рынок рынка рынке рынку рынком базар базарчик',
  pharmacy: 'аптека аптечный дәріхана',
  bus_stop: 'остановка аялдама',
  containers: 'контейнер контейнерная контейнерной мусорка мусорные помойка свалка қоқыс',
  playground: 'площадка балалар',
  clinic: 'поликлиника емхана больница аурухана амбулатория',
  police_point: 'опорка опорный опорного опорном упп участковый участкового участковом учаскелік',
  cafe: 'кафе чайхана шайхана ресторан мейрамхана столовая тойхана',
  stadium: 'стадион',
  wasteland: 'пустырь',
  fountain: 'фонтан субұрқақ субұрқағы',
  garages: 'гараж гаражный',
  bridge: 'мост мостик көпір',
  bank: 'банк',
  post: 'почта пошта',
  fuel: 'заправка азс',
  bath: 'баня монша сауна',
  akimat: 'акимат әкімдік',
  hostel: 'общежитие общага жатақхана',
  station: 'вокзал автовокзал',
  library: 'библиотека кітапхана',
} as const
export type LandmarkKind = keyof typeof words

/** These are told apart by a number: `47 школа`, `№ 5 поликлиника`. */
const numbered = new Set<LandmarkKind>(['school', 'kindergarten', 'clinic', 'police_point', 'hostel', 'post'])
export const isLandmarkKind = (text: string): text is LandmarkKind => Object.hasOwn(words, text)
export const isNumbered = (kind: LandmarkKind): boolean => numbered.has(kind)

const kinds = new Map<string, LandmarkKind>()
for (const [kind, list] of Object.entries(words))
  for (const word of list.split(' ')) {
    const key = keysOf(word)[0] ?? ''
    kinds.set(key, kind as LandmarkKind)
    if (key.length > 4 && /[аеио]$/.test(key)) kinds.set(key.slice(0, -1), kind as LandmarkKind)
  }

/** The kind that a word names in any of its cases, or null. */
export function landmarkKind(key: string): LandmarkKind | null {
  const whole = kinds.get(key)
  if (whole !== undefined) return whole
  for (let size = key.length - 1; size >= 3 && key.length - size <= 9; size -= 1) {
    const kind = kinds.get(key.slice(0, size))
    if (kind !== undefined && isEnding(key.slice(size))) return kind
  }
  return null
}
