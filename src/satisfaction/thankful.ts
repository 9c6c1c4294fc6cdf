/** Thumbs, hearts, folded and clapping hands: nobody puts them under an outcome who is not content with it. */
const thanks = new Set([
  ...['👍', '👏', '🙏', '🤝', '🙌', '👌', '💯', '🏆', '🎉', '🤗', '🥰', '😍'],
  ...['❤', '♥', '🩷', '🧡', '💛', '💚', '💙', '🩵', '💜', '🤍', '💖', '💗', '💐', '🌹'],
])
const discontent = new Set(['👎', '🤬', '😡', '🤮', '💩', '🤡', '🖕'])

/** Whether what a person has put under an outcome says thanks. To dispute it there is a button, so all else says nothing. */
export function isThankful(emoji: readonly string[]): boolean {
  const plain = emoji.map((one) => one.replace(/[\u{1f3fb}-\u{1f3ff}\ufe0f]/gu, ''))
  return plain.some((one) => thanks.has(one)) && !plain.some((one) => discontent.has(one))
}
