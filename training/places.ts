import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { openGazetteer } from '../src/inspection/gazetteer.ts'
import { knownPlace, type PlacesFile, placesFile, placesOf } from '../src/inspection/gazetteer-file.ts'
import { area, precinctAt } from '../src/inspection/precinct.ts'

/**
 * How well words are taken to places: `node training/places.ts [odd|even|all] [--wrong]`. The rules were tuned on the
 * odd-numbered mentions of `training/test/places.json`, so the figure to believe is that of the even ones.
 */

const mentions = z
  .array(
    z.object({
      id: z.number(),
      lang: z.enum(['ru', 'kk', 'mixed']),
      chat: z.string().nullable(),
      near: z.tuple([z.number(), z.number()]).nullable(),
      spans: z.array(z.string()),
      feature: z.string().nullable(),
      precinct: z.number().nullable(),
    }),
  )
  .parse(read('test/places.json'))

const file = placesFile.parse(read('../demo/district.geojson'))
const places = placesOf(file)
const gazetteer = openGazetteer(
  places
    .filter(({ folded }) => folded !== '')
    .map((place) =>
      knownPlace({
        ...place,
        onStreet: Boolean(place.properties.street),
        landmark: String(place.properties.landmark ?? ''),
      }),
    ),
)
const precincts = precinctsOf(file)
const surely = 0.5
const half = process.argv.includes('odd') ? 1 : process.argv.includes('all') ? null : 0
const chosen = mentions.filter(({ id }) => half === null || id % 2 === half)

const results = chosen.map((mention) => {
  const near = mention.near ? { lon: mention.near[0], lat: mention.near[1] } : null
  const found = gazetteer.find(mention.spans, near)
  const byPlace = found ? numberAt(found.point) : null
  const own = near ? numberAt(near) : null
  const taken = found && found.likelihood >= surely ? (byPlace ?? own) : own
  const feature = mention.feature ? places.find(({ properties }) => properties.id === mention.feature) : null
  const point = feature?.point
  const exact = point !== undefined && point !== null && found?.point.lon === point.lon && found.point.lat === point.lat
  return { mention, found, byPlace, taken, exact }
})

const resolvable = results.filter(({ mention }) => mention.precinct !== null)
const exactly = results.filter(({ mention }) => mention.feature !== null)
const unknowable = results.filter(({ mention }) => mention.precinct === null)
const wrongly = unknowable.filter(({ found }) => found !== null && found.likelihood >= surely)
const share = (part: unknown[], of: unknown[]) => `${part.length} of ${of.length} (${((100 * part.length) / Math.max(1, of.length)).toFixed(1)} %)` // biome-ignore format: one line says it

console.log(`${chosen.length} mentions, ${half === null ? 'all' : half === 1 ? 'odd numbers' : 'even numbers'}`)
const right = resolvable.filter(({ mention, taken }) => taken === mention.precinct)
const bySelf = resolvable.filter(({ mention, found, byPlace }) => found !== null && found.likelihood >= surely && byPlace === mention.precinct) // biome-ignore format: one line says it
const foreign = resolvable.filter(({ mention: { near, precinct } }) => near === null || numberAt({ lon: near[0], lat: near[1] }) !== precinct) // biome-ignore format: one line says it
console.log(`right precinct:                       ${share(right, resolvable)}`)
console.log(`  by the place alone, not by the chat: ${share(bySelf, resolvable)}`)
console.log(
  `  told in another precinct's chat:     ${share(
    foreign.filter((one) => right.includes(one)),
    foreign,
  )}`,
)
console.log(
  `right house or landmark:              ${share(
    exactly.filter(({ exact }) => exact),
    exactly,
  )}`,
)
console.log(`unknowable, yet taken for sure:       ${share(wrongly, unknowable)}`)
for (const lang of ['ru', 'kk', 'mixed'] as const) {
  const own = resolvable.filter(({ mention }) => mention.lang === lang)
  console.log(
    `  right precinct, ${lang}: ${share(
      own.filter((one) => right.includes(one)),
      own,
    )}`,
  )
}
console.log('likelihood: found, of which right (the house or landmark, or else the precinct)')
for (let bin = 0; bin < 5; bin += 1) {
  const inBin = results.filter(({ found }) => found && Math.min(4, Math.floor(found.likelihood * 5)) === bin)
  const good = inBin.filter(({ mention, exact, byPlace }) => (mention.feature ? exact : mention.precinct !== null && mention.precinct === byPlace)) // biome-ignore format: one line says it
  const mean = inBin.reduce((sum, { found }) => sum + (found?.likelihood ?? 0), 0) / Math.max(1, inBin.length)
  console.log(`  ${(bin / 5).toFixed(1)}–${((bin + 1) / 5).toFixed(1)}: ${share(good, inBin)}, mean likelihood ${mean.toFixed(2)}`) // biome-ignore format: one line says it
}

if (process.argv.includes('--wrong')) {
  for (const { mention, found, byPlace, taken, exact } of results) {
    const fine = mention.precinct === null ? !wrongly.some((one) => one.mention === mention) : taken === mention.precinct && (mention.feature === null || exact) // biome-ignore format: one line says it
    if (!fine)
      console.log(
        `${mention.id} ${mention.chat} ${JSON.stringify(mention.spans)}: expected ${mention.feature ?? mention.precinct}, found ${found ? `${found.name} (${found.by}, ${found.likelihood}, precinct ${byPlace})` : 'nothing'}`,
      )
  }
}

function precinctsOf({ features }: PlacesFile) {
  return features
    .filter(({ properties }) => properties.kind === 'precinct')
    .map(({ geometry, properties }) => ({ number: Number(properties.number), area: area.parse(geometry) }))
}

function numberAt(point: { lon: number; lat: number }): number | null {
  return precinctAt(precincts, point)?.number ?? null
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
}
