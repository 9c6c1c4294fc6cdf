import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { openBrowser } from './base/browser.ts'
import { password, startStaff } from './staff-testing.ts'
import { buildWeb } from './web-build.ts'

/** The pages of the law in a real browser: found by words, read, corrected, taken back. */

await buildWeb()
const staff = await startStaff()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await staff.close()
})

const phone = { width: 360, height: 740 }
const desk = { width: 1440, height: 900 }

async function signIn(login: string, path: string, size = desk): Promise<Page> {
  const context = await browser.newContext({ viewport: size, locale: 'ru-RU', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${staff.running.address}${path}`)
  await page.getByLabel('Имя пользователя').fill(login)
  await page.getByLabel('Пароль').fill(password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByRole('navigation', { name: 'Разделы' }).first().waitFor()
  return page
}

/** Nobody is hindered, and nothing is wider than the screen, on a phone and at a desk. */
async function sound(page: Page): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size)
    await page.waitForFunction(() => document.querySelector('.bone, .adm-bone') === null)
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
    const { violations } = await new AxeBuilder({ page }).analyze()
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
    )
    assert.deepEqual(told, [], `${page.url()} at ${size.width}`)
    const [inside, window] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    assert.equal(inside, window, `${page.url()} at ${size.width}`)
    const name = new URL(page.url()).pathname.replaceAll('/', '_')
    if (process.env.PICTURES_TO)
      await page.screenshot({ path: `${process.env.PICTURES_TO}/${size.width}${name}.png`, fullPage: size.width < 600 })
  }
}

test('an inspector finds the article of rubbish by a Kazakh word and reads it by the keyboard', async () => {
  const page = await signIn('inspector', '/law')
  await page.getByRole('link', { name: /^505 / }).waitFor()
  await sound(page)
  await page.keyboard.press('/')
  await page.keyboard.type('қоқыс')
  await page.getByRole('link', { name: /^434-2\(1\)/ }).waitFor()
  await page.getByRole('link', { name: /^505\(1\)/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/law\/(434-2|505)\/1\?q=/)
  await page.goto(`${staff.running.address}/law/505/1`)
  await page.getByRole('heading', { name: 'КоАП 505(1)' }).waitFor()
  await page.getByText('обязательно, если нет отягчающих обстоятельств (43(2))').waitFor()
  await page
    .getByText(/86\s500/)
    .first()
    .waitFor()
  await sound(page)
  await page.getByRole('link', { name: '505(2)' }).first().click()
  await page.waitForURL(/\/law\/505\/2/)
  await page.goto(`${staff.running.address}/law/344/2-1`)
  await page.getByText('не полиция').waitFor()
  await sound(page)
  await page.setViewportSize(phone)
  await page.getByRole('link', { name: 'К списку' }).click()
  await page.getByRole('searchbox').fill('квантовый')
  await page.getByText('Ничего не нашлось').waitFor()
  await page.context().close()
})

test('an administrator adds МРП 2027, sees what is wrong first, and takes it back', async () => {
  const page = await signIn('administrator', '/law-editions')
  await page.getByRole('heading', { name: 'Действует сейчас' }).waitFor()
  await sound(page)
  await page.getByRole('button', { name: 'Внести МРП' }).click()
  await page.getByLabel('Тенге').fill('4500')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('не короче 3 знаков').waitFor()
  await sound(page)
  await page.getByLabel(/Почему и по какому источнику/).fill('Проверка: закон о бюджете')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText(/МРП 2027 года – 4\s500/).waitFor()
  await page.getByText('вступит позже').waitFor()
  await page.getByRole('button', { name: 'Взять назад' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Взять назад' }).click()
  await page.getByText(/взято назад: Person administrator/).waitFor()
  await page.getByRole('button', { name: 'Исправить часть или срок' }).click()
  await page.getByLabel('Статья и часть').fill('505(1)')
  await page.getByRole('button', { name: 'Показать' }).click()
  await page
    .getByRole('combobox', { name: 'Поле' })
    .or(page.getByRole('textbox', { name: 'Поле' }))
    .first()
    .click()
  await page.getByRole('option', { name: 'noteRu' }).click()
  await page.getByLabel('Значение').fill('"Сверено"')
  await sound(page)
  await page.getByLabel(/Почему и по какому источнику/).fill('Проверка исправления')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('КоАП 505(1): noteRu').waitFor()
  await page.goto(`${staff.running.address}/law/505/1`)
  await page.getByText('Сверено').waitFor()
  await page.context().close()
})
