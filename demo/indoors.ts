/** The demo's pictures that are no yard by day: a lamp at night, a stall, walls, an entrance, a paper. */

import { at, block, litter, oval, path, picture, rect, shadow, sky, stroke, tree, wash, words } from './brush.ts'
import { chanceFrom } from './ground.ts'

/** A street at night: one lamp lit far off, the near one dark with its glass broken. */
export function lampAtNight(): string {
  const chance = chanceFrom(8)
  const windows = Array.from({ length: 60 }, (_, k) => {
    const [x, y] = [40 + (k % 15) * 76, 250 + Math.floor(k / 15) * 66]
    return rect(x, y, 34, 38, chance() < 0.28 ? '#e8b45a' : '#232c40', chance() < 0.5 ? 'opacity=".9"' : '')
  }).join('')
  const stars = Array.from({ length: 60 }, () =>
    oval(chance() * 1200, chance() * 210, 1.6, 1.6, '#dfe6f5', `opacity="${(0.3 + chance() * 0.6).toFixed(2)}"`),
  ).join('')
  return picture(
    wash(0, 0, 1200, 900, '#0f1730', '#2a3050'),
    stars,
    rect(0, 225, 1200, 320, '#161d31'),
    windows,
    wash(0, 540, 1200, 360, '#23283a', '#151824'),
    path('M420 540 H660 L1050 900 H60 Z', '#2c3144'),
    stroke('M540 560 L556 900', '#4d5368', 5, 'stroke-dasharray="30 34"'),
    oval(955, 560, 190, 44, '#f1c46b', 'opacity=".4" filter="url(#blur30)"'),
    stroke('M955 560 V330 Q955 306 930 304 L900 306', '#3b4156', 9),
    oval(896, 312, 22, 10, '#ffe3a0'),
    oval(896, 330, 90, 70, '#ffd27a', 'opacity=".42" filter="url(#blur30)"'),
    path('M896 316 L1060 566 H800 Z', '#ffdf9a', 'opacity=".13"'),
    stroke('M300 880 V200 Q300 160 345 154 L420 150', '#5b6280', 20),
    stroke('M296 880 V204', '#8088a8', 4),
    at(
      452,
      152,
      1,
      path('M-46 -16 H40 Q52 -14 50 0 L36 12 H-40 Z', '#6c7494') +
        path('M-36 12 H32 Q28 26 18 22 L8 40 L0 24 L-12 34 L-20 20 Q-32 26 -36 12 Z', '#aab6cf', 'opacity=".55"') +
        stroke('M-14 14 L-8 30 M12 14 L6 24', '#e3ebf8', 2),
    ),
    stroke('M470 176 q6 26 -6 44', '#c05a4a', 3),
    rect(270, 840, 62, 50, '#4b5270', 'rx="4"'),
    [
      [380, 872],
      [420, 884],
      [352, 888],
      [446, 868],
    ]
      .map(([x = 0, y = 0], k) => path(`M${x} ${y} l${10 + k * 3} -7 l8 10 z`, '#aebad3', 'opacity=".8"'))
      .join(''),
    path('M690 770 q12 -46 40 -46 q30 0 40 46 l-8 96 h-20 l-10 -60 l-12 60 h-22 z', '#0d111d'),
    oval(730, 702, 22, 24, '#0d111d'),
    path('M768 776 l40 30 l-6 10 l-42 -20 z', '#0d111d'),
    path('M806 806 L960 900 H700 Z', '#cfe0ff', 'opacity=".14"'),
    oval(808, 810, 6, 6, '#eaf2ff'),
  )
}

