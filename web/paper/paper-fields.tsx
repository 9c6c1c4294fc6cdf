import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import type { PaperLang } from '../../src/base/law.ts'
import { type Field, typedElsewhere } from '../../src/paper/document.ts'
import { type Circumstance, casePapers, circumstances, type PaperKind } from '../../src/paper/kinds.ts'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { paperSettingsQuery } from './paper-data.ts'
import { PaperField } from './paper-field.tsx'
import { type Group, isByHand } from './paper-groups.ts'
import { paperTexts } from './paper-texts.ts'
import { quickAnswers } from './quick-answers.ts'

/** What a box does when it is typed into, left, or answered at once. */
export interface Typing {
  type: (id: string, text: string) => void
  /** Both languages at once. */
  answer: (id: string, value: Record<PaperLang, string>) => void
  /** A text in the other language has been read and stays. */
  confirm: (id: string) => void
  choose: (id: string, whose: 'mine' | 'theirs') => void
  enter: (id: string) => void
  leave: (id: string) => void
}

interface Props {
  groups: readonly Group[]
  /** All that stands on the paper, for what is left to the hand. */
  fields: readonly Field[]
  lang: PaperLang
  incidentNumber: number
  editable: boolean
  active: string | null
  /** Field → the text in its box. */
  texts: ReadonlyMap<string, string>
  /** Field → what stood there when the page was opened. */
  firsts: ReadonlyMap<string, string>
  disputes: ReadonlyMap<string, string>
  theirName: string
  typing: Typing
}

/** The fields in the order of the paper, each with where it comes from; what is written by hand is only named. */
export const PaperFields = memo(function PaperFields(props: Props) {
  const { groups, fields, lang, editable, typing } = props
  const t = useTexts(paperTexts)
  const locale = useLocale()
  const words: PaperLang = locale === 'kk' ? 'kk' : 'ru'
  const now = useNow()
  const { data: settings = null } = useQuery(paperSettingsQuery)
  const byHand = fields.filter(isByHand)
  // Of a locked paper what was left empty says nothing.
  const isShown = (field: Field) => editable || field.value !== null
  const titles = { general: t.general, addressee: t.addressee, content: t.content, other: t.otherFields, section: '' }
  return (
    <>
      {groups
        .filter((group) => group.fields.some(isShown))
        .map((group) => (
          <section key={`${group.kind}.${group.fields[0]?.id}`} className="card paper-group">
            <h2 lang={group.title ? words : undefined}>{group.title || titles[group.kind]}</h2>
            {group.fields.filter(isShown).map((field) => (
              <PaperField
                key={field.id}
                field={field}
                words={words}
                lang={lang}
                incidentNumber={props.incidentNumber}
                editable={editable}
                active={props.active === field.id}
                text={props.texts.get(field.id) ?? ''}
                first={props.firsts.get(field.id) ?? ''}
                theirs={props.disputes.get(field.id) ?? null}
                theirName={props.theirName}
                elsewhere={typedElsewhere(field, lang)}
                answers={editable ? quickAnswers(field.id, settings, now) : none}
                typing={typing}
              />
            ))}
          </section>
        ))}
      {byHand.length > 0 ? (
        <section className="card">
          <details className="why">
            <summary>
              {t.byHandTitle} ({byHand.length})
            </summary>
            <ul className="by-hand" lang={words}>
              {byHand.map((field) => (
                <li key={field.id}>{field.label[words]}</li>
              ))}
            </ul>
          </details>
        </section>
      ) : null}
    </>
  )
})

const none: never[] = []

/** What may be so at the drawing up, and adds lines to the paper. */
export function Circumstances({
  kind,
  fields,
  chosen,
  editable,
  change,
}: {
  kind: PaperKind
  fields: readonly Field[]
  chosen: readonly Circumstance[]
  editable: boolean
  change: (next: Circumstance[]) => void
}) {
  const t = useTexts(paperTexts)
  const ofCase = (casePapers as readonly PaperKind[]).includes(kind)
  const open = circumstances.filter((one) =>
    editable ? ofCase || fields.some((field) => field.when === one) : chosen.includes(one),
  )
  if (open.length === 0) return null
  return (
    <fieldset className="card paper-circumstances">
      <legend>{t.circumstancesTitle}</legend>
      <div className="chips">
        {open.map((one) => {
          const on = chosen.includes(one)
          return (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={on}
              disabled={!editable}
              onClick={() => change(on ? chosen.filter((each) => each !== one) : [...chosen, one])}
            >
              {t.circumstances[one]}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}

/** What is missing and what two disagree on, on top: each leads to its field. */
export function Gaps({
  missing,
  words,
  jump,
  next,
}: {
  missing: readonly Field[]
  words: PaperLang
  jump: (id: string) => void
  next: () => void
}) {
  const t = useTexts(paperTexts)
  if (missing.length === 0) return null
  return (
    <section className="card paper-gaps">
      <div className="paper-gaps-head">
        <p className="missing-count">{t.missingCount(missing.length)}</p>
        <Button variant="default" size="compact-md" onClick={next} aria-keyshortcuts="Control+Enter" title={t.nextKeys}>
          {t.next}
        </Button>
      </div>
      <nav aria-label={t.jump}>
        <ul className="jumps" lang={words}>
          {missing.map((field) => (
            <li key={field.id}>
              <a
                href={`#field-${field.id}`}
                onClick={(event) => {
                  event.preventDefault()
                  jump(field.id)
                }}
              >
                {field.label[words]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </section>
  )
}
