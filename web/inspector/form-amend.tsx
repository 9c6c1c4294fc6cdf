import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, lazy, Suspense } from 'react'
import { categories, routes, urgencies } from '../../src/detection/categories.ts'
import { actWords, categoryWords, routeWords, urgencyWords } from '../parts/words.ts'
import { useTexts } from '../texts.ts'
import { groundQuery } from './data.ts'
import { FormFoot, type FormProps } from './form-foot.tsx'
import { formTexts } from './form-texts.ts'
import { useDraft } from './use-draft.ts'

const MapView = lazy(() => import('../parts/map-view.tsx').then((module) => ({ default: module.MapView })))

/** Puts right what the program read wrongly; what it had suggested stays on record. */
export function AmendForm({ page, send, busy, close }: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const categoryNames = useTexts(categoryWords)
  const routeNames = useTexts(routeWords)
  const urgencyNames = useTexts(urgencyWords)
  const { data: ground } = useQuery(groundQuery)
  const start = {
    category: page.category,
    route: page.route,
    urgency: page.urgency,
    placeText: page.placeText,
    point: page.point,
  }
  const [draft, change, clear] = useDraft(`${page.id}.amend`, start)
  const changed = (Object.keys(start) as (keyof typeof start)[]).filter(
    (key) => JSON.stringify(draft[key]) !== JSON.stringify(start[key]),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ act: 'amend', ...Object.fromEntries(changed.map((key) => [key, draft[key]])) }, clear)
  }
  return (
    <form onSubmit={submit} className="form">
      <Select
        label={t.category}
        searchable
        allowDeselect={false}
        value={draft.category}
        data={categories.map((value) => ({ value, label: categoryNames[value] }))}
        onChange={(value) => {
          const category = categories.find((one) => one === value)
          if (category) change({ category })
        }}
      />
      <Select
        label={t.route}
        allowDeselect={false}
        value={draft.route}
        data={routes.map((value) => ({ value, label: routeNames[value] }))}
        onChange={(value) => {
          const route = routes.find((one) => one === value)
          if (route) change({ route })
        }}
      />
      <fieldset className="field">
        <legend>{t.urgency}</legend>
        <SegmentedControl
          fullWidth
          size="md"
          aria-label={t.urgency}
          value={draft.urgency}
          data={urgencies.map((value) => ({ value, label: urgencyNames[value] }))}
          onChange={(value) => {
            const urgency = urgencies.find((one) => one === value)
            if (urgency) change({ urgency })
          }}
        />
      </fieldset>
      <TextInput
        label={t.place}
        value={draft.placeText}
        onChange={(event) => change({ placeText: event.currentTarget.value })}
        maxLength={500}
      />
      <fieldset className="field">
        <legend>{t.onMap}</legend>
        <p className="soft small">{t.onMapHint}</p>
        <div className="pick-map">
          {ground ? (
            <Suspense fallback={<div className="map bone" />}>
              <MapView ground={ground} at={draft.point} onPick={(point) => change({ point })} label={t.onMap} />
            </Suspense>
          ) : (
            <div className="map bone" />
          )}
        </div>
        {draft.point ? (
          <Button variant="subtle" size="sm" onClick={() => change({ point: null })}>
            {t.clearPoint}
          </Button>
        ) : null}
      </fieldset>
      <FormFoot label={names.amend} busy={busy} ready={changed.length > 0} close={close} />
    </form>
  )
}