/** A fruit stall that takes the whole pavement. */
export function streetStall(): string {
  const chance = chanceFrom(90)
  const heap = (x: number, y: number, colours: string[]) => {
    const out = [path(`M${x - 78} ${y} h156 l-12 54 h-132 z`, '#b98a52'), rect(x - 78, y, 156, 9, '#d4a66c')]
    for (let row = 3; row >= 0; row -= 1)
      for (let k = 0; k < 7 - row; k += 1) {
        const [cx, cy] = [x - 60 + row * 10 + k * 20, y - 4 - row * 14]
        out.push(
          oval(cx, cy, 12, 11.5, colours[Math.floor(chance() * colours.length)] ?? '#c33'),
          oval(cx - 3, cy - 4, 3.4, 2.8, '#fff', 'opacity=".4"'),
        )
      }
    return out.join('')
  }
  const stripes = Array.from({ length: 10 }, (_, k) =>
    path(`M${180 + k * 80} 300 h80 l${(k - 4) * 6} 92 q-40 34 -80 0 z`, k % 2 ? '#f5efe2' : '#c2503f'),
  ).join('')
  return picture(
    sky(420, '#a5cbe3', '#f4e7d3'),
    block(-30, 520, 21, 5, 71, '#d8c9b2'),
    wash(0, 515, 1200, 385, '#c4beb4', '#a9a39a'),
    Array.from(
      { length: 9 },
      (_, k) =>
        stroke(`M0 ${560 + k * 42} H1200`, '#9d978d', 2, 'opacity=".5"') +
        stroke(`M${k * 160 - 60} 900 L${k * 130 + 60} 520`, '#9d978d', 2, 'opacity=".5"'),
    ).join(''),
    wash(0, 800, 1200, 100, '#6e6b68', '#5d5a58'),
    rect(0, 786, 1200, 18, '#e0dbd0'),
    tree(1110, 700, 330, 18),
    shadow(580, 780, 480, 30, 0.4),
    rect(200, 310, 14, 440, '#7b6a58'),
    rect(944, 310, 14, 440, '#7b6a58'),
    stripes,
    rect(176, 290, 808, 16, '#8e3a2d'),
    path('M560 560 q0 -84 64 -84 q64 0 64 84 v60 h-128 z', '#4d6c8c'),
    oval(624, 436, 40, 46, '#c99b78'),
    path('M578 428 q4 -52 46 -52 q42 0 46 52 q-18 -22 -46 -22 q-28 0 -46 22 z', '#e9e4da'),
    path('M596 500 h56 l-8 110 h-40 z', '#efe9dc'),
    path('M230 610 H930 L950 660 H210 Z', '#a27745'),
    rect(230, 660, 700, 96, '#7d8b76'),
    rect(230, 660, 700, 10, '#000', 'opacity=".2"'),
    heap(320, 592, ['#d4432f', '#c23a28', '#e0634a']),
    heap(490, 592, ['#e6a12f', '#efb64a', '#d98f22']),
    heap(665, 592, ['#8cb04a', '#a0c35c', '#799c3c']),
    heap(835, 592, ['#7a3a58', '#8b4768', '#69304b']),
    rect(420, 626, 90, 40, '#fbf7ea', 'stroke="#555" stroke-width="2"'),
    words(465, 654, 24, '#333', '450 ₸', 'text-anchor="middle" font-weight="bold"'),
    rect(700, 626, 90, 40, '#fbf7ea', 'stroke="#555" stroke-width="2"'),
    words(745, 654, 24, '#333', '600 ₸', 'text-anchor="middle" font-weight="bold"'),
    [90, 1010, 1080]
      .map((x, k) =>
        at(
          x,
          776,
          1,
          path('M-60 -70 h120 l-10 70 h-100 z', '#c59b63') +
            stroke('M-56 -46 h112 M-52 -22 h104', '#9b7644', 5) +
            [0, 1, 2, 3].map((n) => oval(-38 + n * 25, -76, 16, 15, k ? '#dba23c' : '#b8c26a')).join(''),
        ),
      )
      .join(''),
    litter(60, 790, 1080, 100, 40, 7, ['#8cb04a', '#d8cfa8', '#b58c4a']),
  )
}

