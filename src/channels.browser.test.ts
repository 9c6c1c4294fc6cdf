import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { startTelegram } from '../emulators/telegram.ts'
import { startWhatsapp } from '../emulators/whatsapp.ts'
import { openBrowser } from './base/browser.ts'
import { inTransaction, query } from './base/database.ts'
import { addChat } from './chat/store.ts'
import { password, startStaff } from './staff-testing.ts'
import { buildWeb } from './web-build.ts'

/** The administrator connects a bot, sees how it is doing, sets a chat up, and sends again what did not arrive. */

await buildWeb()
const staff = await startStaff()
const telegram = await startTelegram()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await staff.close()
  await telegram.close()
})

const phone = { width: 360, height: 740 }
const desk = { width: 1440, height: 900 }
const { db, departmentId } = staff
const { newId, now } = staff.running.deps

async function signIn(login: string, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: desk, locale: 'ru-RU', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${staff.running.address}${path}`)
  await page.getByLabel('Имя пользователя').fill(login)
  await page.getByLabel('Пароль').fill(password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByRole('navigation', { name: 'Разделы' }).first().waitFor()
  return page
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name'))

/** Nobody is hindered, and nothing is wider than the screen, on a phone and at a desk. */
async function sound(page: Page, name: string): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size)
    await page.waitForFunction(() => document.querySelector('.bone, .adm-bone') === null)
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
    const { violations } = await new AxeBuilder({ page }).analyze()
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
    )
    if (process.env.PICTURES_TO)
      await page.screenshot({
        path: `${process.env.PICTURES_TO}/${name}-${size.width}.png`,
        fullPage: size.width < 600,
      })
    assert.deepEqual(told, [], `${name} at ${size.width}`)
    const [inside, window] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    assert.equal(inside, window, `${name} at ${size.width}`)
  }
}

test('a wrong token is told at once, a right one works, and its secret is never shown again', async () => {
  const page = await signIn('administrator', '/channels')
  await page.getByText('Каналов пока нет').waitFor()
  await sound(page, 'channels-none')
  await page.getByRole('button', { name: 'Подключить' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Название').fill('Бот отдела')
  const connect = form.getByRole('button', { name: 'Подключить' })
  await connect.click()
  await form.getByText('Заполните это поле').waitFor()
  assert.equal(await focused(page), 'token')
  await form.getByLabel('Токен бота').fill('12345:AAAAAAAAAAAAAAAAAAAAAAAAAA')
  await form.getByText('Дополнительно').click()
  await form.getByLabel('Адрес API').fill('no address')
  await form.getByText('Дополнительно').click()
  await connect.click()
  // What was refused is unfolded and gone to, wherever it stands.
  await form.getByText('Должно выглядеть так: https://api.telegram.org').waitFor()
  assert.equal(await focused(page), 'apiRoot')
  await form.getByLabel('Адрес API').fill(telegram.url)
  await form.getByRole('button', { name: 'Подключить' }).click()
  await form.getByText('Мессенджер не знает такого токена').waitFor()
  await sound(page, 'channels-wrong')
  await form.getByLabel('Токен бота').fill(telegram.bot.token)
  await form.getByRole('button', { name: 'Подключить' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByText('@uchastok_bot').waitFor()
  await page.locator('.ch-state[data-tone="good"]').waitFor()
  await page.getByText('Председатель добавит @uchastok_bot в чат дома').waitFor()
  await sound(page, 'channels-working')
  const said = await staff.doors.administrator.ask('GET', '/api/channels')
  const secret = telegram.bot.token.split(':')[1] ?? ''
  assert.ok(!JSON.stringify(said.body).includes(secret))
  const kept = await query<{ data: string }>(db, `select data::text from journal where kind = 'channel.changed'`)
  assert.equal(kept.length, 1)
  assert.ok(!JSON.stringify(kept).includes(secret))
  assert.equal((await staff.doors.chief.ask('GET', '/api/channels')).status, 403)
  await page.context().close()
})

test('a revoked token asks for a new one, and the new one works', async () => {
  const page = await signIn('administrator', '/channels')
  await page.locator('.ch-state[data-tone="good"]').waitFor()
  const next = `${telegram.bot.user.id}:AAFresh-token-of-the-same-bot-0001`
  telegram.revoke(next)
  await page.getByRole('button', { name: 'Настроить: Бот отдела' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Проверить' }).click()
  await sheet.getByText('Мессенджер не знает такого токена').waitFor()
  await sheet.getByLabel('Токен бота').fill(next)
  await sheet.getByRole('button', { name: 'Заменить секреты' }).click()
  await sheet.getByText('Секреты заменены').waitFor()
  await sound(page, 'channel-sheet')
  await sheet.getByRole('button', { name: 'Проверить' }).click()
  await sheet.getByText('Мессенджер отвечает').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.ch-state[data-tone="good"]').waitFor()
  await page.evaluate(() => localStorage.setItem('uchastok.locale', 'kk'))
  await page.reload()
  await page.getByText('жұмыс істеп тұр').waitFor()
  await sound(page, 'channels-kk')
  await page.getByRole('button', { name: 'Қосу', exact: true }).click()
  await page.getByRole('dialog').getByText('WhatsApp', { exact: true }).click()
  await page.getByLabel('Қолданба құпиясы').waitFor()
  await sound(page, 'channels-add-kk')
  await page.context().close()
})

test('what a chat is set to is kept, and a channel is paused and removed with a warning', async () => {
  const [{ id: accountId = '' } = {}] = await query<{ id: string }>(db, 'select id from channel_account')
  const chat = { id: newId(), departmentId, channel: `telegram:${accountId}`, externalId: '-100200', slug: null }
  await inTransaction(db, async (tx) => {
    await addChat(tx, { ...chat, title: 'Двор на Теректи', precinctId: null, lang: 'mixed' }, now())
    await query(tx, `update chat set account_id = $2, problem = 'no-reading' where id = $1`, [chat.id, accountId])
  })
  const page = await signIn('administrator', '/chats')
  await page.getByRole('button', { name: 'Изменить: Двор на Теректи' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('Бот видит здесь только команды').waitFor()
  await sheet.getByText('применяет это только при входе').waitFor()
  await sheet.getByLabel('Имя', { exact: true }).fill('Сауле Т.')
  await sheet.getByRole('radio', { name: 'Без тихих часов: писать и ночью' }).check()
  await sound(page, 'chat-sheet')
  await sheet.getByRole('button', { name: 'Сохранить' }).click()
  await sheet.waitFor({ state: 'hidden' })
  const said = await staff.doors.administrator.ask('GET', `/api/chats/${chat.id}/settings`)
  assert.equal(said.body.settings.quiet, null)
  assert.equal(said.body.settings.chairman.name, 'Сауле Т.')
  const wrong = await staff.doors.administrator.ask('PUT', `/api/chats/${chat.id}/settings`, { sureFrom: 0.1 })
  assert.equal(wrong.status, 400)
  await page.goto(`${staff.running.address}/channels`)
  await page.getByText('1 чат, где бот видит только команды').waitFor()
  await page.getByRole('button', { name: 'Настроить: Бот отдела' }).click()
  await page.getByRole('button', { name: 'Приостановить' }).click()
  await page.getByRole('button', { name: 'Возобновить' }).waitFor()
  await page.getByRole('button', { name: 'Удалить канал' }).click()
  await page.getByText('Секреты будут стёрты').waitFor()
  // A key that is meant for the question closes nothing beneath it.
  await page.keyboard.press('Escape')
  await page.getByText('Секреты будут стёрты').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Удалить канал' }).click()
  await page.getByText('Секреты будут стёрты').waitFor()
  await page.getByRole('button', { name: 'Удалить', exact: true }).click()
  await page.getByText('Каналов пока нет').waitFor()
  const left = await staff.doors.administrator.ask('GET', `/api/chats/${chat.id}/settings`)
  assert.equal(left.body.state, 'left')
  await page.context().close()
})

test('a number that nobody can call is not shown as working, and a system of their own shows what to hand over', async () => {
  const whatsapp = await startWhatsapp()
  const page = await signIn('administrator', '/channels')
  await page.getByRole('button', { name: 'Подключить' }).click()
  const form = page.getByRole('dialog')
  await form.getByText('WhatsApp', { exact: true }).click()
  await form.getByText('Сообщения сюда не дойдут').waitFor()
  await form.getByLabel('Идентификатор номера').fill('123')
  await form.getByLabel('Токен доступа').fill(whatsapp.secrets.accessToken)
  await form.getByLabel('Секрет приложения').fill(whatsapp.secrets.appSecret)
  await form.getByText('Дополнительно').click()
  await form.getByLabel('Адрес Graph API').fill(whatsapp.url)
  await form.getByRole('button', { name: 'Подключить' }).click()
  await form.getByText('Мессенджер не знает такого значения').waitFor()
  assert.equal(await focused(page), 'phoneNumberId')
  await sound(page, 'channels-whatsapp')
  await form.getByLabel('Идентификатор номера').fill(whatsapp.settings.phoneNumberId)
  await form.getByRole('button', { name: 'Подключить' }).click()
  await form.getByText('Скопируйте сейчас').waitFor()
  await form.getByRole('button', { name: 'Готово' }).click()
  await page.getByText('требует настройки').waitFor()
  await page.getByText('Сообщения сюда не дойдут').waitFor()
  await page.getByRole('button', { name: 'Подключить' }).click()
  await form.getByText('Своя система', { exact: true }).click()
  await form.getByText('Дополнительно').click()
  await form.getByLabel('Куда посылать наши сообщения').fill('http://127.0.0.1:9/events')
  await form.getByRole('button', { name: 'Подключить' }).click()
  for (const name of ['Наш адрес для вашей системы', 'Ключ', 'Секрет вызовов'])
    assert.ok((await form.getByRole('textbox', { name, exact: true }).inputValue()).length > 20, name)
  await sound(page, 'channels-open')
  await form.getByRole('button', { name: 'Готово' }).click()
  await form.waitFor({ state: 'hidden' })
  await query(db, 'select id from channel_account').then((rows) => assert.equal(rows.length, 2))
  await page.context().close()
  await whatsapp.close()
})

test('what nobody took is looked at, sent again and dropped', async () => {
  const chatId = newId()
  await inTransaction(db, async (tx) => {
    const row = { id: chatId, departmentId, channel: 'export', externalId: chatId, slug: null }
    await addChat(tx, { ...row, title: 'Дом 14', precinctId: null, lang: 'ru' }, now())
    for (const [at, why] of [...Array(7).fill('gone'), 'refused', 'stale'].entries())
      await query(
        tx,
        `insert into reply (department_id, id, chat_id, step, lang, text, buttons, state, error, created_at)
         values ($1, $2, $3, $4, 'ru', $5, '[]', 'failed', $6, now())`,
        [departmentId, newId(), chatId, `trial ${at}`, `Проверка ${at}`, why],
      )
  })
  const page = await signIn('administrator', '/outbox')
  await page.getByText('Проверка 2').waitFor()
  await sound(page, 'outbox')
  await page.getByLabel('Найти').fill('проверка 8')
  await page.waitForFunction(() => document.querySelectorAll('.ob-row').length === 1)
  await page.getByText('за сутки отправить не удалось').waitFor()
  await page.getByLabel('Найти').fill('нет такого')
  await page.getByText('Ничего не нашлось').waitFor()
  await page.getByLabel('Найти').fill('')
  await page.waitForFunction(() => document.querySelectorAll('.ob-row').length === 9)
  await page
    .getByRole('checkbox', { name: /Выбрать: Дом 14/ })
    .first()
    .check()
  await page.getByRole('button', { name: 'Отправить ещё раз' }).click()
  await page.waitForFunction(() => document.querySelectorAll('.ob-row').length === 8)
  await page.getByRole('checkbox', { name: 'Выбрать все' }).check()
  await page.getByRole('button', { name: 'Не отправлять' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Не отправлять' }).click()
  await page.getByText('Всё дошло').waitFor()
  await sound(page, 'outbox-none')
  await page.context().close()
})
