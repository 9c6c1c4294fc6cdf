import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeHolds, codeOf, codesPossible, readCode } from './code.ts'
import { mostWrong, openTries, wrongCountsFor } from './tries.ts'

/** How many codes one person may try while a code holds, when the program starts anew after so many milliseconds. */
function triesInLifeOfCode(restartsEach: number): number {
  let made = 0
  let tries = openTries()
  let startedAt = 0
  for (let now = 0; now < codeHolds; now += 60_000) {
    if (now - startedAt >= restartsEach) {
      tries = openTries()
      startedAt = now
    }
    while (tries.mayTry(['guesser'], now)) {
      tries.wrong(['guesser'], now)
      made += 1
    }
  }
  return made
}

test('what a restart forgives does not bring a guesser near a code', () => {
  assert.equal(codesPossible, 2 ** 32)
  const day = 24 * 3_600_000
  assert.equal(triesInLifeOfCode(Infinity), (mostWrong * codeHolds) / wrongCountsFor)
  const chance = (tries: number) => (tries * 100) / codesPossible
  assert.ok(chance(triesInLifeOfCode(Infinity)) < 2e-5)
  assert.ok(triesInLifeOfCode(day) <= 875)
  assert.ok(chance(triesInLifeOfCode(wrongCountsFor / 2)) < 4e-5)
})

test('every letter of a code is chance: none is made more often than another', () => {
  const codes = Array.from({ length: 256 }, (_, byte) =>
    codeOf(Buffer.from([byte, byte, byte, byte]).toString('base64url')),
  )
  assert.equal(new Set(codes).size, 256)
  assert.ok(codes.every((code) => readCode(code) === code))
})
