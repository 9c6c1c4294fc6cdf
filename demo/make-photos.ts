/** Paints the demo's pictures and writes them to `photos/` as JPEG. */

import { mkdirSync } from 'node:fs'
import sharp from 'sharp'
import * as indoors from './indoors.ts'
import * as scenes from './scenes.ts'

const pictures: Record<string, () => string> = {
  'debris-before': scenes.debrisBefore,
  'debris-truck': scenes.debrisTruck,
  'debris-after': scenes.debrisAfter,
  'sofa-before': scenes.sofaBefore,
  'sofa-after': scenes.sofaAfter,
  'car-on-lawn': scenes.carOnLawn,
  'lawn-after': scenes.lawnAfter,
  'cow-on-lawn': scenes.cowOnLawn,
  'dog-loose': scenes.dogLoose,
  'playground-bottles': scenes.bottlesBefore,
  'playground-clean': scenes.bottlesAfter,
  'dump-before': scenes.dumpBefore,
  'dump-after': scenes.dumpAfter,
  'old-car': scenes.oldCar,
  'lamp-at-night': indoors.lampAtNight,
  'street-stall': indoors.streetStall,
  'graffiti-before': indoors.graffitiBefore,
  'graffiti-after': indoors.graffitiAfter,
  'smoke-in-entrance': indoors.smokeInEntrance,
  'landfill-receipt': indoors.landfillReceipt,
}

const folder = new URL('photos/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, paint] of Object.entries(pictures)) {
  const { size } = await sharp(Buffer.from(paint()))
    .jpeg({ quality: 82, mozjpeg: true })
    .toFile(new URL(`${name}.jpg`, folder).pathname)
  console.log(`${name}.jpg ${Math.round(size / 1024)} KB`)
}
