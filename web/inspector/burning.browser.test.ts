import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { openBrowser } from '../../src/base/browser.ts'
import { inTransaction, query } from '../../src/base/database.ts'
import { openYard } from '../../src/person/testing.ts'
import { remindOfTerms } from '../../src/protocol/step.ts'
import { password, startStaff } from '../../src/staff-testing.ts'
import { buildWeb } from '../../src/web-build.ts'

/** What burns, as the inspector sees it: on a phone in Kazakh, on a desk in Russian, with the keyboard. */

await buildWeb()
const staff = await startStaff()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await staff.close()
})
const { deps } = staff.running
const yard = await openYard(deps, staff.departmentId, staff.ids.inspector, password)

/** An incident whose violation was found so many days ago; its number. */
async function found(days: number): Promise<number> {
  const id = await yard.open()
  const at = new Date(Date.now() - days * 86_400_000)
  return inTransaction(staff.db, async (tx) => {
    await query(
      tx,
      `insert into finding (department_id, id, incident_id, text, confirmed, happened_at, by_account, at)
       values ($1, $2, $3, 'Мешки у забора', true, $4, $5, $4)`,
      [staff.departmentId, deps.newId(), id, at, staff.ids.inspector],
    )
    const rows = await query<{ number: number }>(
      tx,
      `update incident set status = 'confirmed', answered_at = now() where id = $1 returning number`,
      [id],
    )
    return rows[0]?.number ?? 0
  })
}

async function open(path: string, locale: string, size: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce', hasTouch: size.width < 600 })
  const [name = '', value = ''] = staff.doors.inspector.cookie.split('=')
  await context.addCookies([{ name, value, url: staff.running.address }])
  await context.addInitScript(`localStorage.setItem('uchastok.locale', '${locale}')`)
  const page = await context.newPage()
  await page.goto(staff.running.address + path)
  return page
}

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`),
    [],
  )
  const [inside = 0, window = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  assert.ok(inside <= window, `${inside} wide on ${window}`)
}

const desk = { width: 1440, height: 900 }
const phone = { width: 360, height: 740 }

test('nothing burns, and the page says what would', async () => {
  const page = await open('/burning', 'ru', desk)
  await page.getByText('Сейчас ничего не горит').waitFor()
  await sound(page)
})

test('what is late leads to its incident, where the limitation stands on top', async () => {
  const number = await found(6)
  const page = await open('/burning', 'kk', phone)
  const late = page.getByRole('region', { name: /Мерзімі өткен/ })
  const row = late.getByRole('link', { name: new RegExp(`№ ${number} `) })
  await row.waitFor()
  await sound(page)
  await row.click()
  const terms = page.locator('#terms')
  await terms.waitFor()
  assert.match((await terms.locator('.term').first().textContent()) ?? '', /ескіру мерзімі.*ӘҚБтК 62/)
  await sound(page)
})

test('a reminder is put away with the keyboard', async () => {
  const number = await found(5)
  await remindOfTerms(deps)
  const page = await open('/burning', 'ru', desk)
  const reminder = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: new RegExp(`^№ ${number}:`) }) })
  await reminder.first().waitFor()
  await sound(page)
  await reminder
    .getByRole('button', { name: /^Прочитано/ })
    .first()
    .focus()
  await page.keyboard.press('Enter')
  await reminder.first().waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('heading', { name: 'Что горит' }).waitFor()
  await page.getByRole('heading', { name: /^Просрочено/ }).waitFor()
  assert.equal(await page.getByRole('link', { name: new RegExp(`^№ ${number}:`) }).count(), 0)
})

test('the address of the calendar is made, shown once and taken away', async () => {
  const page = await open('/profile', 'ru', phone)
  await page.getByRole('button', { name: 'Создать адрес' }).click()
  const address = await page.getByLabel('Адрес календаря').inputValue()
  assert.equal((await fetch(address)).status, 200)
  await sound(page)
  await page.reload()
  await page.getByText('Адрес создан').waitFor()
  assert.equal(await page.getByLabel('Адрес календаря').count(), 0)
  await page.getByRole('button', { name: 'Отключить' }).click()
  await page.getByRole('button', { name: 'Создать адрес' }).waitFor()
  assert.equal((await fetch(address)).status, 404)
})
