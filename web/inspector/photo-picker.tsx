import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRef, useState } from 'react'
import type { AttachmentView, IncidentPage } from '../../src/incident/incident.ts'
import { isOffline, post, queries } from '../api.ts'
import { keepForLater } from '../outbox.ts'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { incidentQuery } from './data.ts'
import { formTexts } from './form-texts.ts'

/** Photos from the camera or from files, sent at once; without a line they wait in the outbox. */
export function PhotoPicker({
  page,
  purpose,
  onAdded,
}: {
  page: IncidentPage
  purpose: AttachmentView['purpose']
  onAdded?: (added: AttachmentView) => void
}) {
  const t = useTexts(formTexts)
  const camera = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(0)

  const add = async (chosen: FileList | null) => {
    for (const file of chosen ?? []) {
      setBusy((count) => count + 1)
      await upload(page, purpose, file, t).then((added) => added && onAdded?.(added))
      setBusy((count) => count - 1)
    }
  }
  return (
    <div className="picker">
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        tabIndex={-1}
        aria-label={t.camera}
        onChange={(event) => {
          void add(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <input
        ref={files}
        type="file"
        accept="image/*,video/*,application/pdf"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t.files}
        onChange={(event) => {
          void add(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <Button
        variant="default"
        className="touch-only"
        leftSection={<Icon name="photo" size={18} />}
        onClick={() => camera.current?.click()}
      >
        {t.camera}
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="upload" size={18} />}
        loading={busy > 0}
        onClick={() => files.current?.click()}
      >
        {t.files}
      </Button>
    </div>
  )
}

async function upload(
  page: IncidentPage,
  purpose: AttachmentView['purpose'],
  file: File,
  t: { uploadFailed: (name: string) => string; uploadLater: string },
): Promise<AttachmentView | null> {
  const path = `/api/incidents/${page.id}/files`
  const form = new FormData()
  form.append('purpose', purpose)
  form.append('caption', '')
  form.append('file', file)
  try {
    const added = await post<AttachmentView>(path, form)
    await queries.invalidateQueries({ queryKey: incidentQuery(String(page.number)).queryKey })
    return added
  } catch (error) {
    if (isOffline(error)) {
      await keepForLater({
        path,
        body: { fields: { purpose, caption: '' }, file },
        label: `№ ${page.number}, ${file.name}`,
        at: new Date().toISOString(),
      })
      notifications.show({ message: t.uploadLater, color: 'amber' })
    } else {
      notifications.show({
        title: t.uploadFailed(file.name),
        message: error instanceof Error ? error.message : '',
        color: 'brick',
      })
    }
    return null
  }
}
