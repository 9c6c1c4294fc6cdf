import assert from 'node:assert/strict'
import test from 'node:test'
import { days, dayWord } from './day-word.ts'
import { duration, mark, percent } from './duration.ts'

test('days are said in Kazakh whatever the browser knows', () => {
  assert.equal(dayWord('2026-09-01', 'kk', 'short'), '1 қыр.')
  assert.equal(days('2026-11-01', '2026-11-22', 'kk'), '2026 жылғы 1–22 қараша')
  assert.equal(days('2026-09-01', '2026-11-01', 'kk'), '2026 жылғы 1 қыркүйек – 1 қараша')
  assert.equal(days('2025-12-31', '2026-01-01', 'kk'), '2025 жылғы 31 желтоқсан – 2026 жылғы 1 қаңтар')
  assert.equal(days('2026-11-22', '2026-11-22', 'kk'), '2026 жылғы 22 қараша')
})

test('durations are said in the units that fit', () => {
  const said = (seconds: number) => duration(seconds, 'ru').replaceAll('\u00a0', ' ')
  assert.deepEqual([40, 90, 3599, 12_000, 86_400, 187_000].map(said), [
    '40 с',
    '2 мин',
    '1 ч',
    '3 ч 20 мин',
    '1 дн',
    '2 дн 4 ч',
  ])
})

test('shares and marks have the comma of both languages', () => {
  assert.equal(mark(4, 'kk'), '4,0')
  assert.equal(percent(0.485, 'kk').replace(/\s/, ' '), '49 %')
  assert.equal(percent(null, 'ru'), '—')
})