function wall(...what: string[]): string {
  const chance = chanceFrom(6)
  const bricks = Array.from({ length: 17 * 14 }, (_, k) => {
    const [row, column] = [Math.floor(k / 14), k % 14]
    return rect(
      column * 92 - (row % 2 ? 46 : 0),
      90 + row * 36,
      90,
      34,
      ['#d8c3a2', '#d2bb98', '#dcc9ab', '#cdb592'][Math.floor(chance() * 4)] ?? '#d8c3a2',
    )
  }).join('')
  return picture(
    rect(0, 0, 1200, 720, '#b9a585'),
    bricks,
    rect(0, 0, 1200, 96, '#8c8f92'),
    rect(0, 88, 1200, 12, '#6d7073'),
    wash(0, 100, 1200, 620, 'rgba(255,250,235,.14)', 'rgba(60,40,20,.22)'),
    rect(0, 660, 1200, 66, '#8d8377'),
    wash(0, 722, 1200, 178, '#b2ada4', '#908b83'),
    stroke('M0 800 H1200 M250 722 L160 900 M620 722 V900 M980 722 L1080 900', '#7f7a73', 2, 'opacity=".6"'),
    rect(930, 300, 190, 360, '#5f6f7a', 'rx="4"'),
    rect(944, 314, 162, 346, '#71838f'),
    rect(960, 340, 130, 120, '#64757f'),
    oval(962, 500, 9, 9, '#d9c27a'),
    rect(918, 270, 214, 22, '#7a7f83'),
    rect(1010, 210, 60, 44, '#2f5d85', 'rx="5"'),
    words(1040, 241, 26, '#fff', '49', 'text-anchor="middle" font-weight="bold"'),
    path('M0 722 q40 -60 90 -50 q60 -30 90 50 z', '#6f8f4d'),
    litter(0, 740, 1200, 140, 50, 3),
    ...what,
  )
}
export const graffitiBefore = () =>
  wall(
    `<g transform="rotate(-4 480 430)">${words(96, 470, 176, '#1f1f25', 'BOOM', 'font-weight="bold" stroke="#1f1f25" stroke-width="30" stroke-linejoin="round"')}${words(96, 470, 176, '#5a3fa0', 'BOOM', 'font-weight="bold" stroke="#e7e14b" stroke-width="7"')}</g>`,
    stroke('M120 560 q120 -50 220 0 q90 44 190 -10 q100 -50 200 6', '#b3302a', 18),
    stroke('M700 250 q90 -80 130 10 q-10 80 -90 60 q-60 -30 10 -70', '#1f6b6b', 14),
    stroke('M150 480 v70 M330 486 v92 M520 470 v64 M610 486 v84', '#5a3fa0', 6),
    oval(770, 600, 60, 46, '#b3302a', 'opacity=".35" filter="url(#blur12)"'),
  )
export const graffitiAfter = () =>
  wall(
    path('M84 270 H850 V600 H84 Z', '#e4d4b6', 'opacity=".55" filter="url(#blur3)"'),
    stroke('M90 300 H830 M96 380 H846 M90 460 H838 M100 540 H846', '#f0e3c8', 26, 'opacity=".3"'),
    at(
      760,
      800,
      1,
      shadow(0, 0, 60, 10) +
        path('M-46 -84 H46 L38 0 H-38 Z', '#dfe3e6') +
        oval(0, -84, 46, 10, '#e8dcc0') +
        stroke('M-46 -84 Q0 -150 46 -84', '#7a7f83', 4),
    ),
    at(640, 812, 1, rect(-70, -16, 120, 30, '#efe4cc', 'rx="10"') + stroke('M-10 -16 L-10 -40 L60 -60', '#8a8f94', 6)),
  )

