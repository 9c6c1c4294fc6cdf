import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../texts.ts'
import { Icon, type IconName } from './icons.tsx'
import { roomTexts } from './speak.ts'

export interface ShownFile {
  hash: string
  kind: string
  mime: string
}

/** Photos, films, voices and papers that came with a message. `base` is the address below which they lie. */
export function FilesView({ files, base }: { files: readonly ShownFile[]; base: string }) {
  const [open, setOpen] = useState<string | null>(null)
  if (files.length === 0) return null
  const pictures = files.filter((file) => file.mime.startsWith('image/'))
  const others = files.filter((file) => !file.mime.startsWith('image/'))
  return (
    <div className="files">
      {pictures.length > 0 ? (
        <div className="pictures" data-count={Math.min(pictures.length, 4)}>
          {pictures.map((file) => (
            <Picture key={file.hash} src={`${base}/${file.hash}`} onOpen={() => setOpen(`${base}/${file.hash}`)} />
          ))}
        </div>
      ) : null}
      {others.map((file) => (
        <Other key={file.hash} file={file} src={`${base}/${file.hash}`} />
      ))}
      {open ? <Large src={open} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

function Picture({ src, onOpen }: { src: string; onOpen: () => void }) {
  const t = useTexts(roomTexts).file
  const [broken, setBroken] = useState(false)
  if (broken) return <FileLink src={src} icon="camera" text={t.photo} />
  return (
    <button type="button" className="picture" aria-label={t.open} onClick={onOpen}>
      <img src={`${src}?w=400`} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
    </button>
  )
}

function Other({ file, src }: { file: ShownFile; src: string }) {
  const t = useTexts(roomTexts).file
  if (file.kind === 'voice')
    // biome-ignore lint/a11y/useMediaCaption: a resident's own recording has no written form.
    return <audio className="sound" controls preload="metadata" src={src} aria-label={t.voice} />
  if (file.kind === 'video')
    // biome-ignore lint/a11y/useMediaCaption: a resident's own film has no written form.
    return <video className="film" controls preload="metadata" playsInline src={src} aria-label={t.video} />
  return <FileLink src={src} icon="document" text={t.document} />
}

function FileLink({ src, icon, text }: { src: string; icon: IconName; text: string }) {
  return (
    <a className="file-link" href={src} target="_blank" rel="noopener noreferrer">
      <Icon name={icon} />
      {text}
    </a>
  )
}

function Large({ src, onClose }: { src: string; onClose: () => void }) {
  const t = useTexts(roomTexts)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="large" aria-label={t.file.photo} onClose={onClose}>
      <img src={`${src}?w=1600`} alt={t.file.photo} />
      <button type="button" className="round" aria-label={t.close} onClick={() => dialog.current?.close()}>
        <Icon name="close" />
      </button>
    </dialog>
  )
}
