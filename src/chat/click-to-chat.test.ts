import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clickToChat } from './click-to-chat.ts'

test('the number is bare digits and the words are safe in an address', () => {
  const link = clickToChat('+7 (725) 000-00-00', '/start Ж&К #1')
  assert.equal(link, `https://wa.me/77250000000?text=${encodeURIComponent('/start Ж&К #1')}`)
  assert.equal(new URL(link).searchParams.get('text'), '/start Ж&К #1')
  assert.equal(clickToChat('77250000000'), 'https://wa.me/77250000000')
})

test('what is no number with its country code is refused', () => {
  assert.throws(() => clickToChat('112'), /7 to 15 digits/)
})
