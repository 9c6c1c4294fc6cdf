import assert from 'node:assert/strict'
import test from 'node:test'
import sharp from 'sharp'
import { openBrowser } from './browser.ts'

const letters = 'ӘәҒғҚқҢңӨөҰұҮүҺһІі₸№'

test('the browser draws every Kazakh letter, each its own', async () => {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 900, height: 200 } })
    const boxes = [...letters, '\u{F8FF}'].map(
      (letter) => `<b style="display:inline-block;width:40px;font:30px sans-serif">${letter}</b>`,
    )
    await page.setContent(`<body style="margin:0;width:900px;background:#fff">${boxes.join('')}</body>`)
    await page.evaluate(() => document.fonts.ready)
    const pictures = await Promise.all((await page.locator('b').all()).map((box) => box.screenshot()))
    const shapes = await Promise.all(
      pictures.map(async (picture) => (await sharp(picture).greyscale().raw().toBuffer()).toString('hex')),
    )
    // The last one is no letter of any font: what is drawn for it is the empty box of a missing letter.
    assert.equal(new Set(shapes).size, [...letters].length + 1)
    assert.ok(shapes.every((shape) => /0[0-9a-f]/.test(shape)))
  } finally {
    await browser.close()
  }
})

test('the browser draws maps without a graphics card', async () => {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    const version = await page.evaluate(() => document.createElement('canvas').getContext('webgl2')?.getParameter(7938))
    assert.match(String(version), /WebGL 2/)
  } finally {
    await browser.close()
  }
})
