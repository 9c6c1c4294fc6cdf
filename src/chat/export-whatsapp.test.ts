import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parseWhatsappLine } from './export-whatsapp-line.ts'
import { type ExportItem, type ExportMessage, type OpenOptions, openExport } from './exports.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const folder = await mkdtemp(join(tmpdir(), 'exports-'))
after(() => rm(folder, { recursive: true }))

let files = 0
async function put(content: string | Buffer): Promise<string> {
  files += 1
  const path = join(folder, `export-${files}`)
  await writeFile(path, content)
  return path
}

async function read(path: string, options?: OpenOptions): Promise<ExportItem[]> {
  return await Array.fromAsync(openExport(path, options))
}

async function messages(path: string, options?: OpenOptions): Promise<ExportMessage[]> {
  return (await read(path, options)).flatMap((item) => (item.ok ? [item.message] : []))
}

/** Time in Kazakhstan, author, text, media, file: what a fixture is compared by. */
function brief({ at, author, text, media, mediaFile }: ExportMessage): unknown[] {
  return [new Date(at.getTime() + 300 * 60_000).toISOString().slice(5, 19), author, text, media, mediaFile]
}

const whatsapp: Record<string, unknown[][]> = {
  'android-ru.txt': [
    [
      '03-12T21:14:00',
      'Ержан К.',
      'Опять вывалили мусор у контейнеров\nмашина белая, номер не видно\n\nвторой раз за неделю',
      null,
      null,
    ],
    ['03-12T21:15:00', 'Ержан К.', 'вот фото', 'photo', 'IMG-20260312-WA0001.jpg'],
    ['03-12T21:15:00', 'Алия', '', 'photo', null],
    ['03-12T21:16:00', '+7 701 000 00 01', '', 'voice', 'PTT-20260312-WA0002.opus'],
    ['03-12T21:18:00', 'Алия', 'завтра позвоню в 9:30: обещали', null, null],
    ['03-12T21:19:00', 'Алия', '', 'location', null],
    [
      '03-12T21:20:00',
      'Ержан К.',
      'тут https://maps.google.com/?q=42.3,69.6 свалка\n32.13.2026, 21:20 - так написано на бумажке',
      null,
      null,
    ],
    ['03-13T08:01:00', 'Алия', '', 'sticker', 'STK-20260313-WA0003.webp'],
    ['03-13T08:02:00', 'Алия', '', 'document', 'смета.pdf'],
  ],
  'ios-ru.txt': [
    ['03-12T21:14:05', 'Ержан К.', 'Опять вывалили мусор\nу контейнеров', null, null],
    ['03-12T21:14:06', 'Ержан К.', '', 'photo', '00000012-PHOTO-2026-03-12-21-14-06.jpg'],
    ['03-12T21:14:40', 'Алия', '', 'photo', null],
    ['03-12T21:14:41', 'Алия', '', 'voice', null],
    ['03-12T21:14:42', 'Алия', '', 'sticker', null],
    ['03-12T21:14:43', '~ Сосед', 'смотрите', 'video', null],
    ['03-12T21:15:10', 'Алия', '', 'location', null],
    ['03-12T21:16:00', 'Алия', 'Алия добавил(-а) сахар в чай', null, null],
    ['03-12T21:18:00', 'Ержан К.', '', 'document', '00000020-акт.pdf'],
    ['03-12T21:19:00', 'Ержан К.', 'исправил', null, null],
  ],
  'android-kk.txt': [
    ['03-12T21:14:00', 'Гүлнәр', 'Подъездің алдында қоқыс жатыр\nиісі шығып тұр', null, null],
    ['03-12T21:15:00', 'Гүлнәр', '', 'photo', 'IMG-20260312-WA0001.jpg'],
    ['03-12T21:15:00', 'Серік', '', 'photo', null],
    ['03-12T21:15:00', 'Серік', '', 'photo', null],
    ['03-12T21:17:00', 'Серік', 'жыл бірінші', null, null],
    ['03-12T21:18:00', 'Серік', 'жыл белгісімен', null, null],
    ['03-12T21:19:00', 'Серік', 'түстен кейін', null, null],
    ['03-12T21:20:00', 'Серік', 'сөзбен', null, null],
    ['03-13T09:21:00', 'Серік', 'таңертең', null, null],
    ['03-13T09:23:00', 'Гүлнәр', '', 'location', null],
  ],
  'ios-kk.txt': [
    ['03-12T21:14:05', 'Гүлнәр', 'Подъездің алдында қоқыс жатыр', null, null],
    ['03-12T21:14:06', 'Гүлнәр', '', 'photo', '00000002-PHOTO-2026-03-12-21-14-06.jpg'],
    ['03-12T21:14:07', 'Серік', '', 'photo', null],
    ['03-12T21:14:09', 'Серік', 'жыл бірінші', null, null],
  ],
  'android-en.txt': [
    ['03-12T21:14:00', 'Yerzhan', 'They dumped rubbish again', null, null],
    ['03-12T21:15:00', 'Yerzhan', 'near the bins', 'photo', 'IMG-20260312-WA0001.jpg'],
    ['03-12T21:15:00', 'Aliya', '', 'photo', null],
    ['03-12T21:17:00', 'Aliya', 'called 109', null, null],
    ['03-12T21:18:00', 'Aliya', '', 'location', null],
    ['03-13T00:05:00', 'Aliya', 'good night', null, null],
  ],
  'ios-en.txt': [
    ['03-12T21:14:05', 'Yerzhan', 'They dumped rubbish again', null, null],
    ['03-12T21:14:06', 'Yerzhan', '', 'video', '00000003-VIDEO-2026-03-12-21-14-06.mp4'],
    ['03-12T21:14:07', 'Aliya', '', 'photo', null],
    ['03-12T21:14:08', 'Aliya', '', 'voice', null],
    ['03-12T21:14:09', 'Aliya', '', 'location', null],
  ],
}

