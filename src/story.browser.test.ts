import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { demoClock, loadDemo } from '../demo/load.ts'
import { demoPassword } from '../demo/password.ts'
import { openBrowser } from './base/browser.ts'
import { localDay } from './base/calendar.ts'
import { readConfig } from './base/config.ts'
import { silent } from './base/log.ts'
import { testDatabase } from './base/testing.ts'
import { startUchastok } from './main.ts'
import { buildWeb } from './web-build.ts'

/**
 * The demo's district lives the story of a report in a real browser, in Russian: from a phone in the yard to the
 * chief's figures. With PICTURES=1 the pictures of the README are taken on the way.
 */

const root = fileURLToPath(new URL('../', import.meta.url))
const photo = (name: string) => join(root, 'demo/photos', name)
const phoneSize = { width: 360, height: 740 }
const deskSize = { width: 1440, height: 900 }
const pictureSize = { width: 390, height: 844 }
const pictures = process.env.PICTURES === '1'

await buildWeb()
const database = await testDatabase()
const dataDir = await mkdtemp(join(tmpdir(), 'uchastok-story-'))
const clock = demoClock()
const running = await startUchastok({
  config: readConfig({ PORT: '0', UCHASTOK_DATA: dataDir, NODE_ENV: 'test' }),
  db: database.db,
  log: silent,
  now: clock.now,
  before: (deps) => loadDemo(deps, clock),
})
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await running.close()
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** What the pages complained of; each test ends with looking at it. */
const faults: string[] = []

