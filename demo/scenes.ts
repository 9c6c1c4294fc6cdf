/** The yards of the demo's pictures, by day: each place is painted once, with or without what was wrong there. */

import {
  at,
  block,
  greenLeaves,
  litter,
  oval,
  path,
  picture,
  rect,
  shadow,
  sky,
  stroke,
  tree,
  tufts,
  wash,
  words,
} from './brush.ts'
import { bag, bottles, car, container, cow, debris, dog, plate, sofa, truck } from './things.ts'

/** The container site behind the houses of Самалды; what lies there is painted over it. */
function containerYard(...what: string[]): string {
  return picture(
    sky(430),
    block(-40, 520, 9, 5, 5),
    block(640, 500, 9, 5, 12, '#cfc6bb'),
    tree(590, 540, 210, 3),
    tree(1130, 545, 250, 8),
    wash(0, 510, 1200, 90, '#97ab68', '#7e9656'),
    tufts(0, 520, 1200, 70, 120, 4),
    wash(0, 588, 1200, 312, '#a5a19b', '#86827d'),
    path('M0 588 H1200 V602 H0 Z', '#cfcac0'),
    stroke('M120 900 L300 600 M900 900 L820 600', '#7d7973', 2, 'opacity=".5"'),
    path('M230 646 L1010 646 L1110 752 L150 752 Z', '#bdb8ae'),
    path('M150 752 L1110 752 L1110 768 L150 768 Z', '#99948b'),
    fence(236, 470, 760, 178),
    at(375, 716, 0.98, container(false, 1)),
    at(610, 716, 0.98, container(true, 2)),
    at(845, 716, 0.98, container(false, 3)),
    litter(0, 610, 1200, 280, 46, 9),
    ...what,
  )
}

function fence(x: number, y: number, w: number, h: number): string {
  const waves = Array.from({ length: Math.floor(w / 20) }, (_, k) => rect(x + k * 20, y, 10, h, '#7d97a6')).join('')
  return (
    rect(x, y, w, h, '#8fa8b6') +
    waves +
    rect(x - 8, y - 8, w + 16, 12, '#5f7785') +
    rect(x - 8, y, 12, h + 8, '#5f7785') +
    rect(x + w - 4, y, 12, h + 8, '#5f7785') +
    wash(x, y, w, h, 'rgba(0,0,0,0)', 'rgba(20,30,40,.3)')
  )
}

export const debrisBefore = () =>
  containerYard(
    at(610, 566, 0.5, debris(21)),
    at(570, 560, 0.62, bag(4)),
    at(520, 850, 1.05, debris(7)),
    at(270, 850, 1.05, bag(1)),
    at(360, 872, 1.15, bag(2, '#d9d3c6')),
    at(800, 862, 1.1, bag(3)),
    at(890, 838, 0.95, bag(9, '#dcd6ca')),
  )
export const debrisAfter = () =>
  containerYard(
    path(
      'M300 800 Q520 770 800 806 Q760 850 520 850 Q320 846 300 800 Z',
      '#77736e',
      'opacity=".28" filter="url(#blur12)"',
    ),
    stroke('M330 812 q180 -22 430 6 M360 830 q170 -14 380 2', '#b9b4ab', 3, 'opacity=".4"'),
  )
export const debrisTruck = () =>
  containerYard(
    at(800, 868, 1.02, truck()),
    at(270, 856, 0.72, debris(7)),
    at(120, 872, 0.9, bag(2)),
    at(1004, 792, 0.8, plate('000 AAA 17')),
  )
export const sofaBefore = () =>
  containerYard(
    at(420, 862, 1.08, sofa()),
    at(800, 850, 0.9, bag(5, '#3f4247')),
    at(880, 866, 1, bag(6, '#34373c')),
    at(
      990,
      838,
      1,
      rect(-50, -150, 100, 150, '#caa06a') + rect(-50, -150, 100, 20, '#b0874f') + stroke('M0 -130 V0', '#a67f4a', 3),
    ),
  )
export const sofaAfter = () => containerYard(stroke('M250 836 q200 -12 420 4', '#b9b4ab', 3, 'opacity=".35"'))