/** The landing of an entrance with smoke hanging in it. */
export function smokeInEntrance(): string {
  const steps = Array.from(
    { length: 9 },
    (_, k) =>
      path(`M${660 + k * 52} ${760 - k * 62} h560 v62 h-560 z`, k % 2 ? '#aaa69e' : '#b7b3aa') +
      rect(660 + k * 52, 760 - k * 62, 560, 10, '#d0ccc2'),
  ).join('')
  const rails = Array.from({ length: 8 }, (_, k) =>
    stroke(`M${690 + k * 52} ${740 - k * 62} v-130`, '#4a5b57', 6),
  ).join('')
  return picture(
    rect(0, 0, 1200, 900, '#d7dacb'),
    rect(0, 430, 1200, 470, '#6e9a94'),
    rect(0, 424, 1200, 8, '#4d736e'),
    wash(0, 0, 1200, 900, 'rgba(255,255,240,.25)', 'rgba(20,40,40,.4)'),
    path('M0 770 H700 L760 900 H0 Z', '#9a948b'),
    stroke('M0 830 H740 M180 770 L120 900 M420 770 L430 900', '#7e7971', 2),
    steps,
    rails,
    stroke('M684 606 L1110 100', '#7a4d30', 18),
    rect(380, 110, 210, 250, '#f4f1e8'),
    rect(396, 126, 178, 218, '#bcd7e6'),
    stroke('M485 120 V352 M392 232 H578', '#f4f1e8', 8),
    rect(360, 356, 250, 20, '#eceade'),
    rect(60, 250, 220, 520, '#6b4a35'),
    rect(76, 268, 188, 486, '#7d5841'),
    rect(96, 296, 148, 180, '#6f4d38'),
    rect(96, 510, 148, 200, '#6f4d38'),
    oval(252, 520, 9, 9, '#d9c27a'),
    words(170, 285, 22, '#e8d9a8', '16', 'text-anchor="middle" font-weight="bold"'),
    rect(410, 470, 150, 110, '#fbfaf4', 'rx="6"'),
    oval(485, 516, 34, 34, 'none', 'stroke="#b5332b" stroke-width="8"'),
    stroke('M462 540 L508 492', '#b5332b', 8),
    rect(464, 512, 42, 9, '#333'),
    words(485, 571, 10.5, '#333', 'Темекі шегуге болмайды', 'text-anchor="middle"'),
    at(
      490,
      800,
      1,
      rect(-34, -66, 68, 66, '#b9bec1', 'rx="6"') +
        oval(0, -66, 34, 9, '#8f9599') +
        [0, 1, 2, 3, 4]
          .map((k) =>
            at(-18 + k * 9, -64, 1, rect(-3, -26, 6, 26, '#f6f2e6') + rect(-3, -8, 6, 8, '#d59a4a'), -26 + k * 13),
          )
          .join(''),
    ),
    [
      [330, 846],
      [380, 868],
      [590, 850],
      [620, 872],
      [270, 872],
    ]
      .map(([x = 0, y = 0], k) => at(x, y, 1, rect(-14, -4, 28, 7, '#f2ecdf') + rect(4, -4, 10, 7, '#d59a4a'), k * 47))
      .join(''),
    [
      'M480 730 q-60 -110 20 -190 q70 -90 -20 -190 q-50 -70 20 -170',
      'M520 720 q70 -80 20 -170 q-60 -90 60 -180 q80 -80 10 -190',
    ]
      .map((d) => stroke(d, '#fff', 46, 'opacity=".34" filter="url(#blur12)"'))
      .join(''),
    oval(600, 240, 420, 90, '#f4f4f0', 'opacity=".55" filter="url(#blur30)"'),
    oval(420, 420, 300, 70, '#f4f4f0', 'opacity=".42" filter="url(#blur30)"'),
    oval(820, 120, 330, 80, '#f4f4f0', 'opacity=".45" filter="url(#blur30)"'),
  )
}

