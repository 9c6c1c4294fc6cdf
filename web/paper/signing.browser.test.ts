import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import react from '@vitejs/plugin-react'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { build } from 'vite'
import { type Play, startNcalayer } from '../../emulators/ncalayer.ts'
import { makeKey, standIn } from '../../emulators/ncalayer-keys.ts'
import { openBrowser } from '../../src/base/browser.ts'
import { inTransaction, query } from '../../src/base/database.ts'
import { noteFile } from '../../src/base/file-store.ts'
import { openYard } from '../../src/person/testing.ts'
import { password, startStaff } from '../../src/staff-testing.ts'

/** The officer signs in a real browser, over TLS, under the real server's policy: a page with nothing but the signatures. */

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n')
const web = fileURLToPath(new URL('../', import.meta.url))
const staff = await startStaff()
const program = await startNcalayer()
const browser = await openBrowser()
after(async () => {
  await browser.close()
  await program.close()
  await staff.close()
})
const yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
const files = await bundle()
const faults: string[] = []

/** The component alone, built as the pages are built. */
async function bundle(): Promise<Map<string, string | Uint8Array>> {
  const entry = `
    import '@mantine/core/styles.css'
    import '@mantine/notifications/styles.css'
    import '${web}styles.css'
    import '${web}styles-incident.css'
    import { MantineProvider } from '@mantine/core'
    import { Notifications } from '@mantine/notifications'
    import { QueryClientProvider } from '@tanstack/react-query'
    import { createElement as h } from 'react'
    import { createRoot } from 'react-dom/client'
    import { queries } from '${web}api.ts'
    import { colours, withCloseLabel } from '${web}theme.ts'
    import { Signing } from '${web}paper/signing.tsx'
    const { paper, ncalayer } = JSON.parse(document.getElementById('given').textContent)
    const page = h('main', { className: 'page narrow' }, h('h1', null, 'Документ'), h(Signing, { paper, ncalayer }))
    const inside = h(QueryClientProvider, { client: queries }, h(Notifications), page)
    createRoot(document.getElementById('root')).render(
      h(MantineProvider, { theme: withCloseLabel('Закрыть'), cssVariablesResolver: colours }, inside),
    )`
  const made = await build({
    ...{ root: web, configFile: false, logLevel: 'silent' },
    plugins: [
      react(),
      {
        name: 'one-page',
        resolveId: (id) => (id === 'one-page' ? `${web}one-page.js` : null),
        load: (id) => (id === `${web}one-page.js` ? entry : null),
      },
    ],
    build: {
      ...{ write: false, minify: false, target: 'es2023', assetsInlineLimit: 0 },
      rolldownOptions: {
        input: 'one-page',
        output: { entryFileNames: 'one-page.js', assetFileNames: '[name][extname]' },
      },
    },
  })
  const { output } = (Array.isArray(made) ? made[0] : made) as {
    output: { fileName: string; code?: string; source?: string | Uint8Array }[]
  }
  return new Map(output.map((one) => [one.fileName, one.code ?? one.source ?? '']))
}

async function lockedPaper(): Promise<{ id: string; status: string; kind: string; pdfHash: string; version: number }> {
  const { deps } = staff.running
  const [id, incidentId] = [deps.newId(), await yard.open()]
  const kept = await deps.files.put(pdf, { limit: 1e6 })
  if ('refused' in kept) throw new Error('The PDF was not kept.')
  await inTransaction(staff.db, async (tx) => {
    await noteFile(tx, { ...kept, mime: 'application/pdf' }, deps.now())
    await query(
      tx,
      `insert into paper (department_id, id, incident_id, kind, lang, status, suggested, fields, missing, by_account,
         created_at, updated_at, pdf_hash)
       values ($1, $2, $3, 'explanation', 'ru', 'signed', '{}', '{}', 0, $4, now(), now(), $5)`,
      [staff.departmentId, id, incidentId, staff.ids.inspector, kept.hash],
    )
  })
  return { id, status: 'signed', kind: 'explanation', pdfHash: kept.hash, version: 1 }
}

