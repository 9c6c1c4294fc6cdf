import { Button, FileButton, Modal, Radio } from '@mantine/core'
import { useState } from 'react'
import { ApiError, post } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { number, useTexts } from '../texts.ts'
import { readAnew } from './data.ts'
import { precinctsTexts } from './precincts-texts.ts'
import { Problem, useProblems } from './sheet.tsx'

const limit = 30 * 1024 * 1024
const maps = '.json,.geojson,application/geo+json'
const isTable = (file: File) => /\.csv$/i.test(file.name)
type What = 'precincts' | 'places'
interface Precincts {
  added: number
  changed: number
  skipped: number
  fields: { number: string; nameRu: string; nameKk: string }
  overlaps: [string, string][]
}
type Done = { precincts: Precincts } | { places: { kind: string; count: number }[] }

/** Takes a file of the district: the borders of precincts as GeoJSON, or its houses, streets and landmarks, these also as CSV. */
export function UploadDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useTexts(precinctsTexts)
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t.uploadTitle}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': '×' }}
    >
      {opened ? <Upload close={close} /> : null}
    </Modal>
  )
}

function Upload({ close }: { close: () => void }) {
  const t = useTexts(precinctsTexts)
  const problemOf = useProblems()
  const [what, setWhat] = useState<What>('precincts')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [done, setDone] = useState<Done | null>(null)

  const take = async (file: File | null) => {
    if (!file) return
    setDone(null)
    setProblem('')
    if (file.size > limit) return setProblem(t.problems['too-large'](0, ''))
    setBusy(true)
    try {
      const body: unknown =
        what === 'places' && isTable(file) ? { type: 'csv', text: await textOf(file) } : JSON.parse(await file.text())
      setDone(
        what === 'precincts'
          ? { precincts: await post<Precincts>('/api/precincts/import', body) }
          : { places: (await post<{ items: { kind: string; count: number }[] }>('/api/places/import', body)).items },
      )
      await readAnew('precincts', 'map', 'me', 'places')
    } catch (error) {
      setProblem(words(error))
    } finally {
      setBusy(false)
    }
  }
  const words = (error: unknown): string => {
    if (error instanceof SyntaxError) return t.problems['not-geojson'](0, '')
    if (!(error instanceof ApiError)) return problemOf(error)
    const [, list, index = '-1', column = ''] = /^(features|lines)\.(\d+)(?:\.(\w*))?/.exec(error.field ?? '') ?? []
    // Lines of a table are told as they are numbered, features from 0.
    const at = Number(index) + (list === 'lines' ? 0 : 1)
    if (error.status === 413) return t.problems['too-large'](0, '')
    if (error.id in t.problems) return t.problems[error.id as keyof typeof t.problems](at, column)
    return error.id === 'bad-input' ? t.problems['not-geojson'](0, '') : problemOf(error)
  }

  return (
    <div className="adm-stack">
      <p className="soft">{t.uploadText}</p>
      <Radio.Group value={what} onChange={(value) => setWhat(value as What)} aria-label={t.uploadTitle}>
        <div className="adm-choices">
          <Radio value="precincts" label={t.asPrecincts} description={t.asPrecinctsHint} />
          <Radio value="places" label={t.asPlaces} description={t.asPlacesHint} />
        </div>
      </Radio.Group>
      <Problem text={problem} />
      <div role="status">{done ? <Told done={done} /> : null}</div>
      <div className="adm-foot">
        <Button variant="default" onClick={close}>
          {t.close}
        </Button>
        <FileButton accept={what === 'places' ? `${maps},.csv,text/csv` : maps} onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} loading={busy} className="grow" leftSection={<Icon name="upload" size={18} />}>
              {t.choose}
            </Button>
          )}
        </FileButton>
      </div>
    </div>
  )
}

/** Spreadsheets on Windows still write tables in Windows-1251. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

function Told({ done }: { done: Done }) {
  const t = useTexts(precinctsTexts)
  if ('places' in done)
    return (
      <p className="note good">
        {done.places.map(({ kind, count }) => `${t.kinds[kind as keyof typeof t.kinds]}: ${number(count)}`).join(', ')}
      </p>
    )
  const { added, changed, skipped, fields, overlaps } = done.precincts
  return (
    <div className="adm-stack">
      <p className="note good">
        {[t.added(added), t.changed(changed), ...(skipped > 0 ? [t.skipped(skipped)] : [])].join('. ')}.
        <br />
        {t.fields(fields.number, fields.nameRu || '—', fields.nameKk || '—')}
      </p>
      {overlaps.length > 0 ? (
        <p className="note warn">{t.fileOverlaps(overlaps.map((pair) => pair.join('–')).join(', '))}</p>
      ) : null}
    </div>
  )
}
