import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { openBrowser } from './base/browser.ts'
import { inTransaction, one } from './base/database.ts'
import { startTalking } from './bot-testing.ts'
import { addChat } from './chat/store.ts'
import { password } from './staff-testing.ts'
import { buildWeb } from './web-build.ts'

/** A poster is printed for a yard; an officer links a messenger once the administrator has switched that on. */

await buildWeb()
const talking = await startTalking()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await talking.close()
})
const { staff, bot } = talking

async function signIn(login: string, path: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce' })).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${staff.running.address}${path}`)
  await page.getByLabel('Имя пользователя').fill(login)
  await page.getByLabel('Пароль').fill(password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByRole('navigation', { name: 'Разделы' }).first().waitFor()
  return page
}

async function sound(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  for (const size of [
    { width: 360, height: 740 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size)
    if (process.env.PICTURES_TO) {
      await mkdir(process.env.PICTURES_TO, { recursive: true })
      await page.screenshot({ path: `${process.env.PICTURES_TO}/${name}-${size.width}.png`, fullPage: true })
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    assert.deepEqual(
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target}`)),
      [],
      name,
    )
    const [inside = 0, window = 0] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    assert.ok(inside <= window, `${name} is ${inside} wide on ${window}`)
  }
}

test('a poster of a line and of a room fits on one sheet, with a code that leads there', async () => {
  const { newId, now } = staff.running.deps
  const room = newId()
  const chat = { id: room, departmentId: staff.departmentId, channel: 'webchat', externalId: room, title: 'Теректі 14' }
  const [precinctId = null] = talking.precincts
  await inTransaction(staff.db, (tx) => addChat(tx, { ...chat, slug: 'terekti-14', precinctId, lang: 'mixed' }, now()))
  const line = await one<{ id: string }>(staff.db, `select id from chat where account_id = $1 and kind = 'line'`, [
    bot.accountId,
  ])
  const page = await signIn('administrator', '/chats')
  await page.getByRole('link', { name: 'Объявление' }).first().waitFor()
  for (const [id, seen] of [
    [room, '/room/terekti-14'],
    [line.id, '@yard_bot'],
  ] as const) {
    // biome-ignore format: a table
    await page.goto(`${staff.running.address}/chats/${id}/poster`)
    await page.locator('.page .poster svg').waitFor()
    assert.match(await page.locator('.page .poster-code').innerText(), new RegExp(seen))
    await sound(page, `poster-${seen.replace(/\W/g, '')}`)
    if (process.env.PICTURES_TO)
      await page.pdf({ path: `${process.env.PICTURES_TO}/poster.pdf`, preferCSSPageSize: true })
    const pdf = await page.pdf({ preferCSSPageSize: true })
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1)
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.getByRole('button', { name: 'Распечатать' }).isVisible(), false)
    await page.emulateMedia({ media: null })
  }
})

test('an officer links a messenger by a code from the profile, when the administrator allows it', async () => {
  const officer = await signIn('inspector', '/profile')
  await officer.getByText('Отдел не включил служебную переписку').waitFor()
  const administrator = await signIn('administrator', '/channels')
  await administrator.getByText('не подтверждено').waitFor()
  const saved = administrator.waitForResponse((answer) => answer.request().method() === 'PUT')
  await administrator.getByLabel('Присылать инспекторам происшествия в мессенджер').click({ force: true })
  assert.equal((await saved).status(), 200)
  await officer.reload()
  await officer.getByRole('button', { name: 'Получить код' }).click()
  const how = await officer.getByText(/\/bind [A-Z]{4}-[A-Z]{4}/).innerText()
  await sound(officer, 'messenger-card')
  const code = /[A-Z]{4}-[A-Z]{4}/.exec(how)?.[0] ?? ''
  await bot.write('own', 'own', `/bind ${code}`)
  await bot.says('own', /ваши новые происшествия/)
  // The page notices by itself that the code was used.
  await officer.getByRole('button', { name: 'Отвязать' }).click()
  await officer.getByRole('button', { name: 'Отвязать' }).waitFor({ state: 'detached' })
})
