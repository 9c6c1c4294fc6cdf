import type { CSSProperties, ReactNode } from 'react'
import type { Block, Row, Sheet } from '../../src/paper/layout.ts'
import { useTexts } from '../texts.ts'
import { paperTexts } from './paper-texts.ts'

interface Props {
  block: Block
  sheet: Sheet
  active: string | null
  pick: (id: string) => void
}

/** One block of the page. */
export function SheetBlock({ block, sheet, active, pick }: Props) {
  const { words } = sheet
  const mark = (id: string | undefined) => ({ 'data-field': id, 'data-active': id && id === active ? '' : undefined })
  switch (block.kind) {
    case 'rows':
      return (
        <dl className="a4-rows">
          {block.rows.map((row) => (
            <div key={row.id} {...mark(row.id)}>
              <dt>{row.label}</dt>
              <dd>
                <Line id={row.id} pick={pick}>
                  <Value row={row} missing={words.missing ?? ''} />
                </Line>
                <small>{row.rule}</small>
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'text':
      return (
        <div className="a4-text" {...mark(block.id)}>
          <p>{block.id ? <Line {...{ id: block.id, pick }}>{block.text}</Line> : block.text}</p>
          <small>{block.rule}</small>
        </div>
      )
    case 'empty':
      return (
        <div className="a4-text" {...mark(block.id)}>
          <div>
            <Lines count={block.count} />
            <Line id={block.id} pick={pick}>
              <em className="a4-missing">{words.missing}</em>
            </Line>
          </div>
          <small>{block.rule}</small>
        </div>
      )
    case 'lines':
      return (
        <div className="a4-text" {...mark(block.id)}>
          <div>
            {block.id ? <Line {...{ id: block.id, pick }}>{block.lead}</Line> : <p>{block.lead}</p>}
            <Lines count={block.count} />
          </div>
          <small>{block.rule}</small>
        </div>
      )
    case 'paragraph':
      return <p className="a4-paragraph">{block.text}</p>
    case 'list':
      return (
        <>
          <p>{block.lead}</p>
          <ol className="a4-list">{items(block.items)}</ol>
        </>
      )
    case 'numbered':
      return (
        <ol className="a4-numbered" {...mark('attachments')}>
          {items(block.items)}
        </ol>
      )
    case 'table':
      return <Table head={block.head} widths={block.widths} rows={block.rows} />
    case 'inventory':
      return <Table head={block.head} widths={block.head.map(() => 1)} rows={block.rows} />
    case 'photos':
      return <Photos across={block.across} photos={block.photos} />
    case 'signs':
      return (
        <ul className="a4-signs">
          {block.rows.map((one) => (
            <li key={one.who}>
              <span>{one.who}</span>
              <span>
                <i />
                <small>{words.signature}</small>
              </span>
              <span>
                <i>{one.name}</i>
                <small>{words.nameHere}</small>
              </span>
            </li>
          ))}
        </ul>
      )
    case 'note':
      return <p className="a4-small">{block.text}</p>
  }
}

/** Words of the page that lead to their field. They are for the hand: the keyboard is in the fields already. */
export function Line({ id, pick, children }: { id: string; pick: (id: string) => void; children: ReactNode }) {
  return (
    <a
      href={`#field-${id}`}
      className="a4-line"
      tabIndex={-1}
      draggable={false}
      onClick={(event) => {
        event.preventDefault()
        pick(id)
      }}
    >
      {children}
    </a>
  )
}

function Value({ row, missing }: { row: Row; missing: string }) {
  if (row.value !== null) return row.value
  return row.missing ? <em className="a4-missing">{missing}</em> : <span className="a4-none">{row.blank}</span>
}

const Lines = ({ count }: { count: number }) => (
  <span className="a4-lines" aria-hidden="true" style={{ '--count': count } as CSSProperties} />
)

const items = (texts: readonly string[]) =>
  texts.map((text, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two lines of a list may read alike.
    <li key={index}>{text}</li>
  ))

function Table({ head, widths, rows }: { head: string[]; widths: number[]; rows: string[][] }) {
  const all = widths.reduce((sum, one) => sum + one, 0)
  return (
    <table className="a4-table">
      <colgroup>
        {head.map((name, at) => (
          <col key={name} style={{ width: `${((widths[at] ?? 1) / all) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rows may read alike.
          <tr key={at}>
            {row.map((cell, column) => (
              <td key={head[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Photos({ across, photos }: { across: number; photos: { path: string; caption: string }[] }) {
  const t = useTexts(paperTexts)
  return (
    <div className="a4-photos" data-across={across}>
      {photos.map(({ path, caption }) => (
        <figure key={path + caption}>
          <img src={path} alt={caption || t.photoOf} loading="lazy" />
          <figcaption>{caption}</figcaption>
        </figure>
      ))}
    </div>
  )
}
