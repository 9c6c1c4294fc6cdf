/** Small things that the demo's pictures are painted with: each gives a piece of SVG. */

import { chanceFrom } from './ground.ts'

export const sheet = { width: 1200, height: 900 }

/** A whole picture of 1200×900 from its layers, with a soft light over it. */
export function picture(...layers: string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="0 0 1200 900"><defs>
<radialGradient id="edge" cx="50%" cy="46%" r="75%"><stop offset="62%" stop-color="#000" stop-opacity="0"/><stop offset="100%" stop-color="#1b1a24" stop-opacity=".34"/></radialGradient>
<filter id="blur3"><feGaussianBlur stdDeviation="3"/></filter><filter id="blur12" x="-30%" y="-60%" width="160%" height="220%"><feGaussianBlur stdDeviation="12"/></filter><filter id="blur30" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="30"/></filter>
</defs>${layers.join('\n')}<rect width="1200" height="900" fill="url(#edge)"/></svg>`
}

let gradients = 0
/** A box with a vertical change of colour. */
export function wash(x: number, y: number, w: number, h: number, top: string, bottom: string): string {
  gradients += 1
  const id = `g${gradients}`
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient><rect x="${x}" y="${y}" width="${w}" height="${h}" fill="url(#${id})"/>`
}

export const rect = (x: number, y: number, w: number, h: number, fill: string, rest = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${rest}/>`
export const path = (d: string, fill: string, rest = '') => `<path d="${d}" fill="${fill}" ${rest}/>`
export const stroke = (d: string, colour: string, width: number, rest = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${rest}/>`
export const oval = (cx: number, cy: number, rx: number, ry: number, fill: string, rest = '') =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}" ${rest}/>`
export const words = (x: number, y: number, size: number, fill: string, text: string, rest = '') =>
  `<text x="${x}" y="${y}" font-family="Noto Sans, DejaVu Sans, sans-serif" font-size="${size}" fill="${fill}" ${rest}>${text}</text>`
export const at = (x: number, y: number, scale: number, what: string, turn = 0) =>
  `<g transform="translate(${x} ${y}) scale(${scale}) rotate(${turn})">${what}</g>`
export const shadow = (cx: number, cy: number, rx: number, ry: number, dark = 0.3) =>
  oval(cx, cy, rx, ry, '#1d1b22', `opacity="${dark}" filter="url(#blur12)"`)

/** Sky with far mountains down to `horizon`. */
export function sky(horizon: number, top = '#8fbfe0', low = '#f3e4cf'): string {
  return [
    rect(0, horizon, 1200, 220, '#a3a882'),
    wash(0, 0, 1200, horizon + 40, top, low),
    oval(250, 150, 170, 26, '#fff', 'opacity=".5" filter="url(#blur12)"'),
    oval(870, 105, 240, 22, '#fff', 'opacity=".42" filter="url(#blur12)"'),
    path(
      `M0 ${horizon} L0 ${horizon - 70} L150 ${horizon - 130} L270 ${horizon - 80} L430 ${horizon - 165} L560 ${horizon - 95} L720 ${horizon - 150} L900 ${horizon - 80} L1050 ${horizon - 140} L1200 ${horizon - 90} L1200 ${horizon} Z`,
      '#a9bccb',
      'opacity=".75"',
    ),
  ].join('')
}

