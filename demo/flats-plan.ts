/** Where the blocks of flats of the invented district stand: kinds of yards, and the quarters that have them. */

import type { Spot } from './ground.ts'

/** Microdistricts by precinct: in Russian and in Kazakh. */
export const names = {
  11: ['мкр Самалды', 'Самалды шағын ауданы'],
  12: ['мкр Балауса', 'Балауса шағын ауданы'],
  13: ['ж. м. Коктогай', 'Көктоғай тұрғын алабы'],
  14: ['ж. м. Акбулак', 'Ақбұлақ тұрғын алабы'],
} as const
export type Precinct = keyof typeof names

type Slab = [x: number, y: number, wide: number, deep: number]
export interface Cell {
  precinct: Precinct
  west: number
  south: number
  slabs: Slab[]
  floors: number
  first: number
  containers?: Spot
  play?: Spot
}

const ringed: Slab[] = [
  [28, 28, 74, 14],
  [122, 28, 74, 14],
  [216, 28, 74, 14],
  [28, 70, 14, 74],
  [28, 176, 14, 74],
  [288, 70, 14, 74],
  [288, 176, 14, 74],
  [28, 286, 74, 14],
  [122, 286, 74, 14],
  [216, 286, 74, 14],
  [96, 160, 14, 66],
  [222, 90, 14, 66],
]
const combs: Slab[] = [
  [30, 30, 70, 14],
  [30, 60, 14, 66],
  [86, 60, 14, 66],
  [150, 30, 14, 80],
  [196, 30, 70, 14],
  [252, 60, 14, 66],
  [30, 200, 14, 80],
  [60, 286, 80, 14],
  [130, 200, 14, 66],
  [190, 286, 90, 14],
  [284, 190, 14, 80],
  [200, 190, 60, 14],
]
const rows: Slab[] = [
  [30, 30, 78, 14],
  [130, 30, 78, 14],
  [228, 30, 66, 14],
  [30, 88, 78, 14],
  [196, 88, 98, 14],
  [30, 232, 66, 14],
  [120, 246, 66, 14],
  [214, 232, 80, 14],
  [30, 288, 78, 14],
  [130, 288, 78, 14],
  [228, 288, 66, 14],
]
const towers: Slab[] = [
  [40, 40, 26, 26],
  [104, 40, 26, 26],
  [168, 40, 26, 26],
  [236, 40, 26, 26],
  [40, 250, 92, 15],
  [160, 262, 100, 15],
  [36, 120, 15, 84],
  [268, 120, 15, 90],
]
export const cells: Cell[] = [
  { precinct: 11, west: -330, south: 0, slabs: combs, floors: 5, first: 1 },
  { precinct: 11, west: -660, south: 0, slabs: ringed, floors: 5, first: 13 },
  { precinct: 11, west: -1000, south: 0, slabs: rows, floors: 4, first: 25 },
  { precinct: 11, west: -330, south: 330, slabs: rows, floors: 5, first: 36 },
  {
    precinct: 11,
    west: -660,
    south: 330,
    slabs: ringed,
    floors: 5,
    first: 47,
    containers: [250, 240],
    play: [160, 190],
  },
  { precinct: 11, west: -1000, south: 330, slabs: combs, floors: 5, first: 59 },
  { precinct: 11, west: -330, south: 664, slabs: towers, floors: 9, first: 71 },
  { precinct: 11, west: -660, south: 664, slabs: combs, floors: 5, first: 79 },
  { precinct: 11, west: -1000, south: 664, slabs: rows, floors: 4, first: 91 },
  { precinct: 12, west: 0, south: 330, slabs: ringed, floors: 5, first: 1 },
  { precinct: 12, west: 0, south: 664, slabs: rows, floors: 5, first: 13 },
  { precinct: 12, west: 330, south: 664, slabs: combs, floors: 5, first: 24 },
  { precinct: 12, west: 660, south: 330, slabs: towers, floors: 9, first: 36 },
  { precinct: 12, west: 660, south: 0, slabs: rows, floors: 5, first: 44, containers: [60, 262], play: [200, 272] },
  {
    precinct: 12,
    west: 340,
    south: 330,
    slabs: towers,
    floors: 9,
    first: 55,
    containers: [248, 150],
    play: [245, 225],
  },
]
