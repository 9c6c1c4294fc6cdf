import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { openBrowser } from './base/browser.ts'
import { inTransaction, one, query, run } from './base/database.ts'
import type { Category } from './detection/categories.ts'
import type { IncidentPage } from './incident/incident.ts'
import type { PaperView } from './paper/view.ts'
import { checkDigit } from './person/iin.ts'
import { openYard } from './person/testing.ts'
import { password, startStaff } from './staff-testing.ts'
import { buildWeb } from './web-build.ts'

/**
 * How much of an inspector's work it takes from an accepted incident to a complete draft, counted in a real browser:
 * every click and every box filled is one interaction, every letter a keystroke.
 */

await buildWeb()
const staff = await startStaff()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await staff.close()
})
const yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
const photo = fileURLToPath(new URL('../demo/photos/debris-before.jpg', import.meta.url))
const looks = process.env.LOOKS
/** What a person needs to see, decide and reach for, and how fast he types on a phone. */
const pause = { interaction: 1.2, keystroke: 1 / 4 }
const aims = { interactions: 25, seconds: 60 }

const checked = (eleven: string) => `${eleven}${checkDigit(eleven)}`
const iins = { waste: checked('85051530001'), noise: checked('91020140002'), smoking: checked('79071130003'), dogs: checked('88030330004') } // biome-ignore format: a table
const bin = checked('15034001234')

/** Another person's work, done before: settings, registers, somebody known from an earlier incident. */
async function prepare(): Promise<void> {
  const papers = JSON.stringify({
    drawnUpPlace: { ru: 'г. Шымкент, УПП № 5', kk: 'Шымкент қ., № 5 УПП' },
    hearingPolice: { ru: 'отдел полиции, каб. 12', kk: 'полиция бөлімі, 12-каб.' },
    hearingCourt: { ru: 'суд, зал 3', kk: 'сот, 3-зал' },
    hearingAkimat: { ru: 'акимат, каб. 4', kk: 'әкімдік, 4-каб.' },
  })
  await inTransaction(staff.db, async (tx) => {
    await run(tx, `update department set settings = settings || jsonb_build_object('papers', $2::jsonb) where id = $1`, [staff.departmentId, papers]) // biome-ignore format: one line
    await run(tx, `update account set position = 'участковый инспектор полиции' where id = $1`, [staff.ids.inspector])
  })
  const people = Object.values(iins).map((iin, at) => `${iin};Примеров${'абвг'[at]} Образец Тестович;удостоверение № 01234567${at};мкр Нурсат, ${at + 1};сторож;+7701000000${at}`) // biome-ignore format: a row
  await load('persons', `ИИН;ФИО;Документ;Адрес;Место работы;Телефон\n${people.join('\n')}\n`)
  await load('entities', `БИН;Наименование;Адрес;Регистрация;Банковские реквизиты;Руководитель\n${bin};ТОО «Образец»;г. Шымкент, рынок;свидетельство 1 от 01.03.2015;KZ00;Директоров А. А.\n`) // biome-ignore format: a file
  await load('vehicles', `Госномер;Марка;Владелец\n123ABC17;Газель;${iins.dogs}\n`)
}

async function load(register: string, text: string): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([text], { type: 'text/csv' }), `${register}.csv`)
  const { cookie } = staff.doors.chief
  const answer = await fetch(`${staff.running.address}/api/registers/${register}`, { method: 'POST', body: form, headers: { cookie, 'x-uchastok': '1' } }) // biome-ignore format: one line
  assert.ok(answer.ok, `${register}: ${answer.status} ${await answer.text()}`)
}

/** An incident that the inspector has just accepted. */
async function accepted(category: Category, text: string): Promise<{ id: string; number: number }> {
  const id = await yard.open(category)
  await inTransaction(staff.db, (tx) => query(tx, 'update report set text = $2 where incident_id = $1', [id, text]))
  const { inspector } = staff.doors
  const { body } = await inspector.ask('GET', `/api/incidents/${id}`)
  const { version, number } = body as IncidentPage
  assert.equal((await inspector.ask('POST', `/api/incidents/${id}/acts`, { version, act: 'accept' })).status, 200)
  return { id, number }
}

/** A hand that counts. */
function handOn(page: Page) {
  const count = { interactions: 0, keystrokes: 0 }
  return {
    count,
    async click(target: Locator) {
      await target.click()
      count.interactions += 1
    },
    async type(target: Locator, text: string) {
      await target.fill(text)
      count.interactions += 1
      count.keystrokes += text.length
    },
    /** The camera is opened and pressed. */
    async take(target: Locator) {
      await target.setInputFiles(photo)
      count.interactions += 2
      await page.locator('.thumbs img').first().waitFor()
    },
  }
}
type Hand = ReturnType<typeof handOn>

interface Story {
  name: string
  category: Category
  said: string
  found: string
  answers: string[]
  /** Null: it is not known who did it (КоАП 806(9)). */
  who: ((page: Page, sheet: Locator, hand: Hand) => Promise<void>) | null
  part: string
}

