import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { instant } from '../base/calendar.ts'
import { findPart, type PaperLang, type Part } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import { personSchema } from '../person/person.ts'
import { type DraftInput, draftProtocol } from '../protocol/protocol.ts'
import { filled, missingIn, type PaperDocument } from './document.ts'
import { forms } from './forms.ts'
import type { PaperKind } from './kinds.ts'
import { fillForm } from './layout.ts'
import { paperSvg, renderPaper } from './pdf.ts'
import { textOf } from './testing.ts'

const edition = (await loadEditions())[0] as Awaited<ReturnType<typeof loadEditions>>[0]
const part = findPart(edition, '505', '1') as Part
const letters = 'ӘәҒғҚқҢңӨөҰұҮүҺһІі'

const draft = (over: Partial<DraftInput> = {}) =>
  draftProtocol({
    ...{ lang: 'ru', edition, part, number: '14', drawnUpAt: instant('2026-11-22', '10:15'), author: null },
    ...{ drawnUpPlace: null, subject: null, unknownOffender: false, offenceAt: null, offencePlace: null, reports: [] },
    ...{ finding: { id: 'f1', text: 'Выгрузил строительный мусор' }, witnesses: [], victims: [], explanation: null },
    ...{ device: null, hearing: null, other: null, attachments: [], electronic: false },
    ...over,
  })

const complete: Partial<DraftInput> = {
  drawnUpPlace: { text: 'УПП № 5', source: 'inspector', ref: 'a1' },
  author: { id: 'a1', position: 'участковый инспектор', name: 'Образцов П. Т.' },
  subject: {
    id: 's1',
    person: personSchema.parse({
      ...{ kind: 'individual', surname: 'Тестов', given: 'Пример', iin: '000101100016', residence: 'Шымкент' },
      ...{ document: '№ 000', workplace: 'не работает' },
    }),
  },
  offenceAt: { at: instant('2026-11-20', '21:40'), source: 'inspector', ref: 'f1' },
  offencePlace: { text: 'мкр. Нурсат', source: 'inspector', ref: 'f1' },
  hearing: { at: instant('2026-11-25', '10:00'), place: 'УПП № 5', ref: null },
  attachments: [{ id: 'p1', caption: { ru: 'снимок контейнера', kk: 'контейнер суреті' }, kind: 'photo' }],
}

const glued = (text: string) => text.replace(/\s/g, '')

test('the paper is PDF/A-2b and the same data gives the same bytes', async () => {
  const pdf = await renderPaper(draft())
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  assert.match(pdf.toString('latin1'), /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</)
  assert.deepEqual(await renderPaper(draft()), pdf)
})

test('what people wrote stays text', async () => {
  const hostile = '#eval("1") *x* $y$ <script> `raw` #include "/etc/passwd" @ref = H // c \\ #sys.inputs [z] {q}'
  const pdf = await renderPaper(draft({ finding: { id: 'f1', text: hostile }, number: '#1*2*' }))
  const text = textOf(pdf)
  assert.ok(text.includes(glued(hostile)), text.slice(0, 1500))
  assert.ok(text.includes('№#1*2*'))
})

test('letters that cannot be printed do not stop the paper', async () => {
  for (const finding of [
    '🚗🚙 бросил мусор',
    '中文 \u0378',
    'a\u0000b\u0007c',
    '\ud800 половина',
    '\u202eоттокен',
    '',
    'ж'.repeat(20_000),
  ]) {
    const pdf = await renderPaper(draft({ finding: { id: 'f1', text: finding } }))
    assert.ok(pdf.length > 5_000)
  }
  assert.ok(textOf(await renderPaper(draft({ finding: { id: 'f1', text: '🚗🚙‍♂️ бросил' } }))).includes('бросил'))
  assert.ok(textOf(await renderPaper(draft({ finding: { id: 'f1', text: 'один\u202eдва' } }))).includes('одиндва'))
})

test('the order is that of КоАП 803 in both languages', async () => {
  const cases: [PaperLang, string[]][] = [
    [
      'ru',
      [
        'ПРОТОКОЛ',
        'Дата составления',
        'Место составления',
        'Протокол составил',
        'Лицо, в отношении',
        'Место, время и существо',
        'Квалификация',
        'Свидетели',
        'Объяснение лица',
        'Права и обязанности',
        'Рассмотрение дела',
        'Прилагаемые документы',
        'Подписи',
        'Получение копии',
        'Откуда сведения',
      ],
    ],
    [
      'kk',
      [
        'Әкімшілік құқық бұзушылық туралы',
        'ХАТТАМА',
        'жасалған күні',
        'Хаттаманы жасаған',
        'Өзіне қатысты',
        'Құқық бұзушылықтың орны',
        'Саралау',
        'Куәлар',
        'түсініктемесі',
        'Құқықтар мен міндеттер',
        'Істі қарау',
        'Қоса берілетін',
        'Қолтаңбалар',
        'Көшірмені алу',
        'Мәліметтердің дереккөзі',
      ],
    ],
  ]
  for (const [lang, words] of cases) {
    const text = textOf(await renderPaper(draft({ ...complete, lang })))
    const places = words.map((word) => text.indexOf(glued(word)))
    assert.ok(
      places.every((place) => place >= 0),
      `${lang}: ${words.filter((_, index) => (places[index] ?? -1) < 0)}`,
    )
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
      lang,
    )
  }
})

