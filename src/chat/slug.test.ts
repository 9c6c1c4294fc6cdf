import assert from 'node:assert/strict'
import test from 'node:test'
import { freeSlug, slugOf, slugPattern } from './slug.ts'

test('titles in Russian and Kazakh become addresses that can be read out', () => {
  const titles: [string, string][] = [
    ['ЖК Самалды, 2-подъезд', 'zhk-samaldy-2-podezd'],
    ['Көктоғай ықшамауданы', 'koktogai-yqshamaudany'],
    ['Әйнектің үйі №14', 'ainektin-uii-14'],
    ['Щучья улица — объявления', 'shuchya-ulitsa-obyavleniya'],
    ['Café Shymkent', 'cafe-shymkent'],
    ['  !!! ', 'room'],
    ['🙂', 'room'],
  ]
  for (const [title, slug] of titles) assert.equal(slugOf(title), slug)
})

test('a long title is cut between words, and every address fits its pattern', () => {
  const long = slugOf('Общий чат жителей первого подъезда дома на улице Теректи')
  assert.ok(long.length <= 40 && slugPattern.test(long), long)
  assert.equal(long.endsWith('-'), false)
  assert.match(slugOf('ы'.repeat(100)), slugPattern)
})

test('an address that somebody has gets a number', () => {
  assert.equal(freeSlug('dvor', new Set()), 'dvor')
  assert.equal(freeSlug('dvor', new Set(['dvor', 'dvor-2'])), 'dvor-3')
  const long = 'a'.repeat(40)
  assert.match(freeSlug(long, new Set([long])), slugPattern)
})