const button = (where: Page | Locator, name: string | RegExp) => where.getByRole('button', { name, exact: true })

/** By number: own records and the register are asked at once, and its data is taken over. */
const byNumber = (number: string) => async (_: Page, sheet: Locator, hand: Hand) => {
  await hand.click(button(sheet, 'установление нарушителя'))
  await hand.type(sheet.getByLabel('ИИН / БИН').last(), number)
  await hand.click(button(sheet, 'Взять данные'))
  await hand.click(button(sheet, 'Добавить в происшествие'))
}
const knownAlready = (number: string) => async (_: Page, sheet: Locator, hand: Hand) => {
  await hand.click(button(sheet, 'установление нарушителя'))
  await hand.type(sheet.getByLabel('ИИН / БИН').last(), number)
  await hand.click(button(sheet, 'Указать').first())
}

/** In no register and in no record: all of it is typed. */
const byHand = async (_: Page, sheet: Locator, hand: Hand) => {
  await hand.click(button(sheet, 'установление нарушителя'))
  await hand.type(sheet.getByLabel('ИИН / БИН').last(), checked('86040430005'))
  await hand.click(button(sheet, 'Добавить нового'))
  await hand.type(sheet.getByLabel('Фамилия'), 'Примеров')
  await hand.type(sheet.getByLabel('Имя', { exact: true }), 'Образец')
  await hand.type(sheet.getByLabel('Отчество'), 'Тестович')
  await hand.type(sheet.getByLabel('Место жительства'), 'мкр Нурсат, 12-5')
  await hand.click(button(sheet, 'не работает'))
  await hand.click(sheet.getByText('Ещё сведения для протокола'))
  await hand.type(sheet.getByLabel('Номер документа'), '012345678')
  await hand.click(button(sheet, 'Добавить в происшествие'))
}

const stories: Story[] = [
  {
    ...{
      name: 'мусор, 505, по ИИН из реестра',
      category: 'waste',
      said: 'У дома 14/2 опять мешки со строительным мусором',
      part: '505(1)',
    },
    ...{
      found: 'выбросил мешки со строительным мусором в контейнер',
      answers: ['В контейнер для бытовых отходов', 'Строительные'],
    },
    who: byNumber(iins.waste),
  },
  {
    ...{
      name: 'шум, 437, по ИИН из реестра',
      category: 'noise',
      said: 'Опять музыка на весь дом в час ночи',
      part: '437(1)',
    },
    ...{
      found: 'громко включал музыку в квартире ночью',
      answers: ['С 22 до 9 часов', 'Из жилья, со двора, из машины'],
    },
    who: byNumber(iins.noise),
  },
  {
    ...{ name: 'курение, 441, по ИИН из реестра', category: 'smoking', said: 'Курят в подъезде', part: '441(1)' },
    ...{ found: 'курил в подъезде', answers: ['Подъезд, лифт, площадка, остановка и иное запрещённое место'] },
    who: byNumber(iins.smoking),
  },
  {
    ...{
      name: 'собака, 407-2, лицо из прежнего дела',
      category: 'dogs',
      said: 'Собака без намордника у площадки',
      part: '407-2(1)',
    },
    ...{ found: 'выгуливал собаку без поводка и намордника', answers: ['Выгул без поводка, намордника, где нельзя'] },
    who: knownAlready(iins.noise),
  },
  {
    ...{
      name: 'торговля, 204, организация по БИН',
      category: 'street_trade',
      said: 'Торгуют прямо на тротуаре',
      part: '204(1)',
    },
    ...{ found: 'торговый лоток на тротуаре вне отведённых мест', answers: ['Вне отведённых акиматом мест'] },
    who: byNumber(bin),
  },
  {
    ...{
      name: 'мусор, 505, всё о лице от руки',
      category: 'waste',
      said: 'Выкинули диван к контейнерам',
      part: '505(1)',
    },
    ...{
      found: 'сложил строительный мусор на газоне у дома',
      answers: ['Складируют на участке вне отведённых мест', 'Строительные'],
    },
    who: byHand,
  },
  {
    ...{
      name: 'надписи, 434, лицо не установлено',
      category: 'vandalism',
      said: 'Исписали стену у подъезда',
      part: '434(4)',
    },
    ...{ found: 'стена подъезда исписана краской', answers: ['Здание или общее место исписано, испачкано'] },
    who: null,
  },
]

interface Measured {
  name: string
  interactions: number
  keystrokes: number
  script: number
  estimated: number
  typed: string[]
}
const measured: Measured[] = []

