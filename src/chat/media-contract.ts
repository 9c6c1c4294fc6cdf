import assert from 'node:assert/strict'
import { aWhile, type Battery, type Check, type Content, check, faultOf, the } from './battery-testing.ts'

/** Files, places, cards and polls: told with the message, fetched only when asked for. */

const bytes = Buffer.from('\x00\xff\x89PNG the original bytes')
const kinds = ['photo', 'video', 'voice', 'document', 'sticker'] as const
const named = {
  photo: 'a photo',
  video: 'a video',
  voice: 'a voice note',
  document: 'a document',
  sticker: 'a sticker',
}
const photo = (more: Partial<Content['media']> = {}) => ({ kind: 'photo' as const, bytes, ...more })

const ofKinds: Check[] = kinds.flatMap((kind) => [
  check(`${named[kind]} is told as what it is, with one file`, ['files', kind], async (trial) => {
    await trial.listen()
    await trial.say({ media: { kind, bytes } })
    const { media, attachments, text } = trial.only()
    assert.deepEqual([media, attachments.map((one) => one.kind), text], [kind, [kind], ''])
  }),
  check(`the original bytes of ${named[kind]} can be had`, ['files', kind], async (trial) => {
    await trial.listen()
    await trial.say({ media: { kind, bytes } })
    assert.deepEqual(await trial.only().attachments[0]?.open(), bytes)
  }),
])

