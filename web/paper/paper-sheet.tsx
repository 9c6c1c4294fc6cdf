import { memo, useEffect, useRef } from 'react'
import type { PaperLang } from '../../src/base/law.ts'
import type { PaperDocument } from '../../src/paper/document.ts'
import { forms } from '../../src/paper/forms.ts'
import { layOut, type Photo, type Sheet } from '../../src/paper/layout.ts'
import { preview } from '../api.ts'
import { useTexts } from '../texts.ts'
import { paperTexts } from './paper-texts.ts'
import { Line, SheetBlock } from './sheet-block.tsx'

interface Props {
  document: PaperDocument
  lang: PaperLang
  /** Attachment → hash of its file. */
  files: ReadonlyMap<string, string>
  /** The field that is being filled in: its line is marked and brought into sight. */
  active: string | null
  pick: (id: string) => void
  erapNumber: string
}

/** The page as it will be printed, drawn at once in the browser by the same layout as the PDF. */
export const PaperSheet = memo(function PaperSheet({ document, lang, files, active, pick, erapNumber }: Props) {
  const t = useTexts(paperTexts)
  const photos = document.attachments.flatMap(({ id, kind }): Photo[] => {
    const hash = files.get(id)
    return kind === 'photo' && hash ? [{ id, path: preview(hash, 400) }] : []
  })
  const sheet = layOut(document, forms[document.kind], lang, photos)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) showLine(frame.current, active)
  }, [active])
  const draw = { sheet, active, pick }
  const titled = sheet.sections.filter(({ title }) => title !== null)
  return (
    <div className="a4-frame" ref={frame}>
      <article className="a4" lang={lang} aria-label={t.sheetName(sheet.title)} data-look={sheet.look}>
        {sheet.draft ? <Watermark word={sheet.draft} /> : null}
        {sheet.look === 'letter' ? <LetterHead {...draw} /> : <FormHead {...draw} erapNumber={erapNumber} />}
        {[...sheet.sections, { title: null, blocks: sheet.annex }].map((section, index) => (
          <section
            // biome-ignore lint/suspicious/noArrayIndexKey: the sections of a form have no other name and keep their order.
            key={index}
          >
            {section.title === null ? null : (
              <h3>
                {titled.indexOf(section) + 1}. {section.title}
              </h3>
            )}
            {section.blocks.map((block, at) => (
              <SheetBlock
                // biome-ignore lint/suspicious/noArrayIndexKey: nor have the blocks of a section.
                key={at}
                block={block}
                {...draw}
              />
            ))}
          </section>
        ))}
        {sheet.sources.length > 0 ? (
          <p className="a4-sources">
            <b>{sheet.words.factsFrom}.</b> {sheet.sources.join('; ')}. {sheet.words.suggestion}
          </p>
        ) : null}
        <p className="a4-footer">{sheet.footer}</p>
      </article>
    </div>
  )
})

interface Drawing {
  sheet: Sheet
  active: string | null
  pick: (id: string) => void
}

function NumberLine({ sheet }: { sheet: Sheet }) {
  return (
    <span className="a4-number">
      {sheet.words.number} {sheet.number ?? <i className="a4-blank" />}
    </span>
  )
}

function Title({ sheet, number }: { sheet: Sheet; number: boolean }) {
  const about = <span className="a4-about">{sheet.subtitle}</span>
  return (
    <h2>
      {sheet.lang === 'kk' ? about : null}
      <span className="a4-title">
        {sheet.title} {number ? <NumberLine sheet={sheet} /> : null}
      </span>
      {sheet.lang === 'ru' ? about : null}
    </h2>
  )
}

function FormHead({ sheet, active, pick, erapNumber }: Drawing & { erapNumber: string }) {
  return (
    <>
      <Title sheet={sheet} number />
      <dl className="a4-head">
        {sheet.head.map((one) => (
          <div key={one.id} data-field={one.id} data-active={one.id === active ? '' : undefined}>
            <dt>
              {one.label} <small>{one.rule}</small>
            </dt>
            <dd>
              <Line id={one.id} pick={pick}>
                {one.value === null ? <em className="a4-missing">{sheet.words.missing}</em> : <b>{one.value}</b>}
              </Line>
            </dd>
          </div>
        ))}
      </dl>
      {sheet.kind === 'protocol' || sheet.kind === 'warning' ? (
        <p className="a4-small">
          {sheet.words.erap}: {erapNumber || <i className="a4-blank" />}
        </p>
      ) : null}
    </>
  )
}

function LetterHead({ sheet, active, pick }: Drawing) {
  return (
    <>
      <div className="a4-letter-head">
        <div>
          <NumberLine sheet={sheet} />
          {sheet.head.map((one) => (
            <p key={one.id} data-field={one.id} data-active={one.id === active ? '' : undefined}>
              <Line id={one.id} pick={pick}>
                {one.value ?? <em className="a4-missing">{sheet.words.missing}</em>}
              </Line>
            </p>
          ))}
        </div>
        <p className="a4-to" data-field="to" data-active={active === 'to' ? '' : undefined}>
          <Line id="to" pick={pick}>
            {sheet.to.join('\n') || <em className="a4-missing">{sheet.words.missing}</em>}
          </Line>
        </p>
      </div>
      <Title sheet={sheet} number={false} />
    </>
  )
}

const pages = [1, 2, 3, 4, 5, 6, 7, 8]

/** The word across every page of a draft; a decoration, since the state stands beside in words. */
function Watermark({ word }: { word: string }) {
  return (
    <div className="a4-watermark" aria-hidden="true">
      {pages.map((page) => (
        <svg key={page} viewBox="0 0 210 297" focusable="false" aria-hidden="true">
          <text x="105" y="148" textAnchor="middle" dominantBaseline="middle" transform="rotate(-52 105 148)">
            {word}
          </text>
        </svg>
      ))}
    </div>
  )
}

/** Brings the line of a field into the middle of what is seen of the page, without moving anything else. */
function showLine(frame: HTMLElement | null, id: string): void {
  const line = frame?.querySelector(`[data-field="${CSS.escape(id)}"]`)
  if (!frame || !line || frame.scrollHeight <= frame.clientHeight) return
  const offset = line.getBoundingClientRect().top - frame.getBoundingClientRect().top
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  frame.scrollTo({ top: frame.scrollTop + offset - frame.clientHeight / 3, behavior: still ? 'auto' : 'smooth' })
}
