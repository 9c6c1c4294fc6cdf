import { useEffect, useMemo, useRef } from 'react'
import type { PaperLang } from '../../src/base/law.ts'
import type { PaperView } from '../../src/paper/view.ts'
import { changePending, send, typeInto } from './paper-desk.ts'
import { dropUntouched, type Edit, keyOf, type Pending, shownText } from './paper-edits.ts'
import type { Typing } from './paper-fields.tsx'

/** What the boxes do, as functions that stay the same while one types, so that only one box is drawn anew. */
export function useTyping(paper: PaperView, lang: PaperLang, setActive: (id: string) => void): Typing {
  const now = useRef({ paper, lang })
  useEffect(() => {
    now.current = { paper, lang }
  })
  return useMemo(() => {
    const change = (work: (before: Pending) => Pending) => changePending(now.current.paper, work)
    const shown = (id: string, of: PaperLang) =>
      shownText(
        now.current.paper.document.fields.find((field) => field.id === id),
        of,
      )
    const put = (before: Pending, id: string, of: PaperLang, next: Partial<Edit>): Pending => {
      const key = keyOf(id, of)
      const old = before.edits[key] ?? { id, lang: of, text: shown(id, of), seen: shown(id, of) }
      return { ...before, edits: { ...before.edits, [key]: { ...old, ...next } } }
    }
    const drop = (before: Pending, key: string): Pending => {
      const { [key]: _, ...edits } = before.edits
      return { ...before, edits }
    }
    return {
      type: (id, text) => change((before) => put(before, id, now.current.lang, { text })),
      answer: (id, value) => {
        change((before) =>
          (['ru', 'kk'] as const).reduce((all, each) => put(all, id, each, { text: value[each] }), before),
        )
        setActive(id)
        void send(now.current.paper.id)
      },
      confirm: (id) => {
        change((before) => put(before, id, now.current.lang, { sure: true }))
        void send(now.current.paper.id)
      },
      choose: (id, whose) => {
        const { lang: of, paper: one } = now.current
        change((before) =>
          whose === 'mine' ? put(before, id, of, { seen: shown(id, of) }) : drop(before, keyOf(id, of)),
        )
        void send(one.id)
      },
      enter: (id) => {
        typeInto(keyOf(id, now.current.lang))
        setActive(id)
      },
      leave: () => {
        typeInto(null)
        change(dropUntouched)
        void send(now.current.paper.id)
      },
    }
  }, [setActive])
}
