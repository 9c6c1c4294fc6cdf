/** What stands, lies and walks in the demo's pictures. Each is drawn about its own foot: (0, 0) is on the ground. */

import { at, oval, path, rect, shadow, stroke, words } from './brush.ts'
import { chanceFrom } from './ground.ts'

/** A green wheeled refuse container, about 210 wide and 190 high. */
export function container(isOpen: boolean, number: number): string {
  const ribs = [0, 1, 2, 3, 4].map((k) => rect(-84 + k * 38, -148, 12, 120, '#35704c')).join('')
  const lid = isOpen
    ? path('M-104 -160 L-92 -214 L96 -220 L106 -162 Z', '#2f6344') +
      path('M-104 -160 L106 -162 L96 -150 L-96 -148 Z', '#1f2b25')
    : path('M-108 -152 L-90 -176 L92 -178 L108 -154 Z', '#4f9a6c')
  return [
    shadow(20, -2, 130, 18, 0.4),
    path('M-104 -156 L106 -158 L92 -18 L-90 -16 Z', '#43865d'),
    path('M40 -158 L106 -158 L92 -18 L40 -18 Z', '#3a7751'),
    ribs,
    rect(-108, -162, 218, 14, '#57a375', 'rx="4"'),
    lid,
    rect(-34, -112, 68, 50, '#f3efdf', 'rx="4"'),
    words(0, -92, 20, '#2b5a40', 'ТБО', 'text-anchor="middle" font-weight="bold"'),
    words(0, -70, 18, '#2b5a40', `№ ${number}`, 'text-anchor="middle"'),
    oval(-66, -8, 13, 13, '#2a2a2c'),
    oval(68, -8, 13, 13, '#2a2a2c'),
    oval(-66, -8, 5, 5, '#88888a'),
    oval(68, -8, 5, 5, '#88888a'),
  ].join('')
}

/** A tied bag as builders use: white, or black for household rubbish. */
export function bag(seed: number, colour = '#e7e2d8'): string {
  const chance = chanceFrom(seed)
  const w = 46 + chance() * 14
  return [
    path(`M${-w} 0 q-10 -48 14 -72 q${w - 22} -16 ${w * 1.5} 0 q26 26 12 72 z`, colour),
    path(`M${w * 0.2} -78 q26 6 36 24 q12 26 2 54 h-22 q10 -40 -16 -78 z`, '#000', 'opacity=".12"'),
    path(`M${-w * 0.36} -74 q8 -22 -8 -30 q26 8 34 -4 q2 20 22 10 q-12 12 -8 24 z`, colour),
    stroke(`M${-w * 0.4} -74 h${w * 0.85}`, '#8f6b47', 5),
    stroke(`M${-w * 0.6} -20 q8 -22 4 -38`, '#000', 2.5, 'opacity=".16"'),
  ].join('')
}

/** A heap of building debris: bricks, plaster, tiles, boards. About 520 wide, 200 high. */
export function debris(seed: number): string {
  const chance = chanceFrom(seed)
  const out = [
    shadow(0, 0, 300, 34, 0.42),
    path('M-280 6 Q-210 -70 -130 -110 Q-60 -190 30 -186 Q130 -180 180 -100 Q240 -50 290 6 Z', '#8b8178'),
  ]
  out.push(
    at(-120, -40, 1, rect(-150, -10, 330, 18, '#b98f5f') + rect(-150, -10, 330, 5, '#cfa676'), -24),
    at(110, -60, 1, rect(-120, -8, 260, 15, '#a37c50') + rect(-120, -8, 260, 4, '#c09a6b'), 31),
  )
  for (let n = 0; n < 120; n += 1) {
    const x = -265 + chance() * 530
    const roof = 185 * (1 - Math.abs(x / 290) ** 1.7)
    const y = -chance() * roof
    const kind = chance()
    const turn = chance() * 70 - 35
    if (kind < 0.46) {
      const red = ['#b0543c', '#c1654a', '#99452f', '#a85a42'][Math.floor(chance() * 4)] ?? '#b0543c'
      out.push(
        at(
          x,
          y,
          0.75 + chance() * 0.35,
          rect(-26, -12, 52, 24, red) +
            rect(-26, -12, 52, 6, '#d78466', 'opacity=".7"') +
            rect(-26, 7, 52, 5, '#000', 'opacity=".18"'),
          turn,
        ),
      )
    } else if (kind < 0.8) {
      const grey = ['#c9c3b8', '#b3aca1', '#ddd7cc', '#9d968c'][Math.floor(chance() * 4)] ?? '#c9c3b8'
      const s = 10 + chance() * 20
      out.push(
        at(
          x,
          y,
          1,
          path(
            `M${-s} ${s * 0.5} L${-s * 0.6} ${-s * 0.6} L${s * 0.3} ${-s * 0.8} L${s} ${-s * 0.1} L${s * 0.6} ${s * 0.6} Z`,
            grey,
          ) +
            path(
              `M${-s} ${s * 0.5} L${s * 0.6} ${s * 0.6} L${s} ${-s * 0.1} L${s * 0.2} ${s * 0.1} Z`,
              '#000',
              'opacity=".14"',
            ),
          turn,
        ),
      )
    } else {
      out.push(
        at(
          x,
          y,
          1,
          rect(-20, -20, 40, 40, chance() < 0.5 ? '#dfe8ea' : '#a9c4cb') +
            rect(-20, -20, 40, 7, '#fff', 'opacity=".45"') +
            rect(-20, 12, 40, 8, '#000', 'opacity=".1"') +
            rect(-20, -20, 40, 40, 'none', 'stroke="#7e9298" stroke-width="1.5"'),
          turn,
        ),
      )
    }
  }
  return out.join('')
}

