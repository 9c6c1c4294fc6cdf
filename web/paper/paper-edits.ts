import type { PaperLang } from '../../src/base/law.ts'
import { amend, type Field, type PaperDocument, textIn, typedElsewhere } from '../../src/paper/document.ts'
import type { Circumstance } from '../../src/paper/kinds.ts'
import type { AmendInput, PaperView } from '../../src/paper/view.ts'

/** What an officer has typed and the server does not have yet: how it looks, what is sent of it, where two disagree. */

export interface Edit {
  id: string
  lang: PaperLang
  text: string
  /** What stood there when he began to type, or what of his the server has since. */
  seen: string
  /** He has read a text typed in the other language and leaves it so. */
  sure?: boolean
}

export interface Pending {
  /** By `keyOf`. */
  edits: Record<string, Edit>
  lang: PaperLang | null
  circumstances: Circumstance[] | null
  erapNumber: string | null
}

export const nothingPending: Pending = { edits: {}, lang: null, circumstances: null, erapNumber: null }

export const keyOf = (id: string, lang: PaperLang): string => `${lang}.${id}`

/** What the server has of a field in a language; an empty text for nothing. */
export const shownText = (field: Field | undefined, lang: PaperLang): string => textIn(field?.value ?? null, lang) ?? ''

const fieldOf = (paper: Pick<PaperView, 'document'>, id: string) => paper.document.fields.find((one) => one.id === id)

const isUntouched = (edit: Edit) => !edit.sure && edit.text.trim() === edit.seen.trim()

function isDirty(paper: Pick<PaperView, 'document'>, edit: Edit): boolean {
  const field = fieldOf(paper, edit.id)
  if (!field || isUntouched(edit)) return false
  if (edit.text.trim() !== shownText(field, edit.lang)) return true
  return edit.sure === true && typedElsewhere(field, edit.lang)
}

/** Fields that somebody else changed while this officer was changing them: nothing of either is lost until he chooses. */
export function conflictsIn(paper: Pick<PaperView, 'document'>, pending: Pending): (Edit & { theirs: string })[] {
  return Object.values(pending.edits).flatMap((edit) => {
    const theirs = shownText(fieldOf(paper, edit.id), edit.lang)
    const both = theirs !== edit.seen.trim() && theirs !== edit.text.trim() && !isUntouched(edit)
    return both ? [{ ...edit, theirs }] : []
  })
}

/** The text in the box: what was typed, unless nothing was and somebody else has changed it. */
export function typedText(paper: Pick<PaperView, 'document'>, pending: Pending, id: string, lang: PaperLang): string {
  const edit = pending.edits[keyOf(id, lang)]
  const shown = shownText(fieldOf(paper, id), lang)
  return edit && !(isUntouched(edit) && edit.seen.trim() !== shown) ? edit.text : shown
}

/** The paper as it will be when all that was typed is kept. */
export function withPending(paper: Pick<PaperView, 'document'>, pending: Pending, by: string): PaperDocument {
  const lang = pending.lang ?? paper.document.lang
  let document = paper.document
  for (const each of langsOf(pending, lang)) {
    const typed = Object.values(pending.edits).filter((edit) => edit.lang === each && isDirty(paper, edit))
    const fields = Object.fromEntries(typed.map((edit) => [edit.id, edit.text]))
    document = amend(document, { lang: each, fields }, by)
  }
  return amend(document, { lang, ...(pending.circumstances ? { circumstances: pending.circumstances } : {}) }, by)
}

/** The language of the page last, so that it is the one that stays. */
function langsOf(pending: Pending, last: PaperLang): PaperLang[] {
  const typed = new Set(Object.values(pending.edits).map((edit) => edit.lang))
  return [...typed].sort((a, b) => Number(a === last) - Number(b === last))
}

const most = 100

/** What is sent next, or null when the server has everything but what two disagree on and the box (`keyOf`) left for later. */
export function nextBody(paper: PaperView, pending: Pending, later: string | null = null): AmendInput | null {
  const disputed = new Set(conflictsIn(paper, pending).map((one) => keyOf(one.id, one.lang)))
  const dirty = Object.values(pending.edits).filter(
    (edit) => isDirty(paper, edit) && !disputed.has(keyOf(edit.id, edit.lang)) && keyOf(edit.id, edit.lang) !== later,
  )
  const last = pending.lang ?? paper.document.lang
  const lang = langsOf(pending, last).find((one) => dirty.some((edit) => edit.lang === one)) ?? last
  const chosen = dirty.filter((edit) => edit.lang === lang).slice(0, most)
  const body: AmendInput = {
    version: paper.version,
    lang,
    fields: Object.fromEntries(chosen.map((edit) => [edit.id, edit.text.trim() || null])),
    ...(pending.circumstances && !same(pending.circumstances, paper.document.circumstances)
      ? { circumstances: pending.circumstances }
      : {}),
    ...(pending.erapNumber !== null && pending.erapNumber.trim() !== paper.erapNumber
      ? { erapNumber: pending.erapNumber.trim() }
      : {}),
  }
  const something = chosen.length > 0 || 'circumstances' in body || 'erapNumber' in body || lang !== paper.document.lang
  return something ? body : null
}

const same = (one: readonly string[], other: readonly string[]) => [...one].sort().join() === [...other].sort().join()

/** What is still to be sent after the server took this; the box in which he is typing keeps its spaces. */
export function settle(pending: Pending, sent: AmendInput, next: PaperView, typing: string | null): Pending {
  const edits: Record<string, Edit> = {}
  for (const [key, edit] of Object.entries(pending.edits)) {
    const shown = shownText(fieldOf(next, edit.id), edit.lang)
    if (!(edit.id in sent.fields)) edits[key] = edit
    else if (edit.text.trim() !== shown || key === typing) {
      const { sure: _, ...rest } = edit
      edits[key] = { ...rest, seen: shown }
    }
  }
  return dropEmpty({ ...pending, edits }, next)
}

/** Without what the server has already. */
export function dropEmpty(pending: Pending, paper: PaperView): Pending {
  const { circumstances, erapNumber, lang } = pending
  return {
    edits: pending.edits,
    lang: lang === paper.document.lang ? null : lang,
    circumstances: circumstances && same(circumstances, paper.document.circumstances) ? null : circumstances,
    erapNumber: erapNumber?.trim() === paper.erapNumber ? null : erapNumber,
  }
}

/** Without the boxes that were left as they were. */
export function dropUntouched(pending: Pending): Pending {
  return {
    ...pending,
    edits: Object.fromEntries(Object.entries(pending.edits).filter(([, edit]) => !isUntouched(edit))),
  }
}

/** Whether something of this is not with the server: to be sent, or to be chosen. */
export function isPending(paper: PaperView, pending: Pending): boolean {
  return nextBody(paper, pending) !== null || conflictsIn(paper, pending).length > 0
}
