import { Button, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { PaperLang } from '../../src/base/law.ts'
import type { Field, Source } from '../../src/paper/document.ts'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import type { Typing } from './paper-fields.tsx'
import { paperTexts } from './paper-texts.ts'
import type { QuickAnswer } from './quick-answers.ts'

interface Props {
  field: Field
  /** The language of labels: of the interface, as far as the paper has it. */
  words: PaperLang
  /** The language of what is typed: of the paper. */
  lang: PaperLang
  incidentNumber: number
  editable: boolean
  active: boolean
  text: string
  first: string
  /** What somebody else has written meanwhile, or null. */
  theirs: string | null
  theirName: string
  elsewhere: boolean
  answers: readonly QuickAnswer[]
  typing: Typing
}

/** One field: a plain box that grows, where its text comes from, the rule that asks for it. Nothing is reformatted while one types or dictates. */
export const PaperField = memo(function PaperField(props: Props) {
  const { field, words, lang, editable, text, first, theirs, elsewhere, answers, typing } = props
  const t = useTexts(paperTexts)
  const { id } = field
  const label = field.label[words]
  const empty = text.trim() === ''
  const missing = empty && field.obligation === 'obligatory' && !field.byHand
  const rule = [
    field.rule,
    field.obligation === 'obligatory' ? t.required : field.condition ? field.condition[words] : t.ifNeeded,
  ]
  return (
    <div
      className="paper-field"
      data-missing={missing ? '' : undefined}
      data-active={props.active ? '' : undefined}
      data-disputed={theirs === null ? undefined : ''}
    >
      <div className="paper-field-head">
        <label htmlFor={`field-${id}`} lang={words}>
          {label}
        </label>
        <SourceMark field={field} empty={empty} incidentNumber={props.incidentNumber} label={label} />
      </div>
      {editable ? (
        <Textarea
          id={`field-${id}`}
          value={text}
          lang={lang}
          autosize
          minRows={field.long ? 2 : 1}
          maxRows={24}
          maxLength={10_000}
          autoCapitalize="sentences"
          enterKeyHint={field.long ? 'enter' : 'next'}
          aria-describedby={`rule-${id}`}
          onChange={(event) => typing.type(id, event.currentTarget.value)}
          onFocus={() => typing.enter(id)}
          onBlur={() => typing.leave(id)}
        />
      ) : (
        <p id={`field-${id}`} tabIndex={-1} className="paper-value" lang={lang}>
          {text || t.empty}
        </p>
      )}
      {answers.length > 0 ? (
        <fieldset className="chips paper-answers" aria-label={t.quick(label)} lang={lang}>
          {answers.map((answer) => (
            <button
              key={answer.label.ru}
              type="button"
              className="chip"
              aria-pressed={text.trim() === answer.value[lang]}
              onClick={() => typing.answer(id, answer.value)}
            >
              {answer.label[lang]}
            </button>
          ))}
        </fieldset>
      ) : null}
      {theirs === null ? null : (
        <fieldset className="paper-dispute" aria-label={t.both(label)}>
          <p className="paper-dispute-name">{t.theirs(props.theirName)}</p>
          <p className="paper-value" lang={lang}>
            {theirs || t.empty}
          </p>
          <div className="paper-dispute-ways">
            <Button size="compact-md" variant="default" onClick={() => typing.choose(id, 'mine')}>
              {t.keepMine}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => typing.choose(id, 'theirs')}>
              {t.takeTheirs}
            </Button>
          </div>
        </fieldset>
      )}
      <div className="paper-field-foot">
        <p className="soft small" id={`rule-${id}`} lang={words}>
          {rule.filter(Boolean).join(' · ')}
        </p>
        {elsewhere && editable ? (
          <p className="paper-elsewhere">
            <Icon name="globe" size={15} />
            {t.elsewhere[lang === 'ru' ? 'kk' : 'ru']}
            <button type="button" className="link" onClick={() => typing.confirm(id)}>
              {t.leaveSo}
            </button>
          </p>
        ) : null}
        {editable && text.trim() !== first.trim() ? (
          <button
            type="button"
            className="link paper-restore"
            aria-label={t.restoreThis(label)}
            onClick={() => typing.type(id, first)}
          >
            {t.restore}
          </button>
        ) : null}
      </div>
    </div>
  )
})

/** Where the text comes from, and the way there when there is one. */
function SourceMark({
  field,
  empty,
  incidentNumber,
  label,
}: {
  field: Field
  empty: boolean
  incidentNumber: number
  label: string
}) {
  const t = useTexts(paperTexts)
  const source: Source = empty ? 'missing' : field.source
  if (empty && (field.obligation !== 'obligatory' || field.byHand)) return null
  // What was typed into this paper leads nowhere else.
  const hash = empty || field.typed ? null : placeOf(source, field.sourceRef)
  if (!hash)
    return (
      <span className="source" data-source={source}>
        {t.sources[source]}
      </span>
    )
  return (
    <Link
      className="source"
      data-source={source}
      to="/incidents/$number"
      params={{ number: String(incidentNumber) }}
      hash={hash}
      aria-label={`${t.sources[source]}. ${t.toSource(label)}`}
    >
      {t.sources[source]}
    </Link>
  )
}

/** The part of the incident's page on which a source stands. */
function placeOf(source: Source, ref: string | null): string | null {
  switch (source) {
    case 'message':
    case 'photo':
    case 'inspector':
      return ref ? `from-${ref}` : null
    case 'register':
      return 'people'
    case 'system':
    case 'law':
    case 'missing':
      return null
  }
}