await prepare()
for (const story of stories)
  test(`a complete draft: ${story.name}`, async () => {
    const { id, number } = await accepted(story.category, story.said)
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'ru-RU',
      reducedMotion: 'reduce',
    })
    const [cookie = '', value = ''] = staff.doors.inspector.cookie.split('=')
    await context.addCookies([{ name: cookie, value, url: staff.running.address }])
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    await page.goto(`${staff.running.address}/incidents/${number}`)
    const acts = page.getByRole('toolbar', { name: 'Действия' })
    await button(acts, 'Подтвердить').waitFor()
    const hand = handOn(page)
    const began = Date.now()

    await hand.click(button(acts, 'Подтвердить'))
    const visit = page.getByRole('dialog', { name: 'Выезд: подтвердить' })
    await hand.take(visit.getByLabel('Из файлов'))
    await hand.type(visit.getByLabel('Что установлено'), story.found)
    for (const answer of story.answers) await hand.click(button(visit, answer))
    await look(page, `${story.part}-visit`)
    await hand.click(button(visit, 'Выезд: подтвердить'))
    await visit.waitFor({ state: 'hidden' })

    if (story.who) {
      await hand.click(button(page, 'Указать'))
      const sheet = page.getByRole('dialog', { name: 'Кто это сделал' })
      await story.who(page, sheet, hand)
      await sheet.waitFor({ state: 'hidden' })
    }
    await hand.click(page.getByRole('link', { name: 'Составить протокол' }))
    if (!story.who) await hand.click(page.getByText('Лицо не установлено (КоАП 806(9))'))
    await look(page, `${story.part}-parts`)
    await hand.click(button(page, `Составить по статье ${story.part}`))
    await page.waitForURL('**/papers/**')
    await page.locator('.paper-field').first().waitFor()
    const typed = await fillRest(page, hand)
    await until('the draft is complete', async () => (await missing(page)).length === 0)
    const script = (Date.now() - began) / 1000
    await look(page, `${story.part}-paper`)
    const { interactions, keystrokes } = hand.count
    const estimated = interactions * pause.interaction + keystrokes * pause.keystroke
    measured.push({ name: story.name, interactions, keystrokes, script, estimated, typed })
    const kept = await one<{ status: string; count: number }>(staff.db, `select min(status) as status, count(*)::int as count from paper where incident_id = $1`, [id]) // biome-ignore format: one line
    assert.deepEqual(kept, { status: 'draft', count: 1 })
    await context.close()
  })

/** What only the inspector knows, where no ready answer is offered. */
const known: Record<string, string> = {
  'person.idDocument': 'удостоверение № 012345678',
  'person.workplace': 'не работает',
}

/** Goes through what is missing as the page leads: a ready answer is one tap, the rest is typed. */
async function fillRest(page: Page, hand: Hand): Promise<string[]> {
  const told: string[] = []
  for (const id of await missing(page)) {
    const field = page.locator('.paper-field').filter({ has: page.locator(`[id="field-${id}"]`) })
    const ready = field.locator('.paper-answers .chip')
    told.push(id)
    if ((await ready.count()) > 0) await hand.click(ready.first())
    else await hand.type(field.locator('textarea'), known[id] ?? 'нет')
  }
  return told
}

async function missing(page: Page): Promise<string[]> {
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const { body } = await staff.doors.inspector.ask('GET', `/api/papers/${id}`)
  return (body as PaperView).document.missing
}

async function until(what: string, look: () => Promise<unknown>): Promise<void> {
  for (let patience = 150; patience > 0; patience--) {
    if (await look()) return
    await sleep(100)
  }
  throw new Error(`Waited in vain: ${what}.`)
}

async function look(page: Page, name: string): Promise<void> {
  if (looks) await page.screenshot({ path: join(looks, `${name}.png`), animations: 'disabled' })
}

const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

test('half of the drafts take no more than the aim, in interactions and in seconds', () => {
  assert.equal(measured.length, stories.length)
  const row = (name: string, ...cells: (string | number)[]) =>
    `${name.padEnd(42)}${cells.map((cell) => String(cell).padStart(13)).join('')}`
  const middle = {
    interactions: median(measured.map((one) => one.interactions)),
    estimated: median(measured.map((one) => one.estimated)),
  }
  const lines = [
    row('from an accepted incident to a draft', 'interactions', 'keystrokes', 'script, s', 'estimated, s'),
    ...measured.map((each) =>
      row(each.name, each.interactions, each.keystrokes, each.script.toFixed(1), each.estimated.toFixed(1)),
    ),
    row(
      'median',
      middle.interactions,
      median(measured.map((one) => one.keystrokes)),
      median(measured.map((one) => one.script)).toFixed(1),
      middle.estimated.toFixed(1),
    ),
    `A person is taken to need ${pause.interaction} s for an interaction and to type ${1 / pause.keystroke} letters a second.`,
    `Filled in on the paper itself: ${[...new Set(measured.flatMap(({ typed }) => typed))].join(', ') || 'nothing'}.`,
  ]
  console.log(`\n${lines.join('\n')}\n`)
  assert.ok(middle.interactions <= aims.interactions, `${middle.interactions} interactions`)
  assert.ok(middle.estimated <= aims.seconds, `${middle.estimated} s`)
})
