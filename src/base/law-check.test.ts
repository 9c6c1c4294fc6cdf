import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Edition, type Part, refOf } from './law.ts'
import { checkEdition } from './law-check.ts'
import { loadEditions } from './law-files.ts'
import { sayProblem } from './law-problem.ts'

const [edition] = (await loadEditions()) as [Edition]
const changed = (ref: string, change: Partial<Part>): Edition => ({
  ...edition,
  parts: edition.parts.map((part) => (refOf(part) === ref ? { ...part, ...change } : part)),
})

test('the edition that comes with the program holds together', () => {
  assert.deepEqual(checkEdition(edition), [])
})

test('each contradiction is told with the part and the field', () => {
  const cases: [Edition, string][] = [
    [changed('434(1)', { considersBy: ['policeHead'] }), '434(1).considersBy'],
    [changed('434(1)', { considersBy: ['sheriff'] }), '434(1).considersBy, drawnUpBy'],
    [changed('434(1)', { shortProcedure: true }), '434(1).shortProcedure'],
    [changed('505(1)', { warningFirst: false }), '505(1).warningFirst'],
    [changed('505(2)', { repeatOf: '7', repeatOfAll: ['7'] }), '505(2).repeatOfAll'],
    [changed('505(2)', { repeatOf: '1', repeatOfAll: [] }), '505(2).repeatOf'],
    [changed('505(1)', { drawnUpBy: [] }), '505(1).drawnUpBy'],
    [
      changed('440(1)', { sanctions: [{ kind: 'fine', subject: 'individual', alternative: false, mrp: 201 }] }),
      '440(1).sanctions individual',
    ],
    [{ ...edition, parts: [...edition.parts, edition.parts[0] as Part] }, '73(1)'],
  ]
  for (const [wrong, field] of cases) {
    const problems = checkEdition(wrong)
    assert.ok(
      problems.some((one) => one.field === field),
      `${field}: ${JSON.stringify(problems)}`,
    )
    for (const one of problems) assert.match(sayProblem(one, 'kk'), /керегі: /)
  }
})

test('a folder of another name, a broken file, a contradiction and an empty folder end the start with what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'uchastok-law-'))
  try {
    await assert.rejects(loadEditions(folder), /found none. Restore/)
    const ours = join(import.meta.dirname, '../../law', edition.id)
    await cp(ours, join(folder, 'koap-2020-01-01'), { recursive: true })
    await assert.rejects(loadEditions(folder), /Expected the folder koap-2026-03-02/)
    const right = join(folder, edition.id)
    await rename(join(folder, 'koap-2020-01-01'), right)
    assert.deepEqual(
      (await loadEditions(folder)).map(({ id }) => id),
      [edition.id],
    )
    const articles = await readFile(join(right, 'articles.json'), 'utf8')
    await writeFile(join(right, 'articles.json'), articles.replaceAll('"warningFirst": true', '"warningFirst": false'))
    await assert.rejects(loadEditions(folder), /73\(1\)\.warningFirst: ожидалось: true/)
    await writeFile(join(right, 'articles.json'), '{')
    await assert.rejects(loadEditions(folder))
  } finally {
    await rm(folder, { recursive: true })
  }
})