/** A landfill's receipt on a table: invented numbers, marked as a specimen. */
export function landfillReceipt(): string {
  const row = (y: number, ru: string, value: string) =>
    words(300, y, 22, '#5b5a55', ru) +
    words(905, y, 23, '#23314f', value, 'text-anchor="end" font-style="italic" font-weight="bold"') +
    stroke(`M300 ${y + 13} H905`, '#cfc9ba', 1.5)
  return picture(
    rect(0, 0, 1200, 900, '#8b6544'),
    Array.from(
      { length: 7 },
      (_, k) =>
        rect(0, k * 132, 1200, 128, k % 2 ? '#946c49' : '#8d6645') +
        stroke(`M0 ${k * 132 + 60} q300 ${k % 2 ? 20 : -16} 620 0 t580 4`, '#7a5638', 3, 'opacity=".5"'),
    ).join(''),
    `<g transform="rotate(-2.2 600 450)">${[
      rect(254, 52, 720, 816, '#1d1410', 'opacity=".4" filter="url(#blur12)"'),
      rect(240, 36, 720, 816, '#fbf8ee'),
      rect(240, 36, 720, 816, 'none', 'stroke="#e0d9c6" stroke-width="2"'),
      words(600, 104, 38, '#26332b', 'Полигон ТБО', 'text-anchor="middle" font-weight="bold"'),
      words(600, 140, 23, '#4c5a51', 'Тұрмыстық қалдықтар полигоны', 'text-anchor="middle"'),
      stroke('M300 164 H900', '#26332b', 3),
      words(600, 214, 28, '#26332b', 'ТАЛОН / ТҮБІРТЕК № 000000', 'text-anchor="middle" font-weight="bold"'),
      words(600, 246, 20, '#5b5a55', 'о приёме отходов · қалдықтарды қабылдау туралы', 'text-anchor="middle"'),
      row(308, 'Вид отходов / Қалдық түрі', 'строительные'),
      row(360, 'Масса / Салмағы', '1,84 т'),
      row(412, 'Объём / Көлемі', '2,1 м³'),
      row(464, 'Автомобиль / Көлік', '000 AAA 17'),
      row(516, 'Откуда / Қайдан', 'мкр Самалды, двор 13–24'),
      row(568, 'Дата / Күні', '00.00.0000'),
      row(620, 'Оплачено / Төленді', '9 200 ₸'),
      words(300, 690, 21, '#5b5a55', 'Приёмщик / Қабылдаушы'),
      stroke('M590 692 q30 -40 46 -4 q14 26 34 -22 q10 40 30 10 q20 -20 50 6', '#2b3f86', 4),
      `<g transform="translate(800 724) rotate(-14)">${oval(0, 0, 92, 92, 'none', 'stroke="#3a55a8" stroke-width="5" opacity=".8"')}${oval(0, 0, 74, 74, 'none', 'stroke="#3a55a8" stroke-width="2" opacity=".8"')}${words(0, -14, 21, '#3a55a8', 'ПОЛИГОН', 'text-anchor="middle" font-weight="bold" opacity=".85"')}${words(0, 14, 21, '#3a55a8', 'ТБО', 'text-anchor="middle" font-weight="bold" opacity=".85"')}${words(0, 40, 15, '#3a55a8', 'ПРИНЯТО', 'text-anchor="middle" opacity=".85"')}</g>`,
      `<g transform="translate(560 560) rotate(-24)">${words(0, 0, 66, '#b5332b', 'ОБРАЗЕЦ / ҮЛГІ', 'text-anchor="middle" font-weight="bold" opacity=".26" letter-spacing="4"')}</g>`,
      words(300, 826, 17, '#8a877d', 'ОБРАЗЕЦ / ҮЛГІ · не является документом · құжат болып табылмайды'),
    ].join('')}</g>`,
    at(
      1040,
      640,
      1,
      `<g transform="rotate(18)">${rect(-12, -250, 24, 400, '#2f4d8f', 'rx="10"')}${rect(-12, -250, 24, 60, '#223a70', 'rx="10"')}${path('M-12 150 L0 196 L12 150 Z', '#c9ccd2')}</g>`,
    ),
  )
}