async function open(path: string, size: { width: number; height: number }): Promise<Page> {
  const mobile = size.width < 600
  const context = await browser.newContext({
    viewport: size,
    locale: 'ru-RU',
    isMobile: mobile,
    reducedMotion: 'reduce',
    hasTouch: mobile,
    deviceScaleFactor: pictures && mobile ? 2 : 1,
  })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.stack}`))
  page.on('console', (message) => {
    // Before somebody signs in, the page asks who is there.
    const stranger = message.location().url.endsWith('/api/me') && message.text().includes('401')
    if (message.type() === 'error' && !stranger)
      faults.push(`${page.url()}: ${message.text()} ${message.location().url}`)
  })
  await page.goto(running.address + path)
  return page
}

async function until(what: string, look: () => Promise<unknown>): Promise<void> {
  for (let patience = 300; patience > 0; patience--) {
    if (await look()) return
    await sleep(100)
  }
  throw new Error(`Waited half a minute in vain: ${what}.`)
}

/** Nothing on the page hinders who cannot see well or has no mouse, and nothing is wider than the screen. */
async function sound(page: Page): Promise<void> {
  await until('the page has loaded', async () => (await page.locator('.bone, [aria-busy="true"]').count()) === 0)
  // What is half faded in or out has half its contrast.
  await until('nothing moves', () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .every(({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity),
    ),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  const [inside = 0, window = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  const where = `${new URL(page.url()).pathname} on ${window}`
  for (const { id, nodes } of violations)
    faults.push(...nodes.map(({ target, failureSummary }) => `${where}: ${id}: ${target}: ${failureSummary}`))
  if (inside > window) faults.push(`${where}: ${inside} wide`)
}

async function soundOnBoth(page: Page): Promise<void> {
  for (const size of [phoneSize, deskSize]) {
    await page.setViewportSize(size)
    await sound(page)
  }
}

async function signIn(login: string, path = '/', size = deskSize): Promise<Page> {
  const page = await open(path, size)
  await page.getByLabel('Имя пользователя').fill(login)
  await page.getByLabel('Пароль').fill(demoPassword)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByRole('navigation', { name: 'Разделы' }).first().waitFor()
  return page
}

/** A resident in the room, on a phone. */
async function resident(name: string, size = phoneSize): Promise<Page> {
  const page = await open('/room/samaldy', size)
  await page.getByLabel('Как вас называть в этом чате').waitFor()
  await sound(page)
  await page.getByLabel('Как вас называть в этом чате').fill(name)
  await page.getByRole('button', { name: 'Понятно, войти' }).click()
  await page.getByRole('textbox', { name: 'Сообщение' }).waitFor()
  return page
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Сообщение' }).fill(text)
  await page.getByRole('button', { name: 'Отправить' }).click()
}

const message = (page: Page, text: string) => page.getByRole('log').getByRole('listitem').filter({ hasText: text })
const official = (page: Page) => page.getByRole('article', { name: /^Официальный ответ/ })

async function answer(page: Page, to: string, text: string): Promise<void> {
  await message(page, to)
    .first()
    .getByRole('button', { name: /^Ответить/ })
    .click()
  await say(page, text)
  await message(page, text).first().waitFor()
}

/** The form that has opened at the side. */
const sheet = (page: Page, name: string) => page.getByRole('dialog', { name })
const press = (where: Page | Locator, name: string | RegExp) => where.getByRole('button', { name, exact: true }).click()

/** Takes a picture for the README, when all that moves has come to rest. */
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.evaluate(() => document.fonts.ready)
  await until('no notice covers the page', async () => (await page.locator('.mantine-Notification-root').count()) === 0)
  await until('nothing is on its way', async () => (await page.locator('.bone, [aria-busy="true"]').count()) === 0)
  await until('all photos are there', () =>
    page.evaluate(() => [...document.images].every((image) => image.complete || image.loading === 'lazy')),
  )
  // A map says to nobody when it is drawn.
  await sleep(5000)
  const taken = await page.screenshot({ animations: 'disabled' })
  const drawn = await sharp(taken).png({ palette: true, colours: 256, effort: 10 }).toBuffer()
  assert.ok(drawn.length < 400_000, `${name} has ${drawn.length} bytes`)
  await writeFile(join(root, 'docs/pictures', name), drawn)
}

const text = 'В наши контейнеры во дворе дома 16 опять вываливают строительный мусор, мешки и кирпич'
const finding = 'В контейнерах для бытовых отходов строительный мусор: битый кирпич и мешки со штукатуркой.'
let number = 0
let marat: Page

test('a report goes from a phone in the yard to the inspector, a protocol, a clean yard and thanks', async () => {
  const inspector = await signIn('inspector11')
  await inspector.getByRole('searchbox').waitFor()
  const rows = inspector.locator('[data-row]')
  await rows.first().waitFor()
  await sound(inspector)

  // Keys move through the queue and open a row.
  const chosen = () => inspector.evaluate(() => (document.activeElement as HTMLElement).dataset.row)
  const walk: (string | undefined)[] = []
  for (const key of ['j', 'j', 'k']) {
    await inspector.keyboard.press(key)
    walk.push(await chosen())
  }
  assert.ok(walk[0] && walk[1] && walk[0] !== walk[1] && walk[0] === walk[2], `${walk}`)
  await inspector.keyboard.press('Enter')
  await inspector.waitForURL(`**/incidents/${walk[0]}**`)
  const acts = inspector.getByRole('toolbar', { name: 'Действия' })
  await acts.waitFor()
  await sound(inspector)
  await inspector.keyboard.press('Escape')
  await inspector.waitForURL('**/incidents')

  // The yard: a report with a photo, two neighbours, one answer of the bot.
  const aigul = await resident('Айгуль')
  const answers = await official(aigul).count()
  await press(aigul, 'Приложить')
  await aigul.getByLabel('Фото или видео').setInputFiles(photo('debris-before.jpg'))
  await say(aigul, text)
  const row = rows.filter({ hasText: 'строительный мусор' })
  await row.waitFor()
  number = Number(await row.getAttribute('data-row'))
  const own = aigul.getByRole('link', { name: new RegExp(`№ ${number}`) })
  await own.waitFor()
  marat = await resident('Марат')
  const zhanna = await resident('Жанна', deskSize)
  await answer(marat, text, 'да, тоже вижу, дом 16, прямо у контейнеров')
  await answer(zhanna, text, 'машина белая, номер 123ABC17, мешки сгружали')
  await until('one answer of the bot', async () => (await official(aigul).count()) > answers)
  await sound(aigul)
  await sound(zhanna)

  await row.getByText('3 сообщения').waitFor({ state: 'attached' })
  await picture(inspector, 'queue-desktop.png')
  if (pictures) await picture(await signIn('inspector11', `/incidents/${number}`, pictureSize), 'incident-phone.png')

  // The inspector, with the keyboard alone, takes it.
  await row.focus()
  await inspector.keyboard.press('Enter')
  const accept = acts.getByRole('button', { name: 'Принять' })
  await accept.waitFor()
  await until('the words of both neighbours', () => inspector.getByText('машина белая').isVisible())
  await sound(inspector)
  for (let tabs = 0; tabs < 60 && !(await accept.evaluate((button) => button === document.activeElement)); tabs++)
    await inspector.keyboard.press('Tab')
  await inspector.keyboard.press('Enter')
  await press(acts, 'Подтвердить')
  const visit = sheet(inspector, 'Выезд: подтвердить')
  await visit.getByLabel('Что установлено').fill(finding)
  await visit.getByLabel('Точное место').fill('контейнеры во дворе дома 16')
  await visit
    .getByRole('group', { name: 'Куда положили или выбросили?' })
    .getByRole('button', { name: 'В контейнер для бытовых отходов' })
    .click()
  await sound(inspector)
  await press(visit, 'Выезд: подтвердить')
  await visit.waitFor({ state: 'hidden' })

  // Nobody hears of the neighbours from the bot.
  const said = await official(marat).last().locator('.text').innerText()
  assert.match(said, new RegExp(`№ ${number}`))
  assert.doesNotMatch(said, /Айгуль|Марат|Жанна|123ABC|дом\S* 16/)
  assert.equal(await official(marat).count(), answers + 1)

  // Who did it: nobody known, so a new person.
  await press(inspector, 'Указать')
  const who = sheet(inspector, 'Кто это сделал')
  await who.getByLabel('ИИН / БИН').last().fill('000101100016')
  await who.getByLabel('Причина просмотра').fill(`установление нарушителя по происшествию № ${number}`)
  await press(who, 'Найти')
  await press(who, 'Добавить нового')
  await who.getByLabel('ИИН').last().fill('000101100016')
  await who.getByLabel('Фамилия').fill('Примеров')
  await who.getByLabel('Имя', { exact: true }).fill('Образец')
  await who.getByLabel('Номера машин').fill('123ABC17')
  await sound(inspector)
  await press(who, 'Добавить в происшествие')
  await who.waitFor({ state: 'hidden' })

  // The parts of the law that may fit; the protocol.
  await inspector.getByRole('link', { name: 'Составить протокол' }).click()
  const candidate = (ref: string) =>
    inspector.locator('section').filter({ has: inspector.getByRole('heading', { name: `Статья ${ref} КоАП` }) })
  await candidate('505(1)').waitFor()
  await candidate('434-2(1)').waitFor()
  await candidate('344(2)').getByText('Протокол полиции невозможен').waitFor()
  assert.equal(
    await candidate('344(2)')
      .getByRole('button', { name: /^Составить/ })
      .count(),
    0,
  )
  await soundOnBoth(inspector)
  await press(inspector, 'Составить по статье 505(1)')
  await inspector.getByRole('heading', { level: 1, name: 'Протокол, статья 505(1)' }).waitFor()
  await inspector.getByRole('article', { name: 'Лист: ПРОТОКОЛ' }).waitFor()
  await inspector.getByRole('navigation', { name: 'Перейти к незаполненным' }).waitFor()
  for (const source of ['инспектор', 'из карточки лица', 'закон', 'система', 'не заполнено'])
    await inspector.locator('.source', { hasText: source }).first().waitFor()
  await soundOnBoth(inspector)
  await picture(inspector, 'protocol.png')
  const pdf = await inspector.request.get(
    `${running.address}${await inspector.getByRole('link', { name: 'Открыть PDF' }).getAttribute('href')}`,
  )
  assert.match(pdf.headers()['content-type'] ?? '', /^application\/pdf/)
  assert.equal((await pdf.body()).subarray(0, 4).toString(), '%PDF')
  await inspector.getByRole('link', { name: new RegExp(`№ ${number}`) }).click()

  // The damage is put right, and proved.
  await press(acts, 'Требование')
  const order = sheet(inspector, 'Потребовать устранения')
  await press(order, 'Через 3 дня')
  await sound(inspector)
  await press(order, 'Потребовать устранения')
  await press(acts, 'Доказательства')
  const proof = sheet(inspector, 'Приложить доказательства')
  const shots = { До: 'debris-before.jpg', После: 'debris-after.jpg', 'Талон полигона': 'landfill-receipt.jpg' }
  for (const [name, file] of Object.entries(shots)) {
    const part = proof.getByRole('group', { name, exact: true })
    await part.getByLabel('Из файлов').setInputFiles(photo(file))
    await until(`${name} is there`, async () => (await part.getByLabel(/^Выбрать/).inputValue()) !== '')
  }
  await sound(inspector)
  await press(proof, 'Отправить')
  await press(acts, 'Устранено')
  await press(sheet(inspector, 'Устранение принято'), 'Устранение принято')
  await press(acts, 'Закрыть')
  const closing = sheet(inspector, 'Закрыть и ответить')
  await closing.getByLabel('Нарушение устранено').check()
  await sound(inspector)
  await press(closing, 'Закрыть и ответить')
  await closing.waitFor({ state: 'hidden' })
  await inspector.getByText('Итог: Нарушение устранено').waitFor()
  await soundOnBoth(inspector)

  // The yard hears of it, and thanks.
  const outcome = official(aigul).last()
  await outcome.getByText('устранено').waitFor()
  assert.doesNotMatch(await outcome.locator('.text').innerText(), /Примеров|Айгуль|123ABC|дом\S* 16|0001/)
  await press(outcome, 'Спасибо')
  await press(outcome, 'Оценка 5 из 5')
  await until('the mark is kept', () =>
    outcome.getByRole('button', { name: 'Оценка 5 из 5', pressed: true }).isVisible(),
  )
  await sound(aigul)
  if (pictures) {
    await aigul.setViewportSize(pictureSize)
    await aigul.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await picture(aigul, 'room-phone.png')
    await aigul.setViewportSize(phoneSize)
  }
  await press(aigul, /^Мои сообщения/)
  const mine = aigul.getByRole('dialog', { name: 'Мои сообщения' })
  await sound(aigul)
  await mine.getByRole('link', { name: new RegExp(`№ ${number}`) }).click()
  await aigul.waitForURL('**/r/*')
  await aigul.getByText('Работа закончена.').waitFor()
  await aigul.getByText('Нарушение устранено, это проверено на месте.').waitFor()
  await soundOnBoth(aigul)

  assert.deepEqual(faults.splice(0), [])
})

test('the chief finds it behind a figure, and a neighbour who disagrees opens it again', async () => {
  const chief = await signIn('chief', '/campaign')
  await chief.getByRole('heading', { level: 1, name: 'Итоги по участкам' }).waitFor()
  const row = chief.locator(`[data-row="${number}"]`)
  await soundOnBoth(chief)
  if (pictures) {
    // The demo's week and what was told just now.
    const days = [Date.now() - 7 * 86_400_000, Date.now()].map((at) => localDay(new Date(at)))
    await chief.goto(`${running.address}/campaign?from=${days[0]}&to=${days[1]}`)
    await picture(chief, 'campaign-desktop.png')
  }
  await chief
    .getByRole('link', { name: /открыто/ })
    .first()
    .click()
  await row.waitFor()
  await soundOnBoth(chief)

  const outcome = official(marat).last()
  await press(outcome, 'Не сделано')
  await sound(marat)
  await press(marat, 'Да, не сделано')
  await until('the room heard it', () => marat.getByText('начальник', { exact: false }).last().isVisible())
  await chief.goto(`${running.address}/department`)
  await chief.getByRole('link', { name: /Открыты снова/ }).click()
  await row.waitFor()
  await row.click()
  await chief.getByRole('toolbar', { name: 'Действия' }).waitFor()
  await chief.getByText('Открыто снова').first().waitFor()
  await sound(chief)
  assert.deepEqual(faults.splice(0), [])
})

test('every page of staff is sound on a phone and on a desk, light and dark', async () => {
  const ways = {
    inspector12: ['/incidents', '/incidents?map=true', '/unsure', '/campaign', '/profile'],
    chief: [
      '/incidents',
      '/department',
      '/campaign',
      '/campaign/list?measure=opened',
      '/looks',
      '/reading',
      '/duty',
      '/imports',
    ],
    admin: ['/people', '/precincts', '/chats', '/duty', '/imports', '/learning', '/system', '/profile'],
  }
  await sound(await open('/', phoneSize))
  for (const [login, paths] of Object.entries(ways)) {
    const page = await signIn(login)
    for (const path of paths) {
      await page.goto(running.address + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await soundOnBoth(page)
      await page.emulateMedia({ colorScheme: 'dark' })
      await sound(page)
      await page.emulateMedia({ colorScheme: 'light' })
    }
  }
  assert.deepEqual(faults.splice(0), [])
})

test('the workspace speaks three languages', async () => {
  const page = await signIn('inspector12', '/profile', phoneSize)
  const languages = {
    Қазақша: ['kk', 'Интерфейс тілі'],
    English: ['en', 'Language'],
    Русский: ['ru', 'Язык интерфейса'],
  }
  for (const [name, [lang, heading]] of Object.entries(languages)) {
    await page.getByText(name, { exact: true }).click()
    await page.getByRole('heading', { name: heading, exact: true }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang)
    await sound(page)
  }
  assert.deepEqual(faults.splice(0), [])
})
