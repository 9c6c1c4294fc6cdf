import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { openBrowser } from '../src/base/browser.ts'
import { inTransaction, query } from '../src/base/database.ts'
import { putPrecinct, setInspectors } from '../src/inspection/store.ts'
import { startStaff } from '../src/staff-testing.ts'
import { startDemoGroup } from './group.ts'

/** A newcomer opens the house chat in a browser: writes as a neighbour, and the bot answers. */

const staff = await startStaff()
const { deps, address } = staff.running
const corners: [number, number][] = [
  [69.5, 42.3],
  [69.7, 42.3],
  [69.7, 42.4],
  [69.5, 42.3],
]
await inTransaction(staff.db, async (tx) => {
  const area = { type: 'Polygon' as const, coordinates: [corners] }
  const id = await putPrecinct(tx, staff.departmentId, {
    id: deps.newId(),
    number: '11',
    nameRu: 'А',
    nameKk: 'А',
    area,
  })
  await setInspectors(tx, id, [staff.ids.inspector])
})
const group = await startDemoGroup(deps, address)
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await group.close()
  await staff.close()
})

const widths = [360, 1440]

/** No rule of access is broken, and nothing is wider than the screen. */
async function sound(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 })
    if (process.env.PICTURES_TO) await page.screenshot({ path: `${process.env.PICTURES_TO}/${name}-${width}.png` })
    const { violations } = await new AxeBuilder({ page }).analyze()
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target)}`),
      [],
    )
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
  }
}

const open = async (locale: string, width: number) => {
  const context = await browser.newContext({ locale, viewport: { width, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(group.address)
  return page
}

test('in a minute: chatter is forgotten, a report is answered, and stands on the phone of the inspector beside it', async () => {
  const page = await open('ru-RU', 1440)
  const [house, phone] = [page.locator('#house'), page.locator('#phone')]
  await house.getByText('чат привязан к участку № 11').waitFor()
  const answered = house.getByText(/Принято, № \d+/)
  await answered.first().waitFor()
  await house.getByLabel('Вы –').selectOption({ label: 'Нургуль' })
  await house.getByLabel('Сообщение', { exact: true }).last().fill('Кто завтра на базар едет?')
  await page.keyboard.press('Enter')
  await house.locator('li.mine', { hasText: 'Кто завтра на базар едет?' }).getByText('разговор, забыто').waitFor()
  await house.getByRole('button', { name: /стая собак/ }).click()
  await house.getByRole('button', { name: 'Отправить' }).click()
  await answered.nth(1).waitFor()
  const kept = house.locator('li.mine', { hasText: 'стая собак' }).getByRole('link', { name: /сохранено: № \d+/ })
  const number = /\d+/.exec(await kept.innerText())?.[0]
  assert.equal(await kept.getAttribute('href'), `${address}/incidents/${number}`)
  const card = phone.locator('li', { hasText: `№ ${number} · Собаки` })
  await card.getByRole('button', { name: 'Принять' }).click()
  await house.getByText(`№ ${number}: участковый принял сообщение`).waitFor()
  assert.equal(await page.locator('#steps .done').count(), 3)
  await card.getByRole('button', { name: 'Выезжаю' }).click()
  await card.getByRole('button', { name: 'Отправить' }).click()
  await house.getByText(`№ ${number}: участковый выехал на место.`).waitFor()
  await phone.getByRole('button', { name: /На месте всё/ }).click()
  await phone.getByRole('button', { name: 'Отправить', exact: true }).last().click()
  await phone.getByRole('button', { name: 'На месте: подтвердилось' }).click()
  await card.getByText('Статус: Подтверждено').waitFor()
  if (process.env.PICTURES === '1')
    await sharp(await page.screenshot({ animations: 'disabled' }))
      .png({ palette: true, colours: 256, effort: 10 })
      .toFile(fileURLToPath(new URL('../docs/pictures/group-desktop.png', import.meta.url)))
  await sound(page, 'group')
  const texts = await query<{ text: string }>(staff.db, 'select text from report')
  assert.equal(texts.length, 2)
  await page.context().close()
})

test('on a phone one is by turns resident, chairman and inspector, in Kazakh too', async () => {
  const page = await open('kk-KZ', 360)
  const [house, phone] = [page.locator('#house'), page.locator('#phone')]
  await house.getByText('Қабылданды').or(house.getByText('Принято')).first().waitFor()
  assert.equal(await phone.isVisible(), false)
  await page.getByRole('button', { name: 'Төрағамын' }).click()
  await house.getByRole('button', { name: '/about' }).click()
  await house.getByRole('button', { name: 'Жіберу' }).click()
  await house.getByText('Не оқылады: әр хабарлама').waitFor()
  await page.getByRole('button', { name: 'Инспектормын' }).click()
  assert.equal(await house.isVisible(), false)
  await phone.getByRole('button', { name: '/list' }).click()
  await phone.getByRole('button', { name: 'Жіберу' }).click()
  await phone.getByText('Ваши открытые происшествия').waitFor()
  await sound(page, 'group-kk')
  await page.context().close()
})

test('the page takes no posts of foreign pages and shows no files but pictures of the group', async () => {
  const root = new URL(group.address).origin
  const foreign = await fetch(`${root}/say`, { method: 'POST', body: '{}' })
  assert.equal(foreign.status, 415)
  for (const path of ['/', '/photo/nothing', '/photo/..%2f..%2fpackage.json', '/group-world.ts'])
    assert.equal((await fetch(root + path)).status, 404)
  const wrong = await fetch(`${root}/say`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ by: 1, where: 'group', text: 'x', replyTo: null, photo: null }),
  })
  assert.equal(wrong.status, 400)
})
