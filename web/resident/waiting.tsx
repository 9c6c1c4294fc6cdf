import { useTexts } from '../texts.ts'
import { Mark } from './icons.tsx'
import { roomTexts } from './speak.ts'

/** The whole page while there is nothing to show yet, or nothing at all. */
export function Waiting({ text, onAgain }: { text: string; onAgain: (() => void) | null }) {
  const t = useTexts(roomTexts)
  return (
    <main className="waiting" aria-live="polite">
      <Mark size={44} />
      <h1>{text}</h1>
      {onAgain ? (
        <button type="button" className="button quiet" onClick={onAgain}>
          {t.again}
        </button>
      ) : null}
    </main>
  )
}
