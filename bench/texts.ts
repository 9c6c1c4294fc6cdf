import { readdirSync, readFileSync } from 'node:fs'

interface Line {
  text: string
  label: { kind: string; category: string | null }
}

/** Labelled messages of the training chats, as material: what people really write, chatter and reports apart. */
export function texts(): { chatter: string[]; reports: { text: string; category: string }[] } {
  const folder = new URL('../training/chats/', import.meta.url)
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as Line)
    .filter(({ text }) => text !== '')
  return {
    chatter: lines.filter(({ label }) => label.kind === 'chatter').map(({ text }) => text),
    reports: lines.flatMap(({ text, label }) =>
      label.kind === 'report' && label.category ? [{ text, category: label.category }] : [],
    ),
  }
}