/** A panel house of `floors`: seams, windows with curtains, balconies, an entrance. */
export function block(
  x: number,
  ground: number,
  columns: number,
  floors: number,
  seed: number,
  wall = '#d9cbb6',
  cell = 62,
): string {
  const chance = chanceFrom(seed)
  const [w, h] = [columns * cell, floors * cell * 1.02]
  const top = ground - h
  const out = [
    rect(x, top - 10, w, h + 10, wall),
    rect(x - 6, top - 16, w + 12, 12, '#8d8376'),
    wash(x, top - 4, w, h + 4, 'rgba(255,255,255,.13)', 'rgba(60,40,40,.2)'),
  ]
  for (let floor = 0; floor < floors; floor += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [left, up] = [x + column * cell, top + floor * cell * 1.02]
      out.push(stroke(`M${left} ${up} v${cell}`, '#b9ab97', 1.4), stroke(`M${left} ${up} h${cell}`, '#b9ab97', 1.4))
      const isDoor = floor === floors - 1 && column % 5 === 2
      if (isDoor) {
        out.push(
          rect(left + 12, up + 12, 36, cell - 12, '#6f5a4b'),
          rect(left + 17, up + 18, 12, 20, '#93a9b5'),
          rect(left + 4, up + 4, 52, 8, '#8a8177'),
        )
        continue
      }
      const glass = ['#6f8799', '#7f97a6', '#5f7688', '#8aa3b0'][Math.floor(chance() * 4)] ?? '#6f8799'
      out.push(rect(left + 13, up + 13, 36, 36, '#f2ede4'), rect(left + 16, up + 16, 30, 30, glass))
      if (chance() < 0.45)
        out.push(
          path(
            `M${left + 16} ${up + 16} h11 q-3 16 -11 30 z`,
            ['#e8d7c2', '#d9e2dc', '#e6c9b9'][Math.floor(chance() * 3)] ?? '#eee',
            'opacity=".85"',
          ),
        )
      out.push(stroke(`M${left + 31} ${up + 15} v32`, '#f2ede4', 3))
      if (column % 5 === 0 || column % 5 === 4) {
        out.push(
          rect(left + 4, up + 36, 54, 24, ['#c7b59b', '#b7c3bd', '#c9a893'][Math.floor(chance() * 3)] ?? '#ccc'),
          rect(left + 4, up + 34, 54, 4, '#9a8d7c'),
        )
        if (chance() < 0.35)
          out.push(
            rect(left + 14, up + 40, 9, 15, '#b5594d'),
            rect(left + 26, up + 40, 12, 12, '#f4f1ea'),
            rect(left + 42, up + 40, 7, 16, '#4f7392'),
          )
      }
      if (chance() < 0.12)
        out.push(rect(left + 20, up + 50, 22, 10, '#e9e7e2'), oval(left + 31, up + 55, 4, 4, '#b8b6b0'))
    }
  }
  return out.join('')
}

/** A tree standing on `ground`; leaves in the colours given. */
export function tree(
  x: number,
  ground: number,
  size: number,
  seed: number,
  leaves = ['#c9993a', '#d9ae4e', '#b5822f', '#e2bf6a'],
): string {
  const chance = chanceFrom(seed)
  const out = [
    shadow(x + size * 0.25, ground, size * 0.5, size * 0.07, 0.28),
    path(
      `M${x - size * 0.05} ${ground} L${x - size * 0.025} ${ground - size} L${x + size * 0.025} ${ground - size} L${x + size * 0.055} ${ground} Z`,
      '#6b5444',
    ),
  ]
  for (let n = 0; n < 26; n += 1) {
    const [angle, far] = [chance() * 6.283, Math.sqrt(chance())]
    const r = size * (0.12 + chance() * 0.1)
    const colour = leaves[Math.min(leaves.length - 1, Math.floor(n / (26 / leaves.length)))] ?? '#c9993a'
    out.push(
      oval(
        x + Math.cos(angle) * far * size * 0.34,
        ground - size * 1.12 + Math.sin(angle) * far * size * 0.38,
        r,
        r * 0.88,
        colour,
        'opacity=".92"',
      ),
    )
  }
  return out.join('')
}

export const greenLeaves = ['#5d8a4a', '#6f9c55', '#4f7a42', '#86ae66']

/** Tufts of grass and fallen leaves over a strip of ground. */
export function tufts(
  x: number,
  y: number,
  w: number,
  h: number,
  count: number,
  seed: number,
  colours = ['#6f9a4c', '#87ad5a', '#5c8743'],
): string {
  const chance = chanceFrom(seed)
  return Array.from({ length: count }, () => {
    const [px, py, long] = [x + chance() * w, y + chance() * h, 5 + chance() * 9]
    return stroke(
      `M${px.toFixed(0)} ${py.toFixed(0)} q${(chance() * 6 - 3).toFixed(1)} ${(-long * 0.6).toFixed(1)} ${(chance() * 10 - 5).toFixed(1)} ${(-long).toFixed(1)}`,
      colours[Math.floor(chance() * colours.length)] ?? '#6f9a4c',
      2.2,
    )
  }).join('')
}

/** Fallen leaves. */
export function litter(
  x: number,
  y: number,
  w: number,
  h: number,
  count: number,
  seed: number,
  colours = ['#d2a046', '#b97c33', '#e0b866'],
): string {
  const chance = chanceFrom(seed)
  return Array.from({ length: count }, () =>
    oval(
      Math.round(x + chance() * w),
      Math.round(y + chance() * h),
      3 + chance() * 4,
      1.6 + chance() * 2,
      colours[Math.floor(chance() * colours.length)] ?? '#d2a046',
      'opacity=".85"',
    ),
  ).join('')
}
