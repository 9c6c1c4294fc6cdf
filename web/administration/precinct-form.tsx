import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ManagedPrecinctView } from '../../src/inspection/routes.ts'
import { ApiError, meQuery, post, put, remove } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { readAnew } from './data.ts'
import { precinctsTexts } from './precincts-texts.ts'
import { areaOf, type Ring, ringOf } from './ring.ts'
import { Confirm, Problem, useProblems } from './sheet.tsx'

interface Warnings {
  crosses: boolean
  overlaps: string[]
}

interface Props {
  precinct: ManagedPrecinctView | null
  ring: Ring | null
  begin: (ring: Ring | null) => void
  close: () => void
  saved: (id: string) => void
}

/** One precinct: its number, names and border; who answers for it. */
export function PrecinctForm({ precinct, ring, begin, close, saved }: Props) {
  const t = useTexts(precinctsTexts)
  const problemOf = useProblems()
  const [number, setNumber] = useState(precinct?.number ?? '')
  const [nameRu, setNameRu] = useState(precinct?.nameRu ?? '')
  const [nameKk, setNameKk] = useState(precinct?.nameKk ?? '')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ text: string; field?: string | undefined }>({ text: '' })
  const [warnings, setWarnings] = useState<Warnings | null>(null)
  const editable = precinct ? ringOf(precinct.area) : []

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const area = ring ? areaOf(ring) : precinct?.area
    if (!area || (ring && ring.length < 3)) return setProblem({ text: t.few })
    setBusy(true)
    setProblem({ text: '' })
    try {
      const body = { number, nameRu, nameKk, area }
      const answer = precinct
        ? await put<{ id: string; warnings: Warnings }>(`/api/precincts/${precinct.id}`, body)
        : await post<{ id: string; warnings: Warnings }>('/api/precincts', body)
      await readAnew('precincts', 'map', 'me')
      setWarnings(answer.warnings)
      begin(null)
      if (!precinct) saved(answer.id)
    } catch (error) {
      const field = error instanceof ApiError ? error.field : undefined
      const taken = error instanceof ApiError && error.id === 'taken'
      setProblem({ text: taken ? t.numberTaken : problemOf(error), field })
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <Button
        variant="subtle"
        leftSection={<Icon name="back" size={18} />}
        onClick={close}
        style={{ justifySelf: 'start' }}
      >
        {t.back}
      </Button>
      <form className="card adm-stack" onSubmit={save}>
        <h2>{precinct ? t.precinct(precinct.number) : t.draw}</h2>
        <TextInput
          label={t.number}
          required
          withAsterisk={false}
          autoComplete="off"
          value={number}
          error={problem.field === 'number' ? problem.text : undefined}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <TextInput
          label={t.nameRu}
          lang="ru"
          autoComplete="off"
          value={nameRu}
          onChange={(event) => setNameRu(event.currentTarget.value)}
        />
        <TextInput
          label={t.nameKk}
          lang="kk"
          autoComplete="off"
          value={nameKk}
          onChange={(event) => setNameKk(event.currentTarget.value)}
        />
        {editable === null ? (
          <p className="soft small">{t.parts}</p>
        ) : ring ? (
          <p className="soft small">
            {t.border}: {t.points(ring.length)}
          </p>
        ) : (
          <Button variant="default" leftSection={<Icon name="edit" size={18} />} onClick={() => begin(editable)}>
            {t.changeBorder}
          </Button>
        )}
        <Problem text={problem.field === 'number' ? '' : problem.text} />
        {warnings?.crosses ? <p className="note warn">{t.crosses}</p> : null}
        {warnings && warnings.overlaps.length > 0 ? (
          <p className="note warn">{t.overlaps(warnings.overlaps.join(', '))}</p>
        ) : null}
        {warnings && !warnings.crosses && warnings.overlaps.length === 0 ? (
          <p className="note good">{t.saved}</p>
        ) : null}
        <Button type="submit" loading={busy}>
          {t.save}
        </Button>
      </form>
      {precinct ? <Inspectors precinct={precinct} /> : null}
      {precinct ? <Retire precinct={precinct} close={close} /> : null}
    </>
  )
}

/** The inspectors in the order in which they get the reports. */
function Inspectors({ precinct }: { precinct: ManagedPrecinctView }) {
  const t = useTexts(precinctsTexts)
  const problemOf = useProblems()
  const { data: me } = useQuery(meQuery)
  const [problem, setProblem] = useState('')
  const ids = precinct.inspectors.map(({ id }) => id)
  const others = (me?.inspectors ?? []).filter(({ id }) => !ids.includes(id))
  const set = async (accountIds: string[]) => {
    setProblem('')
    try {
      await put(`/api/precincts/${precinct.id}/inspectors`, { accountIds })
    } catch (error) {
      setProblem(problemOf(error))
    }
    await readAnew('precincts', 'me')
  }
  return (
    <Card title={t.inspectors}>
      <p className="soft small">{t.inspectorsHint}</p>
      {precinct.inspectors.length > 0 ? (
        <ol className="adm-order">
          {precinct.inspectors.map(({ id, name, active, away }, at) => (
            <li key={id}>
              <span>
                {name}
                {active ? null : <span className="adm-tag warn">{t.off}</span>}
                {active && away ? <span className="adm-tag warn">{t.away}</span> : null}
              </span>
              {at > 0 ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={40}
                  aria-label={t.up(name)}
                  onClick={() =>
                    void set([...ids.slice(0, at - 1), id, ...ids.slice(at - 1).filter((other) => other !== id)])
                  }
                >
                  <Icon name="down" size={18} style={{ transform: 'rotate(180deg)' }} />
                </ActionIcon>
              ) : null}
              <ActionIcon
                variant="subtle"
                color="gray"
                size={40}
                aria-label={t.remove(name)}
                onClick={() => void set(ids.filter((other) => other !== id))}
              >
                <Icon name="close" size={18} />
              </ActionIcon>
            </li>
          ))}
        </ol>
      ) : (
        <p className="adm-warn">{t.noInspector}</p>
      )}
      <Problem text={problem} />
      <Select
        aria-label={t.addInspector}
        placeholder={t.addInspector}
        searchable
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={null}
        onChange={(id) => id && void set([...ids, id])}
      />
    </Card>
  )
}

function Retire({ precinct, close }: { precinct: ManagedPrecinctView; close: () => void }) {
  const t = useTexts(precinctsTexts)
  const problemOf = useProblems()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const go = async () => {
    setBusy(true)
    try {
      await remove(`/api/precincts/${precinct.id}`)
      close()
      await readAnew('precincts', 'map', 'me', 'chats')
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <>
      <Button variant="subtle" color="brick" onClick={() => setAsking(true)}>
        {t.retire}
      </Button>
      <Confirm
        opened={asking}
        title={t.retireTitle(precinct.number)}
        text={t.retireText}
        label={t.retire}
        busy={busy}
        problem={problem}
        close={() => setAsking(false)}
        go={() => void go()}
      />
    </>
  )
}
