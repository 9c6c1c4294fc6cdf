import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'
import type { FeatureCollection, Point, Polygon, Position } from 'geojson'
import pointInPolygon from 'point-in-polygon-hao'
import { z } from 'zod'
import { findPart, readEdition } from '../src/base/law.ts'
import { mediaKinds } from '../src/chat/message.ts'
import { categories, routes } from '../src/detection/categories.ts'
import { acts, bodies, next, outcomes, statuses } from '../src/incident/life.ts'
import { checkIin } from '../src/person/iin.ts'
import { personSchema } from '../src/person/person.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const json = (path: string): unknown => JSON.parse(text(path))

const chatSchema = z.strictObject({
  id: z.string(),
  title_ru: z.string(),
  title_kk: z.string(),
  precinct: z.int(),
  channel: z.enum(['webchat', 'memory']),
  leaning: z.enum(['ru', 'kk', 'mixed']),
  file: z.string(),
  residents: z.array(z.string()),
})
const messageSchema = z.strictObject({
  i: z.int(),
  at_minutes_before_now: z.number().min(0).max(10_080),
  author: z.string(),
  text: z.string(),
  media: z.enum(mediaKinds).nullable(),
  photo: z.string().nullable(),
  reply: z.int().nullable(),
})
const peopleSchema = z.strictObject({
  invented: z.literal(true),
  written_for: z.strictObject({ local_time: z.string(), weekday: z.string() }),
  department: z.strictObject({ name_ru: z.string(), name_kk: z.string() }),
  staff: z.array(
    z.strictObject({
      login: z.string(),
      role: z.enum(['inspector', 'chief', 'administrator']),
      precinct: z.int().nullable(),
      name_ru: z.string(),
      name_kk: z.string(),
      position_ru: z.string(),
      position_kk: z.string(),
      locale: z.enum(['ru', 'kk']),
    }),
  ),
  residents: z.array(z.strictObject({ chat: z.string(), display_name: z.string() })),
})
const photo = z.string().nullable().optional()
const incidentSchema = z.strictObject({
  key: z.string(),
  chat: z.string(),
  first: z.int(),
  messages: z.array(z.int()).min(1),
  thanks: z.array(z.int()),
  category: z.enum(categories),
  route: z.enum(routes),
  status: z.enum(statuses),
  precinct: z.int(),
  inspector: z.string(),
  place: z.string(),
  place_text: z.string(),
  steps: z.array(
    z.strictObject({
      act: z.enum(acts),
      days_before_now: z.number().min(0).max(7),
      by: z.string(),
      text: z.string().optional(),
      answers: z.record(z.string(), z.string()).optional(),
      due_in_days: z.int().optional(),
      before: photo,
      after: photo,
      receipt: photo,
      waived: z.string().optional(),
      reason: z.string().optional(),
      outcome: z.enum(outcomes).optional(),
      body: z.enum(bodies).optional(),
      into: z.string().optional(),
      author: z.string().optional(),
    }),
  ),
  offender: personSchema.nullable(),
  protocol: z
    .strictObject({
      article: z.string(),
      part: z.string().nullable(),
      lang: z.enum(['ru', 'kk']),
      status: z.enum(['draft', 'signed']),
      days_before_now: z.number().nullable(),
      penalty: z.enum(['warning', 'fine']).nullable(),
      fine_mrp: z.number().nullable(),
      answers: z.record(z.string(), z.string()),
    })
    .nullable(),
  ratings: z.array(
    z.strictObject({
      author: z.string(),
      score: z.int().min(1).max(5),
      thanks: z.boolean(),
      not_done: z.boolean(),
      text: z.string(),
      days_before_now: z.number(),
    }),
  ),
})

const photos = new Set(readdirSync(new URL('photos/', import.meta.url)))
const people = peopleSchema.parse(json('people.json'))
const chats = z.array(chatSchema).parse(json('chats.json'))
const incidents = z.array(incidentSchema).parse(json('incidents.json'))
const messages = new Map(chats.map((chat) => [chat.id, readMessages(chat.file)]))
const district = json('district.geojson') as FeatureCollection
const ofKind = (kind: string) => district.features.filter((feature) => feature.properties?.kind === kind)
const precincts = ofKind('precinct')

function readMessages(file: string) {
  const lines = text(file).trimEnd().split('\n')
  return lines.map((line) => messageSchema.parse(JSON.parse(line)))
}

function precinctsAt([lon = 0, lat = 0]: Position): unknown[] {
  const holds = ({ geometry }: (typeof precincts)[number]) =>
    pointInPolygon([lon, lat], (geometry as Polygon).coordinates as [number, number][][]) !== false
  return precincts.filter(holds).map((precinct) => precinct.properties?.number)
}

test('the district has four precincts, forty streets, hundreds of houses and weighs at most 1.2 MB', () => {
  assert.deepEqual(
    precincts.map((precinct) => precinct.properties?.number),
    [11, 12, 13, 14],
  )
  assert.equal(ofKind('street').length, 40)
  assert.ok(ofKind('house').length >= 700)
  assert.ok(statSync(new URL('district.geojson', import.meta.url)).size <= 1_200_000)
})

