import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import type { ManagedPrecinctView } from '../../src/inspection/routes.ts'
import { nameIn } from '../api.ts'
import { groundQuery } from '../inspector/data.ts'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { precinctsQuery } from './data.ts'
import { PrecinctForm } from './precinct-form.tsx'
import { precinctsTexts } from './precincts-texts.ts'
import type { Ring } from './ring.ts'
import { Bones } from './sheet.tsx'
import { UploadDialog } from './upload-dialog.tsx'

const PrecinctMap = lazy(() => import('./precinct-map.tsx').then((module) => ({ default: module.PrecinctMap })))

/** The precincts on a map: their borders, who answers for each, files of the district. */
export function Precincts() {
  const t = useTexts(precinctsTexts)
  const found = useQuery(precinctsQuery)
  const ground = useQuery(groundQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const [ring, setRing] = useState<Ring | null>(null)
  const [before, setBefore] = useState<Ring[]>([])
  const [uploading, setUploading] = useState(false)
  const mapBox = useRef<HTMLDivElement>(null)

  const precinct = chosen === 'new' ? null : (found.data?.find(({ id }) => id === chosen) ?? null)
  const draw = (next: Ring) => {
    if (ring) setBefore([...before, ring].slice(-200))
    setRing(next)
  }
  const begin = (next: Ring | null) => {
    setBefore([])
    setRing(next)
    // On a phone the map stands above the form, perhaps out of sight.
    if (next) mapBox.current?.scrollIntoView({ block: 'nearest' })
  }
  const pick = (id: string | null) => {
    setChosen(id)
    begin(id === 'new' ? [] : null)
  }

  if (found.isError)
    return (
      <Page title={t.title}>
        <Failed error={found.error} retry={() => void found.refetch()} />
      </Page>
    )
  return (
    <Page
      title={t.title}
      actions={
        <>
          <Button variant="default" leftSection={<Icon name="upload" size={18} />} onClick={() => setUploading(true)}>
            {t.upload}
          </Button>
          <Button leftSection={<Icon name="plus" size={18} />} onClick={() => pick('new')}>
            {t.draw}
          </Button>
        </>
      }
    >
      <div className="adm-split">
        <div ref={mapBox} className="adm-map" data-drawing={ring ? '' : undefined}>
          {ground.data && found.data ? (
            <Suspense>
              <PrecinctMap
                base={ground.data.base}
                precincts={found.data}
                chosen={chosen}
                choose={pick}
                ring={ring}
                change={draw}
              />
            </Suspense>
          ) : null}
          {ring ? (
            <div className="adm-map-bar">
              <p>{ring.length < 3 ? t.howDraw : t.howMove}</p>
              <Button
                size="compact-md"
                variant="default"
                leftSection={<Icon name="undo" size={16} />}
                disabled={before.length === 0}
                onClick={() => {
                  setRing(before.at(-1) ?? ring)
                  setBefore(before.slice(0, -1))
                }}
              >
                {t.undo}
              </Button>
              <Button size="compact-md" variant="subtle" disabled={ring.length === 0} onClick={() => draw([])}>
                {t.startOver}
              </Button>
            </div>
          ) : null}
        </div>
        <div className="adm-side">
          {found.isPending ? (
            <Bones />
          ) : chosen === 'new' || precinct ? (
            <PrecinctForm
              key={chosen}
              precinct={precinct}
              ring={ring}
              begin={begin}
              close={() => pick(null)}
              saved={(id) => pick(id)}
            />
          ) : found.data.length === 0 ? (
            <Blank icon="map" title={t.none}>
              {t.noneHint}
            </Blank>
          ) : (
            <ul className="card adm-list">
              {found.data.map((one) => (
                <PrecinctRow key={one.id} precinct={one} pick={() => pick(one.id)} />
              ))}
            </ul>
          )}
        </div>
      </div>
      <UploadDialog opened={uploading} close={() => setUploading(false)} />
    </Page>
  )
}

function PrecinctRow({ precinct, pick }: { precinct: ManagedPrecinctView; pick: () => void }) {
  const t = useTexts(precinctsTexts)
  const locale = useLocale()
  const [first, ...others] = precinct.inspectors
  return (
    <li>
      <button type="button" className="adm-pick" onClick={pick}>
        <span className="adm-number">{precinct.number}</span>
        <span className="adm-main">
          <span className="adm-name">{nameIn(precinct, locale)}</span>
          {first ? (
            <span className="soft small">
              {first.name}
              {others.length > 0 ? ` +${others.length}` : ''} · {t.chats(precinct.chats)}
            </span>
          ) : (
            <span className="adm-warn small">{t.noInspector}</span>
          )}
          {first?.away ? <span className="adm-warn small">{t.away}</span> : null}
        </span>
      </button>
    </li>
  )
}