/** A car from its side, 420 long. */
export function car(colour: string, dark: string, isOld = false): string {
  const wheel = (x: number) =>
    oval(x, -36, 38, 38, '#242427') +
    oval(x, -36, 21, 21, isOld ? '#7a6a58' : '#b9bdc2') +
    oval(x, -36, 8, 8, '#55585c')
  return [
    shadow(0, 0, 240, 22, 0.5),
    path(
      'M-214 -52 Q-216 -98 -180 -108 L-112 -118 Q-70 -178 -6 -180 L56 -178 Q104 -172 142 -116 L192 -104 Q214 -96 212 -52 Z',
      colour,
    ),
    path('M-214 -52 Q-216 -76 -204 -84 L206 -84 Q214 -70 212 -52 L200 -34 L-204 -34 Z', dark),
    path('M-94 -120 Q-62 -164 -12 -166 L-8 -120 Z', '#5d7485'),
    path('M6 -166 L54 -164 Q88 -160 118 -120 L8 -120 Z', '#54697a'),
    path('M-84 -122 L-46 -160 L-30 -164 L-62 -122 Z', '#fff', 'opacity=".22"'),
    stroke('M-2 -168 V-50 M-112 -116 Q-124 -86 -112 -54 M126 -114 Q132 -86 120 -54', '#000', 2, 'opacity=".3"'),
    rect(14, -108, 26, 6, '#000', 'opacity=".3" rx="3"'),
    rect(-86, -108, 26, 6, '#000', 'opacity=".3" rx="3"'),
    path('M-212 -92 q22 -8 26 8 l-4 10 h-24 z', '#f6e7b4'),
    path('M210 -92 q-20 -6 -22 6 l2 12 h22 z', '#b5433a'),
    path('M-176 -34 a46 46 0 0 1 92 0 z', '#1c1c1f'),
    path('M84 -34 a46 46 0 0 1 92 0 z', '#1c1c1f'),
    wheel(-130),
    wheel(130),
    isOld
      ? path(
          'M-60 -100 q30 -14 44 4 q20 6 4 22 q-30 12 -52 -4 z M150 -100 q26 -6 40 14 q-16 20 -42 4 z M30 -64 q30 -10 50 2 v24 h-56 z',
          '#8a5a38',
          'opacity=".75"',
        )
      : '',
    isOld
      ? stroke('M-60 -150 L-44 -136 L-50 -126 L-30 -122', '#dfe8ee', 2) +
        path('M-214 -58 q40 4 90 -6 q120 14 210 0 q60 8 126 0 v24 h-420 z', '#a89b85', 'opacity=".5"')
      : '',
  ].join('')
}

/** A number plate of a kind that nobody can have. */
export const plate = (text: string) =>
  rect(-58, -16, 116, 32, '#fbfbf7', 'rx="4" stroke="#333" stroke-width="2.5"') +
  words(0, 6, 16, '#1b1b1b', text, 'text-anchor="middle" font-weight="bold"')

