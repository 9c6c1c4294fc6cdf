import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tones } from '../chat/chat-settings.ts'
import { categories, langs } from '../detection/categories.ts'
import { bodies, outcomes } from '../incident/life.ts'
import { acknowledgement, digestText, outcomeText, progress, reopenedText } from './texts.ts'
import { toneTexts } from './tone-texts.ts'

/** What a chat is told, in every tone and language. */

const number = 4217
const missings = [null, 'house', 'street', 'place'] as const
const due = { ru: '24 ноября', kk: '24 қараша' }

/** All that may be said of the incident 4217, with who says it. */
function* everything(): Generator<[string, string]> {
  for (const tone of tones)
    for (const lang of langs) {
      const told = { number, lang, tone }
      const name = `${tone} ${lang}`
      for (const category of categories)
        for (const emergency of [true, false])
          for (const missing of missings)
            yield [`${name} ${category} ${missing}`, acknowledgement({ ...told, category, emergency, missing })]
      yield [`${name} accepted`, progress({ ...told, step: 'accepted' })]
      yield [`${name} ordered`, progress({ ...told, step: 'ordered', due })]
      for (const outcome of outcomes)
        for (const handedTo of bodies)
          yield [`${name} ${outcome}`, outcomeText({ ...told, outcome, handedTo, days: 3 })]
      yield [`${name} reopened`, reopenedText(told)]
      yield [`${name} digest`, digestText([number], lang, tone)]
      yield [`${name} digests`, digestText([number, number + 2], lang, tone)]
    }
}

test('no tone says more than the number, a day, and whom to call: no other figure, no address, no name', () => {
  const known = new Set(['4217', '4219', '2', '24', '101', '102', '103', '104', '109', '112'])
  for (const [name, text] of everything()) {
    assert.match(text, /№ ?4217/, name)
    for (const [figure] of text.matchAll(/\d+/g)) assert.ok(known.has(figure), `${name}: ${figure} in «${text}»`)
    assert.doesNotMatch(text, /[a-z@/{}]|undefined|!/i, name)
    // A capital within a sentence would be somebody's name.
    assert.doesNotMatch(text, /[а-яәғқңөұүһі,] [А-ЯӘҒҚҢӨҰҮҺІ]/, name)
  }
})

test('every tone fits into one short message of any messenger', () => {
  for (const [name, text] of everything()) assert.ok(text.length <= 520, `${name}: ${text.length}`)
})

test('in danger there is one way to speak', () => {
  for (const lang of langs)
    for (const category of categories) {
      const said = tones.map((tone) =>
        acknowledgement({ number, lang, tone, category, emergency: true, missing: 'house' }),
      )
      assert.equal(new Set(said).size, 1)
      assert.match(said[0] ?? '', /^(?:Сейчас же позвоните|Дереу) /)
    }
})

test('the tones differ in everything else, and neither language says what the other does not', () => {
  const { short, warm } = toneTexts
  for (const lang of ['ru', 'kk'] as const) {
    for (const outcome of outcomes) assert.notEqual(short.outcome[outcome][lang], warm.outcome[outcome][lang])
    for (const missing of ['house', 'street', 'place'] as const)
      assert.notEqual(short.asked[missing][lang], warm.asked[missing][lang])
    assert.notEqual(short.seen(1)[lang], warm.seen(1)[lang])
    assert.notEqual(short.accepted(1)[lang], warm.accepted(1)[lang])
    assert.notEqual(short.ordered(1, due)[lang], warm.ordered(1, due)[lang])
    assert.notEqual(short.reopened(1)[lang], warm.reopened(1)[lang])
  }
  for (const [name, text] of everything()) {
    if (name.includes(' ru')) assert.doesNotMatch(text, /[әғқңөұүһі]/i, name)
    if (name.includes(' kk')) assert.match(text, /[әғқңөұүһі]/i, name)
  }
})