/** A lawn before a house with a kerb and a car park behind it. */
function lawn(...what: string[]): string {
  return picture(
    sky(400, '#9cc7e4', '#f6ead8'),
    block(-60, 500, 11, 5, 31, '#d6cdbd'),
    block(690, 485, 9, 5, 44, '#dcc7ad'),
    tree(660, 530, 230, 14, greenLeaves),
    wash(0, 495, 1200, 70, '#b9b5ae', '#a6a29b'),
    rect(0, 560, 1200, 16, '#d8d3c8'),
    rect(0, 574, 1200, 6, '#8d8880'),
    wash(0, 580, 1200, 320, '#8fb45c', '#5f8a41'),
    tufts(0, 590, 1200, 300, 420, 77),
    tree(130, 640, 260, 22),
    litter(20, 620, 420, 60, 40, 2),
    ...what,
  )
}
const ruts =
  stroke('M520 900 Q560 760 640 700 M820 900 Q850 780 890 720', '#7a6344', 26, 'opacity=".8"') +
  stroke('M520 900 Q560 760 640 700 M820 900 Q850 780 890 720', '#5f4c33', 9, 'opacity=".7" stroke-dasharray="10 12"')
const sign =
  rect(1068, 560, 12, 190, '#8b8f94') +
  rect(1002, 476, 144, 92, '#f6f3ea', 'rx="8" stroke="#3c6b45" stroke-width="6"') +
  words(1074, 514, 21, '#2f5a39', 'Көгалды', 'text-anchor="middle" font-weight="bold"') +
  words(1074, 546, 21, '#2f5a39', 'аялаңыз!', 'text-anchor="middle" font-weight="bold"')
export const carOnLawn = () =>
  lawn(ruts, at(690, 790, 1.25, car('#a9b4bd', '#8a959f')), sign, tufts(400, 780, 620, 60, 70, 5))
export const lawnAfter = () =>
  lawn(
    path(
      'M560 900 Q600 770 660 720 L700 720 Q650 790 620 900 Z M820 900 Q850 790 880 735 L915 735 Q890 800 880 900 Z',
      '#86704c',
      'opacity=".55" filter="url(#blur3)"',
    ),
    sign,
    [430, 620, 810, 990]
      .map((x) =>
        at(x, 700, 1, shadow(0, 0, 16, 4, 0.3) + rect(-6, -62, 12, 62, '#e9e5da') + rect(-6, -62, 12, 14, '#b5433a')),
      )
      .join(''),
    stroke('M430 655 Q525 672 620 655 Q715 672 810 655 Q900 672 990 655', '#f0ece1', 4),
    tufts(540, 740, 380, 150, 120, 6, ['#a3c96d', '#93bd5f']),
  )
export const cowOnLawn = () =>
  lawn(sign, at(420, 800, 1.3, cow()), at(860, 690, 0.85, cow('#a8734a', '#7b4e2d')), tufts(80, 770, 700, 70, 110, 15))
export const dogLoose = () => lawn(playground(640, 690), at(420, 830, 1.45, dog()), tufts(200, 810, 420, 50, 60, 3))

/** A slide, a swing and a sand box. */
function playground(x: number, y: number): string {
  return [
    shadow(x + 260, y + 8, 330, 20, 0.22),
    stroke(
      `M${x + 40} ${y} L${x + 90} ${y - 190} M${x + 140} ${y} L${x + 90} ${y - 190} L${x + 330} ${y - 190} M${x + 280} ${y} L${x + 330} ${y - 190} L${x + 380} ${y}`,
      '#c4483c',
      11,
    ),
    stroke(`M${x + 170} ${y - 188} V${y - 54} M${x + 225} ${y - 188} V${y - 54}`, '#6d6a66', 4),
    rect(x + 158, y - 58, 80, 12, '#e0a63d', 'rx="4"'),
    rect(x + 430, y - 210, 96, 12, '#3f78a8'),
    stroke(`M${x + 440} ${y} V${y - 250} M${x + 516} ${y} V${y - 250}`, '#3f78a8', 11),
    path(`M${x + 420} ${y - 246} L${x + 478} ${y - 300} L${x + 536} ${y - 246} Z`, '#d9883b'),
    path(
      `M${x + 520} ${y - 206} Q${x + 580} ${y - 60} ${x + 670} ${y - 20} L${x + 676} ${y - 4} Q${x + 560} ${y - 30} ${x + 508} ${y - 200} Z`,
      '#e8bf45',
    ),
    stroke(`M${x + 440} ${y - 40} h76 M${x + 440} ${y - 90} h76 M${x + 440} ${y - 140} h76`, '#2f5d85', 7),
  ].join('')
}

