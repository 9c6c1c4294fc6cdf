import { Button } from '@mantine/core'
import type { ActInput, IncidentPage } from '../../src/incident/incident.ts'
import type { Body } from '../../src/incident/life.ts'
import { useTexts } from '../texts.ts'
import { formTexts } from './form-texts.ts'

/** What every form of an act is given, and the line of buttons with which it ends. */

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
/** What a form gives: an act without the version, which the sheet knows. */
export type Filled = Without<ActInput, 'version'>

export interface FormProps {
  page: IncidentPage
  /** Sends, and calls `sent` when the draft may be forgotten. */
  send: (filled: Filled, sent: () => void) => void
  /** `waiting`: for the person to look at what changed. */
  busy: boolean | 'waiting'
  close: () => void
  /** Whom the law names as the right body, when that is known. */
  handTo?: Body | undefined
}

/** The last line of a form: always in reach. */
export function FormFoot({
  label,
  busy,
  ready = true,
  close,
}: {
  label: string
  busy: boolean | 'waiting'
  ready?: boolean
  close: () => void
}) {
  const t = useTexts(formTexts)
  return (
    <div className="sheet-foot">
      <Button variant="default" onClick={close}>
        {t.cancel}
      </Button>
      <Button type="submit" loading={busy === true} disabled={!ready || busy === 'waiting'} className="grow">
        {label}
      </Button>
    </div>
  )
}