for (const [name, expected] of Object.entries(whatsapp)) {
  test(`the WhatsApp export ${name} gives what people wrote and nothing of what the program wrote`, async () => {
    const items = await read(join(fixtures, name))
    assert.deepEqual(
      items.map((item) => (item.ok ? brief(item.message) : item)),
      expected,
    )
    assert.deepEqual(
      items.map((item) => item.ok && item.i),
      expected.map((_, i) => i),
    )
  })
}

test('a pin has its point, and a map link in a sentence too', async () => {
  const places = (await messages(join(fixtures, 'android-ru.txt'))).flatMap(({ location }) => location ?? [])
  assert.deepEqual(places, [
    { lon: 69.5901, lat: 42.3417 },
    { lon: 69.6, lat: 42.3 },
  ])
})

const days: [string, string, string][] = [
  ['a day over twelve decides for the day', '01/02/26, 10:00 - A: x\n13/02/26, 10:00 - A: y\n', '2026-02-01'],
  [
    'a second number over twelve decides for the month',
    '01/02/26, 10:00 - A: x\n02/13/26, 10:00 - A: y\n',
    '2026-01-02',
  ],
  [
    'the order of time decides where no day is over twelve',
    '01/09/26, 10:00 - A: x\n02/01/26, 10:00 - A: y\n',
    '2026-01-09',
  ],
  ['the American look decides where nothing else does', '1/2/26, 10:00 AM - A: x\n', '2026-01-02'],
  ['otherwise the day comes first', '01/02/2026, 10:00 - A: x\n', '2026-02-01'],
]
for (const [name, text, day] of days) {
  test(`${name} (WhatsApp)`, async () => {
    assert.equal((await messages(await put(text)))[0]?.at.toISOString().slice(0, 10), day)
  })
}