test('an incomplete paper is marked across as a draft, a complete one is not', async () => {
  const cases: [PaperLang, string][] = [
    ['ru', 'ПРОЕКТ'],
    ['kk', 'ЖОБА'],
  ]
  for (const [lang, word] of cases) {
    assert.ok(textOf(await renderPaper(draft({ lang }))).includes(word))
    assert.ok(!textOf(await renderPaper(draft({ ...complete, lang }))).includes(word))
  }
})

test('all fourteen rights of КоАП 744 are on the paper', async () => {
  for (const lang of ['ru', 'kk'] as const) {
    const made = draft({ lang })
    const text = textOf(await renderPaper(made))
    for (const right of made.rights) assert.ok(text.includes(glued(right[lang]).replace(/-$/, '')), right[lang])
  }
})

test('every Kazakh letter is drawn as itself and not as an empty box', async () => {
  const drawn = new Set<string>()
  const boxes = '\u0378🚗'
  for (const letter of [...letters, '\ufffd', ' ']) drawn.add(await pixels(letter))
  assert.equal(drawn.size, letters.length + 2, 'two letters, or a letter and the box, look the same')
  for (const box of boxes) assert.equal(await pixels(box), await pixels('\ufffd'))
})

const letter = (kind: PaperKind, values: Record<string, string>, lang: PaperLang, number = '7'): PaperDocument => {
  const given = Object.fromEntries(Object.entries(values).map(([id, text]) => [id, filled(text, 'inspector')]))
  const fields = fillForm(forms[kind], given)
  const rest = { article: null, part: null, edition: null, editionNote: '', rights: [], attachments: [], minor: false }
  return { kind, lang, number, ...rest, circumstances: [], fields, missing: missingIn({ fields, circumstances: [] }) }
}

/** The corner of the letter where its number stands, as pixels. */
async function pixels(number: string): Promise<string> {
  const svg = paperSvg(letter('demand', {}, 'kk', number))
  const area = { left: 70, top: 40, width: 120, height: 30 }
  return (
    await sharp(Buffer.from(svg), { density: 72 }).flatten({ background: '#fff' }).extract(area).raw().toBuffer()
  ).toString('base64')
}

test('photos are shown, and what is no picture does not stop the paper', async () => {
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
  const without = await renderPaper(draft(complete))
  const shown = await renderPaper(draft(complete), 'ru', [{ id: 'p1', bytes: jpeg }])
  assert.match(shown.toString('latin1'), /\/Subtype \/Image/)
  const unnamed = await renderPaper(draft(complete), 'ru', [{ id: 'other', bytes: jpeg }])
  assert.deepEqual(unnamed, without)
  const broken = Buffer.concat([jpeg.subarray(0, 20), Buffer.from('not a picture')])
  for (const bytes of [broken, Buffer.from('<svg onload="x"/>'), Buffer.alloc(0)])
    assert.deepEqual(await renderPaper(draft(complete), 'ru', [{ id: 'p1', bytes }]), without)
})

test('letters carry the facts and the rule, in both languages', async () => {
  const common = {
    'paper.date': '22.11.2026',
    place: 'мкр. Нурсат',
    'author.position': 'инспектор',
    'author.name': 'О',
  }
  const order = { ...common, to: 'Тестову П.', what: 'мусор', measures: 'вывезти', due: '25.11.2026' }
  const crime = { ...common, to: 'Начальнику', facts: '#panic() *кража*', learnt: '22.11.2026' }
  const move = { ...common, to: 'Экология', facts: 'свалка', article: 'КоАП 344(2-1)' }
  const cases: [PaperDocument, string[]][] = [
    [letter('demand', order, 'ru'), ['ТРЕБОВАНИЕ', 'вывезти', '25.11.2026', '55(5)', 'Требованиеполучил']],
    [letter('demand', order, 'kk'), ['ТАЛАП', 'вывезти', 'Талаптыалған']],
    [letter('crimeReport', crime, 'ru'), ['РАПОРТ', '#panic()*кража*', 'УПК179']],
    [letter('crimeReport', crime, 'kk'), ['БАЯНАТ', 'ҚПК179']],
    [letter('transfer', move, 'ru'), ['СОПРОВОДИТЕЛЬНОЕПИСЬМО', '344(2-1)', '804']],
    [letter('transfer', move, 'kk'), ['ІЛЕСПЕХАТ', '344(2-1)']],
  ]
  for (const [paper, words] of cases) {
    const text = textOf(await renderPaper(paper))
    for (const word of words) assert.ok(text.includes(word), `${word} not in ${text.slice(0, 600)}`)
  }
})
