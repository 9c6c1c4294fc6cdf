import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { openBrowser } from '../../src/base/browser.ts'
import { inTransaction } from '../../src/base/database.ts'
import { newId } from '../../src/base/ids.ts'
import { addChat } from '../../src/chat/store.ts'
import { startStaff } from '../../src/staff-testing.ts'

const web = fileURLToPath(new URL('../', import.meta.url))
const pages = await buildPages()
const staff = await startStaff()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await staff.close()
})
const { address, deps } = staff.running
const chatId = newId()
await inTransaction(staff.db, (tx) =>
  addChat(
    tx,
    {
      id: chatId,
      departmentId: staff.departmentId,
      channel: 'webchat',
      externalId: chatId,
      title: 'Самал-2',
      slug: 'samal',
      precinctId: null,
      lang: 'ru',
    },
    deps.now(),
  ),
)

/** The light entry alone, built in memory: nothing of the pages that are being served is touched. */
async function buildPages(): Promise<Map<string, string | Uint8Array>> {
  const input = { room: `${web}room.html` }
  // What people get, though a test builds it.
  process.env.NODE_ENV = 'production'
  const built = await build({
    root: web,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2023', assetsInlineLimit: 0, rolldownOptions: { input } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) return assert.fail('the build gave no files')
  return new Map(
    output.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source] as const),
  )
}

/** A cheap phone on the page, under the server's own Content-Security-Policy; `loaded` counts its scripts, zipped. */
async function phone(path: string, dark = false): Promise<{ page: Page; loaded: () => number; faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'ru-RU',
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  const policy = (await fetch(`${address}/api/health`)).headers.get('content-security-policy') ?? ''
  const faults: string[] = []
  let bytes = 0
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.text().includes('Content Security') && faults.push(message.text()))
  await page.route(
    (url) => !url.pathname.startsWith('/api/'),
    (route) => {
      const { pathname } = new URL(route.request().url())
      const name = /^\/(room|r)\//.test(pathname) ? '/room.html' : pathname
      const body = pages.get(name) ?? ''
      if (name.endsWith('.js')) bytes += gzipSync(body).length
      const type =
        { js: 'text/javascript', css: 'text/css', html: 'text/html' }[name.split('.').at(-1) ?? ''] ?? 'text/plain'
      return route.fulfill({
        body: Buffer.from(body),
        headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy },
      })
    },
  )
  await page.goto(address + path)
  return { page, loaded: () => bytes, faults }
}

async function enter(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox').fill(name)
  await page.getByRole('button', { name: 'Понятно, войти' }).click()
  await page.locator('.composer').waitFor()
}

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)

test('the notice shows what is read and forgotten, in three languages, without a fault', async () => {
  const { page, faults } = await phone('/room/samal')
  await page.getByText('Сообщения читает программа').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Қаз' }).click()
  await page.getByText('Хабарламаларды бағдарлама оқиды').waitFor()
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'kk')
  await page.getByRole('button', { name: 'Eng' }).click()
  await page.getByText('A program reads the messages').waitFor()
  assert.deepEqual(faults, [])
})

test('the entry and what the whole talk loads stay light', async () => {
  const entry = [...pages].find(
    ([name]) => /^\/assets\/room-.*\.js$/.test(name) && String(pages.get(name)).length > 1e5,
  )
  assert.ok(gzipSync(entry?.[1] ?? '').length < 80_000)
  const { page, loaded } = await phone('/room/samal')
  await enter(page, 'Асель')
  assert.ok(loaded() > 60_000 && loaded() < 95_000, `${loaded()} bytes of script`)
})

test('what is written without a connection goes out when it is back, once', async () => {
  const { page } = await phone('/room/samal')
  await enter(page, 'Данияр')
  await page.getByRole('textbox').fill('собрание во сколько')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByText('Отправим, когда будет связь').waitFor()
  await page.context().setOffline(false)
  await page.locator('.message:not([data-state]) .text', { hasText: 'собрание во сколько' }).waitFor()
  assert.equal(await page.getByText('собрание во сколько').count(), 1)
})

test('a word to the inspector alone is confirmed here and not shown to a neighbour', async () => {
  const [asel, dan] = [await phone('/room/samal'), await phone('/room/samal', true)]
  await enter(asel.page, 'Асель')
  await enter(dan.page, 'Данияр')
  await asel.page.getByRole('switch').click()
  await asel.page.getByRole('textbox').fill('сосед снизу продаёт водку ночью')
  await asel.page.getByRole('button', { name: 'Отправить' }).click()
  await asel.page.getByText('Отправлено только участковому').waitFor()
  await asel.page.getByRole('textbox').fill('всем привет')
  await asel.page.getByRole('button', { name: 'Отправить' }).click()
  await dan.page.locator('.text', { hasText: 'всем привет' }).waitFor()
  assert.equal(await dan.page.getByText('водку').count(), 0)
  for (const { page } of [asel, dan]) assert.deepEqual(await violations(page), [])
  assert.deepEqual([...asel.faults, ...dan.faults], [])
})

test('a draft outlives a reload', async () => {
  const { page } = await phone('/room/samal')
  await enter(page, 'Роза')
  await page.getByRole('textbox').fill('не дописано')
  await page.reload()
  await page.locator('.composer').waitFor()
  assert.equal(await page.getByRole('textbox').inputValue(), 'не дописано')
})