/** A big dog standing, looking to the left, about 260 long. */
export function dog(): string {
  const coat = '#b98850'
  const dark = '#8f6538'
  const leg = (x: number, colour: string, bend: number) =>
    path(`M${x - 15} -92 q-2 44 ${bend} 88 l-6 4 h26 q4 -50 16 -92 z`, colour)
  return [
    shadow(6, 0, 150, 16, 0.4),
    leg(-58, dark, 4),
    leg(78, dark, 10),
    path('M112 -128 q46 -34 44 -84 q20 46 -18 96 z', dark),
    path('M-96 -150 Q-40 -172 40 -160 Q112 -160 120 -112 Q120 -76 84 -74 Q20 -66 -60 -70 Q-104 -84 -96 -150 Z', coat),
    path('M-60 -72 Q20 -66 84 -74 Q112 -80 118 -100 Q60 -86 -86 -100 Q-80 -78 -60 -72 Z', '#d8b483'),
    leg(-84, coat, -2),
    leg(98, coat, 6),
    path('M-98 -88 Q-122 -150 -150 -196 L-98 -216 Q-66 -172 -60 -140 Z', coat),
    path(
      'M-186 -206 Q-180 -236 -142 -242 Q-96 -244 -92 -208 Q-92 -178 -128 -172 L-190 -174 Q-214 -178 -210 -192 Z',
      coat,
    ),
    path('M-212 -192 Q-206 -206 -178 -206 L-160 -184 L-190 -174 Q-214 -178 -212 -192 Z', '#6e4b2a'),
    oval(-210, -196, 8, 6, '#241c18'),
    oval(-156, -214, 5.5, 6, '#241c18'),
    oval(-157.5, -216, 1.8, 1.8, '#fff'),
    path('M-128 -236 q6 -34 -12 -44 q-18 14 -22 40 z', dark),
    path('M-104 -238 q16 -26 4 -44 q-24 6 -32 40 z', '#7a5530'),
    path('M-196 -176 q14 12 30 4', 'none', 'stroke="#4a321d" stroke-width="3"'),
    path('M-182 -172 q2 16 12 14 q8 -2 4 -16 z', '#d67a78'),
    stroke('M-134 -164 Q-108 -150 -78 -176', '#a4372e', 9),
  ].join('')
}

/** A cow grazing to the left, about 420 long. */
export function cow(coat = '#f2ece2', patch = '#5b4335'): string {
  const leg = (x: number, colour: string) =>
    path(`M${x - 16} -110 q4 50 -2 96 h30 q2 -50 10 -96 z`, colour) + rect(x - 19, -16, 32, 16, '#3a312c', 'rx="4"')
  return [
    shadow(0, 0, 230, 20, 0.38),
    leg(-96, '#d9d0c2'),
    leg(128, '#d9d0c2'),
    path(
      'M-150 -214 Q-60 -236 60 -226 Q172 -228 186 -176 Q192 -112 150 -104 Q40 -84 -90 -100 Q-160 -116 -150 -214 Z',
      coat,
    ),
    path(
      'M-60 -230 Q0 -236 26 -216 Q34 -170 -14 -160 Q-62 -164 -74 -196 Q-76 -220 -60 -230 Z M92 -226 Q176 -224 184 -180 Q160 -150 120 -166 Q86 -190 92 -226 Z M-124 -132 Q-90 -146 -70 -122 Q-74 -102 -92 -100 Q-116 -104 -124 -132 Z',
      patch,
    ),
    leg(-122, coat),
    leg(154, coat),
    path('M96 -104 q26 -10 40 -2 q-2 26 -20 26 q-18 -2 -20 -24 z', '#e2a79b'),
    stroke('M182 -198 Q214 -160 200 -96', patch, 7),
    path('M192 -104 q10 0 16 8 q2 26 -10 34 q-12 -14 -6 -42 z', patch),
    path('M-148 -214 Q-190 -190 -214 -120 L-164 -84 Q-130 -110 -112 -150 Z', coat),
    path('M-206 -132 Q-240 -112 -262 -58 Q-266 -34 -240 -32 Q-206 -40 -166 -92 Z', coat),
    path('M-262 -58 Q-268 -32 -240 -30 Q-222 -34 -212 -50 Q-236 -50 -250 -70 Z', '#d9a08f'),
    oval(-252, -44, 4, 3, '#5b3a34'),
    oval(-208, -96, 5.5, 6, '#251d1a'),
    path('M-208 -138 Q-196 -96 -178 -96 Q-168 -118 -182 -146 Z', patch),
    path('M-196 -142 q-26 -6 -30 -28 q16 10 34 12 z', '#e6d7b3'),
    path('M-182 -138 q28 -14 44 2 q-20 16 -40 14 z', patch),
  ].join('')
}

