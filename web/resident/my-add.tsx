import { type FormEvent, useId, useRef, useState } from 'react'
import type { MyReport } from '../../src/satisfaction/my-report.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { ask, Failure, send } from './ask.ts'
import { Icon } from './icons.tsx'
import { keep, kept } from './outbox.ts'
import { letGo, newId, type Picked, type PickRefusal, pick } from './picked.ts'
import { PickedTray } from './picked-tray.tsx'
import { myTexts, roomTexts } from './speak.ts'

/** Adds words, photos or films to one's own report; the inspector alone sees them. */
export function MyAdd({ path, onAdded }: { path: string; onAdded: (report: MyReport) => void }) {
  const t = useTexts(myTexts)
  const room = useTexts(roomTexts)
  const locale = useLocale()
  const draft = `uchastok.draft.${path.slice(-12)}`
  const [text, setText] = useState(() => kept(draft) ?? '')
  const [files, setFiles] = useState<Picked[]>([])
  const [share, setShare] = useState<number | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<PickRefusal | null>(null)
  // Sent again after a broken connection, it is added once.
  const id = useRef(newId())
  const field = useId()
  const busy = share !== null

  function write(next: string) {
    setText(next)
    setSaid(null)
    keep(draft, next || null)
  }
  async function add(event: FormEvent) {
    event.preventDefault()
    setProblem(null)
    setShare(0)
    try {
      onAdded(await sendAddition(`${path}/add`, id.current, text.trim(), files, setShare))
      id.current = newId()
      letGo(files)
      setFiles([])
      write('')
      setSaid(t.addSent)
    } catch (error) {
      const status = error instanceof Failure ? error.status : 0
      setProblem(
        status === 413
          ? room.file.tooLarge
          : status === 415
            ? room.file.wrongType
            : status === 429
              ? t.tooMany
              : t.failed,
      )
    } finally {
      setShare(null)
    }
  }

  return (
    <section className="card">
      <h2>{t.add}</h2>
      <form className="add" onSubmit={add}>
        <label htmlFor={field} className="unseen">
          {t.addLabel}
        </label>
        <textarea
          id={field}
          className="field"
          rows={3}
          maxLength={20_000}
          dir="auto"
          placeholder={t.addLabel}
          aria-describedby={`${field}-hint`}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <small id={`${field}-hint`} className="soft">
          {t.addHint}
        </small>
        <PickedTray
          files={files}
          place={null}
          onRemovePlace={() => {}}
          onRemove={(file) => {
            letGo([file])
            setFiles(files.filter((one) => one.id !== file.id))
          }}
        />
        <div role="alert">
          {refusal || problem ? <p className="note danger slim">{refusal ? room.file[refusal] : problem}</p> : null}
        </div>
        {busy && files.length > 0 ? (
          <progress value={share} max={1} aria-label={room.file.sent(`${number(Math.round(share * 100), locale)} %`)} />
        ) : null}
        <div className="panel-row">
          <label className="button quiet">
            <Icon name="camera" />
            {t.files}
            <input
              type="file"
              accept="image/*,video/*"
              multiple
              onChange={(event) => {
                const { picked, refused } = pick([...(event.currentTarget.files ?? [])], files.length)
                setFiles([...files, ...picked])
                setRefusal(refused)
                // The same file may be chosen again after it was removed.
                event.currentTarget.value = ''
              }}
            />
          </label>
          <button type="submit" className="button" disabled={busy || (text.trim() === '' && files.length === 0)}>
            {busy ? t.addSending : t.addSend}
          </button>
        </div>
        <p className="said" role="status">
          {said}
        </p>
      </form>
    </section>
  )
}

function sendAddition(
  path: string,
  id: string,
  text: string,
  files: readonly Picked[],
  onShare: (share: number) => void,
): Promise<MyReport> {
  if (files.length === 0) return ask('POST', path, { id, text })
  const form = new FormData()
  form.set('id', id)
  form.set('text', text)
  for (const { file } of files) form.append('file', file, file.name)
  return send(path, form, onShare)
}
