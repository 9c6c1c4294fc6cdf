import { useTexts } from '../texts.ts'
import { Icon } from './icons.tsx'
import type { Picked } from './picked.ts'
import { PickedThumb } from './picked-thumb.tsx'
import type { PlacePoint } from './place.tsx'
import { roomTexts } from './speak.ts'

interface Props {
  files: readonly Picked[]
  place: PlacePoint | null
  onRemove: (file: Picked) => void
  onRemovePlace: () => void
}

/** What goes along with the message that is being written. */
export function PickedTray({ files, place, onRemove, onRemovePlace }: Props) {
  const t = useTexts(roomTexts)
  if (files.length === 0 && !place) return null
  return (
    <ul className="tray">
      {files.map((file) => (
        <li key={file.id}>
          <PickedThumb file={file} />
          <button type="button" aria-label={t.file.remove(t.file[file.kind])} onClick={() => onRemove(file)}>
            <Icon name="close" size={16} />
          </button>
        </li>
      ))}
      {place ? (
        <li>
          <span className="tray-word">
            <Icon name="pin" size={22} />
            {t.placePanel.shown}
          </span>
          <button type="button" aria-label={t.file.remove(t.placePanel.shown)} onClick={onRemovePlace}>
            <Icon name="close" size={16} />
          </button>
        </li>
      ) : null}
    </ul>
  )
}