/** An old sofa, about 460 wide. */
export function sofa(): string {
  return [
    shadow(0, 0, 260, 24, 0.45),
    rect(-214, -196, 428, 130, '#8b5a5f', 'rx="26"'),
    rect(-200, -184, 196, 112, '#9b686c', 'rx="16"'),
    rect(6, -184, 194, 112, '#96636a', 'rx="16"'),
    rect(-206, -96, 412, 66, '#a5737a', 'rx="14"'),
    rect(-206, -44, 412, 26, '#73484f'),
    stroke('M0 -94 V-44', '#73484f', 3),
    rect(-244, -140, 56, 124, '#7f5056', 'rx="22"'),
    rect(188, -140, 56, 124, '#7f5056', 'rx="22"'),
    path('M-120 -92 l50 8 l34 -10 l20 26 l-40 14 l-56 -8 z', '#e6d9b8'),
    path('M-106 -82 q24 12 60 2', 'none', 'stroke="#bba878" stroke-width="3"'),
    path('M90 -180 l16 46 l-6 30 l20 20', 'none', 'stroke="#5d383e" stroke-width="4"'),
    rect(-210, -18, 18, 18, '#4b332a'),
    rect(192, -18, 18, 18, '#4b332a'),
    stroke('M40 -92 q10 -30 24 -8 q12 18 26 -6', '#8d8d8d', 3.5),
  ].join('')
}

/** A small tipper truck seen from the side, its body raised; about 520 long. */
export function truck(): string {
  const wheel = (x: number) =>
    oval(x, -40, 44, 44, '#232326') + oval(x, -40, 22, 22, '#9da1a6') + oval(x, -40, 8, 8, '#4b4e52')
  return [
    shadow(0, 0, 300, 24, 0.5),
    rect(-250, -86, 480, 26, '#3c3f44'),
    at(
      -236,
      -84,
      1,
      path('M0 0 L330 -10 L350 -128 L-24 -128 Z', '#c77f2e') +
        path('M0 0 L330 -10 L334 -34 L-6 -26 Z', '#a4641f') +
        stroke('M60 -4 L52 -126 M140 -6 L138 -126 M222 -8 L228 -126', '#a4641f', 6),
      -17,
    ),
    path('M96 -86 L96 -230 Q100 -246 118 -246 L196 -246 Q222 -240 236 -168 L252 -150 L252 -74 L96 -74 Z', '#e3e1da'),
    path('M120 -226 L188 -226 Q204 -218 214 -166 L120 -166 Z', '#5f7686'),
    path('M96 -100 L252 -104 L252 -74 L96 -74 Z', '#b9b5aa'),
    rect(236, -132, 16, 22, '#f6e7b4', 'rx="4"'),
    stroke('M110 -150 h22', '#77736a', 5),
    wheel(-176),
    wheel(-70),
    wheel(178),
  ].join('')
}

/** Empty bottles and cans, some lying. */
export function bottles(seed: number, count: number, width: number): string {
  const chance = chanceFrom(seed)
  return Array.from({ length: count }, () => {
    const colour = ['#4f7a4a', '#7a5a32', '#8fb3b0', '#5d8a72'][Math.floor(chance() * 4)] ?? '#4f7a4a'
    const one =
      chance() < 0.72
        ? path('M-9 0 V-38 Q-9 -48 -4 -52 V-70 H4 V-52 Q9 -48 9 -38 V0 Z', colour) +
          rect(-9, -36, 18, 18, '#efe6cf') +
          rect(-5, -38, 3, 36, '#fff', 'opacity=".35"')
        : rect(-9, -32, 18, 32, '#c9cdd2', 'rx="3"') + rect(-9, -26, 18, 16, '#b5433a')
    return at(
      Math.round((chance() - 0.5) * width),
      Math.round(chance() * 26),
      0.95,
      shadow(0, 0, 14, 4, 0.3) + one,
      chance() < 0.45 ? 88 : chance() * 8 - 4,
    )
  }).join('')
}