test('attachments are known by WhatsApp’s own file names in whatever words (WhatsApp)', async () => {
  const path = await put(
    '12.03.2026, 21:14 - A: VID-20260312-WA0007.mp4 (тіркеме ретінде)\nміне\n[12.03.2026, 21:15:00] A: \u200e<бекітілген: 00000009-AUDIO-2026-03-12-21-15-00.opus>\n12.03.2026, 21:16 - A: IMG_1.jpg (не то)\n',
  )
  assert.deepEqual(
    (await messages(path)).map(({ text, media, mediaFile }) => [text, media, mediaFile]),
    [
      ['міне', 'video', 'VID-20260312-WA0007.mp4'],
      ['', 'voice', '00000009-AUDIO-2026-03-12-21-15-00.opus'],
      ['IMG_1.jpg (не то)', null, null],
    ],
  )
})

test('a text file that only sounds like a chat’s header is no header (WhatsApp)', () => {
  for (const line of [
    '12.03.2026 - собрание',
    '12.03 21:14 - A: x',
    '12.03.2026, 25:14 - A: x',
    '12.03.2026, 21:14 A: x',
  ]) {
    assert.equal(parseWhatsappLine(line), null, line)
  }
})

test('the offset of local times may be given', async () => {
  const path = await put('12.03.2026, 21:14 - A: x\n')
  assert.equal((await messages(path, { utcOffsetMinutes: 0 }))[0]?.at.toISOString(), '2026-03-12T21:14:00.000Z')
})

test('the same or a longer WhatsApp export gives the same ids, with and without media', async () => {
  const text =
    '12.03.2026, 21:14 - A: +\n12.03.2026, 21:14 - A: +\n12.03.2026, 21:14 - B: IMG-20260312-WA0001.jpg (файл добавлен)\n12.03.2026, 21:15 - A: +\n'
  const ids = async (content: string) => (await messages(await put(content))).map(({ id }) => id)
  const first = await ids(text)
  assert.equal(new Set(first).size, 4)
  assert.deepEqual(await ids(text), first)
  assert.deepEqual((await ids(`${text}12.03.2026, 21:15 - A: +\n13.03.2026, 21:15 - A: ещё\n`)).slice(0, 4), first)
  assert.deepEqual(await ids(text.replace('IMG-20260312-WA0001.jpg (файл добавлен)', '<Без медиафайлов>')), first)
})

test('a WhatsApp file cut inside a letter or a header tells so and keeps no half message', async () => {
  const start = '12.03.2026, 21:14 - Алия: раз\n'
  const inLetter = await put(Buffer.from(`${start}12.03.2026, 21:15 - Алия: дв`).subarray(0, -1))
  assert.deepEqual(
    (await read(inLetter)).map((item) => (item.ok ? item.message.text : item.reason)),
    ['раз', 'cut-off'],
  )
  const inHeader = await put(`${start}12.03.2026, 21:1`)
  assert.deepEqual(
    (await read(inHeader)).map((item) => (item.ok ? item.message.text : item.reason)),
    ['раз', 'cut-off'],
  )
  const inNextLine = await put(Buffer.from(`${start}ещё строк`).subarray(0, -1))
  assert.deepEqual(
    (await read(inNextLine)).map((item) => (item.ok ? item.message.text : item.reason)),
    ['cut-off'],
  )
})

test('patterns do not run away on hostile messages of half a megabyte', async () => {
  const bombs = [
    '\u200e'.repeat(2e5),
    'https://maps.google.com/?q=1,1'.repeat(15_000),
    '•\u200e1 '.repeat(9e4),
    '<attached: a'.repeat(4e4),
    `12.03.2026 ${'ж'.repeat(2e5)}`,
  ]
  const path = await put(bombs.map((bomb) => `12.03.2026, 21:14 - A: ${bomb}\n${bomb}\n`).join(''))
  assert.ok((await messages(path)).length >= 4)
})
