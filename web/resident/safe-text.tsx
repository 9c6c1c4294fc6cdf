import { useState } from 'react'
import { useTexts } from '../texts.ts'
import { roomTexts } from './speak.ts'

/** What strangers wrote, shown so that it can neither reach out of its place nor turn its surroundings round. */

/** Marks that only change the direction of text, or show nothing: in a name they serve nobody. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu
const address = /https?:\/\/[\x21-\x7e]+/g
const shortLength = 700
const shortLines = 14

export const cleanName = (name: string): string => name.replace(/\s+/g, ' ').replace(invisible, '').trim()

export function Name({ name }: { name: string }) {
  const t = useTexts(roomTexts)
  return <bdi className="name">{cleanName(name) || t.someone}</bdi>
}

/** A text with its line breaks; the long one is folded, and addresses open only when pressed. */
export function SafeText({ text }: { text: string }) {
  const t = useTexts(roomTexts)
  const [open, setOpen] = useState(false)
  const lines = text.split('\n')
  const long = text.length > shortLength * 1.3 || lines.length > shortLines + 4
  const shown = !long || open ? text : `${lines.slice(0, shortLines).join('\n').slice(0, shortLength)}…`
  return (
    <>
      <p className="text" dir="auto">
        {withLinks(shown)}
      </p>
      {long ? (
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t.less : t.more}
        </button>
      ) : null}
    </>
  )
}

function withLinks(text: string) {
  const parts: (string | { href: string; at: number })[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(/[.,;:!?)\]}'"»]+$/, '')
    parts.push(text.slice(end, match.index), { href, at: match.index })
    end = match.index + href.length
  }
  parts.push(text.slice(end))
  return parts.map((part) =>
    typeof part === 'string' ? (
      part
    ) : (
      <a key={part.at} href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {part.href}
      </a>
    ),
  )
}
