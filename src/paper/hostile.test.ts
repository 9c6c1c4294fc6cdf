import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { filled, missingIn, type PaperDocument } from './document.ts'
import { forms } from './forms.ts'
import { circumstances, type PaperKind, paperKinds } from './kinds.ts'
import { fillForm } from './layout.ts'
import { renderPaper } from './pdf.ts'
import { textOf } from './testing.ts'

/** Whatever a person types into any field of any form stands on the paper as he typed it. */

const markup = [
  ...['#panic()', '#sys.inputs', '*x*', '_y_', '$a^2$', '`raw`', '<b>', '</script>', '<img src=x onerror=y>', '[z]'],
  ...['{q}', '@ref', '= H', '\\u{41}', '//c', '/*d*/', '"', "'", '~', '&amp;', '{now}', '{of}', '%s', '$(1)', '$&'],
  ...['-- -', '...', '№', 'Ғалымжан', 'Құрманғазы', 'Өскемен', 'ҺІіңҮү', 'Müller-Öz', 'O’Neil', 'Ёжиков'],
]
const word = fc.oneof(fc.constantFrom(...markup), fc.stringMatching(/^[а-яёәғқңөұүһіА-Яa-zA-Z0-9.,;:()-]{1,12}$/))
const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))

/** Of a protocol the fields are the law's; these stand for them. */
const protocolFields = [
  ...['protocol.date', 'protocol.place', 'author.position', 'author.name', 'person.fullName', 'person.residence'],
  ...['offence.place', 'offence.time', 'offence.essence', 'offence.article', 'hearing.place', 'person.explanation'],
]
const idsOf = (kind: PaperKind) => (kind === 'protocol' ? protocolFields : forms[kind].fields.map(({ id }) => id))

function paperWith(kind: PaperKind, values: Readonly<Record<string, string>>): PaperDocument {
  const given = Object.fromEntries(Object.entries(values).map(([id, text]) => [id, filled(text, 'inspector')]))
  const form = { ...forms[kind], ...(kind === 'protocol' && { fields: protocolFields.map(plain) }) }
  const fields = fillForm(form, given)
  const all = { article: null, part: null, edition: null, editionNote: '', rights: [], attachments: [], minor: false }
  const now = [...circumstances]
  return {
    kind,
    lang: 'ru',
    number: null,
    ...all,
    circumstances: now,
    fields,
    missing: missingIn({ fields, circumstances: now }),
  }
}
const plain = (id: string) => ({ id, label: { ru: id, kk: id }, rule: '' })

/** Hyphens that the printer sets at the ends of lines are no part of the text. */
const bare = (text: string) => text.replace(/[\s\u00ad-]/g, '')

for (const kind of paperKinds)
  test(`${kind}: what was typed into its fields is printed as it was typed`, async () => {
    const ids = idsOf(kind)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ids), line, fc.constantFrom('ru', 'kk'), async (id, text, lang) => {
        const rest = Object.fromEntries(ids.map((one) => [one, 'слово']))
        const printed = bare(textOf(await renderPaper(paperWith(kind, { ...rest, [id]: text }), lang as 'ru' | 'kk')))
        const shown = printed.includes(bare(text)) || byHand(kind, id)
        assert.ok(shown, `${id}: «${text}» is not in ${printed.slice(0, 400)}`)
      }),
      { numRuns: 12, seed: 4 },
    )
  })

/** Signatures are lines for the hand: nothing is typed there. */
const byHand = (kind: PaperKind, id: string) =>
  /^(sign|copy)\./.test(id) || forms[kind].fields.find((one) => one.id === id)?.byHand === true

test('an address of 300 characters and a text of 10 000 fit the page', async () => {
  const address = 'г. Шымкент, мкр Самалды, ул. Тестовая '.repeat(8).slice(0, 300)
  for (const kind of paperKinds) {
    const fields = Object.fromEntries(idsOf(kind).map((id) => [id, address]))
    const [first] = idsOf(kind).filter((id) => !byHand(kind, id))
    const long = { ...fields, [first ?? '']: 'Ұзынсөз'.repeat(1400) }
    const printed = bare(textOf(await renderPaper(paperWith(kind, fields))))
    assert.ok(printed.includes(bare(address)), kind)
    assert.ok((await renderPaper(paperWith(kind, long))).length > 5000)
  }
})