export const media: Battery = [
  ...ofKinds,
  check('a file is not fetched before it is asked for', ['files', 'fetched'], async ({ tried, ...trial }) => {
    await trial.listen()
    await trial.say({ media: photo() })
    await aWhile()
    assert.equal(the(tried.fetched)(), 0)
    await trial.only().attachments[0]?.open()
    assert.ok(the(tried.fetched)() > 0)
  }),
  check('a file opened twice is the same', ['files'], async (trial) => {
    await trial.listen()
    await trial.say({ media: photo() })
    const [one] = trial.only().attachments
    assert.deepEqual([await one?.open(), await one?.open()], [bytes, bytes])
  }),
  check('the words under a picture are its text', ['files'], async (trial) => {
    await trial.listen()
    await trial.say({ media: photo(), text: 'Шұңқыр, яма' })
    assert.equal(trial.only().text, 'Шұңқыр, яма')
  }),
  check('a document has the name that its sender gave it', ['files', 'document'], async (trial) => {
    await trial.listen()
    await trial.say({ media: { kind: 'document', bytes, name: 'акт осмотра.pdf' } })
    assert.equal(trial.only().attachments[0]?.name, 'акт осмотра.pdf')
  }),
  check('a name that climbs through folders does no harm', ['files', 'document'], async (trial) => {
    await trial.listen()
    await trial.say({ media: { kind: 'document', bytes, name: '../../etc/passwd' } })
    assert.deepEqual(await trial.only().attachments[0]?.open(), bytes)
  }),
  check('a document that calls itself a picture stays a document', ['files', 'document'], async (trial) => {
    await trial.listen()
    await trial.say({ media: { kind: 'document', bytes: Buffer.from('MZ'), name: 'фото.jpg' } })
    assert.equal(trial.only().media, 'document')
  }),
  check('a file over the limit is told, and is nothing when opened', ['files', 'size'], async ({ tried, ...trial }) => {
    await trial.listen()
    await trial.say({ media: photo({ size: tried.channel.can.fileLimit + 1 }), text: 'яма' })
    const { text, attachments } = trial.only()
    assert.deepEqual([text, await attachments[0]?.open()], ['яма', null])
  }),
  check(
    'a voice note of an hour does not stop what comes after it',
    ['files', 'size', 'voice'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      await trial.say({ media: { kind: 'voice', bytes, size: tried.channel.can.fileLimit * 2 } })
      await trial.say('после')
      assert.deepEqual(
        [await trial.heard.messages[0]?.message.attachments[0]?.open(), trial.texts()],
        [null, ['', 'после']],
      )
    },
  ),
  check('a file that is no longer there is nothing when opened', ['files', 'vanish'], async ({ tried, ...trial }) => {
    await trial.listen()
    await trial.say({ media: photo() })
    the(tried.vanish)()
    assert.equal(await trial.only().attachments[0]?.open(), null)
  }),
  check(
    'a file that cannot be had now is a fault, and can be had later',
    ['files', 'fileFaults'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      await trial.say({ media: photo() })
      the(tried.fileFaults)(1)
      const [one] = trial.only().attachments
      assert.match((await faultOf(one?.open())).kind, /^(away|later)$/)
      assert.deepEqual(await one?.open(), bytes)
    },
  ),
  check(
    'a file that can never be had is given up at last, or no report would be kept',
    ['files', 'fileFaults'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      await trial.say({ media: photo() })
      the(tried.fileFaults)(99)
      const [one] = trial.only().attachments
      const opened: unknown[] = []
      for (let n = 0; n < 6; n++) opened.push(await one?.open().catch(() => 'fault'))
      assert.ok(opened.includes(null), `six times ${opened}`)
    },
  ),
  check('a fault of a file tells no secret', ['files', 'fileFaults'], async ({ tried, ...trial }) => {
    await trial.listen()
    await trial.say({ media: photo() })
    the(tried.fileFaults)(1)
    const { message } = await faultOf(trial.only().attachments[0]?.open())
    for (const secret of tried.secrets) assert.ok(!message.includes(secret))
  }),
  check('a picture of no bytes does no harm', ['files'], async (trial) => {
    await trial.listen()
    await trial.say({ media: photo({ bytes: Buffer.alloc(0) }), text: 'пусто' })
    const opened = await trial.only().attachments[0]?.open()
    assert.ok(opened === null || opened?.length === 0)
  }),
  check('a picture that answers a message names it', ['files', 'replyTo'], async (trial) => {
    await trial.listen()
    const { id } = await trial.say('Где?')
    await trial.say({ media: photo(), replyTo: id })
    assert.equal(trial.heard.messages[1]?.message.replyTo, id)
  }),
  check('a forwarded picture is marked as forwarded', ['files', 'forward'], async (trial) => {
    await trial.listen()
    await trial.say({ media: photo(), forward: { name: 'Сосед', chat: null } })
    assert.ok(trial.only().origin)
    assert.deepEqual(await trial.only().attachments[0]?.open(), bytes)
  }),
  check('pictures sent at once belong together, and all are there', ['files', 'album'], async ({ tried, ...trial }) => {
    await trial.listen()
    for (const text of ['яма', '', '']) await tried.write({ media: photo(), text, album: 'a-1' })
    await tried.quiet()
    const said = trial.heard.messages.map(({ message }) => message)
    assert.equal(said.flatMap(({ attachments }) => attachments).length, 3)
    assert.ok(said.length === 1 || (said[0]?.album && new Set(said.map(({ album }) => album)).size === 1))
    assert.deepEqual(
      trial.texts().filter((text) => text !== ''),
      ['яма'],
    )
  }),
  check('two albums are two', ['files', 'album'], async ({ tried, ...trial }) => {
    await trial.listen()
    for (const album of ['a-1', 'a-1', 'a-2', 'a-2']) await tried.write({ media: photo(), album })
    await tried.quiet()
    assert.equal(new Set(trial.heard.messages.map(({ message }) => message.album)).size, 2)
  }),
  check('of a hundred pictures at once none is lost', ['files', 'album'], async ({ tried, ...trial }) => {
    await trial.listen()
    for (let n = 0; n < 100; n++) await tried.write({ media: photo(), album: 'a-1' })
    await tried.quiet()
    assert.equal(trial.heard.messages.flatMap(({ message }) => message.attachments).length, 100)
  }),
  check('a place is told with longitude and latitude in their places', ['location'], async (trial) => {
    await trial.listen()
    await trial.say({ location: { lon: 69.59, lat: 42.34 } })
    const { media, location, attachments } = trial.only()
    assert.deepEqual([media, location, attachments], ['location', { lon: 69.59, lat: 42.34 }, []])
  }),
  check(
    'a place in the ocean is handed on: whether it can be is decided behind the door',
    ['location'],
    async (trial) => {
      await trial.listen()
      await trial.say({ location: { lon: -150.5, lat: -40.25 } })
      assert.deepEqual(trial.only().location, { lon: -150.5, lat: -40.25 })
    },
  ),
  check(
    'a place out of the world is none, and what comes after it is heard',
    ['location', 'door'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      await tried.write({ location: { lon: 400, lat: 99 } }).catch(() => {})
      await trial.say('после')
      assert.ok(trial.heard.messages.every(({ message }) => message.location === null))
      assert.equal(trial.texts().at(-1), 'после')
    },
  ),
  check('a place with a name is told with the name', ['venue'], async (trial) => {
    await trial.listen()
    await trial.say({ venue: { lon: 69.6, lat: 42.3, title: 'Рынок', address: 'Тәуке хан 1' } })
    const { text, location } = trial.only()
    assert.deepEqual([text, location], ['Рынок, Тәуке хан 1', { lon: 69.6, lat: 42.3 }])
  }),
  check('a card of a person is words: the name and the number', ['contact'], async (trial) => {
    await trial.listen()
    await trial.say({ contact: { name: 'Сантехник', phone: '+77010000000' } })
    assert.match(trial.only().text, /Сантехник.*\+?77010000000/s)
    assert.deepEqual(trial.only().attachments, [])
  }),
  check('a poll is words: the question and what may be chosen', ['poll'], async (trial) => {
    await trial.listen()
    await trial.say({ poll: { question: 'Кто за?', options: ['мен', 'не я'] } })
    assert.match(trial.only().text, /Кто за\?[\s\S]*мен[\s\S]*не я/)
  }),
  check('a picture whose first delivery failed is whole the second time', ['files'], async (trial) => {
    await trial.listen()
    trial.failures.push(new Error('the database is away'))
    await trial.say({ media: photo(), text: 'яма' })
    assert.deepEqual(await trial.only().attachments[0]?.open(), bytes)
  }),
]