async function open(locale: 'ru' | 'kk', size: { width: number; height: number }): Promise<Page> {
  const { address } = staff.running
  const paper = await lockedPaper()
  const policy = (await fetch(address)).headers.get('content-security-policy') ?? ''
  // The stand-in takes any free port, lest two tests want the same one.
  const allowed = policy.replace('wss://127.0.0.1:13579', program.url)
  assert.notEqual(allowed, policy)
  const mobile = size.width < 600
  const context = await browser.newContext({
    ...{ viewport: size, ignoreHTTPSErrors: true, isMobile: mobile, hasTouch: mobile, reducedMotion: 'reduce' },
    locale: locale === 'kk' ? 'kk-KZ' : 'ru-RU',
  })
  const [name = '', value = ''] = staff.doors.inspector.cookie.split('=')
  await context.addCookies([{ name, value, url: address }])
  context.setDefaultTimeout(15_000)
  // Chromium asks the person before a page may speak with a program of the same machine.
  await context.grantPermissions(['local-network-access'], { origin: address })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(String(error.stack)))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.route(`${address}/one-page/**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice('/one-page/'.length)
    const body = files.get(file)
    if (body !== undefined)
      return route.fulfill({
        body: Buffer.from(body),
        contentType: file.endsWith('.css') ? 'text/css' : 'text/javascript',
      })
    const styles = [...files.keys()].filter((one) => one.endsWith('.css'))
    const given = JSON.stringify({ paper, ncalayer: program.url })
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': allowed },
      body: `<!doctype html><html lang="${locale}"><head><title>Документ</title>
        <meta name="viewport" content="width=device-width">${styles.map((one) => `<link rel="stylesheet" href="${one}">`).join('')}
        </head><body><div id="root"></div><script type="application/json" id="given">${given}</script>
        <script type="module" src="one-page.js"></script></body></html>`,
    })
  })
  await page.route(`${address}/api/papers/${paper.id}/pdf`, (route) =>
    route.fulfill({ body: pdf, contentType: 'application/pdf' }),
  )
  await page.goto(`${address}/one-page/`)
  return page
}

async function look(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  )
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(wide <= 0, `${name} is ${wide} pixels too wide`)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}

test('the officer signs by NCALayer at a desk; what could not be checked is said', async () => {
  const page = await open('ru', { width: 1440, height: 900 })
  await page.getByText('Подписей пока нет').waitFor()
  await page.getByRole('button', { name: 'Подписать ЭЦП (NCALayer)' }).click()
  await page
    .getByText('Подпись соответствует документу; цепочка до НУЦ РК и отзыв сертификата не проверялись')
    .waitFor()
  await page.getByText('По сертификату: СЫНАҚОВ СЫНАҚ СЫНАҚҰЛЫ').waitFor()
  await page.getByText('не совпадает с именем в учётной записи').waitFor()
  const was = program.key
  program.key = await makeKey('gost', standIn, new Date())
  await page.getByRole('button', { name: 'Подписать ЭЦП (NCALayer)' }).click()
  await page.getByText('Алгоритм ГОСТ: здесь проверить нельзя, проверьте на портале НУЦ РК').waitFor()
  program.key = was
  await look(page, 'signing-desk')
  await page.context().close()
  assert.deepEqual(faults.splice(0), [])
})

test('whatever goes wrong is told in words, and the button is there again', async () => {
  const page = await open('ru', { width: 1440, height: 900 })
  const button = page.getByRole('button', { name: 'Подписать ЭЦП (NCALayer)' })
  const told: [Play, string][] = [
    ['cancels', 'Подписание отменено в окне NCALayer'],
    ['wrongPassword', 'проверьте ключ, пароль и хранилище'],
    ['noStorage', 'storage.empty'],
    ['closes', 'закрыл соединение'],
    ['garbage', 'ответил непонятно'],
  ]
  for (const [play, words] of told) {
    program.play = play
    await button.click()
    await page.getByRole('status').getByText(words).waitFor()
  }
  program.play = 'silent'
  await button.click()
  await page.getByText('Откройте окно NCALayer').waitFor()
  await page.getByRole('button', { name: 'Не ждать' }).click()
  await page.getByText('Подписание отменено').waitFor()
  assert.deepEqual(faults.splice(0), [])
  program.play = 'signsOther'
  await button.click()
  await page.getByRole('status').getByText('под другим документом').waitFor()
  program.play = 'signs'
  await look(page, 'signing-refused')
  await page.context().close()
  // The refusal of the last one is an answer of 422, which the browser writes down.
  assert.match(faults.splice(0).join('\n'), /^[^\n]*422[^\n]*$/)
})

test('on a phone, in Kazakh, without NCALayer: the signed sheet is photographed and attached', async () => {
  const page = await open('kk', { width: 360, height: 740 })
  await program.close()
  await page.getByRole('button', { name: 'ЭЦҚ-мен қол қою (NCALayer)' }).click()
  await page.getByText('NCALayer жауап бермейді').waitFor()
  await page.getByRole('combobox', { name: 'Кім қол қояды' }).click()
  await page.getByRole('option', { name: 'Куә' }).click()
  const photo = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer()
  await page
    .locator('input[type=file][capture]')
    .setInputFiles({ name: 'sheet.jpg', mimeType: 'image/jpeg', buffer: photo })
  await page.getByText('Скан: қолтаңбаның түпнұсқалығын бағдарлама тексермейді').waitFor()
  await look(page, 'signing-phone')
  await page.context().close()
  assert.match(faults.splice(0).join('\n'), /ERR_CONNECTION_REFUSED/)
})