test('every house and landmark lies in exactly the precinct that it names', () => {
  for (const { geometry, properties } of ofKind('house')) {
    for (const corner of (geometry as Polygon).coordinates[0] ?? []) {
      assert.deepEqual(precinctsAt(corner), [properties?.precinct], `${properties?.id}`)
    }
  }
  for (const { geometry, properties } of ofKind('landmark')) {
    const found = precinctsAt((geometry as Point).coordinates)
    assert.ok(found.includes(properties?.precinct), `${properties?.id} ${properties?.name_ru}`)
  }
})

test('precincts do not overlap', () => {
  for (let lon = 69.575; lon < 69.606; lon += 0.00047) {
    for (let lat = 42.33; lat < 42.354; lat += 0.00037) assert.ok(precinctsAt([lon, lat]).length <= 1, `${lon} ${lat}`)
  }
})

test('ids of the district are unique, and so is every address', () => {
  const ids = district.features.map((feature) => feature.id)
  assert.equal(new Set(ids).size, ids.length)
  const addresses = ofKind('house').map(({ properties: p }) => `${p?.street ?? p?.microdistrict_ru} ${p?.number}`)
  assert.deepEqual(
    addresses.filter((address, i) => addresses.indexOf(address) !== i),
    [],
  )
})

test('every chat is in order, from known authors, with replies to what was said and photos that exist', () => {
  assert.equal(chats.length, 6)
  for (const chat of chats) {
    const all = messages.get(chat.id) ?? []
    assert.ok(all.length >= 120, `${chat.id} has ${all.length}`)
    const known = people.residents.filter((resident) => resident.chat === chat.id).map((r) => r.display_name)
    all.forEach((message, i) => {
      const where = `${chat.id} ${i}`
      assert.equal(message.i, i)
      const before = all[i - 1]?.at_minutes_before_now ?? 10_081
      assert.ok(message.at_minutes_before_now < before, `${where}: not in order`)
      assert.ok(known.includes(message.author), `${where}: ${message.author}`)
      assert.ok(message.text !== '' || message.media !== null, `${where}: empty`)
      if (message.reply !== null) assert.ok(message.reply >= 0 && message.reply < i, `${where}: reply`)
      if (message.photo !== null) assert.ok(photos.has(message.photo), `${where}: ${message.photo}`)
    })
  }
})

test('every incident begins at a message and names a place and an inspector that exist', () => {
  const places = new Set(district.features.map((feature) => feature.id))
  const staff = new Map(people.staff.map((person) => [person.login, person]))
  for (const incident of incidents) {
    const all = messages.get(incident.chat) ?? []
    assert.equal(incident.first, incident.messages[0])
    for (const i of [...incident.messages, ...incident.thanks]) assert.ok(all[i], `${incident.key}: message ${i}`)
    assert.ok(places.has(incident.place), `${incident.key}: ${incident.place}`)
    assert.equal(staff.get(incident.inspector)?.precinct, incident.precinct, incident.key)
    assert.equal(chats.find((chat) => chat.id === incident.chat)?.precinct, incident.precinct, incident.key)
    const authors = new Set(all.map((message) => message.author))
    for (const rating of incident.ratings) assert.ok(authors.has(rating.author), `${incident.key}: ${rating.author}`)
  }
})

test('every life is one that the table of acts allows, in time, and ends in the status that is told', () => {
  for (const incident of incidents) {
    let status: (typeof statuses)[number] = 'new'
    let before = (messages.get(incident.chat)?.[incident.first]?.at_minutes_before_now ?? 0) / 1440
    for (const step of incident.steps) {
      const went = next(status, step.act, step.by === 'resident' ? 'resident' : 'inspector')
      assert.ok('to' in went, `${incident.key}: ${step.act} in ${status}`)
      assert.ok(step.days_before_now < before, `${incident.key}: ${step.act} is too early`)
      for (const name of [step.before, step.after, step.receipt]) if (name) assert.ok(photos.has(name), name)
      if (step.into) assert.ok(incidents.some((other) => other.key === step.into))
      status = went.to
      before = step.days_before_now
    }
    assert.equal(status, incident.status, incident.key)
  }
  for (const status of statuses)
    assert.ok(
      incidents.some((incident) => incident.status === status),
      `nobody is ${status}`,
    )
})

test('no offender can be a living person, and every article is one that the law as data knows', () => {
  const edition = readEdition(
    json('../law/koap-2026-03-02/articles.json'),
    json('../law/koap-2026-03-02/procedure.json'),
  )
  for (const { key, offender, protocol } of incidents) {
    if (protocol) assert.ok(findPart(edition, protocol.article, protocol.part), `${key}: ${protocol.article}`)
    if (offender === null) continue
    assert.ok(offender.kind === 'individual' && offender.iin !== null, key)
    const iin = checkIin(offender.iin)
    assert.ok(iin.ok && iin.birth < '1900-01-01' && iin.birth === offender.birth, `${key}: ${offender.iin}`)
  }
})

test('every picture is a JPEG of at most 120 KB', () => {
  for (const name of photos) {
    const bytes = readFileSync(new URL(`photos/${name}`, import.meta.url))
    assert.equal(bytes.readUInt16BE(0), 0xffd8, name)
    assert.ok(bytes.length <= 120 * 1024, `${name} ${bytes.length}`)
  }
})
