import { type Edition, type Part, refOf } from '../base/law.ts'
import { searchParts } from '../base/law-search.ts'

/** Parts by number («505», «505(1)», «434 ч. 2») or by words, for a choice by hand; at most a dozen. */
export function partsNamed(edition: Edition, words: string) {
  const number =
    /^(?:ст(?:атья|\.)?\s*)?(\d+(?:-\d+)?)\s*(?:\(|-бап\D*|ч(?:асть|\.)?\s*|\s)?\s*(\d+(?:-\d+)?)?\)?/iu.exec(
      words.trim(),
    )
  const [, article, part] = number ?? []
  const byNumber = article
    ? edition.parts.filter((one) =>
        part ? one.article === article && one.part === part : one.article.startsWith(article),
      )
    : []
  const found = byNumber.length > 0 ? byNumber : searchParts(edition, words)
  const exactFirst = found.toSorted((a, b) => Number(b.article === article) - Number(a.article === article))
  return exactFirst.slice(0, 12).map(shown)
}

const shown = (one: Part) => ({
  ...{ article: one.article, part: one.part, ref: refOf(one), titleRu: one.titleRu, conductRu: one.conductRu },
})