function playYard(...what: string[]): string {
  return picture(
    sky(380, '#e9b98f', '#f8e3c4'),
    block(-20, 480, 8, 5, 61, '#c9b49c'),
    block(560, 470, 11, 5, 63, '#d2bda3'),
    tree(520, 520, 220, 31),
    wash(0, 470, 1200, 430, '#a9a06a', '#8a8052'),
    path('M0 560 Q600 510 1200 570 V900 H0 Z', '#cdb07d'),
    path('M0 560 Q600 510 1200 570 V590 Q600 530 0 580 Z', '#e2c897'),
    playground(500, 700),
    litter(0, 590, 1200, 290, 70, 41),
    bench(120, 800),
    ...what,
  )
}
const bench = (x: number, y: number) =>
  shadow(x + 150, y + 6, 190, 18, 0.34) +
  [0, 1, 2]
    .map(
      (k) =>
        rect(x, y - 170 + k * 30, 300, 20, '#a8703f', 'rx="4"') +
        rect(x, y - 170 + k * 30, 300, 6, '#c48c58', 'rx="3"'),
    )
    .join('') +
  rect(x - 10, y - 70, 320, 18, '#b57b47', 'rx="4"') +
  rect(x + 14, y - 168, 14, 168, '#4a4d52') +
  rect(x + 272, y - 168, 14, 168, '#4a4d52')
export const bottlesBefore = () =>
  playYard(
    at(250, 738, 0.95, bottles(3, 7, 220)),
    at(330, 838, 1.1, bottles(17, 14, 480)),
    at(640, 850, 1, bag(8, '#dfe9ee')),
    at(
      470,
      872,
      1,
      path('M-40 0 L-30 -20 L40 -26 L56 -4 Z', '#d9c7a6') +
        path('M-10 -4 q20 -14 40 0', 'none', 'stroke="#9b8457" stroke-width="3"'),
    ),
  )
export const bottlesAfter = () =>
  playYard(
    at(
      470,
      800,
      1,
      shadow(0, 0, 44, 10) +
        path('M-36 -90 H36 L28 0 H-28 Z', '#4d7f60') +
        rect(-42, -98, 84, 14, '#3f6d51', 'rx="5"') +
        oval(0, -46, 17, 17, '#e9efe6', 'opacity=".8"'),
    ),
  )

/** Waste ground at the edge of the district with a track over it. */
function wasteGround(...what: string[]): string {
  return picture(
    sky(440, '#93bfe0', '#f2e3c8'),
    path('M0 440 Q300 400 620 432 Q900 404 1200 436 V520 H0 Z', '#a7a06f'),
    [80, 190, 330, 940, 1060]
      .map((x, k) =>
        at(
          x,
          462,
          0.55,
          rect(-50, -70, 100, 70, k % 2 ? '#d8c7ab' : '#e5dac6') +
            path('M-64 -68 L0 -118 L64 -68 Z', k % 2 ? '#9a5a45' : '#6e7f8a') +
            rect(-14, -44, 26, 26, '#6f8494'),
        ),
      )
      .join(''),
    wash(0, 460, 1200, 440, '#c2b078', '#9a874f'),
    path('M1200 560 Q700 590 420 700 Q300 770 260 900 H520 Q560 780 700 700 Q900 610 1200 596 Z', '#b39a67'),
    stroke('M1200 572 Q720 606 460 720 Q350 790 330 900', '#96804f', 9, 'opacity=".6"'),
    tufts(0, 490, 1200, 400, 340, 51, ['#8b8a47', '#a69a55', '#77793f']),
    ...what,
  )
}
export const dumpBefore = () =>
  wasteGround(
    at(820, 800, 1.15, debris(33)),
    at(560, 760, 0.8, debris(5)),
    at(990, 838, 1.2, bag(11, '#3c3f45')),
    at(640, 846, 1.1, bag(12)),
    at(730, 868, 1, bag(13, '#3a3d42')),
    at(1090, 862, 1, oval(0, -40, 60, 44, '#2b2b2e') + oval(0, -42, 26, 18, '#b19a67')),
  )
export const dumpAfter = () =>
  wasteGround(
    path(
      'M470 760 Q760 690 1120 770 Q1080 850 800 850 Q520 840 470 760 Z',
      '#a08a5c',
      'opacity=".8" filter="url(#blur12)"',
    ),
    stroke(
      'M540 770 Q780 730 1060 780 M560 796 Q790 760 1040 806 M600 820 Q800 790 1000 830',
      '#86723f',
      4,
      'opacity=".55" stroke-dasharray="26 14"',
    ),
    at(
      1050,
      720,
      1,
      rect(-6, -150, 12, 150, '#7d8186') +
        rect(-112, -236, 224, 100, '#f7f4ec', 'rx="8" stroke="#b5433a" stroke-width="6"') +
        words(0, -194, 20, '#9d2f27', 'Қоқыс төгуге', 'text-anchor="middle" font-weight="bold"') +
        words(0, -160, 20, '#9d2f27', 'тыйым салынады', 'text-anchor="middle" font-weight="bold"'),
    ),
  )
export const oldCar = () =>
  playYard(
    at(640, 868, 1.5, car('#7f8f86', '#66746c', true)),
    litter(360, 560, 540, 60, 26, 12),
    tufts(330, 850, 640, 30, 50, 19, ['#8b8a47', '#77793f']),
  )
