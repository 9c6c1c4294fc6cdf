/** Cuts a text into pieces of at most `limit` UTF-16 code units: at a line, else a space, never inside a letter. */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > limit) {
    const cut = placeToCut(rest, limit)
    pieces.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest)
  return pieces.filter((piece) => piece !== '' || pieces.length === 1)
}

/** A cut in the first half would waste a message. */
function placeToCut(text: string, limit: number): number {
  const window = text.slice(0, limit + 1)
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(mark)
    if (at > limit / 2) return at
  }
  const last = text.charCodeAt(limit - 1)
  return last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit
}
