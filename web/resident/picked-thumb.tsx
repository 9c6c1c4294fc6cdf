import { useState } from 'react'
import { useTexts } from '../texts.ts'
import { Icon } from './icons.tsx'
import type { Picked } from './picked.ts'
import { roomTexts } from './speak.ts'

/** A chosen file in small; what the browser cannot draw (HEIC, a torn photo) is named. */
export function PickedThumb({ file }: { file: Picked }) {
  const t = useTexts(roomTexts).file
  const [broken, setBroken] = useState(false)
  if (file.kind === 'photo' && !broken)
    return <img className="outgoing-photo" src={file.url} alt={t.photo} onError={() => setBroken(true)} />
  return (
    <span className="file-link">
      <Icon name={file.kind === 'photo' ? 'camera' : file.kind} size={22} />
      {t[file.kind]}
    </span>
  )
}
