import { useState } from 'react'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'

/** Who wrote stays covered until the inspector needs it. */
export function Author({ name }: { name: string }) {
  const t = useTexts(incidentTexts)
  const [shown, setShown] = useState(false)
  return (
    <button type="button" className="reveal" aria-pressed={shown} onClick={() => setShown(!shown)}>
      <Icon name={shown ? 'eye' : 'hidden'} size={15} />
      {shown ? name : t.author}
    </button>
  )
}
