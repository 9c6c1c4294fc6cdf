import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { openBrowser } from './base/browser.ts'
import { inTransaction, query } from './base/database.ts'
import { openYard } from './person/testing.ts'
import { type Door, password, startStaff } from './staff-testing.ts'
import { buildWeb } from './web-build.ts'

/** Who did it and with what, in a real browser on a phone and on a desk: register, ИИН, description, plate, links, looks. */

await buildWeb()
const staff = await startStaff()
const yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await staff.close()
})

const phone = { width: 360, height: 740 }
const desk = { width: 1440, height: 900 }
const faults: string[] = []

async function open(door: Door, path: string, size: typeof phone): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'ru-RU',
    reducedMotion: 'reduce',
    hasTouch: size === phone,
  })
  context.setDefaultTimeout(20_000)
  const [name = '', value = ''] = door.cookie.split('=')
  await context.addCookies([{ name, value, url: staff.running.address }])
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.stack}`))
  await page.goto(staff.running.address + path)
  return page
}

/** Sound for who sees badly or has no mouse, and no wider than the screen; with SHOTS=folder, a picture to look at. */
async function sound(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll('.bone, [aria-busy="true"]').length === 0)
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))))
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, timeout: 60_000 })
  const { violations } = await new AxeBuilder({ page }).analyze()
  for (const { id, nodes } of violations)
    faults.push(...nodes.map(({ target, failureSummary }) => `${name}: ${id}: ${target}: ${failureSummary}`))
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 0) faults.push(`${name}: ${wide} too wide`)
}
const numberOf = async (id: string) =>
  (await query<{ number: number }>(staff.db, 'select number from incident where id = $1', [id]))[0]?.number ?? 0
const soundly = () => assert.deepEqual(faults.splice(0), [])

test('a chief loads a register and sees which lines were refused', async () => {
  const page = await open(staff.doors.chief, '/registers', desk)
  await page.getByRole('heading', { level: 1, name: 'Реестры' }).waitFor()
  await sound(page, 'registers-empty')
  const card = page.getByRole('region', { name: 'Физические лица' })
  const text =
    'ИИН;ФИО;Адрес;Место работы\n000101100016;Примеров Образец Тестович;мкр Нурсат, 1;сторож\n000101100017;Неверный Номер;;\n'
  const file = { name: 'люди.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await card.locator('input[type=file]').setInputFiles(file)
  await card.getByText('Принято: 1 строка.').waitFor()
  await card.getByRole('cell', { name: 'Не сходится контрольная цифра.' }).waitFor()
  const vehicles = page.getByRole('region', { name: 'Транспорт' }).locator('input[type=file]')
  await vehicles.setInputFiles({
    ...file,
    buffer: Buffer.from('Госномер;Марка;Цвет;Владелец\n123ABC17;Газель;белая;000101100016'),
  })
  await page.getByText('Принято: 1 строка.').nth(1).waitFor()
  await sound(page, 'registers')
  await page.setViewportSize(phone)
  await sound(page, 'registers-phone')
  await page.context().close()
  soundly()
})

test('on a phone an ИИН and one tap bring the data of the register into the form, and the person into the incident', async () => {
  const id = await yard.open()
  const page = await open(staff.doors.inspector, `/incidents/${await numberOf(id)}`, phone)
  await page.getByRole('button', { name: 'Указать', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Кто это сделал' })
  await sheet.getByLabel('ИИН / БИН').last().fill('000101100017')
  await sheet.getByText('Не сходится контрольная цифра.').waitFor()
  await sheet.getByLabel('ИИН / БИН').last().fill('000101100016')
  await sheet.getByRole('button', { name: 'установление нарушителя' }).click()
  await sheet.getByText('Примеров Образец Тестович').waitFor()
  await sound(page, 'find-phone')
  await sheet.getByRole('button', { name: 'Взять данные' }).click()
  assert.equal(await sheet.getByLabel('Фамилия').inputValue(), 'Примеров')
  assert.equal(await sheet.getByLabel('Дата рождения').inputValue(), '1800-01-01')
  await sheet.getByText('Ещё сведения для протокола').click()
  await sound(page, 'form-phone')
  await sheet.getByRole('button', { name: 'Добавить в происшествие' }).click()
  await sheet.waitFor({ state: 'hidden' })
  const [kept] = await query<{ source: { name: string } }>(
    staff.db,
    `select details->'source' as source from subject where iin = '000101100016'`,
  )
  assert.equal(kept?.source.name, 'люди.csv')
  await page.context().close()
  soundly()
})

test('a description becomes a person later; a plate of a message is offered; links are shown for a reason', async () => {
  const id = await yard.open()
  const number = await numberOf(id)
  await inTransaction(staff.db, (tx) =>
    query(tx, `update report set text = text || ', номер 123 авс 17' where incident_id = $1`, [id]),
  )
  const page = await open(staff.doors.inspector, `/incidents/${number}`, desk)
  await page.getByRole('button', { name: 'Указать', exact: true }).click()
  let sheet = page.getByRole('dialog', { name: 'Кто это сделал' })
  await sheet.getByText('Добавить', { exact: true }).click()
  await sheet.getByText('По описанию').click()
  await sheet.getByLabel('Как выглядит').fill('мужчина около 40, белая Газель')
  await sound(page, 'unknown-desk')
  await sheet.getByRole('button', { name: 'Добавить в происшествие' }).click()
  await page.getByText('Личность не установлена').waitFor()
  await page.getByRole('button', { name: 'Добавить 123ABC17' }).click()
  await page.getByRole('link', { name: 'Связи: 123ABC17' }).waitFor()
  await sound(page, 'incident-desk')

  await page.getByRole('button', { name: 'Изменить: 123ABC17' }).click()
  const vehicle = page.getByRole('dialog', { name: 'Транспорт' })
  await vehicle.getByRole('button', { name: 'установление владельца транспорта' }).click()
  await vehicle.getByText('Владелец по реестру').waitFor()
  await sound(page, 'vehicle-desk')
  await vehicle.getByRole('button', { name: 'Взять данные' }).click()
  assert.equal(await vehicle.getByLabel('Марка').inputValue(), 'Газель')
  await vehicle.getByRole('button', { name: 'Указать в происшествии' }).click()
  await vehicle.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: 'Установить личность' }).click()
  sheet = page.getByRole('dialog', { name: 'Установить личность' })
  await sheet.getByRole('button', { name: 'установление нарушителя' }).click()
  await sheet.getByLabel('ИИН / БИН').last().fill('000101100016')
  await sheet.getByRole('button', { name: 'Указать', exact: true }).click()
  await page.getByText('Две карточки объединены').waitFor()
  await page.getByRole('link', { name: 'Связи: Примеров Образец Тестович' }).click()
  await page.waitForURL('**/people/**')
  await sound(page, 'links-ask')
  await page.getByRole('button', { name: 'проверка повторности' }).click()
  await page.getByText('Этот человек: 2 происшествия, нарушителем – 2').waitFor()
  await sound(page, 'links-desk')
  await page.setViewportSize(phone)
  await sound(page, 'links-phone')
  await page.context().close()
  soundly()
})

test('the chief sees it all among the looks, and chooses whose', async () => {
  const page = await open(staff.doors.chief, '/looks', desk)
  await page.locator('.look-what', { hasText: 'Спросил реестр: физические лица' }).first().waitFor()
  await page.locator('.look-what', { hasText: 'Смотрел связи' }).first().waitFor()
  await page.getByRole('button', { name: 'Показать только просмотры о: Примеров Образец Тестович' }).first().click()
  await page.getByText('Только о: Примеров').waitFor()
  await sound(page, 'looks-desk')
  await page.setViewportSize(phone)
  await sound(page, 'looks-phone')
  await page.context().close()
  soundly()
})
